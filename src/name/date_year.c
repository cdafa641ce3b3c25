/* SPDX-License-Identifier: Apache-2.0
 *
 * date_year.c - reads years: in figures, in words, two together, last and this
 * one. Layer 4 (name). */
#include "name/date_reader.h"
#include "name/date_tune.h"

#include "base/str.h"

/* ---- Which year -------------------------------------------------------- */

int32_t
nq_date_anchor_year(const nq_date_reader *r, bool hijri)
{
    if (r->anchor == NQ_NO_DAY)
        return 0;
    return hijri ? nq_day_to_hijri(r->anchor).year
                 : nq_day_split(r->anchor).year;
}

uint32_t
nq_read_era(const nq_date_reader *r, uint32_t at, bool *hijri)
{
    const nq_time_word *era = nq_date_word(r, at);
    if (era->class != NQ_TIME_ERA)
        return at;
    *hijri = era->unit.ptr[0] == 'h';
    return era->end;
}

bool
nq_date_is_hijri(int32_t year)
{
    return year >= 1300 && year <= 1460;
}

/* Four figures that may be a year, with its era. */
uint32_t
nq_read_year_figures(const nq_date_reader *r, uint32_t at, nq_year_told *tail)
{
    int32_t year;
    uint32_t digits;
    bool hijri;
    if (!nq_date_figure(r, at, &year, &digits) || digits != 4 || year < 1000 ||
        year > 2200)
        return 0;
    hijri = nq_date_is_hijri(year);
    uint32_t end = nq_read_era(r, at + 1, &hijri);
    *tail = (nq_year_told){hijri ? NQ_YEAR_HIJRI : NQ_YEAR_GREGORIAN, year};
    return end;
}

static bool
is_year_unit(const nq_time_word *w)
{
    return w->class == NQ_TIME_UNIT && w->unit.ptr[0] == 'Y' &&
           (w->value == 1 || w->value == 4);
}

/* "العامين" of "العامين 2016 و2017". */
static bool
is_two_years(const nq_time_word *w)
{
    return w->class == NQ_TIME_UNIT && w->unit.ptr[0] == 'Y' && w->value == 2;
}

bool
nq_date_is_shift(const nq_time_word *w)
{
    return w->class == NQ_TIME_SHIFT && !w->unit.len;
}

/* "التالي": after the year told last. "السابق" is mostly last year. */
static bool
follows_last(const nq_time_word *w)
{
    return w->class == NQ_TIME_SHIFT && nq_date_unit(w) == 'A';
}

/* Over the year in figures that says which year "next year" is: "العام المقبل
 * 2019", "العام الحالي (2018)". */
uint32_t
nq_skip_its_figures(const nq_date_reader *r, uint32_t at, int32_t its)
{
    int32_t year;
    uint32_t digits;
    bool open = nq_date_mark(r, at, NQ_MARK_OPEN);
    if (!nq_date_figure(r, at + open, &year, &digits) || year != its ||
        (open && !nq_date_mark(r, at + 2, NQ_MARK_CLOSE)))
        return at;
    return at + 1 + 2 * open;
}

/* "العام الماضي", "هذا العام", "العام نفسه", "العام التالي", "عام 2018",
 * "2018". */
uint32_t
nq_read_year_ref(const nq_date_reader *r, uint32_t at, nq_year_told *tail)
{
    const nq_time_word *w = nq_date_word(r, at);
    int32_t this_year = nq_date_anchor_year(r, false);
    int32_t last_year = nq_when_on_calendar(&r->last)
                            ? nq_day_split(r->last.origin).year
                            : this_year;
    if (w->class == NQ_TIME_THIS || w->class == NQ_TIME_THAT) {
        const nq_time_word *year = nq_date_word(r, at + 1);
        bool that = w->class == NQ_TIME_THAT;
        *tail = (nq_year_told){NQ_YEAR_GREGORIAN, that ? last_year : this_year};
        return this_year && is_year_unit(year) ? year->end : 0;
    }
    if (!is_year_unit(w))
        return nq_read_year_figures(r, at, tail);
    uint32_t end = nq_read_year_figures(r, w->end, tail);
    if (end)
        return end;
    const nq_time_word *behind = nq_date_word(r, w->end);
    if (!(w->clitics & NQ_CLITIC_AL) || !this_year)
        return 0;
    bool twice = behind->class == NQ_TIME_AGO && behind->value;
    if (twice) /* "the year before last" */
        behind = nq_date_word(r, behind->end);
    *tail =
        (nq_year_told){NQ_YEAR_GREGORIAN, this_year + behind->value - twice};
    if (nq_date_is_shift(behind))
        return nq_skip_its_figures(r, behind->end, tail->value);
    if (nq_when_on_calendar(&r->last) && !twice && follows_last(behind)) {
        tail->value = last_year + behind->value;
        return behind->end;
    }
    tail->value = last_year;
    return behind->mask & NQ_TIME_BIT(NQ_TIME_SAME) ? behind->end : 0;
}

/* The fiscal year that a day lies in begins in July in most Arab budgets that
 * do not follow the calendar. */
static int32_t
fiscal_year(const nq_date_reader *r)
{
    enum { JULY = 7 };
    nq_date_ymd d = nq_day_split(r->today);
    return d.month < JULY ? d.year - 1 : d.year;
}

uint32_t
nq_read_fiscal(nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *fiscal = nq_date_word(r, at);
    if (fiscal->class != NQ_TIME_FISCAL)
        return 0;
    const nq_time_word *shift = nq_date_word(r, fiscal->end);
    bool shifted = shift->class == NQ_TIME_SHIFT &&
                   (!shift->unit.len || shift->unit.ptr[0] == 'B');
    uint32_t i = shifted ? shift->end : fiscal->end;
    uint32_t end = nq_read_year(r, i, w);
    if (end || !shifted || r->today == NQ_NO_DAY)
        return end;
    int32_t year = fiscal_year(r) + shift->value;
    if (shift->unit.len && nq_when_on_calendar(&r->last))
        year = nq_day_split(r->last.origin).year - 1; /* the one before it */
    *w = nq_when_years(year, year + 1);
    w->relative = true;
    return i;
}

/* ---- Years by themselves ------------------------------------------------- */

static nq_when
year_of(const nq_year_told *tail)
{
    return tail->kind == NQ_YEAR_HIJRI ? nq_when_hijri_year(tail->value)
                                       : nq_when_year(tail->value);
}

/* "2016/2017", "2016-17" behind its first year. */
static uint32_t
read_second_year(const nq_date_reader *r, uint32_t at, int32_t first,
                 int32_t *second)
{
    uint32_t digits;
    if (!nq_date_mark(r, at, NQ_MARK_SLASH) &&
        !nq_date_mark(r, at, NQ_MARK_DASH))
        return 0;
    if (!nq_date_figure(r, at + 1, second, &digits) ||
        (digits != 4 && digits != 2))
        return 0;
    if (digits == 2)
        *second += first / 100 * 100;
    return *second == first + 1 ? at + 2 : 0;
}

static bool
is_and(const nq_token *t)
{
    return t->kind == NQ_TOKEN_WORD &&
           nq_str_equal(t->folded, NQ_STR("\u0648"));
}

/* Does a year stand before a number, or the word "years": "2006 و2010", "أعوام
 * 1958 و1962"? */
static bool
is_led_by_year(const nq_date_reader *r, uint32_t at)
{
    int32_t year;
    uint32_t digits;
    const nq_time_word *unit = nq_date_word(r, at - 1);
    if (unit->class == NQ_TIME_UNIT && unit->unit.ptr[0] == 'Y')
        return unit->value == 3 && !(unit->clitics & NQ_CLITIC_AL);
    bool joined = is_and(&r->text->tokens[at - 1]) ||
                  nq_date_mark(r, at - 1, NQ_MARK_COMMA);
    return at > 1 && joined && nq_date_figure(r, at - 2, &year, &digits) &&
           year >= NQ_BARE_YEAR_FIRST && year <= NQ_BARE_YEAR_LAST;
}

/* A year of earlier centuries stands behind "in" or "since". */
static bool
may_be_old(const nq_date_reader *r, uint32_t at, int32_t year)
{
    const nq_time_word *lead = nq_date_word(r, at ? at - 1 : UINT32_MAX);
    bool in = lead->class == NQ_TIME_LINK && lead->value == NQ_LINK_IN;
    bool since = lead->class == NQ_TIME_AGO && !lead->value;
    return year >= NQ_OLD_YEAR_FIRST && (in || since);
}

/* "Elections 2018", "كأس العالم 2018". */
static bool
is_event_year(const nq_date_reader *r, uint32_t at)
{
    const uint64_t event = NQ_TIME_BIT(NQ_TIME_EVENT);
    const nq_time_word *two = nq_date_word(r, at > 1 ? at - 2 : UINT32_MAX);
    return (at && nq_date_word(r, at - 1)->mask & event) ||
           (two->mask & event && two->end == at);
}

/* Is a bare number of four figures a year? It is one between function words
 * and marks, and behind a noun ("انتخابات 2018"); not before a counted noun. */
static bool
is_bare_year(const nq_date_reader *r, uint32_t at, uint32_t end, int32_t year)
{
    const nq_text *text = r->text;
    uint64_t links = NQ_TIME_BIT(NQ_TIME_LINK) | NQ_TIME_BIT(NQ_TIME_AGO) |
                     NQ_TIME_BIT(NQ_TIME_OF) | NQ_TIME_BIT(NQ_TIME_BETWEEN) |
                     NQ_TIME_BIT(NQ_TIME_PART) | NQ_TIME_BIT(NQ_TIME_SPAN);
    nq_numeral counted;
    uint64_t lead = at ? nq_date_word(r, at - 1)->mask : 0;
    if (lead & NQ_TIME_BIT(NQ_TIME_NUMBER))
        return false;
    if (is_event_year(r, at) && year >= NQ_BARE_YEAR_FIRST &&
        year <= NQ_BARE_YEAR_LAST && year % 100 &&
        !nq_numeral_read(&r->tools->numerals, r->text, end, &counted))
        return true;
    bool old = year < NQ_BARE_YEAR_FIRST;
    if (year > NQ_BARE_YEAR_LAST || (old && !may_be_old(r, at, year)))
        return false;
    const nq_token *before = at ? &text->tokens[at - 1] : NULL;
    const nq_token *behind = end < text->n_tokens ? &text->tokens[end] : NULL;
    if (before && before->kind == NQ_TOKEN_MARK &&
        before->mark != NQ_MARK_OPEN && before->mark != NQ_MARK_DASH &&
        before->mark != NQ_MARK_COMMA && before->mark != NQ_MARK_QUOTE_OPEN)
        return false;
    if (behind &&
        (behind->mark == NQ_MARK_PERCENT || behind->kind == NQ_TOKEN_LATIN ||
         behind->kind == NQ_TOKEN_NUMBER))
        return false;
    bool free = !behind || behind->kind == NQ_TOKEN_MARK ||
                behind->flags & NQ_TOKEN_SENTENCE || is_and(behind) ||
                behind->clitics & (NQ_CLITIC_AL | NQ_CLITIC_WAW) ||
                (behind->clitics & NQ_YEAR_BEFORE && year % 100) ||
                nq_date_word(r, end)->mask & links;
    bool led =
        before && (nq_date_word(r, at - 1)->mask & links ||
                   before->mark == NQ_MARK_OPEN || is_led_by_year(r, at));
    if (free)
        return before && (led || before->kind != NQ_TOKEN_NUMBER);
    return led && year % 100 && !old;
}

uint32_t
nq_read_year(nq_date_reader *r, uint32_t at, nq_when *w)
{
    nq_year_told tail;
    int32_t second;
    uint32_t digits;
    const nq_time_word *head = nq_date_word(r, at);
    bool headed = is_year_unit(head) || head->class == NQ_TIME_SPORT ||
                  is_two_years(head);
    nq_numeral spelled;
    uint32_t figures = headed ? head->end : at;
    uint32_t end = nq_read_year_figures(r, figures, &tail);
    if (end) {
        uint32_t more = read_second_year(r, end, tail.value, &second);
        if (more && tail.kind == NQ_YEAR_GREGORIAN) {
            *w = nq_when_years(tail.value, second);
            return more;
        }
        if (!headed && (end == at + 1) && !is_bare_year(r, at, end, tail.value))
            return 0;
        *w = year_of(&tail);
        return w->kind ? end : 0;
    }
    if (is_year_unit(head) && !(head->clitics & NQ_CLITIC_AL) &&
        nq_date_figure(r, head->end, &second, &digits) && digits == 2 &&
        second >= NQ_SHORT_YEAR) {
        *w = nq_when_year(1900 + second); /* "عام 96" */
        return head->end + 1;
    }
    if (headed && is_year_unit(head) &&
        nq_numeral_read(&r->tools->numerals, r->text, head->end, &spelled) &&
        spelled.words > 1 && spelled.value >= 1800 && spelled.value < 2100 &&
        spelled.high <= spelled.value) {
        *w = nq_when_year((int32_t)spelled.value);
        return spelled.end;
    }
    return 0;
}

uint32_t
nq_read_which_year(nq_date_reader *r, uint32_t at, int32_t *year)
{
    nq_year_told tail;
    uint32_t end = nq_read_year_ref(r, at, &tail);
    if (!end || tail.kind != NQ_YEAR_GREGORIAN)
        return 0;
    *year = tail.value;
    return end;
}
