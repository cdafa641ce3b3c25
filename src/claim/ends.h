/* SPDX-License-Identifier: Apache-2.0
 *
 * ends.h - which of the places where content may end is the likeliest. Layer 5
 * (claim), private.
 *
 * A log-linear choice over the traits of end_traits.h, the place of the rules
 * among them; weights in data/end_weights.tsv, learned by train/train_ends.c
 * from hand-marked articles. */
#ifndef NQ_CLAIM_ENDS_H
#define NQ_CLAIM_ENDS_H

#include "claim/end_traits.h"

/* The place that is worth more than the rules' one by the margin, or that one.
 * Of the others only those on which the weights were right three times in four
 * on articles that neither they nor the rules had seen: in a noun's content a
 * comma before, where a clause opens, and places behind a day or a name between
 * commas; in a clause, from a bare word back to a comma.
 *
 * likely   [p->n] sums to 1
 * nominal  the content is a noun's */
uint32_t nq_end_best(const nq_end_places *p, const float *likely, bool nominal,
                     float margin);

/* The token before which content of that walk ends, `ruled` where nothing else
 * is clearly likelier. O(tokens of its sentence) */
uint32_t nq_end_choose(const nq_content_walk *w, uint32_t ruled);

#endif
