/* SPDX-License-Identifier: Apache-2.0
 *
 * context.h - numbers and dates that answer one question in sentences that
 * are worded apart. Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_CONTEXT_H
#define NQ_COMPARE_CONTEXT_H

#include "compare/align.h"

/* What a number counts, by the nearest word of a class: the dead, or the hurt
 * in the same sentence; 0: no such word is near. */
uint64_t nq_class_beside(const nq_desk *d, const nq_slot_at *s);

/* Are there dead or hurt at the first of two numbers, and do the sentences of
 * both name places of which none can be one? The dead of two cities are two
 * figures. */
bool nq_other_places(const nq_desk *d, const nq_slots *slots, uint32_t a,
                     uint32_t b);

/* Adds the answers that only context shows: same unit, same words around it,
 * same time, and neither article knows the other's value. Single pass, each
 * slot against at most NQ_QUESTION_ANCHORS earlier ones. */
naql_status nq_context_answers(const nq_desk *d, const nq_slots *slots,
                               nq_list *answers);

#endif
