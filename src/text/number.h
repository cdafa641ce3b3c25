/* SPDX-License-Identifier: Apache-2.0
 *
 * number.h - numbers with what they count. Layer 3 (text), private to its
 * folder. */
#ifndef NQ_TEXT_NUMBER_H
#define NQ_TEXT_NUMBER_H

#include "text/numeral.h"
#include "text/tools.h"

typedef struct nq_numbers {
    const nq_number *at; /* [n] ascending, not overlapping */
    uint32_t n;
} nq_numbers;

naql_status nq_number_tools_make(const nq_tables *tables, nq_arena *arena,
                                 nq_number_tools *out);

/* Every number with its unit and modifier, and every counted noun in the dual.
 * Left out: ordinals, what belongs to a date or a clock, numbers of list
 * items, single figures glued to letters. `text` has its tokens.
 *
 * cost  linear in tokens */
naql_status nq_numbers_make(const nq_number_tools *tools, const nq_text *text,
                            nq_arena *arena, nq_arena *scratch,
                            nq_numbers *out);

#endif
