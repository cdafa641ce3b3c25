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

/* A step to the last lane, which is no label: never the largest. */
enum { NO_STEP = -20000 };

/* A text at work. */
struct chain {
    const nq_model *model;
    nq_feature_word *words; /* [n_tokens] */
    nq_sums *sums;          /* [n_tokens] what each word itself says */
    nq_sums *ends;          /* [n_tokens] of each label, the score of the best
                               row that ends in it, less that of the best */
    nq_sums start;
    nq_sums follow[NQ_LABELS]; /* [label][next label] */
    nq_sums lead[NQ_LABELS];   /* [next label][label] */
};

/* ---- Best labels ------------------------------------------------------- */

static inline nq_sums
all_lanes(int32_t value)
{
    return (nq_sums){0} + (int16_t)value;
}

/* Lane by lane; compilers make one instruction of the loop. */
static inline nq_sums
larger(nq_sums a, nq_sums b)
{
    nq_sums out = {0};
    for (uint32_t k = 0; k < NQ_LANES; k++)
        out[k] = a[k] > b[k] ? a[k] : b[k];
    return out;
}

static inline nq_sums
smaller(nq_sums a, nq_sums b)
{
    nq_sums out = {0};
    for (uint32_t k = 0; k < NQ_LANES; k++)
        out[k] = a[k] < b[k] ? a[k] : b[k];
    return out;
}

static inline nq_sums
within(nq_sums v, int32_t low, int32_t high)
{
    return smaller(larger(v, all_lanes(low)), all_lanes(high));
}

/* The same written with masks: of lanes that change places, compilers make a
 * loop over single numbers. */
static inline nq_sums
larger_of(nq_sums a, nq_sums b)
{
    nq_sums more = a > b;
    return (a & more) | (b & ~more);
}

/* The largest of all lanes, in each of them. */
static inline nq_sums
largest(nq_sums v)
{
    v = larger_of(v, __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3));
    v = larger_of(v, __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5));
    return larger_of(v, __builtin_shufflevector(v, v, 1, 0, 3, 2, 5, 4, 7, 6));
}

/* The best label; where equal, the smaller. */
static inline uint8_t
best_of(nq_sums scores)
{
    uint8_t label = 0;
    for (uint8_t k = 1; k < NQ_LABELS; k++)
        label = scores[k] > scores[label] ? k : label;
    return label;
}

/* The scores of the labels behind a word whose labels have `before`. */
static inline nq_sums
step_from(const struct chain *c, nq_sums before)
{
    nq_sums best = all_lanes(before[0]) + c->follow[0];
    for (uint32_t j = 1; j < NQ_LABELS; j++)
        best = larger(best, all_lanes(before[j]) + c->follow[j]);
    return best;
}

static void
best_labels(const struct chain *c, const nq_sentence *s, uint8_t *labels)
{
    nq_sums scores = c->start;
    for (uint32_t i = s->first; i < s->end; i++) {
        scores += within(c->sums[i], -SUM_MAX, SUM_MAX);
        c->ends[i] = within(scores - largest(scores), SCORE_MIN, 0);
        scores = step_from(c, c->ends[i]);
    }
    uint8_t label = best_of(c->ends[s->end - 1]);
    labels[s->end - 1] = label;
    for (uint32_t i = s->end - 1; i-- > s->first;) {
        label = best_of(c->ends[i] + c->lead[label]);
        labels[i] = label;
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
    nq_sums nobody = {0};
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

static void
read_steps(struct chain *c)
{
    const nq_model_head *h = c->model->head;
    c->start = all_lanes(NO_STEP);
    for (uint32_t k = 0; k < NQ_LABELS; k++) {
        c->start[k] = step_within(h->start[k]);
        c->follow[k] = c->lead[k] = all_lanes(NO_STEP);
    }
    for (uint32_t k = 0; k < NQ_LABELS; k++)
        for (uint32_t j = 0; j < NQ_LABELS; j++)
            c->follow[j][k] = c->lead[k][j] = step_within(h->follow[j][k]);
}

naql_status
nq_tagger_run(const nq_model *model, const nq_marked *marked, nq_arena *scratch)
{
    size_t n = (size_t)marked->text->n_tokens + 1;
    struct chain c = {.model = model,
                      .words = nq_arena_alloc(scratch, n * sizeof(*c.words)),
                      .sums = nq_arena_alloc(scratch, n * sizeof(*c.sums)),
                      .ends = nq_arena_alloc(scratch, n * sizeof(*c.ends))};
    if (!c.words || !c.sums || !c.ends)
        return NAQL_NOMEM;
    read_steps(&c);
    nq_feature_words_make(model, marked->text, marked->lex, c.words);
    first_looks(&c, marked);
    return second_looks(&c, marked, scratch);
}
