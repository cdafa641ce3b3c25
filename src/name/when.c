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
    return between(NQ_WHEN_YEARS, nq_day_from(first, 1, 1),
                   nq_day_from(last, 12, 31));
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

/* ISO 8601 of a duration. Decades and centuries are years, nights are days;
 * part units stay decimal, save half an hour and half a year. */
static int
write_span(const nq_when *w, char *out)
{
    char unit = w->unit.len ? w->unit.ptr[0] : 'D';
    double amount = w->amount;
    if (unit == 'E' || unit == 'C') {
        amount *= unit == 'E' ? 10 : 100;
        unit = 'Y';
    } else if (unit == 'N') {
        unit = 'D';
    } else if (unit == 'H' && amount < 1) {
        amount *= 60;
        unit = 'I';
    } else if (unit == 'Y' && amount < 1) {
        amount *= 12;
        unit = 'M';
    }
    bool clock = unit == 'H' || unit == 'I' || unit == 'S';
    return snprintf(out, VALUE_ROOM, "P%s%.10g%c", clock ? "T" : "", amount,
                    unit == 'I' ? 'M' : unit);
}

static int
write_days(const nq_when *w, char *out)
{
    char lo[11], hi[11];
    nq_day_write(w->lo, lo);
    nq_day_write(w->hi, hi);
    return w->kind == NQ_WHEN_DAY ? snprintf(out, VALUE_ROOM, "%s", lo)
                                  : snprintf(out, VALUE_ROOM, "%s/%s", lo, hi);
}

static int
write_calendar(const nq_when *w, char *out)
{
    nq_date_ymd lo = nq_day_split(w->origin);
    int32_t year = lo.year, week = 0;
    switch ((nq_when_kind)w->kind) {
    case NQ_WHEN_WEEK:
        nq_day_week(w->origin, &year, &week);
        return snprintf(out, VALUE_ROOM, "%04d-W%02d", year, week);
    case NQ_WHEN_MONTH:
        return snprintf(out, VALUE_ROOM, "%04d-%02d", year, lo.month);
    case NQ_WHEN_SEASON:
        return snprintf(out, VALUE_ROOM, "%04d-%.*s", year, (int)w->unit.len,
                        w->unit.ptr);
    case NQ_WHEN_SLICE:
        return snprintf(out, VALUE_ROOM, "%04d-%.*s%d", year, (int)w->unit.len,
                        w->unit.ptr, (int)w->amount);
    case NQ_WHEN_YEAR:
        return snprintf(out, VALUE_ROOM, "%04d", year);
    case NQ_WHEN_YEARS:
        return snprintf(out, VALUE_ROOM, "%04d/%04d", year,
                        nq_day_split(w->hi).year);
    case NQ_WHEN_DECADE:
        return snprintf(out, VALUE_ROOM, "%03d", year / 10);
    case NQ_WHEN_CENTURY:
        return snprintf(out, VALUE_ROOM, "%02d", year / 100);
    default:
        return write_days(w, out);
    }
}

naql_str
nq_when_value(const nq_when *w, nq_arena *arena)
{
    char out[2 * VALUE_ROOM];
    int n;
    if (w->kind == NQ_WHEN_REF)
        return w->unit;
    if (w->kind == NQ_WHEN_SPAN || w->kind == NQ_WHEN_SET)
        n = write_span(w, out);
    else
        n = write_calendar(w, out);
    if (n > 0 && w->part.len && w->kind != NQ_WHEN_DAYS)
        n += snprintf(out + n, VALUE_ROOM, "-%.*s", (int)w->part.len,
                      w->part.ptr);
    return nq_arena_str(arena, nq_str(out, n > 0 ? (size_t)n : 0));
}
