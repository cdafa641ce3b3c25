/* SPDX-License-Identifier: Apache-2.0
 *
 * happening.h - one event in many articles: its place and its date answer the
 * same questions. Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_HAPPENING_H
#define NQ_COMPARE_HAPPENING_H

#include "compare/align.h"

/* Adds the answers between places, and between dates, of events that have
 * their type and somebody in common and stand in sentences that are alike;
 * values that the other article knows as well are no answer. Each event is
 * held against at most NQ_EVENT_ANCHORS earlier ones. In `doers` (of
 * nq_answer) slots of kind role: who did one thing to one person. */
naql_status nq_event_answers(const nq_desk *d, nq_slots *slots,
                             nq_list *answers, nq_list *doers);

#endif
