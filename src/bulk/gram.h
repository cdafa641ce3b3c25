/* SPDX-License-Identifier: Apache-2.0
 *
 * gram.h - a row of words -> the grams by which its runs are known. Layer 9
 * (bulk).
 *
 * Of the hashes of NQ_GRAM_WORDS words the least of each window is kept
 * (winnowing: Schleimer, Wilkerson, Aiken 2003), so that two equal runs of
 * NQ_RUN_WORDS words keep the same ones. A gram that stands in a text more than
 * NQ_RUN_REPEATS times is kept that often. */
#ifndef NQ_BULK_GRAM_H
#define NQ_BULK_GRAM_H

#include "base/arena.h"

typedef struct nq_gram {
    uint32_t hash;
    uint32_t at; /* its first word */
} nq_gram;

typedef struct nq_grams {
    const nq_gram *at; /* [n] ascending by word */
    uint32_t n;
} nq_grams;

/* NAQL_OK, NAQL_NOMEM. Linear in the words. */
naql_status nq_grams_make(const uint32_t *words, uint32_t n, nq_arena *arena,
                          nq_arena *scratch, nq_grams *out);

#endif
