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

/* Slot of the key, or the free slot where it belongs. room > n holds. */
static uint32_t
slot(const nq_map *m, uint64_t key)
{
    uint32_t mask = m->room - 1;
    uint32_t i = (uint32_t)nq_hash_mix(key) & mask;
    while (m->keys[i] && m->keys[i] != key)
        i = (i + 1) & mask;
    return i;
}

uint32_t *
nq_map_get(const nq_map *m, uint64_t key)
{
    if (!m->n)
        return NULL;
    key = key ? key : 1;
    uint32_t i = slot(m, key);
    return m->keys[i] ? &m->values[i] : NULL;
}

static bool
grow(nq_map *m)
{
    nq_map bigger = *m;
    if (m->room > UINT32_MAX / 4)
        return false;
    bigger.room = m->room ? m->room * 2 : 64;
    bigger.keys = nq_arena_zero(m->arena, bigger.room, sizeof(uint64_t));
    bigger.values = nq_arena_alloc(m->arena, bigger.room * sizeof(uint32_t));
    if (!bigger.keys || !bigger.values)
        return false;
    for (uint32_t i = 0; i < m->room; i++) {
        if (!m->keys[i])
            continue;
        uint32_t to = slot(&bigger, m->keys[i]);
        bigger.keys[to] = m->keys[i];
        bigger.values[to] = m->values[i];
    }
    *m = bigger;
    return true;
}

uint32_t *
nq_map_put(nq_map *m, uint64_t key, bool *fresh)
{
    key = key ? key : 1;
    if (m->n + 1 > m->room / 4 * 3 && !grow(m))
        return NULL;
    uint32_t i = slot(m, key);
    bool is_new = !m->keys[i];
    if (is_new) {
        m->keys[i] = key;
        m->values[i] = 0;
        m->n++;
    }
    if (fresh)
        *fresh = is_new;
    return &m->values[i];
}
