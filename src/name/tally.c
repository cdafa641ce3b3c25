/* SPDX-License-Identifier: Apache-2.0
 *
 * tally.c - the model's weights for the words of a text, added up. Layer 4
 * (name). */
#include "name/tally.h"

/* A feature of letters has its weights in its own slot or in the one beside it,
 * told by the check in their last lane, or nowhere: no branch is taken on what
 * nobody can foresee. */
static inline nq_sums
feature_weights(const nq_model *m, uint64_t feature)
{
    uint32_t slot = nq_model_slot(feature, m->head->n_weights);
    const nq_model_weights *own = &m->weights[slot];
    const nq_model_weights *beside = &m->weights[slot ^ 1];
    uint8_t check = nq_model_check(feature);
    int32_t is_own = -(nq_model_check_of(own) == check);
    int32_t is_beside = ~is_own & -(nq_model_check_of(beside) == check);
    nq_sums sum = (nq_sums_of(own->at) & nq_sums_all(is_own)) |
                  (nq_sums_of(beside->at) & nq_sums_all(is_beside));
    sum[NQ_LANES - 1] = 0; /* that was the check */
    return sum;
}

void
nq_tally_letters(const nq_model *m, const nq_feature_word *word, nq_tally *out)
{
    uint64_t features[NQ_PLACES * NQ_LETTERS_MAX];
    uint32_t n[NQ_PLACES], all = 0;
    for (uint32_t k = 0; k < NQ_PLACES; k++)
        all += n[k] = nq_letter_features(word, k, features + all);
    for (uint32_t f = 0; f < all; f++) /* they lie far apart */
        __builtin_prefetch(
            &m->weights[nq_model_slot(features[f], m->head->n_weights)]);
    for (uint32_t k = 0, f = 0; k < NQ_PLACES; k++)
        for (uint32_t end = f + n[k]; f < end; f++)
            out->at[k] += feature_weights(m, features[f]);
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
