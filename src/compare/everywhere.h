/* SPDX-License-Identifier: Apache-2.0
 *
 * everywhere.h - where each article first has what a name is spelled like.
 * Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_EVERYWHERE_H
#define NQ_COMPARE_EVERYWHERE_H

#include "compare/verdict.h"

/* Gives each version of the spellings among `n` points the first place of its
 * letters in each article of the story, whatever is glued before them; the
 * points' outlets are counted anew. NAQL_OK, NAQL_NOMEM. O(tokens + places log
 * places), for the few points that are handed out. */
naql_status nq_spellings_everywhere(const nq_found *f, nq_point *points,
                                    uint32_t n);

/* Puts places in the order of the pile, one of each start; how many are
 * left. */
uint32_t nq_places_sort(nq_place *at, uint32_t n);

#endif
