/* SPDX-License-Identifier: Apache-2.0
 *
 * feature.h - what the tagger sees of a word. Layer 4 (name).
 *
 * Shared by inference (tagger.c) and training (train/train_names.c), so that
 * both see the same. Features are hashes, made without strings. */
#ifndef NQ_NAME_FEATURE_H
#define NQ_NAME_FEATURE_H

#include "name/lexicon.h"
#include "name/model.h"

#define NQ_FEATURES_MAX 128

/* A word's own facts, from which features of it and of its neighbours are
 * made. */
typedef struct nq_feature_word {
    uint64_t word, base, stem;  /* hashes */
    uint64_t front[2], back[3]; /* first 2, 3 letters; last 1, 2, 3 */
    uint64_t glue;  /* first letter of an unknown word: is it its own? */
    uint32_t lists; /* nq_lex bits */
    uint32_t shape; /* kind, mark, glued letters, place in line */
    uint32_t fine, middle, coarse; /* of nq_model_word, + 1; 0: unknown */
    uint32_t wide, usually;        /* the same */
    uint32_t memory; /* what its other places in the text were found to be */
} nq_feature_word;

/* Fills out[text->n_tokens]. */
void nq_feature_words_make(const nq_model *model, const nq_text *text,
                           const nq_lex_word *lex, nq_feature_word *out);

/* Features of word `i` of a sentence words[first..end); returns their number,
 * at most NQ_FEATURES_MAX. */
uint32_t nq_features_of(const nq_feature_word *words, uint32_t first,
                        uint32_t end, uint32_t i,
                        uint64_t out[NQ_FEATURES_MAX]);

/* ---- Features of one class --------------------------------------------- */

/* Those of the features above that say one class of one of the five words
 * around; the classes are few enough to be tabled (tally.h). */
enum { NQ_PLACES = 5 }; /* two words in front, the word, two behind */
typedef enum nq_seen {
    NQ_SEEN_LIST, /* number of a bit of `lists`; once for each */
    NQ_SEEN_FINE,
    NQ_SEEN_MIDDLE,
    NQ_SEEN_COARSE,
    NQ_SEEN_USUALLY,
    NQ_SEEN_WIDE, /* of the three words in the middle */
    NQ_SEEN
} nq_seen;

static inline bool
nq_seen_in(nq_seen seen, uint32_t place)
{
    return seen != NQ_SEEN_WIDE || (place > 0 && place + 1 < NQ_PLACES);
}

/* Features of one class that a word has, without those of lists. */
#define NQ_SEEN_ALWAYS (4 * NQ_PLACES + NQ_PLACES - 2)
/* More list features than these are not all taken. */
#define NQ_SEEN_LISTS_MAX 50

/* The feature of a word in whose place `place` that class has that value. */
uint64_t nq_seen_feature(nq_seen seen, uint32_t place, uint32_t value);

/* nq_features_of without all these. */
uint32_t nq_features_rest(const nq_feature_word *words, uint32_t first,
                          uint32_t end, uint32_t i,
                          uint64_t out[NQ_FEATURES_MAX]);

/* What stands in the places beyond a sentence. */
extern const nq_feature_word nq_feature_nothing;

/* ---- A second look ----------------------------------------------------- */

#define NQ_MEMORY_FEATURES_MAX 8

/* Fills words[i].memory from the labels that a first look gave all words: a
 * name that is sure in one place of a text is likelier in another. False when
 * memory is out. */
bool nq_feature_memory_make(nq_feature_word *words, const uint8_t *labels,
                            uint32_t n, nq_arena *scratch);

/* Features of the memory at word `i`; they come on top of nq_features_of.
 * Returns their number, 0 where nothing is remembered. */
uint32_t nq_memory_features_of(const nq_feature_word *words, uint32_t first,
                               uint32_t end, uint32_t i,
                               uint64_t out[NQ_MEMORY_FEATURES_MAX]);

#endif
