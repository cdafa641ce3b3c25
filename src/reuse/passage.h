/* SPDX-License-Identifier: Apache-2.0
 *
 * passage.h - fragments and places of two articles -> the passages that they
 * share. Layer 6 (reuse).
 *
 * Runs of words in order come from align.h, stretches of the same words in
 * another order from loose.h; here neighbours are joined, what is too little
 * is dropped, and whether the two articles share anything is decided. */
#ifndef NQ_REUSE_PASSAGE_H
#define NQ_REUSE_PASSAGE_H

#include "reuse/align.h"
#include "reuse/loose.h"

typedef struct nq_passage_work {
    const nq_words *words; /* of the pile */
    nq_loose *loose;
    uint32_t a, b; /* the two articles */
} nq_passage_work;

/* *runs: fragments on entry, passages on return; none: nothing is shared. */
naql_status nq_passages_settle(const nq_passage_work *work,
                               const nq_core *cores, uint32_t n_cores,
                               nq_arena *scratch, nq_list *runs);

#endif
