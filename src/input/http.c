/* SPDX-License-Identifier: Apache-2.0
 *
 * http.c - the answer of a web server, as it was stored. Layer 1 (input).
 *
 * RFC 9112 as far as archives need it. Crawlers often store a body that was
 * unpacked under a head that says it is not: what the bytes are decides. */
#include "input/http.h"

#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"
#include "input/inflate.h"

#include <strings.h>

size_t
nq_head_end(naql_str bytes)
{
    size_t at = 0;
    while (at < bytes.len) {
        const char *feed = memchr(bytes.ptr + at, '\n', bytes.len - at);
        if (!feed)
            return SIZE_MAX;
        size_t end = (size_t)(feed - bytes.ptr);
        if (end == at || (end == at + 1 && bytes.ptr[at] == '\r'))
            return end + 1;
        at = end + 1;
    }
    return SIZE_MAX;
}

naql_str
nq_head_value(naql_str head, const char *name)
{
    size_t len = strlen(name);
    naql_str line;
    while (nq_str_split(&head, '\n', &line))
        if (line.len > len && line.ptr[len] == ':' &&
            strncasecmp(line.ptr, name, len) == 0)
            return nq_str_trim(nq_str(line.ptr + len + 1, line.len - len - 1));
    return NQ_STR("");
}

naql_str
nq_http_label(naql_str type)
{
    for (size_t at = 0; at + 8 < type.len; at++) {
        if (strncasecmp(type.ptr + at, "charset=", 8) != 0)
            continue;
        naql_str label = nq_str(type.ptr + at + 8, type.len - at - 8);
        size_t end = 0;
        while (end < label.len && !strchr("; \t,", label.ptr[end]))
            end++;
        label.len = end;
        if (label.len >= 2 && (label.ptr[0] == '"' || label.ptr[0] == '\''))
            label = nq_str(label.ptr + 1, label.len - 2);
        return label;
    }
    return NQ_STR("");
}

/* Length at the start of a chunk and *at behind its line; SIZE_MAX: none. */
static size_t
chunk_length(naql_str body, size_t *at)
{
    size_t n = 0, digits = 0;
    for (; *at < body.len && nq_str_hex(body.ptr[*at]) >= 0; digits++) {
        if (digits == 12)
            return SIZE_MAX;
        n = n * 16 + (size_t)nq_str_hex(body.ptr[(*at)++]);
    }
    const char *feed =
        *at < body.len ? memchr(body.ptr + *at, '\n', body.len - *at) : NULL;
    if (digits == 0 || !feed)
        return SIZE_MAX;
    *at = (size_t)(feed - body.ptr) + 1;
    return n;
}

/* Joins chunks; false when the body is not made of them. */
static bool
join_chunks(naql_str body, nq_buf *joined)
{
    size_t at = 0;
    nq_buf_reset(joined);
    for (;;) {
        size_t n = chunk_length(body, &at);
        if (n == SIZE_MAX || n > body.len - at)
            return false;
        if (n == 0)
            return true;
        nq_buf_add(joined, nq_str(body.ptr + at, n));
        at += n;
        if (at < body.len && body.ptr[at] == '\r')
            at++;
        if (at < body.len && body.ptr[at] == '\n')
            at++;
    }
}

static naql_status
join_body(naql_str head, nq_buf *joined, nq_http *out, naql_error *err)
{
    naql_str coding = nq_head_value(head, "Transfer-Encoding");
    if (coding.len != 7 || strncasecmp(coding.ptr, "chunked", 7) != 0)
        return NAQL_OK;
    size_t at = 0;
    if (chunk_length(out->body, &at) == SIZE_MAX)
        return NAQL_OK; /* the crawler joined them already */
    if (!join_chunks(out->body, joined))
        return nq_fail(err, NAQL_BAD_INPUT, UINT64_MAX, "damaged HTTP chunks");
    if (joined->failed)
        return nq_fail_named(err, NAQL_NOMEM);
    out->body = nq_buf_str(joined);
    return NAQL_OK;
}

naql_status
nq_http_read(naql_str bytes, nq_buf *joined, nq_http *out, naql_error *err)
{
    size_t end = nq_head_end(bytes);
    *out = (nq_http){.status = 0};
    if (end == SIZE_MAX || !nq_str_starts(bytes, NQ_STR("HTTP/")))
        return nq_fail(err, NAQL_BAD_INPUT, UINT64_MAX, "no HTTP head");
    naql_str head = nq_str(bytes.ptr, end);
    const char *blank = memchr(head.ptr, ' ', head.len);
    size_t at = blank ? (size_t)(blank - head.ptr) + 1 : head.len;
    for (unsigned i = 0; i < 3 && at + i < head.len; i++)
        if (head.ptr[at + i] >= '0' && head.ptr[at + i] <= '9')
            out->status = out->status * 10 + (unsigned)(head.ptr[at + i] - '0');
    out->type = nq_head_value(head, "Content-Type");
    out->label = nq_http_label(out->type);
    out->sent = out->body = nq_str(bytes.ptr + end, bytes.len - end);
    NQ_TRY(join_body(head, joined, out, err));
    naql_str coding = nq_head_value(head, "Content-Encoding");
    size_t probe = out->body.len < 64 ? out->body.len : 64;
    if (nq_str_equal(coding, NQ_STR("br")) &&
        nq_utf8_valid(nq_str(out->body.ptr, probe)) + 4 < probe)
        return nq_fail(err, NAQL_BAD_INPUT, UINT64_MAX,
                       "packed with brotli, which is not read");
    out->packed = nq_packing_tell(out->body) != NQ_PACKING_NONE;
    return NAQL_OK;
}
