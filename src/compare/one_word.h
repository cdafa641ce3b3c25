/* SPDX-License-Identifier: Apache-2.0
 *
 * one_word.h - one body whose name has another word in another outlet, or a
 * word more. Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_ONE_WORD_H
#define NQ_COMPARE_ONE_WORD_H

#include "compare/conflict.h"

/* Points that agree: names of bodies of three words and more, "the agency for
 * nuclear energy", that are the same but for one word behind their head, where
 * two outlets have none in common. What a conflict tells already is left out.
 * NAQL_OK, NAQL_NOMEM. O(mentions). */
naql_status nq_one_word_points(const nq_found *f, nq_points *to);

#endif
