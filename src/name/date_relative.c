/* SPDX-License-Identifier: Apache-2.0
 *
 * date_relative.c - reads last year, seasons, parts and the vague words of
 * time. Layer 4 (name). */
#include "name/date_reader.h"
#include "name/date_tune.h"

#include "base/str.h"

/* The unit, `shift` of it from a day: week, month, year; decades are vague. */
static nq_when
unit_from(int32_t day, const nq_time_word *unit, int shift)
{
    char u = nq_date_unit(unit);
    if (u == 'C' && day != NQ_NO_DAY)
        return nq_when_century((nq_day_split(day).year / 100 + shift) * 100);
    if (u == 'E' || u == 'H' || u == 'I' || u == 'S' || day == NQ_NO_DAY)
        return nq_date_vague(shift);
    if (u == 'W' && shift == 0 && nq_day_weekday(day) == NQ_SUNDAY)
        day++; /* the first of the week to whoever writes Arabic */
    return nq_date_relative(nq_when_ago(day, -shift, unit->unit));
}

/* ---- This, that, last -------------------------------------------------- */

static bool
is_definite_unit(const nq_time_word *w, int value)
{
    return w->class == NQ_TIME_UNIT && w->value == value &&
           w->clitics & NQ_CLITIC_AL;
}

/* A season with its year: "صيف 2016", "الصيف الماضي". */
static uint32_t
read_season(nq_date_reader *r, uint32_t at, nq_when *w)
{
    int32_t year;
    const nq_time_word *season = nq_date_word(r, at);
    if (season->class != NQ_TIME_SEASON)
        return 0;
    if (!(season->clitics & NQ_CLITIC_AL)) {
        uint32_t end = nq_read_which_year(r, season->end, &year);
        if (end)
            *w = nq_when_season(year, season->unit);
        return end;
    }
    const nq_time_word *shift = nq_date_word(r, season->end);
    if (shift->class != NQ_TIME_SHIFT || shift->unit.len ||
        r->today == NQ_NO_DAY)
        return 0;
    nq_date_ymd now = nq_day_split(r->today);
    for (year = now.year + 1; year >= now.year - 2; year--) {
        *w = nq_date_relative(nq_when_season(year, season->unit));
        bool past = w->hi<r->today, future = w->lo> r->today;
        if (shift->value < 0 ? past : shift->value == 0 ? !future : false)
            break;
        nq_when before = nq_when_season(year - 1, season->unit);
        if (shift->value > 0 && future && before.lo <= r->today)
            break;
    }
    return shift->end;
}

static uint32_t
read_this(nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *what = nq_date_word(r, at + 1);
    if (what->class == NQ_TIME_TODAY && !what->value)
        return nq_read_today(r, at + 1, w);
    if (is_definite_unit(what, 1) && nq_date_unit(what) != 'H') {
        *w = unit_from(r->today, what, 0);
        return what->end;
    }
    if (what->class == NQ_TIME_DAYPART && what->clitics == NQ_CLITIC_AL) {
        *w = r->today == NQ_NO_DAY ? nq_date_vague(0)
                                   : nq_date_relative(nq_when_day(r->today));
        return what->end;
    }
    if (what->class == NQ_TIME_WEEKDAY)
        return nq_read_weekday(r, at + 1, w);
    if (what->class == NQ_TIME_SEASON && r->today != NQ_NO_DAY) {
        *w = nq_date_relative(
            nq_when_season(nq_day_split(r->today).year, what->unit));
        return what->end;
    }
    return 0;
}

/* The unit around the last date of the text: "that year", "the same day". */
static bool
around_last(const nq_date_reader *r, const nq_time_word *unit, int shift,
            nq_when *w)
{
    static const char order[] = "DWMY";
    const char *at = strchr(order, nq_date_unit(unit));
    if (!nq_when_on_calendar(&r->last) || !at || !*at)
        return false;
    static const uint8_t coarsest[] = {NQ_WHEN_DAY, NQ_WHEN_WEEK, NQ_WHEN_MONTH,
                                       NQ_WHEN_YEAR};
    if (r->last.kind > coarsest[at - order])
        return false;
    *w = nq_when_ago(r->last.origin, -shift, unit->unit);
    return w->kind;
}

/* "ستعلن ذلك اليوم الاثنين": the "that" is what will be said, and the day is
 * told behind it. */
static bool
is_pronoun(const nq_date_reader *r, uint32_t at)
{
    int32_t weekday;
    const nq_time_word *that = nq_date_word(r, at);
    const nq_time_word *before = nq_date_word(r, at ? at - 1 : UINT32_MAX);
    const uint64_t leads =
        NQ_TIME_BIT(NQ_TIME_LINK) | NQ_TIME_BIT(NQ_TIME_AGO) |
        NQ_TIME_BIT(NQ_TIME_OF) | NQ_TIME_BIT(NQ_TIME_SPAN) |
        NQ_TIME_BIT(NQ_TIME_PART) | NQ_TIME_BIT(NQ_TIME_DAYPART);
    return !(that->clitics & ~NQ_CLITIC_WAW) && !(before->mask & leads) &&
           nq_read_weekday_behind(r, at + 1, &weekday) &&
           !nq_date_mark(r, nq_date_word(r, at + 1)->end, NQ_MARK_OPEN);
}

static uint32_t
read_that(nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *what = nq_date_word(r, at + 1);
    const nq_time_word day = {
        .class = NQ_TIME_UNIT, .unit = NQ_STR("D"), .value = 1};
    bool is_day = what->class == NQ_TIME_TODAY && !what->value;
    if (!is_day && !is_definite_unit(what, 1))
        return 0;
    if (is_day && is_pronoun(r, at)) {
        int32_t weekday;
        uint32_t end = nq_read_weekday_behind(r, at + 1, &weekday);
        *w = r->today == NQ_NO_DAY
                 ? nq_date_vague(0)
                 : nq_date_relative(
                       nq_when_day(nq_date_nearest_weekday(r->today, weekday)));
        r->start = what->start;
        return end;
    }
    return around_last(r, is_day ? &day : what, 0, w)
               ? nq_read_in_year(r, what->end, w)
               : 0;
}

/* Does "العام" say "general" of the word before it: "الأمين العام السابق",
 * "أمينها العام نفسه"? Last year may stand behind any word. */
static bool
is_general(const nq_date_reader *r, uint32_t at, const nq_time_word *unit)
{
    const uint16_t of = NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_KAF;
    return at && nq_date_unit(unit) == 'Y' && !(unit->clitics & of) &&
           !(r->text->tokens[at].flags & NQ_TOKEN_SENTENCE) &&
           r->text->tokens[at - 1].kind == NQ_TOKEN_WORD &&
           r->text->tokens[at - 1].clitics & (NQ_CLITIC_AL | NQ_CLITIC_PRONOUN);
}

/* "العام الماضي", "الشهر ذاته", "العام قبل الماضي", "القرن التاسع عشر". */
static uint32_t
read_unit(nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *unit = nq_date_word(r, at);
    const nq_time_word *shift = nq_date_word(r, unit->end);
    nq_numeral ordinal;
    if (nq_date_unit(unit) == 'C' &&
        nq_ordinal_read(&r->tools->numerals, r->text, unit->end, &ordinal) &&
        ordinal.value <= 21) {
        *w = nq_when_century(((int32_t)ordinal.value - 1) * 100);
        return ordinal.end;
    }
    int32_t number;
    uint32_t digits;
    if (nq_date_unit(unit) == 'C' &&
        nq_date_figure(r, unit->end, &number, &digits) && number >= 1 &&
        number <= 21) {
        *w = nq_when_century((number - 1) * 100);
        return unit->end + 1;
    }
    uint32_t nth = nq_read_nth(r, unit->end, unit, w);
    if (nth)
        return nth;
    int twice = 0;
    if (shift->class == NQ_TIME_AGO && shift->value) {
        shift = nq_date_word(r, shift->end);
        twice = -1;
    }
    if (shift->clitics || (twice && shift->value != -1))
        return 0;
    if (shift->class == NQ_TIME_SHIFT && !shift->unit.len) {
        if (!shift->value && is_general(r, at, unit))
            return 0;
        *w = unit_from(r->today, unit, shift->value + twice);
        return w->kind == NQ_WHEN_YEAR
                   ? nq_skip_its_figures(r, shift->end,
                                         nq_day_split(w->origin).year)
                   : shift->end;
    }
    bool follows = shift->class == NQ_TIME_SHIFT &&
                   (nq_date_unit(shift) == 'A' || nq_date_unit(shift) == 'B');
    if (follows && !twice && is_general(r, at, unit))
        return 0;
    if (follows && !twice)
        return around_last(r, unit, shift->value, w) ? shift->end : 0;
    if (shift->mask & NQ_TIME_BIT(NQ_TIME_SAME) && !twice &&
        !is_general(r, at, unit))
        return around_last(r, unit, 0, w) ? nq_read_in_year(r, shift->end, w)
                                          : 0;
    return 0;
}

/* The article before figures: "الـ15". */
static bool
is_article(const nq_date_reader *r, uint32_t at)
{
    return at + 1 < r->text->n_tokens &&
           r->text->tokens[at].kind == NQ_TOKEN_WORD &&
           nq_str_equal(r->text->tokens[at].folded, NQ_STR("\u0627\u0644")) &&
           r->text->tokens[at + 1].kind == NQ_TOKEN_NUMBER;
}

/* "السنوات الثلاث الماضية", "الأيام القليلة المقبلة", "اليومين الماضيين". */
static uint32_t
read_units(nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *unit = nq_date_word(r, at);
    nq_year_told year;
    if (unit->value == 2 && nq_date_unit(unit) == 'Y' &&
        nq_read_year_figures(r, unit->end, &year))
        return 0; /* "العامين 2016 و2017" */
    nq_numeral n = {.value = unit->value == 2 ? 2 : 0};
    uint32_t i = unit->end;
    const nq_time_word *few = nq_date_word(r, i);
    if (few->class == NQ_TIME_FEW)
        i = few->end;
    else if (unit->value == 3 && nq_numeral_read(&r->tools->numerals, r->text,
                                                 i + is_article(r, i), &n))
        i = n.end;
    const nq_time_word *shift = nq_date_word(r, i);
    uint32_t share = nq_read_share(r, i, n.value, unit, w);
    if (share)
        return share;
    bool long_unit = nq_date_unit(unit) != 'I' && nq_date_unit(unit) != 'S';
    bool both = unit->value == 2 && !is_general(r, at, unit);
    if (long_unit && (n.words || both) &&
        !(shift->class == NQ_TIME_SHIFT &&
          (!shift->unit.len || nq_date_unit(shift) == 'L'))) {
        *w = nq_when_span(n.value, unit->unit);
        return i;
    }
    bool before = nq_date_unit(shift) == 'B' && n.value <= 0;
    if (shift->class != NQ_TIME_SHIFT ||
        (shift->unit.len && nq_date_unit(shift) != 'L' && !before))
        return 0;
    if (n.value <= 0 &&
        (nq_date_unit(unit) == 'I' || nq_date_unit(unit) == 'S'))
        return 0; /* the last minutes of a game */
    *w = n.value > 0 ? nq_when_span(n.value, unit->unit)
                     : nq_date_vague(shift->value);
    return shift->end;
}

/* "ثمانينيات القرن الماضي". In someone's twenties is no decade. */
static uint32_t
read_decade(nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *decade = nq_date_word(r, at);
    const nq_time_word *of = nq_date_word(r, decade->end);
    if (of->class == NQ_TIME_OF && nq_date_is(r, of->end, NQ_TIME_AGE))
        return 0;
    nq_when century = {0};
    uint32_t end = 0;
    uint32_t i =
        of->class == NQ_TIME_OF && !of->clitics ? of->end : decade->end;
    const nq_time_word *unit = nq_date_word(r, i);
    if (is_definite_unit(unit, 1) && nq_date_unit(unit) == 'C')
        end = read_unit(r, i, &century);
    int32_t year = decade->value * 10;
    if (!end && decade->value <= NQ_DECADE_OF_LIFE)
        return 0;
    if (end && century.kind == NQ_WHEN_CENTURY)
        year = nq_day_split(century.origin).year + year % 100;
    *w = nq_when_decade(year);
    return end ? end : decade->end;
}

/* ---- Parts ------------------------------------------------------------- */

/* What has a beginning and an end: a month, a year, a week, a decade. */
static uint32_t
read_whole(nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *unit = nq_date_word(r, at);
    uint32_t end = nq_read_relative(r, at, w);
    if (!end)
        end = nq_read_month(r, at, w);
    if (!end)
        end = nq_read_year(r, at, w);
    if (!end && is_definite_unit(unit, 1) && unit->clitics == NQ_CLITIC_AL &&
        strchr("WMY", nq_date_unit(unit))) {
        *w = unit_from(r->today, unit, 0);
        end = unit->end;
    }
    return end;
}

/* "The weekend" of one who writes in the days behind it is the last one, unless
 * the clause speaks of the future. */
static bool
is_last_weekend(const nq_date_reader *r, uint32_t at, const nq_when *w)
{
    const nq_time_word *part = nq_date_word(r, at);
    const nq_time_word *before = nq_date_word(r, at ? at - 1 : UINT32_MAX);
    return w->kind == NQ_WHEN_WEEK && !part->clitics &&
           nq_str_equal(part->unit, NQ_STR("END")) && r->today != NQ_NO_DAY &&
           r->today - w->lo >= 0 && r->today - w->lo <= NQ_WEEKEND_AFTER &&
           before->class != NQ_TIME_AGO && nq_date_tense(r, at) <= 0;
}

static uint32_t
read_part(nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *part = nq_date_word(r, at);
    if (part->clitics & NQ_CLITIC_AL || nq_date_is(r, part->end, NQ_TIME_PART))
        return 0;
    uint32_t end = read_whole(r, part->end, w);
    if (!end || w->kind == NQ_WHEN_SPAN || w->kind == NQ_WHEN_SET)
        return 0;
    if (end == part->end + 1 && is_last_weekend(r, at, w))
        *w = nq_date_relative(nq_when_ago(w->lo, 1, NQ_STR("W")));
    if (nq_when_on_calendar(w) && w->kind != NQ_WHEN_DAY)
        nq_when_narrow(w, part->unit);
    return end;
}

/* "مساء الخميس", "فجر اليوم", "ليل السبت الأحد". */
static uint32_t
read_daypart(nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *part = nq_date_word(r, at);
    uint32_t i = part->end;
    if (part->value && nq_date_is(r, i, NQ_TIME_OF))
        i = nq_date_word(r, i)->end; /* "a late hour of the night" */
    if (nq_date_word(r, i)->mask & NQ_TIME_BIT(NQ_TIME_DAYPART))
        i = nq_date_word(r, i)->end; /* "مساء ليل الأحد" */
    uint32_t end = nq_read_today(r, i, w);
    if (!end)
        end = nq_read_calendar(r, i, w);
    if (!end && nq_date_is(r, i, NQ_TIME_THAT))
        end = read_that(r, i, w);
    if (!end || (w->kind != NQ_WHEN_DAY && w->kind != NQ_WHEN_REF))
        return 0;
    uint32_t next = end + (nq_date_mark(r, end, NQ_MARK_DASH) ||
                           nq_date_mark(r, end, NQ_MARK_SLASH));
    const nq_time_word *morrow = nq_date_word(r, next);
    if (w->kind == NQ_WHEN_DAY && morrow->class == NQ_TIME_WEEKDAY &&
        !(morrow->clitics & ~NQ_CLITIC_WAW) &&
        morrow->value == nq_day_weekday(w->lo + 1)) {
        end = morrow->end; /* a night is of the day that it begins on */
    }
    return end;
}

/* "رحلتين": a noun of two. */
static bool
is_dual(const nq_token *t)
{
    return t->kind == NQ_TOKEN_WORD &&
           nq_str_ends(t->folded, NQ_STR("\u062a\u064a\u0646"));
}

/* Is there a count before "a day": "three times", "100 tons"? */
static bool
is_counted(const nq_date_reader *r, uint32_t at)
{
    for (uint32_t i = at; i-- > 0 && at - i <= NQ_RATE_REACH;) {
        nq_numeral n;
        const nq_token *t = &r->text->tokens[i];
        const nq_time_word *word = nq_date_word(r, i);
        if (t->kind == NQ_TOKEN_MARK)
            return false;
        if ((word->class == NQ_TIME_RATE && !word->value) ||
            word->class == NQ_TIME_ONE || is_dual(t) ||
            t->kind == NQ_TOKEN_NUMBER ||
            (nq_date_may_count(r, i) &&
             nq_numeral_read(&r->tools->numerals, r->text, i, &n)))
            return true;
        if (t->flags & NQ_TOKEN_SENTENCE)
            return false;
    }
    return false;
}

/* Does an adjective say which day or year it is: "في الأسبوع المنتهي"? */
static bool
is_told(const nq_date_reader *r, uint32_t at)
{
    return at < r->text->n_tokens &&
           r->text->tokens[at].kind == NQ_TOKEN_WORD &&
           r->text->tokens[at].clitics == NQ_CLITIC_AL;
}

/* "100 مرة في اليوم", "رحلتين في الأسبوع". */
static uint32_t
read_rate(nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *rate = nq_date_word(r, at);
    const nq_time_word *behind = nq_date_word(r, rate->end);
    if (!rate->value || !is_counted(r, at) ||
        behind->mask &
            (NQ_TIME_BIT(NQ_TIME_OTHER_DAY) | NQ_TIME_BIT(NQ_TIME_SAME)) ||
        behind->class == NQ_TIME_SHIFT ||
        nq_date_is(r, rate->end, NQ_TIME_OF) || is_told(r, rate->end) ||
        nq_read_calendar(r, at + 1, w) || nq_read_relative(r, at + 1, w))
        return 0;
    *w = nq_when_span(rate->value, rate->unit);
    w->kind = NQ_WHEN_SET;
    r->start = r->text->tokens[at + 1].span.start;
    return rate->end;
}

/* "في وقت سابق", and the date that may say it closer: "في وقت سابق اليوم". */
static uint32_t
read_ref(nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *ref = nq_date_word(r, at);
    *w = nq_when_ref(ref->unit);
    if (ref->value == 2)
        r->start = r->text->tokens[at + 1].span.start;
    if (ref->value != 1)
        return ref->end;
    nq_when date;
    const nq_time_word *of = nq_date_word(r, ref->end);
    uint32_t i = of->class == NQ_TIME_OF ? of->end : ref->end;
    bool comma = nq_date_mark(r, i, NQ_MARK_COMMA);
    uint32_t end = comma ? 0 : nq_read_relative(r, i, &date);
    if (comma)
        end = nq_read_weekday(r, i + 1, &date); /* "earlier, on Saturday" */
    else if (!end)
        end = nq_read_calendar(r, i, &date);
    if (end && nq_when_on_calendar(&date)) {
        *w = date;
        return end;
    }
    return ref->end;
}

/* "الليلة الفاصلة بين الأحد والاثنين": of the day that it begins on. */
static uint32_t
read_night(nq_date_reader *r, uint32_t at, nq_when *w)
{
    nq_when first, second;
    uint32_t i = nq_date_word(r, at)->end;
    uint32_t end = nq_read_calendar(r, i, &first);
    uint32_t last = end ? nq_read_calendar(r, end, &second) : 0;
    if (!last && end)
        last = nq_read_calendar(r, end + 1, &second); /* a lone "and" */
    if (!last || second.kind != NQ_WHEN_DAY)
        return 0;
    *w = nq_when_day(second.lo - 1);
    w->relative = second.relative;
    return last;
}

static uint32_t
read_set(nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *set = nq_date_word(r, at);
    *w = nq_when_span(set->value, set->unit);
    w->kind = NQ_WHEN_SET;
    return set->end;
}

static uint32_t
read_by_class(nq_date_reader *r, uint32_t at, nq_when *w)
{
    const nq_time_word *word = nq_date_word(r, at);
    uint32_t period = nq_read_same_period(r, at, w);
    if (period)
        return period;
    switch ((nq_time_class)word->class) {
    case NQ_TIME_THIS:
        return read_this(r, at, w);
    case NQ_TIME_THAT:
        return read_that(r, at, w);
    case NQ_TIME_TODAY:
        return nq_read_today(r, at, w);
    case NQ_TIME_PART:
        return read_part(r, at, w);
    case NQ_TIME_DAYPART:
        return read_daypart(r, at, w);
    case NQ_TIME_SEASON:
        return read_season(r, at, w);
    case NQ_TIME_DECADE:
        return read_decade(r, at, w);
    case NQ_TIME_SLICE:
        return nq_read_slice(r, at, w);
    case NQ_TIME_RATE:
        return read_rate(r, at, w);
    case NQ_TIME_REF:
        return read_ref(r, at, w);
    case NQ_TIME_FISCAL:
        return nq_read_fiscal(r, at, w);
    case NQ_TIME_NIGHT:
        return read_night(r, at, w);
    case NQ_TIME_SET:
        return read_set(r, at, w);
    case NQ_TIME_UNIT:
        if (word->mask & NQ_TIME_BIT(NQ_TIME_DAYPART) &&
            !(word->clitics & NQ_CLITIC_AL))
            return read_daypart(r, at, w); /* "ليلة الخميس" */
        if (is_definite_unit(word, 1))
            return read_unit(r, at, w);
        if (is_definite_unit(word, 2) || is_definite_unit(word, 3))
            return read_units(r, at, w);
        return 0;
    default:
        return 0;
    }
}

uint32_t
nq_read_relative(nq_date_reader *r, uint32_t at, nq_when *w)
{
    if (r->depth == NQ_DATE_DEPTH)
        return 0;
    r->depth++;
    uint32_t end = read_by_class(r, at, w);
    r->depth--;
    return end;
}
