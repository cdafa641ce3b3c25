/* SPDX-License-Identifier: Apache-2.0
 *
 * wide.c - UTF-16 and UTF-32, with a byte order mark and without. Layer 1
 * (input). */
#include "base/str.h"
#include "base/utf8.h"
#include "input/charset.h"
#include "input/tune.h"

static const struct {
    const char *mark;
    size_t len;
    nq_wide wide;
} marks[] = {
    {"\xff\xfe\0\0", 4, NQ_WIDE_32LE}, /* before its own first half */
    {"\0\0\xfe\xff", 4, NQ_WIDE_32BE},
    {"\xff\xfe", 2, NQ_WIDE_16LE},
    {"\xfe\xff", 2, NQ_WIDE_16BE},
};

/* Arabic in UTF-16 has a 6 in every letter's high byte, ASCII a zero: two
 * bytes that no other text holds. Half of the units must have one, on one
 * side only. */
static nq_wide
tell_unmarked(naql_str head)
{
    size_t hits[2] = {0};
    head.len &= ~(size_t)1;
    if (head.len > NQ_TUNE_WIDE_SAMPLE)
        head.len = NQ_TUNE_WIDE_SAMPLE;
    for (size_t i = 0; i < head.len; i++)
        hits[i & 1] += head.ptr[i] == 6 || head.ptr[i] == 0;
    size_t half = head.len / 4;
    if (head.len < 4 || (hits[0] <= half && hits[1] <= half))
        return NQ_WIDE_NONE;
    if (hits[1] > hits[0] * 4)
        return NQ_WIDE_16LE;
    return hits[0] > hits[1] * 4 ? NQ_WIDE_16BE : NQ_WIDE_NONE;
}

nq_wide
nq_wide_tell(naql_str head, size_t *mark)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (nq_str_starts(head, nq_str(marks[i].mark, marks[i].len))) {
            *mark = marks[i].len;
            return marks[i].wide;
        }
    }
    *mark = 0;
    return tell_unmarked(head);
}

const char *
nq_wide_name(nq_wide wide)
{
    static const char *const names[] = {"", "utf-16le", "utf-16be", "utf-32le",
                                        "utf-32be"};
    return names[wide];
}

static size_t
unit_bytes(nq_wide wide)
{
    return wide >= NQ_WIDE_32LE ? 4 : 2;
}

static uint32_t
unit_at(nq_wide wide, const char *at)
{
    const unsigned char *p = (const unsigned char *)at;
    switch (wide) {
    case NQ_WIDE_16LE:
        return (uint32_t)p[1] << 8 | p[0];
    case NQ_WIDE_16BE:
        return (uint32_t)p[0] << 8 | p[1];
    case NQ_WIDE_32LE:
        return (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 |
               (uint32_t)p[1] << 8 | p[0];
    default:
        return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
               (uint32_t)p[2] << 8 | p[3];
    }
}

/* Code point at in.ptr + at and its length in bytes; 0: more is needed. */
static size_t
point_at(nq_wide wide, naql_str in, bool last, uint32_t *point)
{
    size_t unit = unit_bytes(wide);
    if (in.len < unit) {
        *point = 0xfffd;
        return last ? in.len : 0;
    }
    *point = unit_at(wide, in.ptr);
    if (unit == 4 || *point < 0xd800 || *point > 0xdfff)
        return unit;
    if (*point > 0xdbff || (in.len < 4 && last)) {
        *point = 0xfffd;
        return unit;
    }
    if (in.len < 4)
        return 0;
    uint32_t low = unit_at(wide, in.ptr + 2);
    if (low < 0xdc00 || low > 0xdfff) {
        *point = 0xfffd;
        return unit;
    }
    *point = 0x10000 + ((*point - 0xd800) << 10) + (low - 0xdc00);
    return 4;
}

size_t
nq_wide_decode(nq_wide wide, naql_str in, bool last, char *to, size_t room,
               size_t *used)
{
    size_t n = 0;
    *used = 0;
    while (*used < in.len && room - n >= 4) {
        uint32_t point;
        size_t len = point_at(wide, nq_str(in.ptr + *used, in.len - *used),
                              last, &point);
        if (len == 0)
            break;
        n += nq_utf8_write(point, to + n);
        *used += len;
    }
    return n;
}
