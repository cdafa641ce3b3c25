/* SPDX-License-Identifier: Apache-2.0
 *
 * kept.c - memories that are not empty at the start. Layer 0 (base). */
#include "base/kept.h"

enum { GROUP = NQ_KEPT_GROUP };

/* How many words the bits of kept[n] speak of. */
static size_t
count_bits(const uint64_t *kept, size_t n)
{
    size_t set = 0;
    for (size_t i = 0; i < n; i++)
        set += (size_t)__builtin_popcountll(kept[i]);
    return set;
}

static void
fill(const nq_tables *tables, const nq_kept *m)
{
    uint32_t n;
    const uint64_t *bits = nq_tables_array(tables, m->name, sizeof *bits, &n);
    size_t groups = m->n / GROUP;
    if (!bits || n < groups || n - groups != count_bits(bits, groups))
        return;
    const uint64_t *word = bits + groups;
    for (size_t g = 0; g < groups; g++)
        for (uint64_t left = bits[g]; left; left &= left - 1)
            atomic_store_explicit(
                &m->at[g * GROUP + (unsigned)__builtin_ctzll(left)], *word++,
                memory_order_relaxed);
}

void
nq_kept_fill(const nq_tables *tables, const nq_kept *at, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        fill(tables, &at[i]);
}

static bool
add(uint64_t word, nq_arena *arena, nq_list *out)
{
    uint64_t *made = nq_list_add(out, arena);
    if (made)
        *made = word;
    return made != NULL;
}

bool
nq_kept_pack(const nq_kept *m, nq_arena *arena, nq_list *out)
{
    for (size_t i = 0; i < m->n; i += GROUP) {
        uint64_t bits = 0;
        for (size_t k = 0; k < GROUP; k++)
            bits |= (uint64_t)(atomic_load(&m->at[i + k]) != 0) << k;
        if (!add(bits, arena, out))
            return false;
    }
    for (size_t i = 0; i < m->n; i++) {
        uint64_t word = atomic_load(&m->at[i]);
        if (word && !add(word, arena, out))
            return false;
    }
    return true;
}
