/* SPDX-License-Identifier: Apache-2.0
 *
 * convention.h - what a name is by convention, over the tagger's labels.
 * Layer 4 (name).
 *
 * Some of the texts that the tagger learned from were marked by other habits.
 * This puts its labels right where the case is plain: a name in two pieces, a
 * body that the lists know, a ministry or committee by its head word. */
#ifndef NQ_NAME_CONVENTION_H
#define NQ_NAME_CONVENTION_H

#include "name/mention.h"

/* Changes marked->labels. `times` are the time expressions of
 * the text ([n_times], ascending): no name takes in a weekday. NAQL_OK,
 * NAQL_NOMEM. O(tokens). */
naql_status nq_conventions_apply(const nq_marked *marked, const nq_date *times,
                                 uint32_t n_times, nq_arena *scratch);

#endif
