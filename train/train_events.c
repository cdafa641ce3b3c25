/* SPDX-License-Identifier: Apache-2.0
 *
 * train_events.c - which sentences report a protest or an attack -> weights.
 *
 *     train_events SENTENCES.tsv >data/event_weights.tsv
 *
 * A line of SENTENCES: protest or assault TAB share of the annotators who
 * accepted it, 0 to 1 TAB what it counts as when the threshold is looked for: 1
 * yes, 0 no, - nothing TAB the sentence. Logistic regression, AdaGrad; the
 * threshold is the one with the best F1 over four parts, each judged by what
 * was learned from the other three. Same input, same output. */
#include "base/io.h"
#include "base/status.h"
#include "base/str.h"
#include "claim/event_scales.h"
#include "text/clitic.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define PARTS      4
#define EPOCHS     30
#define RATE       0.3
#define STEMS_MOST 30000
#define ROOM       (NQ_EVENT_FEATURES + STEMS_MOST)
#define STEM_LEAST 3  /* sentences that must hold a stem */
#define SIGN_LEAST 12 /* the same for a feature of signs */

/* Strength of the pull to 0: few protests, so a hard one. */
static const double pulls[NQ_EVENT_KINDS] = {1.5, 0.4};
static const char *const kinds[NQ_EVENT_KINDS] = {"protest", "assault"};

typedef struct example {
    uint32_t *features, n;
    double share, score;
    uint8_t kind, part;
    char gold;
} example;

typedef struct trainer {
    nq_arena keep, scratch;
    nq_event_scales scales;
    nq_article_tools *article;
    nq_text_tools *text;
    nq_list examples;
    nq_map stems; /* stem -> number */
    naql_str words[STEMS_MOST];
    uint32_t counts[STEMS_MOST], n_stems;
    uint32_t found[1 << 16], n_found; /* of the sentence at hand */
    uint32_t seen[NQ_EVENT_KINDS][NQ_EVENT_FEATURES]; /* sentences */
    double *w, *g, *mean;                             /* [ROOM] */
} trainer;

static void
find(void *user, uint32_t feature)
{
    trainer *t = user;
    if (t->n_found < 1 << 16)
        t->found[t->n_found++] = feature;
}

static naql_status
find_stem(trainer *t, const nq_token *token)
{
    bool fresh;
    naql_str left = nq_str(token->folded.ptr + token->pre,
                           token->folded.len - token->pre - token->suf);
    uint32_t *at = token->kind == NQ_TOKEN_WORD
                       ? nq_map_put(&t->stems, token->stem, &fresh)
                       : NULL;
    if (!at || nq_light_stem(left) != token->stem)
        return NAQL_OK;
    if (fresh) {
        if (t->n_stems == STEMS_MOST)
            return NAQL_TOO_BIG;
        t->words[t->n_stems] = left;
        *at = t->n_stems++;
    }
    t->counts[*at]++;
    find(t, NQ_EVENT_FEATURES + *at);
    return NAQL_OK;
}

static naql_status
add_text(trainer *t, naql_str sentence, example *e)
{
    nq_doc doc = {.form = NQ_DOC_FIELDS, .text = sentence};
    nq_article *article = nq_arena_zero(&t->keep, 1, sizeof *article);
    nq_text *text = nq_arena_zero(&t->keep, 1, sizeof *text);
    if (!article || !text)
        return NAQL_NOMEM;
    nq_arena_reset(&t->scratch);
    NQ_TRY(nq_article_make(t->article, &doc, &t->keep, &t->scratch, article));
    NQ_TRY(nq_text_make(t->text, article, &t->keep, &t->scratch, text));
    nq_sentence all = {.first = 0, .end = text->n_tokens};
    uint32_t *signs =
        nq_arena_alloc(&t->scratch, text->n_tokens * sizeof *signs);
    if (!signs)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < text->n_tokens; i++)
        signs[i] = nq_event_signs_at(&t->scales, text, i);
    t->n_found = 0;
    nq_event_features(signs, &all, find, t);
    for (uint32_t i = 0; i < t->n_found; i++)
        t->seen[e->kind][t->found[i]]++;
    for (uint32_t i = 0; i < text->n_tokens; i++)
        NQ_TRY(find_stem(t, &text->tokens[i]));
    e->n = t->n_found;
    e->features = nq_arena_alloc(&t->keep, (e->n + 1) * sizeof(uint32_t));
    if (!e->features)
        return NAQL_NOMEM;
    memcpy(e->features, t->found, e->n * sizeof(uint32_t));
    return NAQL_OK;
}

static naql_status
add_line(trainer *t, naql_str line)
{
    naql_str kind, share, gold;
    if (!nq_str_split(&line, '\t', &kind) ||
        !nq_str_split(&line, '\t', &share) ||
        !nq_str_split(&line, '\t', &gold) || !gold.len)
        return NAQL_OK; /* an empty line */
    example *e = nq_list_add(&t->examples, &t->keep);
    if (!e)
        return NAQL_NOMEM;
    *e = (example){.kind = nq_str_equal(kind, NQ_STR("assault")),
                   .part = (uint8_t)(t->examples.n % PARTS),
                   .share = strtod(share.ptr, NULL),
                   .gold = *gold.ptr};
    return add_text(t, line, e);
}

static naql_status
read_all(trainer *t, const char *path)
{
    nq_tables tables;
    nq_buf bytes = {0};
    NQ_TRY(nq_tables_builtin(&tables));
    NQ_TRY(nq_event_scales_make(&tables, &t->keep, &t->scales));
    NQ_TRY(nq_article_tools_make(&tables, &t->keep, &t->article));
    NQ_TRY(nq_text_tools_make(&tables, &t->keep, &t->text));
    nq_map_init(&t->stems, &t->keep);
    NQ_TRY(nq_io_read(path, 1u << 28, &bytes, NULL));
    naql_str rest = nq_str((const char *)bytes.ptr, bytes.len), line;
    t->examples = NQ_LIST(example);
    while (nq_str_split(&rest, '\n', &line))
        NQ_TRY(add_line(t, line));
    return NAQL_OK; /* the words point into `bytes`: kept */
}

static bool
is_used(const trainer *t, uint8_t kind, uint32_t feature)
{
    return feature < NQ_EVENT_FEATURES
               ? t->seen[kind][feature] >= SIGN_LEAST
               : t->counts[feature - NQ_EVENT_FEATURES] >= STEM_LEAST;
}

static double
score(const trainer *t, const example *e)
{
    double sum = 0;
    for (uint32_t i = 0; i < e->n; i++)
        if (is_used(t, e->kind, e->features[i]))
            sum += t->w[e->features[i]];
    return sum;
}

static void
step(trainer *t, const example *e)
{
    double off = 1 / (1 + exp(-score(t, e))) - e->share;
    for (uint32_t i = 0; i < e->n; i++) {
        uint32_t f = e->features[i];
        double pull = f == NQ_EVENT_BIAS ? 0 : pulls[e->kind] * t->w[f];
        if (!is_used(t, e->kind, f))
            continue;
        t->g[f] += (off + pull) * (off + pull);
        t->w[f] -= RATE * (off + pull) / sqrt(t->g[f] + 1e-9);
    }
}

/* Learns one kind from all parts but `without`. The order of an epoch is a walk
 * with a step that has no divisor in common with the number. */
static void
learn(trainer *t, uint8_t kind, uint32_t without)
{
    example *at = t->examples.at;
    uint32_t n = t->examples.n, stride = 7919;
    memset(t->w, 0, ROOM * sizeof *t->w);
    memset(t->g, 0, ROOM * sizeof *t->g);
    memset(t->mean, 0, ROOM * sizeof *t->mean);
    for (uint32_t epoch = 0; epoch < EPOCHS; epoch++) {
        for (uint32_t i = 0; i < n; i++) {
            const example *e =
                &at[(uint32_t)(((uint64_t)i * stride + epoch * 31) % n)];
            if (e->kind == kind && e->part != without)
                step(t, e);
        }
        for (uint32_t f = 0; epoch >= EPOCHS / 2 && f < ROOM; f++)
            t->mean[f] += t->w[f] / (EPOCHS - EPOCHS / 2);
    }
    memcpy(t->w, t->mean, ROOM * sizeof *t->w);
}

static int
by_score(const void *x, const void *y)
{
    const example *a = *(example *const *)x, *b = *(example *const *)y;
    return a->score < b->score ? 1 : a->score > b->score ? -1 : 0;
}

static double
best_threshold(trainer *t, uint8_t kind)
{
    example *at = t->examples.at;
    example **order = malloc((t->examples.n + 1u) * sizeof(example *));
    double best = 0, least = 0;
    uint32_t n = 0, yes = 0, hits = 0;
    for (uint32_t i = 0; order && i < t->examples.n; i++)
        if (at[i].kind == kind && at[i].gold != '-') {
            order[n++] = &at[i];
            yes += at[i].gold == '1';
        }
    qsort(order, n, sizeof(example *), by_score);
    for (uint32_t i = 0; i < n; i++) {
        hits += order[i]->gold == '1';
        double f1 = 2.0 * hits / (i + 1.0 + yes);
        if (f1 > best) {
            best = f1;
            least = i + 1 < n ? (order[i]->score + order[i + 1]->score) / 2
                              : order[i]->score;
        }
    }
    fprintf(stderr, "%s: F1 %.3f over %u parts, %u of %u yes\n", kinds[kind],
            best, PARTS, yes, n);
    free(order);
    return least;
}

static double
learn_kind(trainer *t, uint8_t kind)
{
    example *at = t->examples.at;
    for (uint32_t part = 0; part < PARTS; part++) {
        learn(t, kind, part);
        for (uint32_t i = 0; i < t->examples.n; i++)
            if (at[i].part == part)
                at[i].score = score(t, &at[i]);
    }
    double least = best_threshold(t, kind);
    learn(t, kind, PARTS);
    return least;
}

static void
put_name(const trainer *t, uint32_t f)
{
    static const uint32_t from[] = {NQ_EVENT_BOTH, NQ_EVENT_PAIR,
                                    NQ_EVENT_FIRST, NQ_EVENT_HAS};
    static const char *const names[] = {"both", "near", "first", "has"};
    uint32_t k = 0;
    if (f == NQ_EVENT_BIAS) {
        printf("bias");
        return;
    }
    while (f < from[k])
        k++;
    uint32_t a = f - from[k], b = a % NQ_EVENT_SIGNS;
    if (k < 2)
        a /= NQ_EVENT_SIGNS;
    printf("%s %.*s", names[k], (int)t->scales.names[a].len,
           t->scales.names[a].ptr);
    if (k < 2)
        printf(" %.*s", (int)t->scales.names[b].len, t->scales.names[b].ptr);
}

static void
put(long protest, long assault)
{
    printf("\t%ld\t%ld\tlearned from open event data (MIT)\n", protest,
           assault);
}

static void
put_all(const trainer *t, double *const w[NQ_EVENT_KINDS], const double *least)
{
    printf("# What words and signs (data/event_signs.tsv) say for a sentence "
           "that reports a protest, an attack; thousandths of a\n# logit. "
           "Written by train/train_events.c. least: a score from which the "
           "sentence reports one.\nkey\tprotest\tassault\tsource\nleast");
    put(lround(least[0] * 1000), lround(least[1] * 1000));
    for (uint32_t f = 0; f < NQ_EVENT_FEATURES + t->n_stems; f++) {
        long a = lround(w[0][f] * 1000), b = lround(w[1][f] * 1000);
        if (labs(a) < 5 && labs(b) < 5)
            continue;
        if (f < NQ_EVENT_FEATURES)
            put_name(t, f);
        else
            printf("stem %.*s", (int)t->words[f - NQ_EVENT_FEATURES].len,
                   t->words[f - NQ_EVENT_FEATURES].ptr);
        put(a, b);
    }
}

int
main(int argc, char **argv)
{
    static trainer t;
    double *w[NQ_EVENT_KINDS], least[NQ_EVENT_KINDS];
    if (argc != 2) {
        fprintf(stderr, "usage: train_events SENTENCES.tsv\n");
        return 2;
    }
    t.g = calloc(ROOM, sizeof(double));
    t.mean = calloc(ROOM, sizeof(double));
    naql_status status = t.g && t.mean ? read_all(&t, argv[1]) : NAQL_NOMEM;
    if (status != NAQL_OK) {
        fprintf(stderr, "train_events: %s: %s\n", argv[1],
                nq_status_name(status));
        return 1;
    }
    for (uint8_t kind = 0; kind < NQ_EVENT_KINDS; kind++) {
        t.w = w[kind] = calloc(ROOM, sizeof(double));
        if (!t.w)
            return 1;
        least[kind] = learn_kind(&t, kind);
    }
    put_all(&t, w, least);
    return 0;
}
