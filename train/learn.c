/* SPDX-License-Identifier: Apache-2.0
 *
 * learn.c - learns a chain from marked sentences.
 *
 * FTRL-Proximal (McMahan et al. 2013) on the likelihood of whole sentences,
 * half of the features hidden at each step. */
#include "names.h"
#include "base/hash.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    EPOCHS = 12,
    EPOCHS_FIRST = 6, /* of what a first look would say of each text */
    FOLDS = 3,
    RUNS = 4 /* in other orders, averaged: one run is as good as its luck */
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

/* The same for all labels of a feature. */
static void
step_all(struct state *s, const float *g)
{
    for (int k = 0; k < 8; k++) {
        float root = sqrtf(s->n[k]), more = s->n[k] + g[k] * g[k];
        float sigma = (sqrtf(more) - root) / ALPHA;
        s->z[k] += g[k] - sigma * s->w[k];
        s->n[k] = more;
    }
    for (int k = 0; k < 8; k++) {
        float over = fabsf(s->z[k]) - L1;
        float w =
            -copysignf(over, s->z[k]) / ((BETA + sqrtf(s->n[k])) / ALPHA + L2);
        s->w[k] = over > 0 ? w : 0;
    }
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
    for (int k = 0; l->memory_slots && k < SEEN_MEMORY_MAX; k++) {
        uint64_t f = (uint64_t)token * SEEN_MEMORY_MAX + (uint64_t)k;
        if (l->memory_slots[f] && !unseen(l, f + (1ull << 40)))
            out[n++] = l->memory_slots[f];
    }
    return n;
}

static void
score_token(const struct learner *l, uint32_t token, float *out)
{
    uint32_t slots[SEEN_MAX + SEEN_MEMORY_MAX];
    uint32_t seen = seen_slots(l, token, slots);
    lanes sum = {0};
    for (uint32_t f = 0; f < seen; f++) {
        const float *w = l->state[slots[f]].w;
        for (int k = 0; k < 8; k++)
            sum[k] += w[k];
    }
    memcpy(out, sum, sizeof(lanes));
}

static void
change_token(struct learner *l, uint32_t token, const float *g)
{
    uint32_t slots[SEEN_MAX + SEEN_MEMORY_MAX];
    uint32_t seen = seen_slots(l, token, slots);
    for (uint32_t f = 0; f < seen; f++)
        step_all(&l->state[slots[f]], g);
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

typedef double row[NQ_LABELS];

/* Scales a row to a sum of one. */
static void
to_sum_one(double *a)
{
    double sum = 0;
    for (int k = 0; k < NQ_LABELS; k++)
        sum += a[k];
    for (int k = 0; k < NQ_LABELS; k++)
        a[k] /= sum;
}

/* A sentence at work: likelihoods of words and of steps, and what lies in front
 * of and behind each word. */
struct chain {
    row *word, *front, *behind; /* [n] */
    row follow[NQ_LABELS], start;
};

static void
read_chain(const struct learner *l, const struct sentence *s, struct chain *c)
{
    for (int k = 0; k < NQ_LABELS; k++)
        c->start[k] = exp(l->follow_w[7][k]);
    for (int j = 0; j < NQ_LABELS; j++)
        for (int k = 0; k < NQ_LABELS; k++)
            c->follow[j][k] = exp(l->follow_w[j][k]);
    for (uint32_t i = 0; i < s->n; i++) {
        lanes e;
        score_token(l, s->first + i, e);
        float most = e[0];
        for (int k = 1; k < NQ_LABELS; k++)
            most = e[k] > most ? e[k] : most;
        for (int k = 0; k < NQ_LABELS; k++)
            c->word[i][k] = exp(e[k] - most);
    }
}

static void
run_chain(struct chain *c, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        for (int k = 0; k < NQ_LABELS; k++) {
            double sum = 0;
            for (int j = 0; i && j < NQ_LABELS; j++)
                sum += c->front[i - 1][j] * c->follow[j][k];
            c->front[i][k] = (i ? sum : c->start[k]) * c->word[i][k];
        }
        to_sum_one(c->front[i]);
    }
    for (uint32_t i = n; i--;) {
        for (int j = 0; j < NQ_LABELS; j++) {
            double sum = 0;
            for (int k = 0; i + 1 < n && k < NQ_LABELS; k++)
                sum +=
                    c->follow[j][k] * c->word[i + 1][k] * c->behind[i + 1][k];
            c->behind[i][j] = i + 1 < n ? sum : 1;
        }
        to_sum_one(c->behind[i]);
    }
}

/* Adds to `fg` what the step into word i is likelier to be than it is. */
static void
step_gradient(const struct chain *c, uint32_t i, lanes fg[8])
{
    row p[NQ_LABELS];
    double sum = 0;
    for (int j = 0; j < NQ_LABELS; j++)
        for (int k = 0; k < NQ_LABELS; k++) {
            p[j][k] = c->front[i - 1][j] * c->follow[j][k] * c->word[i][k] *
                      c->behind[i][k];
            sum += p[j][k];
        }
    for (int j = 0; j < NQ_LABELS; j++)
        for (int k = 0; k < NQ_LABELS; k++)
            fg[j][k] += (float)(p[j][k] / sum);
}

/* Gradient of one sentence's negative log-likelihood, applied at once. */
static void
learn_sentence(struct learner *l, const struct sentence *s, nq_arena *scratch)
{
    nq_arena_mark mark = nq_arena_here(scratch);
    const uint8_t *gold = (const uint8_t *)l->set->labels.at + s->first;
    struct chain c;
    c.word = must(nq_arena_alloc(scratch, s->n * sizeof(row)));
    c.front = must(nq_arena_alloc(scratch, s->n * sizeof(row)));
    c.behind = must(nq_arena_alloc(scratch, s->n * sizeof(row)));
    read_follow(l);
    read_chain(l, s, &c);
    run_chain(&c, s->n);
    lanes fg[8] = {{0}};
    for (uint32_t i = 0; i < s->n; i++) {
        row p;
        lanes g = {0};
        for (int k = 0; k < NQ_LABELS; k++)
            p[k] = c.front[i][k] * c.behind[i][k];
        to_sum_one(p);
        for (int k = 0; k < NQ_LABELS; k++)
            g[k] = (float)(p[k] - (k == gold[i]));
        if (i) {
            step_gradient(&c, i, fg);
            fg[gold[i - 1]][gold[i]] -= 1;
        } else {
            memcpy(fg[7], g, sizeof(g));
        }
        l->loss -= log(p[gold[i]] + 1e-9);
        change_token(l, s->first + i, g);
    }
    for (int j = 0; j < 8; j++)
        for (int k = 0; k < NQ_LABELS; k++)
            if (fg[j][k] != 0)
                step(&l->follow_z[j][k], &l->follow_n[j][k], fg[j][k]);
    nq_arena_release(scratch, mark);
}

static void
learn(struct learner *l, int epochs, uint64_t seed)
{
    const struct sentence *s = l->set->sentences.at;
    uint32_t n = l->set->sentences.n;
    uint32_t *order = must(malloc(sizeof(*order) * (n + 1)));
    nq_arena scratch;
    nq_arena_init(&scratch);
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
        l->draw = nq_hash_mix(seed + 99);
        for (uint32_t i = 0; i < n; i++)
            if (!s[order[i]].held && s[order[i]].n &&
                (int)(s[order[i]].text % FOLDS) != l->skip_fold)
                learn_sentence(l, &s[order[i]], &scratch);
        fprintf(stderr, "epoch %d: loss %.1f\n", epoch + 1, l->loss);
    }
    nq_arena_clear(&scratch);
    free(order);
}

/* The number of a feature; 0 is nobody's. */
static uint32_t
slot_of(struct learner *l, uint64_t feature)
{
    bool fresh;
    uint32_t *slot = must(nq_map_put(&l->slot_of, feature, &fresh));
    if (fresh) {
        if (!l->named.n)
            must(nq_list_add(&l->named, &l->arena));
        *slot = l->named.n;
        *(uint64_t *)must(nq_list_add(&l->named, &l->arena)) = feature;
    }
    return *slot;
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
    free(l->state);
    l->state = must(calloc(l->named.n + 1, sizeof(*l->state)));
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
        learn(l, EPOCHS_FIRST, 1);
        l->draw = 0;
        for (uint32_t i = 0; i < l->set->sentences.n; i++)
            if ((int)(s[i].text % FOLDS) == l->skip_fold)
                guess(l, &s[i], labels);
    }
    l->skip_fold = -1;
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
    l->memory_slots =
        must(calloc((size_t)n * SEEN_MEMORY_MAX + 1, sizeof(*l->memory_slots)));
    for (uint32_t i = 0; i < l->set->sentences.n; i++)
        for (uint32_t k = s[i].first; k < s[i].first + s[i].n; k++) {
            uint64_t f[SEEN_MEMORY_MAX];
            uint32_t m = see_memory(words, &s[i], k, f);
            for (uint32_t j = 0; j < m; j++)
                l->memory_slots[(size_t)k * SEEN_MEMORY_MAX + j] =
                    slot_of(l, f[j]);
        }
    free(labels);
}

/* Adds the weights of a run to a sum of them. */
static void
add_run(const struct learner *l, struct learner *sum)
{
    for (uint32_t i = 0; i < l->named.n; i++)
        for (int k = 0; k < NQ_LANES; k++)
            sum->state[i].w[k] += l->state[i].w[k] / RUNS;
    for (int j = 0; j < 8; j++)
        for (int k = 0; k < NQ_LANES; k++)
            sum->follow_w[j][k] += l->follow_w[j][k] / RUNS;
}

void
learner_run(struct learner *l)
{
    nq_arena_init(&l->arena);
    nq_map_init(&l->slot_of, &l->arena);
    l->named = NQ_LIST(uint64_t);
    l->skip_fold = -1;
    give_slots(l);
    remember(l);
    struct learner sum = {.state =
                              must(calloc(l->named.n + 1, sizeof(*sum.state)))};
    for (uint64_t run = 1; run <= RUNS; run++) {
        forget(l);
        learn(l, EPOCHS, run);
        read_follow(l);
        add_run(l, &sum);
    }
    free(l->state);
    l->state = sum.state;
    memcpy(l->follow_w, sum.follow_w, sizeof(l->follow_w));
}
