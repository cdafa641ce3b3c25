/* SPDX-License-Identifier: Apache-2.0
 *
 * occasion.h - on what occasion one thing was said: at a press conference, in
 * an interview. Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_OCCASION_H
#define NQ_COMPARE_OCCASION_H

#include "compare/align.h"

/* Answers between occasions that stand beside the verb of saying of one
 * utterance in two outlets, where neither article names the other's: of a group
 * of statements, and of the sources that answers [from, end) hold together.
 * O(tokens + statements * NQ_OCCASION_MOST + answers). */
naql_status nq_occasions_add(const nq_desk *d, nq_slots *slots,
                             nq_list *answers, uint32_t from, uint32_t end);

#endif
