/* SPDX-License-Identifier: Apache-2.0
 *
 * anchor.h - the day of an article that states no date of its own. Layer 4
 * (name).
 *
 * Scraped text often lost its "published" line, but says "Monday, 14 August"
 * and, further on, "since March 2016": only one Monday of the years that
 * follow fits. Knows nothing of other articles. */
#ifndef NQ_NAME_ANCHOR_H
#define NQ_NAME_ANCHOR_H

#include "name/date.h"

typedef struct nq_anchor_tools {
    const nq_date_tools *dates;
    nq_table weekdays, words;   /* data/weekdays.tsv, data/date_words.tsv */
    uint32_t day, class, value; /* columns */
} nq_anchor_tools;

naql_status nq_anchor_tools_make(const nq_tables *tables,
                                 const nq_date_tools *dates,
                                 nq_anchor_tools *out);

/* The day that the first sentences name by weekday, day and month without a
 * year: in the first year, from the latest that the article speaks of on, in
 * which the weekday fits; years before 1995 do not count. NQ_NO_DAY when there
 * is none. A few times the cost of nq_dates_find. */
naql_status nq_anchor_own(const nq_anchor_tools *tools, const nq_names *names,
                          int32_t *day);

/* The day that the first two sentences speak of, NQ_NO_DAY: none. */
int32_t nq_anchor_lead(const nq_names *names);

/* What an article may borrow from its story's `day`: that one, or the one after
 * or before it, if there its "today, Monday" and "yesterday, Monday" hold
 * better, or its bare "yesterday" is the day that the story speaks of (`lead`,
 * NQ_NO_DAY: unknown). */
int32_t nq_anchor_fit(const nq_anchor_tools *tools, const nq_names *names,
                      int32_t day, int32_t lead);

#endif
