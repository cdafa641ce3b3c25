/* SPDX-License-Identifier: Apache-2.0
 *
 * sorted.h - sorting, and a place in what is sorted. Layer 0 (base). */
#ifndef NQ_BASE_SORTED_H
#define NQ_BASE_SORTED_H

#include <stdint.h>
#include <stdlib.h>

/* qsort, which must not be given NULL, not even with nothing in it. */
static inline void
nq_sort(void *at, size_t n, size_t size,
        int (*order)(const void *, const void *))
{
    if (n)
        qsort(at, n, size, order);
}

/* In a comparison for nq_sort: the lesser first; goes on when they are equal.
 * Swapped, they put the greater first. */
#define NQ_SORT_BY(a, b)                                                       \
    do {                                                                       \
        if ((a) != (b))                                                        \
            return (a) < (b) ? -1 : 1;                                         \
    } while (0)

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
