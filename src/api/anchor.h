/* SPDX-License-Identifier: Apache-2.0
 *
 * anchor.h - dates for undated articles of a set. Layer 10 (api).
 *
 * An article without a date takes the day that its own words give, else that
 * of its story, and is read anew with it: its relative dates then resolve. */
#ifndef NQ_API_ANCHOR_H
#define NQ_API_ANCHOR_H

#include "api/api.h"

typedef struct nq_anchored {
    naql_article **own; /* [n] articles read anew, NULL: as it was */
    uint32_t n;
} nq_anchored;

typedef struct nq_anchor_input {
    naql_engine *engine;
    const naql_article *const *articles; /* [n] in pile order */
    uint32_t n;
    const nq_stories *stories; /* NULL: by their own words alone */
} nq_anchor_input;

/* Replaces the readings of undated articles in at[n]; *changed says whether
 * any was. Called first without stories, which hang on dates themselves, then
 * with them. `out` starts as zero and must be cleared, also after a
 * failure. */
naql_status nq_anchor_set(const nq_anchor_input *in, const nq_reading **at,
                          nq_anchored *out, bool *changed);
void nq_anchored_clear(nq_anchored *a);

#endif
