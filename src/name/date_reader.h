/* SPDX-License-Identifier: Apache-2.0
 *
 * date_reader.h - what the readers of time expressions share. Layer 4 (name),
 * private to its folder.
 *
 * A reader function looks at one token, and gives the token behind what it
 * read, or 0 when nothing of its kind starts there. */
#ifndef NQ_NAME_DATE_READER_H
#define NQ_NAME_DATE_READER_H

#include "name/time_word.h"
#include "name/when.h"

typedef struct nq_date_reader {
    const nq_date_tools *tools;
    const nq_text *text;
    nq_time_words words;
    int32_t anchor;    /* the article's day, or NQ_NO_DAY */
    int32_t today;     /* what "today" means: the anchor, or the day that the
                          article itself names ("today, Monday") */
    bool late;         /* published so late that its day may be tomorrow */
    uint32_t depth;    /* of expressions inside expressions */
    nq_when last;      /* the last date on the calendar */
    uint32_t last_end; /* token behind the last expression */
    nq_when period;    /* the last part of a year: a quarter, a month */
    uint32_t first;    /* token where the expression at work starts */
    uint32_t start;    /* byte where the expression at work starts */
} nq_date_reader;

/* ---- Words (date.c) ---------------------------------------------------- */

/* The word of time at a token; class NQ_TIME_NONE behind the end too. */
static inline const nq_time_word *
nq_date_word(const nq_date_reader *r, uint32_t at)
{
    return &r->words.found[at < r->text->n_tokens ? r->words.at[at] : 0];
}

bool nq_date_is(const nq_date_reader *r, uint32_t at, nq_time_class class);
/* May a number in words begin with a word? O(log of words of time). */
bool nq_date_may_count(const nq_date_reader *r, uint32_t at);
/* Is there a mark of that kind? */
bool nq_date_mark(const nq_date_reader *r, uint32_t at, nq_mark mark);
/* What the clause before a token says of its time: 2 the future, 1 likely the
 * future, 0 nothing, -1 the past, -2 the past right before it. The nearest cue
 * decides; looks at most NQ_TENSE_REACH tokens back, inside the sentence. */
int nq_date_tense(const nq_date_reader *r, uint32_t at);

/* A whole number in plain figures, four at most, at a token. */
bool nq_date_figure(const nq_date_reader *r, uint32_t at, int32_t *value,
                    uint32_t *digits);
/* Letter of the unit of a word, as in data/date_words.tsv; 0: it has none. */
static inline char
nq_date_unit(const nq_time_word *w)
{
    return w->unit.len ? w->unit.ptr[0] : '\0';
}

/* "last", "next", "this" that may stand behind any unit. */
bool nq_date_is_shift(const nq_time_word *w);
/* PAST_REF or FUTURE_REF: a date whose anchor is not known. */
nq_when nq_date_unresolved(bool future);

/* ---- Names (date_name.c) ------------------------------------------------ */

/* Is a token the end of a name, "صحيفة تونس اليوم", or "today" the last word of
 * a short one in marks, "الإمارات اليوم"? */
bool nq_date_in_name(const nq_date_reader *r, uint32_t at);
/* An amount of time alone in marks is a title: "60 دقيقة". */
bool nq_date_is_title(const nq_date_reader *r, uint32_t at, uint32_t end,
                      const nq_when *w);

/* ---- Years (date_year.c) ----------------------------------------------- */

enum { NQ_YEAR_NONE, NQ_YEAR_GREGORIAN, NQ_YEAR_HIJRI, NQ_YEAR_SHIFTED };

/* What the words behind a month say of its year. */
typedef struct nq_year_told {
    uint8_t kind;
    int32_t value; /* year, or the shift: -1 last, 1 next, 0 this */
} nq_year_told;

/* The year of the article's day; 0 when it has none. */
int32_t nq_date_anchor_year(const nq_date_reader *r, bool hijri);
/* Four figures that may be a year, with its era. */
uint32_t nq_read_year_figures(const nq_date_reader *r, uint32_t at,
                              nq_year_told *year);
/* "العام الماضي", "هذا العام", "العام نفسه", "عام 2018", "2018". */
uint32_t nq_read_year_ref(const nq_date_reader *r, uint32_t at,
                          nq_year_told *year);
/* Over figures behind a year that say the same one; `at` when none do. */
uint32_t nq_skip_its_figures(const nq_date_reader *r, uint32_t at, int32_t its);
/* "2018", "عام 2018", "العام الماضي", with what marks its era. */
uint32_t nq_read_year(nq_date_reader *r, uint32_t at, nq_when *w);
/* "العام المالي 2017/2018", "السنة المالية المقبلة". */
uint32_t nq_read_fiscal(nq_date_reader *r, uint32_t at, nq_when *w);
/* The Gregorian year that the words there say, for seasons and quarters. */
uint32_t nq_read_which_year(nq_date_reader *r, uint32_t at, int32_t *year);
/* What marks the era behind a year; `at` when nothing does. */
uint32_t nq_read_era(const nq_date_reader *r, uint32_t at, bool *hijri);
/* A Hijri year, by its size. */
bool nq_date_is_hijri(int32_t year);

/* ---- Days and months (date_day.c) --------------------------------------- */

/* The same without weekdays and bare years. */
uint32_t nq_read_day_month(nq_date_reader *r, uint32_t at, nq_when *w);
uint32_t nq_read_month(nq_date_reader *r, uint32_t at, nq_when *w);
/* A day of a month without a year: the nearest. */
nq_when nq_date_nearest(const nq_date_reader *r, int32_t month, int32_t day);

/* ---- Figures (date_figures.c) ------------------------------------------ */

/* "14/8/2017", "2017-08-14", "21.7.2015", "13/2/1409". */
uint32_t nq_read_figures(nq_date_reader *r, uint32_t at, nq_when *w);
/* "20/3", where something says that it is a date. */
uint32_t nq_read_short_figures(const nq_date_reader *r, uint32_t at,
                               nq_when *w);

/* ---- Weekdays (date_week.c) -------------------------------------------- */

/* Is a token the word "or"? */
bool nq_date_is_or(const nq_date_reader *r, uint32_t at);

uint32_t nq_read_weekday(nq_date_reader *r, uint32_t at, nq_when *w);
/* Any date of a calendar: figures, day and month, month, year, weekday. */
uint32_t nq_read_calendar(nq_date_reader *r, uint32_t at, nq_when *w);

/* ---- Durations (date_span.c) ------------------------------------------- */

/* "three years", "two weeks ago", "every four years". */
uint32_t nq_read_span(nq_date_reader *r, uint32_t at, nq_when *w);

/* ---- Parts of a year or month (date_period.c) --------------------------- */

/* "الربع الأول من العام الجاري", "النصف الثاني من 2016". */
uint32_t nq_read_slice(nq_date_reader *r, uint32_t at, nq_when *w);
/* "الأولى من عام 2017" behind `n` units (0: some): the first of that year. */
uint32_t nq_read_share(nq_date_reader *r, uint32_t at, double n,
                       const nq_time_word *unit, nq_when *w);
/* "of the year 2017" behind `n` units that "the first" stands before: "أول
 * شهرين من عام 2017". */
uint32_t nq_read_first_of(nq_date_reader *r, uint32_t at, double n,
                          const nq_time_word *unit, nq_when *w);
/* "الأول من أكتوبر" behind "the week", "الأول من العام" behind "the month". */
uint32_t nq_read_nth(nq_date_reader *r, uint32_t at, const nq_time_word *unit,
                     nq_when *w);
/* "نفس الفترة من العام الماضي". */
uint32_t nq_read_same_period(nq_date_reader *r, uint32_t at, nq_when *w);
/* "of last year" behind a part of a year: moves it there; `at` when there is
 * none. */
uint32_t nq_read_in_year(nq_date_reader *r, uint32_t at, nq_when *w);

/* ---- Today (date_today.c) ----------------------------------------------- */

/* The same, hanging on the article's day. */
nq_when nq_date_relative(nq_when w);
/* PAST_REF, PRESENT_REF, FUTURE_REF: shift -1, 0, 1. */
nq_when nq_date_vague(int shift);
/* The weekday nearest to a day: NQ_TODAY_BACK days before it to one day behind
 * it, which make up a week. */
int32_t nq_date_nearest_weekday(int32_t day, int32_t weekday);
/* The weekday that explains a "today" at a token: "اليوم (الاثنين)". */
uint32_t nq_read_weekday_behind(const nq_date_reader *r, uint32_t at,
                                int32_t *weekday);
/* "اليوم", "أمس الاثنين", "اليوم التالي". */
uint32_t nq_read_today(nq_date_reader *r, uint32_t at, nq_when *w);
/* The day that "today" means by the article's own words; r->anchor when it
 * does not say. */
int32_t nq_read_own_today(const nq_date_reader *r);

/* ---- Last year, seasons, parts (date_relative.c) ------------------------ */

uint32_t nq_read_relative(nq_date_reader *r, uint32_t at, nq_when *w);

#endif
