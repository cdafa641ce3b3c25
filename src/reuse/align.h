/* SPDX-License-Identifier: Apache-2.0
 *
 * align.h - seeds of two articles -> passages that they share. Layer 6
 * (reuse).
 *
 * Seeds are chained; around each chain's diagonals a local alignment with
 * affine gaps (Smith and Waterman 1981, Gotoh 1982) runs over words in a
 * band. Scores weigh words by rarity. */
#ifndef NQ_REUSE_ALIGN_H
#define NQ_REUSE_ALIGN_H

#include "reuse/seed.h"

typedef struct nq_run { /* half-open ranges of words */
    uint32_t a, a_end, b, b_end;
    uint32_t same;  /* aligned words that are equal, also by stem alone */
    uint32_t exact; /* of these, equal but for a glued w- or f- */
    uint32_t plain; /* of these, neither name nor formula */
    float weight;   /* idf of the equal ones that are no formula */
    bool loose;     /* the words, but not their order */
} nq_run;

/* How many words two ranges have in common. */
static inline uint32_t
nq_words_shared(uint32_t a, uint32_t a_end, uint32_t b, uint32_t b_end)
{
    uint32_t lo = a > b ? a : b, hi = a_end < b_end ? a_end : b_end;
    return hi > lo ? hi - lo : 0;
}

/* Adds every shared run of words, fragments too, to *runs (of nq_run, scratch),
 * best first, none overlapping a better one. Cost: seeds + words of the chains
 * times the band. */
naql_status nq_align_seeds(const nq_words *a, const nq_words *b,
                           const nq_partner *partner, nq_arena *scratch,
                           nq_list *runs);

#endif
