/* SPDX-License-Identifier: Apache-2.0
 *
 * page.c - requests for pages. Layer 11 (serve). */
#include "serve/route.h"

#include <string.h>

/* What a path leads to; false: to nothing. */
static bool
page_of(const serve_request *r, naql_page *out)
{
    static const struct {
        const char *path;
        naql_page_kind kind;
        const char *words; /* the argument that has them; NULL: none */
    } pages[] = {
        {"/", NAQL_PAGE_FRONT, NULL},
        {"/search", NAQL_PAGE_SEARCH, "q"},
        {"/statements", NAQL_PAGE_STATEMENTS, NULL},
        {"/trace", NAQL_PAGE_TRACE, "text"},
        {"/stories", NAQL_PAGE_STORIES, NULL},
    };
    for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
        if (strcmp(r->path, pages[i].path) != 0)
            continue;
        out->kind = pages[i].kind;
        if (pages[i].words)
            out->words = serve_argument_of(r, pages[i].words);
        return true;
    }
    out->kind = NAQL_PAGE_STORY;
    if ((out->words = serve_id_of(r->path, "/stories/")) != NULL)
        return true;
    out->kind = NAQL_PAGE_ARTICLE;
    return (out->words = serve_id_of(r->path, "/articles/")) != NULL;
}

static void
fail(const naql_page *asked, unsigned status, serve_reply *out)
{
    naql_page page = {.size = sizeof(page),
                      .kind = NAQL_PAGE_FAILURE,
                      .english = asked->english,
                      .named = asked->named,
                      .failure = status};
    serve_clear(out);
    out->status = status;
    if (naql_store_page(NULL, &page, serve_sink(out), NULL) != NAQL_OK)
        out->failed = true;
}

/* The fields that are asked for by name; false: a number that is none. */
static bool
read_fields(const serve_request *r, naql_page *page)
{
    if (page->kind == NAQL_PAGE_STATEMENTS) {
        page->by = serve_argument_of(r, "by");
        page->about = serve_argument_of(r, "about");
    }
    if (page->kind == NAQL_PAGE_STATEMENTS || page->kind == NAQL_PAGE_TRACE) {
        page->since = serve_argument_of(r, "since");
        page->until = serve_argument_of(r, "until");
    }
    return !r->bad &&
           serve_number_of(r, "cursor", 0, SERVE_FURTHEST, &page->skip) &&
           serve_number_of(r, "least", 0, SERVE_FURTHEST, &page->least);
}

void
serve_page(serve_pool *pool, const serve_request *r, serve_reply *out)
{
    naql_page page = {.size = sizeof(page)};
    naql_store *store;
    naql_error err;
    const char *lang = serve_argument_of(r, "lang");
    page.english = lang ? strcmp(lang, "en") == 0 : r->english;
    page.named = page.english != r->english;
    out->type = "text/html; charset=utf-8";
    out->page = true;
    if (!page_of(r, &page)) {
        fail(&page, 404, out);
        return;
    }
    if (!read_fields(r, &page)) {
        fail(&page, 400, out);
        return;
    }
    naql_status status = serve_pool_take(pool, &store, &err);
    if (status == NAQL_OK) {
        status = naql_store_page(store, &page, serve_sink(out), &err);
        serve_pool_give(pool, store);
    }
    out->status = serve_status_of(status);
    if (!out->len || status == NAQL_NOMEM)
        fail(&page, out->status, out);
}
