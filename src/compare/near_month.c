/* SPDX-License-Identifier: Apache-2.0
 *
 * near_month.c - one deed in two months that follow each other, or in one month
 * of two years. Layer 7 (compare).
 *
 * Days a little apart are calendar.h's; a month is told of few things, so that
 * the words beside it say what it is of. */
#include "compare/near_month.h"

#include "base/day.h"
#include "base/status.h"
#include "compare/told_day.h"
#include "compare/tune.h"

typedef struct month { /* a date of more days than one, all of one month */
    uint32_t slot;
    int32_t number; /* of its month, from the year 0 on */
    uint32_t next;  /* older one of that month + 1, 0: none */
} month;

typedef struct finder {
    const nq_desk *d;
    const nq_slots *slots;
    nq_list *answers;
    nq_list seen;  /* of month */
    nq_map newest; /* number -> the last one + 1 */
} finder;

static int32_t
month_of(double day)
{
    nq_date_ymd date = nq_day_split((int32_t)day);
    return date.year * 12 + date.month;
}

static bool
is_month(const nq_slot_at *s)
{
    const nq_value *v = &s->value;
    return s->slot == NQ_SLOT_DATE && !v->duration &&
           v->hi - v->lo >= NQ_MONTH_LEAST && v->hi - v->lo < NQ_MONTHS_SPAN &&
           month_of(v->lo) == month_of(v->hi);
}

static const nq_row *
row_of(const finder *f, uint32_t slot)
{
    return &f->d->lines[f->slots->at[slot].line];
}

/* Does the line of `slot` tell a date that holds with that of `other`? */
static bool
tells_too(const finder *f, uint32_t slot, uint32_t other)
{
    const nq_slot_at *at = f->slots->at;
    uint32_t line = at[slot].line;
    for (uint32_t i = f->slots->from[line]; i < f->slots->names[line]; i++)
        if (at[i].slot == NQ_SLOT_DATE &&
            nq_dates_agree(&at[i].value, &at[other].value))
            return true;
    return false;
}

static bool
is_near(const nq_slot_at *s, uint32_t word)
{
    return word < s->first ? s->first - word <= NQ_NEAR_WORDS
                           : word >= s->end && word - s->end < NQ_NEAR_WORDS;
}

/* Weight of the words that stand beside both; *n is how many they are. */
static float
beside_both(const finder *f, uint32_t a, uint32_t b, uint32_t *n)
{
    const nq_slot_at *x = &f->slots->at[a], *y = &f->slots->at[b];
    const nq_row *p = row_of(f, a), *q = row_of(f, b);
    float weight = 0;
    *n = 0;
    for (uint32_t i = 0; i < p->n_words; i++) {
        uint32_t k = 0;
        if (!is_near(x, i) || p->words[i].idf < NQ_CONTEXT_IDF)
            continue;
        while (k < q->n_words &&
               (!is_near(y, k) || q->words[k].stem != p->words[i].stem))
            k++;
        if (k == q->n_words)
            continue;
        weight += p->words[i].idf;
        ++*n;
    }
    return weight;
}

static naql_status
hold_against(finder *f, uint32_t me, int32_t number)
{
    const uint32_t *newest = nq_map_get(&f->newest, (uint64_t)number);
    const month *seen = f->seen.at;
    uint32_t mine = row_of(f, me)->article, found = UINT32_MAX, shared;
    float best = NQ_MONTH_BESIDE;
    for (uint32_t i = newest ? *newest : 0, n = 0; i && n < NQ_MONTH_ANCHORS;
         n++) {
        uint32_t other = seen[i - 1].slot;
        i = seen[i - 1].next;
        if (f->d->outlet[row_of(f, other)->article] == f->d->outlet[mine] ||
            tells_too(f, me, other) || tells_too(f, other, me))
            continue;
        float weight = beside_both(f, other, me, &shared);
        if (weight < best || shared < NQ_MONTH_SHARED ||
            nq_are_of_two_months(f->d, &f->slots->at[other], &f->slots->at[me]))
            continue;
        best = weight;
        found = other;
    }
    if (found == UINT32_MAX)
        return NAQL_OK;
    return nq_list_put(f->answers, f->d->scratch, &(nq_answer){found, me});
}

naql_status
nq_near_months_add(const nq_desk *d, const nq_slots *slots, nq_list *answers)
{
    finder f = {
        .d = d, .slots = slots, .answers = answers, .seen = NQ_LIST(month)};
    static const int32_t apart[] = {-1, 1, -12, 12}; /* or the year is off */
    nq_map_init(&f.newest, d->scratch);
    for (uint32_t i = 0; i < slots->from[d->n_lines]; i++) {
        const nq_slot_at *s = &slots->at[i];
        if (!is_month(s) || d->lines[s->line].n_words > NQ_DEED_ROW)
            continue;
        month me = {.slot = i, .number = month_of(s->value.lo)};
        for (int k = 0; k < 4; k++)
            NQ_TRY(hold_against(&f, i, me.number + apart[k]));
        uint32_t *newest = nq_map_put(&f.newest, (uint64_t)me.number, NULL);
        if (!newest)
            return NAQL_NOMEM;
        me.next = *newest;
        NQ_TRY(nq_list_put(&f.seen, d->scratch, &me));
        *newest = f.seen.n;
    }
    return NAQL_OK;
}
