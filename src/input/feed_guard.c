/* SPDX-License-Identifier: Apache-2.0
 *
 * feed_guard.c - a feed made small and well-formed before a parser sees it.
 * Layer 1 (input). */
#include "input/feed_guard.h"

#include "base/hash.h"
#include "base/limits.h"
#include "base/many.h"
#include "base/map.h"
#include "base/str.h"
#include "input/entity.h"
#include "input/tune.h"

struct guard {
    naql_str in;
    size_t at;
    size_t quotes[2]; /* where the next of each kind was found */
    nq_buf *out;
    nq_entities known;
    nq_map names; /* hashes of names of elements */
    uint32_t n_names;
    naql_str open[NQ_TUNE_FEED_DEPTH]; /* names of elements */
    uint32_t depth;
};

static bool
is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool
starts_name(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || c == ':' ||
           (c & 0x80);
}

/* Of a tag or of an attribute. */
static bool
ends_name(char c)
{
    return is_space(c) || c == '=' || c == '/' || c == '>' || c == '<';
}

static bool
ends_tag(const struct guard *g)
{
    return g->at >= g->in.len || g->in.ptr[g->at] == '>' ||
           g->in.ptr[g->at] == '<';
}

static naql_str
rest_of(const struct guard *g)
{
    return nq_str(g->in.ptr + g->at, g->in.len - g->at);
}

/* Nothing more is written. */
static void
stop(struct guard *g)
{
    g->at = g->in.len;
}

/* ---- Text ---------------------------------------------------------------- */

enum place { TEXT, VALUE, DATA }; /* of an element, of an attribute, CDATA */

/* Is none of p[0, 16) looked at more closely? */
static bool
are_plain(const char *p)
{
    nq_many a = nq_many_at(p);
    nq_many found = (nq_many)(a < 0x20) | (nq_many)(a == 0xef) |
                    (nq_many)(a == '&') | (nq_many)(a == '<') |
                    (nq_many)(a == ']') | (nq_many)(a == '"');
    return !nq_many_any(found);
}

static bool
is_plain(char c, enum place place)
{
    if (((unsigned char)c < 0x20 && !is_space(c)) || c == '\xef')
        return false;
    if (c == '&' || c == '<' || c == ']')
        return place == DATA;
    return c != '"' || place != VALUE;
}

/* Bytes at the start of `s` that are written as they are. */
static size_t
plain_bytes(naql_str s, enum place place)
{
    size_t n = 0;
    while (n < s.len) {
        size_t end = n + sizeof(nq_many) < s.len ? n + sizeof(nq_many) : s.len;
        if (end - n == sizeof(nq_many) && are_plain(s.ptr + n)) {
            n = end;
            continue;
        }
        for (; n < end; n++)
            if (!is_plain(s.ptr[n], place))
                return n;
    }
    return n;
}

/* In place of what is no character of XML: nothing, but where a "]]>" would
 * come together in CDATA, whose end it would be. */
static void
write_none(nq_buf *out, enum place place)
{
    if (place == DATA && out->len && out->ptr[out->len - 1] == ']')
        nq_buf_byte(out, ' ');
}

/* What stands at the start of `s` and may not be plain; returns its bytes.
 * '&' is written so that libxml2 takes it in any state: as a number. */
static size_t
write_other(struct guard *g, naql_str s, enum place place)
{
    size_t len = 1;
    if (*s.ptr == '&') {
        uint32_t point = nq_entity_read(&g->known, s, &len);
        if (!point)
            len = 1;
        nq_buf_format(g->out, "&#%u;", point ? point : '&');
    } else if (*s.ptr == '<') {
        nq_buf_add(g->out, NQ_STR("&#60;"));
    } else if (*s.ptr == ']') {
        nq_buf_add(g->out, NQ_STR("&#93;")); /* "]]>" ends CDATA alone */
    } else if (*s.ptr == '"') {
        nq_buf_add(g->out, NQ_STR("&#34;"));
    } else if (*s.ptr & 0x80) { /* U+Fxxx; U+FFFE and U+FFFF are none */
        len = 3;
        if (memcmp(s.ptr, "\xef\xbf", 2) || (unsigned char)s.ptr[2] < 0xbe)
            nq_buf_add(g->out, nq_str(s.ptr, len));
        else
            write_none(g->out, place);
    } else {
        write_none(g->out, place);
    }
    return len;
}

static void
write_text(struct guard *g, naql_str s, enum place place)
{
    while (s.len) {
        size_t n = plain_bytes(s, place);
        nq_buf_add(g->out, nq_str(s.ptr, n));
        if (n < s.len)
            n += write_other(g, nq_str(s.ptr + n, s.len - n), place);
        s = nq_str(s.ptr + n, s.len - n);
    }
}

/* ---- Attributes ---------------------------------------------------------- */

static void
pass_space(struct guard *g, bool slashes)
{
    naql_str in = g->in;
    while (g->at < in.len &&
           (is_space(in.ptr[g->at]) || (slashes && in.ptr[g->at] == '/')))
        g->at++;
}

static naql_str
read_name(struct guard *g)
{
    size_t start = g->at++; /* an attribute's may start with anything */
    while (g->at < g->in.len && !ends_name(g->in.ptr[g->at]))
        g->at++;
    return nq_str(g->in.ptr + start, g->at - start);
}

/* Where the quote that stands at g->at is closed; SIZE_MAX: nowhere. A quote
 * that was found further on, or found missing, is not looked for again. */
static size_t
closing_quote(struct guard *g)
{
    char quote = g->in.ptr[g->at];
    size_t from = g->at + 1, *found = &g->quotes[quote == '"'];
    if (*found >= from)
        return *found;
    const char *hit = from < g->in.len
                          ? memchr(g->in.ptr + from, quote, g->in.len - from)
                          : NULL;
    return *found = hit ? (size_t)(hit - g->in.ptr) : SIZE_MAX;
}

/* A quote that is not closed within the limit is taken for a slip: the value
 * then ends at a space or with the tag. */
static naql_str
read_value(struct guard *g)
{
    size_t start = g->at;
    const char *p = g->in.ptr;
    if (p[start] == '"' || p[start] == '\'') {
        size_t end = closing_quote(g);
        if (end != SIZE_MAX && end - start <= NQ_MAX_HTML_VALUE_BYTES) {
            g->at = end + 1;
            return nq_str(p + start + 1, end - start - 1);
        }
    }
    while (!ends_tag(g) && !is_space(p[g->at]))
        g->at++;
    return nq_str(p + start, g->at - start);
}

/* False at the end of the tag. */
static bool
next_attribute(struct guard *g, naql_str *name, naql_str *value)
{
    pass_space(g, true);
    if (ends_tag(g))
        return false;
    *name = read_name(g);
    *value = NQ_STR("");
    pass_space(g, false);
    if (g->at >= g->in.len || g->in.ptr[g->at] != '=')
        return true;
    g->at++;
    pass_space(g, false);
    if (!ends_tag(g))
        *value = read_value(g);
    return true;
}

/* Writes those that a feed is asked for; of two the first. */
static void
write_attributes(struct guard *g)
{
    static const char *const asked[] = {"rel", "href", "type"};
    enum { N = sizeof asked / sizeof *asked };
    bool seen[N] = {false};
    naql_str name, value;
    while (next_attribute(g, &name, &value)) {
        unsigned which = 0;
        while (which < N && !nq_str_is(name, asked[which]))
            which++;
        if (which == N || seen[which])
            continue;
        seen[which] = true;
        nq_buf_byte(g->out, ' ');
        nq_buf_add(g->out, name);
        nq_buf_add(g->out, NQ_STR("=\""));
        write_text(g, value, VALUE);
        nq_buf_byte(g->out, '"');
    }
}

/* ---- Markup -------------------------------------------------------------- */

/* Behind the '>', or before the '<' of a tag that comes without it. */
static void
pass_tag_end(struct guard *g)
{
    g->at += g->at < g->in.len && g->in.ptr[g->at] == '>';
}

/* What is no letter of a name in libxml2, or may be none, as an underline. */
static void
write_name(struct guard *g, naql_str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool good = ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == ':' ||
                    (i > 0 && ((c >= '0' && c <= '9') || c == '-' || c == '.'));
        nq_buf_byte(g->out, good ? c : '_');
    }
}

static void
close_last(struct guard *g)
{
    if (!g->depth)
        return;
    nq_buf_add(g->out, NQ_STR("</"));
    write_name(g, g->open[--g->depth]);
    nq_buf_byte(g->out, '>');
    if (!g->depth)
        stop(g); /* behind the first element there is nothing */
}

/* Is it one of the first so many? Of more, libxml2's list of names is slow. */
static bool
is_usual(struct guard *g, naql_str name)
{
    uint64_t key = nq_hash(name);
    bool fresh = false;
    if (g->n_names == NQ_TUNE_FEED_NAMES)
        return nq_map_get(&g->names, key) != NULL;
    if (!nq_map_put(&g->names, key, &fresh))
        g->out->failed = true;
    g->n_names += fresh;
    return true;
}

/* g->at stands on the name. */
static void
read_start_tag(struct guard *g)
{
    naql_str name = read_name(g);
    if (!is_usual(g, name))
        name = NQ_STR("_");
    if (g->depth == NQ_TUNE_FEED_DEPTH) {
        stop(g);
        return;
    }
    g->open[g->depth++] = name;
    nq_buf_byte(g->out, '<');
    write_name(g, name);
    write_attributes(g);
    nq_buf_byte(g->out, '>');
    bool is_empty = g->in.ptr[g->at - 1] == '/';
    pass_tag_end(g);
    if (is_empty)
        close_last(g);
}

static void
read_end_tag(struct guard *g)
{
    while (!ends_tag(g))
        g->at++;
    pass_tag_end(g);
    close_last(g);
}

/* To the end of a part that begins with `skip` bytes and ends with `mark`; what
 * is between. Empty, and to the end of all: it does not end. */
static naql_str
pass_part(struct guard *g, size_t skip, naql_str mark)
{
    size_t start = g->at + skip, end = nq_str_find(g->in, mark, start);
    if (end == SIZE_MAX) {
        stop(g);
        return NQ_STR("");
    }
    g->at = end + mark.len;
    return nq_str(g->in.ptr + start, end - start);
}

/* A document type, which may hold declarations in brackets. */
static void
pass_doctype(struct guard *g)
{
    const naql_str end = NQ_STR(">");
    size_t start = g->at;
    naql_str type = pass_part(g, 0, end);
    const char *bracket = type.len ? memchr(type.ptr, '[', type.len) : NULL;
    if (!bracket)
        return;
    g->at = start;
    pass_part(g, (size_t)(bracket - type.ptr), NQ_STR("]"));
    pass_part(g, 0, end);
}

/* What begins with "<!". */
static void
read_declaration(struct guard *g)
{
    const naql_str comment = NQ_STR("<!--"), data = NQ_STR("<![CDATA[");
    naql_str rest = rest_of(g);
    if (nq_str_starts(rest, comment)) {
        pass_part(g, comment.len, NQ_STR("-->"));
    } else if (nq_str_starts(rest, data)) {
        naql_str text = pass_part(g, data.len, NQ_STR("]]>"));
        if (!g->depth || !text.len)
            return;
        nq_buf_add(g->out, data);
        write_text(g, text, DATA);
        nq_buf_add(g->out, NQ_STR("]]>"));
    } else if (rest.len > 2 && starts_name(rest.ptr[2])) {
        pass_doctype(g);
    } else {
        g->at++; /* it begins nothing */
    }
}

/* What begins with '<'. One that begins nothing is left out. */
static void
read_markup(struct guard *g)
{
    naql_str rest = rest_of(g);
    char next = rest.len > 1 ? rest.ptr[1] : '\0';
    if (next == '!') {
        read_declaration(g);
        return;
    }
    g->at++;
    if (starts_name(next))
        read_start_tag(g);
    else if (next == '/')
        read_end_tag(g);
    else if (next == '?')
        pass_part(g, 1, NQ_STR("?>"));
}

static void
read_text(struct guard *g)
{
    naql_str rest = rest_of(g);
    const char *end = memchr(rest.ptr, '<', rest.len);
    rest.len = end ? (size_t)(end - rest.ptr) : rest.len;
    g->at += rest.len;
    if (g->depth)
        write_text(g, rest, TEXT);
}

void
nq_feed_guard(naql_str feed, nq_arena *scratch, nq_buf *out)
{
    struct guard g = {.in = feed, .out = out};
    nq_entities_init(&g.known, scratch);
    nq_map_init(&g.names, scratch);
    while (g.at < feed.len) {
        if (feed.ptr[g.at] == '<')
            read_markup(&g);
        else
            read_text(&g);
    }
}
