/* SPDX-License-Identifier: Apache-2.0
 *
 * event_target.h - whom a protest is against. Layer 5 (claim), private.
 *
 * Every phrase of the sentence that something leads to, "against X", "demanding
 * of X", "in front of X's house", is a candidate, and so is nobody; weights in
 * data/march_targets.tsv, written by train/fit_targets.py. Knows one sentence
 * at a time; words in data/march_words.tsv. */
#ifndef NQ_CLAIM_EVENT_TARGET_H
#define NQ_CLAIM_EVENT_TARGET_H

#include "claim/event_clause.h"

typedef enum nq_target_way { /* what leads to a phrase; a bit each */
                             NQ_TARGET_AGAINST, /* "against" */
                             NQ_TARGET_LED,     /* and a preposition */
                             NQ_TARGET_DOER,    /* he did what it is over */
                             NQ_TARGET_ASKED,   /* "demanding of" */
                             NQ_TARGET_GOAL,    /* "the resignation of" */
                             NQ_TARGET_AIMED,   /* that, demanded */
                             NQ_TARGET_MEANT,  /* "demanding the help of" a body
                                                */
                             NQ_TARGET_HOUSE,  /* "in front of" his house */
                             NQ_TARGET_SEAT,   /* a house that they hold */
                             NQ_TARGET_POLICE, /* of a clash */
                             NQ_TARGET_FRAME,  /* by the trigger's own word */
                             NQ_TARGET_OBJECT, /* of what marchers do */
                             NQ_TARGET_ANGRY,  /* "their anger at" */
                             NQ_TARGET_STRUCK, /* of an attack by marchers
                                                  elsewhere */
                             NQ_TARGET_WAYS
} nq_target_way;

#define NQ_TARGET_KINDS 7u
#define NQ_TARGETS_MOST 32u /* of a clause */

typedef struct nq_target {
    nq_party p;
    uint32_t ways; /* bits by nq_target_way */
    uint32_t word; /* token that leads to it */
    uint8_t kind;  /* what it is: a person, a body ... a matter */
} nq_target;

typedef struct nq_targets { /* of a clause */
    const nq_clause *c;
    nq_target at[NQ_TARGETS_MOST]; /* [n] */
    uint32_t n;
    uint32_t own; /* token behind what is told of this march itself */
} nq_targets;

/* Features, in blocks. */
enum {
    NQ_TARGET_WAY,
    NQ_TARGET_WAY_KIND = NQ_TARGET_WAY + NQ_TARGET_WAYS,
    NQ_TARGET_WAY_SITE = NQ_TARGET_WAY_KIND + 2 * NQ_TARGET_WAYS,
    NQ_TARGET_WAY_WORD = NQ_TARGET_WAY_SITE + 3 * NQ_TARGET_WAYS,
    NQ_TARGET_KIND = NQ_TARGET_WAY_WORD + 3 * NQ_TARGET_WAYS,
    NQ_TARGET_FAR = NQ_TARGET_KIND + NQ_TARGET_KINDS,
    NQ_TARGET_ORDER = NQ_TARGET_FAR + 8,
    NQ_TARGET_FORM = NQ_TARGET_ORDER + 8,
    NQ_TARGET_CLOSES = NQ_TARGET_FORM + 10,
    NQ_TARGET_NOBODY = NQ_TARGET_CLOSES + 6,
    NQ_TARGET_TRAITS = NQ_TARGET_NOBODY + 16
};

#define NQ_TARGET_SEEN 96 /* of one candidate */

typedef struct nq_target_traits {
    uint16_t at[NQ_TARGET_SEEN];
    uint32_t n;
} nq_target_traits;

/* All candidates; c->target is what the clause itself told. O(tokens). */
void nq_targets_find(const nq_clause *c, nq_targets *out);

/* What candidate i shows; i = n: nobody. */
void nq_target_see(const nq_targets *all, uint32_t i, nq_target_traits *out);

/* Sets c->target to the likeliest. */
void nq_target_choose(nq_clause *c);

/* Reads data/march_targets.tsv into a book. NAQL_OK, NAQL_NOMEM, NAQL_CORRUPT
 * (it names an unknown feature). */
naql_status nq_target_weights_make(const nq_tables *tables, nq_arena *arena,
                                   nq_event_book *book);

/* A feature's block and its place there. */
const char *nq_target_block(uint32_t trait, uint32_t *place);

#endif
