/* SPDX-License-Identifier: Apache-2.0
 *
 * loose.h - where two articles have the same words in another order, or most
 * of them. Layer 6 (reuse).
 *
 * Knows nothing of runs: a passage here is a stretch of each article such that
 * the rare stems of one are those of the other. Stretches are found by
 * counting rare stems of a window in windows of earlier articles, and their
 * borders by asking in turn which words of one side the other side holds. */
#ifndef NQ_REUSE_LOOSE_H
#define NQ_REUSE_LOOSE_H

#include "base/arena.h"
#include "reuse/words.h"

typedef struct nq_stretch { /* half-open ranges of words */
    uint32_t a, a_end, b, b_end;
} nq_stretch;

typedef struct nq_core { /* a place where two articles may share one */
    uint32_t article;    /* the earlier one: side a */
    unsigned shift;      /* of its window: the larger, the coarser */
    nq_stretch at;
} nq_core;

typedef struct nq_loose nq_loose;

/* [n] articles, taken in order by nq_loose_take; *words must outlive it. */
naql_status nq_loose_make(const nq_words *words, uint32_t n, nq_arena *arena,
                          nq_loose **out);

/* Places that `article` may share with those taken before it, ascending by
 * (article, coarser first, b, a); takes the article in. Articles are handed in
 * ascending. Cost: words of the article times NQ_LOOSE_POSTINGS
 * at most. */
naql_status nq_loose_take(nq_loose *x, uint32_t article, nq_arena *scratch,
                          nq_list *cores);

/* From a window of a size, moves the borders of a stretch, from inside or
 * outside, to where the words of both sides answer each other; false when
 * nothing is left. Linear in the stretch that is found. */
bool nq_loose_grow(nq_loose *x, uint32_t a, uint32_t b, unsigned shift,
                   nq_stretch *at);

typedef struct nq_likeness {
    uint32_t same;  /* words of one side that the other holds, each once */
    uint32_t plain; /* of these, neither name nor formula */
    float weight;   /* idf of these */
    float share;    /* of the weight of the heavier side */
} nq_likeness;

nq_likeness nq_loose_likeness(nq_loose *x, uint32_t a, uint32_t b,
                              const nq_stretch *at);

#endif
