/* SPDX-License-Identifier: Apache-2.0
 *
 * answer_write.h - parts that the answers of an archive share. Layer 9
 * (report), private to its folder. */
#ifndef NQ_REPORT_ANSWER_WRITE_H
#define NQ_REPORT_ANSWER_WRITE_H

#include "report/answer.h"
#include "report/json_write.h"

/* Text without what would disturb a terminal; cut behind `most` code points
 * (0: never). */
void nq_answer_words(nq_buf *out, naql_str s, uint32_t most);
/* Day, with the hour where it is told and asked for, outlet and title in a
 * line. */
void nq_answer_head(nq_buf *out, const nq_held *a, bool hour);
/* Id and place, in code points. */
void nq_answer_place(nq_buf *out, const nq_points_of *p, const nq_held *a,
                     naql_span span);
/* "article", "outlet", "title", "published", "url" and "source" of an open
 * object. */
void nq_answer_keys(nq_json_out *j, const nq_held *a);
/* Hands what was written to the sink. */
naql_status nq_answer_flush(nq_answer *a);

#endif
