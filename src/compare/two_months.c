/* SPDX-License-Identifier: Apache-2.0
 *
 * two_months.c - a month told under the names of two. Layer 7 (compare).
 *
 * The press writes the name of its own country and that of the Levant, and
 * slips. Two names of one set are a span of time ("May/June"). */
#include "compare/two_months.h"

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

/* What other outlets have for one of the two, in sentences that are alike. */
static naql_status
ask_others(const nq_desk *d, const nq_slots *slots, nq_answer two,
           nq_list *inside)
{
    const nq_slot_at *a = &slots->at[two.a], *b = &slots->at[two.b];
    const nq_row *row = &d->lines[a->line];
    for (uint32_t i = 0; i < slots->from[d->n_lines]; i++) {
        const nq_slot_at *s = &slots->at[i];
        const nq_row *other = &d->lines[s->line];
        uint32_t shared;
        if (s->slot != NQ_SLOT_DATE || !s->value.month || s->value.duration ||
            d->outlet[other->article] == d->outlet[row->article])
            continue;
        bool first = nq_dates_agree(&a->value, &s->value);
        if ((!first && !nq_dates_agree(&b->value, &s->value)) ||
            nq_row_cosine(row, other, &shared) < NQ_MONTHS_LIKE ||
            shared < NQ_FACT_SHARED)
            continue;
        nq_answer *to = nq_list_add(inside, d->scratch);
        if (!to)
            return NAQL_NOMEM;
        *to = (nq_answer){i, first ? two.a : two.b};
    }
    return NAQL_OK;
}

naql_status
nq_two_months_add(const nq_desk *d, nq_slots *slots, nq_list *inside)
{
    enum { DAYS = 31 };
    for (uint32_t i = 0; i < slots->from[d->n_lines]; i++) {
        nq_slot_at s = slots->at[i];
        const nq_text *text = &nq_row_reading(d, &d->lines[s.line])->text;
        uint32_t first;
        int64_t apart;
        if (s.slot != NQ_SLOT_DATE || !s.value.month || s.value.duration)
            continue;
        month b = second_name(d, text, s.span, &first, &apart);
        nq_answer *to = b.number ? nq_list_add(inside, d->scratch) : NULL;
        if (!b.number)
            continue;
        if (!to)
            return NAQL_NOMEM;
        s.span = (naql_span){text->tokens[first].span.start,
                             text->tokens[b.end - 1].span.end};
        s.value.lo += (double)(apart * DAYS);
        s.value.hi += (double)(apart * DAYS);
        s.value.word = nq_slot_name_key(text, s.span);
        nq_answer two = {i, slots->n};
        *to = two;
        NQ_TRY(nq_slots_add(d, slots, s));
        NQ_TRY(ask_others(d, slots, two, inside));
    }
    return NAQL_OK;
}
