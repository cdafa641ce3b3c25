/* SPDX-License-Identifier: Apache-2.0
 *
 * postings.h - hash of a sketch -> the articles that have it. Layer 9 (bulk).
 *
 * Of each hash the first and the last NQ_SKETCH_REACH articles are known: a
 * template on a million pages leads each page to the first ones and to its
 * neighbours. Nearly all hashes stand in one article; those cost eight bytes
 * of an open-addressing table, the others a block beside it. */
#ifndef NQ_BULK_POSTINGS_H
#define NQ_BULK_POSTINGS_H

#include "base/arena.h"

typedef struct nq_posting { /* of one hash */
    uint32_t hash;
    uint32_t to; /* 0: free; article + 1, or place of a block and BLOCK */
} nq_posting;

typedef struct nq_postings {
    nq_posting *slots; /* [room] */
    uint32_t n, room;
    nq_list chunks;  /* uint32_t *: where blocks are cut from */
    uint32_t used;   /* numbers of the last chunk */
    nq_arena *arena; /* holds chunks; the table is its own */
} nq_postings;

void nq_postings_init(nq_postings *p, nq_arena *arena);
void nq_postings_clear(nq_postings *p);

/* Adds an article (below 2^31 - 1) to a hash. NAQL_OK, NAQL_NOMEM,
 * NAQL_TOO_BIG (2^31 hashes). */
naql_status nq_postings_add(nq_postings *p, uint32_t hash, uint32_t article);

/* The articles of a hash, in no order; *out is on the caller's stack and holds
 * a single one itself. */
typedef struct nq_posted {
    const uint32_t *at; /* [n] the first NQ_SKETCH_REACH as they came */
    uint32_t n;
    uint32_t added; /* in all */
    uint32_t one;
} nq_posted;
void nq_postings_get(const nq_postings *p, uint32_t hash, nq_posted *out);

/* The i-th from the last one; i < n, and below NQ_SKETCH_REACH. */
uint32_t nq_posted_last(const nq_posted *p, uint32_t i);

/* Asks for the memory that nq_postings_get of this hash will look at, in two
 * steps with some time after each: for the slot, then for the block. */
static inline void
nq_postings_expect(const nq_postings *p, uint32_t hash)
{
    if (p->room)
        __builtin_prefetch(&p->slots[hash & (p->room - 1)]);
}
void nq_postings_expect_block(const nq_postings *p, uint32_t hash);

/* Bytes held beside the arena. */
size_t nq_postings_bytes(const nq_postings *p);

#endif
