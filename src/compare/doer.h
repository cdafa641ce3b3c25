/* SPDX-License-Identifier: Apache-2.0
 *
 * doer.h - who did one deed: a verb, its subject, and what was done, in the
 * words of two articles. Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_DOER_H
#define NQ_COMPARE_DOER_H

#include "compare/align.h"

/* Adds to `doers` (of nq_answer) the subjects of one verb of different outlets
 * that have much of what was done in common. Subjects are slots of their own,
 * made as they are needed. Cost: verbs times NQ_DOER_ANCHORS. */
naql_status nq_doers_add(const nq_desk *d, nq_slots *slots, nq_list *doers);

#endif
