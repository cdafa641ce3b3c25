/* SPDX-License-Identifier: Apache-2.0
 *
 * byname.c - the names that outlets choose for one thing. Layer 7 (compare).
 *
 * Knows no adjective and no label: a name of the list is one choice, as it
 * stands. */
#include "compare/byname.h"

#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/calls.h"
#include "compare/tune.h"

typedef struct byname {
    nq_call call;   /* its `way` is set when all are read */
    uint64_t of;    /* what is named */
    uint64_t class; /* which of the names it is */
} byname;

typedef struct namer {
    const nq_found *f;
    nq_list seen;                  /* of byname */
    uint32_t group_col, class_col; /* of the list */
} namer;

static int
by_group(const void *a, const void *b)
{
    const byname *x = a, *y = b;
    NQ_SORT_BY(x->of, y->of);
    NQ_SORT_BY(x->call.article, y->call.article);
    NQ_SORT_BY(x->call.span.start, y->call.span.start);
    return 0;
}

/* The row of the longest name that begins with a token, and *end behind it;
 * NQ_NO_ROW: none does. Quotation marks are passed over, sentences are not. */
static uint32_t
name_at(const namer *n, const nq_text *text, uint32_t token, uint32_t *end)
{
    nq_walk w = {0};
    uint32_t row = NQ_NO_ROW;
    for (uint32_t i = token; i < text->n_tokens; i++) {
        const nq_token *t = &text->tokens[i];
        if (i > token && nq_is_quote_mark(t))
            continue;
        if (t->kind != NQ_TOKEN_WORD ||
            (i > token && t->flags & NQ_TOKEN_SENTENCE) ||
            !nq_table_step(&n->f->d->in->tools->bynames, &w,
                           i == token ? nq_hash(nq_token_bare(t)) : t->hash))
            break;
        if (!w.n)
            continue;
        row = w.row;
        *end = i + 1;
    }
    return row;
}

static naql_status
read_article(namer *n, uint32_t article)
{
    const nq_table *list = &n->f->d->in->tools->bynames;
    const nq_text *text = &nq_desk_reading(n->f->d, article)->text;
    for (uint32_t i = 0, end; i < text->n_tokens; i = end) {
        end = i + 1;
        uint32_t row = name_at(n, text, i, &end);
        if (row == NQ_NO_ROW)
            continue;
        byname at = {.call = {.article = article,
                              .span = {nq_word_start(text, i),
                                       text->tokens[end - 1].span.end}},
                     .of = nq_hash(nq_table_cell(list, row, n->group_col)),
                     .class = nq_hash(nq_table_cell(list, row, n->class_col))};
        if (nq_desk_quoted(n->f->d, article, at.call.span) != UINT32_MAX)
            continue; /* his who spoke */
        NQ_TRY(nq_list_put(&n->seen, n->f->d->scratch, &at));
    }
    return NAQL_OK;
}

/* The names [0, n) of one thing. */
static naql_status
judge(const nq_found *f, const byname *at, uint32_t n, nq_points *to)
{
    uint64_t classes[NQ_GROUPS];
    uint32_t n_classes = 0;
    bool part;
    nq_call *calls = nq_arena_alloc(f->d->scratch, n * sizeof *calls);
    if (!calls)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        uint8_t way = 0;
        while (way < n_classes && classes[way] != at[i].class)
            way++;
        if (way == n_classes && way < NQ_GROUPS)
            classes[n_classes++] = at[i].class;
        calls[i] = at[i].call;
        calls[i].way = way;
    }
    NQ_TRY(nq_calls_part(f, calls, n, &part));
    return part ? nq_calls_point(f, calls, n, to) : NAQL_OK;
}

naql_status
nq_byname_points(const nq_found *f, nq_points *to)
{
    const nq_table *list = &f->d->in->tools->bynames;
    namer n = {.f = f,
               .seen = NQ_LIST(byname),
               .group_col = nq_table_col(list, "group"),
               .class_col = nq_table_col(list, "class")};
    for (uint32_t a = 0; a < f->d->in->story->n_articles; a++)
        NQ_TRY(read_article(&n, a));
    byname *at = n.seen.at;
    nq_sort(at, n.seen.n, sizeof *at, by_group);
    for (uint32_t i = 0, end; i < n.seen.n; i = end) {
        end = i + 1;
        while (end < n.seen.n && at[end].of == at[i].of)
            end++;
        NQ_TRY(judge(f, &at[i], end - i, to));
    }
    return NAQL_OK;
}
