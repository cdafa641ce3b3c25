/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_parts.c - each layer alone, on articles that lie in memory, one core.
 *
 *   bench_parts [-n ROUNDS] PATH...
 *   bench_parts -y PATH...               the yardsticks alone
 *
 * Prints `name value unit` lines: articles a second and MB of clean text a
 * second of each layer and of all (best of the rounds), the speed of the
 * yardsticks, and each layer's speed as a ratio to them (median of the rounds).
 *
 * A yardstick is the least that a program that knows words must do: words are
 * cut at white space and hashed, and each word and each pair of neighbours is
 * looked up and counted in a table. It reads every article right behind the
 * layers, so that whatever else the machine does slows both, and both find the
 * caches as the other left them. Ratios are what compares.
 *
 * There are two: the table of one is as large as the tables of the layers, that
 * of the other fits in the caches of any core. naql hangs on the core and on
 * the caches behind it, more than the one and less than the other, so that a
 * host with a larger cache makes one ratio smaller and not the other. */
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

typedef struct slot {
    uint64_t key;
    uint64_t count;
} slot;

/* The two yardsticks, and how many bits number the slots of their tables. */
enum yard { LARGE, SMALL, YARDS };
static const char *const yard_names[] = {"yardstick", "small_yardstick"};
static const unsigned slot_bits[] = {18, 11};

struct bench {
    naql_engine *engine;
    nq_arena docs_arena;
    nq_list docs; /* nq_doc */
    slot *tables[YARDS];
    uint64_t bytes; /* that a yardstick reads in a round */
    uint64_t text_bytes, tokens, statements, counted;
    double best[LAYERS], least[YARDS]; /* seconds */
    double ratio[LAYERS][YARDS][MOST_ROUNDS];
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

/* ---- The yardsticks ------------------------------------------------------ */

static uint64_t
count(slot *table, unsigned bits, uint64_t key)
{
    uint64_t mask = ((uint64_t)1 << bits) - 1, at = key >> (64 - bits);
    for (int looks = 0; looks < 8; looks++, at = (at + 1) & mask) {
        if (table[at].key == 0)
            table[at].key = key;
        if (table[at].key == key)
            return ++table[at].count;
    }
    return 0; /* crowded: not counted */
}

static uint64_t
count_words(slot *table, unsigned bits, naql_str text)
{
    uint64_t sum = 0, before = 0;
    for (size_t at = 0; at < text.len; at++) {
        size_t from = at;
        while (at < text.len && (unsigned char)text.ptr[at] > ' ')
            at++;
        if (at == from)
            continue;
        uint64_t word = nq_hash(nq_str(text.ptr + from, at - from));
        sum += count(table, bits, word);
        sum += count(table, bits, nq_hash_next(before, word));
        before = word;
    }
    return sum;
}

static void
empty_tables(struct bench *b)
{
    for (int y = 0; y < YARDS; y++)
        memset(b->tables[y], 0, sizeof(slot) << slot_bits[y]);
}

/* Adds the time of each yardstick for one article to its sum. */
static void
lay_beside(struct bench *b, const nq_doc *doc, double yard[YARDS])
{
    for (int y = 0; y < YARDS; y++) {
        double from = now();
        b->counted += count_words(b->tables[y], slot_bits[y], doc->text);
        yard[y] += now() - from;
    }
}

/* ---- Rounds -------------------------------------------------------------- */

static double
least_of(double best, double t)
{
    return best == 0 || t < best ? t : best;
}

/* Each layer beside the yardsticks. */
static void
one_round(struct bench *b, int round)
{
    double spent[LAYERS] = {0}, yard[YARDS] = {0};
    nq_arena arena, scratch;
    nq_arena_init(&arena);
    nq_arena_init(&scratch);
    empty_tables(b);
    b->text_bytes = b->tokens = b->statements = 0;
    for (uint32_t i = 0; i < b->docs.n; i++) {
        const nq_doc *doc = (const nq_doc *)b->docs.at + i;
        one_article(b, doc, &arena, &scratch, spent);
        nq_arena_reset(&arena);
        lay_beside(b, doc, yard);
    }
    nq_arena_clear(&arena);
    nq_arena_clear(&scratch);
    for (int l = 0; l < ALL; l++)
        spent[ALL] += spent[l];
    double share = (double)b->text_bytes / (double)b->bytes;
    for (int l = 0; l < LAYERS; l++) {
        b->best[l] = least_of(b->best[l], spent[l]);
        for (int y = 0; y < YARDS; y++)
            b->ratio[l][y][round] = share * yard[y] / spent[l];
    }
    for (int y = 0; y < YARDS; y++)
        b->least[y] = least_of(b->least[y], yard[y]);
}

/* The yardsticks alone. */
static void
one_look(struct bench *b)
{
    double yard[YARDS] = {0};
    empty_tables(b);
    for (uint32_t i = 0; i < b->docs.n; i++)
        lay_beside(b, (const nq_doc *)b->docs.at + i, yard);
    for (int y = 0; y < YARDS; y++)
        b->least[y] = least_of(b->least[y], yard[y]);
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
        printf("%s %.0f articles/s\n%s %.1f MB/s\n", layer_names[l],
               n / b->best[l], layer_names[l], mb / b->best[l]);
        for (int y = 0; y < YARDS; y++) {
            qsort(b->ratio[l][y], (size_t)rounds, sizeof(double), by_size);
            printf("%s %.4f of_%s\n", layer_names[l],
                   b->ratio[l][y][rounds / 2], yard_names[y]);
        }
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
    for (int y = 0; y < YARDS; y++)
        b.tables[y] = malloc(sizeof(slot) << slot_bits[y]);
    if (!b.tables[LARGE] || !b.tables[SMALL] ||
        naql_engine_open(&o, &b.engine, NULL) != NAQL_OK)
        return fputs("bench_parts: no engine\n", stderr), 1;
    nq_arena_init(&b.docs_arena);
    read_docs(&b, (const char *const *)argv + first, (uint32_t)(argc - first));
    for (int i = 0; i < rounds; i++)
        if (alone)
            one_look(&b);
        else
            one_round(&b, i);
    printf("articles %u\n", b.docs.n);
    for (int y = 0; y < YARDS; y++)
        printf("%s %.1f MB/s\n", yard_names[y],
               (double)b.bytes / 1e6 / b.least[y]);
    if (!alone)
        print_layers(&b, rounds);
    nq_arena_clear(&b.docs_arena);
    naql_engine_close(b.engine);
    free(b.tables[LARGE]);
    free(b.tables[SMALL]);
    return b.counted == 0; /* keeps the yardsticks from being left out */
}
