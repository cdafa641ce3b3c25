/* SPDX-License-Identifier: Apache-2.0
 *
 * page.c - the pages of an archive. Layer 10 (api). */
#include "api/store.h"
#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"
#include "report/page.h"

#include <stdio.h>

static naql_str
str_of(const char *text)
{
    return nq_str_from(text ? text : "");
}

/* ---- Questions ---- */

static naql_status
read_query(naql_store *s, const naql_page *of, nq_arena *arena, nq_query *out,
           naql_error *err)
{
    naql_str words = of->kind == NAQL_PAGE_SEARCH       ? str_of(of->words)
                     : of->kind == NAQL_PAGE_STATEMENTS ? str_of(of->about)
                                                        : NQ_STR("");
    NQ_TRY(nq_query_make(&s->archive, words, arena, out, err));
    if (of->since && *of->since)
        NQ_TRY(nq_query_day(nq_str_from(of->since), &out->since, err));
    if (of->until && *of->until)
        NQ_TRY(nq_query_day(nq_str_from(of->until), &out->until, err));
    return NAQL_OK;
}

static naql_status
ask(naql_store *s, nq_page *p, nq_arena *arena, naql_error *err)
{
    nq_query query;
    const naql_page *of = p->of;
    uint32_t limit = nq_page_answers(of);
    naql_str text =
        str_of(of->kind == NAQL_PAGE_STATEMENTS ? of->by : of->words);
    if (text.len > NQ_QUERY_BYTES)
        return nq_fail(err, NAQL_TOO_BIG, UINT64_MAX, "at most %u bytes",
                       NQ_QUERY_BYTES);
    text = nq_query_clean(text, arena);
    if (!text.ptr)
        return nq_fail(err, NAQL_NOMEM, UINT64_MAX, "out of memory");
    NQ_TRY(read_query(s, of, arena, &query, err));
    if (of->kind == NAQL_PAGE_SEARCH) {
        p->seen = query.skip = of->skip;
        return nq_archive_search(&s->archive, &query, limit - of->skip,
                                 nq_page_hit, p, err);
    }
    if (of->kind == NAQL_PAGE_TRACE) {
        nq_trace_query trace = {text, &query, limit};
        return nq_archive_trace(&s->archive, &trace, nq_page_carrier, p, err);
    }
    nq_said_query said = {text, &query};
    return nq_archive_said(&s->archive, &said, limit, nq_page_said, p, err);
}

static naql_status
question(naql_store *s, nq_page *p, naql_error *err)
{
    nq_arena arena;
    naql_status status = NAQL_OK;
    nq_page_ask(p);
    nq_arena_init(&arena);
    if (nq_page_is_asked(p->of))
        status = ask(s, p, &arena, err);
    nq_arena_clear(&arena);
    if (status == NAQL_NOT_FOUND)
        status = NAQL_OK;
    if (status == NAQL_OK || status == NAQL_BAD_ARG || status == NAQL_TOO_BIG)
        nq_page_answered(p, status);
    return status;
}

/* ---- What the archive holds ---- */

static naql_status
stories(naql_store *s, nq_page *p, naql_error *err)
{
    NQ_TRY(nq_store_know(s, err));
    if (p->of->kind == NAQL_PAGE_FRONT)
        nq_page_front(p, &s->known->stories, &s->known->totals);
    else
        nq_page_stories(p, &s->known->stories);
    return NAQL_OK;
}

static naql_status
story(naql_store *s, nq_page *p, naql_error *err)
{
    naql_set *set;
    uint32_t loaded = s->loaded.n;
    naql_status status = nq_store_compare(s, str_of(p->of->words), &set, err);
    if (status == NAQL_OK) {
        nq_report report = nq_set_view(set);
        nq_report_options o = {.english = p->of->english, .served = p->of};
        nq_report_html(&report, &o, &p->scratch, &p->out);
    }
    naql_set_close(set);
    nq_store_unload(s, loaded);
    return status;
}

static naql_status
article(naql_store *s, nq_page *p, naql_error *err)
{
    naql_set *set = NULL;
    naql_article *a = NULL;
    naql_str id = str_of(p->of->words);
    NQ_TRY(nq_store_know(s, err));
    naql_status status = naql_store_article(s, id, &a, err);
    if (status == NAQL_OK)
        status = naql_set_new(s->engine, &set, err);
    if (status == NAQL_OK)
        status = naql_set_add(set, a);
    if (status == NAQL_OK)
        status = naql_set_compare(set, err);
    if (status == NAQL_OK) {
        nq_report report = nq_set_view(set);
        const nq_told *of = nq_told_find(&s->known->stories, id);
        nq_page_article(p, &report, of ? of->id : id);
    }
    naql_set_close(set);
    naql_article_close(a);
    return status;
}

/* ---- Any page ---- */

/* What is asked for may be any bytes, a page is UTF-8: the others become
 * spaces, as in a query. */
static bool
mend_bytes(const char **words, nq_arena *arena)
{
    naql_str given = str_of(*words);
    if (nq_utf8_valid(given) == given.len)
        return true;
    naql_str sound = nq_query_clean(given, arena);
    char *to = sound.ptr ? nq_arena_alloc(arena, sound.len + 1) : NULL;
    if (!to)
        return false;
    memcpy(to, sound.ptr, sound.len);
    to[sound.len] = 0;
    *words = to;
    return true;
}

static bool
mend_page(naql_page *page, nq_arena *arena)
{
    return mend_bytes(&page->words, arena) && mend_bytes(&page->by, arena) &&
           mend_bytes(&page->about, arena) && mend_bytes(&page->since, arena) &&
           mend_bytes(&page->until, arena);
}

static naql_status
make(naql_store *s, nq_page *p, naql_error *err)
{
    switch (p->of->kind) {
    case NAQL_PAGE_FRONT:
    case NAQL_PAGE_STORIES:
        return stories(s, p, err);
    case NAQL_PAGE_STORY:
        return story(s, p, err);
    case NAQL_PAGE_ARTICLE:
        return article(s, p, err);
    case NAQL_PAGE_FAILURE:
        nq_page_failure(p);
        return NAQL_OK;
    default:
        return question(s, p, err);
    }
}

static naql_status
write_page(naql_store *s, const naql_page *page, naql_sink to, naql_error *err)
{
    nq_page p;
    nq_page_start(&p, page);
    naql_status status = make(s, &p, err);
    bool asked =
        page->kind >= NAQL_PAGE_SEARCH && page->kind <= NAQL_PAGE_TRACE;
    bool told = asked && (status == NAQL_BAD_ARG || status == NAQL_TOO_BIG);
    if (status == NAQL_OK || told) {
        naql_status written = nq_sink_write(to, &p.out);
        if (written != NAQL_OK)
            status = nq_fail_named(err, written);
    }
    nq_page_drop(&p);
    return status;
}

naql_status
naql_store_page(naql_store *s, const naql_page *page, naql_sink to,
                naql_error *err)
{
    nq_arena arena;
    if (page->size < sizeof(*page) ||
        (unsigned)page->kind > NAQL_PAGE_FAILURE ||
        (!s && page->kind != NAQL_PAGE_FAILURE))
        return nq_fail(err, NAQL_BAD_ARG, UINT64_MAX, "no such page");
    nq_arena_init(&arena);
    naql_page sound = *page;
    naql_status status = mend_page(&sound, &arena)
                             ? write_page(s, &sound, to, err)
                             : nq_fail_named(err, NAQL_NOMEM);
    nq_arena_clear(&arena);
    return status;
}

size_t
naql_page_policy(char *out, size_t room)
{
    int n =
        snprintf(out, room,
                 "default-src 'none'; style-src '%s' '%s'; script-src "
                 "'%s'; base-uri 'none'; form-action 'self'; "
                 "frame-ancestors 'none'",
                 nq_asset_css_hash, nq_asset_archive_hash, nq_asset_js_hash);
    return n < 0 ? 0 : (size_t)n;
}
