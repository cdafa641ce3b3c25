/* SPDX-License-Identifier: Apache-2.0
 *
 * html_date.c - a date value as a reader wants it. Layer 9 (report). */
#include "report/html_write.h"

#include "base/str.h"

static naql_str
from(naql_str s, size_t at)
{
    return at < s.len ? nq_str(s.ptr + at, s.len - at) : nq_str(s.ptr, 0);
}

/* Words for a part of a month or year: "-END", "-SU"; NQ_W_COUNT: none. */
static nq_word
part_of(naql_str rest)
{
    static const struct {
        const char *text;
        nq_word word;
    } parts[] = {{"-START", NQ_W_PART_START}, {"-MID", NQ_W_PART_MID},
                 {"-END", NQ_W_PART_END},     {"-SP", NQ_W_SEASON_SP},
                 {"-SU", NQ_W_SEASON_SU},     {"-FA", NQ_W_SEASON_FA},
                 {"-WI", NQ_W_SEASON_WI}};
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        if (nq_str_equal(rest, nq_str_from(parts[i].text)))
            return parts[i].word;
    return NQ_W_COUNT;
}

enum { WEEK = 8 /* letters of one */ };

/* "2018-W10", "2018-W10-END": its Monday, NQ_NO_DAY: no such week. Week 1 of
 * ISO 8601 is the one with the fourth of January. */
static int32_t
monday_of(naql_str s)
{
    int year = nq_str_digits(s, 0, 4), week = nq_str_digits(s, 6, 2);
    if (s.len < WEEK || s.ptr[4] != '-' || s.ptr[5] != 'W' || year < 1 ||
        week < 1 || week > 53 ||
        (s.len > WEEK && part_of(from(s, WEEK)) == NQ_W_COUNT))
        return NQ_NO_DAY;
    int32_t fourth = nq_day_from(year, 1, 4);
    return fourth - nq_day_weekday(fourth) + (week - 1) * 7;
}

/* What a value says, as far as it is read. */
struct value {
    int year, month, day, hour, minute; /* month 0, day 0, hour -1: unknown */
    nq_word part;
    bool utc;
    naql_str zone; /* "+03:00", behind that; empty: none */
    size_t known;  /* bytes that HTML takes as a datetime */
};

static void
read_clock(naql_str s, struct value *v)
{
    int hour = nq_str_digits(s, 11, 2), minute = nq_str_digits(s, 14, 2);
    if (s.len < 16 || s.ptr[10] != 'T' || s.ptr[13] != ':' || hour < 0 ||
        hour > 23 || minute < 0 || minute > 59)
        return;
    v->hour = hour;
    v->minute = minute;
    v->zone = s.len == 25 ? from(s, 19) : NQ_STR("");
    v->utc = s.ptr[s.len - 1] == 'Z' || v->zone.len;
}

static bool
read_value(naql_str s, struct value *v)
{
    *v = (struct value){.hour = -1, .part = NQ_W_COUNT, .known = 4};
    v->year = nq_str_digits(s, 0, 4);
    if (v->year < 1)
        return false;
    int month = s.len > 4 && s.ptr[4] == '-' ? nq_str_digits(s, 5, 2) : -1;
    if (month < 1 || month > 12) {
        v->part = part_of(from(s, 4));
        return s.len == 4 || v->part != NQ_W_COUNT;
    }
    v->month = month;
    v->known = 7;
    int day = s.len > 7 && s.ptr[7] == '-' ? nq_str_digits(s, 8, 2) : -1;
    if (day < 1 || day > nq_days_of_month(v->year, v->month)) {
        v->part = part_of(from(s, 7));
        return s.len == 7 || v->part != NQ_W_COUNT;
    }
    v->day = day;
    v->known = 10;
    read_clock(s, v);
    return true;
}

static void
two_digits(nq_html *h, int n)
{
    nq_buf_byte(h->to, (char)('0' + n / 10));
    nq_buf_byte(h->to, (char)('0' + n % 10));
}

static void
say_part(nq_html *h, nq_word part)
{
    if (part == NQ_W_COUNT)
        return;
    nq_html_say(h, part);
    nq_html_raw(h, " ");
}

static void
say_value(nq_html *h, const struct value *v)
{
    say_part(h, v->part);
    if (v->day) {
        nq_html_number(h, (uint64_t)v->day);
        nq_html_raw(h, " ");
    }
    if (v->month) {
        nq_html_say(h, (nq_word)(NQ_W_MONTH_1 + (v->month - 1)));
        nq_html_raw(h, " ");
    }
    nq_html_number(h, (uint64_t)v->year);
    if (v->hour < 0)
        return;
    nq_html_raw(h, " <span class=clock>");
    two_digits(h, v->hour);
    nq_html_raw(h, ":");
    two_digits(h, v->minute);
    if (v->utc) {
        nq_html_raw(h, " ");
        nq_html_say(h, NQ_W_UTC);
        if (v->zone.len)
            nq_html_words(h, v->zone);
    }
    nq_html_raw(h, "</span>");
}

/* "197X", "198X-MID": the years of a decade; "20XX": a century. */
static bool
say_years(nq_html *h, naql_str s)
{
    int decade = nq_str_digits(s, 0, 3), century = nq_str_digits(s, 0, 2);
    nq_word part = part_of(from(s, 4));
    if (s.len < 4 || s.ptr[3] != 'X')
        return false;
    if (decade > 0 && (s.len == 4 || part != NQ_W_COUNT)) {
        say_part(h, part);
        nq_html_say(h, NQ_W_YEARS);
        nq_html_raw(h, " ");
        nq_html_number(h, (uint64_t)decade * 10);
        nq_html_raw(h, "–");
        nq_html_number(h, (uint64_t)decade * 10 + 9);
        return true;
    }
    if (s.len != 4 || s.ptr[2] != 'X' || century < 0)
        return false;
    nq_html_say(h, NQ_W_CENTURY);
    nq_html_raw(h, " ");
    nq_html_number(h, (uint64_t)century + 1);
    return true;
}

/* "2018-Q1", "2018-H2", "2018-T1", and the end of one: "2017-Q4-END". */
static bool
say_share(nq_html *h, naql_str s)
{
    static const struct {
        char letter;
        int n;
        nq_word first;
    } shares[] = {{'Q', 4, NQ_W_QUARTER_1},
                  {'H', 2, NQ_W_HALF_1},
                  {'T', 3, NQ_W_THIRD_1}};
    int year = nq_str_digits(s, 0, 4), which = nq_str_digits(s, 6, 1);
    nq_word part = part_of(from(s, 7));
    if (s.len < 7 || s.ptr[4] != '-' || year < 1 ||
        (s.len > 7 && part == NQ_W_COUNT))
        return false;
    for (size_t i = 0; i < sizeof(shares) / sizeof(shares[0]); i++) {
        if (s.ptr[5] != shares[i].letter || which < 1 || which > shares[i].n)
            continue;
        say_part(h, part);
        nq_html_say(h, (nq_word)((int)shares[i].first + which - 1));
        nq_html_raw(h, " ");
        nq_html_number(h, (uint64_t)year);
        return true;
    }
    return false;
}

/* A day, month, week, year or a part of one. */
static void
say_one(nq_html *h, naql_str iso)
{
    struct value v;
    if (say_years(h, iso) || say_share(h, iso))
        return;
    int32_t monday = monday_of(iso);
    if (monday != NQ_NO_DAY) {
        say_part(h, part_of(from(iso, WEEK)));
        nq_html_say(h, NQ_W_WEEK);
        nq_html_raw(h, " ");
        nq_html_days(h, monday, monday + 6);
        return;
    }
    if (!read_value(iso, &v)) {
        nq_html_words(h, iso);
        return;
    }
    nq_html_raw(h, "<time datetime=\"");
    nq_html_value(h, nq_str(iso.ptr, v.known));
    nq_html_raw(h, "\">");
    say_value(h, &v);
    nq_html_raw(h, "</time>");
}

void
nq_html_date(nq_html *h, naql_str iso)
{
    size_t slash = 0;
    if (iso.len == 0) {
        nq_html_say(h, NQ_W_NO_DATE);
        return;
    }
    while (slash < iso.len && iso.ptr[slash] != '/')
        slash++;
    if (slash == 0 || slash + 1 >= iso.len) {
        say_one(h, iso);
        return;
    }
    say_one(h, nq_str(iso.ptr, slash));
    nq_html_raw(h, " – ");
    say_one(h, from(iso, slash + 1));
}

void
nq_html_day(nq_html *h, int32_t day)
{
    char iso[11];
    if (day == NQ_NO_DAY) {
        nq_html_say(h, NQ_W_NO_DATE);
        return;
    }
    nq_day_write(day, iso);
    nq_html_date(h, nq_str(iso, 10));
}

void
nq_html_plain_time(nq_html *h, naql_str iso)
{
    struct value v;
    if (!read_value(iso, &v))
        return;
    if (v.hour < 0) {
        say_value(h, &v);
        return;
    }
    nq_html_number(h, (uint64_t)v.day);
    nq_html_raw(h, " ");
    nq_html_say(h, (nq_word)(NQ_W_MONTH_1 + (v.month - 1)));
    nq_html_raw(h, " ");
    two_digits(h, v.hour);
    nq_html_raw(h, ":");
    two_digits(h, v.minute);
}

void
nq_html_days(nq_html *h, int32_t first, int32_t last)
{
    if (first == NQ_NO_DAY || last == NQ_NO_DAY || first == last) {
        nq_html_day(h, first == NQ_NO_DAY ? last : first);
        return;
    }
    nq_date_ymd a = nq_day_split(first), b = nq_day_split(last);
    if (a.year == b.year && a.month == b.month) {
        nq_html_number(h, (uint64_t)a.day);
        nq_html_raw(h, "–");
    } else {
        nq_html_day(h, first);
        nq_html_raw(h, " – ");
    }
    nq_html_day(h, last);
}
