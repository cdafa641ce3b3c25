/* SPDX-License-Identifier: Apache-2.0
 *
 * growth.h - is a cost linear? Told by what eight times the input costs.
 *
 * No figure in seconds is asked for, so that a slow or busy machine, or a
 * sanitizer, cannot fail a test: what is compared is one size against another
 * in the same process. Linear gives 8 (and up to 16 where the larger one leaves
 * the caches), quadratic 64; the limit lies between. Each size is measured
 * again while the answer is bad, and the least counts: noise only ever adds.
 * Where eight times the input costs too little to measure there is nothing to
 * judge; a quadratic cost is not that small at the sizes asked for. */
#ifndef NQ_TESTS_GROWTH_H
#define NQ_TESTS_GROWTH_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <time.h>

#define GROWTH_TIMES   8
#define GROWTH_LIMIT   24.0
#define GROWTH_SECONDS 0.02 /* of processor time: less is noise */
#define GROWTH_TRIES   6
#define GROWTH_SURE    1.0 /* seconds: noise is small beside it, two tries do */

typedef struct growth {
    double small, large; /* seconds for n and for 8 n */
} growth;

/* Reads, or whatever is measured, an input of `n` units; gives the seconds that
 * it took, without those for making the input. */
typedef double (*growth_cost)(const void *what, size_t n);

static inline double
growth_seconds(clock_t since)
{
    return (double)(clock() - since) / CLOCKS_PER_SEC;
}

/* False when 8 n costs more than GROWTH_LIMIT times what n does. */
static inline bool
growth_is_linear(growth_cost cost, const void *what, size_t n, growth *found)
{
    *found = (growth){1e9, 1e9};
    /* Large pages cost nothing or, on fragmented memory, forty times the work,
     * and the smaller input needs none. */
    prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
    for (unsigned i = 0; i < GROWTH_TRIES; i++) {
        double small = cost(what, n), large = cost(what, GROWTH_TIMES * n);
        found->small = small < found->small ? small : found->small;
        found->large = large < found->large ? large : found->large;
        if (found->large < GROWTH_SECONDS ||
            found->large <= GROWTH_LIMIT * found->small)
            return true;
        if (i > 0 && found->large > GROWTH_SURE)
            break;
    }
    return false;
}

#endif
