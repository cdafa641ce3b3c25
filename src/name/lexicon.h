/* SPDX-License-Identifier: Apache-2.0
 *
 * lexicon.h - what the word lists say of each word of a text. Layer 4 (name).
 *
 * All lists of data/ that speak of names are read into one trie of phrases;
 * every token gets the classes of the longest phrases that cover it. Knows
 * nothing of sentences: a word may be a town and a verb. */
#ifndef NQ_NAME_LEXICON_H
#define NQ_NAME_LEXICON_H

#include "base/lore.h"
#include "name/lex.h"
#include "name/model.h"
#include "name/phrases.h"

typedef struct nq_lexicon {
    nq_phrases phrases;
    /* Memory of words, with the one model that goes with these lists: the part
     * that changes. */
    nq_lore words;
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
