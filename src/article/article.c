/* SPDX-License-Identifier: Apache-2.0
 *
 * article.c - assembles an article. Layer 2 (article). */
#include "article/article.h"
#include "base/str.h"

struct nq_article_tools {
    const nq_tables *tables;
};

naql_status
nq_article_tools_make(const nq_tables *tables, nq_arena *arena,
                      nq_article_tools **out)
{
    *out = nq_arena_zero(arena, 1, sizeof(**out));
    if (!*out)
        return NAQL_NOMEM;
    (*out)->tables = tables;
    return NAQL_OK;
}

naql_status
nq_article_make(const nq_article_tools *tools, const nq_doc *doc,
                nq_arena *arena, nq_arena *scratch, nq_article *out)
{
    (void)tools, (void)arena, (void)scratch;
    *out = (nq_article){.path = doc->path, .text = doc->text, .day = NQ_NO_DAY};
    return NAQL_OK;
}

const char *
nq_block_kind_name(uint8_t kind)
{
    static const char *const names[] = {"title",  "subtitle", "heading",
                                        "byline", "dateline", "paragraph",
                                        "caption"};
    return names[kind];
}

const char *
nq_drop_why_name(uint8_t why)
{
    static const char *const names[] = {
        "form", "share", "related", "copyright", "repeat", "masthead",
        "date", "menu",  "caption", "code",      "other"};
    return names[why];
}
