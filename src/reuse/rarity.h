/* SPDX-License-Identifier: Apache-2.0
 *
 * rarity.h - how rare a stem, and a run of three stems, is in the Arabic
 * press. Layer 6 (reuse).
 *
 * A pile of five articles cannot tell a rare word from a common one, so the
 * counts come from a background: articles that hold a stem, learned by
 * train/train_df.c from the news that models/df.txt names, its receipt (counts
 * only, no text). Runs of three stems that stand in many
 * articles of many days are formulas ("in a press conference held in"): what
 * two articles share of these proves nothing. */
#ifndef NQ_REUSE_RARITY_H
#define NQ_REUSE_RARITY_H

#include "naql.h"

/* Steps of the scale on which counts are kept: 1 + 8 * log2(articles); 0:
 * below the floor. */
#define NQ_RARITY_STEPS 257u

typedef struct nq_rarity {
    const uint32_t *keys;  /* [n_keys] ascending upper halves of hashes */
    const uint8_t *counts; /* [n_keys] 8 * log2(articles), rounded */
    uint32_t n_keys;
    const uint32_t *formulas; /* [n_formulas] ascending */
    const uint8_t *spread;    /* [n_formulas] like counts */
    uint32_t n_formulas;
    uint32_t n_articles; /* of the background */
    /* nq_rarity_idf by nq_rarity_step: no logarithm a word */
    double idf[NQ_RARITY_STEPS];
} nq_rarity;

/* The table that was compiled in, checked: NAQL_CORRUPT when its magic, size
 * or checksum does not hold. */
naql_status nq_rarity_builtin(nq_rarity *out);
naql_status nq_rarity_open(const void *bytes, size_t size, nq_rarity *out);

/* How many articles of the background hold the stem, as a step, 0 to
 * NQ_RARITY_STEPS - 1; 0 for one below its floor. */
uint32_t nq_rarity_step(const nq_rarity *r, uint64_t stem);

/* Natural logarithm of n_articles / (count + 1): 0 for a word of every
 * article, about 11 for one never seen. */
double nq_rarity_idf(const nq_rarity *r, uint64_t stem);

/* Hash under which a run of three stems is kept. */
uint64_t nq_rarity_run(uint64_t a, uint64_t b, uint64_t c);
/* Background articles of a run of three stems; 0: not a formula. */
double nq_rarity_formula(const nq_rarity *r, uint64_t run);

#endif
