/* SPDX-License-Identifier: Apache-2.0
 *
 * numeral.h - the value of a number in figures or in words. Layer 3 (text).
 *
 * Reads the number alone. Knows nothing of units: number.h does, and so does
 * the date reader of the layer above. */
#ifndef NQ_TEXT_NUMERAL_H
#define NQ_TEXT_NUMERAL_H

#include "text/text.h"

typedef struct nq_numerals { /* data/number_words.tsv, ready to use */
    nq_table words;
    const uint8_t *kinds;  /* [words.rows] */
    const int64_t *values; /* [words.rows] */
} nq_numerals;

typedef struct nq_numeral {
    uint32_t first, end; /* tokens, half-open */
    uint32_t start;      /* byte of clean text, glued letters left out */
    double value, high;  /* high > value: "tens of" and the like */
    uint8_t digits;      /* figures of a plain whole number, 0: words */
    uint16_t clitics;    /* glued to its first word */
    uint8_t words;       /* number words it is made of, figures not counted */
} nq_numeral;

/* Lives in `arena`. NAQL_NOT_FOUND without the table, NAQL_NOMEM. */
naql_status nq_numerals_make(const nq_tables *tables, nq_arena *arena,
                             nq_numerals *out);

/* Reads the longest numeral that starts at token `at`: figures, words, or
 * figures with a scale ("3 ملايين"). False when none does. A lone "one" is
 * none: it is mostly a pronoun. */
bool nq_numeral_read(const nq_numerals *n, const nq_text *text, uint32_t at,
                     nq_numeral *out);

/* A lone "one", for where a unit shows that it counts: "one per cent". */
bool nq_numeral_read_one(const nq_numerals *n, const nq_text *text, uint32_t at,
                         nq_numeral *out);

/* The same as nq_numeral_read, up to the first "and": the lower end of "between
 * 4 thousand and 5 thousand". */
bool nq_numeral_read_low(const nq_numerals *n, const nq_text *text, uint32_t at,
                         nq_numeral *out);

/* Reads an ordinal with its article: "الثاني", "الخامس عشر", "الحادي
 * والعشرين", "العشرين". */
bool nq_ordinal_read(const nq_numerals *n, const nq_text *text, uint32_t at,
                     nq_numeral *out);

/* Byte of clean text where a reading starts when its article stays on. */
uint32_t nq_cut_start(const nq_cut *cuts, uint32_t n_cuts, uint32_t which);

#endif
