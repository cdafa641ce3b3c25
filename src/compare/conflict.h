/* SPDX-License-Identifier: Apache-2.0
 *
 * conflict.h - questions and offices as points: agreed or in conflict. Layer
 * 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_CONFLICT_H
#define NQ_COMPARE_CONFLICT_H

#include "compare/verdict.h"

typedef struct nq_ranked { /* a point and its place among the others */
    nq_point point;
    double rank;    /* higher first */
    uint32_t row;   /* ties: the earlier sentence first */
    uint32_t found; /* and of one sentence, what was found first */
} nq_ranked;

typedef struct nq_points {
    nq_list conflict, agree; /* of nq_ranked */
    nq_map told; /* article and start of the words of names that conflict */
    nq_map one;  /* person + 1 -> the person of the pile it is, when only its
                    spelling is another */
    nq_map credited; /* slots of sources that conflict */
} nq_points;

/* Notes the words of a span of an article of the story as told. */
naql_status nq_points_tell(const nq_found *f, nq_points *to, uint32_t article,
                           naql_span span);

/* The same for the slots of a question. */
naql_status nq_question_tell(const nq_found *f, nq_points *to,
                             const nq_question *q);

/* Does some point tell a word that starts there? */
bool nq_points_noted(const nq_found *f, const nq_points *to, uint32_t article,
                     uint32_t start);

/* Does some conflict of names tell the words of a question? */
bool nq_points_tell_it(const nq_found *f, const nq_points *to,
                       const nq_question *q);

/* Names of one person, place or body that outlets spell apart: a conflict when
 * there is more to it than a space or a house style (spelling.c). To be told
 * before the questions, which leave out what is told. O(mentions log
 * mentions). */
naql_status nq_spelling_points(const nq_found *f, nq_points *to);
/* A question as a point, added to `to` (of nq_ranked). */
naql_status nq_question_point(const nq_found *f, const nq_question *q,
                              nq_list *to);
naql_status nq_question_conflicts(const nq_found *f, nq_points *to);
/* The different wordings of a question whose slots agree, at most NQ_VALUES of
 * them, as a point; nothing where there is one wording or one outlet alone
 * (agree.c). */
naql_status nq_wordings_point(const nq_found *f, nq_question q, nq_list *to);
/* The questions that are no conflict: what agrees in other words (agree.c). */
naql_status nq_question_agreements(const nq_found *f, nq_points *to);
/* One content that outlets credit to sources that have nothing to do with each
 * other: a conflict (credit.c). To be told after those of the questions.
 * O(slots). */
naql_status nq_credit_points(const nq_found *f, nq_points *to);
/* Is no source of a question anyone but another name for the first? */
bool nq_sources_are_one(const nq_found *f, const nq_question *q);
/* Is one of two names the agency that passes on what the other says? */
bool nq_is_carried(const nq_found *f, const nq_question *q);
/* Points of the offices of each person: those that exclude each other are a
 * conflict, several that do not agree (office.c). */
naql_status nq_role_points(const nq_found *all, nq_points *to);
/* One quotation in which outlets have its speaker give a person other offices:
 * a conflict, whether or not both can be held (quoted_office.c). O(offices log
 * statements). */
naql_status nq_quoted_office_points(const nq_found *f, const nq_roles *roles,
                                    nq_points *to);

#endif
