/* SPDX-License-Identifier: Apache-2.0
 *
 * utter.h - the figures of one utterance in the wordings of several outlets.
 * Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_UTTER_H
#define NQ_COMPARE_UTTER_H

#include "compare/align.h"

/* Answers between figures of one unit, and lengths of time, of which each of
 * two wordings of one utterance has one, and neither article the other's.
 * O(statements * (their slots + NQ_UTTER_MOST)). */
naql_status nq_utterances_add(const nq_desk *d, const nq_slots *slots,
                              nq_list *answers);

#endif
