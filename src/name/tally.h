/* SPDX-License-Identifier: Apache-2.0
 *
 * tally.h - the model's weights for the words of a text, added up. Layer 4
 * (name).
 *
 * All labels at once, in lanes of 16 bits: whole numbers, and too few of them
 * to run over (a word's lists are at most NQ_LISTS, its letters NQ_LETTERS_MAX,
 * and every weight is below 128). */
#ifndef NQ_NAME_TALLY_H
#define NQ_NAME_TALLY_H

#include "name/feature.h"

#include <string.h>

typedef int16_t nq_sums __attribute__((vector_size(2 * NQ_LANES)));

/* Eight weights, widened: each byte twice, the pair shifted down to one. */
static inline nq_sums
nq_sums_of(const int8_t at[NQ_LANES])
{
    typedef int8_t bytes __attribute__((vector_size(2 * NQ_LANES)));
    typedef uint64_t halves __attribute__((vector_size(2 * NQ_LANES)));
    uint64_t eight;
    memcpy(&eight, at, sizeof(eight));
    bytes b = (bytes)(halves){eight, 0};
    b = __builtin_shufflevector(b, b, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6,
                                7, 7);
    return (nq_sums)b >> 8;
}

/* What a word adds to the labels of the words around it: at[k] to the one that
 * has it in its place k. */
typedef struct nq_tally {
    nq_sums at[NQ_PLACES];
} nq_tally;

void nq_tally_word(const nq_model *m, const nq_feature_word *word,
                   nq_tally *out);

/* What two words beside each other add: to the label of the first, and to that
 * of the second. */
void nq_tally_pair(const nq_model_head *h, const nq_feature_word *a,
                   const nq_feature_word *b, nq_sums *first, nq_sums *second);

/* What the memory of a word and of its neighbours adds to its label; they are
 * not all empty. */
nq_sums nq_tally_memory(const nq_model_head *h, const nq_feature_word *word,
                        uint8_t before, uint8_t behind);

#endif
