/* SPDX-License-Identifier: Apache-2.0
 *
 * near_month.h - one deed in two months that follow each other. Layer 7
 * (compare), private to its folder. */
#ifndef NQ_COMPARE_NEAR_MONTH_H
#define NQ_COMPARE_NEAR_MONTH_H

#include "compare/align.h"

/* Adds an answer for each month, or part of one, that one outlet tells in much
 * the words with which another tells the month before or behind it, or the same
 * one of the year before or behind. NAQL_OK, NAQL_NOMEM. O(dates *
 * NQ_MONTH_ANCHORS). */
naql_status nq_near_months_add(const nq_desk *d, const nq_slots *slots,
                               nq_list *answers);

#endif
