/* SPDX-License-Identifier: Apache-2.0
 *
 * choice.h - the word that an outlet chooses for the same men or the same deed:
 * "rebels", "terrorists". Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_CHOICE_H
#define NQ_COMPARE_CHOICE_H

#include "compare/align.h"

/* Adds the answers between such words that stand in one place of two wordings;
 * their slots are made.
 *
 * cost    O(words)
 * source  data/label_words.tsv */
naql_status nq_choices_add(const nq_desk *d, nq_slots *slots, nq_pair pair,
                           const nq_alignment *x, nq_list *answers);

#endif
