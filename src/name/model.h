/* SPDX-License-Identifier: Apache-2.0
 *
 * model.h - the weights file of the tagger: load and verify. Layer 4 (name).
 *
 * models/names.bin is data of its own (see models/names.receipt.txt for what
 * it was trained on and its licence). Little-endian, in this order: head, word
 * slots, weight slots. Trained by train/train_names.c. */
#ifndef NQ_NAME_MODEL_H
#define NQ_NAME_MODEL_H

#include "name/label.h"

#define NQ_MODEL_MAGIC   "NQNAMES"
#define NQ_MODEL_VERSION 2u

/* A word of the news: how often it stands there and among which words. */
typedef struct nq_model_word {
    uint32_t key; /* upper half of the word's hash; 0: free slot */
    uint16_t fine;
    uint8_t middle, coarse; /* classes by company, at three sizes */
    uint8_t often;          /* 8 * log2 of its count + 1 */
    uint8_t usually;        /* what it is in names: two bits each, person at the
                               front, person further on, place, body */
    uint16_t wide;          /* class by wide company: what texts are about */
} nq_model_word;

#define NQ_USUALLY_BODY 6 /* shift of the level for bodies */

/* Weights of one feature; a feature lives in one of two slots beside each
 * other, told apart by `check`. */
typedef struct nq_model_weights {
    int8_t at[NQ_LABELS];
    uint8_t check;
} nq_model_weights;

typedef struct nq_model_head {
    char magic[8];
    uint32_t version;
    uint32_t size;                      /* bytes of the file */
    uint64_t checksum;                  /* nq_hash of all that follows it */
    uint32_t n_words, n_weights;        /* slots, powers of two */
    float scale;                        /* a weight of 1 stands for this */
    float start[NQ_LABELS];             /* of a sentence */
    float follow[NQ_LABELS][NQ_LABELS]; /* [label][next label] */
} nq_model_head;

/* Bytes in front of what the checksum is of. */
#define NQ_MODEL_UNSUMMED offsetof(nq_model_head, n_words)

typedef struct nq_model {
    const nq_model_head *head;
    const nq_model_word *words;      /* [head->n_words] */
    const nq_model_weights *weights; /* [head->n_weights] */
    const uint8_t *filter;           /* [head->n_weights / 2], see below */
    const struct nq_tally *tally;    /* tally.h */
} nq_model;

/* The model that was compiled in. NAQL_CORRUPT when it fails its checks. */
naql_status nq_model_builtin(nq_model *out);
/* The same from bytes, aligned to 8; borrowed. */
naql_status nq_model_open(const void *bytes, size_t size, nq_model *out);

/* Readies a model for many look-ups: words and weights are copied into `arena`,
 * whose large blocks lie in large pages, weights so that the two slots of a
 * feature lie in one cache line, and the filter is made. NAQL_NOMEM. */
naql_status nq_model_settle(nq_model *m, nq_arena *arena);

/* NULL when the word is not known. */
const nq_model_word *nq_model_word_find(const nq_model *m, uint64_t hash);

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

/* May the model have the feature? Most features of a text are in no model, and
 * a look at their slots would push others out of the cache: a byte for the two
 * slots has one bit for each of eight groups of checks. Settled models only. */
static inline uint32_t
nq_model_may_have(const nq_model *m, uint64_t feature)
{
    uint32_t slot = nq_model_slot(feature, m->head->n_weights);
    return m->filter[slot / 2] >> (nq_model_check(feature) >> 1 & 7) & 1u;
}

#endif
