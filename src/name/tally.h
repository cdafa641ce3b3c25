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
#include "name/lanes.h"

/* What a word adds to the labels of the words around it: at[k] to the one that
 * has it in its place k. */
typedef struct nq_tally {
    nq_sums at[NQ_PLACES];
} nq_tally;

/* The part of it that stands in the letters of a word that the model does not
 * know. */
void nq_tally_letters(const nq_model *m, const nq_feature_word *word,
                      nq_tally *out);

static inline nq_tally
nq_tally_word(const nq_model *m, const nq_feature_word *word)
{
    const nq_model_head *h = m->head;
    const nq_weights_row *row = word->known   ? &word->known->row
                                : word->shape ? &h->unknown
                                              : &h->beyond;
    nq_tally sum;
    const nq_weights_row *shape = &h->shapes[word->shape];
    const int16_t(*lists)[NQ_LANES] = m->combos.rows[word->combo];
    for (uint32_t k = 0; k < NQ_PLACES; k++)
        sum.at[k] = nq_sums_of(row->at[k]) + nq_sums_of(shape->at[k]) +
                    nq_sums_wide(lists[k]);
    sum.at[2] += nq_sums_of(h->combo[word->combo][word->company].at);
    uint32_t rare = (uint32_t)(word->combo == 0); /* no frequent combination */
    for (uint32_t left = word->lists * rare; left; left &= left - 1) {
        const nq_weights_row *list = &h->lists[__builtin_ctz(left)];
        for (uint32_t k = 0; k < NQ_PLACES; k++)
            sum.at[k] += nq_sums_of(list->at[k]);
    }
    if (!word->known && word->shape)
        nq_tally_letters(m, word, &sum);
    return sum;
}

/* What two words beside each other add: to the label of the first, and to that
 * of the second. */
typedef struct nq_tally_two {
    nq_sums first, second;
} nq_tally_two;

static inline void
nq_tally_add(const nq_weights_pair *pair, nq_tally_two *to)
{
    to->first += nq_sums_of(pair->first);
    to->second += nq_sums_of(pair->second);
}

/* Asks for what they add before it is looked at: a pair lies anywhere in tables
 * that together are larger than what is near the processor. */
static inline void
nq_tally_pair_fetch(const nq_model_head *h, const nq_feature_word *a,
                    const nq_feature_word *b)
{
    __builtin_prefetch(&h->companies[a->company][b->company]);
    __builtin_prefetch(&h->usuals[a->usual][b->usual]);
    __builtin_prefetch(&h->combo_pairs[a->combo][b->combo]);
    __builtin_prefetch(&h->combo_company[a->combo][b->company]);
    __builtin_prefetch(&h->company_combo[a->company][b->combo]);
}

static inline nq_tally_two
nq_tally_pair(const nq_model_head *h, const nq_feature_word *a,
              const nq_feature_word *b)
{
    nq_tally_two sum = {{0}, {0}};
    nq_tally_add(&h->companies[a->company][b->company], &sum);
    nq_tally_add(&h->usuals[a->usual][b->usual], &sum);
    nq_tally_add(&h->combo_pairs[a->combo][b->combo], &sum);
    nq_tally_add(&h->shape_pairs[a->shape][b->shape], &sum);
    sum.second += nq_sums_of(h->combo_company[a->combo][b->company].at);
    sum.second += nq_sums_of(h->company_combo[a->company][b->combo].at);
    sum.second += nq_sums_of(h->shape_combo[a->shape][b->combo].at);
    return sum;
}

/* What the memory of a word and of its neighbours adds to its label; they are
 * not all empty. */
nq_sums nq_tally_memory(const nq_model_head *h, const nq_feature_word *word,
                        uint8_t before, uint8_t behind);

#endif
