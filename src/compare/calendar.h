/* SPDX-License-Identifier: Apache-2.0
 *
 * calendar.h - days of the calendar a little apart. Layer 7 (compare), private
 * to its folder. */
#ifndef NQ_COMPARE_CALENDAR_H
#define NQ_COMPARE_CALENDAR_H

#include "compare/align.h"

/* Two articles that name days of the calendar ("the 7th of February") a day to
 * three apart, each the only such day of its sentence, in sentences that are
 * somewhat alike, date one thing apart: answers between their slots, added. A
 * day that is told with its month dates an event, where "on Sunday" tells when
 * something was said. Neither article names the other's day. O(dates). */
naql_status nq_calendar_answers(const nq_desk *d, const nq_slots *slots,
                                nq_list *answers);

#endif
