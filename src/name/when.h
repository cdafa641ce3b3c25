/* SPDX-License-Identifier: Apache-2.0
 *
 * when.h - what a time expression means: days, parts of years, durations.
 * Layer 4 (name), private to its folder.
 *
 * Knows calendars and ISO 8601, no words. */
#ifndef NQ_NAME_WHEN_H
#define NQ_NAME_WHEN_H

#include "name/names.h"

typedef enum nq_when_kind {
    NQ_WHEN_NONE,
    NQ_WHEN_DAY,     /* 2018-03-20 */
    NQ_WHEN_WEEK,    /* 2018-W12 */
    NQ_WHEN_MONTH,   /* 2018-03 */
    NQ_WHEN_SEASON,  /* 2018-SU: `unit` is SU */
    NQ_WHEN_SLICE,   /* 2018-Q1, 2018-H2: `unit` is Q1 */
    NQ_WHEN_MONTHS,  /* 2018-01/2018-09: `amount` of them */
    NQ_WHEN_YEAR,    /* 2018 */
    NQ_WHEN_DECADE,  /* 198X */
    NQ_WHEN_CENTURY, /* 19XX */
    NQ_WHEN_DAYS,    /* 2018-05-16/2018-06-14 */
    NQ_WHEN_YEARS,   /* 2016/2017: `amount` is the last */
    NQ_WHEN_REF,     /* PAST_REF: `unit` */
    NQ_WHEN_SPAN,    /* P3Y: `unit` a letter of data/date_words.tsv */
    NQ_WHEN_SET      /* P1Y */
} nq_when_kind;

typedef struct nq_when {
    uint8_t kind;
    naql_str unit; /* see the kinds */
    double amount; /* of units, in a SPAN or SET */
    double least;  /* of a SPAN, 0 or the lower end: "10 to 15 years" */
    double rest;   /* of a SPAN, of `rest_unit`: "7 hours and 5 minutes" */
    char rest_unit;
    int32_t lo, hi; /* days, inclusive, of the kinds on the calendar */
    int32_t origin; /* lo of the whole, when narrowed to a part */
    naql_str part;  /* START, MID, END or empty */
    bool relative;  /* hangs on the article's day */
    bool mismatch;  /* weekday and date disagree */
} nq_when;

/* On failure (no such day, unknown anchor) the kind is NQ_WHEN_NONE. */
nq_when nq_when_day(int32_t day);
nq_when nq_when_week(int32_t day);
nq_when nq_when_month(int32_t year, int32_t month);
nq_when nq_when_season(int32_t year, naql_str season);
/* The n-th of `of` equal parts of a year, of = 2 or 4. */
nq_when nq_when_slice(int32_t year, int32_t n, int32_t of, naql_str unit);
nq_when nq_when_year(int32_t year);
nq_when nq_when_years(int32_t first, int32_t last);
/* `n` months from one on. */
nq_when nq_when_months(int32_t year, int32_t month, int32_t n);
nq_when nq_when_decade(int32_t first_year);
nq_when nq_when_century(int32_t first_year);
/* From a day to another, inclusive. */
nq_when nq_when_days(int32_t first, int32_t last);
nq_when nq_when_hijri_month(int32_t year, int32_t month);
nq_when nq_when_hijri_year(int32_t year);
nq_when nq_when_ref(naql_str ref);
nq_when nq_when_span(double amount, naql_str unit);

/* `amount` units before (negative: behind) a day, as coarse as the unit. */
nq_when nq_when_ago(int32_t day, double amount, naql_str unit);

/* Narrows to the START, MID or END of what it is. */
void nq_when_narrow(nq_when *w, naql_str part);

static inline bool
nq_when_on_calendar(const nq_when *w)
{
    return w->kind >= NQ_WHEN_DAY && w->kind <= NQ_WHEN_YEARS;
}

/* A part of a year that another year has too. */
static inline bool
nq_when_in_year(const nq_when *w)
{
    return w->kind >= NQ_WHEN_MONTH && w->kind <= NQ_WHEN_MONTHS;
}

/* The TIMEX3 value, at most 40 bytes; ptr is NULL when memory is out. */
naql_str nq_when_value(const nq_when *w, nq_arena *arena);

#endif
