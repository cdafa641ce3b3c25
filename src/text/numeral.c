/* SPDX-License-Identifier: Apache-2.0
 *
 * numeral.c - the value of a number in figures or in words. Layer 3 (text).
 *
 * Arabic says hundreds, units, tens, then the scale, groups joined by "and":
 * "three hundred and five and twenty thousand and ...". Source: Ryding,
 * A Reference Grammar of Modern Standard Arabic, ch. 15. */
#include "text/numeral.h"

#include "base/status.h"
#include "base/str.h"
#include "text/tune.h"

enum kind { /* as in data/number_words.tsv, plus figures */
            NONE,
            UNIT,
            TWELVE, /* the two of twelve: alone it is another word */
            TEN1,
            TENS,
            HUNDRED,
            HUNDREDS,
            SCALE,
            SCALES,
            DUAL,
            FRACTION,
            PARTS, /* its plural, counted: three quarters */
            PLURAL,
            ORDINAL,
            FIGURES
};

static const char *const kind_names[] = {
    "",      "unit",   "twelve", "ten1",     "tens",  "hundred", "hundreds",
    "scale", "scales", "dual",   "fraction", "parts", "plural",  "ordinal",
};

naql_status
nq_numerals_make(const nq_tables *tables, nq_arena *arena, nq_numerals *out)
{
    NQ_TRY(nq_table_find(tables, "number_words", &out->words));
    uint32_t rows = out->words.rows;
    uint32_t kind_col = nq_table_col(&out->words, "kind");
    uint32_t value_col = nq_table_col(&out->words, "value");
    uint8_t *kinds = nq_arena_zero(arena, rows, sizeof *kinds);
    int64_t *values = nq_arena_zero(arena, rows, sizeof *values);
    if (!kinds || !values)
        return NAQL_NOMEM;
    for (uint32_t row = 0; row < rows; row++) {
        naql_str name = nq_table_cell(&out->words, row, kind_col);
        for (uint8_t k = 1; k < FIGURES; k++)
            if (nq_str_is(name, kind_names[k]))
                kinds[row] = k;
        values[row] = nq_table_int(&out->words, row, value_col, 0);
    }
    out->kinds = kinds;
    out->values = values;
    return NAQL_OK;
}

/* ---- One word of a number ---------------------------------------------- */

struct piece {
    uint8_t kind;
    uint8_t digits;
    double value;
    uint16_t clitics;
    uint32_t start; /* byte of clean text */
    uint32_t end;   /* token behind */
};

/* Do the figures behind a comma make thousands? Exactly three do. */
static bool
is_thousands(naql_str folded, size_t comma)
{
    size_t end = comma + 1;
    while (end < folded.len && folded.ptr[end] >= '0' && folded.ptr[end] <= '9')
        end++;
    return end - comma - 1 == 3;
}

static bool
figures(naql_str folded, double *value, uint8_t *digits)
{
    enum { MOST = 18 };
    double v = 0, place = 0;
    uint8_t n = 0;
    for (size_t i = 0; i < folded.len; i++) {
        char c = folded.ptr[i];
        bool point = c == '.' || (c == ',' && !is_thousands(folded, i));
        if (point && place > 0)
            return false; /* 21.7.2015 is a date */
        if (point)
            place = 1;
        else if (c >= '0' && c <= '9' && n < MOST) {
            v = v * 10 + (c - '0');
            place *= 10;
            n++;
        } else if (c != ',')
            return false;
    }
    *value = place > 0 ? v / place : v;
    *digits = place > 0 || folded.len != n ? 0 : n;
    return n > 0;
}

static bool
is_word_of(const nq_numerals *n, uint64_t hash, bool ordinal, struct piece *out)
{
    uint32_t row, rows = nq_table_word(&n->words, hash, &row);
    for (uint32_t i = row; i < row + rows; i++)
        if ((n->kinds[i] == ORDINAL) == ordinal) {
            out->kind = n->kinds[i];
            out->value = (double)n->values[i];
            return true;
        }
    return false;
}

uint32_t
nq_cut_start(const nq_cut *cuts, uint32_t n_cuts, uint32_t which)
{
    uint32_t without = cuts[which].clitics & ~(uint32_t)NQ_CLITIC_AL;
    for (uint32_t i = 0; i < n_cuts; i++)
        if (cuts[i].clitics == without)
            return cuts[i].start;
    return cuts[which].start;
}

/* A number word at token `at`, its glued letters cut; `ordinal` says which
 * words count. */
static bool
word_piece(const nq_numerals *n, const nq_text *text, uint32_t at, bool ordinal,
           struct piece *out)
{
    uint32_t n_cuts;
    const nq_cut *cuts = nq_cuts_of(text, at, &n_cuts);
    for (uint32_t i = 0; i < n_cuts; i++) {
        if (!is_word_of(n, cuts[i].hash, ordinal, out))
            continue;
        out->clitics = cuts[i].clitics;
        out->start = nq_cut_start(cuts, n_cuts, i);
        out->end = at + 1;
        out->digits = 0;
        return true;
    }
    return false;
}

/* A lone "and" glued to the figures behind it. */
static bool
is_and_before_figures(const nq_text *text, uint32_t at)
{
    enum { LETTER = 2 };
    if (at + 1 >= text->n_tokens)
        return false;
    const nq_token *t = &text->tokens[at], *behind = t + 1;
    return t->kind == NQ_TOKEN_WORD && t->folded.len == LETTER &&
           !memcmp(t->folded.ptr, "\u0648", LETTER) &&
           behind->kind == NQ_TOKEN_NUMBER && !(behind->flags & NQ_TOKEN_SPACE);
}

static bool
piece_at(const nq_numerals *n, const nq_text *text, uint32_t at,
         struct piece *out)
{
    *out = (struct piece){0};
    if (at >= text->n_tokens)
        return false;
    if (is_and_before_figures(text, at)) {
        at++;
        out->clitics = NQ_CLITIC_WAW;
    }
    const nq_token *t = &text->tokens[at];
    if (t->kind == NQ_TOKEN_NUMBER) {
        out->kind = FIGURES;
        out->start = t->span.start;
        out->end = at + 1;
        return figures(t->folded, &out->value, &out->digits);
    }
    return t->kind == NQ_TOKEN_WORD && word_piece(n, text, at, false, out);
}

/* ---- Adding the pieces up ---------------------------------------------- */

struct sum {
    double total; /* of the groups that are closed by a scale */
    double group; /* 0..999, or figures */
    double scale; /* of the last closed group; 0: none yet */
    uint8_t last; /* kind of the last piece */
    bool vague;   /* "tens of" */
    bool open;    /* the group has something in it */
};

static bool
add_unit(struct sum *s, const struct piece *p, bool joined)
{
    if (s->open && (!joined || s->last != HUNDRED) &&
        (!joined || s->last != HUNDREDS))
        return false;
    s->group += p->value;
    return true;
}

static bool
add_ten(struct sum *s, const struct piece *p, bool joined)
{
    bool teen = s->open && !joined && p->kind == TEN1 &&
                (s->last == UNIT || s->last == TWELVE);
    bool after = joined && (s->last == HUNDRED || s->last == HUNDREDS ||
                            (s->last == UNIT && p->kind == TENS));
    if (s->open && !teen && !after)
        return false;
    s->group += p->value;
    return true;
}

static bool
add_hundred(struct sum *s, const struct piece *p, bool joined)
{
    bool times = s->last == UNIT && !joined && s->group > 2 && s->group < 10;
    if (s->open && !times)
        return false;
    s->group = times ? s->group * p->value : p->value;
    return true;
}

static bool
add_scale(struct sum *s, const struct piece *p, bool joined)
{
    bool counted = s->open && !joined;
    if ((s->open && joined) || (s->scale > 0 && p->value >= s->scale))
        return false;
    if (p->kind == SCALES && !counted)
        s->vague = true;
    s->total += (counted ? s->group : 1) * p->value;
    s->scale = p->value;
    s->group = 0;
    s->open = false;
    return true;
}

static bool
add_dual(struct sum *s, const struct piece *p)
{
    if (s->open || (s->scale > 0 && p->value >= s->scale))
        return false;
    s->total += p->value;
    s->scale = p->value / 2;
    return true;
}

/* "and a half": of the last scale, or of one. */
static bool
add_fraction(struct sum *s, const struct piece *p, bool joined)
{
    double part = p->value / 1000;
    if (!s->open && s->scale <= 0) {
        s->group = part;
        s->open = true;
        return true;
    }
    if (!joined)
        return false;
    if (s->open)
        s->group += part;
    else
        s->total += part * s->scale;
    return true;
}

static bool
add_parts(struct sum *s, const struct piece *p)
{
    if (s->last != UNIT || s->scale > 0)
        return false;
    s->group *= p->value / 1000;
    return true;
}

static bool
add_piece(struct sum *s, const struct piece *p, bool first)
{
    bool joined = p->clitics & NQ_CLITIC_WAW;
    bool ok = false;
    if (!first && (p->clitics & ~(NQ_CLITIC_WAW | NQ_CLITIC_AL)))
        return false;
    if (!first && !s->open && !joined && p->kind != SCALE)
        return false; /* a new group needs its "and" */
    if (s->last == PLURAL && p->kind != SCALES)
        return false;
    switch ((enum kind)p->kind) {
    case UNIT:
    case TWELVE:
        ok = add_unit(s, p, joined && !first);
        break;
    case TEN1:
    case TENS:
        ok = add_ten(s, p, joined && !first);
        break;
    case HUNDRED:
    case HUNDREDS:
        ok = add_hundred(s, p, joined && !first);
        break;
    case SCALE:
    case SCALES:
        return add_scale(s, p, joined && !first);
    case DUAL:
        return add_dual(s, p);
    case FRACTION:
        return add_fraction(s, p, joined && !first);
    case PARTS:
        return !joined && add_parts(s, p);
    case PLURAL:
    case FIGURES:
        ok = !s->open;
        s->group = ok ? p->value : s->group;
        s->vague = s->vague || (ok && p->kind == PLURAL);
        break;
    default:
        return false;
    }
    s->open = s->open || ok;
    return ok;
}

/* "... and half the million": the scale behind a fraction says of what. */
static bool
scale_of_fraction(const struct sum *s, const struct piece *p)
{
    return s->last == FRACTION && !s->open && p->kind == SCALE &&
           p->clitics == NQ_CLITIC_AL && p->value == s->scale;
}

/* `joined`: go on behind "and". */
static bool
read(const nq_numerals *n, const nq_text *text, uint32_t at, bool joined,
     nq_numeral *out)
{
    struct sum s = {0};
    struct piece p, front;
    if (!piece_at(n, text, at, &front) || !add_piece(&s, &front, true))
        return false;
    uint32_t end = front.end, words = front.kind != FIGURES;
    s.last = front.kind;
    for (int i = 0; i < NQ_NUMBER_PIECES; i++) {
        if (!piece_at(n, text, end, &p) ||
            (!joined && p.clitics & NQ_CLITIC_WAW) ||
            !(scale_of_fraction(&s, &p) || add_piece(&s, &p, false)))
            break;
        end = p.end;
        s.last = p.kind;
        words += p.kind != FIGURES;
    }
    if (s.last == TWELVE)
        return false;
    double value = s.total + (s.open ? s.group : 0);
    *out = (nq_numeral){at,    end, front.start,   value,
                        value, 0,   front.clitics, (uint8_t)words};
    if (front.kind == FIGURES && end == front.end)
        out->digits = front.digits;
    if (s.vague) { /* "tens of": 20 to 99 */
        out->value = value * 2;
        out->high = value * 10 - 1;
    }
    return true;
}

static bool
is_lone_one(const nq_numeral *n)
{
    return n->words == 1 && !n->digits && n->value == 1;
}

bool
nq_numeral_read(const nq_numerals *n, const nq_text *text, uint32_t at,
                nq_numeral *out)
{
    return read(n, text, at, true, out) && !is_lone_one(out);
}

bool
nq_numeral_read_one(const nq_numerals *n, const nq_text *text, uint32_t at,
                    nq_numeral *out)
{
    return read(n, text, at, true, out) && is_lone_one(out);
}

bool
nq_numeral_read_low(const nq_numerals *n, const nq_text *text, uint32_t at,
                    nq_numeral *out)
{
    return read(n, text, at, false, out) && !is_lone_one(out);
}

bool
nq_ordinal_read(const nq_numerals *n, const nq_text *text, uint32_t at,
                nq_numeral *out)
{
    struct piece front, tens;
    if (at >= text->n_tokens || text->tokens[at].kind != NQ_TOKEN_WORD)
        return false;
    bool small = word_piece(n, text, at, true, &front);
    if (!small && (!word_piece(n, text, at, false, &front) ||
                   front.kind != TENS || front.value > 30))
        return false;
    if (!(front.clitics & NQ_CLITIC_AL))
        return false;
    *out = (nq_numeral){at,          at + 1, front.start,   front.value,
                        front.value, 0,      front.clitics, 1};
    if (!small || at + 1 >= text->n_tokens ||
        !word_piece(n, text, at + 1, false, &tens))
        return true;
    bool teen = tens.kind == TEN1 && !tens.clitics;
    bool joined =
        tens.kind == TENS && tens.clitics == (NQ_CLITIC_WAW | NQ_CLITIC_AL);
    if (teen || joined) {
        out->value += tens.value;
        out->high = out->value;
        out->end = at + 2;
        out->words = 2;
    }
    return true;
}
