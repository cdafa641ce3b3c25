/* SPDX-License-Identifier: Apache-2.0
 *
 * map.h - 64-bit hash to 32-bit value, open addressing. Layer 0 (base).
 *
 * Keys are hashes already (hash.h), so key equality is hash equality; the
 * callers that cannot live with one collision in 2^64 compare the words.
 * Iteration order is never used for output. Most questions are after keys that
 * are not there: a byte of tag for each slot answers them from a sixteenth of
 * the memory. */
#ifndef NQ_BASE_MAP_H
#define NQ_BASE_MAP_H

#include "base/arena.h"

#include <stddef.h>

typedef struct nq_map_entry {
    uint64_t key;
    uint32_t value;
} nq_map_entry;

typedef struct nq_map {
    uint8_t *tags;         /* [room] some bits of the key's hash; 0: free */
    nq_map_entry *entries; /* [room] */
    uint32_t n, room;      /* room is a power of two */
    uint32_t shift;        /* 64 - its logarithm */
    nq_arena *arena;       /* holds both arrays; old ones stay when it grows;
                              NULL: frozen, nothing is put into it */
} nq_map;

void nq_map_init(nq_map *m, nq_arena *arena);
/* Room for n keys with which the map, empty so far, is half full at the most:
 * of a map that is filled once and asked for ever, where words that are not in
 * it are told soon. False: out of memory. */
bool nq_map_reserve(nq_map *m, uint32_t n);

/* A map over arrays that another map was written from, of `n` keys; room is a
 * power of two, or 0. Nothing may be put into it. */
void nq_map_frozen(const uint8_t *tags, const nq_map_entry *entries, uint32_t n,
                   uint32_t room, nq_map *out);

/* Spreads a key over its upper bits, which choose the slot (Knuth, TAOCP 3,
 * 6.4: multiplicative hashing). */
static inline uint64_t
nq_map_spread(uint64_t key)
{
    return key * 0x9e3779b97f4a7c15ull;
}

/* Never 0; of bits that do not choose the slot. */
static inline uint8_t
nq_map_tag(uint64_t spread)
{
    return (uint8_t)(spread >> 24 | 1);
}

/* Slot of the key, or the free slot where it belongs. room > n holds. */
static inline uint32_t
nq_map_slot(const nq_map *m, uint64_t key, uint64_t spread)
{
    uint32_t i = (uint32_t)(spread >> m->shift);
    uint8_t tag = nq_map_tag(spread);
    while (m->tags[i] && (m->tags[i] != tag || m->entries[i].key != key))
        i = (i + 1) & (m->room - 1);
    return i;
}

/* Asks for the place of a key before it is looked at. */
static inline void
nq_map_fetch(const nq_map *m, uint64_t key)
{
    if (m->n)
        __builtin_prefetch(&m->tags[nq_map_spread(key) >> m->shift]);
}

/* NULL when the key is not there. */
static inline uint32_t *
nq_map_get(const nq_map *m, uint64_t key)
{
    if (!m->n)
        return NULL;
    uint32_t i = nq_map_slot(m, key, nq_map_spread(key));
    return m->tags[i] ? &m->entries[i].value : NULL;
}

/* The key's value, added as 0 when new (*fresh says so; may be NULL); NULL
 * when memory is out. The pointer holds until the next put. */
uint32_t *nq_map_put(nq_map *m, uint64_t key, bool *fresh);

#endif
