/* SPDX-License-Identifier: Apache-2.0
 *
 * tools.h - what the text layer keeps between articles. Layer 3 (text),
 * private to its folder. Read-only once made, shared by threads. */
#ifndef NQ_TEXT_TOOLS_H
#define NQ_TEXT_TOOLS_H

#include "base/fold.h"
#include "base/lore.h"
#include "text/numeral.h"
#include "text/segment.h"

typedef struct nq_far_mark { /* a mark beyond NQ_GLYPHS: quotes, ellipsis */
    uint32_t point;
    uint8_t mark;
} nq_far_mark;
#define NQ_FAR_MARKS 64

typedef struct nq_unit_row nq_unit_row;         /* unit.h */
typedef struct nq_modifier_row nq_modifier_row; /* number.c */

enum { NQ_NUMBER_FILTER = 1 << 13 };

typedef struct nq_number_tools {
    nq_numerals numerals;
    nq_table units, modifiers, months, functions;
    const nq_unit_row *unit_rows;         /* [units.rows] */
    const nq_modifier_row *modifier_rows; /* [modifiers.rows] */
    uint64_t of;                          /* hash of "min" */
    /* Filter: by two parts of a word's hash, what it may be (number.c). */
    uint8_t may_be[NQ_NUMBER_FILTER];
} nq_number_tools;

struct nq_text_tools {
    nq_glyph glyph[NQ_GLYPHS];
    uint8_t mark[NQ_GLYPHS];       /* nq_mark */
    nq_far_mark far[NQ_FAR_MARKS]; /* [n_far] ascending by point */
    uint32_t n_far;
    nq_table abbreviations;
    uint32_t abbreviation_side; /* its column: where the stop stands */
    nq_table closed;            /* words whose first letters are no clitics */
    nq_table joins;             /* words glued to names by custom */
    uint32_t join_side;         /* its column */
    nq_segment_model segment;
    nq_number_tools numbers;
    nq_lore
        written;   /* hash of a written word -> written.c; this changes, and */
    nq_memo whole; /* hash of a written word -> 1: unknown, but no fault */
};

#endif
