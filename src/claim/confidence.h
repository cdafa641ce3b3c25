/* SPDX-License-Identifier: Apache-2.0
 *
 * confidence.h - how sure a statement and its speaker are. Layer 5 (claim),
 * private.
 *
 * A logistic model over what a statement rests on, its grounds; weights in
 * data/confidence.tsv, learned by train/train_confidence.c. Knows nothing of
 * words. */
#ifndef NQ_CLAIM_CONFIDENCE_H
#define NQ_CLAIM_CONFIDENCE_H

#include "base/arena.h"
#include "base/table.h"

typedef enum nq_ground { /* named in confidence.c, in this order */
                         NQ_GROUND_THAT,
                         NQ_GROUND_QUOTE,
                         NQ_GROUND_COLON,
                         NQ_GROUND_OBJECT,
                         NQ_GROUND_PREP,
                         NQ_GROUND_CLOSING,
                         NQ_GROUND_WEAK_CUE,
                         NQ_GROUND_PARTICIPLE,
                         NQ_GROUND_CUE_NOUN,
                         NQ_GROUND_MIXED,
                         NQ_GROUND_SHORT,
                         NQ_GROUND_TITLE,
                         NQ_GROUND_NOBODY,
                         NQ_GROUND_DROPPED,
                         NQ_GROUND_CHAIN,
                         NQ_GROUND_FAR,
                         NQ_GROUND_AGREED,
                         NQ_GROUND_NAMED,
                         NQ_GROUND_TAKEN_UP,
                         NQ_GROUND_UNLISTED,
                         NQ_GROUND_NAMELESS,
                         NQ_GROUND_NAMELESS_PERSON,
                         NQ_GROUND_UNKNOWN,
                         NQ_GROUND_DOUBTED, /* what weights had to choose: */
                         NQ_GROUND_UNSURE_CUE,
                         NQ_GROUND_CONTESTED,
                         NQ_GROUND_RIVAL,
                         NQ_GROUND_OPEN_END,
                         NQ_GROUND_UNSURE_END,
                         NQ_GROUNDS
} nq_ground;

#define NQ_GROUND_BIT(ground) ((uint32_t)1 << (ground))

typedef struct nq_confidence {
    float bias, weights[NQ_GROUNDS]; /* logits */
} nq_confidence;

/* NAQL_CORRUPT when a row names no ground. */
naql_status nq_confidence_make(const nq_tables *tables, nq_confidence *out);

/* 0..1: the share of statements resting on the same grounds that are right,
 * with their speaker. `grounds`: NQ_GROUND_BIT bits. */
float nq_confidence_of(const nq_confidence *c, uint32_t grounds);

/* NULL behind the last. */
const char *nq_confidence_ground(uint32_t ground);

#endif
