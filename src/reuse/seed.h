/* SPDX-License-Identifier: Apache-2.0
 *
 * seed.h - where two articles have the same three stems in a row. Layer 6
 * (reuse).
 *
 * An index of the whole pile: every run of three stems that is rare enough,
 * sorted by hash. No frequency ceiling: a run that stands in 200 articles
 * leads from each to the earlier ones. */
#ifndef NQ_REUSE_SEED_H
#define NQ_REUSE_SEED_H

#include "base/arena.h"
#include "reuse/words.h"

typedef struct nq_posting {
    uint64_t run;
    uint32_t article, at; /* the word it starts with */
} nq_posting;

typedef struct nq_seed_pile { /* what is known of the articles, [n] each */
    nq_words *words;          /* gain NQ_WORD_FORMULA */
    const int32_t *days;      /* NQ_NO_DAY: unknown */
    const uint64_t *outlets;  /* any number that tells outlets apart */
    const bool *skip;         /* left out of the index */
    uint32_t n;
} nq_seed_pile;

typedef struct nq_seed_index {
    const nq_seed_pile *pile;
    nq_posting *postings; /* [n_postings] by (run, article, at) */
    uint32_t n_postings;
    uint32_t *group; /* first posting of the same run */
    uint32_t *first; /* [n + 1] into `order`: postings of an article */
    uint32_t *order; /* postings by (article, at) */
} nq_seed_index;

typedef struct nq_seed { /* the same run at word a of one, b of the other */
    uint32_t a, b;
} nq_seed;

/* Seeds of article `b` with one earlier article. */
typedef struct nq_partner {
    uint32_t article;
    nq_seed *seeds; /* [n] by (b, a) */
    uint32_t n;     /* 0: left out, one of many near-copies */
} nq_partner;

/* Runs that are formulas are left out and their words flagged: those of the
 * background, those that the pile has on many days, and those that one outlet
 * puts into article after article. *pile must outlive the index. */
naql_status nq_seed_index_make(const nq_seed_pile *pile,
                               const nq_rarity *rarity, nq_arena *arena,
                               nq_seed_index *out);

/* The earlier articles that share seeds with `article`, in ascending order.
 * `room` holds counters for the pile: zeroed [n], zeroed again on return. */
naql_status nq_seeds_of(const nq_seed_index *index, uint32_t article,
                        uint32_t *room, nq_arena *scratch, nq_partner **out,
                        uint32_t *n);

#endif
