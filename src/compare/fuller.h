/* SPDX-License-Identifier: Apache-2.0
 *
 * fuller.h - one name, fuller in one outlet than in another. Layer 7 (compare),
 * private to its folder. */
#ifndef NQ_COMPARE_FULLER_H
#define NQ_COMPARE_FULLER_H

#include "compare/conflict.h"

/* Points that agree: the fullest name by which each outlet calls a person or a
 * body of the pile, where two outlets have other words for it. To be told
 * behind all others, which say more. NAQL_OK, NAQL_NOMEM. O(mentions log
 * mentions). */
naql_status nq_fuller_points(const nq_found *f, nq_points *to);

#endif
