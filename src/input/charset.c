/* SPDX-License-Identifier: Apache-2.0
 *
 * charset.c - bytes of any Arabic charset -> UTF-8. Layer 1 (input). */
#include "input/charset.h"

#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"

#define BOM "\xef\xbb\xbf"

/* Moves text to `to` with CR LF and CR as LF; returns the bytes written. */
static size_t
copy_lines(naql_str text, char *to)
{
    size_t n = 0;
    while (text.len > 0) {
        const char *hit = memchr(text.ptr, '\r', text.len);
        size_t run = hit ? (size_t)(hit - text.ptr) : text.len;
        memcpy(to + n, text.ptr, run);
        n += run;
        text.ptr += run;
        text.len -= run;
        if (!hit)
            break;
        to[n++] = '\n';
        size_t passed = text.len > 1 && text.ptr[1] == '\n' ? 2 : 1;
        text.ptr += passed;
        text.len -= passed;
    }
    return n;
}

naql_str
nq_charset_copy(naql_str text, nq_arena *arena)
{
    char *to = nq_arena_alloc(arena, text.len);
    return to ? nq_str(to, copy_lines(text, to)) : nq_str(NULL, 0);
}

/* Bytes of `s` that are not part of a well-formed character. */
static size_t
bad_bytes(naql_str s)
{
    size_t bad = 0;
    while (s.len > 0) {
        size_t good = nq_utf8_valid(s);
        bad += good < s.len;
        size_t passed = good + (good < s.len);
        s.ptr += passed;
        s.len -= passed;
    }
    return bad;
}

naql_status
nq_charset_decode(naql_str bytes, naql_str label, nq_arena *arena,
                  naql_str *text, naql_str *charset, naql_error *err)
{
    (void)label;
    if (nq_str_starts(bytes, NQ_STR(BOM)))
        bytes = nq_str(bytes.ptr + 3, bytes.len - 3);
    size_t good = nq_utf8_valid(bytes);
    if (good < bytes.len)
        return nq_fail(err, NAQL_BAD_INPUT, good,
                       "not text: %zu %% of it is not valid in any Arabic "
                       "encoding",
                       (bad_bytes(bytes) * 100 + bytes.len - 1) / bytes.len);
    *charset = NQ_STR("utf-8");
    *text = nq_charset_copy(bytes, arena);
    return text->ptr ? NAQL_OK
                     : nq_fail(err, NAQL_NOMEM, UINT64_MAX, "out of memory");
}
