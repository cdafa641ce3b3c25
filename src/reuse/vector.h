/* SPDX-License-Identifier: Apache-2.0
 *
 * vector.h - an article as a short sparse vector of stems. Layer 6 (reuse). */
#ifndef NQ_REUSE_VECTOR_H
#define NQ_REUSE_VECTOR_H

#include "reuse/reuse.h"
#include "reuse/words.h"

typedef struct nq_feature {
    uint64_t stem;
    float weight;
} nq_feature;

typedef struct nq_vector { /* of length 1, or empty */
    const nq_feature *at;  /* [n] ascending by stem */
    uint32_t n;
} nq_vector;

/* One vector an article of the pile, [pile->n], in `arena`: the heaviest
 * stems by (1 + log count) * idf, title, first words and names counting more.
 * The idf is the background's, mixed with the pile's own counts. */
naql_status nq_vectors_make(const nq_pile *pile, const nq_rarity *rarity,
                            nq_arena *arena, nq_arena *scratch,
                            nq_vector **out);

double nq_vector_dot(const nq_vector *a, const nq_vector *b);

#endif
