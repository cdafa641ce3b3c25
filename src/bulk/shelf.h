/* SPDX-License-Identifier: Apache-2.0
 *
 * shelf.h - texts that were read one after the other: their words, where these
 * stand, and the places of their grams. Layer 9 (bulk), private to runs.c.
 *
 * Words of all texts are counted through, so that a place is one number; all
 * memory is the shelf's own, and is given back at once. */
#ifndef NQ_BULK_SHELF_H
#define NQ_BULK_SHELF_H

#include "base/map.h"
#include "bulk/postings.h"
#include "bulk/runs.h"

typedef struct nq_shelf_text {
    const uint32_t *words; /* [n] */
    uint32_t n;
    uint32_t first; /* its first word, in the count of the shelf */
    nq_track track;
    uint32_t group;
    naql_str id, representative; /* ptr NULL: itself */
} nq_shelf_text;

typedef struct nq_shelf {
    nq_arena arena;
    nq_list texts;        /* nq_shelf_text */
    nq_list blocks;       /* uint32_t: text of each so-manieth word */
    nq_map equal;         /* hash of all words -> text */
    nq_postings postings; /* hash of a gram -> its first word */
    uint32_t words;
    uint32_t base; /* number of the first text */
} nq_shelf;

void nq_shelf_init(nq_shelf *s, uint32_t base);
void nq_shelf_clear(nq_shelf *s);
uint64_t nq_shelf_bytes(const nq_shelf *s);
bool nq_shelf_is_full(const nq_shelf *s); /* of words */

static inline const nq_shelf_text *
nq_shelf_at(const nq_shelf *s, uint32_t index)
{
    return (const nq_shelf_text *)s->texts.at + index;
}

/* The text with a word; asks for the memory that leads there. */
uint32_t nq_shelf_find(const nq_shelf *s, uint32_t word);
void nq_shelf_expect(const nq_shelf *s, uint32_t word);

/* The text with the same words, NQ_NO_TEXT. */
uint32_t nq_shelf_equal(const nq_shelf *s, const nq_run_text *t);

/* Adds a copy of a text. *like holds group and representative.
 * NAQL_OK, NAQL_NOMEM, NAQL_TOO_BIG (2^32 - 1 texts). */
naql_status nq_shelf_add(nq_shelf *s, naql_str id, const nq_run_text *t,
                         const nq_shelf_text *like);

#endif
