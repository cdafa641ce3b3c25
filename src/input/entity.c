/* SPDX-License-Identifier: Apache-2.0
 *
 * entity.c - what "&amp;" and "&#38;" stand for. Layer 1 (input). */
#include "input/entity.h"

#include "base/hash.h"
#include "base/str.h"
#include "input/tune.h"

#include <libxml/HTMLparser.h>

enum { MAX_NAME = 12 }; /* "thetasym" has 8 letters */

void
nq_entities_init(nq_entities *e, nq_arena *arena)
{
    *e = (nq_entities){0};
    nq_map_init(&e->names, arena);
}

static unsigned
digit(char c, unsigned base)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    c = (char)(c | 0x20);
    return base == 16 && c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : base;
}

/* Char of XML 1.0, section 2.2. */
static bool
is_character(uint32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xd800) ||
           (c >= 0xe000 && c < 0xfffe) || (c > 0xffff && c <= 0x10ffff);
}

/* "&#38;", "&#x26;" */
static uint32_t
read_number(naql_str text, size_t *len)
{
    size_t at = 2;
    unsigned base = at < text.len && (text.ptr[at] | 0x20) == 'x' ? 16 : 10;
    uint32_t point = 0;
    at += base == 16;
    for (; at < text.len && digit(text.ptr[at], base) < base; at++)
        if (point <= 0x10ffff) /* stays beyond once it is */
            point = point * base + digit(text.ptr[at], base);
    if (!is_character(point))
        return 0;
    *len = at + (at < text.len && text.ptr[at] == ';');
    return point;
}

/* `name` has a zero behind it. */
static uint32_t
look_up(nq_entities *e, naql_str name)
{
    uint64_t key = nq_hash(name);
    const uint32_t *known = nq_map_get(&e->names, key);
    if (known || e->n_unknown == NQ_TUNE_UNKNOWN_NAMES)
        return known ? *known : 0;
    const htmlEntityDesc *html = htmlEntityLookup((const xmlChar *)name.ptr);
    uint32_t point = html ? html->value : 0;
    if (nq_str_equal(name, NQ_STR("apos")))
        point = '\'';
    e->n_unknown += point == 0;
    uint32_t *kept = nq_map_put(&e->names, key, NULL);
    if (kept)
        *kept = point;
    return point;
}

uint32_t
nq_entity_read(nq_entities *e, naql_str text, size_t *len)
{
    char name[MAX_NAME];
    size_t n = 0;
    if (text.len > 1 && text.ptr[1] == '#')
        return read_number(text, len);
    while (n + 1 < text.len && n + 1 < sizeof name) {
        char c = text.ptr[n + 1];
        bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        if (!letter && (n == 0 || c < '0' || c > '9'))
            break;
        name[n++] = c;
    }
    if (n < 2 || n + 1 >= text.len || text.ptr[n + 1] != ';')
        return 0;
    name[n] = '\0';
    *len = n + 2;
    return look_up(e, nq_str(name, n));
}
