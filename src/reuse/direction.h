/* SPDX-License-Identifier: Apache-2.0
 *
 * direction.h - which of two articles with a shared passage is the likelier
 * original, and on what ground. Layer 6 (reuse).
 *
 * Most pairs of the press are two children of one agency text: an hour
 * between them proves nothing. */
#ifndef NQ_REUSE_DIRECTION_H
#define NQ_REUSE_DIRECTION_H

#include "reuse/damage.h"
#include "reuse/tools.h"

typedef struct nq_witness { /* what speaks for a direction, beside dates */
    const nq_pile *pile;
    const nq_reuse_tools *tools;
    const nq_damage *damage; /* [pile n] */
} nq_witness;

/* On entry every copy runs from the earlier article of the pile to the later
 * one; on return each has its ground and certainty, some are turned round,
 * the whole is free of cycles and sorted by (from, to). */
naql_status nq_copies_direct(const nq_witness *witness, nq_copy *at, uint32_t n,
                             nq_arena *arena, nq_arena *scratch);

#endif
