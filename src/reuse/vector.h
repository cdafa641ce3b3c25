/* SPDX-License-Identifier: Apache-2.0
 *
 * vector.h - articles as short sparse vectors of stems. Layer 6 (reuse).
 *
 * A stem weighs what its rarity says: that in the background, mixed with that
 * in the news of the days around the article. */
#ifndef NQ_REUSE_VECTOR_H
#define NQ_REUSE_VECTOR_H

#include "reuse/term.h"

typedef struct nq_feature {
    uint32_t stem; /* its number in the pile */
    float weight;
} nq_feature;

typedef struct nq_vector { /* of length 1, or empty */
    const nq_feature *at;  /* [n] ascending by stem */
    uint32_t n;
} nq_vector;

typedef struct nq_vectors {
    nq_vector *at; /* [n] */
    uint32_t n;
    uint32_t n_stems; /* numbers of stems are below */
} nq_vectors;

/* Weighs the terms of articles in the order of their days, those without one
 * (NQ_NO_DAY) last. The stems of the terms become numbers.
 *
 * terms, days  [n]
 * arena        owns the vectors
 * cost         linear in the terms */
naql_status nq_vectors_weigh(const nq_scale *scale, nq_terms *terms,
                             const int32_t *days, uint32_t n, nq_arena *arena,
                             nq_arena *scratch, nq_vectors *out);

/* The same from a pile that is in such an order. */
naql_status nq_vectors_make(const nq_pile *pile, const nq_rarity *rarity,
                            nq_arena *arena, nq_arena *scratch,
                            nq_vectors *out);

double nq_vector_dot(const nq_vector *a, const nq_vector *b);

/* How near article of[i] is to the other ones of `of`, `n` numbers. */
double nq_vectors_near(const nq_vectors *v, const uint32_t *of, uint32_t n,
                       uint32_t i);

#endif
