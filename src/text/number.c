/* SPDX-License-Identifier: Apache-2.0
 *
 * number.c - numbers with what they count. Layer 3 (text).
 *
 * The numeral is numeral.c's, the noun behind it unit.c's; here stand their
 * surroundings: "about", "more than", ranges, what is no number, and nouns in
 * the dual, which count two by themselves. Years, days of months and clock
 * times are left to the date reader of the layer above. */
#include "text/number.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "text/tune.h"
#include "text/unit.h"

enum place { BEFORE, AFTER, BETWEEN, INSIDE };
enum { DUAL = 2 }; /* what a noun in the dual counts */
enum modifier {
    RANGE_BETWEEN = NQ_MOD_AT_MOST + 1,
    RANGE_TO,
    AMONG,
    OUT_OF,
    MEASURE,
    MEASURE_OF
};

struct nq_modifier_row {
    uint8_t modifier, place;
};

/* ---- Tools ------------------------------------------------------------- */

static uint8_t
index_of(naql_str name, const char *const *names, uint8_t n)
{
    for (uint8_t i = 0; i < n; i++)
        if (nq_str_is(name, names[i]))
            return i;
    return 0;
}

static naql_status
modifiers_make(const nq_table *t, nq_arena *arena, const nq_modifier_row **out)
{
    static const char *const names[] = {
        "",        "about", "more",  "less",   "at_least", "at_most",
        "between", "to",    "among", "out_of", "measure",  "measure_of"};
    static const char *const places[] = {"before", "after", "between",
                                         "inside"};
    nq_modifier_row *rows = nq_arena_zero(arena, t->rows, sizeof *rows);
    if (!rows)
        return NAQL_NOMEM;
    uint32_t modifier = nq_table_col(t, "modifier");
    uint32_t place = nq_table_col(t, "place");
    for (uint32_t i = 0; i < t->rows; i++) {
        rows[i].modifier = index_of(nq_table_cell(t, i, modifier), names, 12);
        rows[i].place = index_of(nq_table_cell(t, i, place), places, 4);
    }
    *out = rows;
    return NAQL_OK;
}

/* Bits of the filter: a word is a key of numbers, or a unit in the dual; or the
 * first word of a longer one, or the second of any. */
enum {
    NUMBER = 1,
    DUAL_UNIT = 2,
    NUMBER_BEGINS = 4,
    DUAL_UNIT_BEGINS = 8,
    GOES_ON = 16,
    TO_BEGINS = NUMBER_BEGINS / NUMBER
};

/* Where the filter is asked for a word: in two places, which both say yes of a
 * word that is in it (Bloom 1970). */
static inline uint32_t
first_place(uint64_t hash)
{
    return (uint32_t)hash % NQ_NUMBER_FILTER;
}

static inline uint32_t
second_place(uint64_t hash)
{
    return (uint32_t)(hash >> 32) % NQ_NUMBER_FILTER;
}

static inline uint32_t
may_be(const nq_number_tools *tools, uint64_t hash)
{
    return tools->may_be[first_place(hash)] & tools->may_be[second_place(hash)];
}

static void
filter_put(nq_number_tools *tools, naql_str word, uint32_t what)
{
    uint64_t hash = nq_fold_hash(word);
    tools->may_be[first_place(hash)] |= (uint8_t)what;
    tools->may_be[second_place(hash)] |= (uint8_t)what;
}

static void
filter_add(nq_number_tools *tools, naql_str key, uint32_t what)
{
    naql_str word;
    if (!nq_str_split(&key, ' ', &word))
        return;
    if (!key.ptr) {
        filter_put(tools, word, what);
        return;
    }
    filter_put(tools, word, what * TO_BEGINS);
    if (nq_str_split(&key, ' ', &word))
        filter_put(tools, word, GOES_ON);
}

/* Of modifiers those that stand in front begin a number, and of units those in
 * the dual are one by themselves. */
static void
filter_make(nq_number_tools *tools)
{
    const nq_table *numerals = &tools->numerals.words;
    for (uint32_t i = 0; i < numerals->rows; i++)
        filter_add(tools, nq_table_cell(numerals, i, 0), NUMBER);
    for (uint32_t i = 0; i < tools->modifiers.rows; i++)
        if (tools->modifier_rows[i].place == BEFORE)
            filter_add(tools, nq_table_cell(&tools->modifiers, i, 0), NUMBER);
    for (uint32_t i = 0; i < tools->units.rows; i++)
        if (tools->unit_rows[i].count == DUAL)
            filter_add(tools, nq_table_cell(&tools->units, i, 0), DUAL_UNIT);
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
    out->of = nq_hash(NQ_STR("\u0645\u0646"));
    NQ_TRY(nq_units_make(&out->units, arena, &out->unit_rows));
    NQ_TRY(modifiers_make(&out->modifiers, arena, &out->modifier_rows));
    filter_make(out);
    return NAQL_OK;
}

/* ---- What is no number -------------------------------------------------- */

static bool
is_attached(const nq_number_finder *f, uint32_t at)
{
    const nq_token *t = nq_number_token(f, at);
    return t && !(t->flags & NQ_TOKEN_SPACE);
}

static bool
is_year_like(const nq_numeral *n)
{
    return n->digits == 4 && !n->words && n->value >= NQ_YEAR_FIRST &&
           n->value <= NQ_YEAR_LAST;
}

static bool
month_behind(const nq_number_finder *f, uint32_t at)
{
    uint32_t row;
    for (uint32_t i = at; i < at + 2; i++)
        if (nq_number_longest(f, &f->tools->months, i, 0, &row) > i)
            return true;
    return false;
}

/* Part of a date in figures, of a clock, of a version, of a list. */
static bool
is_part_of_figures(const nq_number_finder *f, const nq_numeral *n)
{
    const nq_token *t = nq_number_token(f, n->first);
    if (t->kind != NQ_TOKEN_NUMBER || n->words)
        return false;
    const nq_token *behind = nq_number_token(f, n->end);
    if (behind && behind->kind == NQ_TOKEN_LATIN && is_attached(f, n->end))
        return true;
    if (n->first && is_attached(f, n->first) &&
        f->text->tokens[n->first - 1].kind == NQ_TOKEN_LATIN)
        return true;
    if (t->flags & NQ_TOKEN_SENTENCE &&
        (nq_number_mark(f, n->end, NQ_MARK_STOP) ||
         nq_number_mark(f, n->end, NQ_MARK_DASH) ||
         nq_number_mark(f, n->end, NQ_MARK_CLOSE)))
        return true; /* "1. first point" */
    bool sides[2] = {nq_number_mark(f, n->end, NQ_MARK_SLASH) ||
                         nq_number_mark(f, n->end, NQ_MARK_COLON),
                     n->first &&
                         (nq_number_mark(f, n->first - 1, NQ_MARK_SLASH) ||
                          nq_number_mark(f, n->first - 1, NQ_MARK_COLON)) &&
                         n->first > 1 &&
                         f->text->tokens[n->first - 2].kind == NQ_TOKEN_NUMBER};
    const nq_token *second = nq_number_token(f, n->end + 1);
    return sides[1] || (sides[0] && second && second->kind == NQ_TOKEN_NUMBER);
}

/* Does "year" or a month stand in front? */
static bool
behind_year_word(const nq_number_finder *f, uint32_t at)
{
    uint32_t row = 0;
    if (!at)
        return false;
    if (nq_number_longest(f, &f->tools->months, at - 1, NQ_CLITIC_WAW, &row) ==
        at)
        return true;
    enum { ANY = 0xffff };
    return nq_number_longest(f, &f->tools->units, at - 1, ANY, &row) == at &&
           f->tools->unit_rows[row].kind == NQ_UNIT_TIME;
}

/* The "ten" of an ordinal: "the fourteenth". */
static bool
ends_ordinal(const nq_number_finder *f, const nq_numeral *n)
{
    nq_numeral ordinal;
    return n->words && n->first &&
           nq_ordinal_read(&f->tools->numerals, f->text, n->first - 1,
                           &ordinal) &&
           ordinal.end > n->first;
}

static bool
is_date(const nq_number_finder *f, const nq_numeral *n, const nq_unit *u)
{
    bool noun = u->name.len && u->end > n->end;
    uint32_t row;
    bool known = noun && nq_number_longest(f, &f->tools->units, n->end, 0,
                                           &row) > n->end;
    if (is_year_like(n) &&
        (behind_year_word(f, n->first) ||
         (!known && u->kind != NQ_UNIT_PERCENT && u->kind != NQ_UNIT_MONEY)))
        return true;
    return u->kind == NQ_UNIT_TIME ||
           (n->value <= 31 && month_behind(f, n->end));
}

/* ---- One number -------------------------------------------------------- */

static bool
modifier_at(const nq_number_finder *f, uint32_t at, uint8_t place,
            uint16_t allow, uint8_t *modifier, uint32_t *end)
{
    uint32_t row = 0;
    *end = nq_number_longest(f, &f->tools->modifiers, at, allow, &row);
    if (*end == at)
        return false;
    const nq_table *t = &f->tools->modifiers;
    naql_str key = nq_table_cell(t, row, 0);
    for (uint32_t i = row;
         i < t->rows && nq_str_equal(nq_table_cell(t, i, 0), key); i++)
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

/* Does a number stand here in figures or in words? */
static bool
is_numeral(const nq_number_finder *f, uint32_t at)
{
    nq_numeral n;
    return nq_numeral_read(&f->tools->numerals, f->text, at, &n);
}

/* "Their number", "the number of the dead", between a verb that says "more
 * than" and its figure; the token behind, or `at`. */
static uint32_t
skip_measure(const nq_number_finder *f, uint32_t at)
{
    uint8_t measure;
    uint32_t end;
    if (!modifier_at(f, at, INSIDE, 0, &measure, &end))
        return at;
    end += measure == MEASURE_OF;
    return end < f->text->n_tokens && is_numeral(f, end) ? end : at;
}

/* The other end of a range, behind "to", a dash, or "and" after "between". */
static bool
read_range(const nq_number_finder *f, bool between, nq_numeral *n)
{
    uint8_t modifier;
    uint32_t end;
    nq_numeral high;
    bool to = modifier_at(f, n->end, BETWEEN, 0, &modifier, &end);
    bool dash = nq_number_mark(f, n->end, NQ_MARK_DASH);
    uint32_t at = to ? end : n->end + dash;
    if (!nq_numeral_read(&f->tools->numerals, f->text, at, &high) ||
        (!to && !dash && !(between && high.clitics & NQ_CLITIC_WAW)))
        return false;
    double low = scaled_like(n->value, high.value);
    if (high.value <= low || high.high > high.value ||
        (is_year_like(n) && is_year_like(&high)))
        return false;
    nq_unit u;
    if (dash && !nq_unit_at(f, high.end, &high, &u))
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
    bool between, among;
    uint32_t first, end; /* tokens */
    uint32_t start;      /* byte */
};

static struct lead
read_lead(const nq_number_finder *f, uint32_t at)
{
    enum {
        GLUED = NQ_CLITIC_WAW | NQ_CLITIC_FA | NQ_CLITIC_BA | NQ_CLITIC_LAM |
                NQ_CLITIC_KAF
    };
    struct lead lead = {0,  false, false,
                        at, at,    f->text->tokens[at].span.start};
    for (int i = 0; i < NQ_NUMBER_LEADS; i++) {
        uint8_t modifier = 0;
        uint32_t end;
        if (!modifier_at(f, lead.end, BEFORE, GLUED, &modifier, &end))
            return lead;
        if (modifier == RANGE_BETWEEN)
            lead.between = true;
        else if (modifier == AMONG)
            lead.among = true;
        else
            lead.modifier = modifier;
        lead.end = modifier <= NQ_MOD_AT_MOST ? skip_measure(f, end) : end;
    }
    return lead;
}

static bool
add(nq_number_finder *f, const nq_number *made)
{
    nq_number *n = nq_list_add(f->list, f->scratch);
    if (n)
        *n = *made;
    return n;
}

/* "3-1", "3 - 1": a score. */
static bool
is_score(const nq_number_finder *f, const nq_numeral *n)
{
    const nq_token *low = nq_number_token(f, n->end + 1);
    bool front = nq_number_mark(f, n->end, NQ_MARK_DASH) && low &&
                 low->kind == NQ_TOKEN_NUMBER;
    bool back = n->first > 1 && nq_number_mark(f, n->first - 1, NQ_MARK_DASH) &&
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

/* A sign for money in front of the figures counts them. */
static void
unit_in_front(const nq_number_finder *f, const nq_numeral *n, nq_unit *u)
{
    naql_str sign;
    if (n->first && nq_money_sign(nq_number_token(f, n->first - 1), &sign))
        *u = (nq_unit){sign, NULL, NQ_UNIT_MONEY, n->end};
}

/* Is what was read no number to tell? */
static bool
is_no_number(const nq_number_finder *f, const nq_numeral *n, const nq_unit *u)
{
    bool half = n->value < 1 && n->words && u->kind == NQ_UNIT_COUNT;
    return is_date(f, n, u) || half || /* "semi-final" */
           (!u->name.len && is_score(f, n)) ||
           (!u->name.len && n->words && !stands_alone(n));
}

/* Words behind a number that tell more of it; the token behind them. */
static uint32_t
read_behind(const nq_number_finder *f, nq_number *made)
{
    uint8_t after;
    uint32_t behind;
    if (!modifier_at(f, made->end, AFTER, 0, &after, &behind))
        return made->end;
    if (after == AMONG || after == OUT_OF) {
        made->part = after == AMONG ? NQ_PART_OF_LAST : NQ_PART_OF_NEXT;
        return made->end;
    }
    made->modifier = after;
    made->modifier_span = (naql_span){f->text->tokens[made->end].span.start,
                                      f->text->tokens[behind - 1].span.end};
    return behind;
}

static nq_number
make(const nq_number_finder *f, const struct lead *lead, const nq_numeral *n,
     const nq_unit *u)
{
    const nq_token *tokens = f->text->tokens;
    nq_number made = {.first = n->first,
                      .end = u->end,
                      .unit = u->name,
                      .noun = u->end - 1,
                      .value = n->value,
                      .high = n->high,
                      .part = lead->among ? NQ_PART_OF_LAST : NQ_PART_NONE,
                      .modifier = lead->modifier};
    bool front = u->kind == NQ_UNIT_MONEY && u->end == n->end;
    made.span = (naql_span){front ? tokens[n->first - 1].span.start : n->start,
                            tokens[u->end - 1].span.end};
    if (lead->modifier)
        made.modifier_span =
            (naql_span){lead->start, tokens[lead->end - 1].span.end};
    return made;
}

/* The numeral of a number with its range. Of "between 4 thousand and 5
 * thousand" the low end must not swallow the "and". */
static bool
read_numeral(const nq_number_finder *f, const struct lead *lead, nq_numeral *n)
{
    const nq_numerals *tools = &f->tools->numerals;
    nq_unit u;
    if (!nq_numeral_read(tools, f->text, lead->end, n))
        return nq_numeral_read_one(tools, f->text, lead->end, n) &&
               nq_unit_at(f, n->end, n, &u) && u.kind == NQ_UNIT_PERCENT;
    nq_numeral low;
    if (!read_range(f, lead->between, n) && lead->between &&
        nq_numeral_read_low(tools, f->text, lead->end, &low) &&
        low.end < n->end && read_range(f, true, &low))
        *n = low;
    return true;
}

/* "A fifth of its value", which is written as "five": five is followed by a
 * plural that nothing defines. */
static bool
is_fraction(const nq_number_finder *f, const nq_numeral *n)
{
    enum { OTHERS = ~(NQ_CLITIC_AL | NQ_CLITIC_PRONOUN) };
    const nq_token *t = nq_number_token(f, n->end);
    uint32_t row;
    return n->words == 1 && n->end == n->first + 1 && n->value > 2 &&
           n->value <= 10 && !(n->clitics & NQ_CLITIC_AL) && t &&
           !nq_str_ends(f->text->tokens[n->first].folded,
                        NQ_STR("\u0647")) && /* five of a masculine noun */
           t->kind == NQ_TOKEN_WORD &&
           !(t->flags & NQ_TOKEN_SENTENCE) && t->clitics &&
           !(t->clitics & (unsigned)OTHERS) &&
           !nq_table_word(
               &f->tools->functions,
               nq_hash(nq_str(t->folded.ptr, t->folded.len - t->suf)), &row);
}

/* Reads a number from token `at`; *end is where to go on. */
static bool
read_number(nq_number_finder *f, uint32_t at, uint32_t *end)
{
    struct lead lead = read_lead(f, at);
    nq_numeral n;
    *end = at + 1;
    if (!read_numeral(f, &lead, &n))
        return true;
    *end = n.end;
    if (is_part_of_figures(f, &n) || ends_ordinal(f, &n) || is_fraction(f, &n))
        return true;
    nq_unit u = {.name = NQ_STR(""), .end = n.end};
    nq_unit_at(f, n.end, &n, &u);
    unit_in_front(f, &n, &u);
    if (is_no_number(f, &n, &u))
        return true;
    nq_currency_note(f, &u);
    nq_number made = make(f, &lead, &n, &u);
    *end = read_behind(f, &made);
    return add(f, &made);
}

/* "قتيلان": two, counted by the noun itself. */
static bool
read_dual(nq_number_finder *f, uint32_t at, uint32_t *end)
{
    enum {
        GLUED = NQ_CLITIC_WAW | NQ_CLITIC_FA | NQ_CLITIC_BA | NQ_CLITIC_LAM
    };
    uint32_t row = 0,
             behind = nq_number_longest(f, &f->tools->units, at, GLUED, &row);
    const nq_unit_row *r = &f->tools->unit_rows[row];
    const nq_token *t = nq_number_token(f, at);
    *end = at + 1;
    if (behind == at || r->count != DUAL || r->kind == NQ_UNIT_TIME)
        return true;
    uint32_t skip =
        t->clitics & GLUED && !(t->clitics & NQ_CLITIC_AL) ? t->pre : 0;
    *end = behind;
    nq_number made = {.first = at,
                      .end = behind,
                      .noun = behind - 1,
                      .unit = r->unit,
                      .value = 2,
                      .high = 2};
    made.span = (naql_span){nq_token_at(f->text, at, skip),
                            f->text->tokens[behind - 1].span.end};
    return add(f, &made);
}

/* Can a token begin a number, and a word be one by the dual? Most can neither:
 * a look at the filter for every reading of its front; what stands behind it is
 * asked about where one of them begins a longer key. */
static uint32_t
may_begin(const nq_number_finder *f, uint32_t at)
{
    nq_token_kind kind = f->text->tokens[at].kind;
    if (kind != NQ_TOKEN_WORD)
        return kind == NQ_TOKEN_NUMBER ? NUMBER : 0;
    uint32_t n, found = 0;
    const nq_cut *cuts = nq_cuts_of(f->text, at, &n);
    for (uint32_t i = 0; i < n; i++)
        found |= may_be(f->tools, cuts[i].hash);
    uint32_t longer = (found & (NUMBER_BEGINS | DUAL_UNIT_BEGINS)) / TO_BEGINS;
    found &= NUMBER | DUAL_UNIT;
    const nq_token *next = longer & ~found ? nq_number_token(f, at + 1) : NULL;
    if (next && may_be(f->tools, next->hash) & GOES_ON)
        found |= longer;
    return found;
}

/* Reads what begins at a token; *end is where to go on. */
static bool
read_at(nq_number_finder *f, uint32_t at, uint32_t *end)
{
    uint32_t before = f->list->n, found = may_begin(f, at);
    *end = at + 1;
    if (found & NUMBER && !read_number(f, at, end))
        return false;
    return !(found & DUAL_UNIT) || f->list->n > before || *end > at + 1 ||
           read_dual(f, at, end);
}

/* Goes over the cuts of all words in a row: how many a word has nobody can
 * foresee, and hardly one begins anything. Figures are folded to digits. */
static bool
read_all(nq_number_finder *f)
{
    enum { BEGINS = NUMBER | DUAL_UNIT | NUMBER_BEGINS | DUAL_UNIT_BEGINS };
    const nq_text *text = f->text;
    uint32_t n_cuts = text->first_cut[text->n_tokens];
    for (uint32_t c = 0, at = 0; c < n_cuts; c++) {
        const nq_cut *cut = &text->cuts[c];
        bool figures = (unsigned)*cut->left.ptr - '0' < 10;
        if (!(figures | ((may_be(f->tools, cut->hash) & BEGINS) != 0)))
            continue;
        while (text->first_cut[at + 1] <= c)
            at++;
        if (!read_at(f, at, &at))
            return false;
        c = text->first_cut[at] - 1;
    }
    return true;
}

naql_status
nq_numbers_make(const nq_number_tools *tools, const nq_text *text,
                nq_arena *arena, nq_arena *scratch, nq_numbers *out)
{
    nq_list list = NQ_LIST(nq_number);
    nq_arena_mark mark = nq_arena_here(scratch);
    nq_number_finder f = {
        .tools = tools, .text = text, .list = &list, .scratch = scratch};
    bool ok = read_all(&f);
    nq_units_settle(&f);
    out->at = ok ? nq_list_freeze(&list, arena) : NULL;
    out->n = ok ? list.n : 0;
    nq_arena_release(scratch, mark);
    return out->at ? NAQL_OK : NAQL_NOMEM;
}
