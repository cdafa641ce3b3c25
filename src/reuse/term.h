/* SPDX-License-Identifier: Apache-2.0
 *
 * term.h - the stems of an article that may tell its story. Layer 6 (reuse).
 *
 * Made of one article alone, and small: what the other articles make of them
 * is vector.h's business. */
#ifndef NQ_REUSE_TERM_H
#define NQ_REUSE_TERM_H

#include "reuse/rarity.h"
#include "reuse/reuse.h"

typedef struct nq_term {
    uint32_t stem;  /* upper half of its hash; later its number in the pile */
    uint16_t count; /* how often it stands, dampened, in 1/1024 */
    uint16_t step;  /* nq_rarity_step */
} nq_term;

typedef struct nq_terms {
    nq_term *at; /* [n], as they first stand in the text */
    uint32_t n;
} nq_terms;

typedef struct nq_scale { /* what a step of rarity means; read-only */
    const nq_rarity *rarity;
    float idf[NQ_RARITY_STEPS];   /* -log of the share of articles */
    float share[NQ_RARITY_STEPS]; /* of articles that hold the stem */
} nq_scale;

/* The background of the tools. */
const nq_rarity *nq_reuse_rarity(const nq_reuse_tools *tools);
void nq_scale_make(const nq_rarity *rarity, nq_scale *out);

/* The NQ_TERMS stems of an article that are heaviest by the background. Title,
 * first words and, where names were looked for, names count more. */
naql_status nq_terms_make(const nq_scale *scale, const nq_reading *r,
                          nq_arena *arena, nq_arena *scratch, nq_terms *out);

#endif
