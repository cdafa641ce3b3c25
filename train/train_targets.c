/* SPDX-License-Identifier: Apache-2.0
 *
 * train_targets.c - whom marches may be against, for fit_targets.py to learn
 * from.
 *
 *     train_targets names >TRAITS
 *     train_targets ROLES.tsv >TARGETS
 *
 * `names`: the name of every feature, a line each. ROLES: what
 * train/write_roles.py writes. A line for each sentence (S, its fields), for
 * each protest that the rules read there (C, its word) and for each phrase that
 * it may be against (P, words, features); the last of each has no words:
 * nobody. Same input, same output. */
#include "base/io.h"
#include "base/status.h"
#include "base/str.h"
#include "claim/event.h"
#include "claim/event_target.h"
#include "claim/statement.h"
#include "claim/wordbook.h"

#include <stdio.h>

typedef struct trainer {
    nq_arena keep, page, scratch; /* for all, for an article, to work in */
    nq_wordbook words;
    nq_event_book book;
    nq_article_tools *article;
    nq_text_tools *text;
    nq_name_tools *name;
} trainer;

static void
put_words(const nq_scene *s, naql_span span)
{
    naql_str words = nq_str_span(s->text->article->text, span);
    printf("%.*s", (int)words.len, words.ptr);
}

static void
put_targets(void *user, const nq_clause *c)
{
    nq_target_traits t;
    nq_targets all;
    (void)user;
    nq_targets_find(c, &all);
    printf("C\t");
    put_words(c->s, nq_span_of(c->s, c->at, c->at + 1));
    printf("\n");
    for (uint32_t i = 0; i <= all.n; i++) {
        printf("P\t");
        if (i < all.n)
            put_words(c->s, all.at[i].p.span);
        printf("\t");
        nq_target_see(&all, i, &t);
        for (uint32_t k = 0; k < t.n; k++)
            printf("%s%u", k ? " " : "", t.at[k]);
        printf("\n");
    }
}

static naql_status
read_text(trainer *t, naql_str text)
{
    nq_doc doc = {.form = NQ_DOC_FIELDS, .text = text};
    nq_article article;
    nq_text body;
    nq_names names;
    nq_scene scene;
    nq_claims claims = {.names = &names};
    nq_event_watch eye = {.march = put_targets};
    nq_arena *a = &t->page, *s = &t->scratch;
    nq_arena_reset(a);
    nq_arena_reset(s);
    NQ_TRY(nq_article_make(t->article, &doc, a, s, &article));
    NQ_TRY(nq_text_make(t->text, &article, a, s, &body));
    NQ_TRY(nq_names_make(t->name, &body, article.day, a, s, &names));
    NQ_TRY(nq_scene_make(&t->words, &names, s, &scene));
    NQ_TRY(nq_statements_find(&scene, a, s, &claims.statements,
                              &claims.n_statements));
    return nq_events_watch(&t->book, &scene, a, eye, &claims);
}

static naql_status
read_line(trainer *t, naql_str line)
{
    naql_str kind, id, text;
    naql_str rest = line;
    if (!nq_str_split(&rest, '\t', &kind) || !nq_str_split(&rest, '\t', &id) ||
        !nq_str_split(&rest, '\t', &text) || !nq_str_is(kind, "protest"))
        return NAQL_OK;
    printf("S\t%.*s\n", (int)line.len, line.ptr);
    return read_text(t, text);
}

static naql_status
read_all(trainer *t, const char *path)
{
    nq_tables tables;
    nq_buf bytes = {0};
    nq_arena *a = &t->keep;
    NQ_TRY(nq_tables_builtin(&tables));
    NQ_TRY(nq_article_tools_make(&tables, a, &t->article));
    NQ_TRY(nq_text_tools_make(&tables, a, &t->text));
    NQ_TRY(nq_name_tools_make(&tables, a, &t->name));
    NQ_TRY(nq_wordbook_make(&tables, a, &t->words));
    NQ_TRY(nq_event_book_make(&tables, &t->words.read, a, &t->book));
    NQ_TRY(nq_io_read(path, 1u << 28, &bytes, NULL));
    naql_str rest = nq_str((const char *)bytes.ptr, bytes.len), line;
    while (nq_str_split(&rest, '\n', &line))
        NQ_TRY(read_line(t, line));
    nq_buf_clear(&bytes);
    return NAQL_OK;
}

static void
put_names(void)
{
    for (uint32_t f = 0; f < NQ_TARGET_TRAITS; f++) {
        uint32_t place;
        const char *block = nq_target_block(f, &place);
        printf("%s %u\n", block, place);
    }
}

int
main(int argc, char **argv)
{
    static trainer t;
    if (argc == 2 && nq_str_is(nq_str_from(argv[1]), "names")) {
        put_names();
        return 0;
    }
    if (argc != 2 || read_all(&t, argv[1]) != NAQL_OK) {
        fprintf(stderr, "usage: train_targets names | ROLES.tsv\n");
        return 1;
    }
    return 0;
}
