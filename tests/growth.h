/* SPDX-License-Identifier: Apache-2.0
 *
 * growth.h - is a cost linear? Told by what eight times the input costs.
 *
 * No figure in seconds is asked for, so that a slow or busy machine, or a
 * sanitizer, cannot fail a test: what is compared is one size against another
 * in the same process. Linear gives 8 (and up to 25 where the larger one leaves
 * the caches of a small machine), quadratic 64; the limit lies between. Each
 * size is measured again while the answer is bad, and the least counts: noise
 * only ever adds. Where eight times the input costs too little to measure there
 * is nothing to judge; a quadratic cost is not that small at the sizes asked
 * for. */
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

/* The least seconds of some tries for `n` and for GROWTH_TIMES of it; false
 * when the larger costs more than GROWTH_LIMIT times the smaller. */
static inline bool
growth_step_is_linear(growth_cost cost, const void *what, size_t n,
                      growth *found)
{
    *found = (growth){1e9, 1e9};
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

/* Is the cost of `n` units linear? An input that leaves a small cache makes one
 * step dear, and once: what looks bad is judged again one step up, where a
 * quadratic cost is as bad as before. */
static inline bool
growth_is_linear(growth_cost cost, const void *what, size_t n, growth *found)
{
    /* Large pages cost nothing or, on fragmented memory, forty times the work,
     * and the smaller input needs none. */
    prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
    if (growth_step_is_linear(cost, what, n, found))
        return true;
    return found->large < GROWTH_SURE &&
           growth_step_is_linear(cost, what, GROWTH_TIMES * n, found);
}

#endif
