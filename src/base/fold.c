/* SPDX-License-Identifier: Apache-2.0
 *
 * fold.c - one spelling for the many of an Arabic word. Layer 0 (base).
 *
 * Almost every byte of an Arabic article is an ASCII character or a letter of
 * U+0600..U+06FF: both are one table look-up. */
#include "base/fold.h"
#include "base/hash.h"
#include "base/utf8.h"

#include "base/fold_table.h"

#include <string.h>

#define FOLDED_AWAY 0xFFFF /* in the tables of presentation forms */

static nq_class
ascii_class(uint32_t c)
{
    if (c <= ' ' || c == 0x7f)
        return NQ_CLASS_SPACE;
    if (c >= '0' && c <= '9')
        return NQ_CLASS_DIGIT;
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
        return NQ_CLASS_LATIN;
    return NQ_CLASS_MARK;
}

static bool
in(uint32_t c, uint32_t first, uint32_t last)
{
    return c - first <= last - first;
}

/* Scripts other than Arabic, coarsely: a token is cut right, no more. */
static nq_class
other_class(uint32_t c)
{
    if (c == 0xa0 || in(c, 0x2000, 0x200a) || in(c, 0x2028, 0x2029) ||
        c == 0x202f || c == 0x205f || c == 0x3000 || in(c, 0x80, 0x9f))
        return NQ_CLASS_SPACE;
    if (c == 0xad || in(c, 0x200b, 0x200f) || in(c, 0x202a, 0x202e) ||
        in(c, 0x2060, 0x206f) || in(c, 0xfe00, 0xfe0f) || c == 0xfeff ||
        in(c, 0x300, 0x36f) || in(c, 0xe0000, 0xe0fff))
        return NQ_CLASS_DROP;
    if (in(c, 0xff10, 0xff19))
        return NQ_CLASS_DIGIT;
    if (in(c, 0xa1, 0xbf))
        return c == 0xaa || c == 0xb5 || c == 0xba ? NQ_CLASS_LATIN
                                                   : NQ_CLASS_MARK;
    if (c == 0xd7 || c == 0xf7 || in(c, 0x2010, 0x2bff) ||
        in(c, 0x3001, 0x303f) || in(c, 0xe000, 0xf8ff) ||
        in(c, 0xfe10, 0xfe6f) || in(c, 0xff00, 0xff20) ||
        in(c, 0xfff0, 0xffff) || in(c, 0x1f000, 0x1faff))
        return NQ_CLASS_MARK;
    return NQ_CLASS_LATIN;
}

nq_class
nq_class_of(uint32_t c)
{
    if (c < 0x80)
        return ascii_class(c);
    if (in(c, 0x600, 0x6ff))
        return (nq_class)arabic[c - 0x600].class;
    if (in(c, 0xfb50, 0xfdff))
        return in(c, 0xfd3e, 0xfd4f) || c >= 0xfdfc || in(c, 0xfbb2, 0xfbd2)
                   ? NQ_CLASS_MARK
                   : NQ_CLASS_ARABIC;
    if (in(c, 0xfe70, 0xfefc))
        return forms_b[c - 0xfe70][0] == FOLDED_AWAY ? NQ_CLASS_DROP
                                                     : NQ_CLASS_ARABIC;
    if (in(c, 0x750, 0x77f) || in(c, 0x8a0, 0x8ff))
        return in(c, 0x8ca, 0x8ff) ? NQ_CLASS_DROP : NQ_CLASS_ARABIC;
    return other_class(c);
}

static uint32_t
lower(uint32_t c)
{
    if (c < 0x80)
        return c - 'A' < 26u ? c + 32 : c;
    if (in(c, 0xc0, 0xde) && c != 0xd7)
        return c + 32;
    if (in(c, 0x391, 0x3a9) || in(c, 0x410, 0x42f))
        return c + 32;
    if (in(c, 0x100, 0x17f) && !in(c, 0x138, 0x148) && c < 0x178)
        return c | 1;
    return c;
}

static unsigned
written_out(const uint16_t letters[4], uint32_t c, nq_fold strength,
            uint32_t out[NQ_FOLD_POINTS])
{
    if (letters[0] == FOLDED_AWAY)
        return 0;
    if (!letters[0]) {
        out[0] = c;
        return 1;
    }
    unsigned n = 0;
    for (unsigned i = 0; i < 4 && letters[i]; i++) {
        uint32_t x = letters[i];
        if (strength == NQ_FOLD_WORD)
            x = arabic[x - 0x600].word;
        if (x)
            out[n++] = x;
    }
    return n;
}

unsigned
nq_fold_point(uint32_t c, nq_fold strength, uint32_t out[NQ_FOLD_POINTS])
{
    if (in(c, 0x600, 0x6ff)) {
        out[0] = strength == NQ_FOLD_WORD ? arabic[c - 0x600].word
                                          : arabic[c - 0x600].form;
        return out[0] != 0;
    }
    if (c >= 0x80) {
        if (in(c, 0xfb50, 0xfdff))
            return written_out(forms_a[c - 0xfb50], c, strength, out);
        if (in(c, 0xfe70, 0xfefc))
            return written_out(forms_b[c - 0xfe70], c, strength, out);
        if (nq_class_of(c) == NQ_CLASS_DROP)
            return 0;
        if (in(c, 0xff10, 0xff19))
            c = c - 0xff10 + '0';
    }
    out[0] = strength == NQ_FOLD_WORD ? lower(c) : c;
    return 1;
}

void
nq_glyphs_make(nq_glyph glyphs[NQ_GLYPHS])
{
    for (uint32_t point = 0; point < NQ_GLYPHS; point++) {
        uint32_t out[NQ_FOLD_POINTS] = {0};
        nq_glyph g = {.class = (uint8_t)nq_class_of(point)};
        char bytes[4];
        if (nq_fold_point(point, NQ_FOLD_WORD, out) == 1 &&
            out[0] < NQ_GLYPHS) {
            g.n = (uint8_t)nq_utf8_write(out[0], bytes);
            memcpy(g.folded, bytes, sizeof g.folded);
        }
        glyphs[point] = g;
    }
}

/* Index into `arabic` of a letter of U+0600..U+06FF, which has two bytes, the
 * first of them D8..DB. */
static inline bool
is_arabic_at(const char *p)
{
    return ((unsigned char)p[0] & 0xfc) == 0xd8;
}

static inline unsigned
arabic_at(const char *p)
{
    return ((unsigned char)p[0] & 3u) << 6 | ((unsigned char)p[1] & 0x3fu);
}

/* Folds the code point at *at; returns its bytes in `out`. */
static inline size_t
fold_one(const char *text, size_t *at, nq_fold strength, char *out)
{
    size_t n = 0;
    if (is_arabic_at(text + *at)) {
        unsigned i = arabic_at(text + *at);
        uint32_t c = strength == NQ_FOLD_WORD ? arabic[i].word : arabic[i].form;
        *at += 2;
        return c ? nq_utf8_write(c, out) : 0;
    }
    uint32_t c = nq_utf8_read(text, at), points[NQ_FOLD_POINTS];
    unsigned k = nq_fold_point(c, strength, points);
    for (unsigned i = 0; i < k; i++)
        n += nq_utf8_write(points[i], out + n);
    return n;
}

size_t
nq_fold_text(naql_str text, nq_fold strength, char *out)
{
    size_t n = 0;
    for (size_t at = 0; at < text.len;)
        n += fold_one(text.ptr, &at, strength, out + n);
    return n;
}

static inline nq_class
class_one(const char *text, size_t *at)
{
    if (!is_arabic_at(text + *at))
        return nq_class_of(nq_utf8_read(text, at));
    *at += 2;
    return (nq_class)arabic[arabic_at(text + *at - 2)].class;
}

bool
nq_fold_next_word(naql_str s, size_t *at, naql_str *word)
{
    size_t start = SIZE_MAX;
    while (*at < s.len) {
        size_t here = *at;
        nq_class class = class_one(s.ptr, at);
        bool letter = class != NQ_CLASS_SPACE && class != NQ_CLASS_MARK;
        if (letter && start == SIZE_MAX)
            start = here;
        if (!letter && start != SIZE_MAX) {
            *word = (naql_str){s.ptr + start, here - start};
            return true;
        }
    }
    if (start == SIZE_MAX)
        return false;
    *word = (naql_str){s.ptr + start, s.len - start};
    return true;
}

/* The fold of a string, a piece at a time. */
struct folding {
    naql_str s;
    size_t at;                      /* in s */
    char piece[4 * NQ_FOLD_POINTS]; /* what is folded and not taken yet */
    size_t from, to;                /* in piece */
};

static bool
fold_more(struct folding *f)
{
    while (f->from == f->to && f->at < f->s.len) {
        f->from = 0;
        f->to = fold_one(f->s.ptr, &f->at, NQ_FOLD_WORD, f->piece);
    }
    return f->from < f->to;
}

bool
nq_fold_same(naql_str a, naql_str b)
{
    struct folding x = {.s = a}, y = {.s = b};
    while (fold_more(&x) && fold_more(&y))
        if (x.piece[x.from++] != y.piece[y.from++])
            return false;
    return !fold_more(&x) && !fold_more(&y);
}

uint64_t
nq_fold_hash(naql_str word)
{
    char folded[256 + 4 * NQ_FOLD_POINTS];
    size_t n = 0;
    for (size_t at = 0; at < word.len && n < 256;)
        n += fold_one(word.ptr, &at, NQ_FOLD_WORD, folded + n);
    return nq_hash((naql_str){folded, n < 256 ? n : 256});
}
