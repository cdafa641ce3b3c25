/* SPDX-License-Identifier: Apache-2.0
 *
 * event_scales.h - how likely a sentence reports a protest, an attack. Layer 5
 * (claim), private.
 *
 * A linear model over signs (classes of words, data/event_signs.tsv) and stems,
 * weights in data/event_weights.tsv, learned by train/train_events.c. Knows
 * nothing of names and clauses: only which words stand in the sentence, which
 * stand at its front and which close together. */
#ifndef NQ_CLAIM_EVENT_SCALES_H
#define NQ_CLAIM_EVENT_SCALES_H

#include "base/arena.h"
#include "base/map.h"
#include "base/table.h"
#include "text/text.h"

typedef enum nq_event_kind {
    NQ_EVENT_PROTEST,
    NQ_EVENT_ASSAULT,
    NQ_EVENT_KINDS
} nq_event_kind;

#define NQ_EVENT_SIGNS  32  /* bits of a word */
#define NQ_EVENT_SETS   256 /* different sets of them; 0: none */
#define NQ_SEEK_CLASSES 12  /* of heads of phrases, by their signs */
#define NQ_EVENT_FRONT  4   /* the first tokens of a sentence */
#define NQ_EVENT_NEAR   4   /* tokens between two signs that belong together */

/* Features, by number: the constant; sign a is there; at the front; a before b,
 * near it; both somewhere. */
enum {
    NQ_EVENT_BIAS,
    NQ_EVENT_HAS,
    NQ_EVENT_FIRST = NQ_EVENT_HAS + NQ_EVENT_SIGNS,
    NQ_EVENT_PAIR = NQ_EVENT_FIRST + NQ_EVENT_SIGNS,
    NQ_EVENT_BOTH = NQ_EVENT_PAIR + NQ_EVENT_SIGNS * NQ_EVENT_SIGNS,
    NQ_EVENT_FEATURES = NQ_EVENT_BOTH + NQ_EVENT_SIGNS * NQ_EVENT_SIGNS
};

typedef struct nq_event_weight {
    float of[NQ_EVENT_KINDS];
} nq_event_weight;

typedef struct nq_event_scales {
    nq_map signs;                   /* hash of a folded word -> bits */
    naql_str names[NQ_EVENT_SIGNS]; /* [n_signs]; 0: a number in digits */
    uint32_t n_signs;
    uint32_t sets[NQ_EVENT_SETS]; /* [n_sets] the bits that words have */
    uint32_t n_sets;
    nq_event_weight *weights; /* [NQ_EVENT_FEATURES] */
    nq_map stems;             /* light stem -> index into stem_weights */
    nq_event_weight *stem_weights;
    uint32_t means;         /* signs of what an attack is done with */
    uint32_t fighters;      /* signs of people who attack */
    uint32_t by;            /* signs of "at the hands of" */
    uint32_t marchers;      /* signs of people who protest */
    uint32_t crowd;         /* signs of a count of people: "thousands" */
    uint32_t people;        /* signs of people of any kind */
    uint32_t against;       /* signs of "against", "hostile to" */
    uint32_t clash, police; /* signs of a clash, and of whom with */
    uint32_t beside;        /* signs of a place beside something: "north of" */
    uint32_t before, where; /* signs of "in front of", of a place */
    uint32_t attack;        /* signs of an attack by its name */
    uint32_t rank;          /* signs of a count or order: "several" */
    uint32_t kill;          /* signs of "killed", "met their end" */
    uint32_t continues;     /* signs of what goes on with a phrase, "part of"
                             */
    uint32_t doers, sufferers; /* signs of who attacks, by counts of news */
    uint32_t cause;            /* signs of "because of" */
    uint32_t protests;         /* signs of a protest of any kind */
    uint32_t classes[NQ_SEEK_CLASSES]; /* signs of the head of a phrase, the
                                          first that it has is its class */
    nq_event_weight least; /* a score from which the sentence reports one */
} nq_event_scales;

/* NAQL_OK, NAQL_NOMEM, NAQL_CORRUPT (a table names an unknown sign),
 * NAQL_TOO_BIG (more than NQ_EVENT_SETS). */
naql_status nq_event_scales_make(const nq_tables *tables, nq_arena *arena,
                                 nq_event_scales *out);

/* Bits of the signs of a token. */
uint32_t nq_event_signs_at(const nq_event_scales *scales, const nq_text *text,
                           uint32_t token);

/* Number of the set of these bits, which are some word's. */
uint32_t nq_event_signs_set(const nq_event_scales *scales, uint32_t signs);

/* The same of the word without its pronoun, "their rockets"; 0: it has none. */
uint32_t nq_event_signs_owned(const nq_event_scales *scales,
                              const nq_text *text, uint32_t token);

/* Each feature of tokens [first, end) once, stems apart; `signs` of the tokens
 * from 0 on. */
typedef void (*nq_event_each)(void *user, uint32_t feature);
void nq_event_features(const uint32_t *signs, const nq_sentence *sentence,
                       nq_event_each each, void *user);

/* Sums of the weights, as logits less the score that is asked for: above 0 the
 * sentence reports one. O(tokens). */
nq_event_weight nq_event_weigh(const nq_event_scales *scales,
                               const nq_text *text, const uint32_t *signs,
                               const nq_sentence *sentence);

#endif
