/* SPDX-License-Identifier: Apache-2.0
 *
 * end_traits.h - the places where reported content may end, and what there is
 * to see of each. Layer 5 (claim), private.
 *
 * Features by number, each in a block of its own; data/end_weights.tsv names a
 * feature by block and place in it. Knows nothing of what they are worth. */
#ifndef NQ_CLAIM_END_TRAITS_H
#define NQ_CLAIM_END_TRAITS_H

#include "claim/back.h"

#define NQ_ENDS_MOST 24u /* places looked at, for one statement */

/* Of the traits below and what they mean; data/end_weights.tsv says for which
 * it was learned. */
#define NQ_END_VERSION 1

typedef enum nq_end_kind { /* what stands at the place */
                           NQ_END_COMMA,
                           NQ_END_WORD,
                           NQ_END_SENTENCE,
                           NQ_END_KINDS
} nq_end_kind;

typedef struct nq_end_place {
    uint32_t at;       /* content is what stands before this token */
    uint32_t next;     /* the first word or number behind */
    uint32_t stop;     /* where the clause that opens there ends */
    uint32_t clause;   /* bits: what stands in that clause */
    uint32_t words;    /* of content up to here */
    uint32_t commas;   /* in content up to here */
    uint32_t since;    /* words since the last comma */
    uint8_t sentences; /* of content up to here */
    uint8_t kind;      /* nq_end_kind */
    uint8_t opens;     /* class of the first word behind */
    uint8_t then;      /* of the second */
    bool final;        /* behind it stands nothing that may be content */
} nq_end_place;

typedef struct nq_end_places {
    nq_end_place at[NQ_ENDS_MOST]; /* [n] ascending; the last: the sentence's
                                      end */
    uint32_t n;
    uint32_t ruled;  /* the one that the rules chose */
    uint32_t words;  /* up to the last */
    uint32_t commas; /* the same */
    uint32_t hidden; /* a mark that is not to be seen; NQ_NO_TOKEN but where
                        quotations teach */
} nq_end_places;

/* Every place where content of that walk may end: commas, words that may open
 * a clause of the reporter's, the sentence's end; behind a colon, the ends of
 * the sentences behind it too. Sets all but `hidden`.
 *
 * ruled    the token before which the rules end it
 * returns  false where there is no choice: one place, or too many
 * cost     O(tokens of the sentence) */
bool nq_end_places_find(const nq_content_walk *w, uint32_t ruled,
                        nq_end_places *out);

#define NQ_END_CLASSES 96u       /* of a word: 48, alone or behind "and" */
#define NQ_END_CLAUSE  20u       /* bits of a clause */
#define NQ_END_SAYS    (1u << 7) /* of them: somebody speaks */
#define NQ_END_STEPS   8u        /* of a number of words */
#define NQ_END_ACTS    64u       /* of a cue, by a hash of its name */

/* Blocks, each from where the one before ends. */
enum {
    NQ_END_KIND, /* by nominal and embedded */
    NQ_END_WAY = NQ_END_KIND + NQ_END_KINDS * 4,
    NQ_END_RULE = NQ_END_WAY + NQ_END_KINDS * 6, /* there, before, behind */
    NQ_END_RULE_WAY = NQ_END_RULE + 3 * NQ_END_KINDS * NQ_END_KINDS,
    NQ_END_RULE_AT = NQ_END_RULE_WAY + 3 * NQ_END_KINDS * 6,
    NQ_END_RULE_CUT = NQ_END_RULE_AT + NQ_END_CLASSES,
    NQ_END_NEXT = NQ_END_RULE_CUT + NQ_END_CLASSES, /* up to here: the rules */
    NQ_END_NEXT_NOUN = NQ_END_NEXT + NQ_END_CLASSES * 2,
    NQ_END_THEN = NQ_END_NEXT_NOUN + NQ_END_CLASSES * 4,
    NQ_END_WORDS = NQ_END_THEN + NQ_END_CLASSES * 2,
    NQ_END_REST = NQ_END_WORDS + NQ_END_STEPS * NQ_END_KINDS * 2,
    NQ_END_SINCE = NQ_END_REST + NQ_END_STEPS * 4,
    NQ_END_UNTIL = NQ_END_SINCE + NQ_END_STEPS * 2,
    NQ_END_BEFORE = NQ_END_UNTIL + NQ_END_STEPS * 2,
    NQ_END_BEHIND = NQ_END_BEFORE + 4 * NQ_END_KINDS,
    NQ_END_ACT = NQ_END_BEHIND + 4 * NQ_END_KINDS,
    NQ_END_LEVEL = NQ_END_ACT + NQ_END_ACTS * NQ_END_KINDS,
    NQ_END_FORM = NQ_END_LEVEL + 4 * NQ_END_KINDS,
    NQ_END_IN = NQ_END_FORM + 6 * NQ_END_KINDS,
    NQ_END_IN_NOUN = NQ_END_IN + NQ_END_CLAUSE * 2,
    NQ_END_WAITS = NQ_END_IN_NOUN + NQ_END_CLAUSE * 4,
    NQ_END_TURN = NQ_END_WAITS + NQ_END_CLASSES, /* sentences of a speech */
    NQ_END_TURN_IN = NQ_END_TURN + NQ_END_CLASSES,
    NQ_END_TURN_N = NQ_END_TURN_IN + NQ_END_CLAUSE,
    NQ_END_TRAITS = NQ_END_TURN_N + 8
};

#define NQ_END_TRAITS_MOST 64

typedef struct nq_end_traits {
    uint16_t at[NQ_END_TRAITS_MOST];
    uint32_t n;
} nq_end_traits;

/* What one of the places shows. */
void nq_end_traits_of(const nq_content_walk *w, const nq_end_places *p,
                      uint32_t place, nq_end_traits *out);

/* What opens at a place, as far as it bears on what may be chosen. */
typedef enum nq_end_opener {
    NQ_OPENS_NOTHING, /* a word that may as well go on with content */
    NQ_OPENS_CLAUSE,
    NQ_OPENS_SAYING, /* a verb of saying, "adding" */
    NQ_OPENS_THAT,
    NQ_OPENS_DATE
} nq_end_opener;
nq_end_opener nq_end_opener_of(const nq_end_place *place);

/* A feature's number from its name in the table ("next 12"), and back; false
 * when there is none. */
bool nq_end_trait_from(naql_str name, uint32_t *trait);
const char *nq_end_trait_block(uint32_t trait, uint32_t *place);

#endif
