/* SPDX-License-Identifier: Apache-2.0
 *
 * date_span.c - reads durations, ages, sets, and "three years ago". Layer 4
 * (name).
 *
 * "Before" with an amount counts back from the article's day, unless "of"
 * follows: then it counts from something else and stays a duration. */
#include "name/date_reader.h"
#include "name/date_tune.h"

#include "base/str.h"

struct amount {
    double n;
    naql_str unit;
    uint32_t start; /* byte */
};

static bool
unit_ahead(const nq_date_reader *r, uint32_t at)
{
    for (uint32_t i = at + 1; i < at + NQ_AMOUNT_TO_UNIT; i++)
        if (nq_date_is(r, i, NQ_TIME_UNIT))
            return true;
    return false;
}

static bool
is_half(const nq_time_word *w)
{
    return w->class == NQ_TIME_SLICE && w->value == 2 &&
           w->clitics == NQ_CLITIC_WAW;
}

/* "and a half", and the unit once more: "ونصف السنة". */
static uint32_t
read_half(const nq_date_reader *r, uint32_t at, struct amount *a)
{
    const nq_time_word *half = nq_date_word(r, at);
    if (!is_half(half))
        return at;
    a->n += 0.5;
    const nq_time_word *unit = nq_date_word(r, half->end);
    return unit->class == NQ_TIME_UNIT && nq_str_equal(unit->unit, a->unit)
               ? unit->end
               : half->end;
}

/* A number and its unit. */
static uint32_t
read_counted(nq_date_reader *r, uint32_t at, struct amount *a)
{
    nq_numeral n;
    if (!unit_ahead(r, at) ||
        !nq_numeral_read(&r->tools->numerals, r->text, at, &n) ||
        n.high > n.value)
        return 0;
    const nq_time_word *unit = nq_date_word(r, n.end);
    bool definite = unit->clitics & NQ_CLITIC_AL;
    if (unit->class != NQ_TIME_UNIT || unit->value == 2 || unit->value > 3 ||
        (definite && n.value < 1) || unit->clitics & ~NQ_CLITIC_AL)
        return 0;
    if (unit->unit.ptr[0] == 'E' && unit->value == 1 && n.value > 20)
        return 0; /* "1400 عقد": contracts */
    nq_when other;
    if (unit->value == 1 && nq_read_calendar(r, n.end, &other) > unit->end)
        return 0; /* "3-2 يوم الاثنين" */
    *a = (struct amount){n.value, unit->unit, n.start};
    return unit->end;
}

/* A singular unit that stands for one, behind "for", "before", "every". A noun
 * with an article behind it makes it a name: "عام الحزن". */
static bool
stands_for_one(const nq_date_reader *r, const nq_time_word *unit)
{
    char u = unit->unit.ptr[0];
    if (u == 'E' || u == 'N' || u == 'S')
        return false; /* also "contract", "night of", "second" */
    if (unit->end >= r->text->n_tokens)
        return true;
    const nq_token *behind = &r->text->tokens[unit->end];
    return !(behind->kind == NQ_TOKEN_WORD &&
             behind->clitics == NQ_CLITIC_AL) ||
           nq_date_is(r, unit->end, NQ_TIME_SHIFT);
}

static uint32_t
read_unit_alone(const nq_date_reader *r, uint32_t at, bool led,
                struct amount *a)
{
    const nq_time_word *unit = nq_date_word(r, at);
    if (unit->class != NQ_TIME_UNIT || unit->clitics & NQ_CLITIC_AL)
        return 0;
    *a = (struct amount){unit->value, unit->unit, unit->start};
    if (unit->value == 2)
        return unit->end;
    if (unit->value != 1)
        return 0;
    const nq_time_word *one = nq_date_word(r, unit->end);
    if (one->class == NQ_TIME_ONE && !one->clitics)
        return one->end;
    if (is_half(one))
        return unit->end;
    return led && !unit->clitics && stands_for_one(r, unit) ? unit->end : 0;
}

/* An amount of time with its half, and "last" or "next" behind it. */
static uint32_t
read_amount(nq_date_reader *r, uint32_t at, bool led, struct amount *a)
{
    nq_when other;
    uint32_t end = read_unit_alone(r, at, led, a);
    if (!end)
        end = read_counted(r, at, a);
    else if (nq_read_calendar(r, at, &other) > end)
        return 0; /* "عام 2017", "شهر رمضان" */
    if (!end)
        return 0;
    return read_half(r, end, a);
}

static uint32_t
skip_shift(const nq_date_reader *r, uint32_t at)
{
    const nq_time_word *w = nq_date_word(r, at);
    bool plain = w->class == NQ_TIME_SHIFT && !w->clitics &&
                 (!w->unit.len || w->unit.ptr[0] == 'L');
    return plain ? w->end : at;
}

/* Over "for", "about", "more than"; only the last belongs to the span. */
static uint32_t
skip_leads(const nq_date_reader *r, uint32_t at, uint32_t *more)
{
    *more = UINT32_MAX;
    for (int i = 0; i < NQ_DATE_LEADS; i++) {
        const nq_time_word *w = nq_date_word(r, at);
        if (w->class == NQ_TIME_MORE)
            *more = w->start;
        else if (w->class != NQ_TIME_SPAN)
            return at;
        at = w->end;
    }
    return at;
}

static uint32_t
earlier(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* "Since" with an amount is how long ("held for five years", "the first for
 * nine years"), but behind a verb of the past it is when ("was killed four
 * years ago"). An imperfect, a "not", a "worst" or a new clause between takes
 * the verb away. */
static bool
since_is_when(const nq_date_reader *r, uint32_t at)
{
    const nq_token *tokens = r->text->tokens;
    for (uint32_t i = at; i-- > 0 && at - i <= NQ_SINCE_REACH;) {
        const nq_time_word *w = nq_date_word(r, i);
        if (tokens[i].kind == NQ_TOKEN_MARK || w->future ||
            w->mask & NQ_TIME_BIT(NQ_TIME_RECORD) ||
            (w->class == NQ_TIME_LINK && w->value == 2))
            return false;
        if (w->mask & NQ_TIME_BIT(NQ_TIME_PAST))
            return !w->value;
        if (tokens[i].flags & NQ_TOKEN_SENTENCE)
            return false;
    }
    return false;
}

/* "قبل أسبوعين", "منذ أربعة أعوام". */
static uint32_t
read_ago(nq_date_reader *r, uint32_t at, nq_when *w)
{
    struct amount a;
    const nq_time_word *ago = nq_date_word(r, at);
    uint32_t more, i = skip_leads(r, ago->end, &more);
    uint32_t end = read_amount(r, i, true, &a);
    if (!end)
        return 0;
    uint32_t start = earlier(more, a.start);
    const nq_time_word *of = nq_date_word(r, end);
    bool from_now =
        of->class == NQ_TIME_OF && nq_date_is(r, of->end, NQ_TIME_REF);
    nq_when when = nq_when_ago(r->today, a.n, a.unit);
    if (of->class == NQ_TIME_OF && !of->clitics && !from_now)
        when.kind = NQ_WHEN_NONE;
    if (!ago->value && !from_now && !since_is_when(r, at))
        when.kind = NQ_WHEN_NONE;
    if (!when.kind || a.n != (int32_t)a.n) {
        *w = nq_when_span(a.n, a.unit);
        r->start = start;
        return end;
    }
    when.relative = true;
    *w = when;
    r->start = ago->value ? ago->start : start;
    return from_now ? nq_date_word(r, of->end)->end : end;
}

static uint32_t
read_every(nq_date_reader *r, uint32_t at, nq_when *w)
{
    struct amount a;
    const nq_time_word *every = nq_date_word(r, at);
    uint32_t end = read_amount(r, every->end, true, &a);
    if (!end)
        return 0;
    *w = nq_when_span(a.n, a.unit);
    w->kind = NQ_WHEN_SET;
    r->start = every->start;
    return end;
}

uint32_t
nq_read_span(nq_date_reader *r, uint32_t at, nq_when *w)
{
    struct amount a;
    const nq_time_word *head = nq_date_word(r, at);
    if (head->class == NQ_TIME_AGO)
        return read_ago(r, at, w);
    if (head->class == NQ_TIME_EVERY)
        return read_every(r, at, w);
    uint32_t more, i = skip_leads(r, at, &more);
    uint32_t end = read_amount(r, i, i > at, &a);
    if (!end)
        return 0;
    *w = nq_when_span(a.n, a.unit);
    r->start = earlier(more, a.start);
    return skip_shift(r, end);
}
