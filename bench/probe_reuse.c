/* SPDX-License-Identifier: Apache-2.0
 *
 * probe_reuse.c - runs the reuse layer alone on files, for measuring.
 *
 *     probe_reuse stories|joined|copies|passages PATH...
 *     probe_reuse said STATEMENTS PATH...
 *     probe_reuse spans FILE...
 *
 * stories   id TAB story TAB title, one line an article
 * joined    the same, after stories that copy from each other were joined
 * copies    id TAB id TAB share TAB share TAB passages TAB ground
 * passages  the same, and each passage on two lines
 * said      groups statements that are given, one a line: article id TAB text
 *           TAB its number among equal texts TAB speaker. Writes stories and
 *           groups as `naql report --json` does, without the articles' texts
 * spans     each file is one article, word for word, nothing is furniture:
 *           file TAB file TAB start TAB end TAB start TAB end TAB same TAB kind
 *           of every passage, in code points behind a byte order mark
 *
 * Times go to standard error. Names and statements are not looked for. */
#include "base/io.h"
#include "base/out.h"
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
    nq_reuse_tools *reuse;
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
    NQ_TRY(nq_reuse_tools_make(&tables, &p->keep, &p->reuse));
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
show_stories(struct probe *p, const nq_pile *pile, bool joined)
{
    nq_stories stories;
    NQ_TRY(nq_stories_make(pile, &p->keep, &p->scratch, &stories));
    if (joined) {
        nq_copies copies;
        NQ_TRY(nq_copies_make(pile, &p->keep, &p->scratch, &copies));
        NQ_TRY(nq_stories_join(pile, &copies, &p->keep, &p->scratch, &stories));
    }
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
        printf("\t%u-%u %u-%u %.2f%s\n\t\t", s->from.start, s->from.end,
               s->to.start, s->to.end, (double)s->same_words,
               s->loose ? " loose" : "");
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

/* ---- Files taken word for word ---- */

static naql_status
take_file(struct probe *p, const char *path, naql_error *err)
{
    nq_buf bytes = {0};
    nq_reading *r = nq_arena_zero(&p->keep, 1, sizeof *r);
    nq_block *block = nq_arena_zero(&p->keep, 1, sizeof *block);
    if (!r || !block)
        return NAQL_NOMEM;
    NQ_TRY(nq_io_read(path, 1u << 28, &bytes, err));
    naql_str text = nq_buf_str(&bytes);
    if (nq_str_starts(text, NQ_STR("\xef\xbb\xbf")))
        text = nq_str(text.ptr + 3, text.len - 3);
    text = nq_arena_str(&p->keep, text);
    nq_buf_clear(&bytes);
    *block = (nq_block){{0, (uint32_t)text.len}, NQ_BLOCK_PARAGRAPH};
    r->article = (nq_article){.id = nq_str_from(path),
                              .path = nq_str_from(path),
                              .day = NQ_NO_DAY,
                              .text = text,
                              .blocks = block,
                              .n_blocks = 1};
    NQ_TRY(nq_text_make(p->text, &r->article, &p->keep, &p->scratch, &r->text));
    r->names.text = &r->text;
    r->claims.names = &r->names;
    p->at[p->n++] = r;
    return NAQL_OK;
}

static naql_status
take_files(struct probe *p, char **paths, uint32_t n, naql_error *err)
{
    nq_tables tables;
    NQ_TRY(nq_tables_builtin(&tables));
    NQ_TRY(nq_text_tools_make(&tables, &p->keep, &p->text));
    NQ_TRY(nq_reuse_tools_make(&tables, &p->keep, &p->reuse));
    p->at = calloc(n, sizeof(void *));
    for (uint32_t i = 0; i < n; i++)
        NQ_TRY(take_file(p, paths[i], err));
    return NAQL_OK;
}

static uint32_t
points_before(naql_str text, uint32_t byte)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < byte; i++)
        n += ((unsigned char)text.ptr[i] & 0xc0) != 0x80;
    return n;
}

static naql_status
show_spans(struct probe *p, const nq_pile *pile)
{
    nq_copies copies;
    NQ_TRY(nq_copies_make(pile, &p->keep, &p->scratch, &copies));
    for (uint32_t i = 0; i < copies.n; i++) {
        const nq_copy *c = &copies.at[i];
        const nq_article *a = &pile->at[c->from]->article;
        const nq_article *b = &pile->at[c->to]->article;
        for (uint32_t k = 0; k < c->n_passages; k++) {
            const nq_passage *s = &c->passages[k];
            printf("%s\t%s\t%u\t%u\t%u\t%u\t%.3f\t%s\n", a->path.ptr,
                   b->path.ptr, points_before(a->text, s->from.start),
                   points_before(a->text, s->from.end),
                   points_before(b->text, s->to.start),
                   points_before(b->text, s->to.end), (double)s->same_words,
                   s->loose ? "loose" : "run");
        }
    }
    return NAQL_OK;
}

/* ---- Given statements ---- */

struct given {
    struct probe *p;
    nq_pile pile;
    naql_str *speakers; /* [n_speakers] */
    uint32_t n_speakers;
};

static uint32_t
speaker_number(struct given *g, naql_str name)
{
    for (uint32_t i = 0; i < g->n_speakers; i++)
        if (nq_str_equal(g->speakers[i], name))
            return i;
    g->speakers[g->n_speakers] = name;
    return g->n_speakers++;
}

static naql_span
find_nth(naql_str text, naql_str part, uint64_t nth)
{
    size_t at = nq_str_find(text, part, 0);
    for (uint64_t i = 1; i < nth && at != SIZE_MAX; i++)
        at = nq_str_find(text, part, at + 1);
    if (at == SIZE_MAX)
        return (naql_span){0};
    return (naql_span){(uint32_t)at, (uint32_t)(at + part.len)};
}

static naql_status
give_one(struct given *g, nq_reading *r, naql_str text, uint64_t nth,
         naql_str speaker)
{
    nq_claims *c = &r->claims;
    naql_span span = find_nth(r->article.text, text, nth);
    if (naql_span_empty(span)) {
        fprintf(stderr, "not found: %.*s\n", (int)text.len, text.ptr);
        return NAQL_OK;
    }
    nq_statement *all =
        nq_arena_alloc(&g->p->keep, (c->n_statements + 1) * sizeof *all);
    if (!all)
        return NAQL_NOMEM;
    if (c->n_statements)
        memcpy(all, c->statements, c->n_statements * sizeof *all);
    all[c->n_statements++] =
        (nq_statement){.span = span,
                       .first = nq_token_from(&r->text, span.start),
                       .end = nq_token_from(&r->text, span.end),
                       .entity = speaker_number(g, speaker),
                       .credit_entity = NQ_NO_ENTITY,
                       .to_entity = NQ_NO_ENTITY};
    c->statements = all;
    return NAQL_OK;
}

static naql_status
give_all(struct given *g, naql_str rows)
{
    naql_str row, id, text, nth, speaker;
    while (nq_str_split(&rows, '\n', &row)) {
        uint64_t n;
        if (!nq_str_split(&row, '\t', &id) ||
            !nq_str_split(&row, '\t', &text) ||
            !nq_str_split(&row, '\t', &nth) ||
            !nq_str_split(&row, '\t', &speaker) || !nq_str_u64(nth, &n))
            continue;
        for (uint32_t i = 0; i < g->p->n; i++)
            if (nq_str_equal(g->p->at[i]->article.source_id, id))
                NQ_TRY(give_one(g, (nq_reading *)(uintptr_t)g->p->at[i], text,
                                n, speaker));
    }
    return NAQL_OK;
}

/* Every article gets all speakers as its entities, so that the numbers of
 * entities and of people are the same. */
static naql_status
make_people(struct given *g)
{
    nq_arena *a = &g->p->keep;
    uint32_t n = g->n_speakers;
    nq_entity *entities = nq_arena_zero(a, n, sizeof *entities);
    nq_person *people = nq_arena_zero(a, n, sizeof *people);
    uint32_t *same = nq_arena_alloc(a, n * sizeof *same);
    const uint32_t **of = nq_arena_alloc(a, g->p->n * sizeof *of);
    if (!entities || !people || !same || !of)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        entities[i].name = people[i].name = g->speakers[i];
        same[i] = i;
    }
    for (uint32_t i = 0; i < g->p->n; i++) {
        nq_reading *r = (nq_reading *)(uintptr_t)g->p->at[i];
        r->names.entities = entities;
        r->names.n_entities = n;
        of[i] = same;
    }
    g->pile.people = (nq_people){people, n, of};
    return NAQL_OK;
}

static void
show_twins(const nq_pile *pile, const nq_twins *twins, nq_json_out *j)
{
    for (uint32_t i = 0; i < twins->n; i++) {
        const nq_twin *t = &twins->at[i];
        nq_json_object(j);
        nq_json_key(j, "speaker");
        nq_json_str(j, t->speaker);
        nq_json_key(j, "variants");
        nq_json_array(j);
        for (uint32_t v = 0; v < t->n_variants; v++) {
            const nq_reading *r = pile->at[t->variants[v].article];
            nq_json_object(j);
            nq_json_key(j, "article");
            nq_json_str(j, r->article.source_id);
            nq_json_key(j, "text");
            nq_json_str(
                j, nq_str_span(
                       r->article.text,
                       r->claims.statements[t->variants[v].statement].span));
            nq_json_end(j, '}');
        }
        nq_json_end(j, ']');
        nq_json_end(j, '}');
    }
}

static naql_status
show_said_story(struct given *g, const nq_story *story, const nq_copies *copies,
                nq_json_out *j)
{
    nq_twins twins;
    const nq_twin_input in = {&g->pile, story, copies, NULL};
    NQ_TRY(nq_twins_make(&in, &g->p->keep, &g->p->scratch, &twins));
    nq_json_object(j);
    nq_json_key(j, "articles");
    nq_json_array(j);
    for (uint32_t i = 0; i < story->n_articles; i++)
        nq_json_str(j, g->p->at[story->articles[i]]->article.source_id);
    nq_json_end(j, ']');
    nq_json_key(j, "statements");
    nq_json_array(j);
    show_twins(&g->pile, &twins, j);
    nq_json_end(j, ']');
    nq_json_end(j, '}');
    return NAQL_OK;
}

static naql_status
show_said(struct probe *p, nq_pile *pile, const char *path, naql_error *err)
{
    struct given g = {.p = p, .pile = *pile};
    nq_buf rows = {0}, out = {0};
    nq_json_out j;
    nq_stories stories;
    nq_copies copies;
    g.speakers = nq_arena_alloc(&p->keep, 100000 * sizeof *g.speakers);
    NQ_TRY(nq_io_read(path, 1u << 28, &rows, err));
    NQ_TRY(give_all(&g, nq_buf_str(&rows)));
    NQ_TRY(make_people(&g));
    NQ_TRY(nq_stories_make(&g.pile, &p->keep, &p->scratch, &stories));
    NQ_TRY(nq_copies_make(&g.pile, &p->keep, &p->scratch, &copies));
    NQ_TRY(nq_stories_join(&g.pile, &copies, &p->keep, &p->scratch, &stories));
    nq_json_start(&j, &out);
    nq_json_object(&j);
    nq_json_key(&j, "articles");
    nq_json_array(&j);
    for (uint32_t i = 0; i < p->n; i++) {
        nq_json_object(&j);
        nq_json_key(&j, "id");
        nq_json_str(&j, p->at[i]->article.source_id);
        nq_json_key(&j, "source");
        nq_json_object(&j);
        nq_json_key(&j, "id");
        nq_json_str(&j, p->at[i]->article.source_id);
        nq_json_end(&j, '}');
        nq_json_end(&j, '}');
    }
    nq_json_end(&j, ']');
    nq_json_key(&j, "stories");
    nq_json_array(&j);
    for (uint32_t s = 0; s < stories.n; s++)
        NQ_TRY(show_said_story(&g, &stories.at[s], &copies, &j));
    nq_json_end(&j, ']');
    nq_json_end(&j, '}');
    fwrite(out.ptr, 1, out.len, stdout);
    nq_buf_clear(&out);
    nq_buf_clear(&rows);
    return NAQL_OK;
}

int
main(int argc, char **argv)
{
    struct probe p = {0};
    naql_error err = {0};
    if (argc < 3)
        return 2;
    int first = strcmp(argv[1], "said") == 0 ? 3 : 2;
    double start = now();
    bool whole = strcmp(argv[1], "spans") == 0;
    naql_status status = (whole ? take_files : read_all)(
        &p, argv + first, (uint32_t)(argc - first), &err);
    double read = now();
    nq_pile pile = {.at = p.at, .n = p.n, .tools = p.reuse};
    nq_arena_clear(&p.scratch);
    if (status == NAQL_OK && first == 3)
        status = show_said(&p, &pile, argv[2], &err);
    else if (status == NAQL_OK && whole)
        status = show_spans(&p, &pile);
    else if (status == NAQL_OK)
        status = argv[1][0] == 's' || argv[1][0] == 'j'
                     ? show_stories(&p, &pile, argv[1][0] == 'j')
                     : show_copies(&p, &pile, argv[1][0] == 'p');
    fprintf(stderr, "%u articles, read %.2f s, work %.2f s, %s %s\n", p.n,
            read - start, now() - read, nq_status_name(status), err.message);
    nq_arena_clear(&p.keep);
    nq_arena_clear(&p.scratch);
    free(p.at);
    return status != NAQL_OK;
}
