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

typedef struct nq_end_tree {
    int16_t answers[NQ_END_ANSWERS]; /* thousandths of a logit */
} nq_end_tree;

/* Trees that are asked side by side: the answers of each in a lane. */
#define NQ_END_ABREAST 8u
typedef uint16_t nq_end_lanes __attribute__((vector_size(2 * NQ_END_ABREAST)));

/* Such blocks at the most: two that are asked first, and the rest, so many at
 * once. */
#define NQ_END_BLOCKS 66u
#define NQ_END_LEAD   2u
#define NQ_END_ONCE   4u

/* What is asked of a trait: from `least` to `least` + `span`; beyond both it
 * makes no difference how far. */
typedef struct nq_end_scale {
    int32_t least, span;
    uint32_t at; /* where its part of `rows` starts, [span + 1] */
    uint32_t trait;
} nq_end_scale;

/* What a word is worth behind an end, bare or behind a comma, as the first or
 * the second there. */
typedef struct nq_end_word {
    int32_t of[2][2];
} nq_end_word;

/* Trees of questions whether a trait is at the most so much. A "no" rules out
 * the answers of its "yes", which stand in front of those of the "no", so that
 * the first answer left is the tree's (Lucchese et al., QuickScorer, SIGIR
 * 2015). Unlike there, what all trees ask of one trait stands together: one row
 * holds all that a value rules out, in every tree. */
typedef struct nq_end_weights {
    const nq_end_scale *scales; /* [n_scales] of numbers, by their traits */
    uint32_t n_scales;
    uint32_t n_shared;     /* of them: of those that places show alike */
    const uint16_t *rows;  /* of each scale, by how much its trait is over
                              its least: the row of `out` */
    const uint16_t *marks; /* [NQ_END_MARKS] the same of marks; 0: none asks */
    const nq_end_lanes *out;  /* [rows][blocks] the answers ruled out; of the
                                 first row none */
    const nq_end_tree *trees; /* [blocks * NQ_END_ABREAST] */
    uint32_t blocks;          /* NQ_END_LEAD and times NQ_END_ONCE;
                                 NQ_END_BLOCKS at the most */
    int32_t base;             /* what those say that ask nothing */
    nq_table words; /* what quotations say of a word behind their end */
    const nq_end_word *says; /* [words.rows] */
    int32_t usual[2];   /* what they say of any end, bare or behind a comma */
    nq_end_watch watch; /* none but in train/ */
} nq_end_weights;

/* From data/end_trees.tsv and end_words.tsv. NAQL_OK, NAQL_NOMEM, NAQL_CORRUPT
 * for a row that names no trait or leads nowhere. */
naql_status nq_end_weights_make(const nq_tables *tables, nq_arena *arena,
                                nq_end_weights *out);

#endif
