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
    double least;   /* 0, or the lower end: "10 to 15 years" */
    double rest;    /* of a smaller unit: "7 hours and 5 minutes" */
    char rest_unit;
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

/* Is it the minute of a clock: "10:50 دقيقة", "التاسعة مساء و24 دقيقة"? Two
 * shifts, "12/12 ساعة"? */
static bool
is_of_clock(const nq_date_reader *r, uint32_t at, const nq_time_word *unit)
{
    if (!at || (unit->unit.ptr[0] != 'I' && unit->unit.ptr[0] != 'H'))
        return false;
    bool joined = r->text->tokens[at].kind == NQ_TOKEN_WORD; /* "and 24" */
    uint32_t before =
        at - 1 -
        (!joined && at > 1 && r->text->tokens[at - 1].kind == NQ_TOKEN_WORD);
    return nq_date_mark(r, at - 1, NQ_MARK_COLON) ||
           (nq_date_mark(r, at - 1, NQ_MARK_SLASH) && at > 1 &&
            r->text->tokens[at - 2].kind == NQ_TOKEN_NUMBER) ||
           nq_date_word(r, before)->mask & NQ_TIME_BIT(NQ_TIME_DAYPART);
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
    if (definite && unit->value == 1 &&
        nq_date_is_shift(nq_date_word(r, unit->end)))
        return 0; /* "مجموعة السبع الأسبوع المقبل" */
    nq_when other;
    if (unit->value == 1 && nq_read_calendar(r, n.end, &other) > unit->end)
        return 0; /* "3-2 يوم الاثنين" */
    if (is_of_clock(r, n.first, unit))
        return 0;
    *a = (struct amount){.n = n.value, .unit = unit->unit, .start = n.start};
    return unit->end;
}

/* The lower end of "10 to 15 years", "between three and four weeks"; the token
 * of the upper end, or 0. "And" joins them behind "between" alone. */
static uint32_t
read_least(const nq_date_reader *r, uint32_t at, nq_numeral *low)
{
    if (!nq_numeral_read_low(&r->tools->numerals, r->text, at, low) ||
        low->high > low->value || low->end >= r->text->n_tokens)
        return 0;
    const nq_token *joint = &r->text->tokens[low->end];
    const nq_time_word *to = nq_date_word(r, low->end);
    bool between = at && nq_date_is(r, at - 1, NQ_TIME_BETWEEN);
    bool word = joint->kind == NQ_TOKEN_WORD;
    if (word && joint->clitics & NQ_CLITIC_WAW)
        return between ? low->end : 0;
    bool apart = word && joint->folded.len == 2; /* "and", by itself */
    bool until = to->class == NQ_TIME_LINK && to->value == 1 && !to->clitics;
    return nq_date_mark(r, low->end, NQ_MARK_DASH) ||
                   nq_date_is_or(r, low->end) || until || (apart && between)
               ? low->end + 1
               : 0;
}

/* "10 to 15 years". */
static uint32_t
read_amounts(nq_date_reader *r, uint32_t at, struct amount *a)
{
    enum { SCALE = 1000 };
    nq_numeral low;
    if (!unit_ahead(r, at))
        return 0;
    uint32_t high = read_least(r, at, &low);
    uint32_t end = high ? read_counted(r, high, a) : 0;
    if (!end || a->n <= low.value || (a->n >= SCALE && low.value < SCALE))
        return 0; /* "3 to 4 million years" */
    a->least = low.value;
    a->start = low.start;
    return end;
}

/* A singular unit that stands for one, behind "for", "before", "every". A noun
 * with an article behind it makes it a name: "عام الحزن". */
static bool
stands_for_one(const nq_date_reader *r, uint32_t at, const nq_time_word *unit)
{
    char u = unit->unit.ptr[0];
    if (u != 'E' && u != 'N' && at && nq_date_is(r, at - 1, NQ_TIME_EVERY))
        return true; /* "every year thousands" */
    if (u == 'E' && at > 1 && nq_date_is(r, at - 2, NQ_TIME_MORE) &&
        nq_date_word(r, at - 2)->end == at)
        return true; /* "for more than a decade" */
    if (u == 'E' || u == 'N' || u == 'S')
        return false; /* also "contract", "night of", "second" */
    if (unit->end >= r->text->n_tokens)
        return true;
    const nq_token *behind = &r->text->tokens[unit->end];
    return !(behind->kind == NQ_TOKEN_WORD &&
             behind->clitics == NQ_CLITIC_AL) ||
           nq_date_is(r, unit->end, NQ_TIME_SHIFT) ||
           nq_date_is(r, unit->end, NQ_TIME_WEEKDAY);
}

/* Does "the lowest", "level" stand right before a token, or one word off? */
static bool
is_record(const nq_date_reader *r, uint32_t at)
{
    for (uint32_t i = at; i-- > 0 && at - i <= NQ_RECORD_REACH;)
        if (nq_date_word(r, i)->mask & NQ_TIME_BIT(NQ_TIME_RECORD))
            return true;
    return false;
}

/* "The highest in a week": behind "in", where no word goes on that may tell
 * which week. */
static bool
is_within(const nq_date_reader *r, uint32_t at, const nq_time_word *unit)
{
    const nq_time_word *in = nq_date_word(r, at ? at - 1 : UINT32_MAX);
    bool led = in->class == NQ_TIME_LINK && in->value == NQ_LINK_IN;
    if (!led || unit->clitics || !strchr("WMY", *unit->unit.ptr))
        return false;
    if (unit->end >= r->text->n_tokens || is_record(r, at - 1))
        return true;
    const nq_token *behind = &r->text->tokens[unit->end];
    return behind->kind == NQ_TOKEN_MARK || behind->flags & NQ_TOKEN_SENTENCE ||
           nq_date_is(r, unit->end, NQ_TIME_LINK);
}

/* "About the year", "all through the year": a year's length, unless something
 * behind it says which. */
static bool
is_length(const nq_date_reader *r, uint32_t at, const nq_time_word *unit)
{
    const nq_time_word *lead = nq_date_word(r, at ? at - 1 : UINT32_MAX);
    const nq_time_word *behind = nq_date_word(r, unit->end);
    const uint64_t which = NQ_TIME_BIT(NQ_TIME_SHIFT) |
                           NQ_TIME_BIT(NQ_TIME_SAME) |
                           NQ_TIME_BIT(NQ_TIME_AGO) | NQ_TIME_BIT(NQ_TIME_OF);
    nq_numeral n;
    if (!(lead->mask & NQ_TIME_BIT(NQ_TIME_SPAN)) || unit->value != 1 ||
        unit->clitics != NQ_CLITIC_AL || behind->mask & which ||
        nq_ordinal_read(&r->tools->numerals, r->text, unit->end, &n) ||
        (unit->end < r->text->n_tokens &&
         r->text->tokens[unit->end].kind == NQ_TOKEN_NUMBER))
        return false;
    return lead->value == 1 || (lead->value == 2 && unit->unit.ptr[0] == 'Y');
}

/* "and five minutes" behind hours: an amount of the next smaller units. */
static uint32_t
read_rest(nq_date_reader *r, uint32_t at, struct amount *a)
{
    static const char order[] = "CEYMWDHIS";
    struct amount more;
    if (at >= r->text->n_tokens || r->text->tokens[at].kind != NQ_TOKEN_WORD ||
        !(r->text->tokens[at].clitics & NQ_CLITIC_WAW ||
          r->text->tokens[at].folded.len == 2))
        return at;
    uint32_t end = read_counted(r, at, &more);
    const nq_time_word *unit = nq_date_word(r, at);
    if (!end && unit->class == NQ_TIME_UNIT && unit->clitics == NQ_CLITIC_WAW &&
        (unit->value == 2 || unit->value == 1)) {
        more = (struct amount){.n = unit->value, .unit = unit->unit};
        end = unit->end;
    }
    const char *own = end ? strchr(order, a->unit.ptr[0]) : NULL;
    const char *less = end ? strchr(order, more.unit.ptr[0]) : NULL;
    if (!own || !less || less <= own || *own == 'E' || *own == 'C' ||
        more.n > INT32_MAX || more.n != (int32_t)more.n)
        return at;
    a->rest = more.n;
    a->rest_unit = *less;
    return end;
}

static uint32_t
read_unit_alone(nq_date_reader *r, uint32_t at, bool led, struct amount *a)
{
    const nq_time_word *unit = nq_date_word(r, at);
    if (unit->class != NQ_TIME_UNIT)
        return 0;
    if (unit->clitics & NQ_CLITIC_AL && !is_length(r, at, unit))
        return 0;
    *a = (struct amount){
        .n = unit->value, .unit = unit->unit, .start = unit->start};
    if (unit->value == 2)
        return unit->end;
    if (unit->value != 1)
        return 0;
    const nq_time_word *one = nq_date_word(r, unit->end);
    if (one->class == NQ_TIME_ONE && !one->clitics)
        return one->end;
    if (is_half(one) || unit->clitics & NQ_CLITIC_AL ||
        read_rest(r, unit->end, a) > unit->end)
        return unit->end;
    bool lasts =
        unit->clitics == NQ_CLITIC_LAM && strchr("WMY", *unit->unit.ptr);
    bool one_of = lasts || (led && !unit->clitics) || is_within(r, at, unit);
    return one_of && stands_for_one(r, at, unit) ? unit->end : 0;
}

/* An amount of time with its half, and "last" or "next" behind it. */
static uint32_t
read_amount(nq_date_reader *r, uint32_t at, bool led, struct amount *a)
{
    nq_when other;
    uint32_t end = read_unit_alone(r, at, led, a);
    if (!end)
        end = read_amounts(r, at, a);
    if (!end)
        end = read_counted(r, at, a);
    else if (nq_read_calendar(r, at, &other) > end)
        return 0; /* "عام 2017", "شهر رمضان" */
    if (!end)
        return 0;
    uint32_t half = read_half(r, end, a);
    return half > end ? half : read_rest(r, end, a);
}

static nq_when
span_of(const struct amount *a)
{
    nq_when w = nq_when_span(a->n, a->unit);
    w.least = a->least;
    w.rest = a->rest;
    w.rest_unit = a->rest_unit;
    return w;
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
        else if (!(w->mask & NQ_TIME_BIT(NQ_TIME_SPAN)))
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

/* "قد قتلوا", behind the word that makes a verb's time the one before. */
static bool
is_pluperfect(const nq_date_reader *r, uint32_t at)
{
    naql_str had = NQ_STR("\u0642\u062f");
    return !nq_date_word(r, at)->value &&
           (nq_str_ends(r->text->tokens[at].folded, had) ||
            (at && nq_date_is(r, at - 1, NQ_TIME_PAST) &&
             nq_str_ends(r->text->tokens[at - 1].folded, had)));
}

/* "Since" with an amount is how long ("held for five years", "the first for
 * nine years"), but behind a verb of what had been done it is when ("had been
 * killed four years ago"). An imperfect, a "not", a "worst" or a new clause
 * between takes the verb away. */
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
            return is_pluperfect(r, i);
        if (tokens[i].flags & NQ_TOKEN_SENTENCE)
            return false;
    }
    return false;
}

/* "قبل يومين على انطلاق الدورة": before something else. */
static bool
is_before_event(const nq_date_reader *r, uint32_t at)
{
    return at < r->text->n_tokens &&
           r->text->tokens[at].kind == NQ_TOKEN_WORD &&
           nq_str_equal(r->text->tokens[at].folded,
                        NQ_STR("\u0639\u0644\u064a"));
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
    if (ago->value && is_before_event(r, end))
        when.kind = NQ_WHEN_NONE;
    if (!ago->value && !since_is_when(r, at))
        when.kind = NQ_WHEN_NONE;
    if (!when.kind || a.rest_unit || a.least > 0 || a.n != (int32_t)a.n) {
        *w = span_of(&a);
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
    *w = span_of(&a);
    w->kind = NQ_WHEN_SET;
    r->start = every->start;
    return end;
}

/* The number of an age: "الثلاثين", "الـ28"; `start` is where it is written. */
static uint32_t
read_years_of_age(const nq_date_reader *r, uint32_t at, int32_t *years,
                  uint32_t *start)
{
    uint32_t digits;
    nq_numeral ordinal;
    if (nq_date_figure(r, at, years, &digits))
        return digits <= 2 ? at + 1 : 0;
    if (!nq_ordinal_read(&r->tools->numerals, r->text, at, &ordinal))
        return 0;
    *years = (int32_t)ordinal.value;
    *start = ordinal.start;
    return ordinal.end;
}

/* "الثلاثين من عمره", "الـ28 من العمر", "سن العاشرة": so many years. */
static uint32_t
read_age(nq_date_reader *r, uint32_t at, nq_when *w)
{
    enum { MOST = 100 };
    int32_t years;
    uint32_t start = r->text->tokens[at].span.start;
    uint64_t behind =
        nq_date_word(r, at + 2)->mask | nq_date_word(r, at + 3)->mask;
    const nq_time_word *before = nq_date_word(r, at ? at - 1 : UINT32_MAX);
    bool headed = before->class == NQ_TIME_AGE && before->value == NQ_AGE_HEAD;
    if (before->class == NQ_TIME_UNIT)
        return 0; /* "in the third decade of his life" */
    if (!headed && !(behind & NQ_TIME_BIT(NQ_TIME_AGE)))
        return 0; /* most words: an ordinal has two at most, "of" is one */
    uint32_t end = read_years_of_age(r, at, &years, &start);
    if (!end || years < 2 || years >= MOST)
        return 0;
    const nq_time_word *age = nq_date_word(r, end + 1);
    bool of_life = nq_date_is(r, end, NQ_TIME_OF) &&
                   age->mask & NQ_TIME_BIT(NQ_TIME_AGE) && age->value == 1;
    if (!of_life && (!headed || r->text->tokens[at].kind == NQ_TOKEN_NUMBER))
        return 0;
    *w = nq_when_span(years, NQ_STR("Y"));
    r->start = start;
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
    uint32_t aged = read_age(r, at, w);
    if (aged)
        return aged;
    uint32_t more, i = skip_leads(r, at, &more);
    uint32_t end = read_amount(r, i, i > at, &a);
    if (!end)
        return 0;
    *w = span_of(&a);
    r->start = earlier(more, a.start);
    const nq_time_word unit = {.class = NQ_TIME_UNIT, .unit = a.unit};
    uint32_t share = nq_read_share(r, end, a.n, &unit, w);
    if (!share)
        share = nq_read_first_of(r, end, a.n, &unit, w);
    return share ? share : skip_shift(r, end);
}
