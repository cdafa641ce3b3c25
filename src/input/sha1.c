/* SPDX-License-Identifier: Apache-2.0
 *
 * sha1.c - the digest that web archives carry. Layer 1 (input). */
#include "input/sha1.h"

#include <string.h>
#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

static uint32_t
turn(uint32_t x, unsigned by)
{
    return x << by | x >> (32 - by);
}

static uint32_t
big_endian(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
           (uint32_t)at[2] << 8 | at[3];
}

/* One of the 80 steps; w keeps the last 16 words of the schedule. */
#define STEP(i, f, k)                                                          \
    do {                                                                       \
        if (i >= 16)                                                           \
            w[i & 15] = turn(w[(i + 13) & 15] ^ w[(i + 8) & 15] ^              \
                                 w[(i + 2) & 15] ^ w[i & 15],                  \
                             1);                                               \
        uint32_t t = turn(a, 5) + (f) + e + (k) + w[i & 15];                   \
        e = d;                                                                 \
        d = c;                                                                 \
        c = turn(b, 30);                                                       \
        b = a;                                                                 \
        a = t;                                                                 \
    } while (0)

static void
add_block(uint32_t h[5], const unsigned char *block)
{
    uint32_t w[16], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
    for (unsigned i = 0; i < 16; i++)
        w[i] = big_endian(block + 4 * i);
    for (unsigned i = 0; i < 20; i++)
        STEP(i, d ^ (b & (c ^ d)), 0x5a827999u);
    for (unsigned i = 20; i < 40; i++)
        STEP(i, b ^ c ^ d, 0x6ed9eba1u);
    for (unsigned i = 40; i < 60; i++)
        STEP(i, (b & c) | (d & (b | c)), 0x8f1bbcdcu);
    for (unsigned i = 60; i < 80; i++)
        STEP(i, b ^ c ^ d, 0xca62c1d6u);
    h[0] += a;
    h[1] += b;
    h[2] += c;
    h[3] += d;
    h[4] += e;
}

void
nq_sha1_plain(uint32_t h[5], const unsigned char *blocks, size_t n)
{
    for (; n > 0; n--, blocks += 64)
        add_block(h, blocks);
}

#if defined(__x86_64__)
#define KERNEL __attribute__((target("sha,sse4.1")))

/* Four words of the block, the first in the highest place. */
KERNEL static inline __m128i
load_words(const unsigned char *at)
{
    const __m128i turned =
        _mm_set_epi64x(0x0001020304050607ll, 0x08090a0b0c0d0e0fll);
    return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)at),
                            turned);
}

/* Four rounds, number i of 20; `before` is a..d of four rounds ago. The
 * constant has to be one for the compiler, so there is a macro. */
#define FOUR(i, phase)                                                         \
    do {                                                                       \
        if (i >= 4)                                                            \
            w[(i)&3] = _mm_sha1msg2_epu32(                                     \
                _mm_xor_si128(_mm_sha1msg1_epu32(w[(i)&3], w[(i + 1) & 3]),    \
                              w[(i + 2) & 3]),                                 \
                w[(i + 3) & 3]);                                               \
        __m128i now = i == 0 ? _mm_add_epi32(e, w[0])                          \
                             : _mm_sha1nexte_epu32(before, w[(i)&3]);          \
        before = abcd;                                                         \
        abcd = _mm_sha1rnds4_epu32(abcd, now, phase);                          \
    } while (0)

/* Source: Intel, SHA extensions, 2013. */
KERNEL static void
add_blocks_sha(uint32_t h[5], const unsigned char *blocks, size_t n)
{
    __m128i abcd = _mm_shuffle_epi32(
        _mm_loadu_si128((const __m128i *)(const void *)h), 0x1b);
    __m128i e = _mm_set_epi32((int)h[4], 0, 0, 0);
    for (; n > 0; n--, blocks += 64) {
        __m128i w[4], before = e, abcd_in = abcd;
        for (unsigned i = 0; i < 4; i++)
            w[i] = load_words(blocks + 16 * i);
        for (unsigned i = 0; i < 5; i++)
            FOUR(i, 0);
        for (unsigned i = 5; i < 10; i++)
            FOUR(i, 1);
        for (unsigned i = 10; i < 15; i++)
            FOUR(i, 2);
        for (unsigned i = 15; i < 20; i++)
            FOUR(i, 3);
        e = _mm_sha1nexte_epu32(before, e);
        abcd = _mm_add_epi32(abcd, abcd_in);
    }
    _mm_storeu_si128((__m128i *)(void *)h, _mm_shuffle_epi32(abcd, 0x1b));
    h[4] = (uint32_t)_mm_extract_epi32(e, 3);
}

nq_sha1_kernel
nq_sha1_pick(void)
{
    unsigned a, b = 0, c, d;
    bool has = __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1);
    return has && __builtin_cpu_supports("sse4.1") ? add_blocks_sha
                                                   : nq_sha1_plain;
}
#else
nq_sha1_kernel
nq_sha1_pick(void)
{
    return nq_sha1_plain;
}
#endif

void
nq_sha1(nq_sha1_kernel kernel, naql_str bytes, unsigned char out[20])
{
    uint32_t h[5] = {0x67452301u, 0xefcdab89u, 0x98badcfeu, 0x10325476u,
                     0xc3d2e1f0u};
    size_t whole = bytes.len / 64;
    const unsigned char *at = (const unsigned char *)bytes.ptr + whole * 64;
    size_t left = bytes.len % 64;
    unsigned char last[128] = {0};
    if (whole > 0)
        kernel(h, (const unsigned char *)bytes.ptr, whole);
    if (left > 0)
        memcpy(last, at, left);
    last[left] = 0x80;
    size_t room = left < 56 ? 64 : 128;
    for (unsigned i = 0; i < 8; i++)
        last[room - 1 - i] =
            (unsigned char)((uint64_t)bytes.len * 8 >> (8 * i));
    kernel(h, last, room / 64);
    for (unsigned i = 0; i < 20; i++)
        out[i] = (unsigned char)(h[i / 4] >> (24 - 8 * (i % 4)));
}

void
nq_sha1_base32(const unsigned char digest[20], char out[32])
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    for (unsigned i = 0; i < 32; i++) {
        unsigned bit = i * 5, byte = bit / 8;
        unsigned pair = (unsigned)digest[byte] << 8 |
                        (byte + 1 < 20 ? digest[byte + 1] : 0u);
        out[i] = letters[pair >> (11 - bit % 8) & 31];
    }
}

void
nq_sha1_hex(const unsigned char digest[20], char out[40])
{
    static const char digits[] = "0123456789ABCDEF";
    for (unsigned i = 0; i < 20; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
}
