/* SPDX-License-Identifier: Apache-2.0
 *
 * sets.h - slots that are told together, as sets over their numbers. Layer 7
 * (compare), private to its folder. */
#ifndef NQ_COMPARE_SETS_H
#define NQ_COMPARE_SETS_H

#include "base/arena.h"
#include "base/forest.h"
#include "base/status.h"

typedef struct nq_sets {
    uint32_t *up;   /* [n] forest.h */
    uint32_t *next; /* [n] the one behind it in its set, once they are chained;
                       0: none */
    uint32_t n;
} nq_sets;

/* Every slot 0..n-1 a set of its own. */
static inline naql_status
nq_sets_make(nq_arena *scratch, uint32_t n, nq_sets *out)
{
    *out = (nq_sets){nq_arena_alloc(scratch, n * sizeof *out->up),
                     nq_arena_zero(scratch, n, sizeof *out->next), n};
    if (!out->up || !out->next)
        return NAQL_NOMEM;
    nq_forest_init(out->up, n);
    return NAQL_OK;
}

/* To be called once, when all that belong together are joined. */
static inline void
nq_sets_chain(nq_sets *s)
{
    nq_forest_chain(s->up, s->n, s->next);
}

/* Is a slot the first of a set of two and more? */
static inline bool
nq_sets_opens(nq_sets *s, uint32_t slot)
{
    return s->next[slot] && nq_forest_root(s->up, slot) == slot;
}

#endif
