/* SPDX-License-Identifier: Apache-2.0
 *
 * unit.c - what a number counts. Layer 3 (text). */
#include "text/unit.h"

#include "base/fold.h"
#include "base/str.h"
#include "base/utf8.h"

/* ---- Tools ------------------------------------------------------------- */

static uint8_t
index_of(naql_str name, const char *const *names, uint8_t n)
{
    for (uint8_t i = 0; i < n; i++)
        if (nq_str_is(name, names[i]))
            return i;
    return 0;
}

/* The unit of a currency's noun when its country is left out: "riyal" of "riyal
 * saudi". */
static naql_str
plain_unit(const nq_table *t, uint32_t row, const nq_unit_row *rows)
{
    naql_str key = nq_table_cell(t, row, 0), noun;
    uint32_t plain;
    nq_str_split(&key, ' ', &noun);
    if (rows[row].kind != NQ_UNIT_MONEY || !key.ptr ||
        !nq_table_word(t, nq_fold_hash(noun), &plain))
        return NQ_STR("");
    return rows[plain].unit;
}

naql_status
nq_units_make(const nq_table *t, nq_arena *arena, const nq_unit_row **out)
{
    static const char *const kinds[] = {"count",    "percent",      "money",
                                        "measure",  "abbreviation", "time",
                                        "adjective"};
    nq_unit_row *rows = nq_arena_zero(arena, t->rows, sizeof *rows);
    if (!rows)
        return NAQL_NOMEM;
    uint32_t unit = nq_table_col(t, "unit"), kind = nq_table_col(t, "kind");
    uint32_t count = nq_table_col(t, "count");
    for (uint32_t i = 0; i < t->rows; i++) {
        rows[i].unit = nq_table_cell(t, i, unit);
        rows[i].kind = index_of(nq_table_cell(t, i, kind), kinds, 7);
        rows[i].count = (uint8_t)nq_table_int(t, i, count, 1);
    }
    for (uint32_t i = 0; i < t->rows; i++)
        rows[i].plain = plain_unit(t, i, rows);
    *out = rows;
    return NAQL_OK;
}

/* ---- Looking around ---------------------------------------------------- */

const nq_token *
nq_number_token(const nq_number_finder *f, uint32_t at)
{
    return at < f->text->n_tokens ? &f->text->tokens[at] : NULL;
}

bool
nq_number_mark(const nq_number_finder *f, uint32_t at, nq_mark mark)
{
    const nq_token *t = nq_number_token(f, at);
    return t && t->kind == NQ_TOKEN_MARK && t->mark == mark;
}

/* The longest key of a table whose first word hashes to `first`; token behind
 * it, or `at` when none starts there. Stays in its sentence. */
static uint32_t
longest(const nq_number_finder *f, const nq_table *t, uint32_t at,
        uint64_t first, uint32_t *row)
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
        const nq_token *next = nq_number_token(f, i);
        if (!next || next->kind != NQ_TOKEN_WORD ||
            next->flags & NQ_TOKEN_SENTENCE)
            break;
        hash = next->hash;
    }
    return end;
}

/* The same with the letters glued in front cut off where needed; `allow` are
 * the clitics that may be cut. */
uint32_t
nq_number_longest(const nq_number_finder *f, const nq_table *t, uint32_t at,
                  uint16_t allow, uint32_t *row)
{
    const nq_token *token = nq_number_token(f, at);
    if (!token || token->kind != NQ_TOKEN_WORD)
        return at;
    uint32_t n;
    const nq_cut *cuts = nq_cuts_of(f->text, at, &n);
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

bool
nq_money_sign(const nq_token *t, naql_str *code)
{
    static const struct {
        const char *sign, *code;
    } signs[] = {{"$", "USD"},      {"\u20ac", "EUR"}, {"\u00a3", "GBP"},
                 {"\u00a5", "JPY"}, {"usd", "USD"},    {"eur", "EUR"}};
    for (size_t i = 0; t && i < sizeof signs / sizeof *signs; i++)
        if (nq_str_is(t->folded, signs[i].sign)) {
            *code = nq_str_from(signs[i].code);
            return true;
        }
    return false;
}

static bool
is_function_word(const nq_number_finder *f, const nq_token *t)
{
    uint32_t row;
    return nq_table_word(&f->tools->functions, t->hash, &row) > 0;
}

/* A word of its sentence, NULL: none. */
static const nq_token *
word_at(const nq_number_finder *f, uint32_t at)
{
    const nq_token *t = nq_number_token(f, at);
    return t && t->kind == NQ_TOKEN_WORD && !(t->flags & NQ_TOKEN_SENTENCE)
               ? t
               : NULL;
}

/* The noun behind a number that no table knows, folded; the accusative alif of
 * eleven to ninety-nine goes. */
static bool
counted_noun(const nq_number_finder *f, uint32_t at, double value, nq_unit *u)
{
    const nq_token *t = word_at(f, at);
    if (!t || t->clitics & ~NQ_CLITIC_PRONOUN ||
        t->folded.len < 3 * NQ_LETTER ||
        is_function_word(f, t) || /* or "128 went missing" */
        nq_str_ends(t->folded, NQ_STR("\u0648\u0627")))
        return false;
    naql_str name = t->folded;
    if (value >= 11 && value < 100 && name.len > 3 * NQ_LETTER &&
        nq_str_ends(name, NQ_STR("\u0627")))
        name.len -= NQ_LETTER;
    *u = (nq_unit){name, NULL, NQ_UNIT_COUNT, at + 1};
    return true;
}

/* A unit of the table; the article may stand before it where `allow` says. */
static bool
listed(const nq_number_finder *f, uint32_t at, uint16_t allow, nq_unit *u)
{
    uint32_t row = 0;
    uint32_t end = nq_number_longest(f, &f->tools->units, at, allow, &row);
    if (end == at)
        return false;
    const nq_unit_row *r = &f->tools->unit_rows[row];
    *u = (nq_unit){r->unit, r, r->kind, end};
    return true;
}

/* A sound plural that no table knows, with the article or without: "the
 * survivors". */
static bool
plural(const nq_number_finder *f, uint32_t at, uint16_t article, nq_unit *u)
{
    const nq_token *t = word_at(f, at);
    if (!t || (t->clitics & ~NQ_CLITIC_PRONOUN) != article)
        return false;
    naql_str name = nq_token_bare(t);
    if (name.len < 5 * NQ_LETTER ||
        (!nq_str_ends(name, NQ_STR("\u064a\u0646")) &&
         !nq_str_ends(name, NQ_STR("\u0627\u062a"))))
        return false;
    *u = (nq_unit){name, NULL, NQ_UNIT_COUNT, at + 1};
    return true;
}

/* "26 of the soldiers": what stands behind "of" is counted when it is a
 * plural. */
static bool
of_the(const nq_number_finder *f, uint32_t at, nq_unit *u)
{
    const nq_token *of = word_at(f, at);
    if (!of || of->hash != f->tools->of)
        return false;
    if (listed(f, at + 1, NQ_CLITIC_AL, u))
        return u->kind == NQ_UNIT_COUNT && u->row->count == 3;
    return plural(f, at + 1, NQ_CLITIC_AL, u);
}

/* "five more soldiers", "seven senior officials", "three others of the
 * wounded": the adjective's own unit where no noun follows. */
static bool
behind_adjective(const nq_number_finder *f, nq_unit *u)
{
    nq_unit noun;
    if (of_the(f, u->end, &noun) ||
        (listed(f, u->end, NQ_CLITIC_AL, &noun) && noun.kind == NQ_UNIT_COUNT &&
         noun.row->count == 3))
        *u = noun;
    else if (!u->name.len && plural(f, u->end, 0, &noun))
        *u = noun;
    u->kind = NQ_UNIT_COUNT;
    return u->name.len > 0;
}

/* May a listed unit stand behind a numeral? The dual counts by itself. */
static bool
counts(const nq_unit *u, bool behind_figures)
{
    return u->row->count != 2 &&
           (u->kind != NQ_UNIT_ABBREVIATION || behind_figures);
}

/* "330 million" in the accusative, which no noun follows: what stands behind is
 * the clause's. The dual, which looks alike, has nothing that counts it. */
static bool
ends_in_accusative(const nq_number_finder *f, const nq_numeral *n, uint32_t at)
{
    const nq_token *t = &f->text->tokens[at - 1];
    return n->words && n->end == at && n->end > n->first + 1 &&
           n->value >= 1000 && nq_str_ends(t->folded, NQ_STR("\u0627"));
}

bool
nq_unit_at(const nq_number_finder *f, uint32_t at, const nq_numeral *n,
           nq_unit *u)
{
    const nq_token *t = nq_number_token(f, at);
    naql_str code;
    if (!t || (t->flags & NQ_TOKEN_SENTENCE && t->kind == NQ_TOKEN_WORD))
        return false;
    if (t->kind == NQ_TOKEN_MARK && t->mark == NQ_MARK_PERCENT) {
        *u = (nq_unit){NQ_STR("%"), NULL, NQ_UNIT_PERCENT, at + 1};
        return true;
    }
    if (nq_money_sign(t, &code)) {
        *u = (nq_unit){code, NULL, NQ_UNIT_MONEY, at + 1};
        return true;
    }
    uint16_t al = n->high > n->value ? NQ_CLITIC_AL : 0; /* "tens of the X" */
    nq_unit known;
    if (listed(f, at, al, &known)) {
        bool figures = f->text->tokens[at - 1].kind == NQ_TOKEN_NUMBER;
        if (known.kind == NQ_UNIT_ADJECTIVE ? !behind_adjective(f, &known)
                                            : !counts(&known, figures))
            return false;
        *u = known;
        return true;
    }
    if (of_the(f, at, &known)) {
        *u = known;
        return true;
    }
    if ((n->clitics & NQ_CLITIC_AL && n->words) || /* "the two", Monday */
        ends_in_accusative(f, n, at))
        return false;
    return counted_noun(f, at, n->value, u);
}

/* ---- Units of other numbers --------------------------------------------- */

static nq_currency *
currency_of(nq_number_finder *f, naql_str plain)
{
    for (uint32_t i = 0; i < f->n_currencies; i++)
        if (nq_str_equal(f->currencies[i].plain, plain))
            return &f->currencies[i];
    return NULL;
}

void
nq_currency_note(nq_number_finder *f, const nq_unit *u)
{
    naql_str plain = u->row ? u->row->plain : NQ_STR("");
    if (!plain.len || !(plain.ptr[0] & 0x80)) /* a plain dollar is American */
        return;
    nq_currency *c = currency_of(f, plain);
    if (c && !nq_str_equal(c->code, u->name))
        c->code = NQ_STR("");
    else if (!c && f->n_currencies < NQ_CURRENCIES)
        f->currencies[f->n_currencies++] = (nq_currency){plain, u->name};
}

static bool
in_one_sentence(const nq_number_finder *f, const nq_number *a,
                const nq_number *b)
{
    for (uint32_t i = a->end; i <= b->first; i++)
        if (f->text->tokens[i].flags & NQ_TOKEN_SENTENCE)
            return false;
    return true;
}

/* Gives a number the unit of its neighbour, inside a sentence. */
static void
take_unit(const nq_number_finder *f, nq_number *to, const nq_number *from)
{
    bool before = from < to;
    if (!from->unit.len ||
        !in_one_sentence(f, before ? from : to, before ? to : from))
        return;
    to->unit = from->unit;
    to->noun = from->noun;
}

void
nq_units_settle(nq_number_finder *f)
{
    nq_number *at = f->list->at;
    uint32_t n = f->list->n;
    for (uint32_t i = 0; i < n; i++) {
        if (!at[i].unit.len && at[i].part == NQ_PART_OF_LAST && i > 0)
            take_unit(f, &at[i], &at[i - 1]);
        if (!at[i].unit.len && at[i].part == NQ_PART_OF_NEXT && i + 1 < n)
            take_unit(f, &at[i], &at[i + 1]);
        if (!at[i].unit.len && i > 0 && at[i - 1].part == NQ_PART_OF_NEXT)
            take_unit(f, &at[i], &at[i - 1]);
        const nq_currency *c =
            f->n_currencies ? currency_of(f, at[i].unit) : NULL;
        if (c && c->code.len)
            at[i].unit = c->code;
    }
}
