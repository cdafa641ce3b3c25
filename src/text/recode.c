/* SPDX-License-Identifier: Apache-2.0
 *
 * recode.c - a word whose UTF-8 was taken for one-byte text and encoded again.
 * Layer 3 (text). */
#include "text/recode.h"

#include "base/fold.h"
#include "base/utf8.h"
#include "input/onebyte.h"

/* The byte above ASCII that a character was; 0: none. */
static unsigned
byte_of(const uint16_t points[128], uint32_t code)
{
    for (unsigned i = 0; i < 128; i++)
        if (points[i] == code)
            return 0x80 + i;
    return code >= 0x80 && code < 0xa0 ? code : 0; /* bytes a table lacks */
}

/* The Arabic letter or sign that two characters make; 0: none. */
static uint32_t
letter_at(const uint16_t points[128], naql_str text, size_t *at)
{
    size_t next = *at;
    if (next >= text.len || !((unsigned char)text.ptr[next] & 0x80))
        return 0;
    unsigned lead = byte_of(points, nq_utf8_read(text.ptr, &next));
    if (lead < 0xd8 || lead > 0xdb || next >= text.len)
        return 0;
    unsigned tail = byte_of(points, nq_utf8_read(text.ptr, &next));
    if ((tail & 0xc0) != 0x80)
        return 0;
    uint32_t code = (lead & 0x1f) << 6 | (tail & 0x3f);
    nq_class class = nq_class_of(code);
    if (class != NQ_CLASS_ARABIC && class != NQ_CLASS_DROP)
        return 0;
    *at = next;
    return code;
}

/* Most words that begin with tah go on with a letter: no such run. */
static bool
may_go_on(naql_str text, size_t at)
{
    nq_utf8_read(text.ptr, &at);
    if (at >= text.len || !((unsigned char)text.ptr[at] & 0x80))
        return false;
    uint32_t code = nq_utf8_read(text.ptr, &at);
    return code < 0x620 || code > 0x65f;
}

size_t
nq_recode_word(naql_str text, size_t at, char out[NQ_RECODE_ROOM], size_t *end)
{
    static const nq_onebyte charsets[] = {NQ_ONEBYTE_1252, NQ_ONEBYTE_1256};
    if (!may_go_on(text, at))
        return 0;
    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
        const uint16_t *points = nq_onebyte_points(charsets[i]);
        size_t n = 0, next = at;
        uint32_t code;
        while (n + 4 <= NQ_RECODE_ROOM &&
               (code = letter_at(points, text, &next)) != 0)
            n += nq_utf8_write(code, out + n);
        if (n >= 4) {
            *end = next;
            return n;
        }
    }
    return 0;
}
