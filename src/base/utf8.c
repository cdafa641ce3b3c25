/* SPDX-License-Identifier: Apache-2.0
 *
 * utf8.c - decode, validate, count, encode. Layer 0 (base). */
#include "base/utf8.h"
#include "base/arena.h"
#include "base/utf8_check.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

static bool
tail(unsigned char c)
{
    return (c & 0xc0) == 0x80;
}

/* Length of the well-formed sequence at s (n bytes are there), 0: none. */
static size_t
sequence(const unsigned char *s, size_t n)
{
    if (s[0] < 0x80)
        return 1;
    if (s[0] < 0xc2 || s[0] > 0xf4)
        return 0;
    if (s[0] < 0xe0)
        return n >= 2 && tail(s[1]) ? 2 : 0;
    if (s[0] < 0xf0) {
        unsigned char low = s[0] == 0xe0 ? 0xa0 : 0x80;
        unsigned char high = s[0] == 0xed ? 0x9f : 0xbf;
        return n >= 3 && s[1] >= low && s[1] <= high && tail(s[2]) ? 3 : 0;
    }
    unsigned char low = s[0] == 0xf0 ? 0x90 : 0x80;
    unsigned char high = s[0] == 0xf4 ? 0x8f : 0xbf;
    return n >= 4 && s[1] >= low && s[1] <= high && tail(s[2]) && tail(s[3])
               ? 4
               : 0;
}

uint32_t
nq_utf8_next(naql_str s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.ptr + *at;
    if (!sequence(p, s.len - *at)) {
        *at += 1;
        return NQ_UTF8_BAD;
    }
    return nq_utf8_read(s.ptr, at);
}

/* Eight ASCII bytes or four two-byte Arabic letters at a time are the usual
 * case; whatever is neither goes the careful way. */
size_t
nq_utf8_valid_plain(naql_str s)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    size_t at = 0;
    while (at < s.len) {
        while (s.len - at >= 8) {
            uint64_t eight;
            memcpy(&eight, p + at, 8);
            if ((eight & 0x8080808080808080ull) == 0) {
                at += 8;
                continue;
            }
            if (p[at] < 0xc2 || p[at] > 0xdf)
                break;
            if ((eight & 0xc0e0c0e0c0e0c0e0ull) != 0x80c080c080c080c0ull)
                break;
            if (p[at + 2] < 0xc2 || p[at + 4] < 0xc2 || p[at + 6] < 0xc2)
                break;
            at += 8;
        }
        if (at >= s.len)
            break;
        size_t n = sequence(p + at, s.len - at);
        if (!n)
            return at;
        at += n;
    }
    return s.len;
}

size_t
nq_utf8_valid(naql_str s)
{
    size_t at = s.len < 64 ? 0 : nq_utf8_check(s);
    return at + nq_utf8_valid_plain((naql_str){s.ptr + at, s.len - at});
}

/* Of eight bytes, 1 in each that begins a code point: a tail has its upper bit
 * set and the next one not. */
static inline uint64_t
starts_of_eight(const char *p)
{
    uint64_t b;
    memcpy(&b, p, sizeof b);
    return ~((b >> 7) & ~(b >> 6)) & 0x0101010101010101ull;
}

static inline unsigned
sum_of_eight(uint64_t ones)
{
    return (unsigned)(ones * 0x0101010101010101ull >> 56);
}

/* How many they are. */
static inline unsigned
starts_in_eight(const char *p)
{
    return sum_of_eight(starts_of_eight(p));
}

/* How many they are in the first `n` of eight bytes, n < 8. */
static inline unsigned
starts_in_first(const char *p, unsigned n)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t first = (1ull << 8 * n) - 1;
#else
    uint64_t first = ~(~0ull >> 8 * n);
#endif
    return sum_of_eight(starts_of_eight(p) & first);
}

/* Number of code points of valid text. */
static size_t
count(naql_str s)
{
    size_t n = 0, i = 0;
    for (; i + 8 <= s.len; i += 8)
        n += starts_in_eight(s.ptr + i);
    for (; i < s.len; i++)
        n += !tail((unsigned char)s.ptr[i]);
    return n;
}

size_t
nq_utf8_write_long(uint32_t c, char out[4])
{
    if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        c = 0xfffd;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xc0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xe0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3f));
        out[2] = (char)(0x80 | (c & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3f));
    out[2] = (char)(0x80 | (c >> 6 & 0x3f));
    out[3] = (char)(0x80 | (c & 0x3f));
    return 4;
}

/* The same of p[0, 8) and of p[8, 16). */
#ifdef __SSE2__
static inline void
starts_in_sixteen(const char *p, uint32_t n[2])
{
    __m128i none = _mm_setzero_si128();
    __m128i bytes = _mm_loadu_si128((const void *)p);
    /* a tail is at most -65; what is none becomes -1, and 1 in the sum */
    __m128i starts = _mm_cmpgt_epi8(bytes, _mm_set1_epi8(-65));
    __m128i sums = _mm_sad_epu8(_mm_sub_epi8(none, starts), none);
    n[0] = (uint32_t)_mm_cvtsi128_si32(sums);
    n[1] = (uint32_t)_mm_extract_epi16(sums, 4);
}
#else
static inline void
starts_in_sixteen(const char *p, uint32_t n[2])
{
    n[0] = starts_in_eight(p);
    n[1] = starts_in_eight(p + 8);
}
#endif

naql_status
nq_points_make(naql_str text, nq_arena *arena, nq_points *out)
{
    size_t n = text.len / 8 + 1;
    uint32_t *at = nq_arena_alloc(arena, n * sizeof(*at));
    if (!at)
        return NAQL_NOMEM;
    uint32_t points = 0;
    size_t i = 0;
    for (; i + 2 < n; i += 2) {
        uint32_t more[2];
        starts_in_sixteen(text.ptr + 8 * i, more);
        at[i] = points;
        at[i + 1] = points + more[0];
        points += more[0] + more[1];
    }
    for (; i + 1 < n; i++) {
        at[i] = points;
        points += (uint32_t)starts_in_eight(text.ptr + 8 * i);
    }
    at[n - 1] = points;
    *out = (nq_points){text, at};
    return NAQL_OK;
}

uint32_t
nq_points_at(const nq_points *p, uint32_t byte)
{
    size_t first = byte / 8 * 8u;
    const char *from = p->text.ptr + first;
    if (p->text.len - first >= 8)
        return p->at[byte / 8] + starts_in_first(from, byte % 8);
    return p->at[byte / 8] + (uint32_t)count((naql_str){from, byte % 8});
}
