/* SPDX-License-Identifier: Apache-2.0
 *
 * sum.h - one sum of money that two outlets say is of two things: of goods and
 * of the duties on them, of a year and in all. Layer 7 (compare), private to
 * its folder. */
#ifndef NQ_COMPARE_SUM_H
#define NQ_COMPARE_SUM_H

#include "compare/align.h"

/* Answers between slots made of a sum and the nearest word for what it is of,
 * where neither article has the sum beside the other's word. O(numbers *
 * NQ_SUM_ANCHORS). */
naql_status nq_sums_add(const nq_desk *d, nq_slots *slots, nq_list *answers);

#endif
