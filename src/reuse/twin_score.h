/* SPDX-License-Identifier: Apache-2.0
 *
 * twin_score.h - how likely two statements report one utterance. Layer 6
 * (reuse), private to its folder. */
#ifndef NQ_REUSE_TWIN_SCORE_H
#define NQ_REUSE_TWIN_SCORE_H

#include "reuse/said.h"
#include "reuse/twin_sign.h"

/* Values of signs, 0 to 1 or a little above; symmetric. Words of the same bones
 * count in part: what was translated twice has the names in two spellings and
 * the nouns as verbs. */
void nq_twin_signs(const nq_said *a, const nq_said *b, float out[NQ_SIGNS]);

/* 0..1. */
float nq_twin_score(const nq_sign_weights *w, const nq_said *a,
                    const nq_said *b);

#endif
