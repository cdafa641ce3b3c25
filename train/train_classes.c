/* SPDX-License-Identifier: Apache-2.0
 *
 * train_classes.c - classes of words from unmarked news.
 *
 *   train_classes OUT.tsv NEWS.jsonl...
 *
 * Words (without glued conjunctions and prepositions) get vectors by skip-gram
 * with negative sampling (Mikolov et al. 2013), and the vectors are grouped by
 * k-means: by near company and by wide company, at several sizes. OUT has a
 * line a word: key, count, the word folded, its classes (see names.h). One
 * thread and fixed seeds: the same news give the same file. */
#include "base/map.h"
#include "base/str.h"
#include "corpus.h"
#include "name/model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define DIM 64u /* of a word's vector */

enum {
    NEGATIVE = 5,
    LEAST = 5,       /* occurrences of a word that gets a vector */
    NOISE = 1 << 22, /* table of words by count^0.75 */
    ROUNDS = 10      /* of k-means */
};
/* Near company tells grammar, wide company tells what a text is about. */
static const struct {
    uint32_t window;
    int epochs;
    uint32_t sizes[4]; /* of the groupings kept; 0: no more */
} views[2] = {{3, 4, {2048, 512, 192, 64}}, {7, 3, {1024, 256, 64, 0}}};
enum { CLASSES = 7 };

struct news {
    nq_arena arena;
    nq_map counts;       /* whole word -> occurrences */
    nq_map ids;          /* base -> id + 1 */
    nq_list bases;       /* of uint64_t, by id */
    nq_list names;       /* of naql_str: the words, by id */
    nq_list base_counts; /* of uint32_t */
    nq_list words;       /* of uint32_t id + 1, 0 between sentences */
};

static uint64_t seed;

static uint32_t
chance(uint32_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)((seed >> 33) % below);
}

static void
count(void *user, const nq_text *text)
{
    struct news *news = user;
    for (uint32_t i = 0; i < text->n_tokens; i++)
        if (text->tokens[i].kind == NQ_TOKEN_WORD)
            ++*(uint32_t *)must(
                nq_map_put(&news->counts, text->tokens[i].hash, NULL));
}

static uint32_t
count_of(const struct news *news, uint64_t hash)
{
    const uint32_t *n = nq_map_get(&news->counts, hash);
    return n ? *n : 0;
}

/* What is left of a word when glued letters go, by the counts of both; the
 * same rule as in src/name/lexicon.c. */
static nq_cut
base_of(const struct news *news, const nq_text *text, uint32_t i)
{
    uint32_t n, best = 0;
    const nq_cut *cuts = nq_cuts_of(text, i, &n);
    uint64_t most = 4ull * count_of(news, cuts[0].hash) + 3;
    for (uint32_t c = 1; c < n; c++) {
        bool whole = cuts[c].clitics & (NQ_CLITIC_AL | NQ_CLITIC_SIN);
        if (whole || cuts[c].left.len < 6)
            continue;
        uint64_t with = count_of(news, cuts[c].hash);
        if (with > most) {
            most = with;
            best = c;
        }
    }
    return cuts[best];
}

static uint32_t
id_of(struct news *news, uint64_t key, naql_str word)
{
    bool fresh;
    uint32_t *id = must(nq_map_put(&news->ids, key, &fresh));
    if (fresh) {
        *(uint64_t *)must(nq_list_add(&news->bases, &news->arena)) = key;
        *(naql_str *)must(nq_list_add(&news->names, &news->arena)) =
            nq_arena_str(&news->arena, word);
        nq_list_add(&news->base_counts, &news->arena);
        *id = news->bases.n;
    }
    return *id;
}

static void
gather(void *user, const nq_text *text)
{
    struct news *news = user;
    for (uint32_t i = 0; i < text->n_tokens; i++) {
        const nq_token *t = &text->tokens[i];
        nq_cut word = {.hash = t->hash, .left = t->folded};
        if (t->flags & NQ_TOKEN_SENTENCE)
            *(uint32_t *)must(nq_list_add(&news->words, &news->arena)) = 0;
        if (t->kind == NQ_TOKEN_WORD)
            word = base_of(news, text, i);
        else if (t->kind == NQ_TOKEN_NUMBER)
            word = (nq_cut){.hash = NQ_MODEL_NUMBER, .left = NQ_STR("0")};
        uint64_t key = nq_model_key(word.hash, nq_token_maqsura(text, t));
        uint32_t id = id_of(news, key, word.left);
        ((uint32_t *)news->base_counts.at)[id - 1]++;
        *(uint32_t *)must(nq_list_add(&news->words, &news->arena)) = id;
    }
}

/* Drops rare words; gives the rest new ids. Returns how many are left. */
static uint32_t
keep_frequent(struct news *news)
{
    uint32_t *to = must(calloc(news->bases.n + 1, sizeof(*to))), n = 0, k = 0;
    uint32_t *counts = news->base_counts.at, *words = news->words.at;
    uint64_t *bases = news->bases.at;
    naql_str *names = news->names.at;
    for (uint32_t i = 0; i < news->bases.n; i++)
        if (counts[i] >= LEAST) {
            counts[n] = counts[i];
            names[n] = names[i];
            bases[n++] = bases[i];
            to[i + 1] = n;
        }
    for (uint32_t i = 0; i < news->words.n; i++)
        if (!words[i] || to[words[i]])
            words[k++] = words[i] ? to[words[i]] : 0;
    news->words.n = k;
    news->bases.n = n;
    free(to);
    return n;
}

static uint32_t *
noise_table(const struct news *news, uint32_t n)
{
    uint32_t *table = must(malloc(sizeof(*table) * NOISE));
    const uint32_t *counts = news->base_counts.at;
    double sum = 0, so_far = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += pow(counts[i], 0.75);
    uint32_t at = 0;
    for (uint32_t i = 0; i < n; i++) {
        so_far += pow(counts[i], 0.75) / sum;
        while (at < NOISE && (double)at / NOISE < so_far)
            table[at++] = i;
    }
    while (at < NOISE)
        table[at++] = n - 1;
    return table;
}

/* Sums in eight lanes, always in this order: the same on every machine. */
static float
product(const float *a, const float *b)
{
    float s[8] = {0};
    for (uint32_t d = 0; d < DIM; d += 8)
        for (uint32_t k = 0; k < 8; k++)
            s[k] += a[d + k] * b[d + k];
    return ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
}

static void
learn_pair(float *in, float *out, float *step, float rate, float label)
{
    float g = (label - 1 / (1 + expf(-product(in, out)))) * rate;
    for (uint32_t d = 0; d < DIM; d++) {
        step[d] += g * out[d];
        out[d] += g * in[d];
    }
}

/* One word and the words around it, inside its sentence. */
static void
learn_word(const struct news *news, uint32_t i, uint32_t window, float *in,
           float *out, const uint32_t *noise, float rate)
{
    const uint32_t *w = news->words.at;
    for (int side = -1; side <= 1; side += 2)
        for (uint32_t k = 1; k <= window; k++) {
            int64_t j = (int64_t)i + side * (int64_t)k;
            if (j < 0 || j >= news->words.n || !w[j])
                break;
            float step[DIM] = {0}, *from = in + (size_t)(w[i] - 1) * DIM;
            /* left and right neighbours are kept apart: order is grammar */
            float *to = out + ((size_t)(w[j] - 1) * 2 + (side > 0)) * DIM;
            learn_pair(from, to, step, rate, 1);
            for (int s = 0; s < NEGATIVE; s++)
                learn_pair(
                    from,
                    out + ((size_t)noise[chance(NOISE)] * 2 + (side > 0)) * DIM,
                    step, rate, 0);
            for (uint32_t d = 0; d < DIM; d++)
                from[d] += step[d];
        }
}

static float *
learn(const struct news *news, uint32_t n, uint32_t window, int epochs)
{
    seed = 88172645463325252ull;
    float *in = must(malloc(sizeof(float) * n * DIM));
    float *out = must(calloc((size_t)n * DIM * 2, sizeof(float)));
    uint32_t *noise = noise_table(news, n);
    const uint32_t *w = news->words.at, *counts = news->base_counts.at;
    double total = news->words.n;
    for (size_t i = 0; i < (size_t)n * DIM; i++)
        in[i] = ((float)chance(1 << 16) / (1 << 16) - 0.5f) / DIM;
    for (int epoch = 0; epoch < epochs; epoch++)
        for (uint32_t i = 0; i < news->words.n; i++) {
            double done = (epoch + i / total) / epochs;
            if (!w[i])
                continue;
            double f = counts[w[i] - 1] / total; /* frequent words: fewer */
            if (f > 1e-4 && chance(1 << 20) > sqrt(1e-4 / f) * (1 << 20))
                continue;
            learn_word(news, i, window, in, out, noise,
                       (float)(0.04 * (1.001 - done)));
        }
    free(out);
    free(noise);
    return in;
}

static void
normalise(float *v, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        float sum = 1e-9f;
        for (uint32_t d = 0; d < DIM; d++)
            sum += v[(size_t)i * DIM + d] * v[(size_t)i * DIM + d];
        for (uint32_t d = 0; d < DIM; d++)
            v[(size_t)i * DIM + d] /= sqrtf(sum);
    }
}

/* Spherical k-means; the first centres are the k most frequent words. */
static uint16_t *
group(const float *v, uint32_t n, uint32_t k, const uint32_t *order)
{
    float *centre = must(malloc(sizeof(float) * k * DIM));
    uint16_t *class = must(calloc(n, sizeof(*class)));
    for (uint32_t c = 0; c < k; c++)
        memcpy(centre + c * DIM, v + (size_t)order[c * (n / k / 4 + 1)] * DIM,
               sizeof(float) * DIM);
    for (int round = 0; round < ROUNDS; round++) {
        for (uint32_t i = 0; i < n; i++) {
            float best = -9;
            for (uint32_t c = 0; c < k; c++) {
                float near = product(v + (size_t)i * DIM, centre + c * DIM);
                if (near > best) {
                    best = near;
                    class[i] = (uint16_t)c;
                }
            }
        }
        memset(centre, 0, sizeof(float) * k * DIM);
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t d = 0; d < DIM; d++)
                centre[class[i] * DIM + d] += v[(size_t)i * DIM + d];
        normalise(centre, k);
    }
    free(centre);
    return class;
}

static const uint32_t *sort_counts;

static int
more_frequent(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    if (sort_counts[x] != sort_counts[y])
        return sort_counts[x] < sort_counts[y] ? 1 : -1;
    return x < y ? -1 : x > y;
}

/* The words by falling frequency. */
static uint32_t *
sorted(const struct news *news, uint32_t n)
{
    uint32_t *order = must(malloc(sizeof(*order) * n));
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    sort_counts = news->base_counts.at;
    qsort(order, n, sizeof(*order), more_frequent);
    return order;
}

static void
write_classes(const char *path, const struct news *news, uint32_t n)
{
    uint16_t *class[CLASSES];
    uint32_t *order = sorted(news, n), k = 0;
    for (int v = 0; v < 2; v++) {
        float *at = learn(news, n, views[v].window, views[v].epochs);
        normalise(at, n);
        for (int s = 0; s < 4 && views[v].sizes[s]; s++)
            class[k++] = group(at, n, views[v].sizes[s], order);
        free(at);
    }
    FILE *f = must(fopen(path, "w"));
    const uint64_t *bases = news->bases.at;
    const naql_str *names = news->names.at;
    for (uint32_t r = 0; r < n; r++) {
        uint32_t i = order[r];
        fprintf(f, "%016llx\t%u\t%.*s", (unsigned long long)bases[i],
                sort_counts[i], (int)names[i].len, names[i].ptr);
        for (uint32_t c = 0; c < k; c++)
            fprintf(f, "\t%u", class[c][i]);
        fputc('\n', f);
    }
    fclose(f);
}

int
main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: train_classes OUT.tsv NEWS.jsonl...\n", stderr);
        return 2;
    }
    struct news news = {.bases = NQ_LIST(uint64_t),
                        .names = NQ_LIST(naql_str),
                        .base_counts = NQ_LIST(uint32_t),
                        .words = NQ_LIST(uint32_t)};
    nq_tables tables;
    nq_text_tools *tools;
    nq_arena_init(&news.arena);
    nq_map_init(&news.counts, &news.arena);
    nq_map_init(&news.ids, &news.arena);
    if (nq_tables_builtin(&tables) != NAQL_OK ||
        nq_text_tools_make(&tables, &news.arena, &tools) != NAQL_OK)
        return 1;
    const char *const *paths = (const char *const *)argv + 2;
    corpus_read(paths, (uint32_t)argc - 2, tools, count, &news);
    corpus_read(paths, (uint32_t)argc - 2, tools, gather, &news);
    uint32_t n = keep_frequent(&news);
    fprintf(stderr, "%u words, %u kinds\n", news.words.n, n);
    write_classes(argv[1], &news, n);
    nq_arena_clear(&news.arena);
    return 0;
}
