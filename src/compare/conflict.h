/* SPDX-License-Identifier: Apache-2.0
 *
 * conflict.h - questions and offices as points: agreed or in conflict. Layer
 * 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_CONFLICT_H
#define NQ_COMPARE_CONFLICT_H

#include "compare/verdict.h"

typedef struct nq_ranked { /* a point and its place among the others */
    nq_point point;
    double rank;  /* higher first */
    uint32_t row; /* ties: the earlier sentence first */
} nq_ranked;

/* Points of the questions, added to `conflict` or `agree` (of nq_ranked). */
naql_status nq_question_points(const nq_found *f, nq_list *conflict,
                               nq_list *agree);
/* Points of the offices of each person: those that exclude each other in
 * `conflict`, several that do not in `agree`. */
naql_status nq_role_points(const nq_found *f, nq_list *conflict,
                           nq_list *agree);

/* Names of one person, place or body that outlets spell apart, added to
 * `agree` (spelling.c). O(mentions log mentions). */
naql_status nq_spelling_points(const nq_found *f, nq_list *agree);

#endif
