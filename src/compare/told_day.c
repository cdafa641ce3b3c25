/* SPDX-License-Identifier: Apache-2.0
 *
 * told_day.c - on which days a sentence tells that things happened. Layer 7
 * (compare). */
#include "compare/told_day.h"

#include "base/sorted.h"
#include "compare/tune.h"

/* How many statements of an article begin before a token. */
static uint32_t
begun_before(const nq_claims *c, uint32_t token)
{
    uint32_t i;
    NQ_BISECT(i, 0, c->n_statements, c->statements[i].first < token);
    return i;
}

bool
nq_is_day_of_saying(const nq_desk *d, const nq_row *row, naql_span day)
{
    const nq_reading *r = nq_row_reading(d, row);
    uint32_t at = nq_token_from(&r->text, day.start);
    bool beside = false;
    for (uint32_t i = begun_before(&r->claims, row->end), n = 0;
         i-- && n < NQ_TOLD_STATEMENTS; n++) {
        const nq_statement *x = &r->claims.statements[i];
        if (x->end <= row->first)
            continue;
        if (at >= x->first && at < x->end)
            return false;
        uint32_t cue = nq_token_from(&r->text, x->cue.start);
        beside |= x->cue.end && cue < at + NQ_SAID_DAY_REACH &&
                  at < cue + NQ_SAID_DAY_REACH;
    }
    return beside;
}

/* Does the sentence tell of such a date? */
typedef bool (*taker)(const nq_desk *d, const nq_row *row, const nq_date *date);
/* Fills `out` with values that the sentence names, NQ_TOLD_DAYS at most; how
 * many. */
typedef uint32_t (*lister)(const nq_desk *d, const nq_row *row, double *out);

static uint32_t
first_days(const nq_desk *d, const nq_row *row, taker takes, double *out)
{
    const nq_reading *r = nq_row_reading(d, row);
    naql_span all = nq_row_span(d, row);
    uint32_t i, n = 0;
    NQ_BISECT(i, 0, r->names.n_dates, r->names.dates[i].span.start < all.start);
    for (; i < r->names.n_dates && n < NQ_TOLD_DAYS; i++) {
        const nq_date *date = &r->names.dates[i];
        if (date->span.start >= all.end)
            break;
        if (date->day_lo != NQ_NO_DAY && takes(d, row, date))
            out[n++] = date->day_lo;
    }
    return n;
}

/* A day, but for one on which something was said. */
static bool
is_day(const nq_desk *d, const nq_row *row, const nq_date *date)
{
    return date->day_lo == date->day_hi &&
           !nq_is_day_of_saying(d, row, date->span);
}

static uint32_t
days_of(const nq_desk *d, const nq_row *row, double *out)
{
    return first_days(d, row, is_day, out);
}

static bool
is_month(const nq_desk *d, const nq_row *row, const nq_date *date)
{
    (void)d;
    (void)row;
    int32_t more = date->day_hi - date->day_lo;
    return more >= NQ_MONTH_LEAST && more < NQ_MONTHS_SPAN;
}

static uint32_t
months_of(const nq_desk *d, const nq_row *row, double *out)
{
    return first_days(d, row, is_month, out);
}

/* Shares and sums of money. */
static uint32_t
shares_of(const nq_desk *d, const nq_row *row, double *out)
{
    const nq_text *text = &nq_row_reading(d, row)->text;
    uint32_t n = 0;
    for (uint32_t i = nq_number_from(text, row->first);
         i < text->n_numbers && text->numbers[i].first < row->end &&
         n < NQ_TOLD_DAYS;
         i++)
        if (nq_unit_is_sign(text->numbers[i].unit))
            out[n++] = text->numbers[i].value;
    return n;
}

/* Has each of two sentences some of a list, and none in common? */
static bool
part(const nq_desk *d, const nq_row *a, const nq_row *b, lister list)
{
    double x[NQ_TOLD_DAYS], y[NQ_TOLD_DAYS];
    uint32_t n = list(d, a, x), m = n ? list(d, b, y) : 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < m; k++)
            if (x[i] == y[k])
                return false;
    return n && m;
}

bool
nq_are_of_two_days(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b)
{
    return part(d, &d->lines[a->line], &d->lines[b->line], days_of);
}

bool
nq_are_of_two_months(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b)
{
    const nq_row *x = &d->lines[a->line], *y = &d->lines[b->line];
    return part(d, x, y, months_of) && part(d, x, y, shares_of);
}
