/* SPDX-License-Identifier: Apache-2.0
 *
 * described.h - what a place is and where it lies, in the words beside its
 * name: "the town of X south of Y". Layer 7 (compare), private to its folder.
 */
#ifndef NQ_COMPARE_DESCRIBED_H
#define NQ_COMPARE_DESCRIBED_H

#include "compare/slot.h"

/* Adds a slot for each place of a line that is described, countries left out:
 * `word` of its value is the place, `noun` what it is, `of` where it lies.
 * O(tokens). */
naql_status nq_described_add(const nq_desk *d, uint32_t line, nq_slots *slots);

/* Is one place described in two ways? */
static inline bool
nq_described_apart(const nq_value *a, const nq_value *b)
{
    return a->of && b->of && a->word == b->word &&
           (a->of != b->of || (a->noun && b->noun && a->noun != b->noun));
}

#endif
