/* SPDX-License-Identifier: Apache-2.0
 *
 * read.h - the reading of a noun phrase: its state, and the steps that its
 * parts do for each other. Layer 5 (claim), private. */
#ifndef NQ_CLAIM_READ_H
#define NQ_CLAIM_READ_H

#include "claim/phrase.h"

typedef struct nq_np_reader {
    const nq_scene *s;
    uint32_t at, limit;
    bool open;     /* the last noun waits for what it belongs to */
    bool complete; /* a definite noun or a name closed the chain */
    nq_np *np;
} nq_np_reader;

/* ---- phrase.c ----------------------------------------------------------- */

/* A past or present verb of saying, and no noun. Past the end: false. */
bool nq_is_finite_cue(const nq_scene *s, uint32_t i);
void nq_np_take_mention(nq_np_reader *r, const nq_mention *m);
/* A name between quote marks. */
bool nq_np_take_name_quote(nq_np_reader *r);

/* ---- phrase_loose.c ----------------------------------------------------- */

/* Indefinite adjectives behind an indefinite head: "a senior source". */
void nq_np_take_loose(nq_np_reader *r);
/* "A NON-governmental body": does a denied adjective open at that token? */
bool nq_np_opens_denied(const nq_scene *s, uint32_t i);

/* ---- phrase_tie.c ------------------------------------------------------- */

/* What ties an office, a paper or an unnamed source to its body or place, at a
 * token that may tie. */
bool nq_np_take_tie(nq_np_reader *r);
/* Is the token a preposition, or has one glued to it, or is a lone letter? Most
 * tie nothing to anything. */
static inline bool
nq_np_may_tie(const nq_scene *s, uint32_t i)
{
    const nq_tag *t = &s->tags[i];
    return (t->glue & (NQ_CLITIC_LAM | NQ_CLITIC_BA)) ||
           (t->word->roles & (NQ_ROLE_OF | NQ_ROLE_TIE | NQ_ROLE_PREP)) ||
           s->tokens[i].folded.len <= 2;
}

/* ---- holder.c ----------------------------------------------------------- */

bool nq_np_has_person(const nq_np_reader *r);
/* "The Brazilian", alone so far: the name of whom it tells may follow. */
bool nq_np_is_origin(const nq_np_reader *r);
/* "The senior one OF OFFICIALS": a head that no list has, and whom it is of. */
bool nq_np_counts_persons(const nq_np_reader *r);
/* "THE DIRECTORS of the company advised X": a name behind several who speak,
 * none of theirs. */
bool nq_np_is_beside_many(const nq_np_reader *r, const nq_mention *m);
/* "the senior one of the authors of the study, DOCTOR": a title behind three
 * words. */
bool nq_np_is_titled(const nq_np_reader *r);
/* "the major GENERAL X": the second word of a rank, which has no article. */
bool nq_np_take_second_rank(nq_np_reader *r);
/* A holder whose name stands behind the whole of a long office. */
void nq_np_take_holder(nq_np_reader *r);
/* "the analyst of such affairs Ming X": where the name at token `name` starts
 * whose first words nobody knows; `name` itself if it has none. */
uint32_t nq_np_name_start(const nq_scene *s, uint32_t first, uint32_t name);
/* "(told) OF THE DEATH of the leader": what was said, not who said it. */
bool nq_np_opens_event(const nq_scene *s, uint32_t i);
/* A name that no list has, behind an office or an origin. */
void nq_np_take_name(nq_np_reader *r);

#endif
