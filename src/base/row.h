/* SPDX-License-Identifier: Apache-2.0
 *
 * row.h - a text as a row of word hashes, in one pass over its bytes. Layer 0
 * (base).
 *
 * For work on millions of texts: folded letters run into the hash as they are
 * read, nothing is written out. Words are those of fold.h at strength WORD;
 * what differs in marks and white space alone is one row. */
#ifndef NQ_BASE_ROW_H
#define NQ_BASE_ROW_H

#include "naql.h"

typedef struct nq_row_reader { /* read-only once made, shared by threads */
    uint16_t letter[0x800];    /* of code points below: folded, or NQ_ROW_* */
} nq_row_reader;

enum { NQ_ROW_BREAK = 0, NQ_ROW_DROP = 1, NQ_ROW_SLOW = 2 };

void nq_row_reader_init(nq_row_reader *r);

/* Most words that a text of so many bytes can have. */
#define NQ_ROW_ROOM(bytes) ((bytes) / 2 + 1)

typedef struct nq_row_place { /* of a word in its text */
    naql_span bytes, points;  /* points: code points */
} nq_row_place;

/* Writes the hash of each word of valid UTF-8 to words, and where it stands to
 * places; returns how many. Both have NQ_ROW_ROOM(text.len). */
uint32_t nq_row_read(const nq_row_reader *r, naql_str text, uint32_t *words,
                     nq_row_place *places);

#endif
