/* SPDX-License-Identifier: Apache-2.0
 *
 * described.h - what a place is and where it lies, in the words beside its
 * name: "the town of X south of Y". Layer 7 (compare), private to its folder.
 */
#ifndef NQ_COMPARE_DESCRIBED_H
#define NQ_COMPARE_DESCRIBED_H

#include "compare/slot.h"

/* Adds a slot for each place of a line that is described, countries left out:
 * `word` of its value is the place, `noun` what it is said to be, `name` the
 * place that it is said to lie in or near, NULL: none. O(tokens). */
naql_status nq_described_add(const nq_desk *d, uint32_t line, nq_slots *slots);

#endif
