/* SPDX-License-Identifier: Apache-2.0
 *
 * one_many.h - one thing here, several there: "an offer", "offers". Layer 7
 * (compare), private to its folder. */
#ifndef NQ_COMPARE_ONE_MANY_H
#define NQ_COMPARE_ONE_MANY_H

#include "compare/align.h"

/* Slots of kind number, and the answers between a noun and its plural in one
 * place of two aligned wordings, where no number stands beside either.
 * O(words). */
naql_status nq_one_many_add(const nq_desk *d, nq_slots *slots, nq_pair pair,
                            const nq_alignment *x, nq_list *answers);

#endif
