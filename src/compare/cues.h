/* SPDX-License-Identifier: Apache-2.0
 *
 * cues.h - which verbs of a story have a statement hanging on them: what was
 * said is compared as statements, not as deeds. Layer 7 (compare), private to
 * its folder. */
#ifndef NQ_COMPARE_CUES_H
#define NQ_COMPARE_CUES_H

#include "base/map.h"
#include "compare/desk.h"

typedef struct nq_cues {
    nq_map at; /* article and start of a cue */
} nq_cues;

/* In the desk's scratch. NAQL_OK, NAQL_NOMEM. O(statements). */
naql_status nq_cues_make(const nq_desk *d, nq_cues *out);

/* Does a statement hang on the token, or on what stands behind its glued
 * letters? */
bool nq_cues_have(const nq_cues *cues, uint32_t article, const nq_text *text,
                  uint32_t token);

#endif
