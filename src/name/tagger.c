/* SPDX-License-Identifier: Apache-2.0
 *
 * tagger.c - a label for each word. Layer 4 (name).
 *
 * Each word's labels get a sum from the model (tally.h); the best row of labels
 * is found by dynamic programming (Viterbi 1967), twice: the second time the
 * words know what their other places in the text were found to be. */
#include "name/tagger.h"
#include "base/status.h"
#include "name/tally.h"

/* Scores are kept within these bounds, far beyond what texts give, so that two
 * steps never run over 16 bits; the best label of a word has 0. */
enum { SUM_MAX = 4000, SCORE_MIN = -9000 };

/* A text at work. */
struct chain {
    const nq_model *model;
    nq_feature_word *words; /* [n_tokens] */
    nq_sums *sums;          /* [n_tokens] what each word itself says */
    nq_sums *from;          /* [n_tokens] best label before, for each label */
    nq_sums start, follow[NQ_LABELS];
};

/* ---- Best labels ------------------------------------------------------- */

static inline nq_sums
all_lanes(int32_t value)
{
    return (nq_sums){0} + (int16_t)value;
}

/* Lanes of `a` where the mask is set, of `b` where it is not. */
static inline nq_sums
choose(nq_sums mask, nq_sums a, nq_sums b)
{
    return (a & mask) | (b & ~mask);
}

static inline nq_sums
within(nq_sums v, int32_t low, int32_t high)
{
    v = choose(v < all_lanes(low), all_lanes(low), v);
    return choose(v > all_lanes(high), all_lanes(high), v);
}

/* The scores less that of the best label, which is `best`. */
static inline nq_sums
from_best(nq_sums scores, uint8_t *best)
{
    uint8_t label = 0;
    for (uint8_t k = 1; k < NQ_LABELS; k++)
        label = scores[k] > scores[label] ? k : label;
    *best = label;
    return within(scores - all_lanes(scores[label]), SCORE_MIN, 0);
}

static inline nq_sums
step_to(const struct chain *c, uint32_t i, nq_sums before)
{
    nq_sums best = all_lanes(before[0]) + c->follow[0], from = {0};
    for (uint32_t j = 1; j < NQ_LABELS; j++) {
        nq_sums score = all_lanes(before[j]) + c->follow[j];
        nq_sums better = score > best; /* where equal, the smaller label */
        best = choose(better, score, best);
        from = choose(better, all_lanes((int32_t)j), from);
    }
    c->from[i] = from;
    return best + within(c->sums[i], -SUM_MAX, SUM_MAX);
}

static void
best_labels(const struct chain *c, const nq_sentence *s, uint8_t *labels)
{
    uint8_t label;
    nq_sums now = from_best(
        c->start + within(c->sums[s->first], -SUM_MAX, SUM_MAX), &label);
    for (uint32_t i = s->first + 1; i < s->end; i++)
        now = from_best(step_to(c, i, now), &label);
    for (uint32_t i = s->end; i-- > s->first;) {
        labels[i] = label;
        label = i > s->first ? (uint8_t)c->from[i][label] : label;
    }
}

/* ---- First look -------------------------------------------------------- */

/* What the words in a sentence and beyond its ends add to the label of each,
 * each word as soon as the two behind it are known. */
static void
sum_up(const struct chain *c, const nq_sentence *s, const nq_tally *beyond)
{
    enum { WINDOW = 8 };
    nq_tally ring[WINDOW]; /* of the words around i */
    for (uint32_t k = 0; k < WINDOW; k++)
        ring[k] = *beyond;
    for (uint32_t i = s->first; i < s->end + 2; i++) {
        nq_tally *last = &ring[i % WINDOW];
        if (i < s->end)
            nq_tally_word(c->model, &c->words[i], last);
        else
            *last = *beyond;
        if (i < s->first + 2)
            continue;
        nq_sums sum = {0};
        for (uint32_t k = 0; k < NQ_PLACES; k++)
            sum += ring[(i - 4 + k) % WINDOW].at[k];
        c->sums[i - 2] = sum;
    }
}

static void
add_pairs(const struct chain *c, const nq_sentence *s)
{
    const nq_model_head *h = c->model->head;
    const nq_feature_word *before = &nq_feature_beyond;
    nq_sums nobody;
    for (uint32_t i = s->first; i < s->end; i++) {
        nq_tally_pair(h, before, &c->words[i],
                      i > s->first ? &c->sums[i - 1] : &nobody, &c->sums[i]);
        before = &c->words[i];
    }
    nq_tally_pair(h, before, &nq_feature_beyond, &c->sums[s->end - 1], &nobody);
}

static void
first_looks(const struct chain *c, const nq_marked *marked)
{
    nq_tally beyond;
    nq_tally_word(c->model, &nq_feature_beyond, &beyond);
    for (uint32_t k = 0; k < marked->text->n_sentences; k++) {
        const nq_sentence *s = &marked->text->sentences[k];
        if (s->first >= s->end)
            continue;
        sum_up(c, s, &beyond);
        add_pairs(c, s);
        best_labels(c, s, marked->labels);
    }
}

/* ---- Second look ------------------------------------------------------- */

/* Adds what words remember; false when nobody does. */
static bool
add_memory(const struct chain *c, const nq_sentence *s)
{
    bool any = false;
    uint8_t before = NQ_MEMORY_BEYOND, behind;
    for (uint32_t i = s->first; i < s->end; i++) {
        uint8_t own = c->words[i].memory;
        behind = i + 1 < s->end ? c->words[i + 1].memory : NQ_MEMORY_BEYOND;
        if (own || before % NQ_MEMORY_BEYOND || behind % NQ_MEMORY_BEYOND) {
            c->sums[i] +=
                nq_tally_memory(c->model->head, &c->words[i], before, behind);
            any = true;
        }
        before = own;
    }
    return any;
}

static naql_status
second_looks(const struct chain *c, const nq_marked *marked, nq_arena *scratch)
{
    const nq_text *text = marked->text;
    if (!nq_feature_memory_make(c->words, marked->labels, text->n_tokens,
                                scratch))
        return NAQL_NOMEM;
    for (uint32_t k = 0; k < text->n_sentences; k++) {
        const nq_sentence *s = &text->sentences[k];
        if (s->first < s->end && add_memory(c, s))
            best_labels(c, s, marked->labels);
    }
    return NAQL_OK;
}

static int16_t
step_within(int32_t step)
{
    return (int16_t)(step < SCORE_MIN ? SCORE_MIN
                     : step > SUM_MAX ? SUM_MAX
                                      : step);
}

naql_status
nq_tagger_run(const nq_model *model, const nq_marked *marked, nq_arena *scratch)
{
    size_t n = (size_t)marked->text->n_tokens + 1;
    struct chain c = {.model = model,
                      .words = nq_arena_alloc(scratch, n * sizeof(*c.words)),
                      .sums = nq_arena_alloc(scratch, n * sizeof(*c.sums)),
                      .from = nq_arena_alloc(scratch, n * sizeof(*c.from))};
    if (!c.words || !c.sums || !c.from)
        return NAQL_NOMEM;
    for (uint32_t k = 0; k < NQ_LANES; k++) {
        c.start[k] = step_within(model->head->start[k]);
        for (uint32_t j = 0; j < NQ_LABELS; j++)
            c.follow[j][k] = step_within(model->head->follow[j][k]);
    }
    nq_feature_words_make(model, marked->text, marked->lex, c.words);
    first_looks(&c, marked);
    return second_looks(&c, marked, scratch);
}
