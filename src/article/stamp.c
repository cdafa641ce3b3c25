/* SPDX-License-Identifier: Apache-2.0
 *
 * stamp.c - when an article says it was published. Layer 2 (article). */
#include "article/stamp.h"
#include "base/str.h"

#define FIRST_YEAR  1900
#define LAST_YEAR   2100
#define DAY_SECONDS 86400

enum { WORDS_OF_DATES = NQ_OF_STAMPS | NQ_OF_MONTHS | NQ_OF_WEEKDAYS };

/* One item of a date line: a number, or a word of the table. */
typedef struct item {
    int32_t number; /* -1: a word */
    nq_stamp_word word;
    char before; /* ':' '/' '-' '.' right between it and a number before it */
} item;

/* What one stretch of items, up to the next label, has told so far. */
typedef struct reading {
    item at[NQ_LINE_HEAD + NQ_LINE_TAIL];
    uint32_t n;
} reading;

/* The mark that joins two numbers, "1/12", "1 / 12"; 0: none. */
static char
joint(const nq_word *a, const nq_word *b)
{
    naql_str gap = nq_str_trim(nq_word_gap(a, b));
    if (gap.len != 1)
        return 0;
    char c = gap.ptr[0];
    return c == ':' || c == '/' || c == '-' || c == '.' ? c : 0;
}

/* Rows of the longest key of `t` that words[0] starts; 0 words: none. */
static uint32_t
longest(const nq_table *t, const nq_word *words, uint32_t n, nq_walk *found)
{
    nq_walk w = {0};
    uint32_t most = 0;
    for (uint32_t i = 0; i < n && nq_table_step(t, &w, words[i].hash); i++) {
        if (!w.n)
            continue;
        most = i + 1;
        *found = w;
    }
    return most;
}

static bool
month_word(const nq_article_tools *t, uint32_t row, nq_stamp_word *out)
{
    out->value = (int16_t)nq_table_int(&t->months, row, t->month_number, 0);
    naql_str calendar = nq_table_cell(&t->months, row, t->month_calendar);
    out->kind =
        nq_str_equal(calendar, NQ_STR("h")) ? NQ_STAMP_HIJRI : NQ_STAMP_MONTH;
    return out->value > 0; /* 0: half of a twin name */
}

/* The longest phrase of a date line at words[0]; 0: none. */
static uint32_t
phrase(const nq_article_tools *t, const nq_word *words, uint32_t n,
       nq_stamp_word *out)
{
    nq_walk w = {0};
    if (!nq_may_start(t, WORDS_OF_DATES, words->hash))
        return 0;
    uint32_t most = longest(&t->stamps, words, n, &w);
    if (most)
        *out = t->stamp_rows[w.row];
    uint32_t k = longest(&t->months, words, n, &w);
    nq_stamp_word month;
    if (k > most && month_word(t, w.row, &month)) {
        most = k;
        *out = month;
    }
    k = longest(&t->weekdays, words, n, &w);
    if (k > most) {
        most = k;
        *out = (nq_stamp_word){
            NQ_STAMP_WEEKDAY,
            (int16_t)nq_table_int(&t->weekdays, w.row, t->weekday_number, 0)};
    }
    return most;
}

static bool
is_year(int32_t n)
{
    return n >= FIRST_YEAR && n <= LAST_YEAR;
}

static bool
is_hijri_year(int32_t n)
{
    return n >= 1300 && n <= 1500;
}

/* The nearest number of items within two places of i that could be a day of
 * the month, the one before the month first. */
static int32_t
day_beside(const reading *r, uint32_t i)
{
    for (uint32_t d = 1; d <= 3 && d <= i; d++) {
        int32_t n = r->at[i - d].number;
        if (n >= 1 && n <= 31 && r->at[i - d].before != ':' &&
            (i - d + 1 >= r->n || r->at[i - d + 1].before != ':'))
            return n;
    }
    for (uint32_t d = 1; d <= 2 && i + d < r->n; d++) {
        int32_t n = r->at[i + d].number;
        if (n >= 1 && n <= 31 && r->at[i + d].before != ':' &&
            (i + d + 1 >= r->n || r->at[i + d + 1].before != ':'))
            return n;
    }
    return 0;
}

static int32_t
year_of(const reading *r, uint32_t i, bool (*fits)(int32_t))
{
    for (uint32_t k = i + 1; k < r->n; k++)
        if (fits(r->at[k].number))
            return r->at[k].number;
    for (uint32_t k = i; k-- > 0;)
        if (fits(r->at[k].number))
            return r->at[k].number;
    return 0;
}

/* Day, month and year side by side; the month is a word of that kind. */
static int32_t
named_day(const reading *r, uint8_t month, bool (*fits)(int32_t year),
          int32_t (*day_from)(int32_t year, int32_t month, int32_t day))
{
    for (uint32_t i = 0; i < r->n; i++) {
        if (r->at[i].number >= 0 || r->at[i].word.kind != month)
            continue;
        int32_t day = day_beside(r, i), year = year_of(r, i, fits);
        if (day && year)
            return day_from(year, r->at[i].word.value, day);
    }
    return NQ_NO_DAY;
}

/* a/b/c with the year at either end; else the day stands first. */
static int32_t
numeric(int32_t a, int32_t b, int32_t c)
{
    if (is_year(a))
        return nq_day_from(a, b, c);
    if (is_hijri_year(a))
        return nq_day_from_hijri(a, b, c);
    if (is_hijri_year(c))
        return nq_day_from_hijri(c, b, a);
    if (c >= 0 && c < 100)
        c += 2000;
    if (!is_year(c))
        return NQ_NO_DAY;
    return b > 12 ? nq_day_from(c, a, b) : nq_day_from(c, b, a);
}

static int32_t
numeric_day(const reading *r)
{
    for (uint32_t i = 2; i < r->n; i++) {
        char sep = r->at[i].before;
        if (!sep || sep == ':' || r->at[i - 1].before != sep ||
            r->at[i - 2].number < 0)
            continue;
        int32_t day =
            numeric(r->at[i - 2].number, r->at[i - 1].number, r->at[i].number);
        if (day != NQ_NO_DAY)
            return day;
    }
    return NQ_NO_DAY;
}

/* Seconds of the first hh:mm[:ss], with its half of the day; -1: none. */
static int32_t
clock_time(const reading *r)
{
    for (uint32_t i = 1; i < r->n; i++) {
        if (r->at[i].before != ':' || r->at[i - 1].before == ':')
            continue;
        int32_t h = r->at[i - 1].number, m = r->at[i].number, s = 0;
        uint32_t k = i + 1;
        if (k < r->n && r->at[k].before == ':')
            s = r->at[k++].number;
        if (h > 24 || m > 59 || s > 59)
            continue;
        for (uint32_t d = 0; d < 2 && k + d < r->n; d++) {
            const item *it = &r->at[k + d];
            if (it->number >= 0 || it->word.kind != NQ_STAMP_HALF)
                continue;
            if (it->word.value == 12 && h < 12)
                h += 12;
            else if (it->word.value == 0 && h == 12)
                h = 0;
            break;
        }
        return (h % 24) * 3600 + m * 60 + s;
    }
    return -1;
}

static void
shift(nq_stamp *s, int32_t minutes)
{
    int32_t t = s->second + minutes * 60;
    if (t < 0) {
        t += DAY_SECONDS;
        s->day--;
    } else if (t >= DAY_SECONDS) {
        t -= DAY_SECONDS;
        s->day++;
    }
    s->second = t;
}

/* Takes a stamp of a zone to UTC. */
static void
settle(nq_stamp *s, int32_t minutes_east)
{
    shift(s, -minutes_east);
    s->zoned = true;
    s->east = (int16_t)minutes_east;
}

static nq_stamp
conclude(const reading *r)
{
    nq_stamp s = NQ_NO_STAMP;
    s.day = named_day(r, NQ_STAMP_MONTH, is_year, nq_day_from);
    if (s.day == NQ_NO_DAY)
        s.day = numeric_day(r);
    if (s.day == NQ_NO_DAY)
        s.day = named_day(r, NQ_STAMP_HIJRI, is_hijri_year, nq_day_from_hijri);
    s.second = clock_time(r);
    if (s.day == NQ_NO_DAY || s.second < 0)
        return s;
    for (uint32_t i = 0; i < r->n; i++)
        if (r->at[i].number < 0 && r->at[i].word.kind == NQ_STAMP_ZONE) {
            settle(&s, r->at[i].word.value);
            break;
        }
    return s;
}

/* Files a stamp under its label; the first one stands. */
static void
file_stamp(nq_stamp s, uint8_t label, nq_stamps *out)
{
    nq_stamp *to = label == NQ_STAMP_PUBLISHED  ? &out->published
                   : label == NQ_STAMP_MODIFIED ? &out->modified
                                                : &out->bare;
    if (to->day == NQ_NO_DAY && s.day != NQ_NO_DAY)
        *to = s;
    out->dated |= s.day != NQ_NO_DAY;
    out->timed |= s.second >= 0;
}

/* "5 March" without its year; "three hours ago". */
static void
note_vague(const reading *r, nq_stamps *out)
{
    bool number = false;
    for (uint32_t i = 0; i < r->n; i++)
        number |= r->at[i].number >= 0;
    for (uint32_t i = 0; i < r->n; i++) {
        if (r->at[i].number >= 0)
            continue;
        out->partial |=
            r->at[i].word.kind == NQ_STAMP_MONTH && day_beside(r, i);
        out->ago |= r->at[i].word.kind == NQ_STAMP_AGO && number;
    }
}

static void
close_reading(reading *r, uint8_t label, nq_stamps *out)
{
    file_stamp(conclude(r), label, out);
    note_vague(r, out);
    r->n = 0;
}

/* "+03:00", "-0500", "Z" at `at`. */
static bool
iso_zone(naql_str s, size_t at, int32_t *minutes_east)
{
    if (at >= s.len)
        return false;
    if (s.ptr[at] == 'Z' || s.ptr[at] == 'z') {
        *minutes_east = 0;
        return true;
    }
    if (s.ptr[at] != '+' && s.ptr[at] != '-')
        return false;
    int32_t h = nq_str_digits(s, at + 1, 2), m = nq_str_digits(s, at + 3, 2);
    if (m < 0)
        m = nq_str_digits(s, at + 4, 2);
    if (h < 0 || h > 14)
        return false;
    *minutes_east = (h * 60 + (m < 0 ? 0 : m)) * (s.ptr[at] == '-' ? -1 : 1);
    return true;
}

/* ISO 8601 at the start of s; *used is how far it goes. */
static nq_stamp
iso(naql_str s, size_t *used)
{
    nq_stamp out = NQ_NO_STAMP;
    *used = 0;
    if (nq_str_digits(s, 0, 4) < 0 || s.len < 10 || s.ptr[4] != '-' ||
        s.ptr[7] != '-')
        return out;
    out.day = nq_day_from(nq_str_digits(s, 0, 4), nq_str_digits(s, 5, 2),
                          nq_str_digits(s, 8, 2));
    if (out.day == NQ_NO_DAY)
        return out;
    *used = 10;
    int32_t h = nq_str_digits(s, 11, 2), m = nq_str_digits(s, 14, 2),
            sec = nq_str_digits(s, 17, 2);
    if (h < 0 || h > 23 || m < 0 || m > 59 || s.ptr[13] != ':')
        return out;
    size_t at = 16;
    if (at < s.len && s.ptr[at] == ':' && sec >= 0 && sec < 61)
        at = 19;
    else
        sec = 0;
    if (at < s.len && s.ptr[at] == '.')
        for (at++; nq_str_digits(s, at, 1) >= 0;)
            at++;
    out.second = h * 3600 + m * 60 + sec;
    int32_t east;
    if (iso_zone(s, at + (at < s.len && s.ptr[at] == ' '), &east))
        settle(&out, east);
    *used = at;
    return out;
}

/* Words that an ISO stamp at words[0] covers; adds it to *out. */
static uint32_t
iso_words(const nq_word *words, uint32_t n, uint8_t label, nq_stamps *out)
{
    const nq_word *last = &words[n - 1];
    const char *from = words[0].text.ptr;
    naql_str rest = {from, (size_t)(last->text.ptr + last->text.len - from)};
    size_t used;
    nq_stamp s = iso(rest, &used);
    if (s.day == NQ_NO_DAY)
        return 0;
    file_stamp(s, label, out);
    uint32_t k = 0;
    while (k < n && words[k].text.ptr < from + used)
        k++;
    return k;
}

nq_stamps
nq_stamps_read(const nq_article_tools *tools, const nq_word *words, uint32_t n)
{
    nq_stamps out = {
        .bare = NQ_NO_STAMP, .published = NQ_NO_STAMP, .modified = NQ_NO_STAMP};
    if (!n || (words->cls != NQ_CLASS_DIGIT &&
               !nq_may_start(tools, WORDS_OF_DATES, words->hash)))
        return out; /* as nearly everywhere */
    reading r = {.n = 0};
    uint8_t label = NQ_STAMP_FILLER;
    uint32_t i = 0;
    while (i < n && r.n < sizeof(r.at) / sizeof(*r.at)) {
        uint32_t k = iso_words(words + i, n - i, label, &out);
        if (k) {
            i += k;
            continue;
        }
        item it = {.number = nq_word_number(&words[i])};
        k = 1;
        if (it.number < 0)
            k = phrase(tools, words + i, n - i, &it.word);
        else if (r.n && r.at[r.n - 1].number >= 0)
            it.before = joint(&words[i - 1], &words[i]);
        if (!k)
            break;
        if (it.number < 0 && (it.word.kind == NQ_STAMP_PUBLISHED ||
                              it.word.kind == NQ_STAMP_MODIFIED)) {
            close_reading(&r, label, &out);
            label = it.word.kind;
            out.labelled = true;
        }
        r.at[r.n++] = it;
        i += k;
    }
    close_reading(&r, label, &out);
    out.n = i;
    return out;
}

nq_stamps
nq_stamps_search(const nq_article_tools *tools, const nq_word *words,
                 uint32_t n, uint32_t *from)
{
    nq_stamps s = {
        .bare = NQ_NO_STAMP, .published = NQ_NO_STAMP, .modified = NQ_NO_STAMP};
    bool labelled = false;
    for (*from = 0; *from < n; *from += s.n ? s.n : 1) {
        s = nq_stamps_read(tools, words + *from, n - *from);
        labelled |= s.labelled;
        if (!s.dated)
            continue;
        s.labelled = labelled;
        return s;
    }
    s.dated = false;
    return s;
}

nq_stamp
nq_stamp_field(const nq_article_tools *tools, naql_str field, nq_arena *scratch)
{
    field = nq_line_trim(field);
    size_t used;
    nq_stamp s = iso(field, &used);
    uint64_t seconds;
    if (s.day != NQ_NO_DAY || !field.len)
        return s;
    if (field.len >= 9 && nq_str_u64(field, &seconds)) {
        if (field.len >= 12)
            seconds /= 1000; /* milliseconds */
        if (seconds / DAY_SECONDS < 60000)
            return (nq_stamp){(int32_t)(seconds / DAY_SECONDS),
                              (int32_t)(seconds % DAY_SECONDS), true, 0};
        return s;
    }
    nq_line line;
    if (nq_line_read(tools, field, scratch, &line) != NAQL_OK)
        return s;
    nq_stamps all = nq_stamps_read(tools, line.words, line.n_head);
    s = all.published.day != NQ_NO_DAY ? all.published
        : all.bare.day != NQ_NO_DAY    ? all.bare
                                       : all.modified;
    int32_t east;
    size_t plus = field.len >= 5 ? field.len - 5 : 0;
    if (s.second >= 0 && !s.zoned && iso_zone(field, plus, &east))
        settle(&s, east);
    return s;
}

int32_t
nq_stamp_local_day(nq_stamp s)
{
    if (s.day != NQ_NO_DAY && s.zoned)
        shift(&s, s.east);
    return s.day;
}

/* A sign and a number below 100 in two digits; what is behind it. */
static char *
write_two(char *to, char sign, int n)
{
    *to++ = sign;
    *to++ = (char)('0' + n / 10);
    *to++ = (char)('0' + n % 10);
    return to;
}

naql_str
nq_stamp_text(nq_stamp s, nq_arena *arena)
{
    char text[40];
    if (s.day == NQ_NO_DAY)
        return NQ_STR("");
    bool moved = s.zoned && nq_stamp_local_day(s) != s.day;
    if (moved)
        shift(&s, s.east);
    nq_day_write(s.day, text);
    char *end = text + 10;
    if (s.second >= 0 && s.zoned) {
        int east = s.east < 0 ? -s.east : s.east;
        end = write_two(end, 'T', s.second / 3600);
        end = write_two(end, ':', s.second / 60 % 60);
        end = write_two(end, ':', s.second % 60);
        if (moved) {
            end = write_two(end, s.east < 0 ? '-' : '+', east / 60 % 100);
            end = write_two(end, ':', east % 60);
        } else {
            *end++ = 'Z';
        }
        *end = '\0';
    }
    return nq_arena_str(arena, nq_str_from(text));
}
