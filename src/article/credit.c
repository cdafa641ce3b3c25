/* SPDX-License-Identifier: Apache-2.0
 *
 * credit.c - datelines and bylines. Layer 2 (article). */
#include "article/credit.h"
#include "base/fold.h"
#include "base/str.h"
#include "base/utf8.h"

#define MAX_PARTS   8u /* of one line; what follows is no part of it */
#define MAX_PERSON  4u /* words that can be a name */
#define MAX_UNKNOWN 3u /* words that can be a place or outlet no list has */

typedef enum part_kind {
    PART_PLACE,
    PART_AGENCY, /* strong: of the list, no ordinary word; or "agency X" */
    PART_WEAK,   /* an agency or outlet that is an ordinary word too */
    PART_OUTLET,
    PART_GENERIC, /* "agencies", "follow-ups" */
    PART_DATE,
    PART_BY,      /* "written by" and the name behind it */
    PART_LABEL,   /* "written by", "source" alone, before a colon */
    PART_PERSON,  /* two to four words that could be a name */
    PART_UNKNOWN, /* one word that could be anything */
    PART_NONE
} part_kind;

/* Separators between parts, strongest of the marks in the gap. */
typedef enum join {
    JOIN_NONE, /* spaces, quote marks, dots: the same part */
    JOIN_DATE, /* no mark at all: a date begins or ends here */
    JOIN_COMMA,
    JOIN_BRACKET,
    JOIN_COLON,
    JOIN_DASH
} join;

typedef struct part {
    part_kind kind;
    uint32_t first, n; /* words */
    join after;
    bool bracketed; /* "(" stands before it */
    bool country;
    bool given;  /* its first word is a given name */
    bool quoted; /* in quote marks: «Outlet» */
} part;

typedef struct parts {
    part at[MAX_PARTS];
    uint32_t n;
    nq_stamp stamp;
    naql_str author; /* of a PART_BY */
} parts;

static join
join_of(naql_str gap, bool *open)
{
    join best = JOIN_NONE;
    bool spaced = false;
    for (size_t at = 0; at < gap.len;) {
        uint32_t c = nq_utf8_read(gap.ptr, &at);
        join j = JOIN_NONE;
        if (c == ' ' || c == 0xa0 || c == '\t')
            spaced = true;
        if (c == '-' || (c >= 0x2010 && c <= 0x2015) || c == NQ_TATWEEL ||
            c == '/' || c == '|' || c == 0x2022 || c == '*')
            j = JOIN_DASH;
        else if (c == ':')
            j = JOIN_COLON;
        else if (c == '(' || c == ')' || c == '[' || c == ']') {
            j = JOIN_BRACKET;
            *open |= c == '(' || c == '[';
        } else if (c == ',' || c == NQ_COMMA_AR)
            j = JOIN_COMMA;
        if (j > best)
            best = j;
    }
    /* "3:00" is one part; a colon that separates has a space. */
    return best == JOIN_COLON && !spaced ? JOIN_NONE : best;
}

/* Rows of a table whose key is exactly these words. */
static uint32_t
exact(const nq_table *t, const nq_word *words, uint32_t n, uint32_t *row)
{
    nq_walk w = {0};
    for (uint32_t i = 0; i < n; i++)
        if (!nq_table_step(t, &w, words[i].hash))
            return 0;
    *row = w.row;
    return w.n;
}

naql_str
nq_outlet_of(const nq_article_tools *tools, const nq_word *words, uint32_t n)
{
    uint32_t row;
    if (!n || !exact(&tools->outlets, words, n, &row))
        return NQ_STR("");
    return nq_table_cell(&tools->outlets, row, tools->outlet_name);
}

bool
nq_credit_name(const nq_article_tools *tools, const nq_word *words, uint32_t n)
{
    uint32_t row;
    if (n < 2 || n > MAX_PERSON)
        return false;
    uint32_t k = nq_table_word(&tools->people, words->hash, &row);
    for (uint32_t i = 0; i < k; i++)
        if (nq_str_equal(
                nq_table_cell(&tools->people, row + i, tools->person_part),
                NQ_STR("first")))
            return true;
    return false;
}

static naql_str
part_text(const nq_line *line, const part *p)
{
    const nq_word *a = &line->words[p->first], *b = a + p->n - 1;
    return nq_str(a->text.ptr,
                  (size_t)(b->text.ptr + b->text.len - a->text.ptr));
}

static bool
same_words(naql_str a, naql_str b)
{
    return a.len && nq_fold_same(a, b);
}

static bool
any_function(const nq_article_tools *tools, const nq_word *w, uint32_t n)
{
    uint32_t row;
    for (uint32_t i = 0; i < n; i++)
        if (nq_table_word(&tools->functions, w[i].hash, &row) ||
            w[i].cls == NQ_CLASS_DIGIT)
            return true;
    return false;
}

static part_kind
listed(const nq_article_tools *tools, const nq_word *w, uint32_t n)
{
    uint32_t row;
    if (exact(&tools->agencies, w, n, &row)) {
        if (tools->agency_rows[row] == NQ_AGENCY_GENERIC)
            return PART_GENERIC;
        if (tools->agency_weak[row])
            return PART_WEAK;
        return tools->agency_rows[row] == NQ_AGENCY ? PART_AGENCY : PART_OUTLET;
    }
    if (exact(&tools->outlets, w, n, &row))
        return n > 1 ? PART_OUTLET : PART_WEAK;
    if (n > 5 || n < 2 || any_function(tools, w, n) ||
        !nq_table_word(&tools->credits, w->hash, &row))
        return PART_NONE;
    return tools->credit_rows[row] == NQ_CREDIT_HEAD    ? PART_AGENCY
           : tools->credit_rows[row] == NQ_CREDIT_PAPER ? PART_OUTLET
                                                        : PART_NONE;
}

/* "كتب: محمد علي" inside one part or over a colon. */
static bool
opens_by(const nq_article_tools *tools, const nq_word *w, uint32_t *used)
{
    uint32_t row;
    *used = 1;
    return nq_table_word(&tools->credits, w->hash, &row) &&
           tools->credit_rows[row] == NQ_CREDIT_BY;
}

/* "5 - 3": a day or a month in figures, not at the start. */
static bool
is_day(const nq_word *w, const part *p)
{
    int32_t n = nq_word_number(w);
    return p->first > 0 && p->n == 1 && n > 0 && n <= 31;
}

/* Quote marks stand around the whole part. */
static bool
is_quoted(const nq_line *line, naql_str text)
{
    const char *end = line->text.ptr + line->text.len;
    const char *after = text.ptr + text.len;
    return (text.ptr - line->text.ptr >= 2 &&
            !memcmp(text.ptr - 2, "\xc2\xab", 2)) ||
           (text.ptr > line->text.ptr && text.ptr[-1] == '"' && after < end &&
            *after == '"');
}

static part_kind
kind_of(const nq_article_tools *tools, const nq_line *line,
        const nq_credit_ask *ask, part *p, parts *all)
{
    const nq_word *w = line->words + p->first;
    uint32_t row, used;
    naql_str text = part_text(line, p);
    if (same_words(ask->outlet, text))
        return PART_OUTLET;
    if (same_words(ask->author, text))
        return PART_PERSON;
    if (exact(&tools->places, w, p->n, &row)) {
        p->country = tools->place_rows[row];
        return PART_PLACE;
    }
    if (exact(&tools->more_places, w, p->n, &row)) {
        p->country = tools->more_place_rows[row];
        return PART_PLACE;
    }
    if (exact(&tools->credits, w, p->n, &row) &&
        tools->credit_rows[row] >= NQ_CREDIT_BY)
        return tools->credit_rows[row] == NQ_CREDIT_DESK ? PART_GENERIC
                                                         : PART_LABEL;
    part_kind k = listed(tools, w, p->n);
    if (k != PART_NONE)
        return k;
    nq_stamps s = nq_stamps_read(tools, w, p->n);
    if (s.n == p->n && (s.dated || s.timed || s.partial || is_day(w, p))) {
        if (all->stamp.day == NQ_NO_DAY)
            all->stamp = s.bare.day != NQ_NO_DAY ? s.bare : s.published;
        return PART_DATE;
    }
    if (opens_by(tools, w, &used) && p->n > used && p->n <= 6 &&
        !any_function(tools, w + used, p->n - used)) {
        part name = {.first = p->first + used, .n = p->n - used};
        all->author = part_text(line, &name);
        return PART_BY;
    }
    if (any_function(tools, w, p->n))
        return PART_NONE;
    p->quoted = is_quoted(line, text);
    p->given = nq_credit_name(tools, w, p->n);
    return p->n == 1           ? PART_UNKNOWN
           : p->n > MAX_PERSON ? PART_NONE
                               : PART_PERSON;
}

/* A date stands unmarked behind the last name: "بوابة الوسط الإثنين 05 سبتمبر",
 * "الرياض 26 شوال 1436 هـ واس". Words that belong to one at word i. */
static uint32_t
date_at(const nq_article_tools *tools, const nq_line *line, uint32_t i,
        uint32_t limit)
{
    nq_stamps s = nq_stamps_read(tools, line->words + i, limit - i);
    return (s.dated && s.n >= 3) || (s.partial && s.n >= 2) ? s.n : 0;
}

/* Cuts the line into parts, up to `limit` words, and names their kinds; stops
 * behind a part that could be nothing. */
static void
cut(const nq_article_tools *tools, const nq_line *line,
    const nq_credit_ask *ask, uint32_t limit, parts *out)
{
    *out = (parts){.stamp = NQ_NO_STAMP};
    bool open = line->words[0].text.ptr > line->text.ptr &&
                (line->text.ptr[0] == '(' || line->text.ptr[0] == '[');
    for (uint32_t i = 0; i < limit && out->n < MAX_PARTS;) {
        part p = {.first = i, .bracketed = open};
        uint32_t date = date_at(tools, line, i, limit);
        open = false;
        i += date;
        while (!date && i < limit) {
            i++;
            if (i == limit || date_at(tools, line, i, limit))
                break;
            p.after = join_of(nq_word_gap(&line->words[i - 1], &line->words[i]),
                              &open);
            if (p.after != JOIN_NONE)
                break;
        }
        if (i < limit && p.after == JOIN_NONE)
            p.after = JOIN_DATE;
        p.n = i - p.first;
        p.kind = kind_of(tools, line, ask, &p, out);
        out->at[out->n++] = p;
        if (p.kind == PART_NONE)
            return;
    }
}

static bool
is_credit(part_kind k)
{
    return k == PART_AGENCY || k == PART_WEAK || k == PART_OUTLET ||
           k == PART_GENERIC;
}

/* A credit that is a paper or a station, not an agency. */
static bool
names_outlet(const nq_article_tools *tools, const nq_line *line, const part *p)
{
    uint32_t row;
    if (p->kind != PART_WEAK)
        return p->kind == PART_OUTLET;
    return !exact(&tools->agencies, line->words + p->first, p->n, &row) ||
           tools->agency_rows[row] != NQ_AGENCY;
}

/* Sorts the first n parts into the fields of a credit. */
static void
fill(const nq_article_tools *tools, const nq_line *line, const parts *ps,
     uint32_t n, nq_credit *out)
{
    out->stamp = ps->stamp;
    out->person = ps->author;
    out->sure = ps->author.len > 0;
    const part *loose[MAX_PARTS];
    uint32_t n_loose = 0;
    for (uint32_t i = 0; i < n; i++) {
        const part *p = &ps->at[i];
        naql_str text = part_text(line, p);
        if (p->kind == PART_PLACE && !out->place.len)
            out->place = text;
        else if (names_outlet(tools, line, p) && !out->outlet.len)
            out->outlet = text;
        else if (is_credit(p->kind) && !names_outlet(tools, line, p) &&
                 !out->agency.len)
            out->agency = text;
        else if (i && p->quoted && !out->outlet.len)
            out->outlet = text;
        else if (p->kind == PART_PERSON || p->kind == PART_UNKNOWN)
            loose[n_loose++] = p;
    }
    /* Unlisted parts: a lone word before the rest, or before brackets, is a
     * place; two or more words are a writer. */
    for (uint32_t i = 0; i < n_loose; i++) {
        bool first = loose[i] == &ps->at[0];
        bool placed =
            (loose[i]->kind == PART_UNKNOWN &&
             line->words[loose[i]->first].cls == NQ_CLASS_ARABIC) ||
            (first && n > 1 && (ps->at[1].bracketed || ps->at[1].quoted));
        if (placed && !out->place.len) {
            out->place = part_text(line, loose[i]);
        } else if (!out->person.len) {
            out->person = part_text(line, loose[i]);
            out->sure = nq_credit_name(tools, line->words + loose[i]->first,
                                       loose[i]->n);
        } else if (!out->other.len) {
            out->other = part_text(line, loose[i]);
        }
    }
}

typedef struct tally {
    uint32_t strong; /* credits and labels: what only such a line has */
    uint32_t places, persons, unknown, dates, given;
    bool none; /* a part that is nothing of these */
} tally;

static tally
count(const parts *ps, uint32_t n)
{
    tally t = {0};
    for (uint32_t i = 0; i < n; i++) {
        part_kind k = ps->at[i].kind;
        t.none |= k == PART_NONE;
        t.strong +=
            is_credit(k) || k == PART_BY || k == PART_LABEL || k == PART_DATE;
        t.places += k == PART_PLACE;
        t.persons += k == PART_PERSON;
        t.given += k == PART_PERSON && ps->at[i].given;
        t.unknown += k == PART_UNKNOWN;
    }
    return t;
}

/* "City: what happened" is a title, "City: Name" a byline; a colon joins
 * nothing else, labels aside. */
static bool
colons_fit(const parts *ps, const nq_credit_ask *ask)
{
    for (uint32_t i = 0; i + 1 < ps->n; i++) {
        const part *p = &ps->at[i];
        if (p->after == JOIN_COLON && p->kind != PART_LABEL &&
            (p->kind != PART_PLACE || ask->as_title ||
             ps->at[i + 1].n > MAX_UNKNOWN))
            return false;
    }
    return true;
}

/* Is the whole line a dateline or byline? */
static bool
holds_alone(const parts *ps, const nq_credit_ask *ask)
{
    tally t = count(ps, ps->n);
    if (!t.none && ask->at_lead && ps->n == 2 && ps->at[1].quoted &&
        ps->at[0].n <= MAX_UNKNOWN && ps->at[0].after >= JOIN_COLON)
        return true; /* "Place: «Outlet»" */
    if (t.none || t.persons + t.unknown > 2 || !colons_fit(ps, ask))
        return false;
    if (ps->n == 1)
        return ps->at[0].kind == PART_BY || ps->at[0].kind == PART_AGENCY;
    if (t.strong)
        return t.strong < ps->n || ps->n == 2;
    if (t.places)
        return t.persons + t.unknown + t.dates > 0;
    if (t.dates)
        return t.persons == 1 && t.given && !ask->as_title;
    return ask->at_lead && ps->n == 2 && t.persons &&
           ps->at[0].after == JOIN_DASH && ps->at[0].n <= MAX_UNKNOWN &&
           ps->at[1].n <= MAX_UNKNOWN;
}

/* Commas join a city and its country, a place and a date; a date without a
 * mark follows a place alone. */
static bool
commas_fit(const parts *ps, uint32_t n)
{
    for (uint32_t i = 0; i + 1 < n; i++) {
        part_kind a = ps->at[i].kind, b = ps->at[i + 1].kind;
        if (ps->at[i].after == JOIN_DATE && a != PART_PLACE && a != PART_DATE)
            return false;
        if (ps->at[i].after == JOIN_COMMA &&
            ((a != PART_PLACE && a != PART_DATE) ||
             (b != PART_PLACE && b != PART_DATE)))
            return false;
    }
    return true;
}

/* Do the first n parts hold together before a sentence? */
static bool
holds_before(const parts *ps, uint32_t n)
{
    tally t = count(ps, n);
    if (t.none || t.persons + t.unknown > 2 || !commas_fit(ps, n))
        return false;
    const part *p = &ps->at[0];
    if (n == 1)
        return p->kind == PART_PLACE || p->kind == PART_AGENCY ||
               (is_credit(p->kind) && p->bracketed);
    return t.strong || t.places;
}

/* Bytes of the line up to the end of a part, with the quote mark or bracket
 * that closes it. */
static size_t
end_of(const nq_line *line, const part *p)
{
    naql_str t = line->text;
    const nq_word *last = &line->words[p->first + p->n - 1];
    size_t at = (size_t)(last->text.ptr + last->text.len - t.ptr), end = at;
    while (at < t.len) {
        uint32_t c = nq_utf8_read(t.ptr, &at);
        if (c != ')' && c != ']' && c != '"' && c != 0xbb && c != 0x201d)
            break;
        end = at;
    }
    return end;
}

nq_credit
nq_credit_line(const nq_article_tools *tools, const nq_line *line,
               const nq_credit_ask *ask)
{
    nq_credit out = {.stamp = NQ_NO_STAMP};
    if (!line->n_head || line->n_words > NQ_CREDIT_WORDS ||
        (line->flags & (NQ_LINE_STOP | NQ_LINE_LINK)))
        return out;
    parts ps;
    cut(tools, line, ask, line->n_head, &ps);
    uint32_t n = ps.n;
    if (ps.at[n - 1].first + ps.at[n - 1].n != line->n_head ||
        !holds_alone(&ps, ask))
        return out;
    fill(tools, line, &ps, n, &out);
    if (n > 1 && ps.at[n - 1].kind == PART_DATE) {
        const nq_word *date = &line->words[ps.at[n - 1].first];
        out.date_from = (size_t)(date->text.ptr - line->text.ptr);
        n--;
    }
    out.core = end_of(line, &ps.at[n - 1]);
    out.end = line->text.len;
    return out;
}

/* Does what follows part n - 1 end a dateline? */
static bool
ends_prefix(const parts *ps, uint32_t n)
{
    const part *last = &ps->at[n - 1];
    if (last->after == JOIN_DASH)
        return !(n == 1 && last->kind == PART_PLACE && last->country);
    if (last->after == JOIN_COLON)
        return n > 1 || (last->kind == PART_PLACE && !last->country);
    return last->after == JOIN_BRACKET && last->bracketed &&
           is_credit(last->kind);
}

/* "X (agency)" with an unlisted X of up to three words needs a bracket that a
 * sentence goes on behind; "X - " alone needs X to be a place. */
static bool
sound_prefix(const parts *ps, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        const part *p = &ps->at[i];
        if (p->kind == PART_BY || p->kind == PART_LABEL)
            return false;
        if (p->kind == PART_PERSON && p->n > MAX_PERSON)
            return false;
        if (p->kind == PART_UNKNOWN && i + 1 == n)
            return n > 1 && p->after != JOIN_BRACKET;
    }
    const part *last = &ps->at[n - 1];
    if (n >= 2 && last->after == JOIN_BRACKET &&
        ps->at[n - 2].kind == PART_PERSON)
        return ps->at[n - 2].n <= MAX_UNKNOWN && last->kind != PART_WEAK;
    return true;
}

/* Takes dashes, colons and spaces into the end; a quote mark that opens the
 * sentence stays with it. */
static void
close_prefix(naql_str text, size_t limit, nq_credit *out)
{
    size_t at = out->core;
    out->end = at;
    while (at < limit) {
        uint32_t c = nq_utf8_read(text.ptr, &at);
        if (c != '-' && c != ':' && c != NQ_TATWEEL && c != '/' && c != '|' &&
            !(c >= 0x2010 && c <= 0x2015) && nq_class_of(c) != NQ_CLASS_SPACE &&
            nq_class_of(c) != NQ_CLASS_DROP)
            break;
        out->end = at;
    }
}

nq_credit
nq_credit_prefix(const nq_article_tools *tools, const nq_line *line,
                 const nq_credit_ask *ask)
{
    nq_credit out = {.stamp = NQ_NO_STAMP};
    if (line->n_head < 4)
        return out;
    parts ps;
    cut(tools, line, ask, line->n_head, &ps);
    uint32_t n = ps.n;
    while (n && ps.at[n - 1].kind == PART_NONE)
        n--;
    while (n && !(ends_prefix(&ps, n) && sound_prefix(&ps, n) &&
                  holds_before(&ps, n)))
        n--;
    if (!n || ps.at[n - 1].first + ps.at[n - 1].n + 2 > line->n_head)
        return out;
    fill(tools, line, &ps, n, &out);
    const nq_word *last = &line->words[ps.at[n - 1].first + ps.at[n - 1].n - 1];
    out.core = end_of(line, &ps.at[n - 1]);
    close_prefix(line->text, (size_t)(last[1].text.ptr - line->text.ptr), &out);
    return out;
}
