/* SPDX-License-Identifier: Apache-2.0
 *
 * phrases.h - the lists that speak of names, as one map. Layer 4 (name),
 * private to its folder and to tools/mkmade, which runs it for the build.
 *
 * A trie as a hash table: the hash of each phrase's first words, one after the
 * other, leads to the nq_lex bits of what ends there. Beside it a filter of the
 * words that may go on behind a first one. */
#ifndef NQ_NAME_PHRASES_H
#define NQ_NAME_PHRASES_H

#include "base/map.h"
#include "base/table.h"
#include "name/lex.h"

/* A longer phrase starts with these words. A bit of texts that no list gives.
 */
#define NQ_LEX_MORE ((uint32_t)NQ_LEX_INSIDE)

/* Its name among what the build has made of the tables. */
#define NQ_PHRASES "phrases"

/* The same of `seconds`: words that stand second in a phrase, as bits by their
 * hashes. Most words go on with no phrase, and are turned away by 8 KB. */
#define NQ_PHRASE_SECONDS "second words"
enum { NQ_SECONDS = 1 << 16 /* bits */ };

typedef struct nq_phrases {
    nq_map map;              /* hash of the words so far -> nq_lex bits */
    const uint64_t *seconds; /* [NQ_SECONDS / 64] */
} nq_phrases;

/* Works them out of the lists; they live in `arena`. NAQL_OK, NAQL_NOMEM. */
naql_status nq_phrases_make(const nq_tables *tables, nq_arena *arena,
                            nq_phrases *out);

/* May a word be the second one of a phrase? */
static inline bool
nq_phrase_second(const nq_phrases *p, uint64_t hash)
{
    return p->seconds[hash / 64 % (NQ_SECONDS / 64)] >> hash % 64 & 1;
}

#endif
