/* SPDX-License-Identifier: Apache-2.0
 *
 * named_day.c - which days an article names. Layer 7 (compare). */
#include "compare/named_day.h"

#include "base/hash.h"

static uint64_t
key_of(uint32_t article, int32_t day)
{
    return nq_hash_next(nq_hash_next(59, article), (uint64_t)day);
}

bool
nq_is_day(const nq_slot_at *slot)
{
    return slot->slot == NQ_SLOT_DATE && !slot->value.duration &&
           slot->value.lo == slot->value.hi;
}

naql_status
nq_named_days(const nq_desk *d, const nq_slots *slots, nq_map *named)
{
    nq_map_init(named, d->scratch);
    for (uint32_t i = 0; i < slots->from[d->n_lines]; i++) {
        const nq_slot_at *s = &slots->at[i];
        uint32_t article = d->lines[s->line].article;
        if (nq_is_day(s) &&
            !nq_map_put(named, key_of(article, (int32_t)s->value.lo), NULL))
            return NAQL_NOMEM;
    }
    return NAQL_OK;
}

bool
nq_named_day(const nq_map *named, uint32_t article, int32_t day)
{
    return nq_map_get(named, key_of(article, day));
}
