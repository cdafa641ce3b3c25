/* SPDX-License-Identifier: Apache-2.0
 *
 * calls.h - what outlets call one thing all through their reports, as a point.
 * Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_CALLS_H
#define NQ_COMPARE_CALLS_H

#include "compare/conflict.h"

typedef struct nq_call { /* a place where it is named */
    uint32_t article;
    naql_span span;
    uint8_t way; /* its version; NQ_GROUPS: of none */
} nq_call;

/* Do two outlets have no way of calling it in common? */
naql_status nq_calls_part(const nq_found *f, const nq_call *at, uint32_t n,
                          bool *part);

/* Adds a conflict, of wording, with all places of each way; `at` in the order
 * of the pile. It stands behind those that sentences show, before the
 * spellings. O(n). */
naql_status nq_calls_point(const nq_found *f, const nq_call *at, uint32_t n,
                           nq_points *to);

#endif
