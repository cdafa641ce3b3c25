/* SPDX-License-Identifier: Apache-2.0
 *
 * answer.h - what an archive answers -> JSON lines, or a listing for a
 * terminal. Layer 9 (report). */
#ifndef NQ_REPORT_ANSWER_H
#define NQ_REPORT_ANSWER_H

#include "report/points.h"
#include "report/report.h"
#include "store/search.h"
#include "store/stories.h"
#include "store/trace.h"

typedef struct nq_answer { /* one question's answers, as they come */
    naql_sink to;
    bool json; /* else the listing */
    nq_buf out;
    nq_arena scratch;
    nq_arena kept;       /* of an article */
    nq_points_of points; /* of the same: nq_answer_said */
} nq_answer;

void nq_answer_start(nq_answer *a, naql_sink to, bool json);
/* Frees; cannot fail. */
void nq_answer_end(nq_answer *a);

/* `user` is the nq_answer: calls of the store. */
naql_status nq_answer_hit(void *user, const nq_hit *hit);
naql_status nq_answer_carrier(void *user, const nq_carrier *c);
naql_status nq_answer_said(void *user, const nq_utterance *u);
/* Of one; it is a JSON line in any case. */
naql_status nq_answer_story(void *user, const nq_told *s);

#endif
