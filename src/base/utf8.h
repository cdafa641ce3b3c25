/* SPDX-License-Identifier: Apache-2.0
 *
 * utf8.h - decode, validate, count, encode. Layer 0 (base). */
#ifndef NQ_BASE_UTF8_H
#define NQ_BASE_UTF8_H

#include "naql.h"

#define NQ_UTF8_BAD UINT32_MAX

enum { NQ_LETTER = 2 }; /* bytes of an Arabic letter */

/* Code point at s[*at] and *at moved behind it; NQ_UTF8_BAD and one byte on
 * for anything that is not well-formed (Unicode 15, table 3-7). *at must be
 * < s.len. */
uint32_t nq_utf8_next(naql_str s, size_t *at);

/* The same for text that was validated. */
static inline uint32_t
nq_utf8_read(const char *p, size_t *at)
{
    const unsigned char *s = (const unsigned char *)p + *at;
    if (s[0] < 0x80) {
        *at += 1;
        return s[0];
    }
    if (s[0] < 0xe0) {
        *at += 2;
        return (uint32_t)(s[0] & 0x1f) << 6 | (s[1] & 0x3f);
    }
    if (s[0] < 0xf0) {
        *at += 3;
        return (uint32_t)(s[0] & 0x0f) << 12 | (uint32_t)(s[1] & 0x3f) << 6 |
               (s[2] & 0x3f);
    }
    *at += 4;
    return (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3f) << 12 |
           (uint32_t)(s[2] & 0x3f) << 6 | (s[3] & 0x3f);
}

/* Offset of the first byte that is not well-formed, s.len when all is. */
size_t nq_utf8_valid(naql_str s);

/* Writes 1 to 4 bytes and returns how many; surrogates and values above
 * 0x10FFFF become U+FFFD. */
size_t nq_utf8_write_long(uint32_t code_point, char out[4]);
static inline size_t
nq_utf8_write(uint32_t code_point, char out[4])
{
    if (code_point - 0x80 >= 0x780) /* not one of two bytes */
        return nq_utf8_write_long(code_point, out);
    out[0] = (char)(0xc0 | code_point >> 6);
    out[1] = (char)(0x80 | (code_point & 0x3f));
    return 2;
}

/* Index of code points of one text: byte offset -> code point offset, for
 * many ascending or random questions. O(1) a question, n/8 words of room. */
typedef struct nq_points {
    naql_str text;
    uint32_t *at; /* [text.len / 8 + 1] code points before byte 8 * i */
} nq_points;
struct nq_arena;
/* NAQL_OK, NAQL_NOMEM. */
naql_status nq_points_make(naql_str text, struct nq_arena *arena,
                           nq_points *out);
uint32_t nq_points_at(const nq_points *p, uint32_t byte);

#endif
