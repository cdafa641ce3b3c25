/* SPDX-License-Identifier: Apache-2.0
 *
 * wordbook.h - the words around statements: cues in every inflected form, nouns
 * that can speak, small words, fixed phrases. Layer 5 (claim), private.
 *
 * Made once from data/cues.tsv, source_nouns.tsv, claim_words.tsv,
 * content_nouns.tsv, cue_formulas.tsv, office_twins.tsv, confidence.tsv,
 * speaker_weights.tsv, link_weights.tsv, doubt_weights.tsv, end_trees.tsv,
 * end_words.tsv, agencies.tsv, nationalities.tsv, name_heads.tsv and
 * issued_words.tsv; read-only after that but for what it remembers of words.
 * Knows nothing of sentences. */
#ifndef NQ_CLAIM_WORDBOOK_H
#define NQ_CLAIM_WORDBOOK_H

#include "base/arena.h"
#include "base/map.h"
#include "base/memo.h"
#include "base/table.h"
#include "claim/confidence.h"
#include "claim/end_weights.h"

/* What a small word does in its sentence: bits, named as in claim_words.tsv.
 * The first NQ_END_ROLES of them are, in this order, traits of the trees of
 * ends (end_traits.h). Macros, as an enumerator is an int. */
#define NQ_ROLE_BAN         (UINT64_C(1) << 0)
#define NQ_ROLE_BAN_PRON    (UINT64_C(1) << 1)
#define NQ_ROLE_PREP        (UINT64_C(1) << 2)
#define NQ_ROLE_REL         (UINT64_C(1) << 3)
#define NQ_ROLE_SUB         (UINT64_C(1) << 4)
#define NQ_ROLE_NEG         (UINT64_C(1) << 5)
#define NQ_ROLE_QAD         (UINT64_C(1) << 6)
#define NQ_ROLE_KAN         (UINT64_C(1) << 7)
#define NQ_ROLE_OPENER      (UINT64_C(1) << 8)
#define NQ_ROLE_OPENER_HARD (UINT64_C(1) << 9)
#define NQ_ROLE_KAMA        (UINT64_C(1) << 10)
#define NQ_ROLE_MA          (UINT64_C(1) << 11)
#define NQ_ROLE_DEM         (UINT64_C(1) << 12)
#define NQ_ROLE_PRON        (UINT64_C(1) << 13)
#define NQ_ROLE_ADV         (UINT64_C(1) << 14)
#define NQ_ROLE_FIRST       (UINT64_C(1) << 15)
#define NQ_ROLE_BUT         (UINT64_C(1) << 16)
#define NQ_ROLE_WHILE       (UINT64_C(1) << 17)
#define NQ_ROLE_THEN        (UINT64_C(1) << 18)
#define NQ_ROLE_AFTER       (UINT64_C(1) << 19)
#define NQ_ROLE_THOUGH      (UINT64_C(1) << 20)
#define NQ_ROLE_AN          (UINT64_C(1) << 21)
#define NQ_ROLE_AN_PRON     (UINT64_C(1) << 22)
#define NQ_ROLE_NOT_AN      (UINT64_C(1) << 23)
#define NQ_ROLE_TURN        (UINT64_C(1) << 24)
#define NQ_ROLE_HERE        (UINT64_C(1) << 25)
#define NQ_ROLE_ADJ         (UINT64_C(1) << 26)
#define NQ_ROLE_OF          (UINT64_C(1) << 27)
#define NQ_ROLE_IN_IT       (UINT64_C(1) << 28)
#define NQ_ROLE_FROM_HIM    (UINT64_C(1) << 29)
#define NQ_ROLE_TIE         (UINT64_C(1) << 30)
#define NQ_ROLE_NAMED       (UINT64_C(1) << 31)
#define NQ_ROLE_BA          (UINT64_C(1) << 32)
#define NQ_ROLE_WAW         (UINT64_C(1) << 33)
#define NQ_ROLE_SELF        (UINT64_C(1) << 34)
#define NQ_ROLE_HEARD       (UINT64_C(1) << 35)
#define NQ_ROLE_TOPIC       (UINT64_C(1) << 36)
#define NQ_ROLE_OVER        (UINT64_C(1) << 37)
#define NQ_ROLE_MARGIN      (UINT64_C(1) << 38)
#define NQ_ROLE_ABOUT       (UINT64_C(1) << 39)
#define NQ_ROLE_AIM         (UINT64_C(1) << 40)
#define NQ_ROLE_BECAUSE     (UINT64_C(1) << 41)
#define NQ_ROLE_THAT                                                           \
    (NQ_ROLE_AN | NQ_ROLE_AN_PRON | NQ_ROLE_BAN | NQ_ROLE_BAN_PRON)

typedef enum nq_sense { /* bits: what a noun or a verb means, where that counts;
                           named as in claim_words.tsv */
                        NQ_SENSE_KIN = 1 << 0,
                        NQ_SENSE_SPEAKER = 1 << 1,
                        NQ_SENSE_STAR = 1 << 2,
                        NQ_SENSE_LATTER = 1 << 3,
                        NQ_SENSE_TWO = 1 << 4,
                        NQ_SENSE_ANOTHER = 1 << 5,
                        NQ_SENSE_HONOUR = 1 << 6,
                        NQ_SENSE_COUNT = 1 << 7,
                        NQ_SENSE_AGAIN = 1 << 8,
                        NQ_SENSE_CARRY = 1 << 9,
                        NQ_SENSE_ISSUE = 1 << 10,
                        NQ_SENSE_TALK = 1 << 11,
                        NQ_SENSE_DEED = 1 << 12,
                        NQ_SENSE_MEASURE = 1 << 13,
                        NQ_SENSE_AFFAIR = 1 << 14,
                        NQ_SENSE_SITE = 1 << 15,
                        NQ_SENSE_SOCIAL = 1 << 16,
                        NQ_SENSE_MEDIA = 1 << 17,
                        NQ_SENSE_PRESS = 1 << 18,
                        NQ_SENSE_TRADE = 1 << 19,
                        NQ_SENSE_CAPITAL = 1 << 20,
                        NQ_SENSE_OWN_NAME = 1 << 21
} nq_sense;

typedef enum nq_link { /* bits: what leads from a cue to its content */
                       NQ_LINK_THAT = 1 << 0,   /* a clause behind an/inna */
                       NQ_LINK_QUOTE = 1 << 1,  /* a quotation, or a colon */
                       NQ_LINK_OBJECT = 1 << 2, /* a noun, directly */
                       NQ_LINK_TARGET =
                           1
                           << 3, /* the one spoken of, who opens the content */
                       NQ_LINK_FRAME = 1 << 4, /* "X carried from Y ..." */
                       NQ_LINK_DOC =
                           1 << 5, /* "it stands in the statement that ..." */
                       NQ_LINK_LAW = 1
                                     << 6,  /* only the quoted words of a law */
                       NQ_LINK_BA = 1 << 7, /* glued b- */
                       NQ_LINK_LAM = 1 << 8, /* glued l- */
                       NQ_LINK_PREP =
                           1 << 9, /* and up: prepositions met in cues.tsv */
                       NQ_LINK_MASDAR = 1 << 20, /* a verbal noun, directly */
                       NQ_LINK_RARE = 1 << 21    /* seldom a cue; not kept */
} nq_link;
#define NQ_PREPS_MAX 8

typedef enum nq_inflection {
    NQ_CUE_NONE,
    NQ_CUE_PAST,
    NQ_CUE_PRESENT,
    NQ_CUE_PARTICIPLE, /* adverbial: "adding" */
    NQ_CUE_NOUN_PRON,  /* "his saying" */
    NQ_CUE_NOUN        /* "the saying"; only with the article */
} nq_inflection;

typedef enum nq_grammar { /* bits */
                          NQ_FEM = 1 << 0,
                          NQ_DUAL = 1 << 1,
                          NQ_PLURAL = 1 << 2,
                          NQ_OBJECT_PRON = 1 << 3 /* "which it announced" */
} nq_grammar;

typedef enum nq_noun {
    NQ_NOUN_NONE,
    NQ_NOUN_PERSON,
    NQ_NOUN_BODY,
    NQ_NOUN_OUTLET,
    NQ_NOUN_DOC,
    NQ_NOUN_STUDY,
    NQ_NOUN_PEOPLE
} nq_noun;

typedef struct nq_lemma {
    naql_str act;         /* table cell */
    uint32_t links;       /* nq_link bits */
    bool told;            /* a noun before the link is the person told */
    uint8_t level;        /* 0..3, see cues.tsv */
    const uint64_t *with; /* [n_with] hashes, one of which must follow */
    uint64_t with_mask;   /* bits of their last six bits */
    uint32_t n_with;
    uint16_t other; /* index + 1 of the same verb with other company, or 0 */
} nq_lemma;

typedef enum nq_opener {
    NQ_OPENS_NONE,
    NQ_OPENS_PHRASE, /* its first word */
    NQ_OPENS_ALONE   /* that, and all of one */
} nq_opener;

typedef struct nq_word { /* all that is known of one folded word: half a line
                            of the processor's memory */
    uint64_t roles;      /* NQ_ROLE_ bits */
    uint32_t senses;     /* nq_sense bits */
    uint32_t twin;       /* of the hash of the word that stands for its like in
                            offices; 0: none has its like */
    uint32_t link;       /* NQ_LINK_PREP and up, when it is such a word */
    uint16_t round; /* words[] index of the verbal noun that is this form with
                       a ta marbuta ("call", "they called him"); 0: none */
    uint16_t rare;  /* words[] index of what it seldom is, a cue; 0: never */
    uint16_t lemma; /* index + 1, 0: no cue */
    uint8_t inflection; /* nq_inflection */
    uint8_t grammar;    /* nq_grammar of the cue form */
    uint8_t noun;       /* nq_noun */
    uint8_t noun_grammar;
    bool content;   /* opens a reported noun content */
    uint8_t phrase; /* nq_opener: of a fixed phrase */
} nq_word;

typedef enum nq_phrase_kind {
    NQ_PHRASE_NONE,
    NQ_PHRASE_CLOSE,
    NQ_PHRASE_OWN, /* names its source by a pronoun: "as he put it" */
    NQ_PHRASE_FROM,
    NQ_PHRASE_IMPERSONAL,
    NQ_PHRASE_CUT,
    NQ_PHRASE_AROUND,   /* "amid": circumstances */
    NQ_PHRASE_OCCASION, /* "in a speech": where it was said */
    NQ_PHRASE_BREAK,
    NQ_PHRASE_KEEP,
    NQ_PHRASE_MOUTH /* "by the mouth of"; last, as the trees of ends count */
} nq_phrase_kind;

#define NQ_SECONDS 4096u /* bits; power of two */

typedef struct nq_incumbents {                /* data/incumbents.tsv */
    nq_table rows, twins;                     /* twins: data/office_twins.tsv */
    uint32_t place, name, since, until, twin; /* columns */
} nq_incumbents;

typedef struct nq_wordbook {
    nq_map map;           /* word hash -> words[] */
    const nq_word *words; /* [0] knows nothing */
    const nq_lemma *lemmas;
    nq_confidence confidence;
    const float *speakers; /* weights of choice.h */
    const float *links;    /* of link.h */
    const float *doubts;   /* of doubt.h */
    nq_end_weights ends;
    nq_table phrases, agencies, origins, heads, issued, people;
    uint64_t
        seconds[NQ_SECONDS / 64]; /* bits of words that stand second in a
                                     phrase, by their hash; of others too */
    uint32_t phrase_kind, agency_name, agency_kind, agency_weak; /* columns */
    uint32_t origin_place, people_said;
    nq_incumbents incumbents;
    nq_memo read; /* hash of a token -> what NQ_READ_* tell; the one part that
                     changes */
} nq_wordbook;

/* What is remembered of a word, from these bits on: what is glued to it, its
 * entry's number, bits that tell more of it (nq_told), and what events make of
 * it (nq_event_word), once they have asked. One look tells all of it. */
enum {
    NQ_READ_GLUE = 0,
    NQ_READ_WORD = 16,
    NQ_READ_TOLD = 34,
    NQ_READ_EVENT = 40
};
typedef enum nq_told {
    NQ_TOLD_SHAPE = 1 << 0,  /* it is shaped like a verbal noun */
    NQ_TOLD_AGENCY = 1 << 1, /* the name of an agency may open with it */
    NQ_TOLD_MORE = 1 << 2,   /* its spelling or the words beside it tell more */
    NQ_TOLD_STOP = 1 << 3,   /* the walk over the statements looks at it: a cue,
                               a phrase or "as" may be there; of a token, a
                               sentence or a quotation too */
    NQ_TOLD_ALL = 15
} nq_told;
#define NQ_WORDS_MAX (UINT16_MAX + 1u) /* 18 bits are kept for them above */

/* NAQL_OK, NAQL_NOMEM, NAQL_CORRUPT for a cell of a table that names nothing
 * known here, NAQL_TOO_BIG for more than NQ_WORDS_MAX forms. Everything lives
 * in `arena` or in the tables. */
naql_status nq_wordbook_make(const nq_tables *tables, nq_arena *arena,
                             nq_wordbook *out);

/* Has the word a row of claim_words.tsv? */
static inline bool
nq_word_is_listed(const nq_word *w)
{
    return (w->roles | w->senses) != 0;
}

/* Are they one word, or used for one another in offices? */
static inline bool
nq_words_alike(const nq_word *a, const nq_word *b)
{
    return a == b || (a->twin && a->twin == b->twin);
}

/* May the word stand second in a fixed phrase? Of twenty words one may. */
static inline bool
nq_wordbook_is_second(const nq_wordbook *book, uint64_t hash)
{
    return book->seconds[hash / 64 % (NQ_SECONDS / 64)] >> (hash % 64) & 1;
}

/* The word's entry, words[0] when it has none. */
const nq_word *nq_wordbook_find(const nq_wordbook *book, uint64_t hash);

#endif
