/* SPDX-License-Identifier: Apache-2.0
 *
 * ends.h - which of the places where content may end is the likeliest. Layer 5
 * (claim), private.
 *
 * Trees of questions over the traits of end_traits.h, the place of the rules
 * among them, tell how likely content ends at a place that it has reached. In
 * data/end_trees.tsv, learned from hand-marked articles by train/fit_ends.py.
 */
#ifndef NQ_CLAIM_ENDS_H
#define NQ_CLAIM_ENDS_H

#include "claim/end_traits.h"

/* The place that is worth most: content up to it is likeliest to have half of
 * its words in common with the true one. The rules' one where that is likely; a
 * place between two likely ends that is none itself is not taken.
 *
 * likely   [p->n] sums to 1 */
uint32_t nq_end_best(const nq_end_places *p, const float *likely);

/* The token before which content of that walk ends, `ruled` where nothing else
 * is clearly likelier. O(tokens of its sentence) */
uint32_t nq_end_choose(const nq_content_walk *w, uint32_t ruled);

#endif
