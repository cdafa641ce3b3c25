/* SPDX-License-Identifier: Apache-2.0
 *
 * mend.c - UTF-8 that was taken for something else and encoded again. Layer 1
 * (input).
 *
 * Such text shows as pairs of a few odd letters and signs. Each run of
 * characters that are the bytes of one character is put back; all else stays,
 * so that an article with one such paragraph is mended there. */
#include "base/str.h"
#include "base/utf8.h"
#include "input/charset.h"
#include "input/onebyte.h"
#include "input/tune.h"

#define N_POINTS 0x2600u /* all code points of the three tables, but three */

struct mending {
    unsigned char byte[N_POINTS]; /* of a code point; 0: none */
    naql_str text;
    size_t mended, other; /* characters above ASCII */
};

static void
prepare(struct mending *m, nq_onebyte charset)
{
    const uint16_t *points = nq_onebyte_points(charset);
    memset(m->byte, 0, sizeof m->byte);
    for (unsigned i = 0; i < 32; i++) /* bytes that a table lacks */
        m->byte[0x80 + i] = (unsigned char)(0x80 + i);
    for (unsigned i = 0; i < 128; i++)
        if (points[i] && points[i] < N_POINTS)
            m->byte[points[i]] = (unsigned char)(0x80 + i);
}

/* The byte that the character at *at was, 0 for ASCII and all others. */
static unsigned char
byte_at(const struct mending *m, size_t *at)
{
    if (*at >= m->text.len)
        return 0;
    uint32_t c = nq_utf8_read(m->text.ptr, at);
    return c >= 0x80 && c < N_POINTS ? m->byte[c] : 0;
}

/* Tries to put the character at *at back together: its length in bytes and
 * *at behind it, or 0. */
static size_t
put_back(struct mending *m, size_t *at, char out[4])
{
    size_t next = *at, checked = 0;
    unsigned char lead = byte_at(m, &next);
    size_t n = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (n == 0 || lead > 0xf4)
        return 0;
    out[0] = (char)lead;
    for (size_t i = 1; i < n; i++) {
        unsigned char tail = byte_at(m, &next);
        if ((tail & 0xc0) != 0x80)
            return 0;
        out[i] = (char)tail;
    }
    if (nq_utf8_next(nq_str(out, n), &checked) == NQ_UTF8_BAD)
        return 0;
    *at = next;
    return n;
}

/* Mends what `limit` bytes hold; writes to `to` unless that is NULL. */
static size_t
mend(struct mending *m, size_t limit, char *to)
{
    size_t at = 0, n = 0;
    m->mended = m->other = 0;
    while (at < limit) {
        char point[4];
        size_t start = at, len = 0;
        if ((unsigned char)m->text.ptr[at] >= 0x80)
            len = put_back(m, &at, point);
        if (len == 0) {
            m->other += nq_utf8_read(m->text.ptr, &at) >= 0x80;
            len = at - start;
            if (to)
                memcpy(to + n, m->text.ptr + start, len);
        } else {
            m->mended++;
            if (to)
                memcpy(to + n, point, len);
        }
        n += len;
    }
    return n;
}

/* Does the start of the text hold letters that only this fault makes? Cheap,
 * for it is asked of every article: leads of Arabic letters (D8..DB) under
 * one of the tables are more than a quarter of all above ASCII. */
static bool
suspicious(naql_str text)
{
    size_t at = 0, odd = 0, all = 0;
    size_t end =
        text.len < NQ_TUNE_MEND_GLANCE ? text.len : NQ_TUNE_MEND_GLANCE;
    while (at < end) {
        uint32_t c = nq_utf8_read(text.ptr, &at);
        if (c < 0x80)
            continue;
        all++;
        odd += (c >= 0xd8 && c <= 0xdb) || c == 0x0637 || c == 0x0638 ||
               c == 0x00ff || c == 0x0178 || c == 0x00c3;
    }
    return odd >= 2 && odd * 4 > all;
}

/* The table under which the text falls back into place. */
static nq_onebyte
find_table(struct mending *m)
{
    static const nq_onebyte tables[] = {NQ_ONEBYTE_1252, NQ_ONEBYTE_1256,
                                        NQ_ONEBYTE_MAC_ROMAN};
    size_t limit =
        m->text.len < NQ_TUNE_MEND_SAMPLE ? m->text.len : NQ_TUNE_MEND_SAMPLE;
    while (limit < m->text.len &&
           ((unsigned char)m->text.ptr[limit] & 0xc0) == 0x80)
        limit++;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        prepare(m, tables[i]);
        mend(m, limit, NULL);
        if (m->mended >= 2 && m->mended > m->other)
            return tables[i];
    }
    return NQ_ONEBYTE_NONE;
}

naql_status
nq_charset_mend(naql_str *text, nq_arena *arena, bool *repaired)
{
    if (repaired)
        *repaired = false;
    for (unsigned times = 0; times < 3 && suspicious(*text); times++) {
        struct mending m = {.text = *text};
        if (find_table(&m) == NQ_ONEBYTE_NONE)
            return NAQL_OK;
        char *to = nq_arena_alloc(arena, text->len);
        if (!to)
            return NAQL_NOMEM;
        *text = nq_str(to, mend(&m, text->len, to));
        if (repaired)
            *repaired = true;
    }
    return NAQL_OK;
}
