/* SPDX-License-Identifier: Apache-2.0
 *
 * gap.h - a few words that differ between two wordings which are the same all
 * around them. Layer 7 (compare), private to its folder.
 *
 * The name layer need not know either side: the words before the gap tell what
 * stands in it. */
#ifndef NQ_COMPARE_GAP_H
#define NQ_COMPARE_GAP_H

#include "compare/align.h"

/* Adds slots and answers for gaps that hold no slot of one kind on both sides
 * yet: an ordinal against an ordinal, unknown names behind the head word of a
 * place. Sentences must be alike but for the gap. */
naql_status nq_gaps_add(const nq_desk *d, nq_slots *slots, nq_pair pair,
                        const nq_alignment *x, nq_list *answers);

#endif
