/* SPDX-License-Identifier: Apache-2.0
 *
 * end_weights.h - what the traits of an end of content are worth. Layer 5
 * (claim), private. Knows no traits. */
#ifndef NQ_CLAIM_END_WEIGHTS_H
#define NQ_CLAIM_END_WEIGHTS_H

#include "base/arena.h"
#include "base/table.h"

struct nq_content_walk;
struct nq_end_places;

/* Sees every choice, for what learns from them; then the rules stand. */
typedef struct nq_end_watch {
    void (*see)(void *user, const struct nq_content_walk *w,
                const struct nq_end_places *p);
    void *user;
} nq_end_watch;

/* Trees that are asked side by side. */
#define NQ_END_ABREAST 8u

/* A question, "is this trait at the most that much?", or an answer. The node
 * behind it is where "yes" leads. */
typedef struct nq_end_node {
    int32_t most;   /* of an answer: thousandths of a logit */
    uint16_t trait; /* of an answer: NQ_END_ANSWER */
    uint16_t no;    /* nodes up to where "no" leads; 0: an answer */
} nq_end_node;

typedef struct nq_end_weights {
    const nq_end_node *nodes; /* tree behind tree */
    const uint32_t *trees;    /* [n_trees] first node of each that asks; at the
                                 end some that say nothing */
    uint32_t n_trees;         /* a multiple of NQ_END_ABREAST */
    int32_t base;             /* what those say that ask nothing */
    nq_table words;         /* what quotations say of a word behind their end */
    uint32_t columns[2][2]; /* of it: bare or behind a comma, first or second */
    int32_t usual[2];       /* what they say of any end */
    nq_end_watch watch;     /* none but in train/ */
} nq_end_weights;

/* From data/end_trees.tsv and end_words.tsv. NAQL_OK, NAQL_NOMEM, NAQL_CORRUPT
 * for a row that names no trait or leads nowhere. */
naql_status nq_end_weights_make(const nq_tables *tables, nq_arena *arena,
                                nq_end_weights *out);

#endif
