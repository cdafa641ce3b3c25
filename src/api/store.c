/* SPDX-License-Identifier: Apache-2.0
 *
 * store.c - an archive: adding to it and asking it. Layer 10 (api). */
#include "api/store.h"

#include "base/mem.h"
#include "base/status.h"
#include "base/str.h"
#include "report/answer.h"
#include "store/note.h"
#include "store/put.h"

/* A question may be broken off, what is added may not. */
static void
heed(naql_store *s)
{
    const naql_options *o = &s->engine->options;
    if (!s->archive.writing)
        nq_archive_heed(&s->archive, o->progress, o->user);
}

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
    s->loaded = NQ_LIST(naql_article *);
    nq_arena_init(&s->arena);
    nq_store_tools tools = {engine->text, engine->name, engine->reuse};
    s->path = nq_arena_str(&s->arena, nq_str(path, strlen(path) + 1));
    naql_status status =
        s->path.ptr ? nq_archive_attach(path, writing, &tools, &s->archive, err)
                    : nq_fail(err, NAQL_NOMEM, UINT64_MAX, "out of memory");
    if (status != NAQL_OK) {
        nq_arena_clear(&s->arena);
        nq_mem_free(s);
        return status;
    }
    heed(s);
    *out = s;
    return NAQL_OK;
}

void
nq_store_unload(naql_store *s, uint32_t from)
{
    for (uint32_t i = from; i < s->loaded.n; i++)
        naql_article_close(((naql_article **)s->loaded.at)[i]);
    s->loaded.n = from < s->loaded.n ? from : s->loaded.n;
}

void
naql_store_close(naql_store *s)
{
    if (!s)
        return;
    nq_store_unload(s, 0);
    nq_arena_clear(&s->arena);
    nq_known_leave(s->known);
    nq_shared_leave(s->shared);
    nq_archive_close(&s->archive);
    nq_keep_close(&s->keep);
    nq_mem_free(s);
}

/* ---- Adding ---- */

static naql_status
check_writing(const naql_store *s, naql_error *err)
{
    return s->archive.writing
               ? NAQL_OK
               : nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                         "%s: was opened for reading", s->archive.path);
}

naql_status
naql_store_add(naql_store *s, const naql_article *article, bool *fresh,
               naql_error *err)
{
    return naql_store_add_kept(s, article, NULL, fresh, err);
}

naql_status
naql_store_add_kept(naql_store *s, const naql_article *article,
                    const naql_kept *kept, bool *fresh, naql_error *err)
{
    *fresh = false;
    NQ_TRY(check_writing(s, err));
    nq_put_input in = {&article->doc, &article->reading, kept};
    return nq_archive_put(&s->archive, &in, fresh, err);
}

naql_status
naql_store_keep(naql_store *s, const naql_fetched *what, naql_kept *out,
                naql_error *err)
{
    *out = (naql_kept){
        .url = what->url, .feed = what->feed, .second = what->second};
    NQ_TRY(check_writing(s, err));
    if (what->size != sizeof(*what) || !what->url.len)
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                       "what was fetched has no address, or no size");
    s->keep.rows = &s->archive;
    NQ_TRY(nq_keep_add(&s->keep, s->path.ptr, what, &out->offset, err));
    out->file = nq_str_from(s->keep.path.ptr);
    return NAQL_OK;
}

naql_status
naql_store_note(naql_store *s, const char *kind, naql_str key, naql_str value,
                naql_error *err)
{
    NQ_TRY(check_writing(s, err));
    return nq_archive_note(&s->archive, nq_str_from(kind), key, value, err);
}

naql_status
naql_store_noted(naql_store *s, const char *kind, naql_str key, naql_sink to,
                 naql_error *err)
{
    nq_arena arena;
    naql_str value;
    nq_arena_init(&arena);
    naql_status status = nq_archive_noted(&s->archive, nq_str_from(kind), key,
                                          &arena, &value, err);
    if (status == NAQL_OK)
        status = to.write(to.user, value.ptr, value.len);
    nq_arena_clear(&arena);
    return status;
}

naql_status
naql_store_commit(naql_store *s, naql_error *err)
{
    return nq_archive_commit(&s->archive, err);
}

/* ---- Questions ---- */

/* The first version of the struct ended where `skip` begins; a caller who was
 * compiled with it has nothing behind. */
#define FIRST_ASK offsetof(naql_ask, skip)

static naql_status
read_ask(const naql_ask *given, naql_ask *out, naql_error *err)
{
    *out = (naql_ask){0};
    if (given && given->size < FIRST_ASK)
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                       "ask->size is not sizeof(naql_ask)");
    if (given)
        memcpy(out, given,
               given->size < sizeof(*out) ? given->size : sizeof(*out));
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
    q.skip = o.skip;
    if (status == NAQL_OK)
        status = o.answer ? nq_archive_search(&s->archive, &q, o.limit,
                                              nq_hand_hit, &o, err)
                          : nq_archive_search(&s->archive, &q, o.limit,
                                              nq_answer_hit, &answer, err);
    nq_answer_end(&answer);
    nq_arena_clear(&arena);
    return status;
}

/* What naql_ask says of days, as conditions without words. */
static naql_status
days_of(const naql_ask *ask, nq_query *out, naql_error *err)
{
    *out = (nq_query){0};
    return read_days(ask, &out->since, &out->until, err);
}

naql_status
naql_store_trace(naql_store *s, naql_str text, const naql_ask *ask,
                 naql_sink to, naql_error *err)
{
    naql_ask o;
    nq_query days;
    nq_arena arena;
    nq_answer answer;
    NQ_TRY(read_ask(ask, &o, err));
    NQ_TRY(days_of(&o, &days, err));
    if (text.len > NQ_QUERY_BYTES)
        return nq_fail(err, NAQL_TOO_BIG, UINT64_MAX,
                       "a sentence of %llu bytes; at most %u",
                       (unsigned long long)text.len, NQ_QUERY_BYTES);
    nq_arena_init(&arena);
    nq_answer_start(&answer, to, o.json);
    nq_trace_query q = {nq_query_clean(text, &arena), &days, o.limit};
    naql_status status;
    if (!q.text.ptr)
        status = nq_fail(err, NAQL_NOMEM, UINT64_MAX, "out of memory");
    else if (o.answer)
        status = nq_archive_trace(&s->archive, &q, nq_hand_carrier, &o, err);
    else
        status =
            nq_archive_trace(&s->archive, &q, nq_answer_carrier, &answer, err);
    nq_answer_end(&answer);
    nq_arena_clear(&arena);
    return status;
}

naql_status
naql_store_statements(naql_store *s, naql_str by, naql_str about,
                      const naql_ask *ask, naql_sink to, naql_error *err)
{
    naql_ask o;
    nq_query query;
    nq_arena arena;
    nq_answer answer;
    nq_said_query q = {.about = &query};
    NQ_TRY(read_ask(ask, &o, err));
    if (by.len > NQ_QUERY_BYTES)
        return nq_fail(err, NAQL_TOO_BIG, UINT64_MAX, "the name is too long");
    nq_arena_init(&arena);
    nq_answer_start(&answer, to, o.json);
    naql_status status = nq_query_make(&s->archive, about, &arena, &query, err);
    if (status == NAQL_OK)
        status = read_days(&o, &query.since, &query.until, err);
    if (status == NAQL_OK) {
        q.by = nq_query_clean(by, &arena);
        if (!q.by.ptr)
            status = nq_fail(err, NAQL_NOMEM, UINT64_MAX, "out of memory");
        else if (o.answer)
            status = nq_archive_said(&s->archive, &q, o.limit, nq_hand_said, &o,
                                     err);
        else
            status = nq_archive_said(&s->archive, &q, o.limit, nq_answer_said,
                                     &answer, err);
    }
    nq_answer_end(&answer);
    nq_arena_clear(&arena);
    return status;
}

/* ---- Stories ---- */

/* Another handle may add between any two calls: what is known of the archive is
 * of one state of it, which is asked first. */
naql_status
nq_store_know(naql_store *s, naql_error *err)
{
    int64_t state = 0;
    nq_known *known = NULL;
    if (!s->shared)
        NQ_TRY(nq_archive_state(&s->archive, &state, err));
    if (!s->shared && s->known && s->state == state && !s->archive.writing)
        return NAQL_OK;
    nq_known_leave(s->known);
    s->known = NULL;
    if (s->shared)
        return nq_shared_know(s->shared, &s->known, err);
    nq_archive_heed(&s->archive, NULL, NULL); /* it is for later ones too */
    naql_status status = nq_known_make(&s->archive, &known, err);
    heed(s);
    s->state = state;
    s->known = known;
    return status;
}

naql_status
naql_store_share(naql_store *s, naql_store *other, naql_error *err)
{
    nq_store_tools tools = {s->engine->text, s->engine->name, s->engine->reuse};
    if (s->archive.writing || other->archive.writing ||
        s->engine != other->engine || strcmp(s->path.ptr, other->path.ptr) != 0)
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                       "only readers of one archive and engine share");
    if (s->shared && other->shared)
        return s->shared == other->shared
                   ? NAQL_OK
                   : nq_fail(err, NAQL_BAD_ARG, UINT64_MAX,
                             "both share with others already");
    if (!s->shared && !other->shared)
        NQ_TRY(nq_shared_new(s->path.ptr, &tools, &other->shared, err));
    if (!s->shared && s != other)
        s->shared = nq_shared_join(other->shared);
    else if (!other->shared)
        other->shared = nq_shared_join(s->shared);
    return NAQL_OK;
}

/* The call may ask the store, which then may know more: what is known now is
 * held until all of it is told. */
static naql_status
each_story(naql_store *s, uint32_t least,
           naql_status (*call)(void *user, const nq_told *story), void *user,
           naql_error *err)
{
    NQ_TRY(nq_store_know(s, err));
    nq_known *known = nq_known_hold(s->known);
    naql_status status = NAQL_OK;
    for (uint32_t i = 0; status == NAQL_OK && i < known->stories.n; i++)
        if (known->stories.at[i].n >= least)
            status = call(user, &known->stories.at[i]);
    nq_known_leave(known);
    return status;
}

naql_status
naql_store_stories(naql_store *s, uint32_t least, naql_sink to, naql_error *err)
{
    nq_answer answer;
    nq_answer_start(&answer, to, true);
    naql_status status = each_story(s, least, nq_answer_story, &answer, err);
    nq_answer_end(&answer);
    return status == NAQL_NOMEM ? nq_fail_named(err, status) : status;
}

struct teller {
    naql_status (*call)(void *user, const naql_archived_story *story);
    void *user;
};

static naql_status
tell(void *user, const nq_told *story)
{
    const struct teller *to = user;
    naql_archived_story s = {.id = story->id,
                             .title = story->title,
                             .first = story->first,
                             .last = story->last,
                             .inferred = story->inferred,
                             .outlets = story->outlets,
                             .articles = story->n,
                             .at = story->at};
    return to->call(to->user, &s);
}

naql_status
naql_store_each_story(naql_store *s, uint32_t least,
                      naql_status (*story)(void *user,
                                           const naql_archived_story *story),
                      void *user, naql_error *err)
{
    struct teller to = {story, user};
    return each_story(s, least, tell, &to, err);
}

naql_str
naql_archived_article(const naql_archived_story *story, uint32_t i)
{
    const nq_member *at = story->at;
    return i < story->articles ? at[i].id : NQ_STR("");
}

/* Reads an article anew from what it was read from. */
static naql_status
read_anew(naql_store *s, int64_t n, nq_arena *scratch, naql_article *a,
          naql_error *err)
{
    NQ_TRY(nq_archive_document(&s->archive, n, &a->arena, &a->doc, err));
    nq_articles_analyse(s->engine, &a, 1, NQ_NO_DAY, scratch);
    if (a->status != NAQL_OK && err)
        *err = a->err;
    return a->status;
}

/* The same; the store's to close. */
static naql_status
load(naql_store *s, int64_t n, nq_arena *scratch, naql_article **out,
     naql_error *err)
{
    naql_article **to = nq_list_add(&s->loaded, &s->arena);
    naql_article *a = *out = to ? nq_article_new(s->engine) : NULL;
    if (!a) {
        s->loaded.n -= to != NULL;
        return nq_fail(err, NAQL_NOMEM, UINT64_MAX, "out of memory");
    }
    *to = a;
    return read_anew(s, n, scratch, a, err);
}

static naql_status
go_on(const naql_store *s, naql_error *err)
{
    const naql_options *o = &s->engine->options;
    return !o->progress || o->progress(o->user, 0, 0)
               ? NAQL_OK
               : nq_fail(err, NAQL_CANCELLED, UINT64_MAX,
                         "the question was broken off");
}

naql_status
naql_store_story(naql_store *s, naql_str id, naql_set *set, naql_error *err)
{
    nq_arena scratch;
    NQ_TRY(nq_store_know(s, err));
    const nq_told *story = nq_told_find(&s->known->stories, id);
    if (!story)
        return nq_fail(err, NAQL_NOT_FOUND, UINT64_MAX,
                       "no story and no article '%.*s'; naql stories "
                       "tells the ids",
                       id.len > 40 ? 40 : (int)id.len, id.ptr);
    naql_status status = NAQL_OK;
    nq_arena_init(&scratch);
    for (uint32_t i = 0; status == NAQL_OK && i < story->n; i++) {
        naql_article *a;
        status = go_on(s, err);
        if (status == NAQL_OK)
            status = load(s, story->at[i].n, &scratch, &a, err);
        if (status == NAQL_OK && naql_set_add(set, a) != NAQL_OK)
            status = nq_fail(err, NAQL_NOMEM, UINT64_MAX, "out of memory");
    }
    nq_arena_clear(&scratch);
    return status;
}

naql_status
nq_store_compare(naql_store *s, naql_str id, naql_set **out, naql_error *err)
{
    naql_set *set = NULL;
    naql_status status = naql_set_new(s->engine, &set, err);
    if (status == NAQL_OK)
        status = naql_store_story(s, id, set, err);
    if (status == NAQL_OK)
        status = naql_set_compare(set, err);
    if (status != NAQL_OK) {
        naql_set_close(set);
        set = NULL;
    }
    *out = set;
    return status;
}

naql_status
naql_store_report(naql_store *s, naql_str id, naql_format format,
                  const naql_report_options *options, naql_sink to,
                  naql_error *err)
{
    naql_set *set;
    uint32_t loaded = s->loaded.n;
    naql_status status = nq_store_compare(s, id, &set, err);
    if (status == NAQL_OK)
        status = naql_set_report(set, format, options, to, err);
    naql_set_close(set);
    nq_store_unload(s, loaded);
    return status;
}

naql_status
naql_store_article(naql_store *s, naql_str id, naql_article **out,
                   naql_error *err)
{
    int64_t n;
    nq_arena scratch;
    *out = NULL;
    naql_status status = nq_archive_row(&s->archive, id, &n, err);
    if (status == NAQL_NOT_FOUND)
        return nq_fail(err, status, UINT64_MAX, "no article '%.*s'",
                       id.len > 40 ? 40 : (int)id.len, id.ptr);
    if (status != NAQL_OK)
        return status;
    naql_article *a = nq_article_new(s->engine);
    if (!a)
        return nq_fail(err, NAQL_NOMEM, UINT64_MAX, "out of memory");
    nq_arena_init(&scratch);
    status = read_anew(s, n, &scratch, a, err);
    nq_arena_clear(&scratch);
    if (status == NAQL_OK)
        *out = a;
    else
        naql_article_close(a);
    return status;
}
