/* SPDX-License-Identifier: Apache-2.0
 *
 * said.c - statements of the archive. Layer 8 (store). */
#include "store/said.h"

#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "store/folded.h"

/* Without the texts: what is sorted is held in memory. */
static const char by_name[] =
    "SELECT DISTINCT s.article, s.statement"
    " FROM (SELECT DISTINCT w.article, w.entity FROM speaker_words w"
    "  JOIN entities n ON n.article = w.article AND n.entity = w.entity"
    "  WHERE (w.word = ?11 OR w.word IN (SELECT value FROM json_each(?10)))"
    "  AND naql_is_asked(?12, n.name)) k"
    " JOIN speakers s ON s.article = k.article AND s.entity = k.entity"
    " JOIN articles a ON a.n = s.article"
    " WHERE ?1 IS NULL" NQ_QUERY_CONDITIONS " ORDER BY " NQ_QUERY_BY_TIME
    ", s.statement";
static const char article[] =
    "SELECT " NQ_HELD_COLUMNS " FROM articles a WHERE a.n = ?1";
static const char statement[] =
    "SELECT " NQ_ARCHIVED_COLUMNS " FROM statements s" NQ_ARCHIVED_JOIN
    " WHERE s.article = ?1 AND s.statement = ?2";

/* ---- Spans ---- */

/* Byte of a code point; the text's length behind its end. O(log n). */
static uint32_t
byte_of(const nq_points *p, sqlite3_int64 point)
{
    uint32_t i;
    NQ_BISECT(i, 0, (uint32_t)p->text.len, nq_points_at(p, i) < point);
    while (i < p->text.len && ((unsigned char)p->text.ptr[i] & 0xc0) == 0x80)
        i++;
    return i;
}

static naql_span
span_of(sqlite3_stmt *s, int column, const nq_points *p)
{
    sqlite3_int64 start = sqlite3_column_int64(s, column);
    sqlite3_int64 end = sqlite3_column_int64(s, column + 1);
    if (start < 0 || end <= start)
        return (naql_span){0, 0};
    return (naql_span){byte_of(p, start), byte_of(p, end)};
}

bool
nq_archived_read(sqlite3_stmt *s, int first, const nq_points *p,
                 nq_archived *out)
{
    *out = (nq_archived){.span = span_of(s, first, p),
                         .cue = span_of(s, first + 2, p),
                         .speaker = span_of(s, first + 4, p),
                         .credit = span_of(s, first + 6, p),
                         .form = nq_column_str(s, first + 8),
                         .act = nq_column_str(s, first + 9),
                         .name = nq_column_str(s, first + 10),
                         .confidence = sqlite3_column_double(s, first + 11)};
    return !naql_span_empty(out->span);
}

/* ---- By name ---- */

struct asking {
    const nq_archive *a;
    const nq_said_query *q;
    sqlite3_stmt *list, *article, *statement;
    sqlite3_int64 n; /* the article that is read; 0: none yet */
    nq_points points;
    nq_arena kept;           /* of one article */
    nq_arena arena, scratch; /* of one statement */
    naql_error *err;
};

/* Do the words that were said hold every term, and none that they are not to
 * hold? */
static naql_status
is_about(struct asking *k, const nq_utterance *u, bool *good)
{
    nq_text text;
    const nq_query *q = k->q->about;
    *good = true;
    if (!q->n)
        return NAQL_OK;
    NQ_TRY(nq_folded_text(k->a->tools.text,
                          nq_str_span(u->article.text, u->said.span), &k->arena,
                          &k->scratch, &text));
    for (uint32_t i = 0; i < q->n && *good; i++) {
        bool stands;
        NQ_TRY(nq_query_stands(&q->terms[i], &text, &k->arena, &stands));
        *good = stands != q->terms[i].without;
    }
    return NAQL_OK;
}

/* The next row of a statement that has one for every row of the list. */
static naql_status
step_one(struct asking *k, sqlite3_stmt *s)
{
    naql_status status = nq_archive_step(k->a, s, k->err);
    return status == NAQL_END ? nq_archive_fail(k->a, SQLITE_CORRUPT, k->err)
                              : status;
}

/* An article is read once for all its statements, which come in a row. */
static naql_status
read_article(struct asking *k, sqlite3_int64 n, nq_utterance *u)
{
    u->same = k->n == n;
    if (u->same)
        return NAQL_OK;
    k->n = n;
    nq_arena_reset(&k->kept);
    sqlite3_reset(k->article);
    sqlite3_bind_int64(k->article, 1, n);
    NQ_TRY(step_one(k, k->article));
    nq_held_read(k->article, 0, &u->article);
    return nq_points_make(u->article.text, &k->kept, &k->points);
}

static naql_status
read_row(struct asking *k, nq_utterance *u, bool *good)
{
    *good = false;
    nq_arena_reset(&k->arena);
    nq_arena_reset(&k->scratch);
    NQ_TRY(read_article(k, sqlite3_column_int64(k->list, 0), u));
    sqlite3_reset(k->statement);
    sqlite3_bind_int64(k->statement, 1, k->n);
    sqlite3_bind_int64(k->statement, 2, sqlite3_column_int64(k->list, 1));
    NQ_TRY(step_one(k, k->statement));
    if (!nq_archived_read(k->statement, 0, &k->points, &u->said))
        return NAQL_OK;
    return is_about(k, u, good);
}

static naql_status
run(struct asking *k, uint32_t limit, nq_utterance_call *call, void *user)
{
    naql_status status = NAQL_END;
    uint32_t n = 0;
    nq_utterance u = {.same = false};
    bool told = false; /* a statement of this article */
    while ((!limit || n < limit) &&
           (status = nq_archive_step(k->a, k->list, k->err)) == NAQL_OK) {
        bool good;
        NQ_TRY(read_row(k, &u, &good));
        told = told && u.same;
        if (!good)
            continue;
        n++;
        u.same = told;
        told = true;
        NQ_TRY(call(user, &u));
    }
    if (limit && n == limit)
        return NAQL_OK;
    if (status != NAQL_END)
        return status;
    return n ? NAQL_OK
             : nq_fail(k->err, NAQL_NOT_FOUND, UINT64_MAX, "nothing is found");
}

naql_status
nq_archive_said(const nq_archive *a, const nq_said_query *q, uint32_t limit,
                nq_utterance_call *call, void *user, naql_error *err)
{
    struct asking k = {.a = a, .q = q, .err = err};
    nq_buf room = {0}, keys = {0};
    nq_query conditions = *q->about;
    conditions.match = conditions.without = NQ_STR(""); /* asked of the words */
    nq_name_keys by;
    nq_name_keys_of(a->tools.name, q->by, &by);
    if (!by.n)
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                       "the name has no word in it");
    nq_arena_init(&k.kept);
    nq_arena_init(&k.arena);
    nq_arena_init(&k.scratch);
    nq_keys_write(&by, &keys);
    naql_status status = nq_archive_prepare(a, by_name, &k.list, err);
    if (status == NAQL_OK)
        status = nq_archive_prepare(a, article, &k.article, err);
    if (status == NAQL_OK)
        status = nq_archive_prepare(a, statement, &k.statement, err);
    if (status == NAQL_OK) {
        nq_query_bind(k.list, &conditions, &room);
        nq_bind_str(k.list, 10, nq_buf_str(&keys));
        sqlite3_bind_int64(k.list, 11, (sqlite3_int64)by.whole);
        nq_bind_str(k.list, 12, q->by);
        status = room.failed || keys.failed ? NAQL_NOMEM
                                            : run(&k, limit, call, user);
    }
    sqlite3_finalize(k.list);
    sqlite3_finalize(k.article);
    sqlite3_finalize(k.statement);
    nq_buf_clear(&room);
    nq_buf_clear(&keys);
    nq_arena_clear(&k.kept);
    nq_arena_clear(&k.arena);
    nq_arena_clear(&k.scratch);
    return status == NAQL_NOMEM ? nq_fail_named(err, status) : status;
}
