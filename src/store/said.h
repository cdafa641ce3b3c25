/* SPDX-License-Identifier: Apache-2.0
 *
 * said.h - statements of the archive: read back, and asked for by who says
 * them. Layer 8 (store). */
#ifndef NQ_STORE_SAID_H
#define NQ_STORE_SAID_H

#include "base/utf8.h"
#include "store/search.h"

typedef struct nq_archived { /* a statement; spans are bytes of its article's
                                text, strings borrowed */
    naql_span span, cue, speaker, credit; /* empty: none */
    naql_str form, act;
    naql_str name; /* of the speaker, as the article has it; or empty */
    double confidence;
} nq_archived;

#define NQ_ARCHIVED_COLUMNS                                                    \
    "s.start, s.end_, s.cue_start, s.cue_end, s.speaker_start, s.speaker_end," \
    " s.credit_start, s.credit_end, s.form, s.act, e.name, s.confidence"
#define NQ_ARCHIVED_JOIN                                                       \
    " LEFT JOIN entities e ON e.article = s.article AND e.entity = s.entity"

/* Columns from `first` on, of the text that `points` is of. False: the span
 * lies outside of it, as in a damaged file alone. */
bool nq_archived_read(sqlite3_stmt *s, int first, const nq_points *points,
                      nq_archived *out);

typedef struct nq_utterance {
    nq_held article;
    nq_archived said;
    bool same; /* the article is that of the call before */
} nq_utterance;

typedef struct nq_said_query {
    naql_str by;           /* valid UTF-8 */
    const nq_query *about; /* its terms; and its conditions */
} nq_said_query;

/* Hands out the statements of those who go by the name, by date, undated ones
 * last. As nq_archive_search; NAQL_BAD_ARG: a name without words. */
typedef naql_status nq_utterance_call(void *user, const nq_utterance *u);
naql_status nq_archive_said(const nq_archive *a, const nq_said_query *q,
                            uint32_t limit, nq_utterance_call *call, void *user,
                            naql_error *err);

#endif
