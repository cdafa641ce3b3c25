/* SPDX-License-Identifier: Apache-2.0
 *
 * store.c - an archive: adding to it and asking it. Layer 10 (api). */
#include "api/api.h"
#include "base/mem.h"
#include "base/status.h"
#include "base/str.h"
#include "report/answer.h"
#include "store/put.h"

struct naql_store {
    naql_engine *engine;
    nq_archive archive;
};

naql_status
naql_store_open(naql_engine *engine, const char *path, bool writing,
                naql_store **out, naql_error *err)
{
    *out = NULL;
    if (!path || !*path)
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX, "no archive is named");
    naql_store *s = nq_mem_zero(1, sizeof(*s));
    if (!s)
        return nq_fail(err, NAQL_NOMEM, UINT64_MAX, "out of memory");
    s->engine = engine;
    nq_store_tools tools = {engine->text, engine->name, engine->reuse};
    naql_status status =
        nq_archive_open(path, writing, &tools, &s->archive, err);
    if (status != NAQL_OK) {
        nq_mem_free(s);
        return status;
    }
    *out = s;
    return NAQL_OK;
}

void
naql_store_close(naql_store *s)
{
    if (!s)
        return;
    nq_archive_close(&s->archive);
    nq_mem_free(s);
}

naql_status
naql_store_add(naql_store *s, const naql_article *article, bool *fresh,
               naql_error *err)
{
    nq_put_input in = {&article->doc, &article->reading};
    *fresh = false;
    if (!s->archive.writing)
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                       "%s: was opened for reading", s->archive.path);
    return nq_archive_put(&s->archive, &in, fresh, err);
}

naql_status
naql_store_commit(naql_store *s, naql_error *err)
{
    return nq_archive_commit(&s->archive, err);
}

/* ---- Questions ---- */

static naql_status
read_ask(const naql_ask *given, naql_ask *out, naql_error *err)
{
    *out = given ? *given : (naql_ask){0};
    if (given && given->size < sizeof(*given))
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                       "ask->size is not sizeof(naql_ask)");
    return NAQL_OK;
}

static naql_status
read_days(const naql_ask *ask, naql_str *since, naql_str *until,
          naql_error *err)
{
    if (ask->since)
        NQ_TRY(nq_query_day(nq_str_from(ask->since), since, err));
    if (ask->until)
        NQ_TRY(nq_query_day(nq_str_from(ask->until), until, err));
    return NAQL_OK;
}

naql_status
naql_store_search(naql_store *s, naql_str query, const naql_ask *ask,
                  naql_sink to, naql_error *err)
{
    naql_ask o;
    nq_query q;
    nq_arena arena;
    nq_answer answer;
    NQ_TRY(read_ask(ask, &o, err));
    nq_arena_init(&arena);
    nq_answer_start(&answer, to, o.json);
    naql_status status = nq_query_make(&s->archive, query, &arena, &q, err);
    if (status == NAQL_OK)
        status = read_days(&o, &q.since, &q.until, err);
    if (status == NAQL_OK)
        status = nq_archive_search(&s->archive, &q, o.limit, nq_answer_hit,
                                   &answer, err);
    nq_answer_end(&answer);
    nq_arena_clear(&arena);
    return status;
}
