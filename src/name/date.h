/* SPDX-License-Identifier: Apache-2.0
 *
 * date.h - time expressions of one article (TIMEX3). Layer 4 (name).
 *
 * Reads days, months, years and their parts in every month family of the
 * Arab world, Hijri dates, weekdays, relative dates, durations, ages and
 * sets. Knows nothing of names: names.c puts the dates beside them. */
#ifndef NQ_NAME_DATE_H
#define NQ_NAME_DATE_H

#include "base/lore.h"
#include "name/names.h"

typedef struct nq_dates {
    nq_date *at; /* [n] ascending, never overlapping */
    uint32_t n;
} nq_dates;

typedef struct nq_date_tools nq_date_tools; /* shared, read-only */

/* Compiles data/{months,weekdays,date_words,number_words,places}.tsv; lives in
 * `arena`. `words` is the layer's memory of words, borrowed. NAQL_NOT_FOUND
 * when one of them is missing, NAQL_NOMEM. */
naql_status nq_date_tools_make(const nq_tables *tables, const nq_lore *words,
                               nq_arena *arena, nq_date_tools **out);

/* Finds every time expression of the text, with its value where it resolves.
 *
 * anchor   the day that relative dates hang on, or NQ_NO_DAY: then a value
 *          that needs it becomes PAST_REF, PRESENT_REF or FUTURE_REF
 * arena    owns out->at; `scratch` is released on return
 * returns  NAQL_OK (also when there is none), NAQL_NOMEM
 * cost     linear in tokens; at most NQ_MAX_DATES are kept */
naql_status nq_dates_find(const nq_date_tools *tools, const nq_text *text,
                          int32_t anchor, nq_arena *arena, nq_arena *scratch,
                          nq_dates *out);

#endif
