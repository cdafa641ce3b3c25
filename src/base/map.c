/* SPDX-License-Identifier: Apache-2.0
 *
 * map.c - 64-bit hash to 32-bit value, open addressing. Layer 0 (base). */
#include "base/map.h"
#include "base/status.h"

enum { FIRST_ROOM = 64, FIRST_SHIFT = 58 };

void
nq_map_init(nq_map *m, nq_arena *arena)
{
    *m = (nq_map){.arena = arena};
}

static bool
take_room(nq_map *m, uint32_t room, uint32_t shift)
{
    nq_map bigger = *m;
    bigger.room = room;
    bigger.shift = shift;
    bigger.tags = nq_arena_zero(m->arena, bigger.room, 1);
    bigger.entries =
        nq_arena_alloc(m->arena, bigger.room * sizeof(nq_map_entry));
    if (!bigger.tags || !bigger.entries)
        return false;
    for (uint32_t i = 0; i < m->room; i++) {
        if (!m->tags[i])
            continue;
        uint64_t key = m->entries[i].key, spread = nq_map_spread(key);
        uint32_t to = nq_map_slot(&bigger, key, spread);
        bigger.tags[to] = nq_map_tag(spread);
        bigger.entries[to] = m->entries[i];
    }
    *m = bigger;
    return true;
}

static bool
grow(nq_map *m)
{
    if (m->room > UINT32_MAX / 4)
        return false;
    return m->room ? take_room(m, m->room * 2, m->shift - 1)
                   : take_room(m, FIRST_ROOM, FIRST_SHIFT);
}

bool
nq_map_reserve(nq_map *m, uint32_t n)
{
    uint32_t room = FIRST_ROOM, shift = FIRST_SHIFT;
    for (; room / 2 < n && room <= UINT32_MAX / 4; room *= 2)
        shift--;
    return m->room >= room || take_room(m, room, shift);
}

void
nq_map_frozen(const uint8_t *tags, const nq_map_entry *entries, uint32_t n,
              uint32_t room, nq_map *out)
{
    /* Read-only by the lack of an arena, not by type: most maps are filled. */
    *out = (nq_map){.tags = (uint8_t *)(uintptr_t)tags,
                    .entries = (nq_map_entry *)(uintptr_t)entries,
                    .n = n,
                    .room = room,
                    .shift = room ? 64 - (uint32_t)__builtin_ctz(room) : 0};
}

uint32_t *
nq_map_put(nq_map *m, uint64_t key, bool *fresh)
{
    uint64_t spread = nq_map_spread(key);
    NQ_ASSERT(m->arena);
    if (m->n + 1 > m->room / 4 * 3 && !grow(m))
        return NULL;
    uint32_t i = nq_map_slot(m, key, spread);
    bool is_new = !m->tags[i];
    if (is_new) {
        m->tags[i] = nq_map_tag(spread);
        m->entries[i] = (nq_map_entry){key, 0};
        m->n++;
    }
    if (fresh)
        *fresh = is_new;
    return &m->entries[i].value;
}
