/* SPDX-License-Identifier: Apache-2.0
 *
 * recode.h - a word whose UTF-8 was taken for one-byte text and encoded again.
 * Layer 3 (text), private to its folder.
 *
 * Whole articles of that kind are put right by the input layer; this is for a
 * word or a line of it inside sound text. */
#ifndef NQ_TEXT_RECODE_H
#define NQ_TEXT_RECODE_H

#include "naql.h"

#define NQ_RECODE_ROOM 128

/* May the character be the first of such a word? Cheap. */
static inline bool
nq_recode_starts(uint32_t code)
{
    enum { O_STROKE = 0xd8, U_CIRCUMFLEX = 0xdb, TAH = 0x637, ZAH = 0x638 };
    return (code >= O_STROKE && code <= U_CIRCUMFLEX) || code == TAH ||
           code == ZAH;
}

/* Reads the longest run of such pairs of characters from text[at]: Arabic
 * letters under windows-1252 or 1256, at most NQ_RECODE_ROOM / 2.
 *
 * out      takes the letters in UTF-8
 * end      the byte behind the run
 * returns  bytes written; 0 when there are not two letters */
size_t nq_recode_word(naql_str text, size_t at, char out[NQ_RECODE_ROOM],
                      size_t *end);

#endif
