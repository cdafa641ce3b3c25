/* SPDX-License-Identifier: Apache-2.0
 *
 * probe_reuse.c - runs the reuse layer alone on files, for measuring.
 *
 *     probe_reuse stories|copies|passages PATH...
 *
 * stories   id TAB story TAB title, one line an article
 * copies    id TAB id TAB share TAB share TAB passages TAB ground
 * passages  the same, and each passage on two lines
 *
 * Times go to standard error. Names and statements are not looked for. */
#include "base/status.h"
#include "base/str.h"
#include "input/source.h"
#include "reuse/reuse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct probe {
    nq_arena keep, scratch;
    nq_article_tools *article;
    nq_text_tools *text;
    const nq_reading **at;
    uint32_t n, room;
};

static double
now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static naql_status
read_one(struct probe *p, nq_source *source, naql_error *err)
{
    nq_doc *doc = nq_arena_zero(&p->keep, 1, sizeof *doc);
    nq_reading *r = nq_arena_zero(&p->keep, 1, sizeof *r);
    if (!doc || !r)
        return NAQL_NOMEM;
    NQ_TRY(nq_source_next(source, &p->keep, doc, err));
    nq_arena_reset(&p->scratch);
    NQ_TRY(
        nq_article_make(p->article, doc, &p->keep, &p->scratch, &r->article));
    NQ_TRY(nq_text_make(p->text, &r->article, &p->keep, &p->scratch, &r->text));
    r->names.text = &r->text;
    r->claims.names = &r->names;
    if (p->n == p->room) {
        p->room = p->room ? 2 * p->room : 1024;
        p->at = realloc(p->at, p->room * sizeof(void *));
    }
    p->at[p->n++] = r;
    return NAQL_OK;
}

static int
in_order(const void *x, const void *y)
{
    const nq_article *a = &(*(const nq_reading *const *)x)->article;
    const nq_article *b = &(*(const nq_reading *const *)y)->article;
    int c = nq_str_compare(a->published, b->published);
    c = c ? c : nq_str_compare(a->outlet, b->outlet);
    return c ? c : nq_str_compare(a->source_id, b->source_id);
}

static naql_status
read_all(struct probe *p, char **paths, uint32_t n, naql_error *err)
{
    nq_tables tables;
    nq_source *source;
    naql_status status;
    NQ_TRY(nq_tables_builtin(&tables));
    NQ_TRY(nq_article_tools_make(&tables, &p->keep, &p->article));
    NQ_TRY(nq_text_tools_make(&tables, &p->keep, &p->text));
    NQ_TRY(nq_source_open((const char *const *)(void *)paths, n, &source, err));
    do
        status = read_one(p, source, err);
    while (status == NAQL_OK);
    nq_source_close(source);
    if (p->n)
        qsort(p->at, p->n, sizeof(void *), in_order);
    return status == NAQL_END ? NAQL_OK : status;
}

static void
put(naql_str s)
{
    for (size_t i = 0; i < s.len; i++)
        putchar(s.ptr[i] == '\n' || s.ptr[i] == '\t' ? ' ' : s.ptr[i]);
}

static naql_status
show_stories(struct probe *p, const nq_pile *pile)
{
    nq_stories stories;
    NQ_TRY(nq_stories_make(pile, &p->keep, &p->scratch, &stories));
    for (uint32_t s = 0; s < stories.n; s++)
        for (uint32_t i = 0; i < stories.at[s].n_articles; i++) {
            const nq_article *a = &pile->at[stories.at[s].articles[i]]->article;
            put(a->source_id.len ? a->source_id : a->path);
            printf("\t%u\t", s);
            put(a->title);
            putchar('\n');
        }
    return NAQL_OK;
}

static void
show_copy(const nq_pile *pile, const nq_copy *c, bool passages)
{
    const nq_article *a = &pile->at[c->from]->article;
    const nq_article *b = &pile->at[c->to]->article;
    put(a->source_id.len ? a->source_id : a->path);
    putchar('\t');
    put(b->source_id.len ? b->source_id : b->path);
    printf("\t%.3f\t%.3f\t%u\t%s\n", (double)c->share_from, (double)c->share_to,
           c->n_passages, nq_ground_name(c->ground));
    for (uint32_t i = 0; passages && i < c->n_passages; i++) {
        const nq_passage *s = &c->passages[i];
        printf("\t%u-%u %u-%u %.2f\n\t\t", s->from.start, s->from.end,
               s->to.start, s->to.end, (double)s->same_words);
        put(nq_str_span(a->text, s->from));
        printf("\n\t\t");
        put(nq_str_span(b->text, s->to));
        putchar('\n');
    }
}

static naql_status
show_copies(struct probe *p, const nq_pile *pile, bool passages)
{
    nq_copies copies;
    NQ_TRY(nq_copies_make(pile, &p->keep, &p->scratch, &copies));
    for (uint32_t i = 0; i < copies.n; i++)
        show_copy(pile, &copies.at[i], passages);
    return NAQL_OK;
}

int
main(int argc, char **argv)
{
    struct probe p = {0};
    naql_error err = {0};
    if (argc < 3)
        return 2;
    double start = now();
    naql_status status = read_all(&p, argv + 2, (uint32_t)argc - 2, &err);
    double read = now();
    nq_pile pile = {.at = p.at, .n = p.n};
    nq_arena_clear(&p.scratch);
    if (status == NAQL_OK)
        status = strcmp(argv[1], "stories") == 0
                     ? show_stories(&p, &pile)
                     : show_copies(&p, &pile, argv[1][0] == 'p');
    fprintf(stderr, "%u articles, read %.2f s, work %.2f s, %s %s\n", p.n,
            read - start, now() - read, nq_status_name(status), err.message);
    nq_arena_clear(&p.keep);
    nq_arena_clear(&p.scratch);
    free(p.at);
    return status != NAQL_OK;
}
