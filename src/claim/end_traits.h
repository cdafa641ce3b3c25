/* SPDX-License-Identifier: Apache-2.0
 *
 * end_traits.h - the places where reported content may end, and what there is
 * to see of each. Layer 5 (claim), private.
 *
 * Features by number, each in a block of its own; data/end_trees.tsv names a
 * feature by block and place in it. Knows nothing of what they are worth. */
#ifndef NQ_CLAIM_END_TRAITS_H
#define NQ_CLAIM_END_TRAITS_H

#include "claim/back.h"

#define NQ_ENDS_MOST 24u /* places looked at, for one statement */

/* Of the traits below and what they mean; data/end_trees.tsv says for which it
 * was learned. */
#define NQ_END_VERSION 2

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
    uint8_t phrase;    /* that opens behind: nq_phrase_kind */
    bool keeps;        /* a phrase that cuts nothing opens behind */
    bool final;        /* behind it stands nothing that may be content */
    bool seen;         /* what stands behind it: clause, opens, then, phrase
                          and keeps are set by nq_end_look_behind */
} nq_end_place;

typedef struct nq_end_places {
    nq_end_place at[NQ_ENDS_MOST]; /* [n] ascending; the last: the sentence's
                                      end */
    uint32_t n;
    uint32_t ruled;  /* the one that the rules chose */
    uint32_t words;  /* up to the last */
    uint32_t commas; /* the same */
} nq_end_places;

/* Every place where content of that walk may end: commas, words that may open
 * a clause of the reporter's, the sentence's end; behind a colon, the ends of
 * the sentences behind it too.
 *
 * ruled    the token before which the rules end it
 * returns  false where there is no choice: one place, or too many
 * cost     O(tokens of the sentence) */
bool nq_end_places_find(const nq_content_walk *w, uint32_t ruled,
                        nq_end_places *out);

/* Looks at the words behind a place and at the clause that opens there, once.
 * For those places only that are asked about: it reads every word up to the
 * clause's end. */
void nq_end_look_behind(const nq_content_walk *w, nq_end_places *p,
                        uint32_t place);

#define NQ_END_CLASSES 96u       /* of a word: 46, alone or behind "and" */
#define NQ_END_CLAUSE  17u       /* bits of a clause that are traits */
#define NQ_END_SAYS    (1u << 7) /* of them: somebody speaks */
#define NQ_END_ROLES   21u       /* of a small word, the first of them */

/* What is to be seen of a place, each by its number; blocks have several. */
enum { /* numbers that all places of a content show alike */
       NQ_END_WAY,
       NQ_END_NOMINAL,
       NQ_END_EMBEDDED,
       NQ_END_MEANWHILE,
       NQ_END_CONCEDED,
       NQ_END_RULE_KIND,
       NQ_END_RULE_OPENS,
       NQ_END_RULE_PHRASE,
       NQ_END_PLACES,
       NQ_END_LEVEL, /* of the cue */
       NQ_END_FORM,
       NQ_END_GRAMMAR,
       NQ_END_FAR,   /* from cue to content */
       NQ_END_FIRST, /* class of content's first word */
       NQ_END_SHE,   /* it ends like "that she" */
       NQ_END_OWN,   /* from here on: those of each */
       NQ_END_KIND = NQ_END_OWN,
       NQ_END_OFF,       /* places behind the rules' one; before: negative */
       NQ_END_OFF_WORDS, /* the same in words */
       NQ_END_RULE,      /* it is the rules' */
       NQ_END_PLACE,
       NQ_END_OPENS, /* class of the first word behind */
       NQ_END_THEN,
       NQ_END_THIRD,
       NQ_END_WORDS,
       NQ_END_COMMAS,
       NQ_END_SINCE,
       NQ_END_SENTENCES,
       NQ_END_FINAL,
       NQ_END_REST, /* words up to the last place */
       NQ_END_REST_COMMAS,
       NQ_END_UNTIL, /* tokens of the clause that opens there */
       NQ_END_CLAUSE_LENGTH,
       NQ_END_BEFORE,
       NQ_END_BEFORE_THAT,
       NQ_END_DATE, /* the word before is of a date */
       NQ_END_PHRASE,
       NQ_END_GLUE,
       NQ_END_VERB, /* shape of the word behind, by its letters */
       NQ_END_VERB_THEN,
       NQ_END_GENDER,  /* of a verb of saying behind */
       NQ_END_AGREES,  /* it agrees with the cue: 1, does not: 2 */
       NQ_END_CLOSES,  /* what quotations say of the two words behind,
                          hundredths */
       NQ_END_NUMBERS, /* from here on: marks, which are there or not */
       NQ_END_IN = NQ_END_NUMBERS,
       NQ_END_ROLE = NQ_END_IN + NQ_END_CLAUSE,
       NQ_END_TRAITS = NQ_END_ROLE + NQ_END_ROLES,
       NQ_END_MARKS = NQ_END_TRAITS - NQ_END_NUMBERS
};

typedef struct nq_end_traits {
    int32_t at[NQ_END_NUMBERS];
    uint64_t marks; /* bits, from NQ_END_NUMBERS on */
} nq_end_traits;

/* Sees what all places of a content show alike. Of the rules' place, what
 * stands behind has been looked at. */
void nq_end_traits_of_all(const nq_content_walk *w, const nq_end_places *p,
                          nq_end_traits *out);

/* Sees what one of them shows, beside that. What stands behind it has been
 * looked at. */
void nq_end_traits_of(const nq_content_walk *w, const nq_end_places *p,
                      uint32_t place, nq_end_traits *out);

/* A trait by its number. */
static inline int32_t
nq_end_trait(const nq_end_traits *t, uint32_t trait)
{
    return trait < NQ_END_NUMBERS
               ? t->at[trait]
               : (int32_t)(t->marks >> (trait - NQ_END_NUMBERS) & 1);
}

/* Does a noun or a date open behind the place, alone or behind "and", or a
 * "that"? What was said goes on so, and no clause of the reporter's opens. */
bool nq_end_goes_on(const nq_end_place *place);

/* A trait's number from its name in the table ("in 12"), and back; false when
 * there is none. */
bool nq_end_trait_from(naql_str name, uint32_t *trait);
const char *nq_end_trait_block(uint32_t trait, uint32_t *place);

#endif
