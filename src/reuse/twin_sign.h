/* SPDX-License-Identifier: Apache-2.0
 *
 * twin_sign.h - what says that two statements report one utterance, or not.
 * Layer 6 (reuse), private to its folder.
 *
 * A logistic model over signs; weights in data/twin_weights.tsv, learned by
 * train/train_twins.c. */
#ifndef NQ_REUSE_TWIN_SIGN_H
#define NQ_REUSE_TWIN_SIGN_H

#include "base/table.h"

/* Named in twin_sign.c, in this order. Weight is that of stems, "plain" of
 * those that are no names, "rare" that among the statements of the story. */
typedef enum nq_sign {
    NQ_SIGN_BIAS,
    NQ_SIGN_IN_LESS, /* shared, part of the lighter one */
    NQ_SIGN_IN_MOST, /* of the heavier one */
    NQ_SIGN_IN_BOTH, /* of both together */
    NQ_SIGN_SHARED,  /* its logarithm */
    NQ_SIGN_LESS,    /* that of the lighter one */
    NQ_SIGN_EVEN,    /* the lighter one, part of the heavier one */
    NQ_SIGN_SHORT,   /* how far the lighter one is below a few words */
    NQ_SIGN_PLAIN_IN_LESS,
    NQ_SIGN_PLAIN_IN_BOTH,
    NQ_SIGN_RARE_IN_LESS,
    NQ_SIGN_RARE_IN_BOTH,
    NQ_SIGN_RARE_SHARED,
    NQ_SIGN_RARE_LESS,
    NQ_SIGN_NUMBER_OTHER, /* both have numbers, none is the same */
    NQ_SIGN_NEGATED_ONE,  /* one of them is */
    NQ_SIGN_DENIED_BOTH,
    NQ_SIGN_ACT_SAME,       /* both condemn, both thank... */
    NQ_SIGN_ACT_OTHER,      /* one of them, or otherwise */
    NQ_SIGN_SPEAKER_SAME,   /* one entity */
    NQ_SIGN_SPEAKER_NAME,   /* a word of the name in common */
    NQ_SIGN_SPEAKER_OFFICE, /* a word of the office: a body, its spokesman */
    NQ_SIGN_SPEAKER_OTHER,  /* two names, one statement quoted */
    NQ_SIGN_SPEAKER_OTHER_TOLD, /* two names, neither quoted */
    NQ_SIGN_SPEAKER_ONE,        /* one has a name */
    NQ_SIGN_SPEAKER_NONE_TOLD,  /* none, neither quoted */
    NQ_SIGN_DIRECT_BOTH,
    NQ_SIGN_DIRECT_ONE,
    NQ_SIGN_TITLE_ONE,
    NQ_SIGN_TITLE_BOTH,
    NQ_SIGN_ONE_ARTICLE,
    NQ_SIGN_ORDER,   /* longest row of stems in one order, of the shorter */
    NQ_SIGN_RUN,     /* longest run of the same stems: its logarithm */
    NQ_SIGN_RUN_FEW, /* of three or more, of five or more */
    NQ_SIGN_RUN_MANY,
    NQ_SIGN_TWOS,       /* neighbours that are neighbours in both: a part */
    NQ_SIGN_TWOS_COUNT, /* their logarithm */
    NQ_SIGN_COMMON,     /* stems in common, of the shorter */
    NQ_SIGN_WHO_COMMON, /* words that tell the speakers: weight in common */
    NQ_SIGN_WHO_ANY,    /* one or more */
    NQ_SIGN_WHO_NAMED,  /* among those where the statements name them */
    NQ_SIGN_WHO_NONE,   /* one of the statements names nobody */
    NQ_SIGNS
} nq_sign;

typedef struct nq_sign_weights {
    float at[NQ_SIGNS]; /* logits */
} nq_sign_weights;

/* NAQL_CORRUPT when a row names no sign. */
naql_status nq_sign_weights_make(const nq_tables *tables, nq_sign_weights *out);

/* NULL behind the last. */
const char *nq_sign_name(uint32_t sign);

#endif
