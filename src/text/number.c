/* SPDX-License-Identifier: Apache-2.0
 *
 * number.c - numbers with what they count. Layer 3 (text).
 *
 * The numeral is numeral.c's; here stand its surroundings: "about", "more
 * than", ranges, units, the noun that is counted, and nouns in the dual, which
 * count two by themselves. Years, days of months and clock times are left to
 * the date reader of the layer above. */
#include "text/number.h"

#include "base/fold.h"
#include "base/limits.h"
#include "base/status.h"
#include "base/str.h"
#include "text/tune.h"

enum unit_kind { COUNT, PERCENT, MONEY, MEASURE, ABBREVIATION, TIME };
enum place { BEFORE, AFTER, BETWEEN };
enum modifier { RANGE_BETWEEN = NQ_MOD_AT_MOST + 1, RANGE_TO };

struct nq_unit_row {
    naql_str unit;
    uint8_t kind, count;
};

struct nq_modifier_row {
    uint8_t modifier, place;
};

/* ---- Tools ------------------------------------------------------------- */

static uint8_t
index_of(naql_str name, const char *const *names, uint8_t n)
{
    for (uint8_t i = 0; i < n; i++)
        if (nq_str_equal(name, nq_str_from(names[i])))
            return i;
    return 0;
}

static naql_status
units_make(const nq_table *t, nq_arena *arena, const nq_unit_row **out)
{
    static const char *const kinds[] = {"count",   "percent",      "money",
                                        "measure", "abbreviation", "time"};
    nq_unit_row *rows = nq_arena_zero(arena, t->rows, sizeof *rows);
    if (!rows)
        return NAQL_NOMEM;
    uint32_t unit = nq_table_col(t, "unit"), kind = nq_table_col(t, "kind");
    uint32_t count = nq_table_col(t, "count");
    for (uint32_t i = 0; i < t->rows; i++) {
        rows[i].unit = nq_table_cell(t, i, unit);
        rows[i].kind = index_of(nq_table_cell(t, i, kind), kinds, 6);
        rows[i].count = (uint8_t)nq_table_int(t, i, count, 1);
    }
    *out = rows;
    return NAQL_OK;
}

static naql_status
modifiers_make(const nq_table *t, nq_arena *arena, const nq_modifier_row **out)
{
    static const char *const names[] = {
        "", "about", "more", "less", "at_least", "at_most", "between", "to"};
    static const char *const places[] = {"before", "after", "between"};
    nq_modifier_row *rows = nq_arena_zero(arena, t->rows, sizeof *rows);
    if (!rows)
        return NAQL_NOMEM;
    uint32_t modifier = nq_table_col(t, "modifier");
    uint32_t place = nq_table_col(t, "place");
    for (uint32_t i = 0; i < t->rows; i++) {
        rows[i].modifier = index_of(nq_table_cell(t, i, modifier), names, 8);
        rows[i].place = index_of(nq_table_cell(t, i, place), places, 3);
    }
    *out = rows;
    return NAQL_OK;
}

static void
filter_add(nq_number_tools *tools, const nq_table *t)
{
    for (uint32_t i = 0; i < t->rows; i++) {
        naql_str key = nq_table_cell(t, i, 0), first;
        nq_str_split(&key, ' ', &first);
        uint64_t h = nq_fold_hash(first);
        tools->first[h >> 6 & 255] |= 1ull << (h & 63);
    }
}

naql_status
nq_number_tools_make(const nq_tables *tables, nq_arena *arena,
                     nq_number_tools *out)
{
    NQ_TRY(nq_numerals_make(tables, arena, &out->numerals));
    NQ_TRY(nq_table_find(tables, "units", &out->units));
    NQ_TRY(nq_table_find(tables, "number_modifiers", &out->modifiers));
    NQ_TRY(nq_table_find(tables, "months", &out->months));
    NQ_TRY(nq_table_find(tables, "function_words", &out->functions));
    filter_add(out, &out->numerals.words);
    filter_add(out, &out->units);
    filter_add(out, &out->modifiers);
    NQ_TRY(units_make(&out->units, arena, &out->unit_rows));
    return modifiers_make(&out->modifiers, arena, &out->modifier_rows);
}

/* ---- Looking around ---------------------------------------------------- */

struct finder {
    const nq_number_tools *tools;
    const nq_text *text;
    nq_list *list;
    nq_arena *scratch;
};

static const nq_token *
token_at(const struct finder *f, uint32_t at)
{
    return at < f->text->n_tokens ? &f->text->tokens[at] : NULL;
}

static bool
is_mark(const struct finder *f, uint32_t at, nq_mark mark)
{
    const nq_token *t = token_at(f, at);
    return t && t->kind == NQ_TOKEN_MARK && t->mark == mark;
}

static bool
is_attached(const struct finder *f, uint32_t at)
{
    const nq_token *t = token_at(f, at);
    return t && !(t->flags & NQ_TOKEN_SPACE);
}

/* The longest key of a table whose first word hashes to `first`; token behind
 * it, or `at` when none starts there. Stays in its sentence. */
static uint32_t
longest(const struct finder *f, const nq_table *t, uint32_t at, uint64_t first,
        uint32_t *row)
{
    nq_walk w = {0};
    uint32_t end = at, i = at;
    uint64_t hash = first;
    while (nq_table_step(t, &w, hash)) {
        i++;
        if (w.n) {
            *row = w.row;
            end = i;
        }
        const nq_token *next = token_at(f, i);
        if (!next || next->kind != NQ_TOKEN_WORD ||
            next->flags & NQ_TOKEN_SENTENCE)
            break;
        hash = next->hash;
    }
    return end;
}

/* The same with the letters glued in front cut off where needed; `allow` are
 * the clitics that may be cut. */
static uint32_t
longest_cut(const struct finder *f, const nq_table *t, uint32_t at,
            uint16_t allow, uint32_t *row)
{
    const nq_token *token = token_at(f, at);
    nq_cut_room room;
    nq_cut cuts[NQ_CUTS_MAX];
    if (!token || token->kind != NQ_TOKEN_WORD)
        return at;
    uint32_t n = nq_token_cuts(f->text, at, &room, cuts);
    for (uint32_t i = 0; i < n; i++) {
        if (cuts[i].clitics & ~(unsigned)allow)
            continue;
        uint32_t end = longest(f, t, at, cuts[i].hash, row);
        if (end > at)
            return end;
    }
    return at;
}

/* ---- Units ------------------------------------------------------------- */

struct unit {
    naql_str name;
    uint8_t kind;
    uint32_t end; /* token behind it */
};

/* A sign for a sum of money, in front of the figures or behind them. */
static bool
money_sign(const nq_token *t, naql_str *code)
{
    static const struct {
        const char *sign, *code;
    } signs[] = {{"$", "USD"},      {"\u20ac", "EUR"}, {"\u00a3", "GBP"},
                 {"\u00a5", "JPY"}, {"usd", "USD"},    {"eur", "EUR"}};
    for (size_t i = 0; t && i < sizeof signs / sizeof *signs; i++)
        if (nq_str_equal(t->folded, nq_str_from(signs[i].sign))) {
            *code = nq_str_from(signs[i].code);
            return true;
        }
    return false;
}

static bool
is_function_word(const struct finder *f, const nq_token *t)
{
    uint32_t row;
    return nq_table_word(&f->tools->functions, t->hash, &row) > 0;
}

/* The noun behind a number that no table knows, folded; the accusative alif of
 * eleven to ninety-nine goes. */
static bool
counted_noun(const struct finder *f, uint32_t at, double value, struct unit *u)
{
    enum { LETTER = 2 };
    const nq_token *t = token_at(f, at);
    if (!t || t->kind != NQ_TOKEN_WORD || t->clitics & ~NQ_CLITIC_PRONOUN ||
        t->flags & NQ_TOKEN_SENTENCE || t->folded.len < 3 * LETTER ||
        is_function_word(f, t))
        return false;
    naql_str name = t->folded;
    if (value >= 11 && value < 100 && name.len > 3 * LETTER &&
        nq_str_ends(name, NQ_STR("\u0627")))
        name.len -= LETTER;
    *u = (struct unit){name, COUNT, at + 1};
    return true;
}

static bool
unit_at(const struct finder *f, uint32_t at, const nq_numeral *n,
        struct unit *u)
{
    const nq_token *t = token_at(f, at);
    naql_str code;
    uint32_t row = 0;
    if (!t || (t->flags & NQ_TOKEN_SENTENCE && t->kind == NQ_TOKEN_WORD))
        return false;
    if (t->kind == NQ_TOKEN_MARK && t->mark == NQ_MARK_PERCENT) {
        *u = (struct unit){NQ_STR("%"), PERCENT, at + 1};
        return true;
    }
    if (money_sign(t, &code)) {
        *u = (struct unit){code, MONEY, at + 1};
        return true;
    }
    uint16_t al = n->high > n->value ? NQ_CLITIC_AL : 0; /* "tens of the X" */
    uint32_t end = longest_cut(f, &f->tools->units, at, al, &row);
    if (end > at) {
        const nq_unit_row *r = &f->tools->unit_rows[row];
        bool figures = f->text->tokens[at - 1].kind == NQ_TOKEN_NUMBER;
        if (r->count == 2 || (r->kind == ABBREVIATION && !figures))
            return false;
        *u = (struct unit){r->unit, r->kind, end};
        return true;
    }
    if (n->clitics & NQ_CLITIC_AL && n->words)
        return false; /* "the two", Monday */
    return counted_noun(f, at, n->value, u);
}

/* ---- What is no number -------------------------------------------------- */

static bool
is_year_like(const nq_numeral *n)
{
    return n->digits == 4 && !n->words && n->value >= NQ_YEAR_FIRST &&
           n->value <= NQ_YEAR_LAST;
}

static bool
month_behind(const struct finder *f, uint32_t at)
{
    uint32_t row;
    for (uint32_t i = at; i < at + 2; i++)
        if (longest_cut(f, &f->tools->months, i, 0, &row) > i)
            return true;
    return false;
}

/* Part of a date in figures, of a clock, of a version, of a list. */
static bool
is_part_of_figures(const struct finder *f, const nq_numeral *n)
{
    const nq_token *t = token_at(f, n->first);
    if (t->kind != NQ_TOKEN_NUMBER || n->words)
        return false;
    const nq_token *behind = token_at(f, n->end);
    if (behind && behind->kind == NQ_TOKEN_LATIN && is_attached(f, n->end))
        return true;
    if (n->first && is_attached(f, n->first) &&
        f->text->tokens[n->first - 1].kind == NQ_TOKEN_LATIN)
        return true;
    if (t->flags & NQ_TOKEN_SENTENCE &&
        (is_mark(f, n->end, NQ_MARK_STOP) || is_mark(f, n->end, NQ_MARK_DASH) ||
         is_mark(f, n->end, NQ_MARK_CLOSE)))
        return true; /* "1. first point" */
    bool sides[2] = {is_mark(f, n->end, NQ_MARK_SLASH) ||
                         is_mark(f, n->end, NQ_MARK_COLON),
                     n->first &&
                         (is_mark(f, n->first - 1, NQ_MARK_SLASH) ||
                          is_mark(f, n->first - 1, NQ_MARK_COLON)) &&
                         n->first > 1 &&
                         f->text->tokens[n->first - 2].kind == NQ_TOKEN_NUMBER};
    const nq_token *second = token_at(f, n->end + 1);
    return sides[1] || (sides[0] && second && second->kind == NQ_TOKEN_NUMBER);
}

/* Does "year" or a month stand in front? */
static bool
behind_year_word(const struct finder *f, uint32_t at)
{
    uint32_t row = 0;
    if (!at)
        return false;
    if (longest_cut(f, &f->tools->months, at - 1, NQ_CLITIC_WAW, &row) == at)
        return true;
    enum { ANY = 0xffff };
    return longest_cut(f, &f->tools->units, at - 1, ANY, &row) == at &&
           f->tools->unit_rows[row].kind == TIME;
}

/* The "ten" of an ordinal: "the fourteenth". */
static bool
ends_ordinal(const struct finder *f, const nq_numeral *n)
{
    nq_numeral ordinal;
    return n->words && n->first &&
           nq_ordinal_read(&f->tools->numerals, f->text, n->first - 1,
                           &ordinal) &&
           ordinal.end > n->first;
}

static bool
is_date(const struct finder *f, const nq_numeral *n, const struct unit *u)
{
    bool noun = u->name.len && u->end > n->end;
    uint32_t row;
    bool known =
        noun && longest_cut(f, &f->tools->units, n->end, 0, &row) > n->end;
    if (is_year_like(n) && (behind_year_word(f, n->first) ||
                            (!known && u->kind != PERCENT && u->kind != MONEY)))
        return true;
    return u->kind == TIME || (n->value <= 31 && month_behind(f, n->end));
}

/* ---- One number -------------------------------------------------------- */

static bool
modifier_at(const struct finder *f, uint32_t at, uint8_t place, uint16_t allow,
            uint8_t *modifier, uint32_t *end)
{
    uint32_t row = 0;
    *end = longest_cut(f, &f->tools->modifiers, at, allow, &row);
    if (*end == at)
        return false;
    uint32_t rows = f->tools->modifiers.rows;
    for (uint32_t i = row; i < rows && i < row + 2; i++)
        if (f->tools->modifier_rows[i].place == place) {
            *modifier = f->tools->modifier_rows[i].modifier;
            return true;
        }
    return false;
}

/* "5 to 7 millions": the first takes the scale of the second. */
static double
scaled_like(double low, double high)
{
    static const double scales[] = {1e12, 1e9, 1e6, 1e3};
    for (size_t i = 0; low < 1000 && i < 4; i++)
        if (high >= scales[i])
            return low * scales[i];
    return low;
}

/* The other end of a range, behind "to", a dash, or "and" after "between". */
static bool
read_range(const struct finder *f, bool between, nq_numeral *n)
{
    uint8_t modifier;
    uint32_t end;
    nq_numeral high;
    bool to = modifier_at(f, n->end, BETWEEN, 0, &modifier, &end);
    bool dash = is_mark(f, n->end, NQ_MARK_DASH);
    uint32_t at = to ? end : n->end + dash;
    if (!nq_numeral_read(&f->tools->numerals, f->text, at, &high) ||
        (!to && !dash && !(between && high.clitics & NQ_CLITIC_WAW)))
        return false;
    double low = scaled_like(n->value, high.value);
    if (high.value <= low || high.high > high.value ||
        (is_year_like(n) && is_year_like(&high)))
        return false;
    struct unit u;
    if (dash && !unit_at(f, high.end, &high, &u))
        return false; /* a score, a telephone number */
    n->value = low;
    n->high = high.value;
    n->end = high.end;
    n->digits = 0;
    n->words |= high.words;
    return true;
}

struct lead { /* modifiers in front */
    uint8_t modifier;
    bool between;
    uint32_t first, end; /* tokens */
    uint32_t start;      /* byte */
};

static struct lead
read_lead(const struct finder *f, uint32_t at)
{
    enum {
        GLUED = NQ_CLITIC_WAW | NQ_CLITIC_FA | NQ_CLITIC_BA | NQ_CLITIC_LAM |
                NQ_CLITIC_KAF
    };
    struct lead lead = {0, false, at, at, f->text->tokens[at].span.start};
    for (int i = 0; i < NQ_NUMBER_LEADS; i++) {
        uint8_t modifier = 0;
        uint32_t end;
        if (!modifier_at(f, lead.end, BEFORE, GLUED, &modifier, &end))
            return lead;
        if (modifier == RANGE_BETWEEN)
            lead.between = true;
        else
            lead.modifier = modifier;
        lead.end = end;
    }
    return lead;
}

static bool
add(struct finder *f, const nq_number *made)
{
    nq_number *n = nq_list_add(f->list, f->scratch);
    if (n)
        *n = *made;
    return n;
}

/* "3-1", "3 - 1": a score. */
static bool
is_score(const struct finder *f, const nq_numeral *n)
{
    const nq_token *low = token_at(f, n->end + 1);
    bool front =
        is_mark(f, n->end, NQ_MARK_DASH) && low && low->kind == NQ_TOKEN_NUMBER;
    bool back = n->first > 1 && is_mark(f, n->first - 1, NQ_MARK_DASH) &&
                f->text->tokens[n->first - 2].kind == NQ_TOKEN_NUMBER;
    return n->digits && n->digits <= 2 && n->high <= n->value &&
           (front || back);
}

/* Is a number in words without a unit worth telling? A definite one ("the
 * three") and a lone half are not. */
static bool
stands_alone(const nq_numeral *n)
{
    return n->value >= 1 && !(n->clitics & NQ_CLITIC_AL) && n->high <= n->value;
}

/* Reads a number from token `at`; *end is where to go on. */
static bool
read_number(struct finder *f, uint32_t at, uint32_t *end)
{
    struct lead lead = read_lead(f, at);
    nq_numeral n;
    *end = at + 1;
    if (!nq_numeral_read(&f->tools->numerals, f->text, lead.end, &n))
        return true;
    struct unit u = {{"", 0}, COUNT, n.end};
    naql_str sign = {"", 0};
    *end = n.end;
    if (is_part_of_figures(f, &n) || ends_ordinal(f, &n))
        return true;
    read_range(f, lead.between, &n);
    u.end = n.end;
    bool has_unit = unit_at(f, n.end, &n, &u);
    if (n.first && money_sign(token_at(f, n.first - 1), &sign)) {
        u = (struct unit){sign, MONEY, n.end};
        has_unit = true;
    }
    bool half = n.value < 1 && n.words && u.kind == COUNT; /* semi-final */
    if (is_date(f, &n, &u) || half || (!has_unit && is_score(f, &n)) ||
        (!has_unit && n.words && !stands_alone(&n)))
        return true;
    nq_number made = {.first = n.first,
                      .end = u.end,
                      .unit = u.name,
                      .value = n.value,
                      .high = n.high,
                      .modifier = lead.modifier};
    made.span = (naql_span){sign.len ? f->text->tokens[n.first - 1].span.start
                                     : n.start,
                            f->text->tokens[u.end - 1].span.end};
    if (lead.modifier)
        made.modifier_span =
            (naql_span){lead.start, f->text->tokens[lead.end - 1].span.end};
    uint8_t after;
    uint32_t behind;
    *end = u.end;
    if (modifier_at(f, u.end, AFTER, 0, &after, &behind)) {
        made.modifier = after;
        made.modifier_span = (naql_span){f->text->tokens[u.end].span.start,
                                         f->text->tokens[behind - 1].span.end};
        *end = behind;
    }
    return add(f, &made);
}

/* "قتيلان": two, counted by the noun itself. */
static bool
read_dual(struct finder *f, uint32_t at, uint32_t *end)
{
    enum {
        GLUED = NQ_CLITIC_WAW | NQ_CLITIC_FA | NQ_CLITIC_BA | NQ_CLITIC_LAM
    };
    uint32_t row = 0,
             behind = longest_cut(f, &f->tools->units, at, GLUED, &row);
    const nq_unit_row *r = &f->tools->unit_rows[row];
    const nq_token *t = token_at(f, at);
    *end = at + 1;
    if (behind == at || r->count != 2 || r->kind == TIME)
        return true;
    uint32_t skip =
        t->clitics & GLUED && !(t->clitics & NQ_CLITIC_AL) ? t->pre : 0;
    *end = behind;
    nq_number made = {
        .first = at, .end = behind, .unit = r->unit, .value = 2, .high = 2};
    made.span = (naql_span){nq_token_at(f->text, at, skip),
                            f->text->tokens[behind - 1].span.end};
    return add(f, &made);
}

/* Can a word begin a number? Most cannot: one look at the filter for every
 * reading of its front. */
static bool
may_begin(const struct finder *f, uint32_t at)
{
    nq_cut_room room;
    nq_cut cuts[NQ_CUTS_MAX];
    if (f->text->tokens[at].kind == NQ_TOKEN_NUMBER)
        return true;
    uint32_t n = nq_token_cuts(f->text, at, &room, cuts);
    for (uint32_t i = 0; i < n; i++) {
        uint64_t h = cuts[i].hash;
        if (f->tools->first[h >> 6 & 255] >> (h & 63) & 1)
            return true;
    }
    return false;
}

static bool
read_all(struct finder *f)
{
    for (uint32_t at = 0, end; at < f->text->n_tokens; at = end) {
        uint32_t before = f->list->n;
        nq_token_kind kind = f->text->tokens[at].kind;
        end = at + 1;
        if ((kind != NQ_TOKEN_WORD && kind != NQ_TOKEN_NUMBER) ||
            !may_begin(f, at))
            continue;
        if (!read_number(f, at, &end))
            return false;
        if (kind == NQ_TOKEN_WORD && f->list->n == before && end == at + 1 &&
            !read_dual(f, at, &end))
            return false;
    }
    return true;
}

naql_status
nq_numbers_make(const nq_number_tools *tools, const nq_text *text,
                nq_arena *arena, nq_arena *scratch, nq_numbers *out)
{
    nq_list list = NQ_LIST(nq_number);
    nq_arena_mark mark = nq_arena_here(scratch);
    struct finder f = {tools, text, &list, scratch};
    bool ok = read_all(&f);
    out->at = ok ? nq_list_freeze(&list, arena) : NULL;
    out->n = ok ? list.n : 0;
    nq_arena_release(scratch, mark);
    return out->at ? NAQL_OK : NAQL_NOMEM;
}
