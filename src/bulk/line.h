/* SPDX-License-Identifier: Apache-2.0
 *
 * line.h - items in a row, through stages, on several threads. Layer 9 (bulk).
 *
 * As in a workshop: a few boxes go round, each is filled, worked on, emptied,
 * and filled again. A stage in order takes one box at a time, as they were
 * filled; another takes many at once. Any thread works on whatever is ready,
 * the latest stage first, so that few boxes are on the way and no thread waits
 * for a stage that has too much to do. The last stage is the calling thread's
 * alone. Knows nothing of what is in the boxes. */
#ifndef NQ_BULK_LINE_H
#define NQ_BULK_LINE_H

#include "naql.h"

#define NQ_LINE_STAGES 4u

typedef struct nq_stage {
    /* Works on a box. The first stage fills it, false: there is nothing more.
     * After a false of the last one no stage is begun any more. Of the others
     * it says nothing. */
    bool (*work)(void *user, void *box);
    bool ordered; /* one at a time, in order; the first and last one always */
} nq_stage;

/* Lets boxes go round until there is nothing more to fill them with, or the
 * last stage says so; then all threads have ended.
 *
 * stages   [n] 2 to NQ_LINE_STAGES
 * boxes    [n_boxes] at least one
 * threads  with the calling one
 * returns  NAQL_OK, NAQL_NOMEM */
naql_status nq_line_run(const nq_stage *stages, uint32_t n, void **boxes,
                        uint32_t n_boxes, unsigned threads, void *user);

#endif
