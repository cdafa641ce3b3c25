/* SPDX-License-Identifier: Apache-2.0
 *
 * carry.h - how many outlets carry a statement, and how many of these came to
 * it by themselves. Layer 6 (reuse). */
#ifndef NQ_REUSE_CARRY_H
#define NQ_REUSE_CARRY_H

#include "reuse/reuse.h"

typedef struct nq_carriers { /* of one story */
    const nq_pile *pile;
    const nq_story *story;
    uint64_t *outlet; /* [story] what counts as the outlet of an article */
    uint32_t *family; /* [story] articles joined by a copy or a credit */
    nq_arena *scratch;
} nq_carriers;

naql_status nq_carriers_make(const nq_pile *pile, const nq_story *story,
                             const nq_copies *copies, nq_arena *scratch,
                             nq_carriers *out);

/* Fills carried_by and independent from the variants. */
naql_status nq_carriers_count(const nq_carriers *c, nq_twin *twin);

#endif
