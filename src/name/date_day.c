/* SPDX-License-Identifier: Apache-2.0
 *
 * date_day.c - reads days and months of a calendar. Layer 4 (name).
 *
 * Figures come day first. A Hijri date gets its Gregorian days. What lacks its
 * year or week hangs on the article's day: a bare month or weekday is the last
 * one, or the next where the clause speaks of the future; a bare day of a
 * month is the nearest. */
#include "name/date_reader.h"
#include "name/date_tune.h"

#include "base/str.h"

/* ---- Pieces ------------------------------------------------------------ */

/* A whole number in plain figures at a token. */
bool
nq_date_figure(const nq_date_reader *r, uint32_t at, int32_t *value,
               uint32_t *digits)
{
    enum { MOST = 4 };
    if (at >= r->text->n_tokens)
        return false;
    const nq_token *t = &r->text->tokens[at];
    uint64_t v;
    if (t->kind != NQ_TOKEN_NUMBER || t->folded.len > MOST ||
        !nq_str_u64(t->folded, &v))
        return false;
    *value = (int32_t)v;
    *digits = (uint32_t)t->folded.len;
    return true;
}

static bool
month_ahead(const nq_date_reader *r, uint32_t at)
{
    for (uint32_t i = at + 1; i < at + NQ_DAY_TO_MONTH; i++)
        if (nq_date_is(r, i, NQ_TIME_MONTH) ||
            (nq_date_is(r, i, NQ_TIME_UNIT) &&
             nq_date_word(r, i)->unit.ptr[0] == 'M'))
            return true;
    return false;
}

/* "الثامنة": no day, those are masculine; but the third Friday is. */
static bool
is_feminine(const nq_date_reader *r, uint32_t at)
{
    return !(at && nq_date_is(r, at - 1, NQ_TIME_WEEKDAY)) &&
           nq_str_ends(r->text->tokens[at].folded, NQ_STR("\u0647"));
}

/* 1..31 in figures, or as an ordinal: "الرابع والعشرين". */
static uint32_t
read_day_number(const nq_date_reader *r, uint32_t at, int32_t *day,
                uint32_t *start)
{
    uint32_t digits;
    nq_numeral ordinal;
    if (nq_date_figure(r, at, day, &digits))
        return digits <= 2 && *day >= 1 && *day <= 31 ? at + 1 : 0;
    if (!month_ahead(r, at))
        return 0;
    const nq_time_word *first = nq_date_word(r, at);
    if (first->mask & NQ_TIME_BIT(NQ_TIME_FIRST_DAY)) {
        *day = 1; /* "غرة مارس" */
        *start = first->start;
        return nq_date_is(r, first->end, NQ_TIME_MONTH) ||
                       nq_date_is(r, first->end, NQ_TIME_UNIT)
                   ? first->end
                   : 0;
    }
    if (!nq_ordinal_read(&r->tools->numerals, r->text, at, &ordinal) ||
        ordinal.value > 31 || is_feminine(r, at))
        return 0;
    *day = (int32_t)ordinal.value;
    *start = ordinal.start;
    return ordinal.end;
}

struct month {
    int32_t value;
    bool hijri;
    bool levant;
    bool twin;    /* two names */
    bool clash;   /* two names that do not name one month */
    bool headed;  /* the word "month" before it */
    bool guessed; /* misspelled: needs a year or a modifier */
    uint8_t weak;
};

/* Is the word before token `at` that at token `other`? "صفر-صفر" */
static bool
is_same_word(const nq_date_reader *r, uint32_t at, uint32_t other)
{
    return at && other < r->text->n_tokens &&
           r->text->tokens[at - 1].hash == r->text->tokens[other].hash;
}

/* The second name of a twin, behind a slash, in brackets or right behind. */
static uint32_t
read_twin(const nq_date_reader *r, uint32_t at, struct month *m)
{
    bool slash =
        nq_date_mark(r, at, NQ_MARK_SLASH) || nq_date_mark(r, at, NQ_MARK_DASH);
    bool open = nq_date_mark(r, at, NQ_MARK_OPEN);
    uint32_t i = at + (slash || open);
    nq_time_word guess;
    const nq_time_word *second = nq_date_word(r, i);
    if (second->class != NQ_TIME_MONTH && slash && i < r->text->n_tokens &&
        nq_month_guess(r->tools, r->text, i, &guess))
        second = &guess;
    bool same = second->value == m->value || !second->value || !m->value;
    bool clash = !same && slash && second->levant != m->levant;
    if (second->class != NQ_TIME_MONTH || second->hijri != m->hijri ||
        second->clitics || is_same_word(r, at, i) || (!same && !clash) ||
        (!second->value && !slash) || (m->hijri && !slash && !open))
        return at;
    if (open && !nq_date_mark(r, second->end, NQ_MARK_CLOSE))
        return at;
    m->value = m->value ? m->value : second->value;
    m->twin = true;
    m->clash = clash; /* the first is believed */
    return second->end + open;
}

/* A month's name, with "month" before it and its twin behind it. */
static uint32_t
read_month_name(const nq_date_reader *r, uint32_t at, bool has_day,
                struct month *m)
{
    nq_time_word guess;
    const nq_time_word *head = nq_date_word(r, at);
    *m = (struct month){0};
    if (head->class == NQ_TIME_UNIT && head->unit.ptr[0] == 'M' &&
        (head->value == 1 || head->value == 4)) {
        m->headed = true;
        at++;
    }
    const nq_time_word *name = nq_date_word(r, at);
    if (name->class != NQ_TIME_MONTH && has_day &&
        name->class == NQ_TIME_NONE && at < r->text->n_tokens &&
        nq_month_guess(r->tools, r->text, at, &guess)) {
        name = &guess;
        m->guessed = true;
    }
    bool joined = has_day && name->clitics & NQ_CLITIC_WAW; /* "6 وصفر" */
    if (name->class != NQ_TIME_MONTH || joined)
        return 0;
    m->value = name->value;
    m->hijri = name->hijri;
    m->levant = name->levant;
    m->weak = name->weak;
    uint32_t end = read_twin(r, name->end, m);
    return m->value && (m->weak != 2 || m->twin) ? end : 0;
}

/* ---- Which year -------------------------------------------------------- */

/* What stands behind a month and says of which year it is. */
static uint32_t
read_tail(const nq_date_reader *r, uint32_t at, nq_year_told *tail)
{
    *tail = (nq_year_told){NQ_YEAR_NONE, 0};
    const nq_time_word *w = nq_date_word(r, at);
    if (nq_date_is_shift(w)) {
        *tail = (nq_year_told){NQ_YEAR_SHIFTED, w->value};
        return w->end;
    }
    uint32_t i = at;
    if (w->class == NQ_TIME_OF && !w->clitics)
        i = w->end;
    uint32_t end = nq_read_year_ref(r, i, tail);
    if (!end && i == at && nq_date_mark(r, at, NQ_MARK_COMMA))
        end = nq_read_year_figures(r, at + 1, tail);
    if (!end)
        *tail = (nq_year_told){NQ_YEAR_NONE, 0};
    return end ? end : at;
}

/* ---- Resolving --------------------------------------------------------- */

nq_when
nq_date_unresolved(bool future)
{
    return nq_when_ref(future ? NQ_STR("FUTURE_REF") : NQ_STR("PAST_REF"));
}

static nq_when
month_of(int32_t year, int32_t month, bool hijri)
{
    return hijri ? nq_when_hijri_month(year, month)
                 : nq_when_month(year, month);
}

static nq_when
day_of(int32_t year, int32_t month, int32_t day, bool hijri)
{
    return nq_when_day(hijri ? nq_day_from_hijri(year, month, day)
                             : nq_day_from(year, month, day));
}

/* A day, or the whole month where day is 0 or the month has no such day. */
static nq_when
day_or_month(int32_t year, const struct month *m, int32_t day)
{
    nq_when w = {0};
    if (day)
        w = day_of(year, m->value, day, m->hijri);
    return w.kind ? w : month_of(year, m->value, m->hijri);
}

static int32_t
distance(const nq_when *w, int32_t day)
{
    return day < w->lo ? w->lo - day : day > w->hi ? day - w->hi : 0;
}

/* The year in which a month without one lies. `shift` -1: strictly before the
 * anchor; 1: strictly behind; 0: nearest. */
static nq_when
nearest_year(const nq_date_reader *r, const struct month *m, int32_t day,
             int shift)
{
    nq_when best = {0};
    int32_t this_year = nq_date_anchor_year(r, m->hijri);
    for (int32_t year = this_year - 1; year <= this_year + 1; year++) {
        nq_when w = day_or_month(year, m, day);
        bool before = w.hi<r->anchor, behind = w.lo> r->anchor;
        if (!w.kind || (shift < 0 && !before) || (shift > 0 && !behind))
            continue;
        if (!best.kind || distance(&w, r->anchor) < distance(&best, r->anchor))
            best = w;
    }
    best.relative = true;
    return best;
}

static nq_when
resolve_year(const nq_date_reader *r, const struct month *m, int32_t day,
             const nq_year_told *tail, int tense)
{
    bool dated = tail->kind == NQ_YEAR_GREGORIAN || tail->kind == NQ_YEAR_HIJRI;
    if (dated && m->hijri == (tail->kind == NQ_YEAR_HIJRI))
        return day_or_month(tail->value, m, day);
    if (r->anchor == NQ_NO_DAY)
        return nq_date_unresolved(
            tail->kind == NQ_YEAR_SHIFTED ? tail->value > 0 : tense > 1);
    if (tail->kind == NQ_YEAR_SHIFTED)
        return nearest_year(r, m, day, tail->value);
    nq_when here = nearest_year(r, m, day, 0);
    bool ahead = here.lo > r->anchor;
    if (day && ahead && tense == -2 && here.lo - r->anchor > NQ_DATE_AHEAD)
        return nearest_year(r, m, day, -1);
    if (day && ahead && tense <= 0 && here.lo - r->anchor > NQ_DATE_FAR)
        return nearest_year(r, m, day, -1);
    if (day && tense > 1 && r->anchor - here.hi > NQ_DATE_BEHIND)
        return nearest_year(r, m, day, 1);
    if (ahead && tense == 0 && here.lo - r->anchor <= NQ_MONTH_AHEAD)
        return here; /* of the last one that far ago its year would be told */
    if (day || m->hijri || !distance(&here, r->anchor) || (ahead && tense > 0))
        return here;
    return nearest_year(r, m, day, tense > 1 ? 1 : -1);
}

static nq_when
resolve(const nq_date_reader *r, const struct month *m, int32_t day,
        const nq_year_told *tail, int tense)
{
    nq_when w = resolve_year(r, m, day, tail, tense);
    w.mismatch = m->clash;
    return w;
}

/* ---- Day and month, month ---------------------------------------------- */

/* A day of the month so many months before another day. */
static bool
day_of_month_ago(int32_t from, int32_t back, int32_t day, nq_when *w)
{
    nq_when month = nq_when_ago(from, back, NQ_STR("M"));
    if (!month.kind || month.lo + day - 1 > month.hi)
        return false;
    *w = nq_when_day(month.lo + day - 1);
    w->relative = true;
    return true;
}

/* "of last month", "of this month", "of the same month" behind the number of a
 * day. */
static uint32_t
read_day_of_shift(const nq_date_reader *r, uint32_t at, int32_t day, nq_when *w)
{
    bool same = nq_date_is(r, at, NQ_TIME_THAT);
    bool this = nq_date_is(r, at, NQ_TIME_THIS);
    const nq_time_word *unit = nq_date_word(r, at + (same || this));
    const nq_time_word *shift = nq_date_word(r, unit->end);
    if (unit->class != NQ_TIME_UNIT || unit->unit.ptr[0] != 'M' ||
        unit->value != 1 || !(unit->clitics & NQ_CLITIC_AL))
        return 0;
    uint32_t end = same || this ? unit->end : shift->end;
    int32_t from = r->today, back = -shift->value;
    if (same || shift->mask & NQ_TIME_BIT(NQ_TIME_SAME)) {
        from = nq_when_on_calendar(&r->last) ? r->last.origin : NQ_NO_DAY;
        back = 0;
    } else if (this) {
        back = 0;
    } else if (!nq_date_is_shift(shift)) {
        return 0;
    }
    return day_of_month_ago(from, back, day, w) ? end : 0;
}

/* "27 الجاري": of this month. */
static uint32_t
read_day_of_current(const nq_date_reader *r, uint32_t at, int32_t day,
                    nq_when *w)
{
    const nq_time_word *shift = nq_date_word(r, at);
    if (!nq_date_is_shift(shift) || shift->clitics || at == r->first ||
        nq_str_ends(r->text->tokens[at].folded, NQ_STR("\u0647")) ||
        r->text->tokens[at - 1].kind != NQ_TOKEN_NUMBER)
        return 0;
    return day_of_month_ago(r->today, -shift->value, day, w) ? shift->end : 0;
}

/* "13 و20 آذار", "7-10 مايو", "من 7 إلى 10 مايو", "7 وفي 28 مايو": the token of
 * the second day, 0 when there is none. */
static uint32_t
day_list_behind(const nq_date_reader *r, uint32_t at)
{
    int32_t day;
    uint32_t digits, start;
    const nq_time_word *to = nq_date_word(r, at);
    bool dash = nq_date_mark(r, at, NQ_MARK_DASH);
    bool joined =
        at < r->text->n_tokens && r->text->tokens[at].kind == NQ_TOKEN_WORD &&
        (r->text->tokens[at].folded.len == 2 ||
         (to->class == NQ_TIME_LINK && to->value == 1 && !to->clitics) ||
         (to->class == NQ_TIME_LINK && to->value == NQ_LINK_IN &&
          to->clitics == NQ_CLITIC_WAW) ||
         nq_date_is_or(r, at));
    if ((!dash && !joined) || !nq_date_figure(r, at + 1, &day, &digits) ||
        digits > 2 || !month_ahead(r, at + 1))
        return 0;
    return read_day_number(r, at + 1, &day, &start) ? at + 1 : 0;
}

/* The first day of a list; its month stands behind the last one. */
static uint32_t
read_day_of_list(nq_date_reader *r, uint32_t at, int32_t day, nq_when *w)
{
    nq_when last;
    if (!nq_read_day_month(r, day_list_behind(r, at), &last) ||
        last.kind != NQ_WHEN_DAY)
        return 0;
    nq_date_ymd d = nq_day_split(last.lo);
    *w = nq_when_day(nq_day_from(d.year, d.month, day));
    w->relative = last.relative;
    return w->kind && w->lo < last.lo ? at : 0;
}

uint32_t
nq_read_day_month(nq_date_reader *r, uint32_t at, nq_when *w)
{
    int32_t day;
    uint32_t start = r->start;
    struct month m;
    nq_year_told tail;
    uint32_t i = read_day_number(r, at, &day, &start);
    if (!i)
        return 0;
    if (at == r->first)
        r->start = start;
    const nq_time_word *of = nq_date_word(r, i);
    if (of->class == NQ_TIME_OF && !of->clitics)
        i = of->end;
    if (day_list_behind(r, i))
        return read_day_of_list(r, i, day, w);
    bool dashed =
        nq_date_mark(r, i, NQ_MARK_DASH) || nq_date_mark(r, i, NQ_MARK_SLASH);
    i += dashed; /* "3 - مارس", "3/مارس" */
    uint32_t end_of_ref = read_day_of_shift(r, i, day, w);
    if (!end_of_ref)
        end_of_ref = read_day_of_current(r, i, day, w);
    if (end_of_ref)
        return end_of_ref;
    i = read_month_name(r, i, true, &m);
    if (!i)
        return 0;
    if (nq_date_mark(r, i, NQ_MARK_DASH) || nq_date_mark(r, i, NQ_MARK_SLASH)) {
        uint32_t end = nq_read_year_figures(r, i + 1, &tail);
        if (end) {
            *w = resolve(r, &m, day, &tail, 0);
            return w->kind ? end : 0;
        }
    }
    i = read_tail(r, i, &tail);
    bool dated = tail.kind != NQ_YEAR_NONE, sure = m.twin || dated;
    if ((m.guessed || (m.weak > 2 && dashed)) && !sure)
        return 0; /* "2 - صفر" is a score */
    if (!dated && at &&
        nq_date_word(r, at - 1)->mask & NQ_TIME_BIT(NQ_TIME_PLACE))
        return 0; /* "ميدان 9 أبريل" */
    *w = resolve(r, &m, day, &tail, nq_date_tense(r, at));
    return w->kind ? i : 0;
}

/* Has a word that is not always a month what shows it to be one? */
static bool
is_month_here(const nq_date_reader *r, uint32_t at, const struct month *m,
              const nq_year_told *tail)
{
    if (m->twin || m->headed)
        return true;
    if (m->weak == NQ_MONTH_HEADED)
        return false;
    if (tail->kind != NQ_YEAR_NONE)
        return m->weak != 3 || tail->kind != NQ_YEAR_SHIFTED;
    if (m->weak == 3)
        return false;
    const nq_time_word *name = nq_date_word(r, at);
    const nq_time_word *before =
        nq_date_word(r, at ? at - 1 : r->text->n_tokens);
    if (name->clitics == NQ_CLITIC_WAW && before->class == NQ_TIME_MONTH)
        return true; /* "February and March" */
    uint64_t strong = NQ_TIME_BIT(NQ_TIME_UNIT) | NQ_TIME_BIT(NQ_TIME_AGO) |
                      NQ_TIME_BIT(NQ_TIME_PART) | NQ_TIME_BIT(NQ_TIME_SPAN) |
                      NQ_TIME_BIT(NQ_TIME_OF) | NQ_TIME_BIT(NQ_TIME_BETWEEN);
    if (m->weak)
        return !name->clitics &&
               (before->mask & strong ||
                (before->class == NQ_TIME_LINK && before->value & 1));
    return true;
}

/* Is a month the end of a name: "ميدان 9 أبريل", "هجمات الحادي عشر من سبتمبر"?
 */
static bool
is_named_day(const nq_date_reader *r, uint32_t at)
{
    enum { WORDS = 3 }; /* of an ordinal */
    uint32_t i = at - (at && nq_date_is(r, at - 1, NQ_TIME_OF)), day = i;
    while (i && day - i < WORDS &&
           (r->text->tokens[i - 1].kind == NQ_TOKEN_NUMBER ||
            nq_date_may_count(r, i - 1)))
        i--;
    return i && i < day && nq_date_is(r, i - 1, NQ_TIME_PLACE);
}

uint32_t
nq_read_month(nq_date_reader *r, uint32_t at, nq_when *w)
{
    struct month m;
    nq_year_told tail;
    uint32_t i = read_month_name(r, at, false, &m);
    if (!i)
        return 0;
    i = read_tail(r, i, &tail);
    bool named = tail.kind == NQ_YEAR_NONE && is_named_day(r, at);
    if (named || !is_month_here(r, at, &m, &tail))
        return 0;
    *w = resolve(r, &m, 0, &tail, nq_date_tense(r, at));
    return w->kind ? i : 0;
}

nq_when
nq_date_nearest(const nq_date_reader *r, int32_t month, int32_t day)
{
    struct month m = {.value = month};
    return nearest_year(r, &m, day, 0);
}
