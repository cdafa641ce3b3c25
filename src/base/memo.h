/* SPDX-License-Identifier: Apache-2.0
 *
 * memo.h - what was worked out of a key before. Layer 0 (base).
 *
 * A bounded memory that threads share without locks. It holds nothing but
 * values of a function of the key, so that it never shows in the output: what
 * it has forgotten is worked out again. A new key takes the place of an old
 * one; nothing grows, whatever the input. Entries stand in pairs: what is new
 * takes the place behind, and what was there moves to the front if it was asked
 * for again, so that a rare word does not drive out a frequent one. The first
 * bit of its key notes that, once: who asks does not write otherwise, or each
 * thread would spoil what the others' processors hold of the memory.
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
    nq_memo_entry *entries;
    uint64_t mask; /* chooses the first of a pair */
} nq_memo;

/* Room for 2^bits entries of 16 bytes, two at the least, in `arena`. NAQL_OK,
 * NAQL_NOMEM. */
naql_status nq_memo_make(unsigned bits, nq_arena *arena, nq_memo *out);

/* The first bit of a key: in the one behind, that it was asked for again. */
#define NQ_MEMO_ASKED ((uint64_t)1 << 63)

static inline void
nq_memo_write(nq_memo_entry *e, uint64_t check, uint64_t value)
{
    atomic_store_explicit(&e->check, check, memory_order_relaxed);
    atomic_store_explicit(&e->value, value, memory_order_relaxed);
}

/* Is the value of a key known? The key is a hash (hash.h), not 0. */
static inline bool
nq_memo_get(const nq_memo *m, uint64_t key, uint64_t *value)
{
    nq_memo_entry *e = &m->entries[key & m->mask];
    uint64_t check = atomic_load_explicit(&e->check, memory_order_relaxed);
    *value = atomic_load_explicit(&e->value, memory_order_relaxed);
    if (!((check ^ *value ^ key) & ~NQ_MEMO_ASKED))
        return true;
    e++;
    check = atomic_load_explicit(&e->check, memory_order_relaxed);
    *value = atomic_load_explicit(&e->value, memory_order_relaxed);
    uint64_t differs = check ^ *value ^ key;
    if (differs & ~NQ_MEMO_ASKED)
        return false;
    if (differs == (key & NQ_MEMO_ASKED)) /* for the first time */
        atomic_store_explicit(&e->check, check ^ NQ_MEMO_ASKED,
                              memory_order_relaxed);
    return true;
}

/* Asks for an entry before it is looked at: a memory of many words lies far
 * from the processor, and the next words are known. */
static inline void
nq_memo_fetch(const nq_memo *m, uint64_t key)
{
    __builtin_prefetch(&m->entries[key & m->mask]);
}

/* So many words ahead. */
#define NQ_MEMO_AHEAD 16

static inline void
nq_memo_put(const nq_memo *m, uint64_t key, uint64_t value)
{
    nq_memo_entry *e = &m->entries[key & m->mask];
    uint64_t check = atomic_load_explicit(&e[1].check, memory_order_relaxed);
    uint64_t old = atomic_load_explicit(&e[1].value, memory_order_relaxed);
    uint64_t front = atomic_load_explicit(&e[0].check, memory_order_relaxed) ^
                     atomic_load_explicit(&e[0].value, memory_order_relaxed);
    uint64_t behind = check ^ old;
    key &= ~NQ_MEMO_ASKED;
    if (!front || (front & ~NQ_MEMO_ASKED) == key) {
        nq_memo_write(&e[0], key ^ value, value);
        return;
    }
    if (behind & NQ_MEMO_ASKED && (behind ^ NQ_MEMO_ASKED) != key)
        nq_memo_write(&e[0], check, old);
    nq_memo_write(&e[1], key ^ value, value);
}

#endif
