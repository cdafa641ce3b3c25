/* SPDX-License-Identifier: Apache-2.0
 *
 * seek.h - articles as they come -> the earlier ones that each may be one with.
 * Layer 9 (bulk).
 *
 * Candidates share much of their sketches (the lowest hashes: Broder 1997; by
 * a fixed share of all, so that a short text inside a long one is found too:
 * Irber et al. 2022). What becomes of them is link.h's, which may work on
 * earlier articles while this goes on.
 *
 * Memory is bounded: articles are kept in two generations, and when the newer
 * one has grown to half of the bound the older one is forgotten. */
#ifndef NQ_BULK_SEEK_H
#define NQ_BULK_SEEK_H

#include "bulk/sign.h"

typedef struct nq_age nq_age; /* a generation */

typedef struct nq_known {     /* an article that later ones are held against */
    const uint32_t *shingles; /* [n] */
    uint32_t n, n_below, n_sketch; /* as of nq_signed */
    uint32_t number;               /* 0, 1, .. of all that were remembered */
    naql_str id;
    nq_age *age;
    struct nq_place *place; /* where it belongs: link.h's alone */
} nq_known;

typedef struct nq_candidate {
    const nq_known *text;
    uint32_t shared; /* hashes of the sketch */
} nq_candidate;

typedef struct nq_sought {  /* for an article; lives as long as the ages do */
    const nq_known *equal;  /* it has the same words; NULL: none has */
    const nq_known *self;   /* as it is remembered; NULL: it equals another */
    const nq_candidate *at; /* [n] NQ_BULK_PARTNERS at most, those that share
                               most first, the earlier of equals */
    uint32_t n;
    nq_age *forgotten; /* no later article leads there; to be let go when
                          earlier ones are done with; NULL: none */
} nq_sought;

typedef struct nq_seek_options {
    double same, within; /* at which two articles are one */
    uint64_t memory;     /* bytes of all that is remembered, at most */
} nq_seek_options;

typedef struct nq_seeker nq_seeker;

naql_status nq_seeker_open(const nq_seek_options *options, nq_seeker **out);
void nq_seeker_close(nq_seeker *s); /* NULL is allowed */
/* Nothing of a forgotten age is looked at any more; on any thread; NULL is
 * allowed. */
void nq_age_let_go(nq_age *age);
/* For what link.h keeps as long as the articles of an age. */
nq_arena *nq_age_names(nq_age *age);

/* Asks for the memory that nq_seeker_add of an article will look at: `soon` for
 * the next one, else for the one after that. Changes nothing else. */
void nq_seeker_expect(const nq_seeker *s, const nq_signed *article, bool soon);

/* Finds the candidates of an article and remembers it.
 *
 * id       not empty
 * arena    owns out->at
 * returns  NAQL_OK, NAQL_NOMEM, NAQL_TOO_BIG (2^31 articles remembered)
 * cost     what the bounds of tune.h allow; one look-up for an equal text */
naql_status nq_seeker_add(nq_seeker *s, naql_str id, const nq_signed *article,
                          nq_arena *arena, nq_sought *out);

/* Remembers an article as nq_seeker_add did once, without looking for
 * candidates: the state afterwards is the same. */
naql_status nq_seeker_restore(nq_seeker *s, naql_str id,
                              const nq_signed *article, nq_sought *out);

/* One that is remembered still, by its number; NULL: there is none. */
const nq_known *nq_seeker_known(const nq_seeker *s, uint32_t number);

uint32_t nq_seeker_forgotten(const nq_seeker *s); /* articles */
uint64_t nq_seeker_bytes(const nq_seeker *s);     /* held at the most */

#endif
