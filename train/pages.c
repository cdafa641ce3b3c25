/* SPDX-License-Identifier: Apache-2.0
 *
 * pages.c - articles read up to their names. Not part of the library. */
#include "pages.h"

#include "base/status.h"
#include "input/source.h"

struct pages {
    nq_article_tools *article;
    nq_text_tools *text;
    nq_name_tools *name;
    nq_arena keep, arena, scratch;
    pages_see see;
    void *user;
};

static naql_status
make_tools(struct pages *p, const nq_tables *tables)
{
    NQ_TRY(nq_article_tools_make(tables, &p->keep, &p->article));
    NQ_TRY(nq_text_tools_make(tables, &p->keep, &p->text));
    return nq_name_tools_make(tables, &p->keep, &p->name);
}

static naql_status
read_page(struct pages *p, const nq_doc *doc)
{
    nq_article article;
    nq_text text;
    nq_names names;
    nq_arena *a = &p->arena, *s = &p->scratch;
    NQ_TRY(nq_article_make(p->article, doc, a, s, &article));
    NQ_TRY(nq_text_make(p->text, &article, a, s, &text));
    NQ_TRY(nq_names_make(p->name, &text, article.day, a, s, &names));
    return p->see(p->user, &names, a, s);
}

static naql_status
read_all(struct pages *p, const char *const *paths, uint32_t n)
{
    nq_source *source;
    naql_error err;
    nq_doc doc;
    NQ_TRY(nq_source_open(paths, n, &source, &err));
    naql_status status;
    while ((status = nq_source_next(source, &p->arena, &doc, &err)) ==
               NAQL_OK &&
           (status = read_page(p, &doc)) == NAQL_OK) {
        nq_arena_reset(&p->arena);
        nq_arena_reset(&p->scratch);
    }
    nq_source_close(source);
    return status == NAQL_END ? NAQL_OK : status;
}

naql_status
pages_read(const nq_tables *tables, const char *const *paths, uint32_t n,
           pages_see see, void *user)
{
    struct pages p = {.see = see, .user = user};
    nq_arena_init(&p.keep);
    nq_arena_init(&p.arena);
    nq_arena_init(&p.scratch);
    naql_status status = make_tools(&p, tables);
    if (status == NAQL_OK)
        status = read_all(&p, paths, n);
    nq_arena_clear(&p.keep);
    nq_arena_clear(&p.arena);
    nq_arena_clear(&p.scratch);
    return status;
}
