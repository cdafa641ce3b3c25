/* SPDX-License-Identifier: Apache-2.0
 *
 * belief.c - how far is a would-be conflict of names one? Layer 7
 * (compare). */
#include "compare/belief.h"

#include "base/status.h"
#include "base/str.h"
#include "compare/align.h"
#include "compare/stands.h"
#include "compare/tune.h"

/* The signs, by their names in data/conflict_weights.tsv. */
enum sign { BIAS, BEFORE, AROUND, KNOWN, MEET, DAYS, OUTLETS };
static const char *const names[NQ_BELIEF_SIGNS] = {
    "bias",        /* 1 */
    "word before", /* the words right before both are one: 0, 1 */
    "around",      /* weight of the words around them that are matched */
    "known",       /* articles of the two that have the other's words: 0..2 */
    "meet",        /* they have a word in common: 0, 1 */
    "other day",   /* the articles are of two days: 0, 1 */
    "outlets"      /* that answer the question, more than two: 0..2 */
};

naql_status
nq_belief_weights(const nq_tables *tables, float *out)
{
    nq_table t;
    NQ_TRY(nq_table_find(tables, "conflict_weights", &t));
    uint32_t col = nq_table_col(&t, "weight");
    for (uint32_t row = 0; row < t.rows; row++) {
        naql_str key = nq_table_cell(&t, row, 0);
        uint32_t i = 0;
        while (i < NQ_BELIEF_SIGNS && !nq_str_equal(key, nq_str_from(names[i])))
            i++;
        if (i == NQ_BELIEF_SIGNS)
            return NAQL_CORRUPT;
        out[i] = (float)nq_table_int(&t, row, col, 0) / 1000.0f;
    }
    return NAQL_OK;
}

typedef struct two { /* slots of different versions */
    const nq_slot_at *a, *b;
    const nq_row *x, *y;
} two;

/* The pair whose sentences are most alike. */
static bool
likest(const nq_found *f, const nq_question *q, two *out)
{
    float most = -1;
    uint32_t n = q->n_slots < NQ_VALUES ? q->n_slots : NQ_VALUES;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < i; k++) {
            const nq_slot_at *a = &f->slots->at[q->slots[k]];
            const nq_slot_at *b = &f->slots->at[q->slots[i]];
            const nq_row *x = &f->d->lines[a->line];
            const nq_row *y = &f->d->lines[b->line];
            if (q->group[i] == q->group[k] || x->article == y->article)
                continue;
            float like = nq_row_cosine(x, y, NULL);
            if (like > most)
                *out = (two){a, b, x, y};
            most = like > most ? like : most;
        }
    return most >= 0;
}

/* Weight of the words around a slot that the other wording has as well, in
 * units of two rare words. */
static float
around(const nq_row *row, const nq_alignment *x, const nq_slot_at *s)
{
    float sum = 0;
    uint32_t i = s->first > NQ_NEAR_WORDS ? s->first - NQ_NEAR_WORDS : 0;
    for (; i < x->n_a && i < s->end + NQ_NEAR_WORDS; i++)
        if ((i < s->first || i >= s->end) && x->to[i] != NQ_NO_WORD)
            sum += row->words[i].idf;
    return sum / NQ_BELIEF_AROUND;
}

static naql_status
see(const nq_found *f, const nq_question *q, const two *p, float *sign)
{
    const nq_slot_at *a = p->a, *b = p->b;
    nq_alignment x;
    NQ_TRY(nq_align(p->x, p->y, f->d->scratch, &x));
    sign[BIAS] = 1;
    sign[BEFORE] = a->first && b->first && a->first <= x.n_a &&
                   x.to[a->first - 1] == b->first - 1;
    sign[AROUND] = around(p->x, &x, a);
    sign[KNOWN] = (float)nq_article_has(f->d, p->x->article, b) +
                  (float)nq_article_has(f->d, p->y->article, a);
    sign[MEET] = a->value.name && b->value.name &&
                 nq_names_meet(a->value.name, b->value.name);
    sign[DAYS] = nq_row_reading(f->d, p->x)->article.day !=
                 nq_row_reading(f->d, p->y)->article.day;
    uint32_t more = q->n_outlets > 2 ? q->n_outlets - 2 : 0;
    sign[OUTLETS] = more < 2 ? (float)more : 2;
    return NAQL_OK;
}

/* How many outlets answer a question in two ways? Their articles tell of
 * several things in the same words: telegrams, condolences. */
static naql_status
count_both(const nq_found *f, const nq_question *q, uint32_t *out)
{
    uint32_t n = f->d->n_outlets;
    uint32_t *sets = nq_arena_zero(f->d->scratch, n, sizeof *sets);
    if (!sets)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < q->n_slots; i++) {
        uint32_t line = f->slots->at[q->slots[i]].line;
        sets[f->d->outlet[f->d->lines[line].article]] |= 1u << q->group[i];
    }
    *out = 0;
    for (uint32_t i = 0; i < n; i++)
        *out += (sets[i] & (sets[i] - 1)) != 0;
    return NAQL_OK;
}

naql_status
nq_is_believed(const nq_found *f, const nq_question *q, bool *out)
{
    two p;
    float sign[NQ_BELIEF_SIGNS], sum = 0;
    uint32_t both;
    *out = true;
    if (!likest(f, q, &p))
        return NAQL_OK;
    NQ_TRY(see(f, q, &p, sign));
    NQ_TRY(count_both(f, q, &both));
    for (uint32_t i = 0; i < NQ_BELIEF_SIGNS; i++)
        sum += sign[i] * f->d->in->tools->belief[i];
    /* one that has both may have slipped, in a part of the name */
    *out = sum > NQ_BELIEF_LEAST && (!both || (both == 1 && sign[MEET] > 0));
    return NAQL_OK;
}
