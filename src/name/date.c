/* SPDX-License-Identifier: Apache-2.0
 *
 * date.c - time expressions of one article (TIMEX3). Layer 4 (name).
 *
 * Goes over the tokens once; at each the readers are asked in turn, the
 * closest to the words first, and what they read is skipped. */
#include "name/date.h"

#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "base/limits.h"
#include "name/date_reader.h"
#include "name/date_tune.h"

naql_status
nq_date_tools_make(const nq_tables *tables, const nq_lore *words,
                   nq_arena *arena, nq_date_tools **out)
{
    nq_date_tools *tools = nq_arena_zero(arena, 1, sizeof *tools);
    *out = NULL;
    if (!tools)
        return NAQL_NOMEM;
    tools->read = words;
    NQ_TRY(nq_time_tools_make(tables, arena, tools));
    *out = tools;
    return NAQL_OK;
}

/* ---- Words ------------------------------------------------------------- */

bool
nq_date_is(const nq_date_reader *r, uint32_t at, nq_time_class class)
{
    return nq_date_word(r, at)->class == class;
}

bool
nq_date_may_count(const nq_date_reader *r, uint32_t at)
{
    const nq_time_words *words = &r->words;
    uint32_t i;
    NQ_BISECT(i, 0, words->n_starts, words->starts[i].token < at);
    return i < words->n_starts && words->starts[i].token == at &&
           words->starts[i].amount;
}

bool
nq_date_mark(const nq_date_reader *r, uint32_t at, nq_mark mark)
{
    return at < r->text->n_tokens &&
           r->text->tokens[at].kind == NQ_TOKEN_MARK &&
           r->text->tokens[at].mark == mark;
}

/* A cue of the past right before a verb turns it: "was to begin". */
static bool
is_turned(const nq_date_reader *r, uint32_t at)
{
    for (uint32_t i = at; i-- > 0 && at - i <= NQ_TENSE_TURN;) {
        const nq_time_word *w = nq_date_word(r, i);
        if (w->class == NQ_TIME_PAST && w->value == 1)
            return true;
        if (r->text->tokens[i].flags & NQ_TOKEN_SENTENCE)
            break;
    }
    return false;
}

/* "Than expected": no cue. */
static bool
is_compared(const nq_date_reader *r, uint32_t at)
{
    if (at < 2 || !nq_date_is(r, at - 1, NQ_TIME_OF))
        return false;
    const nq_time_word *more = nq_date_word(r, at - 2);
    return more->class == NQ_TIME_MORE ||
           more->mask & NQ_TIME_BIT(NQ_TIME_RECORD);
}

/* How sure a past cue at token i speaks of the day at token `at`. */
static int
past_near(uint32_t i, uint32_t at)
{
    return at - i <= NQ_TENSE_NEAR ? -2 : -1;
}

/* "It is planned that": of other words before "that" the verb is not the
 * day's. */
static bool
is_planned(const nq_date_reader *r, uint32_t that)
{
    return that && nq_date_word(r, that - 1)->future >= 2;
}

int
nq_date_tense(const nq_date_reader *r, uint32_t at)
{
    uint32_t back = at > NQ_TENSE_REACH ? at - NQ_TENSE_REACH : 0;
    int from_on = 0;
    if (at >= r->text->n_tokens ||
        r->text->tokens[at].flags & NQ_TOKEN_SENTENCE)
        return 0;
    for (uint32_t i = at; i-- > back;) {
        const nq_token *t = &r->text->tokens[i];
        const nq_time_word *w = nq_date_word(r, i);
        bool past = w->mask & NQ_TIME_BIT(NQ_TIME_PAST);
        if (t->clitics & NQ_CLITIC_SIN)
            return 2;
        if (w->future == NQ_FROM_ON)
            from_on = 2; /* "from Monday on": unless something past began */
        else if (w->future && !past && !is_compared(r, i))
            return w->future <= 2 && is_turned(r, i) ? past_near(i, at)
                   : w->future > 2 || from_on        ? 2
                                                     : w->future;
        if (w->class == NQ_TIME_LINK && w->value == 2)
            return is_planned(r, i) ? 2 : from_on;
        if (past || (w->class == NQ_TIME_AGO && !w->value && i + 2 >= at))
            return past_near(i, at);
        if (t->flags & NQ_TOKEN_SENTENCE)
            break;
    }
    return from_on;
}

/* ---- The walk ---------------------------------------------------------- */

/* Does no expression start with a word of this class, unless it is a number
 * too? What readers ask for behind another word, or to tell a tense. */
static bool
never_starts(uint8_t class)
{
    const uint64_t never =
        NQ_TIME_BIT(NQ_TIME_NONE) | NQ_TIME_BIT(NQ_TIME_SHIFT) |
        NQ_TIME_BIT(NQ_TIME_SAME) | NQ_TIME_BIT(NQ_TIME_ERA) |
        NQ_TIME_BIT(NQ_TIME_MATCH) | NQ_TIME_BIT(NQ_TIME_OTHER_DAY) |
        NQ_TIME_BIT(NQ_TIME_FUTURE) | NQ_TIME_BIT(NQ_TIME_PAST) |
        NQ_TIME_BIT(NQ_TIME_BETWEEN) | NQ_TIME_BIT(NQ_TIME_OF) |
        NQ_TIME_BIT(NQ_TIME_RECORD) | NQ_TIME_BIT(NQ_TIME_FEW) |
        NQ_TIME_BIT(NQ_TIME_LINK) | NQ_TIME_BIT(NQ_TIME_ONE) |
        NQ_TIME_BIT(NQ_TIME_AGE) | NQ_TIME_BIT(NQ_TIME_NAME) |
        NQ_TIME_BIT(NQ_TIME_PLACE) | NQ_TIME_BIT(NQ_TIME_NUMBER) |
        NQ_TIME_BIT(NQ_TIME_EVENT) | NQ_TIME_BIT(NQ_TIME_COPULA) |
        NQ_TIME_BIT(NQ_TIME_MEDIUM);
    return never >> class & 1;
}

/* Does a unit, a month or "age" stand not far behind a token? */
static bool
is_ahead(const nq_date_reader *r, uint32_t at)
{
    for (uint32_t i = at + 1; i <= at + NQ_AMOUNT_TO_UNIT; i++)
        if (nq_date_word(r, i)->mask &
            (NQ_TIME_BIT(NQ_TIME_UNIT) | NQ_TIME_BIT(NQ_TIME_MONTH) |
             NQ_TIME_BIT(NQ_TIME_AGE)))
            return true;
    return false;
}

/* Asks the readers for what starts at a token where something may. */
static uint32_t
read_at(nq_date_reader *r, const nq_time_start *from, nq_when *w)
{
    uint32_t at = from->token;
    const nq_time_word *word = nq_date_word(r, at);
    r->first = at;
    r->start = word->class ? word->start : r->text->tokens[at].span.start;
    if (never_starts(word->class) &&
        !(word->mask & NQ_TIME_BIT(NQ_TIME_SPAN)) &&
        r->text->tokens[at].kind != NQ_TOKEN_NUMBER &&
        !(from->amount && is_ahead(r, at)))
        return 0;
    if (nq_date_in_name(r, at))
        return 0;
    uint32_t end = nq_read_relative(r, at, w);
    uint32_t start = r->start;
    if (!end) {
        end = nq_read_span(r, at, w);
        start = r->start;
    }
    if (!end) {
        r->start = word->class ? word->start : r->text->tokens[at].span.start;
        end = nq_read_calendar(r, at, w);
        start = r->start;
    }
    r->start = start;
    return end;
}

static nq_date_type
type_of(const nq_when *w)
{
    return w->kind == NQ_WHEN_SPAN  ? NQ_DATE_DURATION
           : w->kind == NQ_WHEN_SET ? NQ_DATE_SET
                                    : NQ_DATE_DATE;
}

static bool
add_date(const nq_date_reader *r, uint32_t end, const nq_when *w,
         nq_arena *arena, nq_date *out)
{
    out->span = (naql_span){r->start, r->text->tokens[end - 1].span.end};
    out->first = r->first;
    while (out->first + 1 < end &&
           r->text->tokens[out->first].span.end <= r->start)
        out->first++;
    out->end = end;
    out->value = nq_when_value(w, arena);
    out->day_lo = nq_when_on_calendar(w) ? w->lo : NQ_NO_DAY;
    out->day_hi = nq_when_on_calendar(w) ? w->hi : NQ_NO_DAY;
    out->type = (uint8_t)type_of(w);
    out->relative = w->relative;
    out->mismatch = w->mismatch;
    return out->value.ptr;
}

/* Published so late in the day that the newsroom's clock shows the next? */
static bool
is_late(const nq_article *article)
{
    enum { HOUR = 11, LEAST = 13 };
    naql_str t = article->published;
    if (t.len < LEAST || t.ptr[t.len - 1] != 'Z')
        return false;
    return (t.ptr[HOUR] - '0') * 10 + t.ptr[HOUR + 1] - '0' >= NQ_LATE_HOUR;
}

static bool
read_all(nq_date_reader *r, nq_arena *arena, nq_list *list, nq_arena *scratch)
{
    uint32_t behind = 0; /* the last that was read */
    for (uint32_t k = 0; k < r->words.n_starts && list->n < NQ_MAX_DATES; k++) {
        const nq_time_start *from = &r->words.starts[k];
        nq_when w = {0};
        uint32_t end = from->token < behind ? 0 : read_at(r, from, &w);
        if (!end || !w.kind || nq_date_is_title(r, from->token, end, &w))
            continue;
        nq_date *date = nq_list_add(list, scratch);
        if (!date || !add_date(r, end, &w, arena, date))
            return false;
        r->last_end = end;
        if (nq_when_on_calendar(&w))
            r->last = w;
        if (nq_when_in_year(&w))
            r->period = w;
        behind = end;
    }
    return true;
}

naql_status
nq_dates_find(const nq_date_tools *tools, const nq_text *text, int32_t anchor,
              nq_arena *arena, nq_arena *scratch, nq_dates *out)
{
    nq_date_reader r = {.tools = tools, .text = text, .anchor = anchor};
    nq_arena_mark mark = nq_arena_here(scratch);
    nq_list list = NQ_LIST(nq_date);
    *out = (nq_dates){0};
    NQ_TRY(nq_time_words_make(tools, text, scratch, &r.words));
    r.late = anchor != NQ_NO_DAY && anchor == text->article->day &&
             is_late(text->article);
    r.today = nq_read_own_today(&r);
    bool ok = read_all(&r, arena, &list, scratch);
    out->at = ok ? nq_list_freeze(&list, arena) : NULL;
    out->n = list.n;
    nq_arena_release(scratch, mark);
    return out->at ? NAQL_OK : NAQL_NOMEM;
}
