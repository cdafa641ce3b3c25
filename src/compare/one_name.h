/* SPDX-License-Identifier: Apache-2.0
 *
 * one_name.h - does an article say itself that two names are one? Layer 7
 * (compare), private to its folder. */
#ifndef NQ_COMPARE_ONE_NAME_H
#define NQ_COMPARE_ONE_NAME_H

#include "compare/slot.h"

/* Two names of slots. True where one is the other with words left out, where
 * an article that holds one of them has a longer name of which both are parts
 * ("Manuel" and "Obrador" beside "Andres Manuel Lopez Obrador"), or sets the
 * one behind the other in brackets ("the International Police (Interpol)"), and
 * where one is a city that stands for its state ("Madrid", "the Spanish
 * government"). O(names of both articles). */
bool nq_are_one_name(const nq_desk *d, const nq_slot_at *a,
                     const nq_slot_at *b);

/* Is one the other with its end, or its front, cut off inside a word: by a
 * space that an outlet left out, or by the tagger? Of two countries none is. */
bool nq_is_name_cut(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b);

/* A person and a body, of which one mostly speaks or acts for the other. */
bool nq_are_man_and_body(const nq_desk *d, const nq_slot_at *a,
                         const nq_slot_at *b);

#endif
