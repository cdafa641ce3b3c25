/* SPDX-License-Identifier: Apache-2.0
 *
 * out.c - JSON written as it comes. Layer 0 (base). */
#include "base/out.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Strings under this length are looked through before they are written: nearly
 * all of them, keys above all, need no escape. */
#define SHORT 512

void
nq_json_start(nq_json_out *j, nq_buf *to)
{
    *j = (nq_json_out){.to = to};
}

static void
before_value(nq_json_out *j)
{
    uint64_t bit = 1ull << (j->depth & 63);
    if (!j->after_key && (j->comma & bit))
        nq_buf_byte(j->to, ',');
    j->comma |= bit;
    j->after_key = false;
}

static void
open(nq_json_out *j, char bracket)
{
    before_value(j);
    nq_buf_byte(j->to, bracket);
    j->depth++;
    j->comma &= ~(1ull << (j->depth & 63));
}

void
nq_json_object(nq_json_out *j)
{
    open(j, '{');
}

void
nq_json_array(nq_json_out *j)
{
    open(j, '[');
}

void
nq_json_end(nq_json_out *j, char bracket)
{
    nq_buf_byte(j->to, bracket);
    j->depth--;
}

/* Length of a character at p that must be escaped though it is not ASCII:
 * C1 controls, U+2028/9 and the bidi controls; 0: it need not be. */
static size_t
awkward(const unsigned char *p, size_t n, uint32_t *point)
{
    if (n >= 2 && p[0] == 0xc2 && p[1] < 0xa0) {
        *point = p[1];
        return 2;
    }
    if (n >= 2 && p[0] == 0xd8 && p[1] == 0x9c) {
        *point = 0x61c;
        return 2;
    }
    if (n < 3 || p[0] != 0xe2 || (p[1] != 0x80 && p[1] != 0x81))
        return 0;
    *point = 0x2000 + (uint32_t)(p[1] & 1) * 64 + (p[2] & 0x3f);
    return (*point >= 0x200e && *point <= 0x200f) ||
                   (*point >= 0x2028 && *point <= 0x202e) ||
                   (*point >= 0x2066 && *point <= 0x2069)
               ? 3
               : 0;
}

static void
escape_ascii(nq_buf *to, unsigned char c)
{
    static const char short_of[] = "\"\"\\\\\nn\tt\rr\bb\ff";
    for (size_t i = 0; short_of[i]; i += 2) {
        if ((unsigned char)short_of[i] == c) {
            nq_buf_byte(to, '\\');
            nq_buf_byte(to, short_of[i + 1]);
            return;
        }
    }
    nq_buf_format(to, "\\u%04x", c);
}

/* Sixteen bytes at once; compilers make of it what the machine has. */
typedef unsigned char many __attribute__((vector_size(16)));

/* Is there a byte in p[0, 16) that may have to be escaped? p[16] is there. */
static inline bool
any_awkward(const unsigned char *p)
{
    many a, next;
    memcpy(&a, p, sizeof a);
    memcpy(&next, p + 1, sizeof next);
    many found = (many)(a < 0x20) | (many)(a == '"') | (many)(a == '\\') |
                 (many)(a == 0x7f) | (many)(a == 0xc2) | (many)(a == 0xe2) |
                 ((many)(a == 0xd8) & (many)(next == 0x9c));
    uint64_t halves[2];
    memcpy(halves, &found, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

/* Offset, from `i` on, of the first byte that may have to be escaped. The first
 * byte of half the Arabic letters is that of U+061C too; it is told apart
 * here, where it costs least. */
static size_t
plain_until(const unsigned char *p, size_t i, size_t n)
{
    while (n - i > sizeof(many) && !any_awkward(p + i))
        i += sizeof(many);
    static const bool stop[256] = {['"'] = true,  ['\\'] = true, [0x7f] = true,
                                   [0xc2] = true, [0xd8] = true, [0xe2] = true};
    for (; i < n; i++)
        if (p[i] < 0x20 ||
            (stop[p[i]] && (p[i] != 0xd8 || (i + 1 < n && p[i + 1] == 0x9c))))
            break;
    return i;
}

/* The string and its marks, when nothing in it must be escaped. */
static bool
quoted_plain(nq_buf *to, naql_str s)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    if (plain_until(p, 0, s.len) < s.len || !nq_buf_reserve(to, s.len + 2))
        return false;
    char *at = to->ptr + to->len;
    *at++ = '"';
    if (s.len)
        memcpy(at, s.ptr, s.len);
    at[s.len] = '"';
    to->len += s.len + 2;
    return true;
}

static void
quoted(nq_buf *to, naql_str s)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    size_t from = 0;
    if (s.len < SHORT && quoted_plain(to, s))
        return;
    nq_buf_byte(to, '"');
    for (size_t i = 0; (i = plain_until(p, i, s.len)) < s.len;) {
        uint32_t point;
        bool ascii = p[i] < 0x80;
        size_t n = ascii ? 1 : awkward(p + i, s.len - i, &point);
        if (!n) {
            i++;
            continue;
        }
        nq_buf_add(to, (naql_str){s.ptr + from, i - from});
        if (ascii)
            escape_ascii(to, p[i]);
        else
            nq_buf_format(to, "\\u%04x", point);
        i += n;
        from = i;
    }
    nq_buf_add(to, (naql_str){s.ptr + from, s.len - from});
    nq_buf_byte(to, '"');
}

/* Letters, digits, underscores and the like alone, as keys mostly are? */
static bool
is_bare(const char *key, size_t n)
{
    bool bare = true;
    for (size_t i = 0; i < n; i++)
        bare &= key[i] > '"' && key[i] < 0x7f && key[i] != '\\';
    return bare;
}

void
nq_json_key(nq_json_out *j, const char *key)
{
    size_t n = strlen(key);
    uint64_t bit = 1ull << (j->depth & 63);
    if (is_bare(key, n) && nq_buf_reserve(j->to, n + 4)) {
        char *at = j->to->ptr + j->to->len;
        bool comma = j->comma & bit;
        *at = ',';
        at += comma;
        *at++ = '"';
        memcpy(at, key, n);
        memcpy(at + n, "\":", 2);
        j->to->len += n + 3 + comma;
        j->comma |= bit;
    } else {
        before_value(j);
        quoted(j->to, (naql_str){key, n});
        nq_buf_byte(j->to, ':');
    }
    j->after_key = true;
}

void
nq_json_str(nq_json_out *j, naql_str s)
{
    before_value(j);
    quoted(j->to, s);
}

void
nq_json_str_or_null(nq_json_out *j, naql_str s)
{
    if (s.len)
        nq_json_str(j, s);
    else
        nq_json_null(j);
}

void
nq_json_int(nq_json_out *j, int64_t n)
{
    char digits[21]; /* of the largest, from the end */
    size_t at = sizeof(digits);
    uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    do
        digits[--at] = (char)('0' + left % 10);
    while (left /= 10);
    before_value(j);
    if (n < 0)
        digits[--at] = '-';
    nq_buf_add(j->to, (naql_str){digits + at, sizeof(digits) - at});
}

void
nq_json_real(nq_json_out *j, double x, int decimals)
{
    char text[64];
    if (!isfinite(x) || fabs(x) > 1e18) {
        nq_json_null(j);
        return;
    }
    if (fabs(x) < 1e15 && x == (double)(int64_t)x) {
        nq_json_int(j, (int64_t)x);
        return;
    }
    int n = snprintf(text, sizeof(text), "%.*f", decimals, x);
    if (memchr(text, '.', (size_t)n)) {
        while (text[n - 1] == '0')
            n--;
        if (text[n - 1] == '.')
            n--;
    }
    if (n == 2 && text[0] == '-' && text[1] == '0')
        nq_json_int(j, 0);
    else {
        before_value(j);
        nq_buf_add(j->to, (naql_str){text, (size_t)n});
    }
}

void
nq_json_bool(nq_json_out *j, bool b)
{
    before_value(j);
    nq_buf_add(j->to, b ? (naql_str){"true", 4} : (naql_str){"false", 5});
}

void
nq_json_null(nq_json_out *j)
{
    before_value(j);
    nq_buf_add(j->to, (naql_str){"null", 4});
}
