/* SPDX-License-Identifier: Apache-2.0
 *
 * xml.c - the markup of a feed as a row of events. Layer 1 (input). */
#include "input/xml.h"

#include "base/limits.h"
#include "base/str.h"

#include <stdint.h>

#define NONE NQ_XML_END /* of markup that is no event */

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
ends_tag(const nq_xml_cursor *in)
{
    return in->at >= in->text.len || in->text.ptr[in->at] == '>' ||
           in->text.ptr[in->at] == '<';
}

static naql_str
rest_of(const nq_xml_cursor *in)
{
    return nq_str(in->text.ptr + in->at, in->text.len - in->at);
}

/* ---- Attributes ---------------------------------------------------------- */

static void
pass_space(nq_xml_cursor *in, bool slashes)
{
    naql_str s = in->text;
    while (in->at < s.len &&
           (is_space(s.ptr[in->at]) || (slashes && s.ptr[in->at] == '/')))
        in->at++;
}

static naql_str
read_name(nq_xml_cursor *in)
{
    size_t start = in->at++; /* an attribute's may start with anything */
    while (in->at < in->text.len && !ends_name(in->text.ptr[in->at]))
        in->at++;
    return nq_str(in->text.ptr + start, in->at - start);
}

/* Where the quote that stands at in->at is closed; SIZE_MAX: nowhere. A quote
 * that was found further on, or found missing, is not looked for again. */
static size_t
closing_quote(nq_xml_cursor *in)
{
    char quote = in->text.ptr[in->at];
    size_t from = in->at + 1, *found = &in->quotes[quote == '"'];
    if (*found >= from)
        return *found;
    const char *hit = from < in->text.len ? memchr(in->text.ptr + from, quote,
                                                   in->text.len - from)
                                          : NULL;
    return *found = hit ? (size_t)(hit - in->text.ptr) : SIZE_MAX;
}

/* A quote that is not closed within the limit is taken for a slip: the value
 * then ends at a space or with the tag. */
static naql_str
read_value(nq_xml_cursor *in)
{
    size_t start = in->at;
    const char *p = in->text.ptr;
    if (p[start] == '"' || p[start] == '\'') {
        size_t end = closing_quote(in);
        if (end != SIZE_MAX && end - start <= NQ_MAX_HTML_VALUE_BYTES) {
            in->at = end + 1;
            return nq_str(p + start + 1, end - start - 1);
        }
    }
    while (!ends_tag(in) && !is_space(p[in->at]))
        in->at++;
    return nq_str(p + start, in->at - start);
}

/* False at the end of the tag. */
static bool
next_attribute(nq_xml_cursor *in, naql_str *name, naql_str *value)
{
    pass_space(in, true);
    if (ends_tag(in))
        return false;
    *name = read_name(in);
    *value = NQ_STR("");
    pass_space(in, false);
    if (in->at >= in->text.len || in->text.ptr[in->at] != '=')
        return true;
    in->at++;
    pass_space(in, false);
    if (!ends_tag(in))
        *value = read_value(in);
    return true;
}

naql_str
nq_xml_attribute(const nq_xml *x, const char *name)
{
    nq_xml_cursor in = {.text = x->inside};
    naql_str has, value;
    while (next_attribute(&in, &has, &value))
        if (nq_str_is(has, name))
            return value;
    return NQ_STR("");
}

/* ---- Markup -------------------------------------------------------------- */

static nq_xml_event
close_last(nq_xml *x)
{
    x->is_empty = false;
    if (!x->depth)
        return NONE;
    x->name = x->open[--x->depth];
    if (!x->depth)
        x->in.at = x->in.text.len; /* what follows the first element is none */
    return NQ_XML_CLOSE;
}

/* Behind the '>', or before the '<' of a tag that comes without it. */
static void
pass_tag_end(nq_xml_cursor *in)
{
    in->at += in->at < in->text.len && in->text.ptr[in->at] == '>';
}

/* in->at stands on the name. */
static nq_xml_event
read_start_tag(nq_xml *x)
{
    nq_xml_cursor *in = &x->in;
    naql_str ignored;
    x->name = read_name(in);
    if (x->depth == NQ_XML_DEPTH) {
        in->at = in->text.len;
        return NQ_XML_END;
    }
    size_t start = in->at;
    while (next_attribute(in, &ignored, &ignored))
        continue;
    x->inside = nq_str(in->text.ptr + start, in->at - start);
    x->is_empty = nq_str_ends(x->inside, NQ_STR("/"));
    x->open[x->depth++] = x->name;
    pass_tag_end(in);
    return NQ_XML_OPEN;
}

static nq_xml_event
read_end_tag(nq_xml *x)
{
    nq_xml_cursor *in = &x->in;
    while (!ends_tag(in))
        in->at++;
    pass_tag_end(in);
    return close_last(x);
}

/* To the end of a part that begins with `skip` bytes and ends with `mark`;
 * false: it does not end. */
static bool
pass_part(nq_xml *x, size_t skip, naql_str mark)
{
    nq_xml_cursor *in = &x->in;
    size_t start = in->at + skip;
    size_t end = nq_str_find(in->text, mark, start);
    in->at = end == SIZE_MAX ? in->text.len : end + mark.len;
    if (end == SIZE_MAX)
        return false;
    x->piece = nq_str(in->text.ptr + start, end - start);
    return true;
}

/* A document type, which may hold declarations in brackets. */
static void
pass_doctype(nq_xml *x)
{
    const naql_str end = NQ_STR(">");
    size_t start = x->in.at;
    if (!pass_part(x, 0, end))
        return;
    const char *bracket = memchr(x->piece.ptr, '[', x->piece.len);
    if (!bracket)
        return;
    x->in.at = start;
    if (pass_part(x, (size_t)(bracket - x->piece.ptr), NQ_STR("]")))
        pass_part(x, 0, end);
}

/* What begins with "<!". */
static nq_xml_event
read_declaration(nq_xml *x)
{
    const naql_str comment = NQ_STR("<!--"), data = NQ_STR("<![CDATA[");
    naql_str rest = rest_of(&x->in);
    if (nq_str_starts(rest, comment))
        pass_part(x, comment.len, NQ_STR("-->"));
    else if (nq_str_starts(rest, data))
        return pass_part(x, data.len, NQ_STR("]]>")) ? NQ_XML_DATA : NONE;
    else if (rest.len > 2 && starts_name(rest.ptr[2]))
        pass_doctype(x);
    else
        x->in.at++; /* it begins nothing */
    return NONE;
}

/* What begins with '<'. */
static nq_xml_event
read_markup(nq_xml *x)
{
    naql_str rest = rest_of(&x->in);
    char next = rest.len > 1 ? rest.ptr[1] : '\0';
    if (next == '!')
        return read_declaration(x);
    x->in.at++;
    if (starts_name(next))
        return read_start_tag(x);
    if (next == '/')
        return read_end_tag(x);
    if (next == '?')
        pass_part(x, 1, NQ_STR("?>"));
    return NONE;
}

static nq_xml_event
read_text(nq_xml *x)
{
    naql_str rest = rest_of(&x->in);
    const char *end = memchr(rest.ptr, '<', rest.len);
    x->piece = nq_str(rest.ptr, end ? (size_t)(end - rest.ptr) : rest.len);
    x->in.at += x->piece.len;
    return NQ_XML_TEXT;
}

void
nq_xml_start(nq_xml *x, naql_str text)
{
    x->in = (nq_xml_cursor){.text = text};
    x->name = x->piece = x->inside = NQ_STR("");
    x->is_empty = false;
    x->depth = 0;
}

nq_xml_event
nq_xml_next(nq_xml *x)
{
    nq_xml_event event = NONE;
    if (x->is_empty)
        return close_last(x);
    while (event == NONE && x->in.at < x->in.text.len)
        event = x->in.text.ptr[x->in.at] == '<' ? read_markup(x) : read_text(x);
    return event;
}

/* ---- Text ---------------------------------------------------------------- */

/* Bytes at the start of `s` that are written as they are. */
static size_t
plain_bytes(naql_str s, bool is_data)
{
    static const bool stops[256] = {
        [0x00] = true, [0x01] = true, [0x02] = true, [0x03] = true,
        [0x04] = true, [0x05] = true, [0x06] = true, [0x07] = true,
        [0x08] = true, [0x0b] = true, [0x0c] = true, [0x0d] = true,
        [0x0e] = true, [0x0f] = true, [0x10] = true, [0x11] = true,
        [0x12] = true, [0x13] = true, [0x14] = true, [0x15] = true,
        [0x16] = true, [0x17] = true, [0x18] = true, [0x19] = true,
        [0x1a] = true, [0x1b] = true, [0x1c] = true, [0x1d] = true,
        [0x1e] = true, [0x1f] = true, ['&'] = true,  [0xef] = true};
    size_t n = 0;
    while (n < s.len &&
           (!stops[(unsigned char)s.ptr[n]] || (is_data && s.ptr[n] == '&')))
        n++;
    return n;
}

/* Bytes of what stands at the start of `s` and is not plain; a character that
 * stays is added. */
static size_t
write_other(nq_entities *known, naql_str s, nq_buf *out)
{
    size_t len = 1;
    if (*s.ptr == '&') {
        uint32_t point = nq_entity_read(known, s, &len);
        nq_buf_point(out, point ? point : '&');
        if (!point)
            len = 1;
    } else if (*s.ptr == '\r') {
        if (s.len < 2 || s.ptr[1] != '\n')
            nq_buf_byte(out, '\n');
    } else if (*s.ptr & 0x80) { /* U+Fxxx; U+FFFE and U+FFFF are none */
        len = 3;
        if (memcmp(s.ptr, "\xef\xbf\xbe", 2) || (unsigned char)s.ptr[2] < 0xbe)
            nq_buf_add(out, nq_str(s.ptr, len));
    }
    return len;
}

void
nq_xml_write(nq_entities *known, naql_str piece, nq_buf *out)
{
    while (piece.len) {
        size_t n = plain_bytes(piece, !known);
        nq_buf_add(out, nq_str(piece.ptr, n));
        if (n < piece.len)
            n += write_other(known, nq_str(piece.ptr + n, piece.len - n), out);
        piece = nq_str(piece.ptr + n, piece.len - n);
    }
}
