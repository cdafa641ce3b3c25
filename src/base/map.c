/* SPDX-License-Identifier: Apache-2.0
 *
 * map.c - 64-bit hash to 32-bit value, open addressing. Layer 0 (base). */
#include "base/map.h"
#include "base/hash.h"

#include <string.h>

void
nq_map_init(nq_map *m, nq_arena *arena)
{
    *m = (nq_map){.arena = arena};
}

/* Never 0; of bits that do not choose the slot. */
static uint8_t
tag_of(uint64_t hash)
{
    return (uint8_t)(hash >> 56 | 1);
}

/* Slot of the key, or the free slot where it belongs. room > n holds. */
static uint32_t
slot(const nq_map *m, uint64_t key, uint64_t hash)
{
    uint32_t mask = m->room - 1;
    uint32_t i = (uint32_t)hash & mask;
    uint8_t tag = tag_of(hash);
    while (m->tags[i] && (m->tags[i] != tag || m->entries[i].key != key))
        i = (i + 1) & mask;
    return i;
}

uint32_t *
nq_map_get(const nq_map *m, uint64_t key)
{
    if (!m->n)
        return NULL;
    uint32_t i = slot(m, key, nq_hash_mix(key));
    return m->tags[i] ? &m->entries[i].value : NULL;
}

static bool
grow(nq_map *m)
{
    nq_map bigger = *m;
    if (m->room > UINT32_MAX / 4)
        return false;
    bigger.room = m->room ? m->room * 2 : 64;
    bigger.tags = nq_arena_zero(m->arena, bigger.room, 1);
    bigger.entries =
        nq_arena_alloc(m->arena, bigger.room * sizeof(nq_map_entry));
    if (!bigger.tags || !bigger.entries)
        return false;
    for (uint32_t i = 0; i < m->room; i++) {
        if (!m->tags[i])
            continue;
        uint64_t key = m->entries[i].key, hash = nq_hash_mix(key);
        uint32_t to = slot(&bigger, key, hash);
        bigger.tags[to] = tag_of(hash);
        bigger.entries[to] = m->entries[i];
    }
    *m = bigger;
    return true;
}

uint32_t *
nq_map_put(nq_map *m, uint64_t key, bool *fresh)
{
    uint64_t hash = nq_hash_mix(key);
    if (m->n + 1 > m->room / 4 * 3 && !grow(m))
        return NULL;
    uint32_t i = slot(m, key, hash);
    bool is_new = !m->tags[i];
    if (is_new) {
        m->tags[i] = tag_of(hash);
        m->entries[i] = (nq_map_entry){key, 0};
        m->n++;
    }
    if (fresh)
        *fresh = is_new;
    return &m->entries[i].value;
}
