/* SPDX-License-Identifier: Apache-2.0
 *
 * site.h - on what sort of place one thing happened: on a road, in an airport,
 * in a river, in a flat. Layer 7 (compare), private to its folder.
 *
 * Places with a name are slots of their own; these have none, and say more of
 * where a wreck or a body was found than the name of the town. */
#ifndef NQ_COMPARE_SITE_H
#define NQ_COMPARE_SITE_H

#include "compare/align.h"

/* Slots of kind place, and the answers between them: of two articles that tell
 * the same sort of event of one person, or the news itself; in `inside` (of
 * nq_answer) those of one sentence that has two versions of it. O(words). */
naql_status nq_sites_add(const nq_desk *d, nq_slots *slots, nq_list *answers,
                         nq_list *inside);

#endif
