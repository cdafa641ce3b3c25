/* SPDX-License-Identifier: Apache-2.0
 *
 * feature.h - what the tagger sees of a word. Layer 4 (name).
 *
 * Shared by inference (tagger.c) and training (train/), so that both see the
 * same. Everything is a small class, but for the letters of a word that the
 * model does not know: these are hashes. */
#ifndef NQ_NAME_FEATURE_H
#define NQ_NAME_FEATURE_H

#include "name/lexicon.h"

typedef struct nq_feature_word {
    const nq_model_word *known; /* NULL: an unknown word */
    uint64_t base;              /* see nq_lex_word; a number: one for all */
    naql_str bare;  /* its folded letters without glued ones and al- */
    uint32_t lists; /* nq_lex bits for the tagger */
    uint8_t company, usual, combo, shape; /* rows of the model's tables */
    uint8_t memory; /* what its other places in the text were found to be */
} nq_feature_word;

/* Fills `out` at the tokens of a sentence of the text. */
void nq_feature_words_make(const nq_model *model, const nq_text *text,
                           const nq_lex_word *lex, const nq_sentence *sentence,
                           nq_feature_word *out);

/* What stands in the places beyond a sentence. */
extern const nq_feature_word nq_feature_beyond;

/* ---- Letters ----------------------------------------------------------- */

#define NQ_LETTERS_MAX 8

/* Features of a word's letters for the label that has it in its place `place`;
 * returns their number. */
uint32_t nq_letter_features(const nq_feature_word *word, uint32_t place,
                            uint64_t out[NQ_LETTERS_MAX]);

/* One number for feature `value` of template `kind`. */
static inline uint64_t
nq_feature(uint64_t kind, uint64_t value)
{
    uint64_t h = (value + kind * 0x9e3779b97f4a7c15ull) * 0xff51afd7ed558ccdull;
    return h ^ h >> 32;
}

/* Templates of letters are counted from here; smaller ones are of training. */
#define NQ_KIND_LETTERS 1000u

static inline uint32_t
nq_model_slot(uint64_t feature, uint32_t n_weights)
{
    return (uint32_t)feature & (n_weights - 1);
}

static inline uint8_t
nq_model_check(uint64_t feature) /* never 0: that is a free slot */
{
    return (uint8_t)(feature >> 56 | 1);
}

/* ---- A second look ----------------------------------------------------- */

/* Fills words[i].memory, 0 so far, from the labels that a first look gave all
 * words: a name that is sure in one place of a text is likelier in another.
 * False when memory is out. */
bool nq_feature_memory_make(nq_feature_word *words, const uint8_t *labels,
                            uint32_t n, nq_arena *scratch);

#define NQ_MEMORY_BEYOND (NQ_MEMORIES - 1)

#endif
