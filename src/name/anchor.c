/* SPDX-License-Identifier: Apache-2.0
 *
 * anchor.c - the day of an article that states no date of its own. Layer 4
 * (name). */
#include "name/anchor.h"
#include "base/status.h"
#include "base/str.h"

#define YEARS_TRIED     6 /* a weekday comes back to its date within these */
#define SENTENCES_TRIED 8 /* the news stands at the top */
/* Years before it are of history: where a text names no later one, the weekday
 * of its news fits some year of them by chance. */
#define EARLIEST_YEAR 1995

naql_status
nq_anchor_tools_make(const nq_tables *tables, const nq_date_tools *dates,
                     nq_anchor_tools *out)
{
    *out = (nq_anchor_tools){.dates = dates};
    NQ_TRY(nq_table_find(tables, "weekdays", &out->weekdays));
    NQ_TRY(nq_table_find(tables, "date_words", &out->words));
    out->day = nq_table_col(&out->weekdays, "day");
    out->class = nq_table_col(&out->words, "class");
    out->value = nq_table_col(&out->words, "value");
    return out->day == NQ_NO_COL || out->class == NQ_NO_COL ||
                   out->value == NQ_NO_COL
               ? NAQL_CORRUPT
               : NAQL_OK;
}

/* 0 Monday .. 6 Sunday, -1: the token is no weekday. */
static int32_t
weekday_of(const nq_anchor_tools *tools, const nq_text *text, uint32_t token)
{
    uint32_t row, n;
    const nq_cut *cuts = nq_cuts_of(text, token, &n);
    for (uint32_t i = 0; i < n; i++)
        if (nq_table_word(&tools->weekdays, cuts[i].hash, &row))
            return (int32_t)nq_table_int(&tools->weekdays, row, tools->day, -1);
    return -1;
}

/* Days from today that a token like "yesterday" means; false: no such word. */
static bool
shift_of(const nq_anchor_tools *tools, const nq_text *text, uint32_t token,
         int32_t *shift)
{
    uint32_t row;
    uint32_t n = nq_table_word(&tools->words, text->tokens[token].hash, &row);
    for (uint32_t i = row; i < row + n; i++) {
        if (!nq_str_equal(nq_table_cell(&tools->words, i, tools->class),
                          NQ_STR("today")))
            continue;
        *shift = (int32_t)nq_table_int(&tools->words, i, tools->value, 0);
        return true;
    }
    return false;
}

/* A weekday with a day of the month and no year, which the year decides. */
static bool
names_weekday_and_day(const nq_anchor_tools *tools, const nq_text *text,
                      const nq_date *d)
{
    bool weekday = false, number = false;
    for (uint32_t t = d->first; t < d->end; t++) {
        number |= text->tokens[t].kind == NQ_TOKEN_NUMBER;
        weekday |= weekday_of(tools, text, t) >= 0;
    }
    return weekday && number && d->relative && !d->mismatch &&
           d->day_lo == d->day_hi && d->day_lo != NQ_NO_DAY;
}

static int32_t
latest_year(const nq_names *names)
{
    int32_t year = 0;
    for (uint32_t i = 0; i < names->n_dates; i++) {
        const nq_date *d = &names->dates[i];
        if (d->relative || d->day_lo == NQ_NO_DAY)
            continue;
        int32_t y = nq_day_split(d->day_lo).year;
        year = y > year && y >= EARLIEST_YEAR ? y : year;
    }
    return year;
}

static uint32_t
top_end(const nq_text *text) /* token behind the first sentences */
{
    if (text->n_sentences <= SENTENCES_TRIED)
        return text->n_tokens;
    return text->sentences[SENTENCES_TRIED].first;
}

/* The first date of the top sentences that fits, and lies in the year of the
 * day as of which all are read. */
static naql_status
day_as_of(const nq_anchor_tools *tools, const nq_text *text, int32_t as_of,
          int32_t *day)
{
    nq_dates dates;
    nq_arena found, scratch;
    uint32_t end = top_end(text);
    nq_arena_init(&found);
    nq_arena_init(&scratch);
    naql_status status =
        nq_dates_find(tools->dates, text, as_of, &found, &scratch, &dates);
    for (uint32_t i = 0; status == NAQL_OK && i < dates.n; i++) {
        if (dates.at[i].first >= end)
            break;
        if (names_weekday_and_day(tools, text, &dates.at[i]) &&
            nq_day_split(dates.at[i].day_lo).year == nq_day_split(as_of).year) {
            *day = dates.at[i].day_lo;
            break;
        }
    }
    nq_arena_clear(&found);
    nq_arena_clear(&scratch);
    return status;
}

/* A day without a year lies in the nearest one: as of its end those of the
 * second half are of the year, as of its middle those of the first. */
static naql_status
day_in_year(const nq_anchor_tools *tools, const nq_text *text, int32_t year,
            int32_t *day)
{
    NQ_TRY(day_as_of(tools, text, nq_day_from(year, 12, 31), day));
    return *day == NQ_NO_DAY
               ? day_as_of(tools, text, nq_day_from(year, 6, 30), day)
               : NAQL_OK;
}

naql_status
nq_anchor_own(const nq_anchor_tools *tools, const nq_names *names, int32_t *day)
{
    int32_t year = latest_year(names);
    *day = NQ_NO_DAY;
    for (int32_t y = year; year && y < year + YEARS_TRIED; y++) {
        NQ_TRY(day_in_year(tools, names->text, y, day));
        if (*day != NQ_NO_DAY)
            break;
    }
    return NAQL_OK;
}

static uint32_t
lead_end(const nq_text *text) /* token behind the first two sentences */
{
    return text->n_sentences <= 2 ? text->n_tokens : text->sentences[2].first;
}

int32_t
nq_anchor_lead(const nq_names *names)
{
    uint32_t end = lead_end(names->text);
    for (uint32_t i = 0; i < names->n_dates; i++) {
        const nq_date *d = &names->dates[i];
        if (d->first >= end)
            break;
        if (d->day_lo == d->day_hi && d->day_lo != NQ_NO_DAY)
            return d->day_lo;
    }
    return NQ_NO_DAY;
}

/* Votes for `day` being today: two for each "today, Monday" that holds, two
 * against where it fails, one where the lead's "yesterday" is the story's. */
static int32_t
votes(const nq_anchor_tools *tools, const nq_names *names, int32_t day,
      int32_t lead)
{
    int32_t sum = 0, shift;
    uint32_t top = lead_end(names->text);
    for (uint32_t i = 0; i < names->n_dates; i++) {
        const nq_date *d = &names->dates[i];
        if (!shift_of(tools, names->text, d->first, &shift))
            continue;
        sum += d->first < top && day + shift == lead;
        for (uint32_t t = d->first + 1; t < d->end; t++) {
            int32_t weekday = weekday_of(tools, names->text, t);
            if (weekday >= 0)
                sum += nq_day_weekday(day + shift) == weekday ? 2 : -2;
        }
    }
    return sum;
}

int32_t
nq_anchor_fit(const nq_anchor_tools *tools, const nq_names *names, int32_t day,
              int32_t lead)
{
    static const int32_t tried[] = {0, 1, -1};
    int32_t best = day, most = INT32_MIN;
    for (size_t i = 0; i < sizeof(tried) / sizeof(*tried); i++) {
        int32_t sum = votes(tools, names, day + tried[i], lead);
        if (sum > most) {
            most = sum;
            best = day + tried[i];
        }
    }
    return best;
}
