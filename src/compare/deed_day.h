/* SPDX-License-Identifier: Apache-2.0
 *
 * deed_day.h - one deed on two days: "was arrested on Saturday" here, "was
 * arrested on Sunday" there. Layer 7 (compare), private to its folder.
 *
 * Days of the calendar are held against each other by what their sentences
 * say (calendar.h); weekdays stand in every sentence, and only the verb that a
 * day belongs to tells what happened on it. */
#ifndef NQ_COMPARE_DEED_DAY_H
#define NQ_COMPARE_DEED_DAY_H

#include "compare/align.h"

/* Answers between days right behind the same verb, which is no verb of saying,
 * in two reports of nearly one day; neither article has the other's day. O(days
 * * NQ_DEED_ANCHORS). */
naql_status nq_deed_days_add(const nq_desk *d, const nq_slots *slots,
                             nq_list *answers);

#endif
