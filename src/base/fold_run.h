/* SPDX-License-Identifier: Apache-2.0
 *
 * fold_run.h - the fold of Arabic letters beside each other. Layer 0 (base).
 *
 * What nearly every byte of an article goes through, and more than once: eight
 * letters at a time with SSE2, which every x86-64 has, better with SSSE3, the
 * rest one by one through the table of glyphs. All give the same
 * (tests/unit/t_fold_run.c). Knows nothing of words. */
#ifndef NQ_BASE_FOLD_RUN_H
#define NQ_BASE_FOLD_RUN_H

#include "base/fold.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif
#ifdef __SSSE3__
#include <tmmintrin.h>
#endif

/* Bytes behind the fold that may be written, too. */
#define NQ_FOLD_RUN_SPARE 16

#ifdef __SSE2__
/* The two bytes of a letter of U+0620..U+067F, as they lie in memory. */
#define NQ_PAIR(code)                                                          \
    _mm_set1_epi16((int16_t)((0x80 | ((code)&0x3f)) << 8 | 0xc0 | (code) >> 6))
/* The same, first byte first, for comparisons. */
#define NQ_ORDER(code)                                                         \
    _mm_set1_epi16((int16_t)((0xc0 | (code) >> 6) << 8 | 0x80 | ((code)&0x3f)))
/* What turns `from` into `to`, in the lanes that hold `from`. */
#define NQ_TURN(v, from, to)                                                   \
    _mm_and_si128(_mm_cmpeq_epi16(v, NQ_PAIR(from)),                           \
                  _mm_xor_si128(NQ_PAIR(from), NQ_PAIR(to)))

/* Lanes with a letter that is one letter folded: alif with madda to ghayn, fa
 * to ya. */
static inline __m128i
nq_fold_plain_lanes(__m128i v)
{
    __m128i order = _mm_or_si128(_mm_slli_epi16(v, 8), _mm_srli_epi16(v, 8));
    __m128i one = _mm_and_si128(_mm_cmpgt_epi16(order, NQ_ORDER(0x621)),
                                _mm_cmplt_epi16(order, NQ_ORDER(0x63b)));
    __m128i two = _mm_and_si128(_mm_cmpgt_epi16(order, NQ_ORDER(0x640)),
                                _mm_cmplt_epi16(order, NQ_ORDER(0x64b)));
    return _mm_or_si128(one, two);
}

#ifdef __SSSE3__
/* Looks up by the second bytes what turns the first and the second of a letter
 * of U+0620..U+062F; of U+0640..U+064A one alone changes. */
static inline __m128i
nq_fold_lanes(__m128i v)
{
    const __m128i of_first =
        _mm_setr_epi8(0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0);
    const __m128i of_second =
        _mm_setr_epi8(0, 0, 0xa2 ^ 0xa7, 0xa3 ^ 0xa7, 0xa4 ^ 0x88, 0xa5 ^ 0xa7,
                      0xa6 ^ 0x8a, 0, 0, 0xa9 ^ 0x87, 0, 0, 0, 0, 0, 0);
    /* 0x70 to 0x7f: a place in these tables; 0x80 and above: 0 */
    __m128i place = _mm_adds_epu8(
        _mm_sub_epi8(_mm_srli_epi16(v, 8), _mm_set1_epi16((short)0xffa0)),
        _mm_set1_epi16((short)0xff70));
    __m128i turn =
        _mm_or_si128(_mm_shuffle_epi8(of_first, place),
                     _mm_slli_epi16(_mm_shuffle_epi8(of_second, place), 8));
    __m128i low =
        _mm_cmpeq_epi16(_mm_slli_epi16(v, 8), _mm_set1_epi16((short)0xd800));
    return _mm_xor_si128(
        v, _mm_or_si128(_mm_and_si128(turn, low), NQ_TURN(v, 0x649, 0x64a)));
}
#else
static inline __m128i
nq_fold_lanes(__m128i v)
{
    __m128i alif = _mm_or_si128(
        NQ_TURN(v, 0x622, 0x627),
        _mm_or_si128(NQ_TURN(v, 0x623, 0x627), NQ_TURN(v, 0x625, 0x627)));
    __m128i ya =
        _mm_or_si128(NQ_TURN(v, 0x626, 0x64a), NQ_TURN(v, 0x649, 0x64a));
    __m128i rest =
        _mm_or_si128(NQ_TURN(v, 0x624, 0x648), NQ_TURN(v, 0x629, 0x647));
    return _mm_xor_si128(v, _mm_or_si128(alif, _mm_or_si128(ya, rest)));
}
#endif
#endif

/* Folds letters (NQ_CLASS_ARABIC) of two bytes from p on, up to anything else
 * or to `end`. *out moves behind the fold; it needs a byte for each of the
 * text, and NQ_FOLD_RUN_SPARE. Returns where it stopped. */
static inline const char *
nq_fold_run(const nq_glyph *glyphs, const char *p, const char *end, char **out)
{
    enum { TWO_BYTES = 0xc0 * 64 + 0x80 }; /* what the marks of UTF-8 add */
    char *to = *out;
#ifdef __SSE2__
    while (end - p >= 16) {
        __m128i v = _mm_loadu_si128((const void *)p);
        unsigned letters = (unsigned)_mm_movemask_epi8(nq_fold_plain_lanes(v));
        int n = __builtin_ctz(~letters);
        _mm_storeu_si128((void *)to, nq_fold_lanes(v));
        p += n;
        to += n;
        if (n < 16)
            break;
    }
#endif
    while (end - p >= 2) {
        size_t first = (unsigned char)p[0], second = (unsigned char)p[1];
        if ((first & 0xe0) != 0xc0)
            break;
        nq_glyph g = glyphs[first * 64 + second - TWO_BYTES];
        if (g.class != NQ_CLASS_ARABIC)
            break;
        memcpy(to, g.folded, sizeof g.folded);
        to += g.n;
        p += 2;
    }
    *out = to;
    return p;
}

/* Bytes of p[0, n) before the first that is of no such plain letter, as far as
 * sixteen of them tell at once: less where the letters go on, none without
 * SSE2. */
static inline size_t
nq_fold_plain_bytes(const char *p, size_t n)
{
#ifdef __SSE2__
    if (n >= 16) {
        __m128i v = _mm_loadu_si128((const void *)p);
        unsigned letters = (unsigned)_mm_movemask_epi8(nq_fold_plain_lanes(v));
        return (size_t)__builtin_ctz(~letters);
    }
#endif
    (void)p;
    (void)n;
    return 0;
}

#endif
