/* SPDX-License-Identifier: Apache-2.0
 *
 * troops.h - what outlets call those who fight for a state. Layer 7 (compare),
 * private to its folder. */
#ifndef NQ_COMPARE_TROOPS_H
#define NQ_COMPARE_TROOPS_H

#include "compare/conflict.h"

/* A conflict, of wording: "the forces of the regime", "the regime of X" all
 * through the reports of one outlet, "the army of X", "the government's
 * forces", "the government of X" all through another's. NAQL_OK, NAQL_NOMEM.
 * O(tokens).
 */
naql_status nq_troops_points(const nq_found *f, nq_points *to);

#endif
