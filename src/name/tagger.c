/* SPDX-License-Identifier: Apache-2.0
 *
 * tagger.c - a label for each word, by a chain of hashed features. Layer 4
 * (name). */
#include "name/tagger.h"

#include <math.h>
#include <string.h>

typedef float scores[NQ_LABELS];

/* One sentence at work; arrays have room for all words of the text. */
struct chain {
    const nq_model_head *head;
    scores *word;                       /* [n] what each word itself says */
    scores *forward;                    /* [n] */
    uint8_t (*from)[NQ_LABELS];         /* [n] best label before */
    float follow[NQ_LABELS][NQ_LABELS]; /* exp of head->follow */
};

/* Sums of weights of all labels at once: each weight, a byte of one eight-byte
 * word, is added in a lane of 16 bits, those of even labels in one word, those
 * of odd labels in the other. Lanes hold NQ_FEATURES_MAX bytes and more. */
struct lanes {
    uint64_t even, odd;
};

#define LANES 0x00ff00ff00ff00ffull
#define BIAS  0x0080808080808080ull /* makes weights of -128..127 0..255 */

static inline uint64_t
slot_at(const nq_model_weights *w)
{
    uint64_t all;
    memcpy(&all, w, sizeof(all));
    return all;
}

/* Adds the weights of one feature; those of a feature that is not in the model
 * are 0. Masks, no branches: which slot has it, if any, is past guessing. */
static inline void
add_weights(const nq_model *model, uint64_t feature, struct lanes *sum)
{
    uint32_t slot = nq_model_slot(feature, model->head->n_weights);
    uint64_t check = nq_model_check(feature);
    uint64_t own = slot_at(&model->weights[slot]);
    uint64_t beside = slot_at(&model->weights[slot ^ 1]);
    uint64_t is_own = 0 - (uint64_t)(own >> 56 == check);
    uint64_t is_beside = 0 - (uint64_t)(beside >> 56 == check);
    uint64_t w = ((own & is_own) | (beside & is_beside & ~is_own)) ^ BIAS;
    sum->even += w & LANES;
    sum->odd += w >> 8 & LANES;
}

/* Keeps the features that the model may have and sends for their weights;
 * returns their number. */
static uint32_t
sift(const nq_model *model, uint64_t *features, uint32_t n)
{
    uint32_t kept = 0;
    for (uint32_t f = 0; f < n; f++) {
        uint64_t feature = features[f];
        features[kept] = feature;
        kept += nq_model_may_have(model, feature);
    }
    for (uint32_t f = 0; f < kept; f++)
        __builtin_prefetch(
            &model
                 ->weights[nq_model_slot(features[f], model->head->n_weights)]);
    return kept;
}

static void
add_features(const nq_model *model, const uint64_t *features, uint32_t n,
             scores out)
{
    struct lanes sum = {0, 0};
    for (uint32_t f = 0; f < n; f++)
        add_weights(model, features[f], &sum);
    for (uint32_t k = 0; k < NQ_LABELS; k++) {
        uint64_t lanes = k % 2 ? sum.odd : sum.even;
        int32_t lane = (int32_t)(lanes >> k / 2 * 16 & 0xffff);
        out[k] += (float)(lane - 128 * (int32_t)n) * model->head->scale;
    }
}

/* ---- Best labels (Viterbi) --------------------------------------------- */

static void
best_step(const struct chain *c, uint32_t i, const scores before, scores now)
{
    for (uint8_t k = 0; k < NQ_LABELS; k++) {
        uint8_t best = 0;
        float most = before[0] + c->head->follow[0][k];
        for (uint8_t j = 1; j < NQ_LABELS; j++) {
            float score = before[j] + c->head->follow[j][k];
            if (score > most) {
                most = score;
                best = j;
            }
        }
        c->from[i][k] = best;
        now[k] = most + c->word[i][k];
    }
}

static void
best_labels(const struct chain *c, uint32_t n, uint8_t *labels)
{
    scores before, now;
    for (int k = 0; k < NQ_LABELS; k++)
        before[k] = c->head->start[k] + c->word[0][k];
    for (uint32_t i = 1; i < n; i++) {
        best_step(c, i, before, now);
        memcpy(before, now, sizeof(before));
    }
    uint8_t label = 0;
    for (uint8_t k = 1; k < NQ_LABELS; k++)
        if (before[k] > before[label])
            label = k;
    for (uint32_t i = n; i--;) {
        labels[i] = label;
        label = i ? c->from[i][label] : label;
    }
}

/* ---- How sure each label is (forward-backward) ------------------------- */

static void
to_sum_one(scores s)
{
    float sum = 0;
    for (int k = 0; k < NQ_LABELS; k++)
        sum += s[k];
    for (int k = 0; k < NQ_LABELS; k++)
        s[k] /= sum > 0 ? sum : 1;
}

/* Word scores become likelihoods, scaled so that the best label has 1. */
static void
to_likelihood(scores s)
{
    float most = s[0];
    for (int k = 1; k < NQ_LABELS; k++)
        most = s[k] > most ? s[k] : most;
    for (int k = 0; k < NQ_LABELS; k++)
        s[k] = expf(s[k] - most);
}

static void
forward(const struct chain *c, uint32_t n)
{
    for (int k = 0; k < NQ_LABELS; k++)
        c->forward[0][k] = expf(c->head->start[k]) * c->word[0][k];
    to_sum_one(c->forward[0]);
    for (uint32_t i = 1; i < n; i++) {
        scores sum = {0};
        for (int j = 0; j < NQ_LABELS; j++)
            for (int k = 0; k < NQ_LABELS; k++)
                sum[k] += c->forward[i - 1][j] * c->follow[j][k];
        for (int k = 0; k < NQ_LABELS; k++)
            c->forward[i][k] = sum[k] * c->word[i][k];
        to_sum_one(c->forward[i]);
    }
}

static void
certainty(const struct chain *c, uint32_t n, const uint8_t *labels, float *out)
{
    scores behind = {1, 1, 1, 1, 1, 1, 1};
    for (uint32_t i = 0; i < n; i++)
        to_likelihood(c->word[i]);
    forward(c, n);
    for (uint32_t i = n; i--;) {
        scores here, before = {0};
        for (int k = 0; k < NQ_LABELS; k++)
            here[k] = c->forward[i][k] * behind[k];
        to_sum_one(here);
        out[i] = here[labels[i]];
        for (int j = 0; j < NQ_LABELS; j++)
            for (int k = 0; k < NQ_LABELS; k++)
                before[j] += c->follow[j][k] * c->word[i][k] * behind[k];
        to_sum_one(before);
        memcpy(behind, before, sizeof(behind));
    }
}

static bool
make_chain(const nq_model *model, uint32_t n, nq_arena *scratch,
           struct chain *out)
{
    out->head = model->head;
    out->word = nq_arena_zero(scratch, n, sizeof(scores));
    out->forward = nq_arena_alloc(scratch, sizeof(scores) * n);
    out->from = nq_arena_alloc(scratch, sizeof(*out->from) * n);
    for (int j = 0; j < NQ_LABELS; j++)
        for (int k = 0; k < NQ_LABELS; k++)
            out->follow[j][k] = expf(model->head->follow[j][k]);
    return out->word && out->forward && out->from;
}

/* The part of the chain that is one sentence. */
static struct chain
part(const struct chain *c, uint32_t first)
{
    struct chain p = *c;
    p.word += first;
    p.forward += first;
    p.from += first;
    return p;
}

static void
first_look(const nq_model *model, const nq_feature_word *words,
           const nq_sentence *s, const struct chain *c, uint8_t *labels)
{
    /* Features of a word and of the one before it: while weights of the next
     * word are on their way from memory, those of this one are added. */
    uint64_t features[2][NQ_FEATURES_MAX];
    uint32_t n[2] = {0, 0};
    struct chain sentence = part(c, s->first);
    for (uint32_t i = s->first; i < s->end; i++) {
        uint32_t now = i & 1;
        n[now] = nq_features_of(words, s->first, s->end, i, features[now]);
        n[now] = sift(model, features[now], n[now]);
        if (i > s->first)
            add_features(model, features[!now], n[!now], c->word[i - 1]);
    }
    uint32_t last = s->end - 1;
    add_features(model, features[last & 1], n[last & 1], c->word[last]);
    best_labels(&sentence, s->end - s->first, labels + s->first);
}

static void
second_look(const nq_model *model, const nq_feature_word *words,
            const nq_sentence *s, const struct chain *c,
            const nq_marked *marked)
{
    uint64_t features[NQ_MEMORY_FEATURES_MAX];
    struct chain sentence = part(c, s->first);
    uint32_t n = s->end - s->first, remembered = 0;
    for (uint32_t i = s->first; i < s->end; i++) {
        uint32_t k =
            nq_memory_features_of(words, s->first, s->end, i, features);
        if (k)
            add_features(model, features, k, c->word[i]);
        remembered += k;
    }
    if (remembered)
        best_labels(&sentence, n, marked->labels + s->first);
    certainty(&sentence, n, marked->labels + s->first,
              marked->scores + s->first);
}

naql_status
nq_tagger_run(const nq_model *model, const nq_marked *marked, nq_arena *scratch)
{
    const nq_text *text = marked->text;
    struct chain chain;
    nq_feature_word *words =
        nq_arena_alloc(scratch, sizeof(*words) * ((size_t)text->n_tokens + 1));
    if (!words || !make_chain(model, text->n_tokens + 1, scratch, &chain))
        return NAQL_NOMEM;
    nq_feature_words_make(model, text, marked->lex, words);
    for (uint32_t s = 0; s < text->n_sentences; s++)
        if (text->sentences[s].first < text->sentences[s].end)
            first_look(model, words, &text->sentences[s], &chain,
                       marked->labels);
    if (!nq_feature_memory_make(words, marked->labels, text->n_tokens, scratch))
        return NAQL_NOMEM;
    for (uint32_t s = 0; s < text->n_sentences; s++)
        if (text->sentences[s].first < text->sentences[s].end)
            second_look(model, words, &text->sentences[s], &chain, marked);
    return NAQL_OK;
}
