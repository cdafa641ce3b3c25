/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_parts.c - each layer alone, on articles that lie in memory, one core.
 *
 *   bench_parts [-n ROUNDS] PATH...
 *
 * Prints `name value unit` lines: articles a second and MB of clean text a
 * second of each layer (best of the rounds), and the yardstick: words cut at
 * white space, hashed, and 5-word shingles mixed, the least that any program
 * that looks at words must do. Ratios to the yardstick are what compares. */
#include "api/api.h"
#include "base/hash.h"
#include "base/str.h"
#include "input/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum layer { ARTICLE, TEXT, NAMES, CLAIMS, JSON, LAYERS };
static const char *const layer_names[] = {"article", "text", "names", "claims",
                                          "json"};

struct bench {
    naql_engine *engine;
    nq_arena docs_arena;
    nq_list docs; /* nq_doc */
    uint64_t text_bytes, tokens, statements, shingles;
    double best[LAYERS];
};

static double
now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* one thread */
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void
read_docs(struct bench *b, const char *const *paths, uint32_t n)
{
    nq_source *source;
    naql_status status = nq_source_open(paths, n, &source, NULL);
    while (status != NAQL_END && status != NAQL_NOMEM) {
        nq_doc doc;
        status = nq_source_next(source, &b->docs_arena, &doc, NULL);
        nq_doc *keep =
            status == NAQL_OK ? nq_list_add(&b->docs, &b->docs_arena) : NULL;
        if (keep)
            *keep = doc;
    }
    nq_source_close(source);
}

/* Times one call and adds it to the round's sum of its layer. */
#define TIMED(layer, call)                                                     \
    do {                                                                       \
        double from_ = now();                                                  \
        if ((call) != NAQL_OK)                                                 \
            exit(1);                                                           \
        spent[layer] += now() - from_;                                         \
    } while (0)

static void
one_article(struct bench *b, const nq_doc *doc, nq_arena *arena,
            nq_arena *scratch, double spent[LAYERS])
{
    naql_engine *e = b->engine;
    nq_reading r = {.inferred = false};
    nq_buf out = {0};
    nq_arena_mark mark = nq_arena_here(scratch);
    TIMED(ARTICLE,
          nq_article_make(e->article, doc, arena, scratch, &r.article));
    nq_arena_release(scratch, mark);
    TIMED(TEXT, nq_text_make(e->text, &r.article, arena, scratch, &r.text));
    nq_arena_release(scratch, mark);
    TIMED(NAMES, nq_names_make(e->name, &r.text, r.article.day, arena, scratch,
                               &r.names));
    nq_arena_release(scratch, mark);
    TIMED(CLAIMS,
          nq_claims_make(e->claim, &r.names, arena, scratch, &r.claims));
    nq_arena_release(scratch, mark);
    double from = now();
    nq_report_article(&r, scratch, &out);
    spent[JSON] += now() - from;
    nq_buf_clear(&out);
    nq_arena_release(scratch, mark);
    b->text_bytes += r.article.text.len;
    b->tokens += r.text.n_tokens;
    b->statements += r.claims.n_statements;
}

static void
one_round(struct bench *b)
{
    double spent[LAYERS] = {0};
    nq_arena arena, scratch;
    nq_arena_init(&arena);
    nq_arena_init(&scratch);
    b->text_bytes = b->tokens = b->statements = 0;
    for (uint32_t i = 0; i < b->docs.n; i++) {
        one_article(b, (const nq_doc *)b->docs.at + i, &arena, &scratch, spent);
        nq_arena_reset(&arena);
    }
    nq_arena_clear(&arena);
    nq_arena_clear(&scratch);
    for (int l = 0; l < LAYERS; l++)
        if (b->best[l] == 0 || spent[l] < b->best[l])
            b->best[l] = spent[l];
}

static uint64_t
shingles_of(naql_str text)
{
    uint64_t sum = 0, window[5] = {0}, n = 0;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        while (at < text.len && (unsigned char)text.ptr[at] > ' ')
            at++;
        if (at > from) {
            window[n++ % 5] = nq_hash(nq_str(text.ptr + from, at - from));
            uint64_t h = 0;
            for (uint64_t k = 0; k < 5; k++)
                h = nq_hash_next(h, window[(n + k) % 5]);
            sum += h;
        }
        at++;
    }
    return sum;
}

static double
yardstick(struct bench *b)
{
    double from = now();
    for (uint32_t i = 0; i < b->docs.n; i++)
        b->shingles += shingles_of(((const nq_doc *)b->docs.at)[i].text);
    return now() - from;
}

int
main(int argc, char **argv)
{
    int rounds = 3, first = 1;
    if (argc > 2 && !strcmp(argv[1], "-n")) {
        rounds = (int)strtol(argv[2], NULL, 10);
        first = 3;
    }
    struct bench b = {.docs = NQ_LIST(nq_doc)};
    naql_options o = {.size = sizeof(o), .threads = 1};
    if (argc <= first || naql_engine_open(&o, &b.engine, NULL) != NAQL_OK)
        return fputs("usage: bench_parts [-n ROUNDS] PATH...\n", stderr), 2;
    nq_arena_init(&b.docs_arena);
    read_docs(&b, (const char *const *)argv + first, (uint32_t)(argc - first));
    double least = 0, all = 0;
    for (int i = 0; i < rounds; i++) {
        one_round(&b);
        double t = yardstick(&b);
        least = least == 0 || t < least ? t : least;
    }
    double mb = (double)b.text_bytes / 1e6, n = b.docs.n;
    printf("articles %.0f\ntext %.2f MB\nyardstick %.1f MB/s\n", n, mb,
           mb / least);
    for (int l = 0; l < LAYERS; l++) {
        all += b.best[l];
        printf("%s %.0f articles/s\n%s %.1f MB/s\n", layer_names[l],
               n / b.best[l], layer_names[l], mb / b.best[l]);
    }
    printf("all %.0f articles/s\nwords %.0f a_second\nstatements %llu\n",
           n / all, (double)b.tokens / all, (unsigned long long)b.statements);
    nq_arena_clear(&b.docs_arena);
    naql_engine_close(b.engine);
    return b.shingles == 0; /* keeps the yardstick from being left out */
}
