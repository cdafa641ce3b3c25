/* SPDX-License-Identifier: Apache-2.0
 *
 * bisect.h - a place in what is sorted. Layer 0 (base). */
#ifndef NQ_BASE_BISECT_H
#define NQ_BASE_BISECT_H

#include <stdint.h>

/* Sets i, a uint32_t, to the first of [from, end) that is not `before`, an
 * expression of i that holds up to some place and not behind it; to end when it
 * holds for all. O(log n). As a macro, for what is asked differs from row to
 * row: NQ_BISECT(i, 0, n_dates, dates[i].first < token); */
#define NQ_BISECT(i, from, end, before)                                        \
    for (uint32_t nq_lo_ = (from), nq_hi_ = (end);                             \
         (i) = nq_lo_ + (nq_hi_ - nq_lo_) / 2, nq_lo_ < nq_hi_;)               \
        if (before)                                                            \
            nq_lo_ = (i) + 1;                                                  \
        else                                                                   \
            nq_hi_ = (i)

#endif
