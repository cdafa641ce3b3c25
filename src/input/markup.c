/* SPDX-License-Identifier: Apache-2.0
 *
 * markup.c - what the words of class, id and role attributes say. Layer 1
 * (input). */
#include "input/markup.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "input/doc.h"

enum { MAX_WORDS = 12, MAX_WORD = 32 };

static const struct {
    const char *name;
    uint32_t bit;
} hints[] = {
    {"furniture", NQ_HINT_FURNITURE}, {"article", NQ_HINT_ARTICLE},
    {"byline", NQ_HINT_BYLINE},       {"time", NQ_HINT_TIME},
    {"caption", NQ_HINT_CAPTION},     {"title", NQ_HINT_TITLE},
    {"subtitle", NQ_HINT_SUBTITLE},   {"none", 0},
};

naql_status
nq_markup_make(const nq_tables *tables, nq_arena *arena, nq_markup *out)
{
    NQ_TRY(nq_table_find(tables, "markup", &out->table));
    out->hint = nq_table_col(&out->table, "hint");
    out->strength = nq_table_col(&out->table, "strength");
    uint32_t *bits = nq_arena_zero(arena, out->table.rows, sizeof *bits);
    if (!bits)
        return NAQL_NOMEM;
    for (uint32_t row = 0; row < out->table.rows; row++) {
        naql_str name = nq_table_cell(&out->table, row, out->hint);
        for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
            if (nq_str_equal(name, nq_str_from(hints[i].name)))
                bits[row] = hints[i].bit;
    }
    out->hint_bits = bits;
    return NAQL_OK;
}

static bool
is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool
is_word(char c)
{
    return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           (c & 0x80);
}

/* Hash of the next word of `name` at *at, 0 when there is none. A capital
 * behind a small letter starts a new word. */
static uint64_t
next_word(naql_str name, size_t *at)
{
    char word[MAX_WORD];
    size_t n = 0;
    while (*at < name.len && !is_word(name.ptr[*at]))
        (*at)++;
    while (*at < name.len && is_word(name.ptr[*at]) && n < MAX_WORD) {
        char c = name.ptr[*at];
        if (is_upper(c) && n > 0 && !is_upper(name.ptr[*at - 1]))
            break;
        word[n++] = (char)(is_upper(c) ? c | 0x20 : c);
        (*at)++;
    }
    return n ? nq_hash(nq_str(word, n)) : 0;
}

nq_named
nq_named_add(nq_named a, nq_named b)
{
    a.hints |= b.hints;
    a.article = a.article > b.article ? a.article : b.article;
    a.furniture = a.furniture > b.furniture ? a.furniture : b.furniture;
    return a;
}

static void
add_row(const nq_markup *m, uint32_t row, nq_named *named)
{
    uint8_t strength = (uint8_t)nq_table_int(&m->table, row, m->strength, 0);
    nq_named one = {.hints = m->hint_bits[row]};
    if (one.hints & NQ_HINT_ARTICLE)
        one.article = strength;
    if (one.hints & NQ_HINT_FURNITURE)
        one.furniture = strength;
    *named = nq_named_add(*named, one);
}

/* The longest phrases of the table, from left to right. */
static void
read_name(const nq_markup *m, naql_str name, nq_named *named)
{
    uint64_t words[MAX_WORDS];
    size_t at = 0;
    uint32_t n = 0;
    while (n < MAX_WORDS && (words[n] = next_word(name, &at)) != 0)
        n++;
    for (uint32_t i = 0; i < n;) {
        nq_walk walk = {0};
        uint32_t row = NQ_NO_ROW, behind = i + 1;
        for (uint32_t k = i; k < n && nq_table_step(&m->table, &walk, words[k]);
             k++) {
            if (walk.n > 0) {
                row = walk.row;
                behind = k + 1;
            }
        }
        if (row != NQ_NO_ROW)
            add_row(m, row, named);
        i = behind;
    }
}

nq_named
nq_markup_read(const nq_markup *m, naql_str attribute)
{
    nq_named named = {0};
    naql_str name;
    while (nq_str_split(&attribute, ' ', &name))
        read_name(m, name, &named);
    return named;
}
