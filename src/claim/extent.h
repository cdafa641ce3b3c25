/* SPDX-License-Identifier: Apache-2.0
 *
 * extent.h - where reported content ends. Layer 5 (claim), private.
 *
 * The rules are those of docs/statements.md. Knows nothing of speakers. */
#ifndef NQ_CLAIM_EXTENT_H
#define NQ_CLAIM_EXTENT_H

#include "claim/cue.h"

typedef struct nq_extent {
    uint32_t first, end; /* tokens of the content, outer marks apart */
    uint32_t next;       /* where the reporter goes on */
    uint8_t form;        /* nq_form */
    uint32_t aside;      /* a parenthetical "according to" inside: its token;
                            NQ_NO_TOKEN: none */
    uint32_t grounds;    /* how sure its end was: nq_ground bits */
} nq_extent;

/* Content that starts at token `first` and was tied to the cue at token `cue`
 * in that way; `limit` is the end of its block. O(tokens it covers) */
void nq_extent_find(const nq_scene *s, uint32_t cue, uint32_t first,
                    uint32_t limit, uint8_t way, nq_extent *out);

/* Does a new cue of the reporter stand at token i, inside or behind content?
 * comma    it stands behind a comma or a sentence's end
 * nominal  the content is a noun's, in which no finite verb can be joined */
bool nq_cue_reopens(const nq_scene *s, uint32_t i, uint32_t limit, bool comma,
                    bool nominal);

#endif
