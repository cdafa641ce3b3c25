/* SPDX-License-Identifier: Apache-2.0
 *
 * tally.h - weights of features, added up. Layer 4 (name).
 *
 * All labels at once: each weight is a byte of one eight-byte word and is added
 * in a lane of 16 bits. A third of a word's features say one class of one of
 * the words around; classes are few, so their weights lie in a table, and what
 * a word adds to each of its neighbours is summed once a word. */
#ifndef NQ_NAME_TALLY_H
#define NQ_NAME_TALLY_H

#include "name/feature.h"

#include <string.h>

/* Sums of labels 0, 2, 4, 6 and of 1, 3, 5; the last lane of `odd` counts the
 * features. Each weight is added as 0..255, that is NQ_LANES_BIAS too much; a
 * lane has room for 257 of them. */
typedef struct nq_lanes {
    uint64_t even, odd;
} nq_lanes;

#define NQ_LANES_MASK 0x00ff00ff00ff00ffull
#define NQ_LANES_BIAS 128

static inline uint64_t
nq_model_slot_bytes(const nq_model *m, uint32_t slot)
{
    uint64_t bytes;
    memcpy(&bytes, &m->weights[slot], sizeof(bytes));
    return bytes;
}

/* Weights of a feature with their bias and a count of 1 as the last byte; a
 * feature that is not in the model has weights of 0. Masks, no branches: which
 * slot has it, if any, is past guessing. */
static inline uint64_t
nq_model_bytes(const nq_model *m, uint64_t feature)
{
    uint32_t slot = nq_model_slot(feature, m->head->n_weights);
    uint64_t check = nq_model_check(feature);
    uint64_t own = nq_model_slot_bytes(m, slot);
    uint64_t beside = nq_model_slot_bytes(m, slot ^ 1);
    uint64_t is_own = 0 - (uint64_t)(own >> 56 == check);
    uint64_t is_beside = 0 - (uint64_t)(beside >> 56 == check);
    uint64_t weights = (own & is_own) | (beside & is_beside & ~is_own);
    return ((weights ^ 0x0080808080808080ull) & 0x00ffffffffffffffull) |
           1ull << 56;
}

static inline void
nq_lanes_add(nq_lanes *sum, uint64_t bytes)
{
    sum->even += bytes & NQ_LANES_MASK;
    sum->odd += bytes >> 8 & NQ_LANES_MASK;
}

static inline int32_t
nq_lanes_count(const nq_lanes *sum)
{
    return (int32_t)(sum->odd >> 48);
}

static inline int32_t
nq_lanes_sum(const nq_lanes *sum, uint32_t label)
{
    uint64_t lanes = label % 2 ? sum->odd : sum->even;
    return (int32_t)(lanes >> label / 2 * 16 & 0xffff) -
           NQ_LANES_BIAS * nq_lanes_count(sum);
}

/* What a word adds to the labels of the words around it: at[k] to the one that
 * sees it in its place k. */
typedef struct nq_tally_word {
    nq_lanes at[NQ_PLACES];
} nq_tally_word;

/* Makes m->tally in `arena`, of a settled model. NAQL_NOMEM. */
naql_status nq_tally_make(nq_model *m, nq_arena *arena);

void nq_tally_word_of(const nq_model *m, const nq_feature_word *word,
                      nq_tally_word *out);

#endif
