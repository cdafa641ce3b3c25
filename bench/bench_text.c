/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_text.c - the parts of the text layer alone, one core.
 *
 *   bench_text [-n ROUNDS] PATH...
 *
 * Prints `name value unit` lines, the best of the rounds: folding with tokens
 * (MB of text a second), clitics with stems (words a second), the whole layer,
 * and time expressions. */
#include "base/hash.h"
#include "base/str.h"
#include "input/source.h"
#include "name/date.h"
#include "text/token.h"
#include "text/written.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct bench {
    nq_arena keep, arena, scratch;
    nq_text_tools *text;
    nq_lore lore; /* of words */
    nq_date_tools *dates;
    nq_list articles; /* nq_article */
    uint64_t bytes, words;
    double tokens, clitics, whole, times; /* best seconds */
};

static double
now(void) /* CPU time: other work on the machine does not count */
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void
die(const char *what)
{
    fprintf(stderr, "bench_text: %s\n", what);
    exit(1);
}

static void
read_articles(struct bench *b, const char *const *paths, uint32_t n)
{
    nq_source *source;
    naql_status status = nq_source_open(paths, n, &source, NULL);
    while (status != NAQL_END && status != NAQL_NOMEM) {
        nq_doc doc;
        status = nq_source_next(source, &b->keep, &doc, NULL);
        if (status != NAQL_OK)
            continue;
        nq_article *a = nq_list_add(&b->articles, &b->keep);
        if (!a)
            die("out of memory");
        *a = (nq_article){.text = doc.text, .day = nq_day_parse(doc.published)};
        b->bytes += doc.text.len;
    }
    nq_source_close(source);
}

static void
keep_least(double *best, double seconds)
{
    if (*best <= 0 || seconds < *best)
        *best = seconds;
}

static void
one_round(struct bench *b)
{
    double spent[4] = {0};
    b->words = 0;
    for (uint32_t i = 0; i < b->articles.n; i++) {
        const nq_article *a = (const nq_article *)b->articles.at + i;
        nq_tokens tokens;
        nq_text text;
        nq_dates dates;
        nq_arena_reset(&b->arena);
        nq_arena_reset(&b->scratch);
        double t0 = now();
        if (nq_tokens_make(b->text, a->text, &b->arena, &b->scratch, &tokens) !=
            NAQL_OK)
            die("out of memory");
        double t1 = now();
        for (uint32_t k = 0; k < tokens.n; k++)
            if (tokens.at[k].kind == NQ_TOKEN_WORD) {
                nq_token *t = &tokens.at[k];
                naql_str word = nq_str_span(a->text, t->span);
                nq_written_read(b->text, nq_hash(word), word, t);
                b->words++;
            }
        double t2 = now();
        if (nq_text_make(b->text, a, &b->arena, &b->scratch, &text) != NAQL_OK)
            die("out of memory");
        double t3 = now();
        if (nq_dates_find(b->dates, &text, a->day, &b->arena, &b->scratch,
                          &dates) != NAQL_OK)
            die("out of memory");
        spent[0] += t1 - t0;
        spent[1] += t2 - t1;
        spent[2] += t3 - t2;
        spent[3] += now() - t3;
    }
    keep_least(&b->tokens, spent[0]);
    keep_least(&b->clitics, spent[1]);
    keep_least(&b->whole, spent[2]);
    keep_least(&b->times, spent[3]);
}

int
main(int argc, char **argv)
{
    struct bench b = {.articles = NQ_LIST(nq_article)};
    nq_tables tables;
    int first = 1, rounds = 5;
    if (argc > 2 && !strcmp(argv[1], "-n")) {
        rounds = (int)strtol(argv[2], NULL, 10);
        first = 3;
    }
    if (first >= argc)
        die("usage: bench_text [-n ROUNDS] PATH...");
    nq_arena_init(&b.keep);
    nq_arena_init(&b.arena);
    nq_arena_init(&b.scratch);
    if (nq_tables_builtin(&tables) != NAQL_OK ||
        nq_text_tools_make(&tables, &b.keep, &b.text) != NAQL_OK ||
        nq_lore_make(16, &b.keep, &b.lore) != NAQL_OK ||
        nq_date_tools_make(&tables, &b.lore, &b.keep, &b.dates) != NAQL_OK)
        die("no tables");
    read_articles(&b, (const char *const *)argv + first,
                  (uint32_t)(argc - first));
    for (int i = 0; i < rounds; i++)
        one_round(&b);
    double mb = (double)b.bytes * 1e-6, mw = (double)b.words * 1e-6;
    printf("text_tokens %.0f MB/s\n", mb / b.tokens);
    printf("text_clitics %.1f Mwords/s\n", mw / b.clitics);
    printf("text_all %.0f MB/s\n", mb / b.whole);
    printf("dates %.1f Mwords/s\n", mw / b.times);
    return 0;
}
