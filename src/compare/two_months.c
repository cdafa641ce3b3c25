/* SPDX-License-Identifier: Apache-2.0
 *
 * two_months.c - a month told under the names of two. Layer 7 (compare).
 *
 * The press writes the name of its own country and that of the Levant, and
 * slips. Two names of one set are a span of time ("May/June"). */
#include "compare/two_months.h"

#include "base/day.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

typedef struct month { /* a name of one */
    uint32_t end;      /* token behind it */
    int64_t number;    /* 1-12; 0: none */
    naql_str family;
} month;

/* The longest name that begins at a token. */
static month
month_at(const nq_desk *d, const nq_text *text, uint32_t token, uint32_t end)
{
    const nq_table *t = &d->in->tools->months;
    nq_walk w = {0};
    month out = {.end = token};
    for (uint32_t i = token;
         i < end && nq_table_step(t, &w, text->tokens[i].hash); i++) {
        if (!w.n ||
            !nq_str_equal(nq_table_cell(t, w.row, nq_table_col(t, "cal")),
                          NQ_STR("g")))
            continue;
        out.end = i + 1;
        out.number = nq_table_int(t, w.row, nq_table_col(t, "month"), 0);
        out.family = nq_table_cell(t, w.row, nq_table_col(t, "family"));
    }
    return out;
}

static bool
is_slash(const nq_token *t)
{
    return t->kind == NQ_TOKEN_MARK && nq_str_equal(t->folded, NQ_STR("/"));
}

/* The second name of a date that has two; `number` 0: there is none. *first is
 * the token where it begins, *apart how many months behind the other. */
static month
second_name(const nq_desk *d, const nq_text *text, naql_span span,
            uint32_t *first, int64_t *apart)
{
    uint32_t from = nq_token_from(text, span.start), end = from;
    while (end < text->n_tokens && text->tokens[end].span.start < span.end)
        end++;
    for (uint32_t i = from; i < end; i++) {
        month a = month_at(d, text, i, end);
        if (!a.number || a.end + 1 >= end || !is_slash(&text->tokens[a.end]))
            continue;
        month b = month_at(d, text, a.end + 1, end);
        if (b.number && b.number != a.number &&
            !nq_str_equal(a.family, b.family)) {
            *first = a.end + 1;
            *apart = b.number - a.number;
            return b;
        }
    }
    return (month){.number = 0};
}

typedef struct dated { /* a day told with its month */
    double lo;
    uint32_t slot;
} dated;

typedef struct finder {
    const nq_desk *d;
    nq_slots *slots;
    nq_list *inside;
    dated *at; /* [n] by day */
    uint32_t n;
} finder;

static int
by_day(const void *a, const void *b)
{
    const dated *x = a, *y = b;
    NQ_SORT_BY(x->lo, y->lo);
    return x->slot < y->slot ? -1 : x->slot > y->slot;
}

static bool
is_month(const nq_slot_at *s)
{
    return s->slot == NQ_SLOT_DATE && s->value.month && !s->value.duration;
}

static naql_status
gather(finder *f)
{
    const nq_slots *slots = f->slots;
    uint32_t n = slots->from[f->d->n_lines];
    f->at = nq_arena_alloc(f->d->scratch, n * sizeof *f->at);
    if (!f->at)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        if (is_month(&slots->at[i]))
            f->at[f->n++] = (dated){slots->at[i].value.lo, i};
    nq_sort(f->at, f->n, sizeof *f->at, by_day);
    return NAQL_OK;
}

static uint32_t
first_from(const finder *f, double day)
{
    uint32_t i;
    NQ_BISECT(i, 0, f->n, f->at[i].lo < day);
    return i;
}

/* Is it told by another outlet, in a sentence that is alike? */
static bool
is_told_apart(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *s)
{
    const nq_row *row = &d->lines[a->line], *other = &d->lines[s->line];
    uint32_t shared;
    return d->outlet[other->article] != d->outlet[row->article] &&
           nq_row_cosine(row, other, &shared) >= NQ_MONTHS_LIKE &&
           shared >= NQ_FACT_SHARED;
}

/* What other outlets have for the name `me`, one of the two; what goes with the
 * first one is not the second. */
static naql_status
ask_others(const finder *f, nq_answer two, uint32_t me)
{
    const nq_slot_at *at = f->slots->at;
    const nq_value *v = &at[me].value, *first = &at[two.a].value;
    uint32_t i = first_from(f, v->lo - NQ_MONTHS_SPAN);
    for (uint32_t n = 0; i < f->n && f->at[i].lo <= v->hi; i++, n++) {
        const nq_slot_at *s = &at[f->at[i].slot];
        if (n == NQ_MONTHS_ANCHORS)
            break;
        if (!nq_dates_agree(v, &s->value) ||
            (me != two.a && nq_dates_agree(first, &s->value)) ||
            !is_told_apart(f->d, &at[two.a], s))
            continue;
        NQ_TRY(nq_list_put(f->inside, f->d->scratch,
                           &(nq_answer){f->at[i].slot, me}));
    }
    return NAQL_OK;
}

/* The same day of another month, or its last one. */
static int32_t
in_month(int32_t day, int64_t apart)
{
    enum { MONTHS = 12 };
    nq_date_ymd d = nq_day_split(day);
    int32_t of_all = d.year * MONTHS + d.month - 1 + (int32_t)apart;
    if (of_all < 0)
        return day;
    int32_t year = of_all / MONTHS, of_year = of_all % MONTHS + 1;
    int32_t last = nq_days_of_month(year, of_year);
    return nq_day_from(year, of_year, d.day < last ? d.day : last);
}

/* A span of days is moved from the day behind it, so that a whole month stays
 * one. */
static void
move(nq_value *v, int64_t apart)
{
    bool one = v->lo == v->hi;
    v->lo = in_month((int32_t)v->lo, apart);
    v->hi = one ? v->lo : in_month((int32_t)v->hi + 1, apart) - 1;
}

naql_status
nq_two_months_add(const nq_desk *d, nq_slots *slots, nq_list *inside)
{
    finder f = {.d = d, .slots = slots, .inside = inside};
    NQ_TRY(gather(&f));
    for (uint32_t i = 0; i < slots->from[d->n_lines]; i++) {
        nq_slot_at s = slots->at[i];
        const nq_text *text = &nq_row_reading(d, &d->lines[s.line])->text;
        uint32_t first;
        int64_t apart;
        if (!is_month(&s))
            continue;
        month b = second_name(d, text, s.span, &first, &apart);
        if (!b.number)
            continue;
        nq_answer *to = nq_list_add(inside, d->scratch);
        if (!to)
            return NAQL_NOMEM;
        s.span = (naql_span){text->tokens[first].span.start,
                             text->tokens[b.end - 1].span.end};
        move(&s.value, apart);
        s.value.word = nq_slot_name_key(text, s.span);
        nq_answer two = {i, slots->n};
        *to = two;
        NQ_TRY(nq_slots_add(d, slots, s));
        NQ_TRY(ask_others(&f, two, two.a));
        NQ_TRY(ask_others(&f, two, two.b));
    }
    return NAQL_OK;
}
