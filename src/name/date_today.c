/* SPDX-License-Identifier: Apache-2.0
 *
 * date_today.c - reads today, yesterday and tomorrow, and what an article says
 * of its own day. Layer 4 (name). */
#include "name/date_reader.h"
#include "name/date_tune.h"

#include "base/str.h"

nq_when
nq_date_relative(nq_when w)
{
    w.relative = true;
    return w;
}

nq_when
nq_date_vague(int shift)
{
    return nq_when_ref(shift < 0   ? NQ_STR("PAST_REF")
                       : shift > 0 ? NQ_STR("FUTURE_REF")
                                   : NQ_STR("PRESENT_REF"));
}

/* The weekday from NQ_TODAY_BACK days before a day to the one behind it, which
 * makes up a week. */
int32_t
nq_date_nearest_weekday(int32_t day, int32_t weekday)
{
    int32_t back = (nq_day_weekday(day) - weekday + 7) % 7;
    return back > NQ_TODAY_BACK ? day - back + 7 : day - back;
}

/* The weekday that explains a "today" at token `at`: "اليوم (الاثنين)". */
uint32_t
nq_read_weekday_behind(const nq_date_reader *r, uint32_t at, int32_t *weekday)
{
    const nq_time_word *today = nq_date_word(r, at);
    bool open = nq_date_mark(r, today->end, NQ_MARK_OPEN);
    uint32_t i =
        today->end + (open || nq_date_mark(r, today->end, NQ_MARK_COMMA) ||
                      nq_date_mark(r, today->end, NQ_MARK_DASH));
    const nq_time_word *name = nq_date_word(r, i);
    if (name->class != NQ_TIME_WEEKDAY || name->clitics)
        return 0;
    *weekday = name->value;
    return name->end + (open && nq_date_mark(r, name->end, NQ_MARK_CLOSE));
}

int32_t
nq_read_own_today(const nq_date_reader *r)
{
    if (r->anchor == NQ_NO_DAY)
        return NQ_NO_DAY;
    for (uint32_t k = 0; k < r->words.n_starts; k++) {
        int32_t weekday;
        uint32_t i = r->words.starts[k].token;
        const nq_time_word *w = nq_date_word(r, i);
        if (w->class != NQ_TIME_TODAY ||
            !nq_read_weekday_behind(r, i, &weekday))
            continue;
        int32_t said = nq_date_nearest_weekday(r->anchor + w->value, weekday);
        return said - w->value;
    }
    return r->anchor;
}

static bool
is_other_day(const nq_date_reader *r, uint32_t at, const nq_time_word *today)
{
    if (today->value)
        return false;
    return nq_date_word(r, today->end)->mask & NQ_TIME_BIT(NQ_TIME_OTHER_DAY) ||
           (at && nq_date_is(r, at - 1, NQ_TIME_THAT));
}

/* Does a token stand in a quotation? Looks back to where its paragraph starts.
 */
static bool
is_quoted(const nq_date_reader *r, uint32_t at)
{
    const char *text = r->text->article->text.ptr;
    int depth = 0, plain = 0;
    for (uint32_t i = at; i-- > 0 && at - i <= NQ_QUOTE_REACH;) {
        const nq_token *t = &r->text->tokens[i];
        const nq_token *next = t + 1;
        if (memchr(text + t->span.end, '\n', next->span.start - t->span.end))
            break;
        if (t->kind != NQ_TOKEN_MARK)
            continue;
        depth +=
            (t->mark == NQ_MARK_QUOTE_OPEN) - (t->mark == NQ_MARK_QUOTE_CLOSE);
        plain += t->mark == NQ_MARK_QUOTE_PLAIN;
    }
    return depth > 0 || plain % 2;
}

/* Does a verb right before a token speak of what was or surely will be done? */
static bool
is_told_near(const nq_date_reader *r, uint32_t at)
{
    for (uint32_t i = at; i-- > 0 && at - i <= NQ_TENSE_NEAR;) {
        const nq_time_word *w = nq_date_word(r, i);
        if (r->text->tokens[i].kind == NQ_TOKEN_MARK)
            return false;
        if (w->mask & NQ_TIME_BIT(NQ_TIME_PAST) || w->future > 1 ||
            r->text->tokens[i].clitics & NQ_CLITIC_SIN)
            return true;
    }
    return false;
}

/* "Today" in what someone is quoted with is nowadays, unless a verb speaks of
 * what was done or will be done. */
static bool
is_nowadays(const nq_date_reader *r, uint32_t at)
{
    const nq_time_word *today = nq_date_word(r, at);
    const nq_time_word *behind = nq_date_word(r, today->end);
    if (behind->class == NQ_TIME_COPULA && at && !today->value)
        return true; /* "what goes on in the land today is" */
    if (today->value || !at || r->text->tokens[at - 1].kind == NQ_TOKEN_MARK ||
        !nq_str_ends(r->text->tokens[at].folded,
                     NQ_STR("\u0627\u0644\u064a\u0648\u0645")))
        return false;
    return !is_told_near(r, at) && is_quoted(r, at);
}

/* "اليوم نفسه", "اليوم التالي": by the last day that was told. */
static uint32_t
read_other_day(const nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *other = nq_date_word(r, at);
    bool same = other->mask & NQ_TIME_BIT(NQ_TIME_SAME);
    bool shifted = other->class == NQ_TIME_SHIFT &&
                   (nq_date_unit(other) == 'A' || nq_date_unit(other) == 'B');
    if ((!same && !shifted) || r->last.kind != NQ_WHEN_DAY)
        return 0;
    *w = nq_date_relative(nq_when_day(r->last.lo + (same ? 0 : other->value)));
    return other->end;
}

uint32_t
nq_read_today(nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *today = nq_date_word(r, at);
    int32_t weekday, value = today->value;
    if (today->class != NQ_TIME_TODAY)
        return 0;
    if (is_other_day(r, at, today))
        return nq_date_is(r, at - 1, NQ_TIME_THAT)
                   ? 0
                   : read_other_day(r, today->end, w);
    if (r->today == NQ_NO_DAY)
        *w = nq_date_vague(value);
    else
        *w = nq_date_relative(nq_when_day(r->today + value));
    uint32_t end = nq_read_weekday_behind(r, at, &weekday);
    if (!end) {
        nq_when date;
        end = nq_read_day_month(r, today->end, &date);
        if (!end)
            end = nq_read_figures(r, today->end, &date);
        if (end && date.kind == NQ_WHEN_DAY)
            *w = date;
        if (!end && !value && at && nq_date_is(r, at - 1, NQ_TIME_RATE))
            return 0; /* "in the day": not today */
        if (!end && at == r->first && is_nowadays(r, at))
            *w = nq_date_vague(0);
        return end ? end : today->end;
    }
    if (r->today != NQ_NO_DAY)
        *w = nq_date_relative(
            nq_when_day(nq_date_nearest_weekday(r->today + value, weekday)));
    nq_when full;
    uint32_t at_name = end - 1;
    while (at_name > at && !nq_date_is(r, at_name, NQ_TIME_WEEKDAY))
        at_name--;
    uint32_t longer = nq_read_weekday(r, at_name, &full);
    if (longer > end && full.kind == NQ_WHEN_DAY) {
        *w = full;
        return longer;
    }
    return end;
}
