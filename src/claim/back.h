/* SPDX-License-Identifier: Apache-2.0
 *
 * back.h - the walk over content, and where in it the reporter speaks again.
 * Layer 5 (claim), private. */
#ifndef NQ_CLAIM_BACK_H
#define NQ_CLAIM_BACK_H

#include "claim/extent.h"

typedef struct nq_content_walk {
    const nq_scene *s;
    uint32_t cue, first, at, limit;
    uint8_t way;
    bool nominal;   /* a noun's content, in which no verb can be joined */
    bool embedded;  /* the cue stands in a relative clause */
    bool meanwhile; /* "while X said ..." opens the sentence */
    bool conceded;  /* "though X says that ...": its main clause follows */
    nq_extent *out;
    bool any_quote; /* marks around speech, not around names */
    bool apart;     /* ended where the reporter keeps his distance */
} nq_content_walk;

/* Does content end before the comma at that token? Sets w->at behind an aside
 * that it goes on behind. */
bool nq_back_at_comma(nq_content_walk *w, uint32_t comma);
/* Does content end before the word at w->at? The same. */
bool nq_back_at_word(nq_content_walk *w);

/* ", and the minister, X, called for": does another, by his name, speak behind
 * the comma at token i? */
bool nq_back_is_other(const nq_content_walk *w, uint32_t i);

#endif
