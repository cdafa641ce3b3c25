/* SPDX-License-Identifier: Apache-2.0
 *
 * tagger.c - a label for each word, by a chain of hashed features. Layer 4
 * (name). */
#include "name/tagger.h"
#include "base/status.h"
#include "name/tally.h"

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
             nq_lanes *sum)
{
    for (uint32_t f = 0; f < n; f++)
        nq_lanes_add(sum, nq_model_bytes(model, features[f]));
}

static void
add_scores(const nq_model *model, const nq_lanes *sum, scores out)
{
    for (uint32_t k = 0; k < NQ_LABELS; k++)
        out[k] += (float)nq_lanes_sum(sum, k) * model->head->scale;
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

/* ---- A sentence -------------------------------------------------------- */

/* A word at work: features whose weights are on their way from memory, and
 * what the tables gave. */
struct work {
    uint64_t features[NQ_FEATURES_MAX];
    uint32_t n;
    nq_lanes sum;
};

struct sentence {
    const nq_model *model;
    const nq_feature_word *words;
    const nq_tally_word *tally; /* of each word of the text */
    nq_tally_word nothing;
    uint32_t first, end;
};

static nq_lanes
tabled(const struct sentence *s, uint32_t i)
{
    nq_lanes sum = {0, 0};
    for (uint32_t k = 0; k < NQ_PLACES; k++) {
        bool inside = i + k >= s->first + 2 && i + k < s->end + 2;
        const nq_tally_word *w = inside ? &s->tally[i + k - 2] : &s->nothing;
        sum.even += w->at[k].even;
        sum.odd += w->at[k].odd;
    }
    return sum;
}

static void
begin(const struct sentence *s, uint32_t i, struct work *w)
{
    w->sum = tabled(s, i);
    if (nq_lanes_count(&w->sum) <= NQ_SEEN_ALWAYS + NQ_SEEN_LISTS_MAX) {
        w->n = nq_features_rest(s->words, s->first, s->end, i, w->features);
    } else { /* not all lists are taken */
        w->sum = (nq_lanes){0, 0};
        w->n = nq_features_of(s->words, s->first, s->end, i, w->features);
    }
    w->n = sift(s->model, w->features, w->n);
}

static void
finish(const struct sentence *s, struct work *w, scores out)
{
    add_features(s->model, w->features, w->n, &w->sum);
    add_scores(s->model, &w->sum, out);
}

static void
first_look(const struct sentence *s, const struct chain *c, uint8_t *labels)
{
    struct work work[2]; /* of a word and of the one before it */
    struct chain sentence = part(c, s->first);
    for (uint32_t i = s->first; i < s->end; i++) {
        begin(s, i, &work[i & 1]);
        if (i > s->first)
            finish(s, &work[~i & 1], c->word[i - 1]);
    }
    finish(s, &work[(s->end - 1) & 1], c->word[s->end - 1]);
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
        if (k) {
            nq_lanes sum = {0, 0};
            add_features(model, features, k, &sum);
            add_scores(model, &sum, c->word[i]);
        }
        remembered += k;
    }
    if (remembered)
        best_labels(&sentence, n, marked->labels + s->first);
    certainty(&sentence, n, marked->labels + s->first,
              marked->scores + s->first);
}

naql_status
nq_tagger_settle(nq_model *model, nq_arena *arena)
{
    NQ_TRY(nq_model_settle(model, arena));
    return nq_tally_make(model, arena);
}

static naql_status
first_looks(const nq_model *model, const nq_marked *marked,
            const nq_feature_word *words, const struct chain *c,
            nq_arena *scratch)
{
    const nq_text *text = marked->text;
    nq_tally_word *tally =
        nq_arena_alloc(scratch, sizeof(*tally) * ((size_t)text->n_tokens + 1));
    if (!tally)
        return NAQL_NOMEM;
    struct sentence s = {model, words, tally, {{{0, 0}}}, 0, 0};
    nq_tally_word_of(model, &nq_feature_nothing, &s.nothing);
    for (uint32_t i = 0; i < text->n_tokens; i++)
        nq_tally_word_of(model, &words[i], &tally[i]);
    for (uint32_t k = 0; k < text->n_sentences; k++) {
        s.first = text->sentences[k].first;
        s.end = text->sentences[k].end;
        if (s.first < s.end)
            first_look(&s, c, marked->labels);
    }
    return NAQL_OK;
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
    NQ_TRY(first_looks(model, marked, words, &chain, scratch));
    if (!nq_feature_memory_make(words, marked->labels, text->n_tokens, scratch))
        return NAQL_NOMEM;
    for (uint32_t s = 0; s < text->n_sentences; s++)
        if (text->sentences[s].first < text->sentences[s].end)
            second_look(model, words, &text->sentences[s], &chain, marked);
    return NAQL_OK;
}
