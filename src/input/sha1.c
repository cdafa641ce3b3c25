/* SPDX-License-Identifier: Apache-2.0
 *
 * sha1.c - the digest that web archives carry. Layer 1 (input). */
#include "input/sha1.h"

#include <string.h>

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
nq_sha1(naql_str bytes, unsigned char out[20])
{
    uint32_t h[5] = {0x67452301u, 0xefcdab89u, 0x98badcfeu, 0x10325476u,
                     0xc3d2e1f0u};
    const unsigned char *at = (const unsigned char *)bytes.ptr;
    unsigned char last[128] = {0};
    size_t left = bytes.len;
    for (; left >= 64; left -= 64, at += 64)
        add_block(h, at);
    memcpy(last, at, left);
    last[left] = 0x80;
    size_t room = left < 56 ? 64 : 128;
    for (unsigned i = 0; i < 8; i++)
        last[room - 1 - i] =
            (unsigned char)((uint64_t)bytes.len * 8 >> (8 * i));
    add_block(h, last);
    if (room == 128)
        add_block(h, last + 64);
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
