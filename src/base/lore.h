/* SPDX-License-Identifier: Apache-2.0
 *
 * lore.h - what was worked out of a key before, where that are several things.
 * Layer 0 (base).
 *
 * A memory as that of memo.h, in all but that an entry holds three values,
 * which may become known one after the other, and that a pair of entries is one
 * line of memory: who asks for a second value of a word finds it near. The
 * first word of an entry is its key xored with all three, each turned by other
 * bits: an entry that another thread is just writing does not fit its key, not
 * even where two of the values are one (the hash of a word and of its stem),
 * which would cancel each other. */
#ifndef NQ_BASE_LORE_H
#define NQ_BASE_LORE_H

#include "base/kept.h"

enum { NQ_LORE_VALUES = 3 };

typedef struct nq_lore_entry {
    _Atomic uint64_t check;
    _Atomic uint64_t at[NQ_LORE_VALUES]; /* all four words 0: free */
} nq_lore_entry;

typedef struct nq_lore {
    nq_lore_entry *entries; /* a pair begins a line */
    uint64_t mask;          /* chooses the first of a pair */
} nq_lore;

/* The values of a key; 0: not known yet. */
typedef struct nq_known {
    uint64_t at[NQ_LORE_VALUES];
} nq_known;

/* Room for 2^bits entries of 32 bytes, two at the least, in `arena`. NAQL_OK,
 * NAQL_NOMEM. */
naql_status nq_lore_make(unsigned bits, nq_arena *arena, nq_lore *out);

/* Notes that an entry was asked for. */
void nq_lore_ask(nq_lore_entry *e, uint64_t key, const nq_known *known);

nq_kept nq_lore_kept(const nq_lore *m, const char *name);

/* The first entry of the pair where a key's may be. */
static inline nq_lore_entry *
nq_lore_pair(const nq_lore *m, uint64_t key)
{
    return &m->entries[key & m->mask];
}

/* Asks for it before it is looked at. */
static inline void
nq_lore_fetch(const nq_lore *m, uint64_t key)
{
    __builtin_prefetch(nq_lore_pair(m, key));
}

/* A key and its values in one word, from which each gives back the other. */
static inline uint64_t
nq_lore_mix(uint64_t key, const nq_known *v)
{
    _Static_assert(NQ_LORE_VALUES == 3, "each has its turn below");
    return key ^ v->at[0] ^ (v->at[1] << 21 | v->at[1] >> 43) ^
           (v->at[2] << 42 | v->at[2] >> 22);
}

/* The key of an entry, with NQ_MEMO_ASKED; of one that another thread is just
 * writing, anything. */
static inline uint64_t
nq_lore_read(const nq_lore_entry *e, nq_known *out)
{
    _Static_assert(NQ_LORE_VALUES == 3, "each has its line below");
    out->at[0] = atomic_load_explicit(&e->at[0], memory_order_relaxed);
    out->at[1] = atomic_load_explicit(&e->at[1], memory_order_relaxed);
    out->at[2] = atomic_load_explicit(&e->at[2], memory_order_relaxed);
    return nq_lore_mix(atomic_load_explicit(&e->check, memory_order_relaxed),
                       out);
}

/* Is anything known of a key, a hash (hash.h) that is not 0? All values are 0
 * where nothing is. */
static inline bool
nq_lore_look(const nq_lore *m, uint64_t key, nq_known *out)
{
    const nq_lore_entry *pair = nq_lore_pair(m, key);
    if (!((nq_lore_read(&pair[0], out) ^ key) & ~NQ_MEMO_ASKED) ||
        !((nq_lore_read(&pair[1], out) ^ key) & ~NQ_MEMO_ASKED))
        return true;
    *out = (nq_known){{0}};
    return false;
}

/* The same, and notes for entries behind that they were asked for again. Of
 * those who ask for the same words in turn the first does. */
static inline bool
nq_lore_get(const nq_lore *m, uint64_t key, nq_known *out)
{
    nq_lore_entry *pair = nq_lore_pair(m, key);
    if (!((nq_lore_read(&pair[0], out) ^ key) & ~NQ_MEMO_ASKED))
        return true;
    uint64_t behind = nq_lore_read(&pair[1], out);
    if ((behind ^ key) & ~NQ_MEMO_ASKED) {
        *out = (nq_known){{0}};
        return false;
    }
    if (!(behind & NQ_MEMO_ASKED)) /* for the first time */
        nq_lore_ask(&pair[1], behind, out);
    return true;
}

void nq_lore_put(const nq_lore *m, uint64_t key, const nq_known *known);

#endif
