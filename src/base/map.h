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

typedef struct nq_map_entry {
    uint64_t key;
    uint32_t value;
} nq_map_entry;

typedef struct nq_map {
    uint8_t *tags;         /* [room] some bits of the key's hash; 0: free */
    nq_map_entry *entries; /* [room] */
    uint32_t n, room;      /* room is a power of two */
    nq_arena *arena;       /* holds both arrays; old ones stay when it grows */
} nq_map;

void nq_map_init(nq_map *m, nq_arena *arena);
/* NULL when the key is not there. */
uint32_t *nq_map_get(const nq_map *m, uint64_t key);
/* The key's value, added as 0 when new (*fresh says so; may be NULL); NULL
 * when memory is out. The pointer holds until the next put. */
uint32_t *nq_map_put(nq_map *m, uint64_t key, bool *fresh);

#endif
