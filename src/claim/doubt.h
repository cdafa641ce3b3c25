/* SPDX-License-Identifier: Apache-2.0
 *
 * doubt.h - what speaks against a verb of saying: that nobody says anything by
 * it here. Layer 5 (claim), private to cued.c, doubt*.c and train/.
 *
 * The rules of cued.c and doubt_content.c name the first thing that speaks
 * against it. Whether it is one all the same, and whether it is none where
 * nothing does, the weights of data/doubt_weights.tsv say, written by
 * train/train_doubts.c. Knows nothing of where contents end. */
#ifndef NQ_CLAIM_DOUBT_H
#define NQ_CLAIM_DOUBT_H

#include "claim/maker.h"

typedef enum nq_doubt {
    NQ_DOUBT_NONE,
    NQ_DOUBT_LOOSE_NOUN,
    NQ_DOUBT_ATTRIBUTE,
    NQ_DOUBT_PURPOSE,
    NQ_DOUBT_PREPOSITION,
    NQ_DOUBT_IMPERSONAL,
    NQ_DOUBT_PASSIVE,
    NQ_DOUBT_SIGNED,
    NQ_DOUBT_ANNOUNCED,
    NQ_DOUBT_OPINION,
    NQ_DOUBT_LAW,
    NQ_DOUBT_PAPER,
    NQ_DOUBT_THING_SHOWS,
    NQ_DOUBT_CONSIDERED,
    NQ_DOUBT_REFUSED,
    NQ_DOUBT_NAMED,
    NQ_DOUBT_WEAK,
    NQ_DOUBT_LOOSE_SUBJECT,
    NQ_DOUBT_NOBODY,
    NQ_DOUBT_THING,
    NQ_DOUBT_COMPANY, /* the words that its row wants do not stand beside it */
    NQ_DOUBT_THAT,    /* it takes no "that" and no quotation by its row */
    NQ_DOUBT_OBJECT,  /* and no noun */
    NQ_DOUBT_WORD,    /* its letters are another word's by what stands around,
                         or a noun's behind which no speaker stands */
    NQ_DOUBT_NOUNS,   /* several of what its noun is: "threats to"; or the noun
                         of a verb that seldom says anything */
    NQ_DOUBT_RARE,    /* it seldom says anything: "drew back from" */
    NQ_DOUBTS
} nq_doubt;

/* ---- doubt_content.c: what speaks against it ------------------------------
 */

/* What speaks against somebody saying it, once its speaker was sought. */
nq_doubt nq_doubt_of_content(const nq_maker *m, const nq_draft *d);

/* ---- doubt.c: what is made of it ------------------------------------------
 */

typedef struct nq_doubted { /* a verb of saying, read up to its speaker */
    const nq_maker *m;
    const nq_draft *d;
    uint8_t doubt; /* nq_doubt: the first thing that speaks against it */
} nq_doubted;

/* Is it a statement? Adds to *grounds (nq_ground bits) how sure that is. */
bool nq_doubt_passes(const nq_doubted *c, uint32_t *grounds);

/* Reads data/doubt_weights.tsv: [nq_doubt_n_traits()]. NAQL_OK, NAQL_NOMEM,
 * NAQL_CORRUPT (it names an unknown feature). */
naql_status nq_doubt_weights(const nq_tables *tables, nq_arena *arena,
                             const float **out);

/* ---- doubt_traits.c: what there is to see of it ---------------------------
 */

#define NQ_DOUBT_TRAITS_MOST 40

typedef struct nq_doubt_traits {
    uint16_t at[NQ_DOUBT_TRAITS_MOST];
    uint32_t n;
} nq_doubt_traits;

void nq_doubt_see(const nq_doubted *c, nq_doubt_traits *out);
uint32_t nq_doubt_n_traits(void);
/* A feature's name, "act 3", and back; `room` bytes; nq_doubt_n_traits(): there
 * is none. */
void nq_doubt_name(uint32_t trait, char *at, size_t room);
uint32_t nq_doubt_trait(naql_str name);

#endif
