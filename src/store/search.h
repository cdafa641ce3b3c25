/* SPDX-License-Identifier: Apache-2.0
 *
 * search.h - a query -> articles, ranked, with the words found. Layer 8
 * (store). */
#ifndef NQ_STORE_SEARCH_H
#define NQ_STORE_SEARCH_H

#include "store/query.h"

typedef struct nq_held { /* an article of the archive; all borrowed */
    naql_str id, outlet, title, published, url, path, text;
    uint32_t record;
} nq_held;

typedef struct nq_hit {
    nq_held article;
    naql_span span;         /* the sentence, or a part of it, in text */
    const naql_span *words; /* [n_words] found in it, ascending */
    uint32_t n_words;
    bool cut_before, cut_after; /* the sentence goes on there */
    double score; /* BM25, the higher the better; 0: nothing was ranked */
} nq_hit;

/* Hands out the hits, best first, or where no word is asked for the oldest
 * first and undated ones last; equal ones in an order that does not hang on
 * that of adding. A hit is borrowed for the call; what the callback returns
 * other than NAQL_OK ends the search.
 *
 * limit    0: all
 * returns  NAQL_OK, NAQL_NOT_FOUND, NAQL_NOMEM, NAQL_CORRUPT, NAQL_IO,
 *          NAQL_LOCKED
 * cost     of what matches, and the words of the hits that are handed out */
typedef naql_status nq_hit_call(void *user, const nq_hit *hit);
naql_status nq_archive_search(const nq_archive *a, const nq_query *q,
                              uint32_t limit, nq_hit_call *call, void *user,
                              naql_error *err);

/* Columns of an article in nq_held's order, from the one behind on. */
#define NQ_HELD_COLUMNS                                                        \
    "a.id, a.outlet, a.title, a.published, a.url, a.path, a.text, a.record"
#define NQ_HELD_N 8
void nq_held_read(sqlite3_stmt *s, int first, nq_held *out);

/* In the order of nq_day_compare, articles without a day last. */
#define NQ_QUERY_BY_TIME                                                       \
    "a.published IS NULL, a.day, length(a.published) > 10,"                    \
    " datetime(a.published), a.published, a.id"

/* Conditions of a query on articles a, and what they are bound to: ?2 to ?8. A
 * function of ours, naql_is_asked, has the last word on names. */
#define NQ_QUERY_CONDITIONS                                                    \
    " AND (?2 IS NULL OR a.outlet_key = ?2)"                                   \
    " AND (?3 IS NULL OR a.published >= ?3)"                                   \
    " AND (?4 IS NULL OR substr(a.published, 1, length(?4)) <= ?4)"            \
    " AND (?5 IS NULL OR a.n IN (SELECT w.article FROM speaker_words w"        \
    "   JOIN entities n ON n.article = w.article AND n.entity = w.entity"      \
    "   WHERE (w.word = ?6 OR w.word IN (SELECT value FROM json_each(?5)))"    \
    "   AND naql_is_asked(?7, n.name)))"                                       \
    " AND (?8 IS NULL OR a.n NOT IN"                                           \
    "  (SELECT rowid FROM stems WHERE stems MATCH ?8))"
/* `room` holds what is bound, until the statement is done. */
void nq_query_bind(sqlite3_stmt *s, const nq_query *q, nq_buf *room);

/* Keys as a list that json_each reads. */
void nq_keys_write(const nq_name_keys *keys, nq_buf *out);

#endif
