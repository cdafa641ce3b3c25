/* SPDX-License-Identifier: Apache-2.0
 *
 * set.c - the different shingles of one text. Layer 9 (bulk). */
#include "bulk/set.h"

#include "base/mem.h"

#include <string.h>

#define LEAST_SLOTS 1024u

static naql_status
widen(nq_set *s, uint64_t wanted)
{
    uint64_t room = s->room ? s->room : LEAST_SLOTS;
    while (room < wanted)
        room *= 2;
    if (room <= s->room)
        return NAQL_OK;
    if (room > UINT32_MAX / 2)
        return NAQL_TOO_BIG;
    nq_mem_free(s->slots);
    s->room = 0;
    s->slots = nq_mem_zero(room, sizeof *s->slots);
    if (!s->slots)
        return NAQL_NOMEM;
    s->room = (uint32_t)room;
    s->turn = 0;
    return NAQL_OK;
}

naql_status
nq_set_start(nq_set *s, uint32_t n)
{
    uint64_t wanted = 2ull * n + 2;
    naql_status status = widen(s, wanted);
    if (status != NAQL_OK)
        return status;
    if (++s->turn == 0) {
        memset(s->slots, 0, s->room * sizeof *s->slots);
        s->turn = 1;
    }
    /* A short text uses the front alone: it stays in the nearest cache. */
    uint32_t used = LEAST_SLOTS;
    while (used < wanted)
        used *= 2;
    s->mask = used - 1;
    return NAQL_OK;
}

bool
nq_set_has_behind(const nq_set *s, uint32_t value)
{
    for (uint32_t i = (value + 1) & s->mask;; i = (i + 1) & s->mask) {
        const nq_set_slot *slot = &s->slots[i];
        if (slot->turn != s->turn)
            return false;
        if (slot->value == value)
            return true;
    }
}

void
nq_set_clear(nq_set *s)
{
    nq_mem_free(s->slots);
    *s = (nq_set){0};
}
