/* SPDX-License-Identifier: Apache-2.0
 *
 * set.c - the different shingles of one text. Layer 9 (bulk). */
#include "bulk/set.h"

#include "base/mem.h"

#include <string.h>

#define LEAST_SLOTS 256u

naql_status
nq_set_start(nq_set *s, uint32_t n)
{
    uint32_t main = LEAST_SLOTS;
    if (n > UINT32_MAX / 16)
        return NAQL_TOO_BIG;
    while (main < 4 * n)
        main *= 2;
    uint32_t room = main + n + 2; /* two are looked at where one is free */
    if (room > s->room) {
        nq_set_clear(s);
        s->slots = nq_mem_alloc(room * sizeof *s->slots);
        if (!s->slots)
            return NAQL_NOMEM;
        s->room = room;
    }
    memset(s->slots, 0, room * sizeof *s->slots);
    s->mask = main - 1;
    return NAQL_OK;
}

void
nq_set_clear(nq_set *s)
{
    nq_mem_free(s->slots);
    *s = (nq_set){0};
}
