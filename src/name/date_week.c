/* SPDX-License-Identifier: Apache-2.0
 *
 * date_week.c - reads weekdays, alone and with their dates. Layer 4 (name).
 *
 * A bare weekday is the last one, today included, unless the verbs before it
 * speak of the future. */
#include "name/date_reader.h"
#include "name/date_tune.h"

#include "base/str.h"

static nq_when
resolve_weekday(const nq_date_reader *r, int32_t weekday, int shift, int tense)
{
    if (r->today == NQ_NO_DAY)
        return nq_date_unresolved(shift > 0 || (shift == 0 && tense > 1));
    int32_t back = (nq_day_weekday(r->today) - weekday + 7) % 7;
    int32_t day = r->today - back;
    if (shift < 0)
        day -= back == 0 ? 7 : 0;
    else if (shift > 0)
        day += 7;
    else if (back == 6 && (r->late || r->today + 1 == r->anchor))
        day = r->today + 1; /* written past midnight, or brought up to date */
    else if (back && ((tense > 1 && back > 1) ||
                      (tense > 0 && back >= NQ_WEEKDAY_LIKELY) ||
                      (tense > -2 && back >= NQ_WEEKDAY_BARE)))
        day += 7;
    nq_when w = nq_when_day(day);
    w.relative = true;
    return w;
}

/* The full date behind a weekday: after a comma, in brackets, after
 * "corresponding to". */
static uint32_t
read_date_behind(nq_date_reader *r, uint32_t at, nq_when *w)
{
    bool open = nq_date_mark(r, at, NQ_MARK_OPEN);
    uint32_t i = at + (open || nq_date_mark(r, at, NQ_MARK_COMMA) ||
                       nq_date_mark(r, at, NQ_MARK_DASH));
    const nq_time_word *match = nq_date_word(r, i);
    if (match->class == NQ_TIME_MATCH)
        i = match->end;
    uint32_t end = nq_read_figures(r, i, w);
    if (!end)
        end = nq_read_day_month(r, i, w);
    if (!end)
        end = nq_read_short_figures(r, i, w);
    if (!end)
        return 0;
    return end + (open && nq_date_mark(r, end, NQ_MARK_CLOSE));
}

/* "Tuesday after that": behind the last day that was told. */
static uint32_t
read_day_after(const nq_date_reader *r, uint32_t at, int32_t weekday,
               nq_when *w)
{
    const nq_time_word *after = nq_date_word(r, at);
    if (after->class != NQ_TIME_SHIFT ||
        !nq_str_equal(after->unit, NQ_STR("AFTER")) ||
        !nq_when_on_calendar(&r->last) || r->last.kind > NQ_WHEN_WEEK)
        return 0;
    int32_t day = r->last.hi + 1;
    *w = nq_when_day(day + (weekday - nq_day_weekday(day) + 7) % 7);
    w->relative = r->last.relative;
    return after->end;
}

/* "of last week" behind a weekday. */
static uint32_t
read_of_week(const nq_date_reader *r, uint32_t at, int32_t weekday, nq_when *w)
{
    const nq_time_word *of = nq_date_word(r, at);
    const nq_time_word *week = nq_date_word(r, at + 1);
    const nq_time_word *shift = nq_date_word(r, at + 2);
    if (of->class != NQ_TIME_OF || week->class != NQ_TIME_UNIT ||
        week->unit.ptr[0] != 'W' || !nq_date_is_shift(shift) ||
        r->today == NQ_NO_DAY)
        return 0;
    int32_t monday = r->today - nq_day_weekday(r->today);
    *w = nq_when_day(monday + 7 * shift->value + weekday);
    w->relative = true;
    return shift->end;
}

/* "سوق الخميس", "الجمعة السوداء". */
static bool
is_named(const nq_date_reader *r, uint32_t at)
{
    const nq_time_word *before = nq_date_word(r, at ? at - 1 : UINT32_MAX);
    const nq_time_word *behind = nq_date_word(r, at + 1);
    return (before->class == NQ_TIME_NAME && before->value == 2 &&
            !(before->clitics & NQ_CLITIC_AL)) ||
           (behind->class == NQ_TIME_NAME && behind->value == 1 &&
            !behind->clitics);
}

/* "بين الاثنين": the two, no Monday; "الأحد عشر": eleven. */
static bool
is_other_word(const nq_date_reader *r, uint32_t at)
{
    nq_numeral n;
    if (is_named(r, at))
        return true;
    if (nq_numeral_read(&r->tools->numerals, r->text, at, &n) && n.words > 1)
        return true;
    return at && nq_date_is(r, at - 1, NQ_TIME_BETWEEN) &&
           !nq_date_is(r, at + 1, NQ_TIME_WEEKDAY);
}

/* "الجمعة الثالثة من مارس": the third Friday, not Friday the third. */
static bool
read_nth_weekday(const nq_date_reader *r, const nq_time_word *name, nq_when *w)
{
    nq_numeral n;
    if (w->kind != NQ_WHEN_DAY || nq_day_weekday(w->lo) == name->value ||
        !nq_ordinal_read(&r->tools->numerals, r->text, name->end, &n) ||
        n.value > 5)
        return false;
    int32_t first = w->lo - (int32_t)n.value + 1;
    int32_t wait = (name->value - nq_day_weekday(first) + 7) % 7;
    nq_when day = nq_when_day(first + wait + 7 * ((int32_t)n.value - 1));
    day.relative = w->relative;
    *w = day;
    return true;
}

bool
nq_date_is_or(const nq_date_reader *r, uint32_t at)
{
    return r->text->tokens[at].kind == NQ_TOKEN_WORD &&
           nq_str_equal(r->text->tokens[at].folded, NQ_STR("\u0627\u0648"));
}

/* "Saturday, Sunday and Monday": each is the next one after that before it. */
static bool
is_next_of_list(const nq_date_reader *r, uint32_t at, int32_t weekday,
                nq_when *w)
{
    const nq_time_word *name = nq_date_word(r, at);
    uint32_t gap = at - r->last_end;
    bool joined = name->clitics == NQ_CLITIC_WAW
                      ? gap == 0
                      : gap == 1 && (nq_date_mark(r, at - 1, NQ_MARK_COMMA) ||
                                     nq_date_is_or(r, at - 1));
    if (!joined || !r->last_end || r->last.kind != NQ_WHEN_DAY ||
        !nq_date_is(r, r->last_end - 1, NQ_TIME_WEEKDAY))
        return false;
    int32_t wait = (weekday - nq_day_weekday(r->last.lo) + 7) % 7;
    if (wait == 0 || wait > NQ_LIST_STEP)
        return false;
    *w = nq_when_day(r->last.lo + wait);
    w->relative = true;
    return true;
}

uint32_t
nq_read_weekday(nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *name = nq_date_word(r, at);
    if (name->class != NQ_TIME_WEEKDAY || is_other_word(r, at))
        return 0;
    uint32_t end = read_date_behind(r, name->end, w);
    if (end && read_nth_weekday(r, name, w))
        return end;
    if (end) {
        w->mismatch =
            w->kind == NQ_WHEN_DAY && nq_day_weekday(w->lo) != name->value;
        return end;
    }
    end = read_of_week(r, name->end, name->value, w);
    if (!end)
        end = read_day_after(r, name->end, name->value, w);
    if (end)
        return end;
    uint32_t i = name->end + nq_date_mark(r, name->end, NQ_MARK_COMMA);
    const nq_time_word *shift = nq_date_word(r, i);
    bool shifted = nq_date_is_shift(shift);
    if (shifted && nq_date_is(r, shift->end, NQ_TIME_MATCH)) {
        end = read_date_behind(r, shift->end, w);
        if (end)
            return end; /* "next Tuesday, the first of May" */
    }
    if (!shifted && is_next_of_list(r, at, name->value, w))
        return name->end;
    *w = resolve_weekday(r, name->value, shifted ? shift->value : 0,
                         shifted ? 0 : nq_date_tense(r, at));
    return shifted ? shift->end : name->end;
}

/* ---- All of them ------------------------------------------------------- */

uint32_t
nq_read_calendar(nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *head = nq_date_word(r, at);
    uint32_t i = at;
    if (head->class == NQ_TIME_UNIT && head->unit.ptr[0] == 'D' &&
        (head->value == 1 || head->value == 4) &&
        !(head->clitics & NQ_CLITIC_AL))
        i = head->end;
    uint32_t end = nq_read_weekday(r, i, w);
    if (!end)
        end = nq_read_figures(r, i, w);
    if (!end)
        end = nq_read_day_month(r, i, w);
    if (!end && i > at)
        end = nq_read_short_figures(r, i, w);
    if (!end && i > at && head->value == 1 && nq_date_word(r, i)->value)
        end = nq_read_today(r, i, w); /* "the day of yesterday" */
    if (!end && i == at)
        end = nq_read_month(r, i, w);
    if (!end && i == at)
        end = nq_read_year(r, i, w);
    return end;
}
