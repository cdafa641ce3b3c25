/* SPDX-License-Identifier: Apache-2.0
 *
 * rate.h - figures that hang on a share ("25 % on 128 products"), and sums of
 * figures that another outlet gives as one. Layer 7 (compare), private to its
 * folder. */
#ifndef NQ_COMPARE_RATE_H
#define NQ_COMPARE_RATE_H

#include "compare/align.h"

/* Answers between counts of one thing right behind one share, where neither
 * article has the other's count behind it; and between a figure and the two
 * parts, joined by "and", that make it up. O(numbers). */
naql_status nq_rates_add(const nq_desk *d, nq_slots *slots, nq_list *answers);

/* Is a number one of two, joined by "and", that make up `whole`? */
bool nq_part_of(const nq_desk *d, const nq_slots *slots, uint32_t part,
                double whole);

#endif
