/* SPDX-License-Identifier: Apache-2.0
 *
 * two_months.h - a month told under the names of two: "January/December".
 * Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_TWO_MONTHS_H
#define NQ_COMPARE_TWO_MONTHS_H

#include "compare/align.h"

/* Adds to `inside` (of nq_answer) dates whose two names, of two sets of names,
 * are two months, and the second name, as a slot of its own; and what other
 * outlets have for one of them. O(tokens of dates + dates log dates), of which
 * NQ_MONTHS_ANCHORS are held against each name of such a slip. */
naql_status nq_two_months_add(const nq_desk *d, nq_slots *slots,
                              nq_list *inside);

#endif
