/* SPDX-License-Identifier: Apache-2.0
 *
 * trace.c - a sentence -> everyone in the archive who carried it. Layer 8
 * (store). */
#include "store/trace.h"

#include "base/sorted.h"
#include "base/status.h"
#include "base/day.h"
#include "base/str.h"
#include "reuse/edit.h"
#include "store/folded.h"

static const char rarity[] = "SELECT doc FROM stems_vocabulary WHERE term = ?1";
static const char how_many[] = "SELECT count(*) FROM articles";
static const char candidates[] =
    "SELECT a.n, a.published, a.id FROM stems"
    " JOIN articles a ON a.n = stems.rowid"
    " WHERE stems MATCH ?1" NQ_QUERY_CONDITIONS
    " ORDER BY bm25(stems), " NQ_QUERY_BY_TIME " LIMIT ?9";
static const char article[] =
    "SELECT " NQ_HELD_COLUMNS " FROM articles a WHERE a.n = ?1";
static const char statements[] =
    "SELECT " NQ_ARCHIVED_COLUMNS " FROM statements s" NQ_ARCHIVED_JOIN
    " WHERE s.article = ?1 ORDER BY s.statement";

struct trace {
    const nq_archive *a;
    const nq_trace_query *q;
    nq_arena keep;           /* of the whole question */
    nq_arena arena, scratch; /* of one article */
    nq_text text;
    nq_sought *sought;
    sqlite3_stmt *article, *statements;
    naql_error *err;
};

struct candidate {
    sqlite3_int64 n;
    naql_str published, id;
    uint32_t order; /* by the index */
};

/* ---- Candidates ---- */

static naql_status
count_holders(struct trace *t, uint64_t stem, sqlite3_stmt *s, double *out)
{
    char term[NQ_STEM_LETTERS];
    nq_stem_write(stem, term);
    sqlite3_reset(s);
    sqlite3_bind_text(s, 1, term, sizeof term, SQLITE_STATIC);
    naql_status status = nq_archive_step(t->a, s, t->err);
    *out = status == NAQL_OK ? sqlite3_column_double(s, 0) : 0;
    return status == NAQL_END ? NAQL_OK : status;
}

static naql_status
count_articles(struct trace *t, double *out)
{
    sqlite3_stmt *s;
    NQ_TRY(nq_archive_prepare(t->a, how_many, &s, t->err));
    naql_status status = nq_archive_step(t->a, s, t->err);
    *out = status == NAQL_OK ? sqlite3_column_double(s, 0) : 0;
    sqlite3_finalize(s);
    return status;
}

struct held_stem {
    uint64_t stem;
    double articles;
    uint32_t order;
};

static int
by_articles(const void *x, const void *y)
{
    const struct held_stem *a = x, *b = y;
    NQ_SORT_BY(a->articles, b->articles);
    return a->order < b->order ? -1 : a->order > b->order;
}

/* Any of the stems that are rarest in this archive. */
static naql_status
write_match(struct trace *t, sqlite3_stmt *s, nq_buf *out)
{
    const uint64_t *stems;
    uint32_t n = nq_sought_stems(t->sought, &stems), kept = 0;
    struct held_stem *held = nq_arena_alloc(&t->keep, n * sizeof *held);
    double all;
    if (!held)
        return NAQL_NOMEM;
    NQ_TRY(count_articles(t, &all));
    for (uint32_t i = 0; i < n; i++) {
        held[kept] = (struct held_stem){stems[i], 0, i};
        NQ_TRY(count_holders(t, stems[i], s, &held[kept].articles));
        kept += held[kept].articles > 0;
    }
    nq_sort(held, kept, sizeof *held, by_articles);
    for (uint32_t i = 0; i < kept && i < NQ_TRACE_STEMS; i++) {
        char stem[NQ_STEM_LETTERS];
        if (i >= NQ_TRACE_ENOUGH && held[i].articles > NQ_TRACE_COMMON * all)
            break;
        nq_stem_write(held[i].stem, stem);
        nq_buf_add(out, i ? NQ_STR(" OR ") : NQ_STR(""));
        nq_buf_add(out, nq_str(stem, sizeof stem));
    }
    return out->failed ? NAQL_NOMEM : NAQL_OK;
}

static naql_status
list_candidates(struct trace *t, sqlite3_stmt *s, nq_list *out)
{
    naql_status status;
    while ((status = nq_archive_step(t->a, s, t->err)) == NAQL_OK) {
        struct candidate *c = nq_list_add(out, &t->keep);
        if (!c)
            return NAQL_NOMEM;
        *c = (struct candidate){sqlite3_column_int64(s, 0),
                                nq_arena_str(&t->keep, nq_column_str(s, 1)),
                                nq_arena_str(&t->keep, nq_column_str(s, 2)),
                                out->n};
        if (!c->published.ptr || !c->id.ptr)
            return NAQL_NOMEM;
    }
    return status == NAQL_END ? NAQL_OK : status;
}

static naql_status
find_candidates(struct trace *t, nq_list *out)
{
    sqlite3_stmt *count = NULL, *list = NULL;
    nq_buf match = {0}, room = {0};
    nq_query only = *t->q->only;
    naql_status status = nq_archive_prepare(t->a, rarity, &count, t->err);
    if (status == NAQL_OK)
        status = nq_archive_prepare(t->a, candidates, &list, t->err);
    if (status == NAQL_OK)
        status = write_match(t, count, &match);
    if (status == NAQL_OK && match.len) {
        only.match = nq_buf_str(&match);
        only.without = NQ_STR("");
        nq_query_bind(list, &only, &room);
        sqlite3_bind_int64(list, 9, NQ_TRACE_CANDIDATES);
        status = list_candidates(t, list, out);
    }
    sqlite3_finalize(count);
    sqlite3_finalize(list);
    nq_buf_clear(&match);
    nq_buf_clear(&room);
    return status;
}

/* ---- One article ---- */

struct uttered {      /* its statements */
    nq_archived *at;  /* [n] */
    naql_span *spans; /* [n] */
    uint32_t n;
};

static naql_status
read_statements(struct trace *t, sqlite3_int64 n, naql_str text,
                struct uttered *out)
{
    nq_points points;
    nq_list list = NQ_LIST(nq_archived);
    naql_status status;
    NQ_TRY(nq_points_make(text, &t->arena, &points));
    sqlite3_reset(t->statements);
    sqlite3_bind_int64(t->statements, 1, n);
    while ((status = nq_archive_step(t->a, t->statements, t->err)) == NAQL_OK) {
        nq_archived s;
        if (!nq_archived_read(t->statements, 0, &points, &s))
            continue;
        nq_archived *to = nq_list_add(&list, &t->arena);
        if (!to)
            return NAQL_NOMEM;
        *to = s;
        to->form = nq_arena_str(&t->arena, s.form);
        to->act = nq_arena_str(&t->arena, s.act);
        to->name = nq_arena_str(&t->arena, s.name);
        if (!to->form.ptr || !to->act.ptr || !to->name.ptr)
            return NAQL_NOMEM;
    }
    if (status != NAQL_END)
        return status;
    *out = (struct uttered){list.at, NULL, list.n};
    out->spans = nq_arena_alloc(&t->arena, list.n * sizeof *out->spans);
    for (uint32_t i = 0; out->spans && i < list.n; i++)
        out->spans[i] = out->at[i].span;
    return out->spans ? NAQL_OK : NAQL_NOMEM;
}

/* The statement that has most of the place, half of it at least; the shortest
 * of several. */
static void
find_statement(const struct uttered *u, nq_carrier *c)
{
    naql_span p = c->place.span;
    uint32_t most = (p.end - p.start) / 2;
    for (uint32_t i = 0; i < u->n; i++) {
        naql_span s = u->spans[i];
        uint32_t start = s.start > p.start ? s.start : p.start;
        uint32_t end = s.end < p.end ? s.end : p.end;
        uint32_t common = end > start ? end - start : 0;
        bool shorter = c->stated &&
                       s.end - s.start < c->said.span.end - c->said.span.start;
        if (common < most || (common == most && c->stated && !shorter))
            continue;
        c->stated = true;
        c->said = u->at[i];
        most = common;
    }
}

/* NAQL_NOT_FOUND: it does not carry the sentence. */
static naql_status
look_at(struct trace *t, sqlite3_int64 n, bool whole, nq_carrier *c)
{
    struct uttered u;
    nq_text text;
    nq_arena_reset(&t->arena);
    nq_arena_reset(&t->scratch);
    *c = (nq_carrier){0};
    sqlite3_reset(t->article);
    sqlite3_bind_int64(t->article, 1, n);
    naql_status status = nq_archive_step(t->a, t->article, t->err);
    if (status != NAQL_OK)
        return status == NAQL_END
                   ? nq_archive_fail(t->a, SQLITE_CORRUPT, t->err)
                   : status;
    nq_held_read(t->article, 0, &c->article);
    NQ_TRY(read_statements(t, n, c->article.text, &u));
    NQ_TRY(nq_folded_text(t->a->tools.text, c->article.text, &t->arena,
                          &t->scratch, &text));
    NQ_TRY(
        nq_sought_in(t->sought, &text, u.spans, u.n, &t->scratch, &c->place));
    if (c->place.end <= c->place.first)
        return NAQL_NOT_FOUND;
    if (!whole)
        return NAQL_OK;
    find_statement(&u, c);
    nq_wording from = {&t->text,
                       0,
                       t->text.n_tokens,
                       {0, (uint32_t)t->text.article->text.len}};
    nq_wording to = {&text, c->place.first, c->place.end, c->place.span};
    return nq_edits_make(&from, &to, &t->arena, &t->scratch, &c->edits,
                         &c->n_edits);
}

/* ---- All of them ---- */

static int
oldest_first(const void *x, const void *y)
{
    const struct candidate *a = x, *b = y;
    int order = (a->published.len == 0) - (b->published.len == 0);
    order = order ? order : nq_day_compare(a->published, b->published);
    return order ? order : nq_str_compare(a->id, b->id);
}

static naql_status
choose(struct trace *t, nq_list *list)
{
    struct candidate *at = list->at;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list->n; i++) {
        nq_carrier c;
        naql_status status = look_at(t, at[i].n, false, &c);
        if (status == NAQL_OK)
            at[kept++] = at[i];
        else if (status != NAQL_NOT_FOUND)
            return status;
    }
    list->n = kept;
    nq_sort(at, kept, sizeof *at, oldest_first);
    return NAQL_OK;
}

static naql_status
prepare(struct trace *t)
{
    NQ_TRY(nq_archive_prepare(t->a, article, &t->article, t->err));
    NQ_TRY(nq_archive_prepare(t->a, statements, &t->statements, t->err));
    NQ_TRY(nq_folded_text(t->a->tools.text, t->q->text, &t->keep, &t->scratch,
                          &t->text));
    naql_status status =
        nq_sought_make(t->a->tools.reuse, &t->text, &t->keep, &t->sought);
    return status == NAQL_BAD_ARG
               ? nq_fail(t->err, status, UINT64_MAX,
                         "the sentence has too few words: three at least")
               : status;
}

static naql_status
trace(struct trace *t, nq_carrier_call *call, void *user)
{
    nq_list list = NQ_LIST(struct candidate);
    NQ_TRY(prepare(t));
    NQ_TRY(find_candidates(t, &list));
    NQ_TRY(choose(t, &list));
    const struct candidate *at = list.at;
    uint32_t n = list.n;
    if (t->q->limit && n > t->q->limit)
        n = t->q->limit;
    for (uint32_t i = 0; i < n; i++) {
        nq_carrier c;
        NQ_TRY(look_at(t, at[i].n, true, &c));
        NQ_TRY(call(user, &c));
    }
    return n ? NAQL_OK
             : nq_fail(t->err, NAQL_NOT_FOUND, UINT64_MAX, "nothing is found");
}

naql_status
nq_archive_trace(const nq_archive *a, const nq_trace_query *q,
                 nq_carrier_call *call, void *user, naql_error *err)
{
    struct trace t = {.a = a, .q = q, .err = err};
    nq_arena_init(&t.keep);
    nq_arena_init(&t.arena);
    nq_arena_init(&t.scratch);
    naql_status status = trace(&t, call, user);
    sqlite3_finalize(t.article);
    sqlite3_finalize(t.statements);
    nq_arena_clear(&t.keep);
    nq_arena_clear(&t.arena);
    nq_arena_clear(&t.scratch);
    return status == NAQL_NOMEM
               ? nq_fail(err, status, UINT64_MAX, "out of memory")
               : status;
}
