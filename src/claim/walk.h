/* SPDX-License-Identifier: Apache-2.0
 *
 * walk.h - the walk from a cue to its content: its state and its steps. Layer
 * 5 (claim), private. */
#ifndef NQ_CLAIM_WALK_H
#define NQ_CLAIM_WALK_H

#include "claim/cue.h"

typedef struct nq_walker {
    const nq_scene *s;
    nq_cue *cue;
    uint32_t at, limit;
    uint32_t links;  /* of the cue, and of the word that makes a pair with it */
    uint32_t commas; /* since the subject */
    bool before;     /* the subject stands before the verb */
    bool relative;   /* inside "who ..." behind the subject */
    uint32_t spare;  /* content of a preposition that may not be the link */
    uint32_t spare_limit;
} nq_walker;

typedef enum nq_step { NQ_GO_ON, NQ_FOUND, NQ_STOP } nq_step;

/* The content starts at that token, unless the sentence ends there. */
nq_step nq_walk_found(nq_walker *w, uint32_t content, nq_way way);
/* Content behind "that" at token i; "that he" stays in. */
nq_step nq_walk_found_that(nq_walker *w, uint32_t i);
/* "that", with no conjunction glued to it. */
bool nq_walk_is_that(const nq_scene *s, uint32_t i);
/* May the "that" at token i be the cue's, behind all that is told of who
 * speaks: a comma, a day, a name, the end of a name in marks? */
bool nq_walk_is_late_that(const nq_scene *s, uint32_t i);
/* Last token of what may stand at token i before a late link: the token, or a
 * few words in marks; NQ_NO_TOKEN: another verb of saying, or speech. */
uint32_t nq_walk_over(const nq_scene *s, uint32_t i);
void nq_walk_skip_np(nq_walker *w);
/* Token i is one of the words that must stand near the cue. */
bool nq_walk_is_company(const nq_scene *s, const nq_cue *c, uint32_t i);
/* "asked of X, on Friday, THE WITHDRAWAL": is the noun at w->at what is asked
 * for, behind who is asked? */
bool nq_walk_is_asked_for(const nq_walker *w);
/* "A source in the ministry": neither a name nor a noun that another closes. */
bool nq_walk_is_nameless(const nq_walker *w);
/* "the agency reported, QUOTING A SOURCE, that": the source at w->at speaks. */
bool nq_walk_from(nq_walker *w);
/* One step over the word at w->at: a link, a preposition, a verb. */
nq_step nq_walk_at_word(nq_walker *w);
/* One step over the noun at w->at: subject, person told, target, content. */
nq_step nq_walk_at_noun(nq_walker *w);
/* One step over the mark at w->at: quotation, colon, bracket, comma. */
nq_step nq_walk_at_mark(nq_walker *w);

#endif
