/* SPDX-License-Identifier: Apache-2.0
 *
 * memo.h - what was worked out of a key before. Layer 0 (base).
 *
 * A bounded memory that threads share without locks. It holds nothing but
 * values of a function of the key, so that it never shows in the output: what
 * it has forgotten is worked out again. A new key takes the place of an old
 * one; nothing grows, whatever the input.
 *
 * Each entry is two words, the value and the key xored with it: a value that
 * another thread is just writing does not fit its key, and counts as forgotten
 * (Hyatt and Mann, A lock-less transposition-table implementation for parallel
 * search, ICGA Journal 25, 2002). */
#ifndef NQ_BASE_MEMO_H
#define NQ_BASE_MEMO_H

#include "base/arena.h"

#include <stdatomic.h>

typedef struct nq_memo_entry {
    _Atomic uint64_t check; /* key ^ value; both 0: free */
    _Atomic uint64_t value;
} nq_memo_entry;

typedef struct nq_memo {
    nq_memo_entry *entries; /* [mask + 1] */
    uint64_t mask;
} nq_memo;

/* Room for 2^bits entries of 16 bytes, in `arena`. NAQL_OK, NAQL_NOMEM. */
naql_status nq_memo_make(unsigned bits, nq_arena *arena, nq_memo *out);

/* Is the value of a key known? The key is a hash (hash.h), not 0. */
static inline bool
nq_memo_get(const nq_memo *m, uint64_t key, uint64_t *value)
{
    nq_memo_entry *e = &m->entries[key & m->mask];
    uint64_t check = atomic_load_explicit(&e->check, memory_order_relaxed);
    *value = atomic_load_explicit(&e->value, memory_order_relaxed);
    return (check ^ *value) == key;
}

/* Asks for an entry before it is looked at: a memory of many words lies far
 * from the processor, and the next words are known. */
static inline void
nq_memo_fetch(const nq_memo *m, uint64_t key)
{
    __builtin_prefetch(&m->entries[key & m->mask]);
}

/* So many words ahead. */
#define NQ_MEMO_AHEAD 6

static inline void
nq_memo_put(const nq_memo *m, uint64_t key, uint64_t value)
{
    nq_memo_entry *e = &m->entries[key & m->mask];
    atomic_store_explicit(&e->check, key ^ value, memory_order_relaxed);
    atomic_store_explicit(&e->value, value, memory_order_relaxed);
}

#endif
