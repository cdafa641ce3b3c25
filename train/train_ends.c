/* SPDX-License-Identifier: Apache-2.0
 *
 * train_ends.c - what there is to see of where reported content ends, for
 * fit_ends.py to learn from.
 *
 *     train_ends names >TRAITS
 *     train_ends places ARTICLES.jsonl >PLACES
 *     train_ends quotations NEWS.jsonl... >QUOTATIONS
 *
 * `names`: the name of every trait, a line each. `places`: every place where
 * content of a statement may end, with its traits; train/write_ends.py joins
 * that with hand-marked gold to CHOICES. `quotations`: the two words behind a
 * place inside passages between marks, and behind their closing mark: where
 * such a passage ends is known, in any amount of news. Same input, same output.
 */
#include "base/status.h"
#include "base/str.h"
#include "claim/end_words.h"
#include "claim/statement.h"
#include "claim/wordbook.h"
#include "pages.h"

#include <stdio.h>

typedef struct trainer {
    nq_arena keep;
    nq_wordbook words;
    bool quotations;
} trainer;

/* ---- Places -------------------------------------------------------------- */

/* Byte where content before token `at` ends, marks at its end apart. */
static uint32_t
byte_end(const nq_scene *s, uint32_t first, uint32_t at)
{
    while (at > first + 1 && s->tokens[at - 1].kind == NQ_TOKEN_MARK &&
           !s->tags[at - 1].quote && !nq_is_mark(s, at - 1, NQ_MARK_CLOSE) &&
           !nq_is_mark(s, at - 1, NQ_MARK_PERCENT))
        at--;
    return s->tokens[at - 1].span.end;
}

static void
put_choice(void *user, const nq_content_walk *w, const nq_end_places *p)
{
    const nq_scene *s = w->s;
    nq_end_traits traits;
    (void)user;
    nq_end_traits_of_all(w, p, &traits);
    printf("X\t%u\t%u\t%u\n", s->tokens[w->first].span.start,
           s->tokens[w->cue].span.start, p->ruled);
    for (uint32_t i = 0; i < p->n; i++) {
        nq_end_traits_of(w, p, i, &traits);
        printf("P\t%u\t", byte_end(s, w->first, p->at[i].at));
        for (uint32_t k = 0; k < NQ_END_TRAITS; k++)
            printf("%s%d", k ? " " : "", nq_end_trait(&traits, k));
        printf("\n");
    }
}

static void
put_names(void)
{
    for (uint32_t t = 0; t < NQ_END_TRAITS; t++) {
        uint32_t place;
        const char *block = nq_end_trait_block(t, &place);
        printf("%s %u\n", block, place);
    }
}

/* ---- Quotations ---------------------------------------------------------- */

static bool
is_pause(const nq_scene *s, uint32_t i)
{
    return nq_is_mark(s, i, NQ_MARK_COMMA) ||
           nq_is_mark(s, i, NQ_MARK_SEMICOLON) ||
           nq_is_mark(s, i, NQ_MARK_DASH);
}

static void
put_word(const nq_scene *s, uint32_t i)
{
    naql_str f = s->tokens[i].folded;
    bool plain = i < s->n && nq_is_word(s, i) && !s->tags[i].mention;
    printf("\t%.*s", plain ? (int)f.len : 0, f.ptr);
}

/* The two words behind a place: does the passage close there? */
static void
put_behind(const nq_scene *s, uint32_t i, bool comma, bool closes)
{
    printf("Q\t%d\t%d\t%u", comma, closes, nq_end_class(s, i));
    put_word(s, i);
    if (nq_opens_sentence(s, i + 1))
        printf("\t");
    else
        put_word(s, i + 1);
    printf("\n");
}

/* May a clause open at a word inside a passage? */
static bool
may_open(const nq_scene *s, uint32_t i)
{
    const uint64_t opens = NQ_ROLE_REL | NQ_ROLE_WHILE | NQ_ROLE_AFTER |
                           NQ_ROLE_KAMA | NQ_ROLE_BUT | NQ_ROLE_SUB |
                           NQ_ROLE_OPENER | NQ_ROLE_OPENER_HARD;
    naql_str f = s->tokens[i].folded;
    bool joined =
        nq_str_starts(f, NQ_STR("و")) || nq_str_starts(f, NQ_STR("ف"));
    return nq_is_word(s, i) && !s->tags[i].mention &&
           s->tokens[i - 1].kind != NQ_TOKEN_MARK && !nq_opens_sentence(s, i) &&
           (joined || nq_has_role(s, i, opens));
}

static void
put_passage(const nq_scene *s, const nq_quote *q)
{
    bool comma = false;
    uint32_t i = q->end;
    for (uint32_t k = q->open + 2; k + 1 < q->end; k++) {
        if (is_pause(s, k) && k + 3 < q->end && !nq_opens_sentence(s, k + 1))
            put_behind(s, k + 1, true, false);
        else if (may_open(s, k))
            put_behind(s, k, false, false);
    }
    while (i < s->n && is_pause(s, i) && !nq_opens_sentence(s, i)) {
        comma = true;
        i++;
    }
    if (!nq_opens_sentence(s, i) && s->tokens[i].kind != NQ_TOKEN_MARK)
        put_behind(s, i, comma, true);
}

static void
put_quotations(const nq_scene *s)
{
    enum { LEAST = 8, MOST = 150 };
    for (uint32_t k = 0; k < s->quotes.n; k++) {
        const nq_quote *q = &s->quotes.at[k];
        uint32_t length = q->end - q->open;
        if (q->closed && length >= LEAST && length <= MOST)
            put_passage(s, q);
    }
}

/* ---- Articles ------------------------------------------------------------ */

static naql_status
put_article(void *user, const nq_names *names, nq_arena *arena,
            nq_arena *scratch)
{
    const trainer *t = user;
    const nq_article *article = names->text->article;
    nq_scene scene;
    const nq_statement *found;
    uint32_t n;
    NQ_TRY(nq_scene_make(&t->words, names, scratch, &scene));
    if (t->quotations) {
        put_quotations(&scene);
        return NAQL_OK;
    }
    printf("A\t%.*s\t", (int)article->source_id.len, article->source_id.ptr);
    for (size_t i = 0; i < article->text.len; i++)
        putchar(article->text.ptr[i] == '\n' ? ' ' : article->text.ptr[i]);
    putchar('\n');
    return nq_statements_find(&scene, arena, scratch, &found, &n);
}

static naql_status
put_articles(trainer *t, const char *const *paths, size_t n)
{
    nq_tables tables;
    NQ_TRY(nq_tables_builtin(&tables));
    NQ_TRY(nq_wordbook_make(&tables, &t->keep, &t->words));
    t->words.ends.watch = (nq_end_watch){put_choice, t};
    return pages_read(&tables, paths, (uint32_t)n, put_article, t);
}

int
main(int argc, char **argv)
{
    static trainer t;
    naql_status status = NAQL_BAD_ARG;
    t.quotations = argc > 1 && strcmp(argv[1], "quotations") == 0;
    if (argc == 2 && strcmp(argv[1], "names") == 0) {
        put_names();
        status = NAQL_OK;
    } else if (argc > 2 && (t.quotations || strcmp(argv[1], "places") == 0)) {
        status =
            put_articles(&t, (const char *const *)argv + 2, (size_t)argc - 2);
    }
    if (status != NAQL_OK)
        fprintf(stderr, "train_ends: see the head of train/train_ends.c\n");
    return status != NAQL_OK;
}
