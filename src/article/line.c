/* SPDX-License-Identifier: Apache-2.0
 *
 * line.c - the lines of a document, and what their form tells. Layer 2
 * (article). */
#include "article/line.h"
#include "base/fold_run.h"
#include "base/hash.h"
#include "base/many.h"
#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"

#define WAW         0x648
#define FEH         0x641
#define QUESTION_AR 0x61f
#define ELLIPSIS    0x2026

static bool
letters(nq_class c)
{
    return c == NQ_CLASS_ARABIC || c == NQ_CLASS_LATIN || c == NQ_CLASS_DIGIT;
}

/* White space, bidi controls, joiners, byte order marks; not harakat. */
static bool
invisible(uint32_t c)
{
    enum { HAMZA = 0x621, YA = 0x64a };
    if (c >= HAMZA && c <= YA)
        return false; /* as nearly all that are asked about */
    return nq_class_of(c) == NQ_CLASS_SPACE || c == 0xad || c == 0x61c ||
           (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xfe00 && c <= 0xfe0f);
}

/* Start of the code point that ends at `end` > 0. */
static size_t
step_back(const char *p, size_t end)
{
    do
        end--;
    while (end && ((unsigned char)p[end] & 0xc0) == 0x80);
    return end;
}

naql_str
nq_line_trim(naql_str s)
{
    size_t at = 0, next = 0, end = s.len;
    if (!s.len)
        return s;
    while (at < s.len && invisible(nq_utf8_read(s.ptr, &next)))
        at = next;
    while (end > at) {
        size_t from = step_back(s.ptr, end), ignored = from;
        if (!invisible(nq_utf8_read(s.ptr, &ignored)))
            break;
        end = from;
    }
    return nq_str(s.ptr + at, end - at);
}

/* Bytes behind the first letter of a word that opens with waw or fa; 0: it does
 * not, or less than two letters are left. */
static size_t
behind_joint(naql_str word)
{
    enum { LETTER = 2 }; /* bytes of an Arabic letter */
    size_t at = 0;
    if (word.len < 3 * LETTER)
        return 0;
    uint32_t c = nq_utf8_read(word.ptr, &at);
    return c == WAW || c == FEH ? word.len - LETTER : 0;
}

/* The fold of a word while it is read; the same hash as nq_fold_hash. */
enum { FOLD_MOST = 256 };
struct folding {
    char bytes[FOLD_MOST + 4 * NQ_FOLD_POINTS];
    size_t n;
};

static void
fold_letter(struct folding *f, const nq_glyph *g, uint32_t code)
{
    uint32_t points[NQ_FOLD_POINTS];
    if (f->n >= FOLD_MOST)
        return;
    if (g && g->n) {
        memcpy(f->bytes + f->n, g->folded, sizeof g->folded);
        f->n += g->n;
        return;
    }
    unsigned k = nq_fold_point(code, NQ_FOLD_WORD, points);
    for (unsigned i = 0; i < k; i++)
        f->n += nq_utf8_write(points[i], f->bytes + f->n);
}

/* Does white space or a mark of one byte or two stand there? */
static inline bool
is_gap(const nq_glyph *glyphs, const char *p)
{
    uint32_t code = (unsigned char)p[0];
    if (code >= 0x80) {
        if ((code & 0xe0) != 0xc0)
            return false;
        code = (code & 0x1f) << 6 | ((unsigned char)p[1] & 0x3fu);
    }
    uint8_t class = glyphs[code].class;
    return class == NQ_CLASS_SPACE || class == NQ_CLASS_MARK;
}

/* Folds the letters that stand there, so many bytes at the most. */
enum { PLAIN_MOST = 64 };
static inline const char *
fold_most(const nq_glyph *glyphs, const char *p, const char *end, char **out)
{
    const char *most = end - p > PLAIN_MOST ? p + PLAIN_MOST : end;
    return nq_fold_run(glyphs, p, most, out);
}

/* The next word where it is one as nearly all are: plain Arabic letters between
 * such gaps. False, and nothing done: it is another, or there is none. */
static bool
next_plain(const nq_article_tools *tools, naql_str s, size_t *at, nq_word *w)
{
    const nq_glyph *glyphs = tools->glyphs;
    if (*at >= s.len)
        return false;
    const char *start = s.ptr + *at, *end = s.ptr + s.len;
    char fold[PLAIN_MOST + NQ_FOLD_RUN_SPARE], *out = fold;
    start += *start == ' '; /* mostly the whole gap */
    const char *p = fold_most(glyphs, start, end, &out);
    if (p == start) {
        while (start < end && is_gap(glyphs, start))
            start += *start & 0x80 ? 2 : 1;
        p = fold_most(glyphs, start, end, &out);
    }
    if (p == start || (p < end && *p != ' ' && !is_gap(glyphs, p)))
        return false;
    *at = (size_t)(p - s.ptr);
    w->text = nq_str(start, (size_t)(p - start));
    w->cls = NQ_CLASS_ARABIC;
    w->hash = nq_hash(nq_str(fold, (size_t)(out - fold)));
    return true;
}

/* The next word of s at or after *at; false: none. Marks that are folded away
 * (harakat, tatweel) belong to the word when a letter came before them. */
static bool
next_other(const nq_article_tools *tools, naql_str s, size_t *at, nq_word *w)
{
    struct folding fold;
    size_t start = s.len, end = 0;
    nq_class first = NQ_CLASS_SPACE;
    fold.n = 0;
    while (*at < s.len) {
        size_t here = *at;
        uint32_t code = nq_utf8_read(s.ptr, at);
        const nq_glyph *g = code < NQ_GLYPHS ? &tools->glyphs[code] : NULL;
        nq_class c = g ? (nq_class)g->class : nq_class_of(code);
        if (letters(c)) {
            if (!end) {
                start = here;
                first = c;
            }
            fold_letter(&fold, g, code);
            end = *at;
        } else if (end && c != NQ_CLASS_DROP) {
            *at = here;
            break;
        }
    }
    if (!end)
        return false;
    w->text = nq_str(s.ptr + start, end - start);
    w->cls = (uint8_t)first;
    w->hash =
        nq_hash(nq_str(fold.bytes, fold.n < FOLD_MOST ? fold.n : FOLD_MOST));
    return true;
}

/* The same, as nearly all are without that function's cost. */
static inline bool
next_word(const nq_article_tools *tools, naql_str s, size_t *at, nq_word *w)
{
    return next_plain(tools, s, at, w) || next_other(tools, s, at, w);
}

int32_t
nq_word_number(const nq_word *w)
{
    int32_t n = 0;
    unsigned digits = 0;
    for (size_t at = 0; at < w->text.len;) {
        uint32_t out[NQ_FOLD_POINTS];
        uint32_t c = nq_utf8_read(w->text.ptr, &at);
        unsigned k = nq_fold_point(c, NQ_FOLD_WORD, out);
        if (!k)
            continue;
        if (k > 1 || out[0] < '0' || out[0] > '9' || ++digits > 9)
            return -1;
        n = n * 10 + (int32_t)(out[0] - '0');
    }
    return digits ? n : -1;
}

static bool
is_listed(const nq_article_tools *tools, uint64_t hash)
{
    uint32_t row;
    return nq_may_start(tools, NQ_OF_FUNCTIONS, hash) &&
           nq_table_word(&tools->functions, hash, &row) != 0;
}

/* A function word, alone or behind "and" or "so" glued to its front? */
static bool
is_function(const nq_article_tools *tools, const nq_word *w)
{
    if (is_listed(tools, w->hash))
        return true;
    size_t rest = behind_joint(w->text);
    return rest &&
           is_listed(tools, nq_fold_hash(nq_str(
                                w->text.ptr + w->text.len - rest, rest)));
}

/* The last words of `s` beyond `from`, in order. */
static uint8_t
read_tail(const nq_article_tools *tools, naql_str s, size_t from, nq_word *out)
{
    size_t at = s.len;
    unsigned gaps = 0;
    while (at > from && gaps <= NQ_LINE_TAIL)
        gaps += s.ptr[--at] == ' ';
    uint8_t n = 0;
    nq_word w;
    while (next_word(tools, s, &at, &w)) {
        if (n == NQ_LINE_TAIL) {
            memmove(out, out + 1, (n - 1u) * sizeof(*out));
            n--;
        }
        out[n++] = w;
    }
    return n;
}

static void
read_words(const nq_article_tools *tools, nq_line *line, nq_word *room)
{
    size_t at = 0;
    while (line->n_head < NQ_LINE_HEAD &&
           next_word(tools, line->text, &at, &room[line->n_head])) {
        const nq_word *w = &room[line->n_head++];
        if (line->n_function < NQ_LEAD_FUNCTION)
            line->n_function += is_function(tools, w);
        line->n_latin += w->cls == NQ_CLASS_LATIN;
        line->n_number += w->cls == NQ_CLASS_DIGIT && nq_word_number(w) >= 0;
        line->hash = nq_hash_next(line->hash, w->hash);
    }
    line->words = room;
    line->n_words = line->n_head;
    if (line->n_head < NQ_LINE_HEAD || at >= line->text.len)
        return;
    /* An Arabic word with its space is 10 bytes long, give or take. */
    line->n_words += (uint32_t)((line->text.len - at) / 10);
    line->n_tail = read_tail(tools, line->text, at, room + line->n_head);
    for (unsigned i = 0; i < line->n_tail; i++)
        line->hash = nq_hash_next(line->hash, room[line->n_head + i].hash);
    line->hash = nq_hash_next(line->hash, line->text.len);
}

static bool
closes_quote(uint32_t c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == '}' ||
           c == 0xbb || c == 0xab || c == 0x201d || c == 0x201c ||
           c == 0x2019 || c == '*' || c == ' ' || c == 0xa0;
}

static uint32_t
end_flags(naql_str s)
{
    size_t end = s.len;
    bool quoted = false;
    while (end) {
        size_t from = step_back(s.ptr, end), at = from;
        uint32_t c = nq_utf8_read(s.ptr, &at);
        if (c == '!' || c == '?' || c == QUESTION_AR || c == ELLIPSIS ||
            (c == '.' && from && s.ptr[from - 1] == '.'))
            return NQ_LINE_STOP | NQ_LINE_CRY;
        if (c == '.')
            return NQ_LINE_STOP;
        if (!quoted && (c == ':' || c == 0xfe55 || c == 0xff1a))
            return NQ_LINE_COLON;
        if (!quoted && (c == ',' || c == NQ_COMMA_AR || c == 0x61b))
            return NQ_LINE_OPEN;
        if (!quoted &&
            (c == '-' || c == 0x2013 || c == 0x2014 || c == NQ_TATWEEL))
            return NQ_LINE_DASH;
        if (!closes_quote(c) && !invisible(c))
            return 0;
        quoted = true;
        end = from;
    }
    return 0;
}

/* Web addresses, e-mail, handles: in a short line a sure sign of furniture. */
static bool
holds_link(naql_str s)
{
    static const char *const signs[] = {"http://", "https://", "www.",
                                        ".com",    "@",        ".net"};
    if (s.len > NQ_SHORT_BYTES)
        return false;
    for (unsigned i = 0; i < sizeof(signs) / sizeof(*signs); i++)
        if (nq_str_find(s, nq_str_from(signs[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* A colon with a space behind it. */
static bool
has_speech(naql_str s)
{
    if (!s.len)
        return false;
    const char *at = s.ptr, *end = s.ptr + s.len;
    while (at < end && (at = memchr(at, ':', (size_t)(end - at))) != NULL)
        if (++at < end && *at == ' ')
            return true;
    return false;
}

static bool
has_bars(naql_str s)
{
    if (!s.len)
        return false;
    const char *at = s.ptr,
               *end = s.ptr + (s.len < NQ_SHORT_BYTES ? s.len : NQ_SHORT_BYTES);
    unsigned n = 0;
    while (n < 3 && (at = memchr(at, '|', (size_t)(end - at))) != NULL) {
        n++;
        at++;
    }
    return n > 2;
}

/* "- ", "* ", "•", "1.", "(2)", "3-" */
static bool
opens_item(const nq_line *line)
{
    if (!line->n_head)
        return false;
    size_t at = 0;
    uint32_t c = nq_utf8_read(line->text.ptr, &at);
    if (c == '-' || c == '*' || c == 0x2022 || c == 0xb7 || c == 0x2013 ||
        c == 0x25cf || c == 0x25aa || c == 0x2014)
        return true;
    if (line->words[0].cls != NQ_CLASS_DIGIT || line->n_head < 2 ||
        line->words[0].text.ptr > line->text.ptr + 1)
        return false;
    naql_str gap = nq_str_trim(nq_word_gap(&line->words[0], &line->words[1]));
    return gap.len != 0;
}

/* "... (رويترز)": the caption of a photo, not a sentence. */
static bool
ends_in_agency(const nq_article_tools *tools, const nq_line *l)
{
    uint32_t n = l->n_head + l->n_tail, from = n;
    if (!l->text.len || l->text.ptr[l->text.len - 1] != ')' || n < 3)
        return false;
    while (from > 1 && n - from < 4) {
        from--;
        naql_str gap = nq_word_gap(&l->words[from - 1], &l->words[from]);
        if (gap.len && gap.ptr[gap.len - 1] == '(')
            break;
    }
    nq_walk w = {0};
    for (uint32_t i = from; i < n; i++)
        if (!nq_table_step(&tools->agencies, &w, l->words[i].hash))
            return false;
    return from > 1 && w.n && tools->agency_rows[w.row] == NQ_AGENCY;
}

naql_status
nq_line_read(const nq_article_tools *tools, naql_str text, nq_arena *scratch,
             nq_line *out)
{
    *out = (nq_line){.text = nq_line_trim(text)};
    nq_word room[NQ_LINE_HEAD + NQ_LINE_TAIL]; /* filled as far as used */
    read_words(tools, out, room);
    size_t n = (size_t)out->n_head + out->n_tail;
    nq_word *words = nq_arena_alloc(scratch, n * sizeof(*words));
    if (!words)
        return NAQL_NOMEM;
    if (n)
        memcpy(words, room, n * sizeof(*words));
    out->words = words;
    out->flags = end_flags(out->text);
    if (n && is_function(tools, &words[0]))
        out->flags |= NQ_LINE_JOINED;
    if (out->n_latin && holds_link(out->text))
        out->flags |= NQ_LINE_LINK;
    if (out->n_words < NQ_PROSE_LONG && has_speech(out->text))
        out->flags |= NQ_LINE_SPEECH;
    if (ends_in_agency(tools, out))
        out->flags |= NQ_LINE_PHOTO;
    if (has_bars(out->text))
        out->flags |= NQ_LINE_BARS;
    if (nq_str_starts(out->text, NQ_STR("\u00a9")))
        out->flags |= NQ_LINE_OWNED;
    if (opens_item(out))
        out->flags |= NQ_LINE_ITEM;
    return NAQL_OK;
}

/* Length of the line end at byte `at`: LF, CR, CR LF, U+2028 or U+2029; 0: it
 * is none. */
static size_t
line_end(naql_str s, size_t at)
{
    if (s.ptr[at] == '\r' && at + 1 < s.len && s.ptr[at + 1] == '\n')
        return 2;
    if (s.ptr[at] == '\n' || s.ptr[at] == '\r')
        return 1;
    return at + 2 < s.len && s.ptr[at] == '\xe2' && s.ptr[at + 1] == '\x80' &&
                   (s.ptr[at + 2] == '\xa8' || s.ptr[at + 2] == '\xa9')
               ? 3
               : 0;
}

static bool
may_end_in(const char *p)
{
    nq_many a = nq_many_at(p);
    nq_many found =
        (nq_many)(a == '\n') | (nq_many)(a == '\r') | (nq_many)(a == 0xe2);
    return nq_many_any(found);
}

/* Cuts the next line off *rest. */
static naql_str
cut_line(naql_str *rest)
{
    size_t at = 0, end = 0;
    while (at < rest->len) {
        while (rest->len - at >= sizeof(nq_many) && !may_end_in(rest->ptr + at))
            at += sizeof(nq_many);
        if (at < rest->len && (end = line_end(*rest, at)) != 0)
            break;
        at += at < rest->len;
    }
    naql_str line = nq_str(rest->ptr, at);
    *rest = nq_str(rest->ptr + at + end, rest->len - at - end);
    return line;
}

static naql_status
add_line(const nq_article_tools *tools, naql_str text, uint32_t more,
         nq_arena *scratch, nq_list *list)
{
    nq_line *line = nq_list_add(list, scratch);
    if (!line)
        return NAQL_NOMEM;
    NQ_TRY(nq_line_read(tools, text, scratch, line));
    line->flags |= more;
    return NAQL_OK;
}

/* Lines of one text; `hints` go to each. */
static naql_status
add_text(const nq_article_tools *tools, naql_str text, uint32_t hints,
         nq_arena *scratch, nq_list *list)
{
    uint32_t space = 0;
    while (text.len) {
        naql_str raw = nq_line_trim(cut_line(&text));
        if (!raw.len) {
            space = NQ_LINE_SPACE;
            continue;
        }
        NQ_TRY(add_line(tools, raw, space, scratch, list));
        ((nq_line *)list->at)[list->n - 1].hints = hints;
        space = 0;
    }
    return NAQL_OK;
}

naql_status
nq_lines_make(const nq_article_tools *tools, const nq_doc *doc,
              nq_arena *scratch, nq_lines *out)
{
    nq_list list = NQ_LIST(nq_line);
    if (doc->form == NQ_DOC_BLOCKS)
        for (uint32_t i = 0; i < doc->n_blocks; i++)
            NQ_TRY(add_text(tools, doc->blocks[i].text, doc->blocks[i].hints,
                            scratch, &list));
    else
        NQ_TRY(add_text(tools, doc->text, 0, scratch, &list));
    *out = (nq_lines){list.at, list.n};
    return NAQL_OK;
}
