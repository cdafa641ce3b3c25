/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_parts.c - each layer alone, on articles that lie in memory, one core.
 *
 *   bench_parts [-n ROUNDS] PATH...
 *   bench_parts -y PATH...               the yardstick alone
 *
 * Prints `name value unit` lines: articles a second and MB of clean text a
 * second of each layer and of all (best of the rounds), the speed of the
 * yardstick, and each layer's speed as a ratio to it (median of the rounds).
 *
 * The yardstick is the least that a program that knows words must do: words
 * are cut at white space and hashed, and each word and each pair of neighbours
 * is looked up and counted in a table as large as the tables of the layers. It
 * reads every article right behind the layers, so that whatever else the
 * machine does slows both, and both find the caches as the other left them.
 * Ratios are what compares. */
#include "api/api.h"
#include "base/hash.h"
#include "base/str.h"
#include "input/source.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum layer { ARTICLE, TEXT, NAMES, CLAIMS, JSON, ALL, LAYERS };
static const char *const layer_names[] = {"article", "text", "names",
                                          "claims",  "json", "all"};
enum { MOST_ROUNDS = 64 };

/* Slots of the yardstick's table. */
enum { SLOT_BITS = 18, SLOTS = 1 << SLOT_BITS };
typedef struct slot {
    uint64_t key;
    uint64_t count;
} slot;

struct bench {
    naql_engine *engine;
    nq_arena docs_arena;
    nq_list docs;   /* nq_doc */
    slot *table;    /* [SLOTS] */
    uint64_t bytes; /* that the yardstick reads in a round */
    uint64_t text_bytes, tokens, statements, counted;
    double best[LAYERS], least; /* seconds; of the yardstick */
    double ratio[LAYERS][MOST_ROUNDS];
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
        if (!keep)
            continue;
        *keep = doc;
        b->bytes += doc.text.len;
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

/* ---- The yardstick ------------------------------------------------------- */

static uint64_t
count(slot *table, uint64_t key)
{
    uint64_t at = key >> (64 - SLOT_BITS);
    for (int looks = 0; looks < 8; looks++, at = (at + 1) % SLOTS) {
        if (table[at].key == 0)
            table[at].key = key;
        if (table[at].key == key)
            return ++table[at].count;
    }
    return 0; /* crowded: not counted */
}

static uint64_t
count_words(slot *table, naql_str text)
{
    uint64_t sum = 0, before = 0;
    for (size_t at = 0; at < text.len; at++) {
        size_t from = at;
        while (at < text.len && (unsigned char)text.ptr[at] > ' ')
            at++;
        if (at == from)
            continue;
        uint64_t word = nq_hash(nq_str(text.ptr + from, at - from));
        sum += count(table, word);
        sum += count(table, nq_hash_next(before, word));
        before = word;
    }
    return sum;
}

static double
yardstick(struct bench *b, const nq_doc *doc)
{
    double from = now();
    b->counted += count_words(b->table, doc->text);
    return now() - from;
}

/* ---- Rounds -------------------------------------------------------------- */

static double
least_of(double best, double t)
{
    return best == 0 || t < best ? t : best;
}

/* Each layer beside the yardstick. */
static void
one_round(struct bench *b, int round)
{
    double spent[LAYERS] = {0}, yard = 0;
    nq_arena arena, scratch;
    nq_arena_init(&arena);
    nq_arena_init(&scratch);
    memset(b->table, 0, SLOTS * sizeof(slot));
    b->text_bytes = b->tokens = b->statements = 0;
    for (uint32_t i = 0; i < b->docs.n; i++) {
        const nq_doc *doc = (const nq_doc *)b->docs.at + i;
        one_article(b, doc, &arena, &scratch, spent);
        nq_arena_reset(&arena);
        yard += yardstick(b, doc);
    }
    nq_arena_clear(&arena);
    nq_arena_clear(&scratch);
    for (int l = 0; l < ALL; l++)
        spent[ALL] += spent[l];
    for (int l = 0; l < LAYERS; l++) {
        b->best[l] = least_of(b->best[l], spent[l]);
        b->ratio[l][round] =
            (double)b->text_bytes / (double)b->bytes * yard / spent[l];
    }
    b->least = least_of(b->least, yard);
}

/* The yardstick alone. */
static void
one_look(struct bench *b)
{
    double yard = 0;
    memset(b->table, 0, SLOTS * sizeof(slot));
    for (uint32_t i = 0; i < b->docs.n; i++)
        yard += yardstick(b, (const nq_doc *)b->docs.at + i);
    b->least = least_of(b->least, yard);
}

static int
by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void
print_layers(struct bench *b, int rounds)
{
    double mb = (double)b->text_bytes / 1e6, n = b->docs.n;
    printf("text %.2f MB\n", mb);
    for (int l = 0; l < LAYERS; l++) {
        qsort(b->ratio[l], (size_t)rounds, sizeof(double), by_size);
        printf("%s %.0f articles/s\n%s %.1f MB/s\n%s %.4f of_yardstick\n",
               layer_names[l], n / b->best[l], layer_names[l], mb / b->best[l],
               layer_names[l], b->ratio[l][rounds / 2]);
    }
    printf("words %.0f a_second\nstatements %llu\n",
           (double)b->tokens / b->best[ALL], (unsigned long long)b->statements);
}

int
main(int argc, char **argv)
{
    int rounds = 5, first = 1;
    bool alone = argc > 1 && !strcmp(argv[1], "-y");
    if (argc > 2 && !strcmp(argv[1], "-n")) {
        rounds = (int)strtol(argv[2], NULL, 10);
        first = 3;
    } else if (alone) {
        first = 2;
    }
    struct bench b = {.docs = NQ_LIST(nq_doc)};
    naql_options o = {.size = sizeof(o), .threads = 1};
    if (argc <= first || rounds < 1 || rounds > MOST_ROUNDS)
        return fputs("usage: bench_parts [-y | -n ROUNDS] PATH...\n", stderr),
               2;
    b.table = malloc(SLOTS * sizeof(slot));
    if (!b.table || naql_engine_open(&o, &b.engine, NULL) != NAQL_OK)
        return fputs("bench_parts: no engine\n", stderr), 1;
    nq_arena_init(&b.docs_arena);
    read_docs(&b, (const char *const *)argv + first, (uint32_t)(argc - first));
    for (int i = 0; i < rounds; i++)
        if (alone)
            one_look(&b);
        else
            one_round(&b, i);
    printf("articles %u\nyardstick %.1f MB/s\n", b.docs.n,
           (double)b.bytes / 1e6 / b.least);
    if (!alone)
        print_layers(&b, rounds);
    nq_arena_clear(&b.docs_arena);
    naql_engine_close(b.engine);
    free(b.table);
    return b.counted == 0; /* keeps the yardstick from being left out */
}
