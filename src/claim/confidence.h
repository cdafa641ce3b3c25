/* SPDX-License-Identifier: Apache-2.0
 *
 * confidence.h - how sure a statement and its speaker are. Layer 5 (claim),
 * private. */
#ifndef NQ_CLAIM_CONFIDENCE_H
#define NQ_CLAIM_CONFIDENCE_H

#include "claim/cue.h"

/* 0..1: the share of statements made in this way that are right, with their
 * speaker. who->span empty: no speaker. */
float nq_confidence(const nq_cue *cue, const nq_speaker *who, bool named);

#endif
