/* SPDX-License-Identifier: Apache-2.0
 *
 * stories.c - the stories of the archive. Layer 8 (store). */
#include "store/stories.h"

#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "reuse/cluster.h"
#include "reuse/tune.h"
#include "store/document.h"

#include <stdio.h>

static const char members[] =
    "SELECT n, id, title, published, outlet_key, day, terms FROM articles"
    " ORDER BY day IS NULL, day, published IS NULL, length(published) > 10,"
    " datetime(published), published, id"; /* as of nq_day_compare */
static const char totals[] =
    "SELECT (SELECT count(*) FROM articles),"
    " (SELECT count(DISTINCT outlet_key) FROM articles),"
    " (SELECT count(*) FROM statements),"
    " (SELECT min(published) FROM articles),"
    " (SELECT max(published) FROM articles)";
static const char document[] = "SELECT document FROM articles WHERE n = ?1";

struct work {
    const nq_archive *a;
    nq_arena *arena;
    nq_arena scratch;
    nq_list members; /* nq_member, in time */
    nq_list terms;   /* nq_terms of the same */
    nq_scale scale;
    nq_vectors vectors;
    nq_clusters clusters;
    naql_error *err;
};

struct newest {
    const nq_told *of;
    uint32_t number;
};

/* ---- Members ---- */

/* What indexes a table is looked at before: the file may be anybody's. */
static bool
read_terms(struct work *w, sqlite3_stmt *s, nq_terms *out)
{
    const void *bytes = sqlite3_column_blob(s, 6);
    size_t n = (size_t)sqlite3_column_bytes(s, 6) / sizeof *out->at;
    n = n < NQ_TERMS ? n : NQ_TERMS;
    out->at = nq_arena_alloc(&w->scratch, n * sizeof *out->at);
    out->n = 0;
    if (!out->at)
        return false;
    if (n)
        memcpy(out->at, bytes, n * sizeof *out->at);
    for (uint32_t i = 0; i < n; i++)
        if (out->at[i].step < NQ_RARITY_STEPS)
            out->at[out->n++] = out->at[i];
    return true;
}

static bool
read_member(struct work *w, sqlite3_stmt *s)
{
    nq_member *m = nq_list_add(&w->members, w->arena);
    nq_terms *terms = nq_list_add(&w->terms, &w->scratch);
    if (!m || !terms || !read_terms(w, s, terms))
        return false;
    int64_t day = sqlite3_column_int64(s, 5);
    bool dated = sqlite3_column_type(s, 5) == SQLITE_INTEGER &&
                 day > INT32_MIN && day <= INT32_MAX &&
                 nq_day_is_sound((int32_t)day);
    *m = (nq_member){.n = sqlite3_column_int64(s, 0),
                     .id = nq_arena_str(w->arena, nq_column_str(s, 1)),
                     .title = nq_arena_str(w->arena, nq_column_str(s, 2)),
                     .published = nq_arena_str(w->arena, nq_column_str(s, 3)),
                     .outlet = (uint64_t)sqlite3_column_int64(s, 4),
                     .day = dated ? (int32_t)day : NQ_NO_DAY};
    m->inferred = dated && !m->published.len;
    return m->id.ptr && m->title.ptr && m->published.ptr;
}

static naql_status
read_members(struct work *w)
{
    sqlite3_stmt *s;
    NQ_TRY(nq_archive_prepare(w->a, members, &s, w->err));
    naql_status status;
    while ((status = nq_archive_step(w->a, s, w->err)) == NAQL_OK)
        if (!read_member(w, s)) {
            status = NAQL_NOMEM;
            break;
        }
    sqlite3_finalize(s);
    return status == NAQL_END ? NAQL_OK : status;
}

static naql_status
cluster(struct work *w)
{
    const nq_member *m = w->members.at;
    uint32_t n = w->members.n;
    nq_arena room;
    int32_t *days = nq_arena_alloc(&w->scratch, n * sizeof *days);
    if (!days)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        days[i] = m[i].day;
    nq_arena_init(&room);
    naql_status status = nq_vectors_weigh(&w->scale, w->terms.at, days, n,
                                          &w->scratch, &room, &w->vectors);
    if (status == NAQL_OK)
        status = nq_clusters_make(&w->vectors, days, &w->scratch, &room,
                                  &w->clusters);
    if (status == NAQL_OK)
        status = nq_clusters_list(&w->clusters, n, &w->scratch);
    nq_arena_clear(&room);
    return status;
}

/* ---- Stories ---- */

/* The member nearest to all others, of the first ones; the earliest when two
 * are as near. `numbers` are theirs in the order of time. */
static uint32_t
head_of(const struct work *w, const uint32_t *numbers, uint32_t n)
{
    const nq_member *m = w->members.at;
    uint32_t best = numbers[0];
    double most = -1;
    n = n < NQ_ARCHIVE_SAMPLE ? n : NQ_ARCHIVE_SAMPLE;
    for (uint32_t i = 0; i < n; i++) {
        double near = nq_vectors_near(&w->vectors, numbers, n, i);
        if (m[numbers[i]].title.len && near > most) {
            most = near;
            best = numbers[i];
        }
    }
    return best;
}

static uint32_t
count_outlets(const nq_member *m, uint32_t n)
{
    uint64_t seen[NQ_ARCHIVE_OUTLETS];
    uint32_t different = 0;
    for (uint32_t i = 0; i < n && different < NQ_ARCHIVE_OUTLETS; i++) {
        uint32_t k = 0;
        while (k < different && seen[k] != m[i].outlet)
            k++;
        if (k == different && m[i].outlet)
            seen[different++] = m[i].outlet;
    }
    return different;
}

/* Is a day of the members known by inferring alone? */
static bool
is_inferred(const nq_member *m, uint32_t n, int32_t day)
{
    for (uint32_t i = 0; i < n; i++)
        if (m[i].day == day && !m[i].inferred)
            return false;
    return n > 0;
}

static naql_status
tell_story(struct work *w, const uint32_t *numbers, uint32_t n, nq_told *out)
{
    const nq_member *all = w->members.at;
    nq_member *m = nq_arena_alloc(w->arena, n * sizeof *m);
    char *id = nq_arena_alloc(w->arena, 17);
    if (!m || !id)
        return NAQL_NOMEM;
    *out = (nq_told){.at = m, .n = n, .last = NQ_NO_DAY};
    for (uint32_t i = 0; i < n; i++) {
        m[i] = all[numbers[i]];
        out->last = m[i].day != NQ_NO_DAY ? m[i].day : out->last;
    }
    out->first = m[0].day;
    out->last_inferred = is_inferred(m, n, out->last);
    out->inferred = out->last_inferred || is_inferred(m, n, out->first);
    out->title = all[head_of(w, numbers, n)].title;
    out->outlets = count_outlets(m, n);
    snprintf(id, 17, "%016llx", (unsigned long long)nq_hash(m[0].id));
    out->id = nq_str(id, 16);
    return NAQL_OK;
}

/* A day that was inferred says nothing of how new a story is: "by 2040" may be
 * the one year that its article names. */
static int32_t
newness_of(const nq_told *of)
{
    return of->last_inferred ? NQ_NO_DAY : of->last;
}

static int
by_last(const void *left, const void *right)
{
    const struct newest *a = left, *b = right;
    int32_t one = newness_of(a->of), other = newness_of(b->of);
    NQ_SORT_BY(other, one);
    NQ_SORT_BY(b->of->n, a->of->n);
    return (a->number > b->number) - (a->number < b->number);
}

/* NQ_NO_DAY, the least of numbers, is the last. */
static const uint32_t *
sort_newest(struct work *w, const nq_told *at, uint32_t n)
{
    struct newest *rows = nq_arena_alloc(&w->scratch, n * sizeof *rows);
    uint32_t *out = nq_arena_alloc(w->arena, n * sizeof *out);
    if (!rows || !out)
        return NULL;
    for (uint32_t i = 0; i < n; i++)
        rows[i] = (struct newest){&at[i], i};
    nq_sort(rows, n, sizeof *rows, by_last);
    for (uint32_t i = 0; i < n; i++)
        out[i] = rows[i].number;
    return out;
}

static naql_status
tell_all(struct work *w, nq_tolds *out)
{
    const nq_clusters *k = &w->clusters;
    nq_told *at = nq_arena_alloc(w->arena, k->n * sizeof *at);
    if (!at)
        return NAQL_NOMEM;
    for (uint32_t c = 0; c < k->n; c++)
        NQ_TRY(tell_story(w, k->members + k->start[c],
                          k->start[c + 1] - k->start[c], &at[c]));
    *out = (nq_tolds){at, k->n, sort_newest(w, at, k->n)};
    return out->newest ? NAQL_OK : NAQL_NOMEM;
}

naql_status
nq_archive_stories(const nq_archive *a, nq_arena *arena, nq_tolds *out,
                   naql_error *err)
{
    struct work w = {.a = a,
                     .arena = arena,
                     .members = NQ_LIST(nq_member),
                     .terms = NQ_LIST(nq_terms),
                     .err = err};
    *out = (nq_tolds){0};
    nq_arena_init(&w.scratch);
    nq_scale_make(nq_reuse_rarity(a->tools.reuse), &w.scale);
    naql_status status = read_members(&w);
    if (status == NAQL_OK)
        status = cluster(&w);
    if (status == NAQL_OK)
        status = tell_all(&w, out);
    nq_arena_clear(&w.scratch);
    return status == NAQL_NOMEM
               ? nq_fail(err, status, UINT64_MAX, "out of memory")
               : status;
}

const nq_told *
nq_told_find(const nq_tolds *stories, naql_str id)
{
    for (uint32_t i = 0; i < stories->n; i++)
        if (nq_str_equal(stories->at[i].id, id))
            return &stories->at[i];
    for (uint32_t i = 0; i < stories->n; i++)
        for (uint32_t k = 0; k < stories->at[i].n; k++)
            if (nq_str_equal(stories->at[i].at[k].id, id))
                return &stories->at[i];
    return NULL;
}

/* One row of a query without parameters but an id. */
static naql_status
one_row(const nq_archive *a, const char *sql, naql_str id, sqlite3_stmt **s,
        naql_error *err)
{
    NQ_TRY(nq_archive_prepare(a, sql, s, err));
    if (id.len)
        nq_bind_str(*s, 1, id);
    naql_status status = nq_archive_step(a, *s, err);
    if (status != NAQL_OK)
        sqlite3_finalize(*s);
    return status;
}

static int32_t
day_column(sqlite3_stmt *s, int column)
{
    return nq_day_parse(nq_column_str(s, column));
}

naql_status
nq_archive_totals(const nq_archive *a, nq_totals *out, naql_error *err)
{
    sqlite3_stmt *s;
    *out = (nq_totals){.first = NQ_NO_DAY, .last = NQ_NO_DAY};
    naql_status status = one_row(a, totals, NQ_STR(""), &s, err);
    if (status != NAQL_OK)
        return status == NAQL_END ? nq_archive_fail(a, SQLITE_CORRUPT, err)
                                  : status;
    *out = (nq_totals){(uint64_t)sqlite3_column_int64(s, 0),
                       (uint64_t)sqlite3_column_int64(s, 1),
                       (uint64_t)sqlite3_column_int64(s, 2), day_column(s, 3),
                       day_column(s, 4)};
    sqlite3_finalize(s);
    return NAQL_OK;
}

naql_status
nq_archive_state(const nq_archive *a, int64_t *out, naql_error *err)
{
    sqlite3_stmt *s;
    *out = 0;
    naql_status status = one_row(a, "PRAGMA data_version", NQ_STR(""), &s, err);
    if (status != NAQL_OK)
        return status == NAQL_END ? nq_archive_fail(a, SQLITE_CORRUPT, err)
                                  : status;
    *out = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return NAQL_OK;
}

naql_status
nq_archive_row(const nq_archive *a, naql_str id, int64_t *out, naql_error *err)
{
    sqlite3_stmt *s;
    naql_status status =
        id.len ? one_row(a, "SELECT n FROM articles WHERE id = ?1", id, &s, err)
               : NAQL_END;
    if (status != NAQL_OK)
        return status == NAQL_END ? NAQL_NOT_FOUND : status;
    *out = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return NAQL_OK;
}

naql_status
nq_archive_document(const nq_archive *a, int64_t n, nq_arena *arena,
                    nq_doc *out, naql_error *err)
{
    sqlite3_stmt *s;
    NQ_TRY(nq_archive_prepare(a, document, &s, err));
    sqlite3_bind_int64(s, 1, n);
    naql_status status = nq_archive_step(a, s, err);
    if (status == NAQL_OK) {
        const void *bytes = sqlite3_column_blob(s, 0);
        size_t size = (size_t)sqlite3_column_bytes(s, 0);
        status =
            nq_document_unpack(nq_str(bytes, bytes ? size : 0), arena, out);
        if (status == NAQL_CORRUPT)
            nq_archive_fail(a, SQLITE_CORRUPT, err);
    }
    sqlite3_finalize(s);
    if (status == NAQL_NOMEM)
        return nq_fail_named(err, status);
    return status == NAQL_END ? nq_archive_fail(a, SQLITE_CORRUPT, err)
                              : status;
}
