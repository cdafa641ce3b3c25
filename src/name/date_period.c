/* SPDX-License-Identifier: Apache-2.0
 *
 * date_period.c - reads parts of a year or month: quarters, the first three
 * months, the second week, the same period of another year. Layer 4 (name). */
#include "name/date_reader.h"

#include "base/str.h"

static uint32_t
skip_of(const nq_date_reader *r, uint32_t at)
{
    const nq_time_word *of = nq_date_word(r, at);
    bool is_of = of->class == NQ_TIME_OF || of->class == NQ_TIME_LINK;
    return is_of && !of->clitics ? of->end : at;
}

/* Does an adjective or a relative clause say which: "العام المالي"? */
static bool
is_told(const nq_date_reader *r, uint32_t at)
{
    if (at >= r->text->n_tokens)
        return false;
    const nq_token *t = &r->text->tokens[at];
    return t->kind == NQ_TOKEN_WORD &&
           (t->clitics == NQ_CLITIC_AL ||
            nq_str_starts(t->folded, NQ_STR("\u0627\u0644\u0630")));
}

/* The year behind "of": "العام الجاري", "2016", "العام" alone. */
static uint32_t
read_its_year(nq_date_reader *r, uint32_t at, int32_t *year)
{
    nq_when years;
    uint32_t i = skip_of(r, at);
    uint32_t end = nq_read_which_year(r, i, year);
    if (end && nq_read_year(r, i, &years) > end)
        return 0; /* "عام 2016-2017" */
    const nq_time_word *unit = nq_date_word(r, i);
    const nq_time_word *behind = nq_date_word(r, unit->end);
    if (end || unit->class != NQ_TIME_UNIT || unit->value != 1 ||
        !(unit->clitics & NQ_CLITIC_AL) || nq_date_unit(unit) != 'Y' ||
        r->today == NQ_NO_DAY)
        return end;
    *year = nq_day_split(r->today).year;
    if (behind->class == NQ_TIME_SHIFT && nq_date_unit(behind) == 'B') {
        if (nq_when_in_year(&r->period))
            *year = nq_day_split(r->period.origin).year;
        (*year)--; /* "the year before" */
        return behind->end;
    }
    return is_told(r, unit->end) ? 0 : unit->end;
}

/* The month behind "of". */
static uint32_t
read_its_month(nq_date_reader *r, uint32_t at, nq_when *month)
{
    uint32_t i = skip_of(r, at);
    if (i == at)
        return 0;
    uint32_t end = nq_read_month(r, i, month);
    if (!end)
        end = nq_read_relative(r, i, month);
    return month->kind == NQ_WHEN_MONTH || month->kind == NQ_WHEN_DAYS ? end
                                                                       : 0;
}

/* "الأول", "الأولى", "الأخير": the number of a part out of `of`; 0: none. */
static uint32_t
read_which(const nq_date_reader *r, uint32_t at, int32_t of, int32_t *which)
{
    nq_numeral ordinal;
    const nq_time_word *last = nq_date_word(r, at);
    if (last->class == NQ_TIME_SHIFT && !last->clitics &&
        nq_date_unit(last) == 'L') {
        *which = of;
        return last->end;
    }
    if (!nq_ordinal_read(&r->tools->numerals, r->text, at, &ordinal) ||
        ordinal.value > of)
        return 0;
    *which = (int32_t)ordinal.value;
    return ordinal.end;
}

/* "of the fiscal year 2017/2018" behind a part of a year: it begins in July.
 */
static uint32_t
read_fiscal_slice(nq_date_reader *r, uint32_t at, const nq_time_word *slice,
                  int32_t which, nq_when *w)
{
    nq_when year;
    uint32_t end = nq_read_fiscal(r, skip_of(r, at), &year);
    if (!end)
        return 0;
    int32_t first = nq_day_split(year.origin).year;
    if (year.kind == NQ_WHEN_YEARS) {
        which += slice->value / 2;
        first += which > slice->value;
        which -= which > slice->value ? slice->value : 0;
    }
    *w = nq_when_slice(first, which, slice->value, slice->unit);
    return w->kind ? end : 0;
}

uint32_t
nq_read_slice(nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *slice = nq_date_word(r, at);
    int32_t which, year;
    if (!(slice->clitics & NQ_CLITIC_AL))
        return 0;
    uint32_t i = read_which(r, slice->end, slice->value, &which);
    if (!i)
        return 0;
    uint32_t end = read_fiscal_slice(r, i, slice, which, w);
    if (end)
        return end;
    end = read_its_year(r, i, &year);
    if (!end)
        return 0;
    *w = nq_when_slice(year, which, slice->value, slice->unit);
    return w->kind ? end : 0;
}

/* ---- The first three months, the second week ----------------------------- */

/* Is it "first" or "last" behind the name of many? */
static bool
is_first(const nq_date_reader *r, uint32_t at, bool *last)
{
    const nq_time_word *word = nq_date_word(r, at);
    char unit = word->class == NQ_TIME_SHIFT && !word->clitics
                    ? nq_date_unit(word)
                    : '\0';
    *last = unit == 'L';
    return unit == 'F' || unit == 'L';
}

/* The first or last `n` months of a year. */
static nq_when
months_of_year(int32_t year, int32_t n, bool last)
{
    bool quarter = n == 3, half = n == 6;
    if (quarter || half) {
        int32_t of = 12 / n;
        return nq_when_slice(year, last ? of : 1, of,
                             quarter ? NQ_STR("Q") : NQ_STR("H"));
    }
    if (n < 1 || n > 12)
        return (nq_when){0};
    return nq_when_months(year, last ? 13 - n : 1, n);
}

/* The first or last `n` days of a month. */
static nq_when
days_of_month(const nq_when *month, int32_t n, bool last)
{
    if (month->lo + n - 1 > month->hi)
        return (nq_when){0};
    return last ? nq_when_days(month->hi - n + 1, month->hi)
                : nq_when_days(month->lo, month->lo + n - 1);
}

/* The first or last `n` units of what stands behind the "of" at token i. */
static uint32_t
read_share_of(nq_date_reader *r, uint32_t i, double n, char u, bool last,
              nq_when *w)
{
    int32_t year;
    nq_when whole = {0};
    if ((u != 'M' && u != 'W' && u != 'D') || n > 366 ||
        !nq_date_is(r, i, NQ_TIME_OF))
        return 0;
    uint32_t end = read_its_year(r, i, &year);
    if (end && u == 'M' && n > 0) {
        *w = months_of_year(year, (int32_t)n, last);
        return w->kind ? end : 0;
    }
    if (end)
        whole = nq_when_year(year);
    else
        end = u == 'M' ? 0 : read_its_month(r, i, &whole);
    if (!end)
        return 0;
    if (u == 'D' && n > 0) {
        *w = days_of_month(&whole, (int32_t)n, last);
        return w->kind ? end : 0;
    }
    *w = whole;
    nq_when_narrow(w, last ? NQ_STR("END") : NQ_STR("START"));
    return end;
}

uint32_t
nq_read_share(nq_date_reader *r, uint32_t at, double n,
              const nq_time_word *unit, nq_when *w)
{
    bool last;
    if (!is_first(r, at, &last))
        return 0;
    return read_share_of(r, nq_date_word(r, at)->end, n, nq_date_unit(unit),
                         last, w);
}

uint32_t
nq_read_first_of(nq_date_reader *r, uint32_t at, double n,
                 const nq_time_word *unit, nq_when *w)
{
    if (!r->first)
        return 0;
    const nq_time_word *first = nq_date_word(r, r->first - 1);
    if (first->class != NQ_TIME_RECORD || first->value != NQ_RECORD_FIRST)
        return 0;
    uint32_t end = read_share_of(r, at, n, nq_date_unit(unit), false, w);
    if (!end)
        return 0;
    r->first--;
    r->start = first->start;
    return end;
}

/* The month of a year, or the week of a month: the one of ISO 8601 that has
 * most of its days. */
uint32_t
nq_read_nth(nq_date_reader *r, uint32_t at, const nq_time_word *unit,
            nq_when *w)
{
    enum { WEEKS = 4, MIDDLE = 3, MONTHS = 12 };
    int32_t which;
    int32_t year;
    nq_when month = {0};
    bool of_year = nq_date_unit(unit) == 'M';
    if (!of_year && nq_date_unit(unit) != 'W')
        return 0;
    uint32_t i = read_which(r, at, of_year ? MONTHS : WEEKS + 1, &which);
    if (!i || !nq_date_is(r, i, NQ_TIME_OF))
        return 0;
    uint32_t end =
        of_year ? read_its_year(r, i, &year) : read_its_month(r, i, &month);
    if (end && of_year)
        *w = nq_when_month(year, which);
    if (!end || of_year)
        return end;
    int32_t day =
        which > WEEKS ? month.hi - MIDDLE : month.lo + 7 * (which - 1) + MIDDLE;
    *w = nq_when_week(day);
    w->relative = month.relative;
    return end;
}

/* ---- The same part of another year --------------------------------------- */

static nq_when
in_year(const nq_when *part, int32_t year)
{
    int32_t month = nq_day_split(part->origin).month;
    switch ((nq_when_kind)part->kind) {
    case NQ_WHEN_SEASON:
        return nq_when_season(year, part->unit);
    case NQ_WHEN_SLICE:
        return nq_when_slice(year, (int32_t)part->amount,
                             nq_str_equal(part->unit, NQ_STR("Q")) ? 4 : 2,
                             part->unit);
    case NQ_WHEN_MONTHS:
        return nq_when_months(year, month, (int32_t)part->amount);
    default:
        return nq_when_month(year, month);
    }
}

uint32_t
nq_read_in_year(nq_date_reader *r, uint32_t at, nq_when *w)
{
    int32_t year;
    if (!nq_when_in_year(w) || !nq_date_is(r, at, NQ_TIME_OF))
        return at;
    uint32_t end = read_its_year(r, at, &year);
    if (!end)
        return at;
    *w = in_year(w, year);
    return end;
}

/* "نفس الفترة", "الفترة المماثلة": the token behind. */
static uint32_t
same_period(const nq_date_reader *r, uint32_t at)
{
    const nq_time_word *that = nq_date_word(r, at);
    bool first = that->class == NQ_TIME_THAT && that->value;
    const nq_time_word *period = first ? nq_date_word(r, that->end) : that;
    const nq_time_word *same = nq_date_word(r, period->end);
    if (!(period->mask & NQ_TIME_BIT(NQ_TIME_PERIOD)) ||
        !(period->clitics & NQ_CLITIC_AL))
        return 0;
    if (first)
        return period->end;
    return same->mask & NQ_TIME_BIT(NQ_TIME_SAME) ? same->end : 0;
}

uint32_t
nq_read_same_period(nq_date_reader *r, uint32_t at, nq_when *w)
{
    int32_t year;
    uint32_t i = same_period(r, at);
    if (!i || !nq_date_is(r, i, NQ_TIME_OF))
        return 0;
    uint32_t end = read_its_year(r, i, &year);
    if (!end)
        return 0;
    *w = nq_when_in_year(&r->period) ? in_year(&r->period, year)
                                     : nq_when_year(year);
    return end;
}
