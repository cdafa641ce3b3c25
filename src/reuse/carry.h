/* SPDX-License-Identifier: Apache-2.0
 *
 * carry.h - how many outlets carry a statement, and how many of these came to
 * it by themselves. Layer 6 (reuse). */
#ifndef NQ_REUSE_CARRY_H
#define NQ_REUSE_CARRY_H

#include "reuse/reuse.h"

typedef struct nq_carriers { /* articles of one story, and its guests */
    const nq_pile *pile;
    const uint32_t *articles; /* [n] ascending */
    uint32_t n;
    uint64_t *outlet; /* [n] what counts as the outlet of an article */
    uint32_t *family; /* [n] articles joined by a copy or a credit */
    nq_arena *scratch;
} nq_carriers;

/* `articles`, [n] of the pile, ascending, stay the caller's. */
naql_status nq_carriers_make(const nq_twin_input *in, const uint32_t *articles,
                             uint32_t n, nq_arena *scratch, nq_carriers *out);

/* Fills carried_by and independent from the variants. */
naql_status nq_carriers_count(const nq_carriers *c, nq_twin *twin);

#endif
