/* SPDX-License-Identifier: Apache-2.0
 *
 * charset.c - bytes of any Arabic charset -> UTF-8. Layer 1 (input).
 *
 * Asks in order: wide units, UTF-8, one-byte charsets; the last resort is
 * UTF-8 with a little damage. */
#include "input/charset.h"

#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"
#include "input/onebyte.h"
#include "input/tune.h"

#define BOM "\xef\xbb\xbf"

/* ---- Copies -------------------------------------------------------------- */

/* Moves text to `to` (which may be where it stands) with CR LF and CR as LF;
 * returns the bytes written. */
static size_t
copy_lines(naql_str text, char *to)
{
    size_t n = 0;
    while (text.len > 0) {
        const char *hit = memchr(text.ptr, '\r', text.len);
        size_t run = hit ? (size_t)(hit - text.ptr) : text.len;
        memmove(to + n, text.ptr, run);
        n += run;
        text.ptr += run;
        text.len -= run;
        if (!hit)
            break;
        size_t passed = text.len > 1 && text.ptr[1] == '\n' ? 2 : 1;
        to[n++] = '\n';
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

/* ---- Damaged UTF-8 ------------------------------------------------------- */

struct damage {
    size_t arabic; /* well-formed Arabic characters */
    size_t bad;    /* bytes that are part of no character */
};

static struct damage
assess(naql_str s)
{
    struct damage d = {0};
    size_t at = 0;
    while (at < s.len) {
        uint32_t c = nq_utf8_next(s, &at);
        d.bad += c == NQ_UTF8_BAD;
        d.arabic += c >= 0x0600 && c <= 0x06ff;
    }
    return d;
}

/* Bytes of the broken character at s[at]: a lead and the tails that fit it
 * (Unicode 15, section 3.9, "maximal subparts"). */
static size_t
broken_len(naql_str s, size_t at)
{
    unsigned char lead = (unsigned char)s.ptr[at];
    size_t n = lead < 0xc2 || lead > 0xf4 ? 1
               : lead < 0xe0              ? 2
               : lead < 0xf0              ? 3
                                          : 4;
    for (size_t i = 1; i < n && at + i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[at + i];
        bool fits = (c & 0xc0) == 0x80;
        if (i == 1 &&
            ((lead == 0xe0 && c < 0xa0) || (lead == 0xed && c > 0x9f) ||
             (lead == 0xf0 && c < 0x90) || (lead == 0xf4 && c > 0x8f)))
            fits = false;
        if (!fits)
            return i;
    }
    return n < s.len - at ? n : s.len - at;
}

static naql_status
replace_bad(naql_str s, struct damage damage, nq_arena *arena, naql_str *text,
            naql_error *err)
{
    char *to = nq_arena_alloc(arena, s.len + 2 * damage.bad);
    size_t n = 0;
    if (!to)
        return nq_fail_named(err, NAQL_NOMEM);
    while (s.len > 0) {
        size_t good = nq_utf8_valid(s);
        memcpy(to + n, s.ptr, good);
        n += good;
        if (good < s.len) {
            n += nq_utf8_write(0xfffd, to + n);
            good += broken_len(s, good);
        }
        s.ptr += good;
        s.len -= good;
    }
    *text = nq_str(to, copy_lines(nq_str(to, n), to));
    return NAQL_OK;
}

naql_str
nq_charset_safe(naql_str text, nq_arena *arena)
{
    naql_str safe = nq_str(NULL, 0);
    if (nq_utf8_valid(text) == text.len)
        return nq_arena_str(arena, text);
    replace_bad(text, assess(text), arena, &safe, NULL);
    return safe;
}

/* ---- One way each -------------------------------------------------------- */

static naql_status
decode_wide(nq_wide wide, naql_str bytes, nq_arena *arena, naql_str *text,
            naql_error *err)
{
    size_t room = bytes.len / 2 * 3 + 8, used; /* 2 bytes give at most 3 */
    char *to = nq_arena_alloc(arena, room);
    if (!to)
        return nq_fail_named(err, NAQL_NOMEM);
    size_t n = nq_wide_decode(wide, bytes, true, to, room, &used);
    *text = nq_str(to, copy_lines(nq_str(to, n), to));
    return NAQL_OK;
}

static naql_status
decode_utf8(naql_str bytes, nq_arena *arena, naql_str *text, naql_str *charset,
            naql_error *err)
{
    bool repaired;
    *text = nq_charset_copy(bytes, arena);
    if (!text->ptr || nq_charset_mend(text, arena, &repaired) != NAQL_OK)
        return nq_fail_named(err, NAQL_NOMEM);
    *charset = repaired ? NQ_STR("utf-8 (double-encoded)") : NQ_STR("utf-8");
    return NAQL_OK;
}

static naql_status
decode_onebyte(nq_onebyte found, naql_str bytes, nq_arena *arena,
               naql_str *text, naql_error *err)
{
    char *to = nq_arena_alloc(arena, bytes.len * 3);
    if (!to)
        return nq_fail_named(err, NAQL_NOMEM);
    size_t n = nq_onebyte_decode(found, bytes, to);
    *text = nq_str(to, copy_lines(nq_str(to, n), to));
    return NAQL_OK;
}

static naql_status
decode_other(naql_str bytes, naql_str label, nq_arena *arena, naql_str *text,
             naql_str *charset, naql_error *err)
{
    struct damage damage = assess(bytes);
    size_t good = nq_utf8_valid(bytes);
    bool cut = bytes.len - good == damage.bad &&
               good + broken_len(bytes, good) == bytes.len &&
               damage.arabic > damage.bad;
    if (cut || (damage.arabic >= NQ_TUNE_UTF8_LETTERS &&
                damage.arabic > NQ_TUNE_UTF8_DAMAGE * damage.bad)) {
        *charset = NQ_STR("utf-8 (damaged)");
        return replace_bad(bytes, damage, arena, text, err);
    }
    unsigned odd;
    nq_onebyte found = nq_onebyte_tell(bytes, nq_onebyte_labelled(label), &odd);
    if (found != NQ_ONEBYTE_NONE) {
        *charset = nq_str_from(nq_onebyte_name(found));
        return decode_onebyte(found, bytes, arena, text, err);
    }
    size_t bad = (damage.bad * 100 + bytes.len - 1) / bytes.len;
    return nq_fail(err, NAQL_BAD_INPUT, nq_utf8_valid(bytes),
                   "not text: %zu %% of it is not valid in any Arabic encoding",
                   odd > 0 && odd < bad ? odd : bad);
}

/* Text of other bytes than text: a programme, a picture in small numbers. */
static bool
has_controls(naql_str bytes, size_t *percent)
{
    size_t n = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        n += (c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f') ||
             c == 0x7f;
    }
    *percent = bytes.len ? (n * 100 + bytes.len - 1) / bytes.len : 0;
    return n * NQ_TUNE_CONTROL_SHARE > bytes.len;
}

naql_status
nq_charset_decode(naql_str bytes, naql_str label, nq_arena *arena,
                  naql_str *text, naql_str *charset, naql_error *err)
{
    size_t mark, percent;
    if (nq_str_starts(bytes, NQ_STR(BOM)))
        bytes = nq_str(bytes.ptr + 3, bytes.len - 3);
    nq_wide wide = nq_wide_tell(bytes, &mark);
    if (wide != NQ_WIDE_NONE) {
        *charset = nq_str_from(nq_wide_name(wide));
        return decode_wide(wide, nq_str(bytes.ptr + mark, bytes.len - mark),
                           arena, text, err);
    }
    if (has_controls(bytes, &percent))
        return nq_fail(err, NAQL_BAD_INPUT, UINT64_MAX,
                       "not text: %zu %% of it is control characters", percent);
    if (nq_utf8_valid(bytes) == bytes.len)
        return decode_utf8(bytes, arena, text, charset, err);
    return decode_other(bytes, label, arena, text, charset, err);
}

uint32_t
nq_charset_point(const char *charset, unsigned char byte)
{
    for (unsigned i = 0; i < NQ_ONEBYTE_NONE; i++)
        if (strcmp(charset, nq_onebyte_name((nq_onebyte)i)) == 0)
            return byte < 0x80 ? byte
                               : nq_onebyte_points((nq_onebyte)i)[byte - 0x80];
    return 0;
}
