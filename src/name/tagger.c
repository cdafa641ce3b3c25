/* SPDX-License-Identifier: Apache-2.0
 *
 * tagger.c - a label for each word. Layer 4 (name).
 *
 * Each word's labels get a sum from the model (tally.h); the best row of labels
 * is found by dynamic programming (Viterbi 1967), twice: the second time the
 * words know what their other places in the text were found to be. */
#include "name/tagger.h"
#include "name/called.h"
#include "name/tally.h"
#include "name/tune.h"

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

_Static_assert(NQ_LABELS == 7, "each has its line below");

/* The scores of the labels behind a word whose labels have `before`. */
static inline nq_sums
step_from(const struct chain *c, nq_sums before)
{
    const nq_sums *follow = c->follow;
    nq_sums a = nq_sums_larger(NQ_SUMS_LANE(before, 0) + follow[0],
                               NQ_SUMS_LANE(before, 1) + follow[1]);
    nq_sums b = nq_sums_larger(NQ_SUMS_LANE(before, 2) + follow[2],
                               NQ_SUMS_LANE(before, 3) + follow[3]);
    nq_sums d = nq_sums_larger(NQ_SUMS_LANE(before, 4) + follow[4],
                               NQ_SUMS_LANE(before, 5) + follow[5]);
    nq_sums e = NQ_SUMS_LANE(before, 6) + follow[6];
    return nq_sums_larger(nq_sums_larger(a, b), nq_sums_larger(d, e));
}

/* Goes over word `i`, whose sum is whole: `scores` are what the words before it
 * leave to its labels, and what is returned what it leaves to the next. */
static inline nq_sums
go_over(const struct chain *c, uint32_t i, nq_sums scores)
{
    scores += nq_sums_larger(nq_sums_smaller(c->sums[i], nq_sums_all(SUM_MAX)),
                             nq_sums_all(-SUM_MAX));
    c->ends[i] = nq_sums_larger(scores - nq_sums_largest(scores),
                                nq_sums_all(SCORE_MIN));
    return step_from(c, c->ends[i]);
}

/* The labels of the best row, once all words were gone over, back from its
 * end. */
static void
read_labels(const struct chain *c, const nq_sentence *s, uint8_t *labels)
{
    uint8_t label = nq_sums_best(c->ends[s->end - 1]);
    labels[s->end - 1] = label;
    for (uint32_t i = s->end - 1; i-- > s->first;) {
        label = nq_sums_best(c->ends[i] + c->lead[label]);
        labels[i] = label;
    }
}

/* ---- First look -------------------------------------------------------- */

/* What a word at place `i` adds to the labels around it: around[k] is the sum
 * so far of the label at i - 2 + k, which is whole for the first. */
static inline void
spread(nq_sums around[NQ_PLACES], const nq_tally *word)
{
    for (uint32_t k = 0; k < NQ_PLACES; k++)
        around[k] += word->at[NQ_PLACES - 1 - k];
}

static inline void
move_on(nq_sums around[NQ_PLACES])
{
    for (uint32_t k = 0; k + 1 < NQ_PLACES; k++)
        around[k] = around[k + 1];
    around[NQ_PLACES - 1] = (nq_sums){0};
}

/* What the words in a sentence and beyond its ends add to the label of each,
 * each word as soon as the two behind it are known. */
static void
sum_up(const struct chain *c, const nq_sentence *s, const nq_tally *beyond)
{
    nq_sums around[NQ_PLACES] = {{0}};
    for (uint32_t i = 0; i < 2; i++) {
        spread(around, beyond);
        move_on(around);
    }
    for (uint32_t i = s->first; i < s->end + 2; i++) {
        nq_tally word =
            i < s->end ? nq_tally_word(c->model, &c->words[i]) : *beyond;
        spread(around, &word);
        if (i + 1 < s->end)
            nq_tally_pair_fetch(c->model->head, &c->words[i], &c->words[i + 1]);
        if (i >= s->first + 2)
            c->sums[i - 2] = around[0];
        move_on(around);
    }
}

/* Goes over a sentence. The sum of a word is whole with what it and the word
 * behind it say; that is added here, where the processor has time: each score
 * waits for the one before it, these sums for nothing. */
static void
go_over_pairs(const struct chain *c, const nq_sentence *s)
{
    const nq_model_head *h = c->model->head;
    const nq_feature_word *word = &c->words[s->first];
    nq_sums sum = nq_tally_pair(h, &nq_feature_beyond, word).second;
    nq_sums scores = c->start;
    for (uint32_t i = s->first; i < s->end; i++) {
        const nq_feature_word *next =
            i + 1 == s->end ? &nq_feature_beyond : word + 1;
        nq_tally_two two = nq_tally_pair(h, word, next);
        c->sums[i] += sum + two.first;
        scores = go_over(c, i, scores);
        sum = two.second;
        word = next;
    }
}

static void
first_looks(const struct chain *c, const nq_marked *marked)
{
    nq_tally beyond = nq_tally_word(c->model, &nq_feature_beyond);
    for (uint32_t k = 0; k < marked->text->n_sentences; k++) {
        const nq_sentence *s = &marked->text->sentences[k];
        if (s->first >= s->end)
            continue;
        nq_feature_words_make(c->model, marked->text, marked->lex, s, c->words);
        sum_up(c, s, &beyond);
        go_over_pairs(c, s);
        read_labels(c, s, marked->labels);
    }
}

/* ---- Second look ------------------------------------------------------- */

/* What a word gains for the types that its other places have, over what the
 * model learned to give: in one article a rare word is one thing. One that the
 * model knows gains where all of these are persons, or all bodies: places are
 * parts of many names. So are common words and those of offices, origins and
 * heads. */
static void
favour_met(const nq_feature_word *word, nq_sums *sum)
{
    enum { PER = 3, LOC = 4, ORG_FRONT = 8, ORG = 24 }; /* of a memory */
    static const uint8_t kinds[NQ_LABELS] = {0,   PER,       PER, LOC,
                                             LOC, ORG_FRONT, ORG};
    const uint32_t common = NQ_LEX_OFFICE | NQ_LEX_JOB | NQ_LEX_TITLE |
                            NQ_LEX_OVER | NQ_LEX_LIKE | NQ_LEX_PAST |
                            NQ_LEX_LINK | NQ_LEX_NATION | NQ_LEX_ORG_HEAD |
                            NQ_LEX_PLACE_HEAD;
    uint32_t met = word->memory & (PER | LOC | ORG);
    int16_t gain = NQ_MET_FAVOUR;
    if (!met || word->lists & common ||
        (word->known && word->known->often >= NQ_MET_OFTEN))
        return;
    if (word->known && met & ~(unsigned)PER)
        gain = met & ~(unsigned)ORG ? 0 : NQ_MET_BODY;
    for (uint32_t k = 0; k < NQ_LABELS; k++)
        if (met & kinds[k])
            (*sum)[k] = (int16_t)((*sum)[k] + gain);
}

/* Adds what words remember. Returns the tokens whose sums have changed, and
 * those between; where nobody does, none at the sentence's end. */
static naql_span
add_memory(const struct chain *c, const nq_sentence *s)
{
    naql_span changed = {s->end, s->end};
    uint8_t before = NQ_MEMORY_BEYOND, behind;
    for (uint32_t i = s->first; i < s->end; i++) {
        uint8_t own = c->words[i].memory;
        behind = i + 1 < s->end ? c->words[i + 1].memory : NQ_MEMORY_BEYOND;
        if (own || before % NQ_MEMORY_BEYOND || behind % NQ_MEMORY_BEYOND) {
            c->sums[i] +=
                nq_tally_memory(c->model->head, &c->words[i], before, behind);
            favour_met(&c->words[i], &c->sums[i]);
            changed.start = i < changed.start ? i : changed.start;
            changed.end = i + 1;
        }
        before = own;
    }
    return changed;
}

/* Finds the best row anew where some sums have changed. Before them all scores
 * stand; behind them, from where the first look's come out again. Labels are
 * read back from there, until those of the first look do: most of a sentence is
 * not gone over twice. */
static void
look_again(const struct chain *c, const nq_sentence *s, naql_span changed,
           uint8_t *labels)
{
    uint32_t i = changed.start;
    nq_sums scores = i > s->first ? step_from(c, c->ends[i - 1]) : c->start;
    for (; i < s->end; i++) {
        nq_sums first = c->ends[i];
        scores = go_over(c, i, scores);
        if (i + 1 >= changed.end && !memcmp(&first, &c->ends[i], sizeof first))
            break;
    }
    if (i == s->end)
        labels[--i] = nq_sums_best(c->ends[s->end - 1]);
    for (uint8_t label = labels[i]; i-- > s->first; labels[i] = label) {
        label = nq_sums_best(c->ends[i] + c->lead[label]);
        if (i < changed.start && labels[i] == label)
            return;
    }
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
        nq_called called;
        if (s->first >= s->end)
            continue;
        nq_called_find(marked, s, &called);
        naql_span changed = add_memory(c, s);
        if (called.n) { /* favours words up to a comma behind it */
            nq_called_favour(marked, s, &called, c->sums);
            if (called.at[0] < changed.start)
                changed.start = called.at[0];
            changed.end = s->end;
        }
        if (changed.start == s->end)
            continue;
        look_again(c, s, changed, marked->labels);
        nq_called_settle(marked, &called, c->words);
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
    c->start = nq_sums_all(NO_STEP);
    for (uint32_t k = 0; k < NQ_LABELS; k++) {
        c->start[k] = step_within(h->start[k]);
        c->follow[k] = c->lead[k] = nq_sums_all(NO_STEP);
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
    first_looks(&c, marked);
    return second_looks(&c, marked, scratch);
}
