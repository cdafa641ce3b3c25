/* SPDX-License-Identifier: Apache-2.0
 *
 * gate.h - may two values that differ be held against each other at all?
 * Layer 7 (compare), private to its folder.
 *
 * Whoever joins slots to one question (align.c, context.c, happening.c) knows
 * that the words around them are alike; this knows what the slots are. */
#ifndef NQ_COMPARE_GATE_H
#define NQ_COMPARE_GATE_H

#include "compare/slot.h"

/* False where each can be so beside the other: sums in two currencies, the
 * soldiers among the people, each outlet's own day, a country that acts in the
 * one and a country that acts in the other. `like` is how far the two wordings
 * are alike, 0..1. */
bool nq_may_part(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b,
                 double like);

/* Do figures of people speak of those of two states: "60 American diplomats",
 * "23 British"? */
bool nq_are_of_two_states(const nq_desk *d, const nq_slot_at *a,
                          const nq_slot_at *b);

/* "Among the hurt 48 children": some of a whole, which may be another's. */
bool nq_says_part(const nq_desk *d, const nq_slot_at *number);

#endif
