/* SPDX-License-Identifier: Apache-2.0
 *
 * token.c - clean text -> words, numbers and marks. Layer 3 (text).
 *
 * One pass: letters of two UTF-8 bytes, all of Arabic and Latin, go through a
 * table of 2048 glyphs; the rest (presentation forms, typographic quotes) asks
 * fold.h. Knows nothing of sentences and clitics. */
#include "text/token.h"

#include "base/fold_run.h"
#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/recode.h"

/* ---- Tables by code point ---------------------------------------------- */

static const char *const mark_names[] = {
    [NQ_MARK_OTHER] = "other",
    [NQ_MARK_STOP] = "stop",
    [NQ_MARK_COMMA] = "comma",
    [NQ_MARK_SEMICOLON] = "semicolon",
    [NQ_MARK_COLON] = "colon",
    [NQ_MARK_QUESTION] = "question",
    [NQ_MARK_EXCLAIM] = "exclaim",
    [NQ_MARK_ELLIPSIS] = "ellipsis",
    [NQ_MARK_DASH] = "dash",
    [NQ_MARK_SLASH] = "slash",
    [NQ_MARK_QUOTE_OPEN] = "quote_open",
    [NQ_MARK_QUOTE_CLOSE] = "quote_close",
    [NQ_MARK_QUOTE_PLAIN] = "quote_plain",
    [NQ_MARK_OPEN] = "open",
    [NQ_MARK_CLOSE] = "close",
    [NQ_MARK_HASH] = "hash",
    [NQ_MARK_PERCENT] = "percent",
    [NQ_MARK_UNDERSCORE] = "underscore",
};

static uint8_t
mark_by_name(naql_str name)
{
    for (uint8_t i = 0; i < sizeof mark_names / sizeof mark_names[0]; i++)
        if (nq_str_is(name, mark_names[i]))
            return i;
    return NQ_MARK_OTHER;
}

static void
add_far_mark(nq_text_tools *tools, uint32_t point, uint8_t mark)
{
    if (tools->n_far == NQ_FAR_MARKS)
        return;
    uint32_t i = tools->n_far++;
    for (; i > 0 && tools->far[i - 1].point > point; i--)
        tools->far[i] = tools->far[i - 1];
    tools->far[i] = (nq_far_mark){point, mark};
}

static uint8_t
far_mark(const nq_text_tools *tools, uint32_t point)
{
    uint32_t i;
    NQ_BISECT(i, 0, tools->n_far, tools->far[i].point < point);
    return i < tools->n_far && tools->far[i].point == point
               ? tools->far[i].mark
               : (uint8_t)NQ_MARK_OTHER;
}

naql_status
nq_token_tools_make(const nq_tables *tables, nq_text_tools *tools)
{
    nq_glyphs_make(tools->glyph);
    nq_table marks;
    NQ_TRY(nq_table_find(tables, "marks", &marks));
    uint32_t col = nq_table_col(&marks, "mark");
    for (uint32_t row = 0; row < marks.rows; row++) {
        naql_str key = nq_table_cell(&marks, row, 0);
        size_t at = 0;
        if (!key.len)
            continue;
        uint32_t point = nq_utf8_next(key, &at);
        uint8_t mark = mark_by_name(nq_table_cell(&marks, row, col));
        if (point < NQ_GLYPHS)
            tools->mark[point] = mark;
        else
            add_far_mark(tools, point, mark);
    }
    NQ_TRY(nq_table_find(tables, "abbreviations", &tools->abbreviations));
    tools->abbreviation_side = nq_table_col(&tools->abbreviations, "side");
    return NAQL_OK;
}

/* ---- The cutter -------------------------------------------------------- */

struct cutter {
    const nq_text_tools *tools;
    nq_arena *arena;
    const char *text;
    size_t len, at;  /* bytes */
    char *fold;      /* folded forms, one behind the other */
    size_t fold_len; /* bytes of it in use */
    nq_token *tokens;
    uint32_t n, room;
    nq_list faults; /* nq_repair */
    nq_arena *scratch;
    uint32_t tag; /* tokens up to the last word of a hashtag; 0: none yet */
};

struct point { /* one code point of the text */
    uint32_t code;
    uint32_t len; /* bytes */
    nq_glyph glyph;
};

static inline struct point
point_at(const struct cutter *c, size_t at)
{
    size_t next = at;
    struct point p;
    p.code = nq_utf8_read(c->text, &next);
    p.len = (uint32_t)(next - at);
    if (p.code < NQ_GLYPHS)
        p.glyph = c->tools->glyph[p.code];
    else
        p.glyph = (nq_glyph){.class = (uint8_t)nq_class_of(p.code)};
    return p;
}

static nq_class
class_at(const struct cutter *c, size_t at)
{
    return at < c->len ? (nq_class)point_at(c, at).glyph.class : NQ_CLASS_SPACE;
}

/* Writes the fold of a code point behind the others. */
static void
fold_point(struct cutter *c, const struct point *p)
{
    char *out = c->fold + c->fold_len;
    if (p->code < NQ_GLYPHS) { /* both bytes at once, the room is there */
        memcpy(out, p->glyph.folded, sizeof p->glyph.folded);
        c->fold_len += p->glyph.n;
        return;
    }
    uint32_t points[NQ_FOLD_POINTS];
    unsigned n = nq_fold_point(p->code, NQ_FOLD_WORD, points);
    for (unsigned i = 0; i < n; i++)
        c->fold_len += nq_utf8_write(points[i], c->fold + c->fold_len);
}

static nq_token *
add_token(struct cutter *c)
{
    if (c->n == c->room) {
        uint32_t room = c->room * 2;
        nq_token *more =
            nq_arena_alloc(c->arena, (size_t)room * sizeof(nq_token));
        if (!more)
            return NULL;
        memcpy(more, c->tokens, (size_t)c->n * sizeof(nq_token));
        c->tokens = more;
        c->room = room;
    }
    return &c->tokens[c->n++];
}

/* Closes the token text[start, c->at) whose fold began at fold_start. */
static bool
close_token(struct cutter *c, size_t start, size_t fold_start, nq_token made)
{
    nq_token *t = c->n < c->room ? &c->tokens[c->n++] : add_token(c);
    if (!t)
        return false;
    naql_str folded = {c->fold + fold_start, c->fold_len - fold_start};
    if (!folded.len) /* a lone hamza folds away: keep it as it is */
        folded = nq_str(c->text + start, c->at - start);
    *t = made;
    t->span = (naql_span){(uint32_t)start, (uint32_t)c->at};
    t->folded = folded;
    if (made.kind != NQ_TOKEN_WORD) /* of words reword.c knows it */
        t->hash = t->stem = nq_hash(folded);
    return true;
}

/* Plain letters of two bytes, nearly all there are. */
static void
run_of_letters(struct cutter *c)
{
    char *out = c->fold + c->fold_len;
    const char *end =
        nq_fold_run(c->tools->glyph, c->text + c->at, c->text + c->len, &out);
    c->at = (size_t)(end - c->text);
    c->fold_len = (size_t)(out - c->fold);
}

/* Arabic letters and the signs on them; a control at the end (bidi, zero
 * width) stays outside. */
static bool
cut_word(struct cutter *c, uint16_t flags)
{
    enum { FATHATAN = 0x64b };
    size_t start = c->at, fold_start = c->fold_len;
    run_of_letters(c);
    size_t end = c->at;
    bool ascii = end < c->len && !(c->text[end] & 0x80); /* ends the word */
    if (ascii)
        return close_token(c, start, fold_start,
                           (nq_token){.kind = NQ_TOKEN_WORD, .flags = flags});
    for (size_t at = end; at < c->len;) {
        struct point p = point_at(c, at);
        if (p.glyph.class != NQ_CLASS_ARABIC && p.glyph.class != NQ_CLASS_DROP)
            break;
        at += p.len;
        if (p.glyph.class == NQ_CLASS_ARABIC)
            fold_point(c, &p);
        if (p.code == FATHATAN)
            flags |= NQ_TOKEN_TANWIN;
        if (p.glyph.class == NQ_CLASS_ARABIC || p.code < NQ_GLYPHS)
            end = at;
    }
    c->at = end;
    return close_token(c, start, fold_start,
                       (nq_token){.kind = NQ_TOKEN_WORD, .flags = flags});
}

static bool
is_apostrophe(uint32_t code)
{
    return code == '\'' || code == 0x2019;
}

/* Letters of other scripts, with digits and inner apostrophes: F16, don't. */
static bool
cut_latin(struct cutter *c, uint16_t flags)
{
    size_t start = c->at, fold_start = c->fold_len;
    while (c->at < c->len) {
        struct point p = point_at(c, c->at);
        bool inner = is_apostrophe(p.code) &&
                     class_at(c, c->at + p.len) == NQ_CLASS_LATIN;
        if (p.glyph.class != NQ_CLASS_LATIN &&
            p.glyph.class != NQ_CLASS_DIGIT && p.glyph.class != NQ_CLASS_DROP &&
            !inner)
            break;
        if (inner)
            c->fold[c->fold_len++] = '\'';
        else
            fold_point(c, &p);
        c->at += p.len;
    }
    return close_token(c, start, fold_start,
                       (nq_token){.kind = NQ_TOKEN_LATIN, .flags = flags});
}

/* How many digits stand from `at` on, at most 4. */
static unsigned
digits_at(const struct cutter *c, size_t at)
{
    unsigned n = 0;
    while (n < 4 && class_at(c, at) == NQ_CLASS_DIGIT) {
        at += point_at(c, at).len;
        n++;
    }
    return n;
}

/* Is this a separator inside a number that has `before` figures so far? A stop
 * joins any figures behind it, a comma a group of exactly three, or one or two
 * of a decimal: "2015,2016" are two years. */
static bool
joins_digits(const struct cutter *c, const struct point *p, unsigned before)
{
    enum { ARABIC_COMMA = 0x60c, DECIMAL = 0x66b, THOUSANDS = 0x66c };
    unsigned behind = digits_at(c, c->at + p->len);
    if (p->code == '.' || p->code == DECIMAL)
        return behind > 0;
    if (p->code == ',' || p->code == ARABIC_COMMA || p->code == THOUSANDS)
        return behind == 3 || (behind > 0 && behind < 3 && before < 4);
    return false;
}

static bool
cut_number(struct cutter *c, uint16_t flags)
{
    size_t start = c->at, fold_start = c->fold_len;
    unsigned before = 0;
    while (c->at < c->len) {
        struct point p = point_at(c, c->at);
        if (p.glyph.class == NQ_CLASS_DIGIT) {
            fold_point(c, &p);
            before++;
        } else if (joins_digits(c, &p, before))
            c->fold[c->fold_len++] =
                (p.code == '.' || p.code == 0x66b) ? '.' : ',';
        else
            break;
        c->at += p.len;
    }
    return close_token(c, start, fold_start,
                       (nq_token){.kind = NQ_TOKEN_NUMBER, .flags = flags});
}

/* One mark; a run of full stops is one, so are '' and ,, used as quotes. */
static bool
cut_mark(struct cutter *c, const struct point *p, uint16_t flags)
{
    size_t start = c->at, fold_start = c->fold_len;
    uint8_t mark = p->code < NQ_GLYPHS ? c->tools->mark[p->code]
                                       : far_mark(c->tools, p->code);
    c->at += p->len;
    const char *text = c->text;
    if (mark == NQ_MARK_STOP || mark == NQ_MARK_ELLIPSIS) {
        while (c->at < c->len) {
            struct point q = point_at(c, c->at);
            if (q.code != p->code && q.code != '.')
                break;
            c->at += q.len;
            mark = NQ_MARK_ELLIPSIS;
        }
    } else if ((p->code == '\'' || p->code == ',') && c->at < c->len &&
               text[c->at] == text[start]) {
        c->at++;
        mark = NQ_MARK_QUOTE_PLAIN;
    }
    memcpy(c->fold + c->fold_len, text + start, c->at - start);
    c->fold_len += c->at - start;
    return close_token(
        c, start, fold_start,
        (nq_token){.kind = NQ_TOKEN_MARK, .mark = mark, .flags = flags});
}

static bool
add_fault(struct cutter *c, size_t start, naql_str words, nq_repair_kind kind)
{
    nq_repair *r = nq_list_add(&c->faults, c->scratch);
    if (!r)
        return false;
    *r = (nq_repair){{(uint32_t)start, (uint32_t)c->at}, words, (uint8_t)kind};
    return true;
}

static bool
is_vowel_sign(uint32_t code)
{
    enum { FATHATAN = 0x64b, HAMZA_BELOW = 0x655, SMALL_ALIF = 0x670 };
    return (code >= FATHATAN && code <= HAMZA_BELOW) || code == SMALL_ALIF;
}

/* What is folded away and stands behind no letter: controls, which belong
 * there, and lone vowel signs, which are told. */
static bool
cut_dropped(struct cutter *c, const struct point *p)
{
    size_t start = c->at;
    c->at += p->len;
    if (!is_vowel_sign(p->code))
        return true;
    while (c->at < c->len) {
        struct point q = point_at(c, c->at);
        if (!is_vowel_sign(q.code))
            break;
        c->at += q.len;
    }
    return add_fault(c, start, NQ_STR(""), NQ_REPAIR_MARK);
}

/* A word in UTF-8 twice over; *done says whether there is one. */
static bool
cut_recoded(struct cutter *c, uint16_t flags, bool *done)
{
    char letters[NQ_RECODE_ROOM];
    size_t end,
        start = c->at, fold_start = c->fold_len,
        n = nq_recode_word(nq_str(c->text, c->len), start, letters, &end);
    *done = n > 0;
    if (!n)
        return true;
    naql_str words = nq_arena_str(c->arena, nq_str(letters, n));
    if (!words.ptr)
        return false;
    c->fold_len += nq_fold_text(words, NQ_FOLD_WORD, c->fold + c->fold_len);
    c->at = end;
    return add_fault(c, start, words, NQ_REPAIR_ENCODING) &&
           close_token(c, start, fold_start,
                       (nq_token){.kind = NQ_TOKEN_WORD,
                                  .flags = flags | NQ_TOKEN_RECODED});
}

static bool
cut_token(struct cutter *c, const struct point *p, uint16_t flags)
{
    bool done = false;
    if (nq_recode_starts(p->code) && !cut_recoded(c, flags, &done))
        return false;
    if (done)
        return true;
    switch ((nq_class)p->glyph.class) {
    case NQ_CLASS_ARABIC:
        return cut_word(c, flags);
    case NQ_CLASS_LATIN:
        return cut_latin(c, flags);
    case NQ_CLASS_DIGIT:
        return cut_number(c, flags);
    default:
        return cut_mark(c, p, flags);
    }
}

/* Does a plain Arabic letter stand there, as nearly everywhere, that begins no
 * double encoding? */
static inline bool
opens_word(const struct cutter *c, size_t at)
{
    unsigned char lead = (unsigned char)c->text[at];
    if ((lead & 0xe0) != 0xc0)
        return false;
    uint32_t code =
        (lead & 0x1fu) << 6 | ((unsigned char)c->text[at + 1] & 0x3fu);
    return c->tools->glyph[code].class == NQ_CLASS_ARABIC &&
           !nq_recode_starts(code);
}

/* "of #the_two_words": the marks of a hashtag part its words and say nothing
 * else, so that they are no tokens. Those of two tags in a row are: "#X #Y" is
 * a list. */
static bool
skip_social(struct cutter *c, const struct point *p, uint16_t *flags)
{
    uint8_t mark = p->code < NQ_GLYPHS ? c->tools->mark[p->code] : 0;
    if ((mark != NQ_MARK_HASH && mark != NQ_MARK_UNDERSCORE) ||
        class_at(c, c->at + p->len) != NQ_CLASS_ARABIC)
        return false;
    bool inside = c->n && c->tokens[c->n - 1].kind == NQ_TOKEN_WORD &&
                  c->tokens[c->n - 1].span.end == c->at;
    bool listed = c->n && c->tag == c->n;
    bool kept = mark == NQ_MARK_UNDERSCORE ? !inside : listed;
    c->tag = c->n + 1 + kept;
    if (kept)
        return false;
    *flags |= inside ? NQ_TOKEN_SPACE : 0;
    c->at += p->len;
    return true;
}

static bool
cut(struct cutter *c)
{
    uint16_t flags = NQ_TOKEN_SPACE;
    while (c->at < c->len) {
        if (c->text[c->at] == ' ') {
            c->at++;
            flags |= NQ_TOKEN_SPACE;
            continue;
        }
        if (opens_word(c, c->at)) {
            if (!cut_word(c, flags))
                return false;
            flags = 0;
            continue;
        }
        struct point p = point_at(c, c->at);
        bool ok = true;
        if (p.glyph.class == NQ_CLASS_SPACE) {
            c->at += p.len;
            flags |= NQ_TOKEN_SPACE;
        } else if (p.glyph.class == NQ_CLASS_DROP) {
            ok = cut_dropped(c, &p);
        } else if (!skip_social(c, &p, &flags)) {
            ok = cut_token(c, &p, flags);
            flags = 0;
        }
        if (!ok)
            return false;
    }
    return true;
}

naql_status
nq_tokens_make(const nq_text_tools *tools, naql_str text, nq_arena *arena,
               nq_arena *scratch, nq_tokens *out)
{
    enum { BYTES_A_TOKEN = 8, LEAST = 16 };
    struct cutter c = {.tools = tools,
                       .arena = arena,
                       .scratch = scratch,
                       .text = text.ptr,
                       .len = text.len,
                       .faults = NQ_LIST(nq_repair),
                       .room = (uint32_t)text.len / BYTES_A_TOKEN + LEAST};
    *out = (nq_tokens){0};
    c.fold = nq_arena_alloc(arena, NQ_FOLD_ROOM(text.len) + NQ_FOLD_RUN_SPARE);
    c.tokens = nq_arena_alloc(arena, (size_t)c.room * sizeof(nq_token));
    if (!c.fold || !c.tokens || !cut(&c))
        return NAQL_NOMEM;
    *out = (nq_tokens){c.tokens, c.n, c.faults};
    return NAQL_OK;
}
