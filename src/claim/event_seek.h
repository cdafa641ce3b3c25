/* SPDX-License-Identifier: Apache-2.0
 *
 * event_seek.h - who of a sentence did it, by weights that were learned. Layer
 * 5 (claim), private.
 *
 * Every noun phrase of the sentence is a candidate, and so is nobody; weights
 * in data/event_roles.tsv, written by train/train_roles.c. What the rules of
 * event_clause.h found is one thing that speaks for a candidate. Knows one
 * sentence at a time. */
#ifndef NQ_CLAIM_EVENT_SEEK_H
#define NQ_CLAIM_EVENT_SEEK_H

#include "claim/event_clause.h"

typedef struct nq_seek_token {
    uint32_t signs;
    uint32_t closes; /* marks and words that end a clause before it */
    uint32_t actors; /* candidates who may act before it */
    uint32_t from;   /* first candidate that opens here or behind */
    uint8_t march;   /* what march_words.tsv says of it */
} nq_seek_token;

typedef struct nq_seek_candidate {
    uint32_t first, end; /* tokens; the end is a guess */
    nq_seek_weight own;  /* what it shows by itself is worth */
    uint8_t head;        /* class of its head */
} nq_seek_candidate;

typedef struct nq_seek { /* a sentence */
    const nq_scene *s;
    const nq_event_book *book;
    uint32_t sentence; /* + 1; 0: none yet */
    uint32_t first, end;
    nq_seek_token *tokens; /* [end - first + 1] */
    nq_seek_candidate *at; /* [n] by first token */
    uint32_t n;
    uint32_t signs; /* of all its tokens */
} nq_seek;

/* Reads data/event_roles.tsv into a book. NAQL_OK, NAQL_NOMEM, NAQL_CORRUPT (it
 * names an unknown feature). */
naql_status nq_seek_weights_make(const nq_tables *tables, nq_arena *arena,
                                 nq_event_book *book);

/* Makes k the sentence of a token, if it is not. O(tokens of the sentence).
 * NAQL_OK, NAQL_NOMEM. Lives in the scene's scratch. */
naql_status nq_seek_turn(nq_seek *k, uint32_t token);

/* Candidates near enough to a trigger: [*from, the result). */
uint32_t nq_seek_near(const nq_seek *k, uint32_t trigger, uint32_t *from);

/* Is a phrase nobody who did it: of the trigger itself, a part of whoever
 * suffered it? */
bool nq_seek_skips(const nq_seek *k, const nq_clause *c, uint32_t candidate);

/* Reads a candidate's phrase. */
nq_party nq_seek_party(const nq_seek *k, uint32_t candidate);

/* Has the clause a verb whose subject stands beside it? Then somebody did it.
 */
bool nq_seek_needs(const nq_clause *c);

/* Is whoever did it told outright, "at the hands of X", "an attack that X
 * carried out", or taken from a statement around the clause? */
bool nq_seek_knows(const nq_clause *c);

/* Sets a clause's actor to the likeliest, unless he is told outright: then
 * nobody need turn to the sentence. The rules have been asked. */
void nq_seek_actor(const nq_seek *k, nq_clause *c);

#endif
