/* SPDX-License-Identifier: Apache-2.0
 *
 * forest.h - disjoint sets over numbers 0..n-1. Layer 0 (base).
 *
 * An array `up` of n numbers: each one's parent, a root its own. The smaller
 * root stays one, so that a set is known by its first member whatever the order
 * of joins. Amortised O(log n) by path halving (Tarjan and van Leeuwen 1984).
 */
#ifndef NQ_BASE_FOREST_H
#define NQ_BASE_FOREST_H

#include <stdbool.h>
#include <stdint.h>

/* Every number a set of its own. */
static inline void
nq_forest_init(uint32_t *up, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        up[i] = i;
}

/* The first member of the set of i. */
static inline uint32_t
nq_forest_root(uint32_t *up, uint32_t i)
{
    while (up[i] != i)
        i = up[i] = up[up[i]];
    return i;
}

/* Makes one set of two; false when they were one. */
static inline bool
nq_forest_join(uint32_t *up, uint32_t a, uint32_t b)
{
    a = nq_forest_root(up, a);
    b = nq_forest_root(up, b);
    up[a > b ? a : b] = a > b ? b : a;
    return a != b;
}

/* The members of each set in their order: the first one is the root, next[i] is
 * the one behind i, 0: none. `next` [n] is zero. O(n), the joins done. */
static inline void
nq_forest_chain(uint32_t *up, uint32_t n, uint32_t *next)
{
    for (uint32_t i = n; i--;) {
        uint32_t root = nq_forest_root(up, i);
        if (root == i)
            continue;
        next[i] = next[root];
        next[root] = i;
    }
}

#endif
