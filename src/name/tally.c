/* SPDX-License-Identifier: Apache-2.0
 *
 * tally.c - the model's weights for the words of a text, added up. Layer 4
 * (name). */
#include "name/tally.h"

/* Adds the weights of a feature of letters, where the model has any. */
static void
add_feature(const nq_model *m, uint64_t feature, nq_sums *sum)
{
    uint32_t slot = nq_model_slot(feature, m->head->n_weights);
    const nq_model_weights *w = &m->weights[slot];
    if (nq_model_check_of(w) != nq_model_check(feature))
        w = &m->weights[slot ^ 1];
    if (nq_model_check_of(w) != nq_model_check(feature))
        return;
    nq_sums weights = nq_sums_of(w->at);
    weights[NQ_LANES - 1] = 0; /* that was the check */
    *sum += weights;
}

static void
add_letters(const nq_model *m, const nq_feature_word *word, nq_tally *out)
{
    for (uint32_t k = 0; k < NQ_PLACES; k++) {
        uint64_t features[NQ_LETTERS_MAX];
        uint32_t n = nq_letter_features(word, k, features);
        for (uint32_t f = 0; f < n; f++)
            add_feature(m, features[f], &out->at[k]);
    }
}

void
nq_tally_word(const nq_model *m, const nq_feature_word *word, nq_tally *out)
{
    const nq_model_head *h = m->head;
    const nq_weights_row *row = word->known   ? &word->known->row
                                : word->shape ? &h->unknown
                                              : &h->beyond;
    nq_tally sum; /* copied at the end, so that it may stay in registers */
    for (uint32_t k = 0; k < NQ_PLACES; k++)
        sum.at[k] =
            nq_sums_of(row->at[k]) + nq_sums_of(h->shapes[word->shape].at[k]);
    sum.at[2] += nq_sums_of(h->combo[word->combo][word->company].at);
    for (uint32_t left = word->lists; left; left &= left - 1) {
        const nq_weights_row *list = &h->lists[__builtin_ctz(left)];
        for (uint32_t k = 0; k < NQ_PLACES; k++)
            sum.at[k] += nq_sums_of(list->at[k]);
    }
    *out = sum;
    if (!word->known && word->shape)
        add_letters(m, word, out);
}

static inline void
add_pair(const nq_weights_pair *pair, nq_sums *first, nq_sums *second)
{
    *first += nq_sums_of(pair->first);
    *second += nq_sums_of(pair->second);
}

void
nq_tally_pair(const nq_model_head *h, const nq_feature_word *a,
              const nq_feature_word *b, nq_sums *first, nq_sums *second)
{
    add_pair(&h->companies[a->company][b->company], first, second);
    add_pair(&h->usuals[a->usual][b->usual], first, second);
    add_pair(&h->combo_pairs[a->combo][b->combo], first, second);
    add_pair(&h->shape_pairs[a->shape][b->shape], first, second);
    *second += nq_sums_of(h->combo_company[a->combo][b->company].at);
    *second += nq_sums_of(h->company_combo[a->company][b->combo].at);
    *second += nq_sums_of(h->shape_combo[a->shape][b->combo].at);
}

nq_sums
nq_tally_memory(const nq_model_head *h, const nq_feature_word *word,
                uint8_t before, uint8_t behind)
{
    uint8_t own = word->memory;
    return nq_sums_of(h->memory_at[0][before].at) +
           nq_sums_of(h->memory_at[1][own].at) +
           nq_sums_of(h->memory_at[2][behind].at) +
           nq_sums_of(h->memory_usual[own][word->usual].at) +
           nq_sums_of(h->memory_company[own][word->company].at) +
           nq_sums_of(h->memories[before][own].second) +
           nq_sums_of(h->memories[own][behind].first);
}
