/* SPDX-License-Identifier: Apache-2.0
 *
 * named_day.h - which days an article names. Layer 7 (compare).
 *
 * Who has both days of a difference parts no two versions. */
#ifndef NQ_COMPARE_NAMED_DAY_H
#define NQ_COMPARE_NAMED_DAY_H

#include "compare/desk.h"
#include "compare/slot.h"

/* Is the slot one day, no span of days and no length of time? */
bool nq_is_day(const nq_slot_at *slot);

/* Fills a map, made anew in the desk's scratch, with the days of all articles,
 * before any is held against another. NAQL_OK, NAQL_NOMEM. */
naql_status nq_named_days(const nq_desk *d, const nq_slots *slots,
                          nq_map *named);

/* Does the article, by its place in the story, name the day (since
 * 1970-01-01)? */
bool nq_named_day(const nq_map *named, uint32_t article, int32_t day);

#endif
