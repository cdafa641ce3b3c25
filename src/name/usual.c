/* SPDX-License-Identifier: Apache-2.0
 *
 * usual.c - the name of an entity in its usual spelling. Layer 4 (name). */
#include "name/usual.h"
#include "base/fold.h"
#include "base/status.h"
#include "base/str.h"

#include <string.h>

naql_status
nq_usual_make(const nq_tables *tables, nq_usual *out)
{
    NQ_TRY(nq_table_find(tables, "spellings", &out->spellings));
    out->usual = nq_table_col(&out->spellings, "usual");
    return out->usual == NQ_NO_COL ? NAQL_CORRUPT : NAQL_OK;
}

static bool
is_social(const nq_token *t)
{
    return t->kind == NQ_TOKEN_MARK &&
           (t->mark == NQ_MARK_HASH || t->mark == NQ_MARK_UNDERSCORE);
}

/* What stands for token `i` of the mention in its usual name. */
static naql_str
piece(const nq_usual *u, const nq_text *text, const nq_mention *m, uint32_t i)
{
    const nq_token *t = &text->tokens[i];
    naql_span span = t->span;
    uint32_t row;
    if (is_social(t))
        return t->mark == NQ_MARK_HASH ? NQ_STR("") : NQ_STR(" ");
    span.start = span.start < m->span.start ? m->span.start : span.start;
    span.end = span.end > m->span.end ? m->span.end : span.end;
    naql_str word = nq_str_span(text->article->text, span);
    uint64_t hash = span.start == t->span.start && span.end == t->span.end
                        ? t->hash
                        : nq_fold_hash(word);
    if (t->kind == NQ_TOKEN_WORD && nq_table_word(&u->spellings, hash, &row))
        return nq_table_cell(&u->spellings, row, u->usual);
    return word;
}

/* What stands between two words of the name: the marks of a hashtag are no
 * part of it. */
static naql_str
between(const nq_text *text, uint32_t i)
{
    naql_span gap = {text->tokens[i - 1].span.end, text->tokens[i].span.start};
    naql_str s = nq_str_span(text->article->text, gap);
    bool social = nq_str_ends(s, NQ_STR("#")) || nq_str_ends(s, NQ_STR("_"));
    return social ? NQ_STR(" ") : s;
}

static void
add(char *at, size_t *n, naql_str s)
{
    memcpy(at + *n, s.ptr, s.len);
    *n += s.len;
}

/* Is it a piece of the text, of no spelling of its own? */
static bool
lies_in(naql_str piece, naql_str verbatim)
{
    uintptr_t p = (uintptr_t)piece.ptr, v = (uintptr_t)verbatim.ptr;
    return !piece.len || (p >= v && p - v < verbatim.len);
}

naql_str
nq_usual_spelling(const nq_usual *u, const nq_text *text, const nq_mention *m,
                  naql_str front, nq_arena *arena)
{
    naql_str verbatim = nq_str_span(text->article->text, m->span);
    size_t room = verbatim.len + front.len, n = 0;
    bool same = front.len == 0;
    for (uint32_t i = m->first; i < m->end; i++) {
        naql_str p = piece(u, text, m, i);
        same &= !is_social(&text->tokens[i]) && lies_in(p, verbatim) &&
                (i == m->first || lies_in(between(text, i), verbatim));
        room += p.len;
    }
    if (same)
        return verbatim;
    char *at = nq_arena_alloc(arena, room);
    if (at)
        add(at, &n, front);
    for (uint32_t i = m->first; at && i < m->end; i++) {
        if (i > m->first)
            add(at, &n, between(text, i));
        add(at, &n, piece(u, text, m, i));
    }
    return nq_str(at, n);
}

/* First bytes of what letters of another encoding are written in: Farsi and
 * Urdu ones, and the shapes that letters take in print. */
enum { FARSI_KAF = 0xda, FARSI_YE = 0xdb, SHAPE = 0xef };

bool
nq_foreign_letters(naql_str text)
{
    return memchr(text.ptr, FARSI_KAF, text.len) ||
           memchr(text.ptr, FARSI_YE, text.len) ||
           memchr(text.ptr, SHAPE, text.len);
}

/* An Arabic letter in another form: ye, two he, ae; kaf, he; a shape. What
 * stands for sounds that Arabic lacks (pe, gaf) is none. */
static bool
is_foreign(unsigned char a, unsigned char b)
{
    return (a == FARSI_YE && (b == 0x8c || b == 0x81 || b == 0x95)) ||
           (a == FARSI_KAF && (b == 0xa9 || b == 0xbe)) ||
           (a == SHAPE && b >= 0xad && b <= 0xbb);
}

naql_str
nq_in_arabic(naql_str name, nq_arena *arena)
{
    size_t i = 0;
    while (i + 1 < name.len && !is_foreign((unsigned char)name.ptr[i],
                                           (unsigned char)name.ptr[i + 1]))
        i++;
    if (i + 1 >= name.len)
        return name;
    char *at = nq_arena_alloc(arena, NQ_FOLD_ROOM(name.len));
    return nq_str(at, at ? nq_fold_text(name, NQ_FOLD_FORM, at) : 0);
}
