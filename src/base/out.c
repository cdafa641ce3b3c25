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

enum { ESCAPE = 6 }; /* bytes of the longest: \u2028 */

/* Writes a character as its escape at `to`; what is behind it. */
static char *
write_escape(char *to, uint32_t point)
{
    static const char short_of[] = "\"\"\\\\\nn\tt\rr\bb\ff";
    static const char digits[] = "0123456789abcdef";
    *to++ = '\\';
    for (size_t i = 0; short_of[i]; i += 2) {
        if ((unsigned char)short_of[i] == point) {
            *to++ = short_of[i + 1];
            return to;
        }
    }
    *to++ = 'u';
    for (int shift = 12; shift >= 0; shift -= 4)
        *to++ = digits[point >> shift & 15];
    return to;
}

/* Sixteen bytes at once; compilers make of it what the machine has. */
typedef unsigned char many __attribute__((vector_size(NQ_JSON_BLOCK)));

/* Offset of the first byte of p[0, 16) that may have to be escaped; 16: there
 * is none. p[16] is there. */
static inline size_t
first_awkward(const unsigned char *p)
{
    many a, next;
    memcpy(&a, p, sizeof a);
    memcpy(&next, p + 1, sizeof next);
    many found = (many)(a < 0x20) | (many)(a == '"') | (many)(a == '\\') |
                 (many)(a == 0x7f) | (many)(a == 0xe2) |
                 ((many)(a == 0xc2) & (many)(next < 0xa0)) |
                 ((many)(a == 0xd8) & (many)(next == 0x9c));
    uint64_t halves[2];
    memcpy(halves, &found, sizeof halves);
    if (!(halves[0] | halves[1]))
        return sizeof found;
    size_t behind = halves[0] ? 0 : sizeof *halves;
    uint64_t half = halves[behind != 0];
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return behind + (size_t)__builtin_ctzll(half) / 8;
#else
    return behind + (size_t)__builtin_clzll(half) / 8;
#endif
}

static inline bool
any_awkward(const unsigned char *p)
{
    return first_awkward(p) < sizeof(many);
}

/* May the byte at p[i] of n have to be escaped? */
static inline bool
is_awkward(const unsigned char *p, size_t i, size_t n)
{
    static const bool stop[256] = {['"'] = true,  ['\\'] = true, [0x7f] = true,
                                   [0xc2] = true, [0xd8] = true, [0xe2] = true};
    return p[i] < 0x20 ||
           (stop[p[i]] && (p[i] != 0xd8 || (i + 1 < n && p[i + 1] == 0x9c)));
}

/* Offset, from `i` on, of the first byte that may have to be escaped. The first
 * byte of half the Arabic letters is that of U+061C too; it is told apart
 * here, where it costs least. */
static size_t
plain_until(const unsigned char *p, size_t i, size_t n)
{
    for (; n - i > sizeof(many); i += sizeof(many)) {
        size_t plain = first_awkward(p + i);
        if (plain < sizeof(many))
            return i + plain;
    }
    if (n > sizeof(many) && i < n && !any_awkward(p + n - sizeof(many) - 1) &&
        !is_awkward(p, n - 1, n))
        return n; /* the rest together with some that was looked at */
    while (i < n && !is_awkward(p, i, n))
        i++;
    return i;
}

void
nq_json_awkward(naql_str text, uint64_t *bits)
{
    enum { BITS = 64 }; /* of a word of them */
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t i = 0;
    for (; text.len - i > BITS * sizeof(many); bits++) {
        uint64_t word = 0;
        for (unsigned bit = 0; bit < BITS; bit++, i += sizeof(many))
            word |= (uint64_t)any_awkward(p + i) << bit;
        *bits = word;
    }
    unsigned bit = 0;
    for (; text.len - i > sizeof(many); bit++, i += sizeof(many))
        *bits |= (uint64_t)any_awkward(p + i) << bit;
    *bits |= (uint64_t)(plain_until(p, i, text.len) < text.len) << bit;
}

/* The string and its marks, when nothing in it must be escaped. It is looked
 * through where it is written: blanks behind it make its last bytes as many as
 * are looked at together. */
static bool
quoted_plain(nq_buf *to, naql_str s)
{
    if (!nq_buf_reserve(to, s.len + 2 + sizeof(many)))
        return false;
    char *at = to->ptr + to->len;
    *at++ = '"';
    if (s.len)
        memcpy(at, s.ptr, s.len);
    memset(at + s.len, ' ', sizeof(many) + 1);
    for (size_t i = 0; i < s.len; i += sizeof(many))
        if (any_awkward((const unsigned char *)at + i))
            return false;
    at[s.len] = '"';
    to->len += s.len + 2;
    return true;
}

/* The same as plain_until, where the bits of nq_json_awkward are known. */
static size_t
plain_until_bit(const unsigned char *p, size_t i, size_t n,
                const uint64_t *bits)
{
    while (i < n) {
        size_t block = i / NQ_JSON_BLOCK;
        uint64_t left = bits[block / 64] >> block % 64;
        size_t skip = left ? (size_t)__builtin_ctzll(left) : 64 - block % 64;
        if (skip) {
            i = (block + skip) * NQ_JSON_BLOCK;
            continue;
        }
        if (n - i <= sizeof(many))
            return plain_until(p, i, n);
        size_t plain = first_awkward(p + i);
        i += plain;
        if (plain < sizeof(many))
            return i;
    }
    return n;
}

/* Adds what is plain and the character behind it, as its escape. */
static void
add_escaped(nq_buf *to, naql_str plain, uint32_t point)
{
    if (!nq_buf_reserve(to, plain.len + ESCAPE))
        return;
    char *at = to->ptr + to->len;
    memcpy(at, plain.ptr, plain.len);
    at = write_escape(at + plain.len, point);
    to->len = (size_t)(at - to->ptr);
}

/* `bits` of nq_json_awkward, or NULL. */
static void
quoted(nq_buf *to, naql_str s, const uint64_t *bits)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    size_t from = 0;
    if (s.len < SHORT && quoted_plain(to, s))
        return;
    nq_buf_byte(to, '"');
    for (size_t i = 0; (i = bits ? plain_until_bit(p, i, s.len, bits)
                                 : plain_until(p, i, s.len)) < s.len;) {
        uint32_t point = p[i];
        size_t n = point < 0x80 ? 1 : awkward(p + i, s.len - i, &point);
        if (n) {
            add_escaped(to, (naql_str){s.ptr + from, i - from}, point);
            from = i + n;
        }
        i += n ? n : 1;
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
        quoted(j->to, (naql_str){key, n}, NULL);
        nq_buf_byte(j->to, ':');
    }
    j->after_key = true;
}

void
nq_json_str(nq_json_out *j, naql_str s)
{
    before_value(j);
    quoted(j->to, s, NULL);
}

void
nq_json_text(nq_json_out *j, naql_str text, const uint64_t *bits)
{
    before_value(j);
    quoted(j->to, text, bits);
}

void
nq_json_plain(nq_json_out *j, naql_str s)
{
    before_value(j);
    if (!nq_buf_reserve(j->to, s.len + 2))
        return;
    char *at = j->to->ptr + j->to->len;
    *at = '"';
    memcpy(at + 1, s.ptr, s.len);
    at[s.len + 1] = '"';
    j->to->len += s.len + 2;
}

void
nq_json_str_or_null(nq_json_out *j, naql_str s)
{
    if (s.len)
        nq_json_str(j, s);
    else
        nq_json_null(j);
}

enum { DIGITS = 20 }; /* of the largest number */

/* Writes a number at `to`, where there is room for DIGITS; what is behind it.
 */
static char *
write_number(char *to, uint64_t n)
{
    char digits[2 * DIGITS] = {0}; /* the first half, from its end */
    size_t at = DIGITS;
    do
        digits[--at] = (char)('0' + n % 10);
    while (n /= 10);
    memcpy(to, digits + at, DIGITS); /* one move, no loop */
    return to + (DIGITS - at);
}

/* The same, soon done for the small ones that nearly all are. */
static inline char *
write_small(char *to, uint32_t n)
{
    static const char pairs[] = /* of digits */
        "0001020304050607080910111213141516171819"
        "2021222324252627282930313233343536373839"
        "4041424344454647484950515253545556575859"
        "6061626364656667686970717273747576777879"
        "8081828384858687888990919293949596979899";
    char digits[8] = {0};
    if (n >= 10000)
        return write_number(to, n);
    memcpy(digits, pairs + n / 100 * 2, 2);
    memcpy(digits + 2, pairs + n % 100 * 2, 2);
    size_t skip = (size_t)(n < 10) + (n < 100) + (n < 1000);
    memcpy(to, digits + skip, 4);
    return to + 4 - skip;
}

void
nq_json_int(nq_json_out *j, int64_t n)
{
    before_value(j);
    if (!nq_buf_reserve(j->to, DIGITS + 1))
        return;
    char *to = j->to->ptr + j->to->len;
    if (n >= 0 && n <= UINT32_MAX) {
        to = write_small(to, (uint32_t)n);
    } else {
        *to = '-';
        to = write_number(to + (n < 0), n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
    }
    j->to->len = (size_t)(to - j->to->ptr);
}

void
nq_json_range(nq_json_out *j, uint32_t start, uint32_t end)
{
    static const char first[] = "\"start\":", second[] = ",\"end\":";
    uint64_t bit = 1ull << (j->depth & 63);
    if (!nq_buf_reserve(j->to, sizeof first + sizeof second + 2 * DIGITS))
        return;
    char *to = j->to->ptr + j->to->len;
    *to = ',';
    to += (j->comma & bit) != 0;
    memcpy(to, first, sizeof first - 1);
    to = write_small(to + sizeof first - 1, start);
    memcpy(to, second, sizeof second - 1);
    to = write_small(to + sizeof second - 1, end);
    j->to->len = (size_t)(to - j->to->ptr);
    j->comma |= bit;
}

/* Is x * scale, which is at most 2^53, without a rounding error? Then so is
 * what is printed. */
static bool
scales_exactly(double x, double scale)
{
    return fma(x, scale, -(x * scale)) == 0;
}

/* The digits of x rounded to 1 / scale, as printf rounds: half to even of the
 * exact value. */
static size_t
write_scaled(double x, int decimals, double scale, char *to)
{
    char digits[24];
    size_t n = 0, at = sizeof(digits);
    uint64_t left = (uint64_t)rint(fabs(x) * scale);
    for (int i = 0; left || i <= decimals; i++, left /= 10) {
        if (i == decimals)
            digits[--at] = '.';
        digits[--at] = (char)('0' + left % 10);
    }
    if (x < 0)
        to[n++] = '-';
    memcpy(to + n, digits + at, sizeof(digits) - at);
    return n + sizeof(digits) - at;
}

static size_t
write_real(double x, int decimals, char *to, size_t room)
{
    static const double scales[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
    enum { MOST = sizeof(scales) / sizeof(scales[0]) - 1 };
    if (decimals > 0 && decimals <= MOST && fabs(x) < 1e9 &&
        scales_exactly(x, scales[decimals]))
        return write_scaled(x, decimals, scales[decimals], to);
    return (size_t)snprintf(to, room, "%.*f", decimals, x);
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
    size_t n = write_real(x, decimals, text, sizeof(text));
    if (memchr(text, '.', n)) {
        while (text[n - 1] == '0')
            n--;
        if (text[n - 1] == '.')
            n--;
    }
    if (n == 2 && text[0] == '-' && text[1] == '0')
        nq_json_int(j, 0);
    else {
        before_value(j);
        nq_buf_add(j->to, (naql_str){text, n});
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
