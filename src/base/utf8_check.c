/* SPDX-License-Identifier: Apache-2.0
 *
 * utf8_check.c - the fast half of nq_utf8_valid. Layer 0 (base).
 *
 * Every wrong pair of bytes shows in three nibbles: both of the first byte and
 * the high one of the second. Three look-ups give a bit for each kind of
 * fault; a fault is a bit that is set in all three. What a third and fourth
 * byte have to be is told by the byte two and three places before. */
#include "base/utf8_check.h"

#if defined(__x86_64__)
#include <immintrin.h>

enum fault {
    TOO_SHORT = 1 << 0,  /* a lead or ASCII where a tail has to be */
    TOO_LONG = 1 << 1,   /* a tail behind ASCII */
    OVERLONG_3 = 1 << 2, /* e0 80..9f */
    TOO_LARGE = 1 << 3,  /* f4 90.., f5.. */
    SURROGATE = 1 << 4,  /* ed a0..bf */
    OVERLONG_2 = 1 << 5, /* c0, c1 */
    TOO_LARGE_1000 = 1 << 6,
    OVERLONG_4 = 1 << 6, /* f0 80..8f; shares its bit with the one above */
    TWO_TAILS = 1 << 7   /* right only inside a longer character */
};
#define CARRY (TOO_SHORT | TOO_LONG | TWO_TAILS)

/* clang-format off */
static const unsigned char first_high[16] = {
    TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
    TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
    TWO_TAILS, TWO_TAILS, TWO_TAILS, TWO_TAILS,
    TOO_SHORT | OVERLONG_2,
    TOO_SHORT,
    TOO_SHORT | OVERLONG_3 | SURROGATE,
    TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4,
};
static const unsigned char first_low[16] = {
    CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4,
    CARRY | OVERLONG_2,
    CARRY, CARRY,
    CARRY | TOO_LARGE,
    CARRY | TOO_LARGE | TOO_LARGE_1000,
    CARRY | TOO_LARGE | TOO_LARGE_1000,
    CARRY | TOO_LARGE | TOO_LARGE_1000,
    CARRY | TOO_LARGE | TOO_LARGE_1000,
    CARRY | TOO_LARGE | TOO_LARGE_1000,
    CARRY | TOO_LARGE | TOO_LARGE_1000,
    CARRY | TOO_LARGE | TOO_LARGE_1000,
    CARRY | TOO_LARGE | TOO_LARGE_1000,
    CARRY | TOO_LARGE | TOO_LARGE_1000 | SURROGATE,
    CARRY | TOO_LARGE | TOO_LARGE_1000,
    CARRY | TOO_LARGE | TOO_LARGE_1000,
};
static const unsigned char second_high[16] = {
    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
    TOO_LONG | OVERLONG_2 | TWO_TAILS | OVERLONG_3 | TOO_LARGE_1000,
    TOO_LONG | OVERLONG_2 | TWO_TAILS | OVERLONG_3 | TOO_LARGE,
    TOO_LONG | OVERLONG_2 | TWO_TAILS | SURROGATE | TOO_LARGE,
    TOO_LONG | OVERLONG_2 | TWO_TAILS | SURROGATE | TOO_LARGE,
    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
};
/* clang-format on */

#define KERNEL __attribute__((target("ssse3")))

KERNEL static inline __m128i
load(const unsigned char *at)
{
    return _mm_loadu_si128((const __m128i *)(const void *)at);
}

/* Fault bits of a block, given the one before it. */
KERNEL static inline __m128i
faults(__m128i block, __m128i before)
{
    const __m128i nibble = _mm_set1_epi8(0x0f);
    __m128i one = _mm_alignr_epi8(block, before, 15);
    __m128i high = _mm_and_si128(_mm_srli_epi16(one, 4), nibble);
    __m128i low = _mm_and_si128(one, nibble);
    __m128i next = _mm_and_si128(_mm_srli_epi16(block, 4), nibble);
    __m128i pair =
        _mm_and_si128(_mm_and_si128(_mm_shuffle_epi8(load(first_high), high),
                                    _mm_shuffle_epi8(load(first_low), low)),
                      _mm_shuffle_epi8(load(second_high), next));
    /* e0.. two places back or f0.. three: this has to be a second tail */
    __m128i two = _mm_subs_epu8(_mm_alignr_epi8(block, before, 14),
                                _mm_set1_epi8((char)(0xe0 - 0x80)));
    __m128i three = _mm_subs_epu8(_mm_alignr_epi8(block, before, 13),
                                  _mm_set1_epi8((char)(0xf0 - 0x80)));
    __m128i tail =
        _mm_and_si128(_mm_or_si128(two, three), _mm_set1_epi8((char)0x80));
    return _mm_xor_si128(tail, pair);
}

/* Start of the character that the last three bytes before `at` may leave
 * open. */
static size_t
whole(const unsigned char *p, size_t at)
{
    for (size_t back = 1; back <= 3 && back <= at; back++) {
        unsigned char c = p[at - back];
        if (c < 0x80)
            return at;
        if (c >= 0xc0) {
            size_t needs = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
            return needs > back ? at - back : at;
        }
    }
    return at;
}

KERNEL static size_t
check_ssse3(naql_str s)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    __m128i before = _mm_setzero_si128();
    size_t at = 0;
    for (; s.len - at >= 32; at += 32) {
        __m128i a = load(p + at), b = load(p + at + 16);
        __m128i wrong = _mm_or_si128(faults(a, before), faults(b, a));
        if (_mm_movemask_epi8(_mm_cmpeq_epi8(wrong, _mm_setzero_si128())) !=
            0xffff)
            break;
        before = b;
    }
    return whole(p, at);
}

size_t
nq_utf8_check(naql_str s)
{
    return __builtin_cpu_supports("ssse3") ? check_ssse3(s) : 0;
}

#else
size_t
nq_utf8_check(naql_str s)
{
    (void)s;
    return 0;
}
#endif
