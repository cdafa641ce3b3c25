/* SPDX-License-Identifier: Apache-2.0
 *
 * lore.c - what was worked out of a key before, where that are several things.
 * Layer 0 (base). */
#include "base/lore.h"

naql_status
nq_lore_make(unsigned bits, nq_arena *arena, nq_lore *out)
{
    enum { LINE = 64 };
    size_t n = (size_t)1 << (bits ? bits : 1);
    char *at = nq_arena_zero(arena, n + LINE / sizeof *out->entries,
                             sizeof *out->entries);
    if (!at)
        return NAQL_NOMEM;
    out->entries = (void *)(at + (-(uintptr_t)at & (LINE - 1)));
    out->mask = n - 2;
    return NAQL_OK;
}

nq_kept
nq_lore_kept(const nq_lore *m, const char *name)
{
    size_t words = sizeof *m->entries / sizeof m->entries->check;
    return (nq_kept){name, &m->entries->check, words * ((size_t)m->mask + 2)};
}

static void
entry_write(nq_lore_entry *e, uint64_t key, const nq_known *known)
{
    atomic_store_explicit(&e->check, nq_lore_mix(key, known),
                          memory_order_relaxed);
    for (uint32_t i = 0; i < NQ_LORE_VALUES; i++)
        atomic_store_explicit(&e->at[i], known->at[i], memory_order_relaxed);
}

void
nq_lore_ask(nq_lore_entry *e, uint64_t key, const nq_known *known)
{
    entry_write(e, key | NQ_MEMO_ASKED, known);
}

void
nq_lore_put(const nq_lore *m, uint64_t key, const nq_known *known)
{
    nq_lore_entry *pair = nq_lore_pair(m, key);
    nq_known old;
    key &= ~NQ_MEMO_ASKED;
    uint64_t front = nq_lore_read(&pair[0], &old);
    if (!front || (front & ~NQ_MEMO_ASKED) == key) {
        entry_write(&pair[0], key, known);
        return;
    }
    uint64_t behind = nq_lore_read(&pair[1], &old);
    bool same = (behind & ~NQ_MEMO_ASKED) == key;
    if (behind & NQ_MEMO_ASKED && !same)
        entry_write(&pair[0], behind & ~NQ_MEMO_ASKED, &old);
    entry_write(&pair[1], same ? behind : key, known);
}
