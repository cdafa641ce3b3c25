/* SPDX-License-Identifier: Apache-2.0
 *
 * learn.c - learns a chain from marked sentences.
 *
 * FTRL-Proximal (McMahan et al. 2013) on the likelihood of whole sentences,
 * half of the features hidden at each step. */
#include "names.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/str.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    EPOCHS = 20,
    FOLDS = 5 /* for what a first look would say of each text */
};
static const float ALPHA = 0.12f, BETA = 1, L1 = 0.15f, L2 = 1.0f;

/* Share of a word's features that a step does not see: words must be known by
 * their company too, not by themselves alone. */
static const float DROP = 0.5f;

/* ---- Learning ---------------------------------------------------------- */

static float
weight(float z, float n)
{
    float over = fabsf(z) - L1;
    if (over <= 0)
        return 0;
    return -copysignf(over, z) / ((BETA + sqrtf(n)) / ALPHA + L2);
}

static void
step(float *z, float *n, float g)
{
    float w = weight(*z, *n), more = *n + g * g;
    float sigma = (sqrtf(more) - sqrtf(*n)) / ALPHA;
    *z += g - sigma * w;
    *n = more;
}

static void
slots_of_token(const struct learner *l, uint32_t token, uint64_t *from,
               uint64_t *to)
{
    const uint64_t *starts = l->set->starts.at;
    *from = starts[token];
    *to = token + 1 < l->set->starts.n ? starts[token + 1] : l->set->features.n;
}

static bool
unseen(const struct learner *l, uint64_t f)
{
    return l->draw && nq_hash_mix(f * 7919 + l->draw) >> 40 < DROP * (1 << 24);
}

/* Slots of a token's features that this step sees; returns their number. */
static uint32_t
seen_slots(const struct learner *l, uint32_t token, uint32_t *out)
{
    uint64_t from, to;
    uint32_t n = 0;
    slots_of_token(l, token, &from, &to);
    for (uint64_t f = from; f < to; f++)
        if (!unseen(l, f))
            out[n++] = l->slots[f];
    for (int k = 0; l->memory_slots && k < NQ_MEMORY_FEATURES_MAX; k++) {
        uint64_t f = (uint64_t)token * NQ_MEMORY_FEATURES_MAX + (uint64_t)k;
        if (l->memory_slots[f] && !unseen(l, f + (1ull << 40)))
            out[n++] = l->memory_slots[f];
    }
    return n;
}

static void
score_token(const struct learner *l, uint32_t token, float *out)
{
    uint32_t slots[NQ_FEATURES_MAX + NQ_MEMORY_FEATURES_MAX];
    uint32_t seen = seen_slots(l, token, slots);
    lanes sum = {0};
    for (uint32_t f = 0; f < seen; f++) {
        const float *z = l->z[slots[f]], *n = l->n[slots[f]];
        for (int k = 0; k < 8; k++)
            sum[k] += weight(z[k], n[k]);
    }
    memcpy(out, sum, sizeof(lanes));
}

static void
change_token(struct learner *l, uint32_t token, const float *g)
{
    uint32_t slots[NQ_FEATURES_MAX + NQ_MEMORY_FEATURES_MAX];
    uint32_t seen = seen_slots(l, token, slots);
    for (uint32_t f = 0; f < seen; f++) {
        float *z = l->z[slots[f]], *n = l->n[slots[f]];
        for (int k = 0; k < 8; k++)
            step(&z[k], &n[k], g[k]);
    }
}

static void
read_follow(struct learner *l)
{
    for (int j = 0; j < 8; j++)
        for (int k = 0; k < NQ_LABELS; k++) {
            bool may = nq_label_follows((uint8_t)(j == 7 ? 0 : j), (uint8_t)k);
            l->follow_w[j][k] =
                may ? weight(l->follow_z[j][k], l->follow_n[j][k]) : -30;
        }
}

/* Log of the sum of exp(a[k]). */
static double
log_sum(const double *a)
{
    double most = a[0], sum = 0;
    for (int k = 1; k < NQ_LABELS; k++)
        most = a[k] > most ? a[k] : most;
    for (int k = 0; k < NQ_LABELS; k++)
        sum += exp(a[k] - most);
    return most + log(sum);
}

typedef double row[NQ_LABELS];

/* Gradient of one sentence's negative log-likelihood, applied at once. */
static void
learn_sentence(struct learner *l, const struct sentence *s, nq_arena *scratch)
{
    nq_arena_mark mark = nq_arena_here(scratch);
    uint32_t n = s->n;
    const uint8_t *gold = (const uint8_t *)l->set->labels.at + s->first;
    lanes *e = must(nq_arena_alloc(scratch, n * sizeof(*e)));
    row *a = must(nq_arena_alloc(scratch, n * sizeof(*a)));
    row *b = must(nq_arena_alloc(scratch, n * sizeof(*b)));
    read_follow(l);
    for (uint32_t i = 0; i < n; i++)
        score_token(l, s->first + i, e[i]);
    for (uint32_t i = 0; i < n; i++)
        for (int k = 0; k < NQ_LABELS; k++) {
            row t;
            for (int j = 0; j < NQ_LABELS; j++)
                t[j] = i ? a[i - 1][j] + l->follow_w[j][k] : l->follow_w[7][k];
            a[i][k] = e[i][k] + (i ? log_sum(t) : t[0]);
        }
    for (uint32_t i = n; i--;)
        for (int k = 0; k < NQ_LABELS; k++) {
            row t;
            for (int j = 0; i + 1 < n && j < NQ_LABELS; j++)
                t[j] = l->follow_w[k][j] + e[i + 1][j] + b[i + 1][j];
            b[i][k] = i + 1 < n ? log_sum(t) : 0;
        }
    double z = log_sum(a[n - 1]);
    lanes fg[8] = {{0}};
    for (uint32_t i = 0; i < n; i++) {
        lanes g = {0};
        for (int k = 0; k < NQ_LABELS; k++)
            g[k] = (float)(exp(a[i][k] + b[i][k] - z) - (k == gold[i]));
        for (int j = 0; i && j < NQ_LABELS; j++)
            for (int k = 0; k < NQ_LABELS; k++)
                fg[j][k] += (float)exp(a[i - 1][j] + l->follow_w[j][k] +
                                       e[i][k] + b[i][k] - z);
        if (i)
            fg[gold[i - 1]][gold[i]] -= 1;
        else
            for (int k = 0; k < NQ_LABELS; k++)
                fg[7][k] += g[k];
        l->loss -= log(g[gold[i]] + 1 + 1e-9);
        change_token(l, s->first + i, g);
    }
    for (int j = 0; j < 8; j++)
        for (int k = 0; k < NQ_LABELS; k++)
            if (fg[j][k] != 0)
                step(&l->follow_z[j][k], &l->follow_n[j][k], fg[j][k]);
    nq_arena_release(scratch, mark);
}

static void
learn(struct learner *l, int epochs)
{
    const struct sentence *s = l->set->sentences.at;
    uint32_t n = l->set->sentences.n;
    uint32_t *order = must(malloc(sizeof(*order) * (n + 1)));
    nq_arena scratch;
    nq_arena_init(&scratch);
    uint64_t seed = 1;
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    for (int epoch = 0; epoch < epochs; epoch++) {
        for (uint32_t i = n; i > 1; i--) { /* shuffled, the same each time */
            seed = nq_hash_mix(seed + i);
            uint32_t j = (uint32_t)(seed % i), t = order[i - 1];
            order[i - 1] = order[j];
            order[j] = t;
        }
        l->loss = 0;
        l->draw = nq_hash_mix((uint64_t)epoch + 99);
        for (uint32_t i = 0; i < n; i++)
            if (!s[order[i]].held && s[order[i]].n &&
                (int)(s[order[i]].text % FOLDS) != l->skip_fold)
                learn_sentence(l, &s[order[i]], &scratch);
        fprintf(stderr, "epoch %d: loss %.1f\n", epoch + 1, l->loss);
    }
    nq_arena_clear(&scratch);
    free(order);
}

/* The slot of a feature: one of its own, as far as there is room. */
static uint32_t
slot_of(struct learner *l, uint64_t feature)
{
    uint32_t slot = (uint32_t)(feature >> 20) & (NQ_TRAIN_ROOM - 1), tries = 0;
    slot = slot ? slot : 1;
    while (l->named[slot] && l->named[slot] != feature && tries++ < 64)
        slot = slot + 1 < NQ_TRAIN_ROOM ? slot + 1 : 1;
    if (!l->named[slot])
        l->named[slot] = feature;
    return slot;
}

static void
give_slots(struct learner *l)
{
    const uint64_t *features = l->set->features.at;
    l->slots = must(malloc(sizeof(*l->slots) * (l->set->features.n + 1)));
    for (uint32_t f = 0; f < l->set->features.n; f++)
        l->slots[f] = slot_of(l, features[f]);
    fprintf(stderr, "%u features, %u sentences\n", l->set->features.n,
            l->set->sentences.n);
}

static void
forget(struct learner *l)
{
    memset(l->z, 0, sizeof(*l->z) * NQ_TRAIN_ROOM);
    memset(l->n, 0, sizeof(*l->n) * NQ_TRAIN_ROOM);
    memset(l->follow_z, 0, sizeof(l->follow_z));
    memset(l->follow_n, 0, sizeof(l->follow_n));
}

/* Labels that the weights as they are would give a sentence. */
static void
guess(const struct learner *l, const struct sentence *s, uint8_t *labels)
{
    uint8_t(*from)[NQ_LABELS] = must(malloc((s->n + 1) * sizeof(*from)));
    lanes now, before, e;
    for (uint32_t i = 0; i < s->n; i++) {
        score_token(l, s->first + i, e);
        for (int k = 0; k < NQ_LABELS; k++) {
            float most = i ? -1e30f : l->follow_w[7][k];
            for (int j = 0; i && j < NQ_LABELS; j++)
                if (before[j] + l->follow_w[j][k] > most) {
                    most = before[j] + l->follow_w[j][k];
                    from[i][k] = (uint8_t)j;
                }
            now[k] = most + e[k];
        }
        memcpy(before, now, sizeof(now));
    }
    uint8_t label = 0;
    for (uint8_t k = 1; s->n && k < NQ_LABELS; k++)
        if (before[k] > before[label])
            label = k;
    for (uint32_t i = s->n; i--;) {
        labels[s->first + i] = label;
        label = i ? from[i][label] : label;
    }
    free(from);
}

/* What a first look would say of each text, by weights learned from the
 * others; from that the memory features. */
static void
remember(struct learner *l)
{
    const struct sentence *s = l->set->sentences.at;
    nq_feature_word *words = l->set->words.at;
    const uint32_t *texts = l->set->texts.at;
    uint32_t n = l->set->labels.n;
    uint8_t *labels = must(calloc(n + 1, 1));
    nq_arena scratch;
    for (l->skip_fold = 0; l->skip_fold < FOLDS; l->skip_fold++) {
        forget(l);
        learn(l, EPOCHS / 2);
        l->draw = 0;
        for (uint32_t i = 0; i < l->set->sentences.n; i++)
            if ((int)(s[i].text % FOLDS) == l->skip_fold)
                guess(l, &s[i], labels);
    }
    l->skip_fold = -1;
    forget(l);
    nq_arena_init(&scratch);
    for (uint32_t t = 0; t < l->set->texts.n; t++) {
        uint32_t end = t + 1 < l->set->texts.n ? texts[t + 1] : n;
        must(nq_feature_memory_make(words + texts[t], labels + texts[t],
                                    end - texts[t], &scratch)
                 ? words
                 : NULL);
        nq_arena_reset(&scratch);
    }
    nq_arena_clear(&scratch);
    l->memory_slots = must(calloc((size_t)n * NQ_MEMORY_FEATURES_MAX + 1,
                                  sizeof(*l->memory_slots)));
    for (uint32_t i = 0; i < l->set->sentences.n; i++)
        for (uint32_t k = s[i].first; k < s[i].first + s[i].n; k++) {
            uint64_t f[NQ_MEMORY_FEATURES_MAX];
            uint32_t m = nq_memory_features_of(words, s[i].first,
                                               s[i].first + s[i].n, k, f);
            for (uint32_t j = 0; j < m; j++)
                l->memory_slots[(size_t)k * NQ_MEMORY_FEATURES_MAX + j] =
                    slot_of(l, f[j]);
        }
    free(labels);
}

float
learner_weight(const struct learner *l, uint32_t i, int k)
{
    return weight(l->z[i][k], l->n[i][k]);
}

void
learner_run(struct learner *l)
{
    l->z = must(calloc(NQ_TRAIN_ROOM, sizeof(*l->z)));
    l->n = must(calloc(NQ_TRAIN_ROOM, sizeof(*l->n)));
    l->named = must(calloc(NQ_TRAIN_ROOM, sizeof(*l->named)));
    give_slots(l);
    remember(l);
    learn(l, EPOCHS);
    read_follow(l);
}
