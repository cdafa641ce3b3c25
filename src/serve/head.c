/* SPDX-License-Identifier: Apache-2.0
 *
 * head.c - is this the head of a request that may be answered? Layer 11
 * (serve). */
#include "serve/head.h"

#include <string.h>
#include <strings.h>

/* ---- Bytes ---- */

static bool
is_token(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z') || (c && strchr("!#$%&'*+-.^_`|~", c));
}

static bool
is_hex(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') ||
           (c >= 'a' && c <= 'f');
}

static bool
is_word(naql_str s, const char *word)
{
    return s.len == strlen(word) && strncasecmp(s.ptr, word, s.len) == 0;
}

static naql_str
slice(naql_str s, size_t from, size_t to)
{
    return (naql_str){s.ptr + from, to - from};
}

/* Next line without its CR LF, from *at on; -1: a byte that no line may have,
 * 0: its end is not there yet, 1: it is *out. */
static int
next_line(naql_str in, size_t *at, naql_str *out)
{
    for (size_t i = *at; i < in.len; i++) {
        unsigned char c = (unsigned char)in.ptr[i];
        if (c == '\r') {
            if (i + 1 == in.len)
                return 0;
            if (in.ptr[i + 1] != '\n')
                return -1;
            *out = slice(in, *at, i);
            *at = i + 2;
            return 1;
        }
        if ((c < 0x20 && c != '\t') || c == 0x7f)
            return -1;
    }
    return 0;
}

/* ---- The request line ---- */

/* "/path?query": bytes of a URI and, as people type them and browsers leave
 * them, of UTF-8 and ^`{|}; what is percent encoded is two digits and no
 * NUL. */
static bool
is_target(naql_str s)
{
    if (s.len == 0 || s.ptr[0] != '/')
        return false;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c <= 0x20 || c == 0x7f || strchr("#\"<>\\", c))
            return false;
        if (c != '%')
            continue;
        if (i + 2 >= s.len || !is_hex((unsigned char)s.ptr[i + 1]) ||
            !is_hex((unsigned char)s.ptr[i + 2]))
            return false;
        if (s.ptr[i + 1] == '0' && s.ptr[i + 2] == '0')
            return false;
    }
    return true;
}

static serve_verdict
check_line(naql_str line, bool *old)
{
    size_t method = 0, version = line.len;
    while (method < line.len && is_token((unsigned char)line.ptr[method]))
        method++;
    while (version > method && line.ptr[version - 1] != ' ')
        version--;
    if (!method || version < method + 2 || line.ptr[method] != ' ')
        return SERVE_HEAD_BAD;
    naql_str name = slice(line, 0, method);
    naql_str http = slice(line, version, line.len);
    *old = is_word(http, "HTTP/1.0") && http.ptr[0] == 'H';
    if (http.len != 8 || memcmp(http.ptr, "HTTP/", 5) != 0)
        return SERVE_HEAD_BAD;
    if (!*old && memcmp(http.ptr, "HTTP/1.1", 8) != 0)
        return SERVE_HEAD_VERSION;
    bool get = name.len == 3 && memcmp(name.ptr, "GET", 3) == 0;
    bool head = name.len == 4 && memcmp(name.ptr, "HEAD", 4) == 0;
    if (!get && !head)
        return SERVE_HEAD_METHOD;
    return is_target(slice(line, method + 1, version - 1)) ? SERVE_HEAD_GOOD
                                                           : SERVE_HEAD_BAD;
}

/* ---- Fields ---- */

struct fields {
    const serve_hosts *hosts;
    unsigned n, n_hosts, n_lengths;
    bool foreign;  /* a page of another origin asks */
    bool inserted; /* for a part of itself, not to lead here */
};

/* What a browser says of who asks (Fetch Metadata); others say nothing. */
static void
note_origin(struct fields *f, naql_str key, naql_str value)
{
    if (is_word(key, "Sec-Fetch-Site"))
        f->foreign |= !is_word(value, "same-origin") && !is_word(value, "none");
    else if (is_word(key, "Sec-Fetch-Mode"))
        f->inserted |= !is_word(value, "navigate");
    else if (is_word(key, "Sec-Fetch-Dest"))
        f->inserted |= !is_word(value, "document");
}

static bool
is_ours(const serve_hosts *hosts, naql_str value)
{
    for (unsigned i = 0; i < hosts->n; i++)
        if (is_word(value, hosts->names[i]))
            return true;
    return false;
}

static serve_verdict
check_field(struct fields *f, naql_str line)
{
    size_t name = 0;
    while (name < line.len && is_token((unsigned char)line.ptr[name]))
        name++;
    if (!name || name == line.len || line.ptr[name] != ':')
        return SERVE_HEAD_BAD; /* a folded line too, and a space before ':' */
    size_t from = name + 1, to = line.len;
    while (from < to && (line.ptr[from] == ' ' || line.ptr[from] == '\t'))
        from++;
    while (to > from && (line.ptr[to - 1] == ' ' || line.ptr[to - 1] == '\t'))
        to--;
    naql_str key = slice(line, 0, name), value = slice(line, from, to);
    if (++f->n > SERVE_FIELDS)
        return SERVE_HEAD_FIELDS;
    if (is_word(key, "Transfer-Encoding") || is_word(key, "Expect"))
        return SERVE_HEAD_BAD;
    if (is_word(key, "Content-Length")) {
        if (++f->n_lengths > 1)
            return SERVE_HEAD_BAD;
        return is_word(value, "0") ? SERVE_HEAD_GOOD : SERVE_HEAD_BODY;
    }
    note_origin(f, key, value);
    if (!is_word(key, "Host"))
        return SERVE_HEAD_GOOD;
    if (++f->n_hosts > 1)
        return SERVE_HEAD_BAD;
    return is_ours(f->hosts, value) ? SERVE_HEAD_GOOD : SERVE_HEAD_HOST;
}

/* A request that is wrong in several ways is told the first that is about its
 * form, before what it asks for. */
static void
note(serve_verdict *worst, serve_verdict found)
{
    if (found == SERVE_HEAD_GOOD || *worst == SERVE_HEAD_BAD)
        return;
    if (*worst == SERVE_HEAD_GOOD || found == SERVE_HEAD_BAD)
        *worst = found;
}

static serve_verdict
check_all(naql_str bytes, const serve_hosts *hosts)
{
    struct fields f = {.hosts = hosts};
    serve_verdict worst = SERVE_HEAD_GOOD;
    naql_str line;
    bool old = false;
    size_t at = 0;
    int got = next_line(bytes, &at, &line);
    if (got < 0)
        return SERVE_HEAD_BAD;
    if (bytes.len > SERVE_LINE_BYTES && (!got || line.len > SERVE_LINE_BYTES))
        return SERVE_HEAD_LINE;
    if (!got)
        return SERVE_HEAD_PART;
    note(&worst, check_line(line, &old));
    while ((got = next_line(bytes, &at, &line)) > 0 && line.len)
        note(&worst, check_field(&f, line));
    if (got < 0 || worst == SERVE_HEAD_BAD)
        return SERVE_HEAD_BAD;
    if (!got)
        return worst == SERVE_HEAD_FIELDS ? worst : SERVE_HEAD_PART;
    if (at != bytes.len)
        return SERVE_HEAD_BAD; /* a body, or another request */
    if (!f.n_hosts)
        note(&worst, old ? SERVE_HEAD_HOST : SERVE_HEAD_BAD);
    if (f.foreign && f.inserted)
        note(&worst, SERVE_HEAD_FOREIGN);
    return worst;
}

serve_verdict
serve_head_check(naql_str bytes, const serve_hosts *hosts)
{
    serve_verdict v = check_all(bytes, hosts);
    if (bytes.len > SERVE_HEAD_BYTES && v == SERVE_HEAD_PART)
        return SERVE_HEAD_FIELDS;
    return v;
}
