/* SPDX-License-Identifier: Apache-2.0
 *
 * told_day.h - on which days a sentence tells that things happened. Layer 7
 * (compare), private to its folder. */
#ifndef NQ_COMPARE_TOLD_DAY_H
#define NQ_COMPARE_TOLD_DAY_H

#include "compare/slot.h"

/* "As the ministry announced on Monday": is a day, by its place in the text of
 * a row, the one on which something was said, beside the verb and not in what
 * is said? O(statements). */
bool nq_is_day_of_saying(const nq_desk *d, const nq_row *row, naql_span day);

/* Do the sentences of two slots each name days on which something happened, and
 * none in common? O(dates + statements). */
bool nq_are_of_two_days(const nq_desk *d, const nq_slot_at *a,
                        const nq_slot_at *b);

/* "So much per cent in January", "so much in February": do the sentences of two
 * slots each name a month and a share or sum, and neither in common? O(dates +
 * numbers). */
bool nq_are_of_two_months(const nq_desk *d, const nq_slot_at *a,
                          const nq_slot_at *b);

#endif
