/* SPDX-License-Identifier: Apache-2.0
 *
 * when.c - what a time expression means. Layer 4 (name).
 *
 * A calendar value is the days it covers; its ISO 8601 form is written from
 * them. Source: ISO-TimeML (ISO 24617-1), TIMEX3 values. */
#include "name/when.h"

#include "base/str.h"

#include <stdio.h>

static nq_when
between(nq_when_kind kind, int32_t lo, int32_t hi)
{
    nq_when w = {.kind = (uint8_t)kind, .lo = lo, .hi = hi, .origin = lo};
    if (lo == NQ_NO_DAY || hi == NQ_NO_DAY || lo > hi)
        w.kind = NQ_WHEN_NONE;
    return w;
}

nq_when
nq_when_day(int32_t day)
{
    return between(NQ_WHEN_DAY, day, day);
}

nq_when
nq_when_week(int32_t day)
{
    if (day == NQ_NO_DAY)
        return (nq_when){0};
    int32_t monday = day - nq_day_weekday(day);
    return between(NQ_WHEN_WEEK, monday, monday + 6);
}

nq_when
nq_when_month(int32_t year, int32_t month)
{
    int32_t first = nq_day_from(year, month, 1);
    if (first == NQ_NO_DAY)
        return (nq_when){0};
    return between(NQ_WHEN_MONTH, first,
                   first + nq_days_of_month(year, month) - 1);
}

nq_when
nq_when_year(int32_t year)
{
    return between(NQ_WHEN_YEAR, nq_day_from(year, 1, 1),
                   nq_day_from(year, 12, 31));
}

nq_when
nq_when_years(int32_t first, int32_t last)
{
    nq_when w = between(NQ_WHEN_YEARS, nq_day_from(first, 1, 1),
                        nq_day_from(last, 12, 31));
    w.amount = last;
    return w;
}

nq_when
nq_when_months(int32_t year, int32_t month, int32_t n)
{
    if (n < 1 || month < 1 || month + n > 13)
        return (nq_when){0};
    nq_when w = between(NQ_WHEN_MONTHS, nq_day_from(year, month, 1),
                        nq_when_month(year, month + n - 1).hi);
    w.amount = n;
    return w;
}

/* Astronomical months, whole: spring is March to May. */
nq_when
nq_when_season(int32_t year, naql_str season)
{
    static const struct {
        const char *name;
        int32_t month; /* its first */
    } seasons[] = {{"SP", 3}, {"SU", 6}, {"FA", 9}, {"WI", 12}};
    for (size_t i = 0; i < sizeof seasons / sizeof seasons[0]; i++) {
        int32_t month = seasons[i].month;
        if (!nq_str_equal(season, nq_str_from(seasons[i].name)))
            continue;
        nq_when last = month == 12 ? nq_when_month(year + 1, 2)
                                   : nq_when_month(year, month + 2);
        nq_when w =
            between(NQ_WHEN_SEASON, nq_day_from(year, month, 1), last.hi);
        w.unit = season;
        return w;
    }
    return (nq_when){0};
}

nq_when
nq_when_slice(int32_t year, int32_t n, int32_t of, naql_str unit)
{
    int32_t months = 12 / of;
    if (n < 1 || n > of)
        return (nq_when){0};
    nq_when w =
        between(NQ_WHEN_SLICE, nq_day_from(year, (n - 1) * months + 1, 1),
                nq_when_month(year, n * months).hi);
    w.unit = unit;
    w.amount = n;
    return w;
}

nq_when
nq_when_decade(int32_t first_year)
{
    return between(NQ_WHEN_DECADE, nq_day_from(first_year, 1, 1),
                   nq_day_from(first_year + 9, 12, 31));
}

nq_when
nq_when_century(int32_t first_year)
{
    return between(NQ_WHEN_CENTURY, nq_day_from(first_year, 1, 1),
                   nq_day_from(first_year + 99, 12, 31));
}

nq_when
nq_when_days(int32_t first, int32_t last)
{
    return between(NQ_WHEN_DAYS, first, last);
}

nq_when
nq_when_hijri_month(int32_t year, int32_t month)
{
    int32_t first = nq_day_from_hijri(year, month, 1);
    int32_t next = month < 12 ? nq_day_from_hijri(year, month + 1, 1)
                              : nq_day_from_hijri(year + 1, 1, 1);
    if (first == NQ_NO_DAY || next == NQ_NO_DAY)
        return (nq_when){0};
    return between(NQ_WHEN_DAYS, first, next - 1);
}

nq_when
nq_when_hijri_year(int32_t year)
{
    int32_t first = nq_day_from_hijri(year, 1, 1);
    int32_t next = nq_day_from_hijri(year + 1, 1, 1);
    if (first == NQ_NO_DAY || next == NQ_NO_DAY)
        return (nq_when){0};
    return between(NQ_WHEN_DAYS, first, next - 1);
}

nq_when
nq_when_ref(naql_str ref)
{
    return (nq_when){
        .kind = NQ_WHEN_REF, .unit = ref, .lo = NQ_NO_DAY, .hi = NQ_NO_DAY};
}

nq_when
nq_when_span(double amount, naql_str unit)
{
    return (nq_when){.kind = NQ_WHEN_SPAN,
                     .unit = unit,
                     .amount = amount,
                     .lo = NQ_NO_DAY,
                     .hi = NQ_NO_DAY};
}

nq_when
nq_when_ago(int32_t day, double amount, naql_str unit)
{
    enum { MOST = 100000 };
    if (day == NQ_NO_DAY || amount > MOST || amount < -MOST)
        return (nq_when){0};
    int32_t n = (int32_t)(amount < 0 ? amount - 0.5 : amount + 0.5);
    nq_date_ymd d = nq_day_split(day);
    switch (unit.len ? unit.ptr[0] : '\0') {
    case 'D':
    case 'N':
        return nq_when_day(day - n);
    case 'W':
        return nq_when_week(day - 7 * n);
    case 'M': {
        int32_t months = d.year * 12 + d.month - 1 - n;
        if (months < 12)
            return (nq_when){0};
        return nq_when_month(months / 12, months % 12 + 1);
    }
    case 'Y':
        return nq_when_year(d.year - n);
    case 'E':
        return nq_when_year(d.year - 10 * n);
    case 'C':
        return nq_when_year(d.year - 100 * n);
    default:
        return (nq_when){0};
    }
}

void
nq_when_narrow(nq_when *w, naql_str part)
{
    w->part = part;
    if (!nq_when_on_calendar(w))
        return;
    int32_t third = (w->hi - w->lo + 1) / 3, hi = w->hi;
    if (nq_str_equal(part, NQ_STR("START"))) {
        w->hi = w->lo + third;
    } else if (nq_str_equal(part, NQ_STR("END"))) {
        w->lo = w->hi - third;
    } else {
        w->hi = hi - third + 1;
        w->lo += third - 1;
    }
}

/* ---- Values ------------------------------------------------------------ */

enum { VALUE_ROOM = 48 };

/* A value as it is written, number by number: printf would take longer than
 * all else that is done for a date. */
typedef struct value {
    char at[VALUE_ROOM];
    size_t len;
} value;

static void
put(value *v, naql_str s)
{
    size_t room = sizeof(v->at) - v->len;
    size_t n = s.len < room ? s.len : room;
    memcpy(v->at + v->len, s.ptr, n);
    v->len += n;
}

/* Decimal, with zeros in front up to `width` figures. */
static void
put_number(value *v, int32_t number, int width)
{
    char room[12], *at = room + sizeof(room);
    int64_t left = number < 0 ? -(int64_t)number : number;
    width -= number < 0;
    for (; left || width > 0; left /= 10, width--)
        *--at = (char)('0' + left % 10);
    if (number < 0)
        *--at = '-';
    put(v, nq_str(at, (size_t)(room + sizeof(room) - at)));
}

/* As short as it can be: "3", "1.5". */
static void
put_amount(value *v, double amount)
{
    enum { WHOLE = 1000000000 };
    if (amount >= 0 && amount < WHOLE && amount == (int32_t)amount) {
        put_number(v, (int32_t)amount, 1);
    } else {
        char room[VALUE_ROOM];
        int n = snprintf(room, sizeof(room), "%.10g", amount);
        put(v, nq_str(room, n > 0 ? (size_t)n : 0));
    }
}

/* The unit below one of which it has a whole number in a half: "a year and a
 * half" is P1Y6M. */
static char
unit_below(char unit, double *half)
{
    static const struct {
        char unit, below;
        double half;
    } units[] = {{'Y', 'M', 6}, {'D', 'H', 12}, {'H', 'I', 30}, {'I', 'S', 30}};
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
        if (units[i].unit == unit) {
            *half = units[i].half;
            return units[i].below;
        }
    return '\0';
}

static bool
is_of_clock(char unit)
{
    return unit == 'H' || unit == 'I' || unit == 'S';
}

static void
put_part(value *v, double amount, char unit)
{
    put_amount(v, amount);
    put(v, unit == 'I' ? NQ_STR("M") : nq_str(&unit, 1));
}

/* ISO 8601 of a duration. Decades and centuries are years, nights are days;
 * part units stay decimal, save halves that are whole units below. */
static void
put_span(value *v, const nq_when *w)
{
    char unit = w->unit.len ? w->unit.ptr[0] : 'D', rest_unit = w->rest_unit;
    double amount = w->amount, rest = w->rest, half = 0;
    if (unit == 'E' || unit == 'C') {
        amount *= unit == 'E' ? 10 : 100;
        unit = 'Y';
    } else if (unit == 'N') {
        unit = 'D';
    }
    int32_t whole = amount > INT32_MAX ? INT32_MAX : (int32_t)amount;
    char below = unit_below(unit, &half);
    if (below && !rest_unit && amount == whole + 0.5) {
        amount = whole;
        rest = half;
        rest_unit = below;
    } else if (unit == 'H' && amount < 1) {
        amount *= 60;
        unit = 'I';
    } else if (unit == 'Y' && amount < 1) {
        amount *= 12;
        unit = 'M';
    }
    bool clock = is_of_clock(unit);
    put(v, clock ? NQ_STR("PT") : NQ_STR("P"));
    if (amount > 0 || !rest_unit)
        put_part(v, amount, unit);
    if (!rest_unit)
        return;
    if (!clock && is_of_clock(rest_unit))
        put(v, NQ_STR("T"));
    put_part(v, rest, rest_unit);
}

/* "P10Y/P15Y": from the least to the most. */
static void
put_span_range(value *v, const nq_when *w)
{
    nq_when least = nq_when_span(w->least, w->unit);
    if (w->least > 0) {
        put_span(v, &least);
        put(v, NQ_STR("/"));
    }
    put_span(v, w);
}

static void
put_day(value *v, int32_t day)
{
    char iso[11];
    nq_day_write(day, iso);
    put(v, nq_str_from(iso));
}

static void
put_week(value *v, int32_t day)
{
    int32_t year, week;
    nq_day_week(day, &year, &week);
    put_number(v, year, 4);
    put(v, NQ_STR("-W"));
    put_number(v, week, 2);
}

/* A year and what stands behind it. */
static void
put_year(value *v, int32_t year, const char *between, naql_str unit)
{
    put_number(v, year, 4);
    put(v, nq_str_from(between));
    put(v, unit);
}

static void
put_month(value *v, int32_t year, int32_t month)
{
    put_year(v, year, "-", NQ_STR(""));
    put_number(v, month, 2);
}

static void
put_calendar(value *v, const nq_when *w)
{
    nq_date_ymd lo = nq_day_split(w->origin);
    switch ((nq_when_kind)w->kind) {
    case NQ_WHEN_WEEK:
        put_week(v, w->origin);
        break;
    case NQ_WHEN_MONTH:
        put_month(v, lo.year, lo.month);
        break;
    case NQ_WHEN_SEASON:
        put_year(v, lo.year, "-", w->unit);
        break;
    case NQ_WHEN_SLICE:
        put_year(v, lo.year, "-", w->unit);
        put_number(v, (int32_t)w->amount, 1);
        break;
    case NQ_WHEN_YEAR:
        put_number(v, lo.year, 4);
        break;
    case NQ_WHEN_YEARS:
        put_year(v, lo.year, "/", NQ_STR(""));
        put_number(v, (int32_t)w->amount, 4);
        break;
    case NQ_WHEN_MONTHS:
        put_month(v, lo.year, lo.month);
        put(v, NQ_STR("/"));
        put_month(v, lo.year, lo.month + (int32_t)w->amount - 1);
        break;
    case NQ_WHEN_DECADE:
        put_number(v, lo.year / 10, 3);
        put(v, NQ_STR("X"));
        break;
    case NQ_WHEN_CENTURY:
        put_number(v, lo.year / 100, 2);
        put(v, NQ_STR("XX"));
        break;
    case NQ_WHEN_DAY:
        put_day(v, w->lo);
        break;
    default:
        put_day(v, w->lo);
        put(v, NQ_STR("/"));
        put_day(v, w->hi);
    }
}

naql_str
nq_when_value(const nq_when *w, nq_arena *arena)
{
    value v;
    v.len = 0;
    if (w->kind == NQ_WHEN_REF)
        return w->unit;
    if (w->kind == NQ_WHEN_SPAN || w->kind == NQ_WHEN_SET)
        put_span_range(&v, w);
    else
        put_calendar(&v, w);
    if (w->part.len && w->kind != NQ_WHEN_DAYS) {
        put(&v, NQ_STR("-"));
        put(&v, w->part);
    }
    return nq_arena_str(arena, nq_str(v.at, v.len));
}
