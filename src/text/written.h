/* SPDX-License-Identifier: Apache-2.0
 *
 * written.h - what a word is by its letters alone. Layer 3 (text), private to
 * its folder.
 *
 * Most words were read before: how they are cut, and the hashes of their forms,
 * stand in a memory that threads share without locks. As in base/memo.h it
 * never shows. */
#ifndef NQ_TEXT_WRITTEN_H
#define NQ_TEXT_WRITTEN_H

#include "text/tools.h"
#include "text/tune.h"

/* An entry; a pair of them is a line of memory. */
struct nq_written {
    _Atomic uint64_t check;      /* nq_hash of the letters ^ all below; all 0:
                                    free */
    _Atomic uint64_t hash, stem; /* of the token */
    _Atomic uint64_t cut;        /* clitics, pre, suf, the score of that */
};

naql_status nq_written_make(nq_arena *arena, nq_written **out);
nq_kept nq_written_kept(nq_written *words, const char *name);

/* Fills hash, stem, clitics, pre and suf of a token that has its folded form.
 *
 * key      nq_hash(written)
 * written  the letters as they stand, which the folded form follows from
 * returns  the score of its likeliest reading (nq_parse) */
float nq_written_read(const nq_text_tools *tools, uint64_t key,
                      naql_str written, nq_token *token);

/* The pair where a word's entry may be. */
static inline nq_written *
nq_written_at(const nq_text_tools *tools, uint64_t key)
{
    uint64_t mask = ((uint64_t)1 << NQ_WRITTEN_BITS) - 2;
    return &tools->written[key & mask];
}

/* Asks for it ahead. */
static inline void
nq_written_fetch(const nq_text_tools *tools, uint64_t key)
{
    __builtin_prefetch(nq_written_at(tools, key));
}

#endif
