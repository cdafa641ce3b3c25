/* SPDX-License-Identifier: Apache-2.0
 *
 * compass.h - on which side of a place another one lies: "X in the north of Y"
 * here, "X in the south of Y" there. Layer 7 (compare), private to its folder.
 *
 * Where the two sentences are alike word for word, gap.c sees the side alone;
 * here the two places say that it is one question. */
#ifndef NQ_COMPARE_COMPASS_H
#define NQ_COMPARE_COMPASS_H

#include "compare/conflict.h"

/* Slots of kind place, and the answers between those of two articles that put
 * one place on opposite sides of another; north and north-west can both be
 * so, north and east may both mean north-east. Neither article has the other's
 * side as well. O(words). */
naql_status nq_compass_add(const nq_desk *d, nq_slots *slots, nq_list *answers);

/* Points that agree: the sides of one place that two outlets tell otherwise and
 * that may both be so, "in the north", "in the north-west". NAQL_OK,
 * NAQL_NOMEM. */
naql_status nq_compass_points(const nq_found *f, nq_points *to);

#endif
