/* SPDX-License-Identifier: Apache-2.0
 *
 * lexicon.h - what the word lists say of each word of a text. Layer 4 (name).
 *
 * All lists of data/ that speak of names are read into one trie of phrases;
 * every token gets the classes of the longest phrases that cover it. Knows
 * nothing of sentences: a word may be a town and a verb. */
#ifndef NQ_NAME_LEXICON_H
#define NQ_NAME_LEXICON_H

#include "base/map.h"
#include "base/memo.h"
#include "name/model.h"

typedef enum nq_lex {
    NQ_LEX_FIRST = 1 << 0,   /* a given name */
    NQ_LEX_FAMILY = 1 << 1,  /* a family name */
    NQ_LEX_COUNTRY = 1 << 2, /* places.tsv, by kind */
    NQ_LEX_CITY = 1 << 3,
    NQ_LEX_REGION = 1 << 4,
    NQ_LEX_TOWN = 1 << 5, /* from bulk lists: a hint, no proof */
    NQ_LEX_ORG = 1 << 6,
    NQ_LEX_AGENCY = 1 << 7,
    NQ_LEX_TITLE = 1 << 8,
    NQ_LEX_OFFICE = 1 << 9,
    NQ_LEX_JOB = 1 << 10,
    NQ_LEX_OVER = 1 << 11, /* what an office is over */
    NQ_LEX_LIKE = 1 << 12, /* an adjective of offices */
    NQ_LEX_PAST = 1 << 13, /* "former" */
    NQ_LEX_LINK = 1 << 14,
    NQ_LEX_ORG_HEAD = 1 << 15,
    NQ_LEX_ORG_BARE = 1 << 16, /* a head that the name can do without */
    NQ_LEX_PLACE_HEAD = 1 << 17,
    NQ_LEX_PLACE_BARE = 1 << 18,
    NQ_LEX_NATION = 1 << 19, /* adjective of origin */
    NQ_LEX_FEMININE = 1 << 20,
    NQ_LEX_PLURAL = 1 << 21,
    NQ_LEX_LONG = 1 << 22,       /* its phrase has two words or more */
    NQ_LEX_INSIDE = 1 << 23,     /* and this is not the first of them */
    NQ_LEX_ENVOY = 1 << 24,      /* an office that may lie "in" a place */
    NQ_LEX_MASCULINE = 1 << 25,  /* a place with masculine verbs */
    NQ_LEX_ORG_SURE = 1 << 26,   /* a head that makes a name of the rest */
    NQ_LEX_ORG_ORIGIN = 1 << 27, /* the same, of an adjective of origin */
    NQ_LEX_ORG_ALONE = 1 << 28,  /* a word that is nothing but a body */
    NQ_LEX_ORG_LISTED = 1 << 29, /* a bare head, where lists know the name */
    NQ_LEX_STARTS = 1 << 30      /* a name of the lists starts here */
} nq_lex;
/* A body of the bulk lists: a hint, no proof. No int can name the last bit. */
#define NQ_LEX_BODY (1u << 31)

#define NQ_LEX_PLACE (NQ_LEX_COUNTRY | NQ_LEX_CITY | NQ_LEX_REGION)
#define NQ_LEX_NAME                                                            \
    (NQ_LEX_FIRST | NQ_LEX_FAMILY | NQ_LEX_PLACE | NQ_LEX_TOWN | NQ_LEX_ORG |  \
     NQ_LEX_AGENCY)
/* What the tagger was trained to see: grammar and conventions are not its
 * business. */
#define NQ_LEX_FOR_TAGGER (((1u << 26) - 1) | NQ_LEX_BODY)

typedef struct nq_lexicon {
    nq_map phrases; /* hash of the words so far -> nq_lex bits */
    /* Key of a word -> how its front is read, in the one model that goes with
     * these lists, and what the lists say of it alone; the parts that change.
     */
    nq_memo words, alone;
} nq_lexicon;

typedef struct nq_lex_word {
    uint32_t whole; /* nq_lex bits of the word as it stands, or behind al- */
    uint32_t cut;   /* the same behind a glued w f b k l */
    uint64_t base;  /* hash of the word without its glued w f b k l, as far as
                       lists and shape tell; al- stays. A number:
                       NQ_MODEL_NUMBER */
    const nq_model_word *known; /* the same; NULL: not known to the model */
    uint32_t start;             /* byte of clean text where `base` starts */
    uint16_t clitics;           /* nq_clitic bits that `base` lacks */
    uint8_t skip;  /* bytes of `folded` in front of the bare word: glued
                      letters and al- */
    bool definite; /* `base` starts with al- */
    bool lil;      /* "lil-X", and X alone is the likeliest reading: `base` has
                      the l of its article */
} nq_lex_word;

/* The bits that hold for the reading that was chosen. */
static inline uint32_t
nq_lex_bits(const nq_lex_word *w)
{
    return w->clitics ? w->whole | w->cut
                      : w->whole | (w->cut & ~(uint32_t)NQ_LEX_NAME);
}

/* Reads the lists; lives in `arena`. */
naql_status nq_lexicon_make(const nq_tables *tables, nq_arena *arena,
                            nq_lexicon *out);

/* Fills out[text->n_tokens]; `model` knows how often words stand in news, by
 * which a glued letter is told from one of the word's own. O(tokens): phrases
 * are at most NQ_LEX_PHRASE_MAX words. */
naql_status nq_lexicon_mark(const nq_lexicon *lexicon, const nq_model *model,
                            const nq_text *text, nq_arena *scratch,
                            nq_lex_word *out);

/* Tokens that a name may hold between its words: hash sign, underscore. */
bool nq_token_is_glue(const nq_token *token);

#endif
