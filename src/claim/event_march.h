/* SPDX-License-Identifier: Apache-2.0
 *
 * event_march.h - protests: who marches, and marches that are told only by what
 * the marchers do. Whom they are against: event_target.h. Layer 5 (claim),
 * private.
 *
 * Knows one sentence at a time; words in data/march_words.tsv. */
#ifndef NQ_CLAIM_EVENT_MARCH_H
#define NQ_CLAIM_EVENT_MARCH_H

#include "claim/event_clause.h"

/* "The marchers blocked the road", "thousands of marchers walked": when the
 * clause's trigger is a verb whose subject are marchers, sets the actor. */
bool nq_march_is_done(nq_clause *c);

/* For a protest: an actor who is no people is replaced by the sentence's
 * marchers. The target is left alone. */
void nq_march_fill(nq_clause *c);

/* Is the word at a token of this kind of data/march_words.tsv? */
bool nq_march_word_is(const nq_clause *c, uint32_t token, nq_march kind);

/* Who or what starts at a token, in words a reader would mark. */
bool nq_march_party(const nq_clause *c, uint32_t at, nq_party *out);

/* A verb in the plural, by its ending: its subject stands before it. */
bool nq_is_plural_verb(const nq_scene *s, uint32_t i);

#endif
