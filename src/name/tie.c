/* SPDX-License-Identifier: Apache-2.0
 *
 * tie.c - groups that grow by ties. Layer 4 (name). */
#include "name/tie.h"

#include "base/forest.h"

bool
nq_ties_make(uint32_t n, nq_arena *scratch, nq_ties *out)
{
    *out = (nq_ties){nq_arena_alloc(scratch, sizeof(uint32_t) * (n + 1ull)),
                     nq_arena_zero(scratch, n + 1ull, 1), n};
    if (!out->up || !out->reason)
        return false;
    nq_forest_init(out->up, n);
    return true;
}

uint32_t
nq_tie_group(nq_ties *t, uint32_t i)
{
    return nq_forest_root(t->up, i);
}

void
nq_tie_join(nq_ties *t, uint32_t a, uint32_t b, nq_tie reason)
{
    a = nq_tie_group(t, a);
    b = nq_tie_group(t, b);
    if (!nq_forest_join(t->up, a, b))
        return;
    uint32_t first = a < b ? a : b, other = a < b ? b : a;
    if (t->reason[other] > t->reason[first])
        t->reason[first] = t->reason[other];
    if (reason > t->reason[first])
        t->reason[first] = (uint8_t)reason;
}

const char *
nq_tie_name(uint8_t reason)
{
    static const char *const names[NQ_TIES] = {
        "alone",
        "same spelling",
        "two names of one place or body",
        "another spelling of the name",
        "same name without its head word",
        "front of the name, in articles with the same names",
        "family name and the same office",
        "family name, in articles with the same names"};
    return names[reason < NQ_TIES ? reason : 0];
}
