/* SPDX-License-Identifier: Apache-2.0
 *
 * row.c - a text as a row of word hashes. Layer 0 (base). */
#include "base/row.h"

#include "base/fold.h"
#include "base/utf8.h"

static uint16_t
letter_of(uint32_t c)
{
    uint32_t points[NQ_FOLD_POINTS];
    nq_class class = nq_class_of(c);
    if (class == NQ_CLASS_DROP)
        return NQ_ROW_DROP;
    if (class == NQ_CLASS_SPACE || class == NQ_CLASS_MARK)
        return NQ_ROW_BREAK;
    unsigned n = nq_fold_point(c, NQ_FOLD_WORD, points);
    if (n == 0)
        return NQ_ROW_DROP;
    return n == 1 && points[0] < 0x10000 && points[0] > NQ_ROW_SLOW
               ? (uint16_t)points[0]
               : (uint16_t)NQ_ROW_SLOW;
}

void
nq_row_reader_init(nq_row_reader *r)
{
    for (uint32_t c = 0; c < 0x800; c++)
        r->letter[c] = letter_of(c);
}

struct walk { /* over the words of a text */
    const nq_row_reader *r;
    naql_str text;
    size_t at;
    uint32_t point;     /* code points before `at` */
    uint64_t hash;      /* of the word read last */
    nq_row_place place; /* of that word */
};

static inline uint64_t
add_letter(uint64_t h, uint32_t letter)
{
    return (h ^ letter) * 0x100000001b3ull + (h >> 47);
}

/* A code point that the table does not answer; false: a word ends here. */
static bool
slow(uint32_t c, uint64_t *h)
{
    uint32_t points[NQ_FOLD_POINTS];
    nq_class class = nq_class_of(c);
    if (class == NQ_CLASS_SPACE || class == NQ_CLASS_MARK)
        return false;
    if (class == NQ_CLASS_DROP)
        return true;
    unsigned n = nq_fold_point(c, NQ_FOLD_WORD, points);
    for (unsigned i = 0; i < n; i++)
        *h = add_letter(*h, points[i]);
    return true;
}

/* The place runs from the word's first letter or mark on it to its last: what
 * is dropped in front of a word is not of it. */
static bool
next_word(struct walk *w)
{
    const unsigned char *p = (const unsigned char *)w->text.ptr;
    uint64_t h = 0;
    size_t i = w->at, len = w->text.len, start = i, end = 0;
    uint32_t point = w->point, first = point, past = 0;
    while (i < len) {
        size_t before = i;
        uint32_t c = p[i];
        uint16_t letter = NQ_ROW_SLOW;
        if (c < 0x80) {
            letter = w->r->letter[c];
            i++;
        } else if (c < 0xe0) {
            c = (c & 31u) << 6 | (p[i + 1] & 63u);
            letter = w->r->letter[c];
            i += 2;
        } else {
            c = nq_utf8_read(w->text.ptr, &i);
        }
        point++;
        start = h ? start : before;
        first = h ? first : point - 1;
        if (letter > NQ_ROW_SLOW) {
            h = add_letter(h, letter);
        } else if ((letter == NQ_ROW_BREAK ||
                    (letter == NQ_ROW_SLOW && !slow(c, &h))) &&
                   h) {
            end = before;
            past = point - 1;
            break;
        }
    }
    w->place.bytes = (naql_span){(uint32_t)start, (uint32_t)(end ? end : i)};
    w->place.points = (naql_span){first, end ? past : point};
    w->at = i;
    w->point = point;
    w->hash = h;
    return h != 0;
}

uint32_t
nq_row_read(const nq_row_reader *r, naql_str text, uint32_t *words,
            nq_row_place *places)
{
    struct walk w = {.r = r, .text = text};
    uint32_t n = 0;
    while (next_word(&w)) {
        uint64_t h = (w.hash ^ w.hash >> 32) * 0x9e3779b97f4a7c15ull;
        words[n] = (uint32_t)(h >> 32);
        places[n++] = w.place;
    }
    return n;
}
