/* SPDX-License-Identifier: Apache-2.0
 *
 * choice.h - who of all those an article has named so far speaks. Layer 5
 * (claim), private.
 *
 * The rules of subject.c take somebody; he, whoever spoke before and whoever
 * is named nearby are candidates, and the weights of data/speaker_weights.tsv,
 * written by train/train_speakers.c, say who is the likeliest. Knows nothing
 * of contents. */
#ifndef NQ_CLAIM_CHOICE_H
#define NQ_CLAIM_CHOICE_H

#include "claim/maker.h"
#include "claim/stems.h"

#define NQ_CHOICE_MOST  24
#define NQ_CHOICE_SLOTS 64 /* power of two */

typedef enum nq_choice_clause {
    NQ_CLAUSE_NONE,
    NQ_CLAUSE_LAST,    /* the one before the cue in its sentence */
    NQ_CLAUSE_FIRST,   /* the one that opens the sentence */
    NQ_CLAUSE_SENTENCE /* the one that opens the sentence before */
} nq_choice_clause;

typedef enum nq_choice_place { /* where a phrase stands that is a candidate */
                               NQ_PLACE_NONE,
                               NQ_PLACE_BEHIND, /* right behind the cue, though
                                                   no rule took it */
                               NQ_PLACE_READ, /* before the verb, though no rule
                                                 took it */
                               NQ_PLACE_TOLD, /* whom the cue tells or aims at
                                               */
                               NQ_PLACE_HERE, /* a noun that can speak, in the
                                                 sentence of the cue */
                               NQ_PLACE_BACK  /* in the one before */
} nq_choice_place;

typedef struct nq_candidate {
    nq_speaker who;
    const nq_mention *near; /* the nearest before the cue, else behind; NULL */
    bool rule;              /* whom the rules take */
    bool behind;            /* not named before the cue */
    bool zone;              /* a name between the cue and its content */
    bool quoted;            /* `near` stands in what somebody said */
    uint32_t rank;          /* of those who spoke, the newest is 1; 0: none */
    uint32_t spoke;         /* times */
    uint8_t verb;           /* grammar of the verb he spoke with last */
    uint8_t clause;         /* nq_choice_clause whose subject he is */
    uint8_t place;          /* nq_choice_place of `np` */
    nq_np np;
} nq_candidate;

typedef enum nq_choice_kind {
    NQ_CHOICE_DROPPED, /* no subject stands beside the cue */
    NQ_CHOICE_NOUN,    /* a common noun does: "the company", "the minister" */
    NQ_CHOICE_BEFORE,  /* somebody before a verb, who may belong to another */
    NQ_CHOICE_KINDS
} nq_choice_kind;

typedef struct nq_choice_facts { /* what is the same for all of them */
    uint32_t form, gap, gender, noun, known, subject,
        owned;           /* choice_traits.c */
    uint32_t sentence;   /* of the cue */
    uint32_t first, end; /* tokens of the rules' find */
    nq_stems words;      /* of the rules' find */
} nq_choice_facts;

typedef struct nq_choice {
    nq_choice_facts facts;
    const nq_maker *m;
    const nq_draft *d;
    nq_candidate at[NQ_CHOICE_MOST]; /* [n], the rules' first */
    uint32_t entity[NQ_CHOICE_MOST]; /* [n] theirs, to be searched */
    uint8_t slots[NQ_CHOICE_SLOTS];  /* by the last bits of an entity: one of
                                        those, NQ_CHOICE_MOST: none has them */
    uint32_t n;
    uint32_t kind;      /* nq_choice_kind */
    uint32_t adjective; /* the one behind the noun of the rules' find, its
                           token, or NQ_NO_TOKEN */
    uint32_t owner;     /* entity: X of "the wife of X", who is another */
    uint32_t most;      /* mentions of the person who is named most of them */
} nq_choice;

/* Sets the draft's speaker to the likeliest. */
void nq_choice_take(const nq_maker *m, nq_draft *d);

/* The candidate that is who, added if he is none yet; NULL: no room, or he can
 * be none. */
nq_candidate *nq_choice_add(nq_choice *c, const nq_speaker *who);

/* ---- choice_phrase.c ----------------------------------------------------- */

/* Adds the phrases round the cue that could speak and that no rule took. */
void nq_choice_phrases(nq_choice *c);

/* Reads data/speaker_weights.tsv: [NQ_CHOICE_KINDS][nq_choice_n_traits()].
 * NAQL_OK, NAQL_NOMEM, NAQL_CORRUPT (it names an unknown feature). */
naql_status nq_choice_weights(const nq_tables *tables, nq_arena *arena,
                              const float **out);

/* ---- choice_traits.c: what there is to see of a candidate ---------------- */

#define NQ_CHOICE_TRAITS_MOST 64

typedef struct nq_choice_traits {
    uint16_t at[NQ_CHOICE_TRAITS_MOST];
    uint32_t n;
} nq_choice_traits;

/* Sees what is the same for all candidates. */
void nq_choice_look(nq_choice *c);
void nq_choice_see(const nq_choice *c, uint32_t candidate,
                   nq_choice_traits *out);

/* How many features there are. */
uint32_t nq_choice_n_traits(void);
/* Writes a feature's name, "rank 3"; `room` bytes. */
void nq_choice_name(uint32_t trait, char *at, size_t room);
/* Its number by that name; nq_choice_n_traits(): there is none. */
uint32_t nq_choice_trait(naql_str name);

#endif
