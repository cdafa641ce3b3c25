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

/* Answers of a tree: each has a bit. */
#define NQ_END_ANSWERS 16u

/* Is this trait at the most that much? The answers that "yes" leads to stand in
 * front of those that "no" does. */
typedef struct nq_end_question {
    uint16_t trait;
    int16_t most;
    uint16_t yes; /* bits of the answers that "no" rules out */
} nq_end_question;

/* All have the same number of questions, so that asking them is a loop of one
 * length; a tree that has fewer is filled up with some that rule nothing out.
 */
typedef struct nq_end_tree {
    nq_end_question questions[NQ_END_ANSWERS - 1];
    int32_t answers[NQ_END_ANSWERS]; /* thousandths of a logit */
} nq_end_tree;

typedef struct nq_end_weights {
    const nq_end_tree *trees; /* [n_trees] */
    uint32_t n_trees;
    int32_t base;           /* what those say that ask nothing */
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
