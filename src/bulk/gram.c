/* SPDX-License-Identifier: Apache-2.0
 *
 * gram.c - a row of words -> the grams by which its runs are known. Layer 9
 * (bulk). */
#include "bulk/gram.h"

#include "bulk/tune.h"

#define BASE 0x9e3779b97f4a7c15ull

enum {
    K = NQ_GRAM_WORDS,
    W = NQ_RUN_WORDS - NQ_GRAM_WORDS + 1,
    RING = 8 /* a power of two, no less than W */
};
_Static_assert(W <= RING, "a window has its place in the ring");

static inline uint32_t
mix(uint64_t h)
{
    h ^= h >> 29;
    h *= 0xbf58476d1ce4e5b9ull;
    return (uint32_t)(h >> 32);
}

/* Counts how often each hash was seen, up to NQ_RUN_REPEATS. */
struct seen {
    uint64_t *slots; /* [mask + 1] hash << 32 | times; 0: free */
    uint32_t mask;
};

static bool
seen_enough(const struct seen *s, uint32_t hash)
{
    uint32_t i = hash & s->mask;
    while (s->slots[i] && s->slots[i] >> 32 != hash)
        i = (i + 1) & s->mask;
    if (!s->slots[i])
        s->slots[i] = (uint64_t)hash << 32;
    if ((uint32_t)s->slots[i] >= NQ_RUN_REPEATS)
        return true;
    s->slots[i]++;
    return false;
}

struct window { /* the last W hashes */
    uint32_t ring[RING];
    uint32_t least; /* gram with the rightmost least of them */
};

/* Takes gram g in; true: the least is another one now. */
static bool
shift(struct window *w, uint32_t g, uint32_t hash)
{
    uint32_t was = w->least;
    w->ring[g % RING] = hash;
    if (g >= W && w->least + W <= g) {
        w->least = g - W + 1;
        for (uint32_t k = w->least; k <= g; k++)
            if (w->ring[k % RING] <= w->ring[w->least % RING])
                w->least = k;
    } else if (!g || hash <= w->ring[w->least % RING]) {
        w->least = g;
    }
    return w->least != was;
}

/* A window gives one gram at most, and no two the same one. */
static uint32_t
winnow(const uint32_t *words, uint32_t n, struct seen *seen, nq_gram *out)
{
    struct window w = {.least = 0};
    uint64_t h = 0, oldest = 1;
    uint32_t kept = 0;
    for (unsigned i = 0; i + 1 < K; i++) {
        oldest *= BASE;
        h = h * BASE + words[i] + 1;
    }
    for (uint32_t g = 0; g + K <= n; g++) {
        h = h * BASE + words[g + K - 1] + 1;
        bool other = shift(&w, g, mix(h));
        h -= oldest * (words[g] + 1ull);
        if (g + 1 < W || (!other && g + 1 > W))
            continue;
        uint32_t hash = w.ring[w.least % RING];
        if (!seen_enough(seen, hash))
            out[kept++] = (nq_gram){hash, w.least};
    }
    return kept;
}

naql_status
nq_grams_make(const uint32_t *words, uint32_t n, nq_arena *arena,
              nq_arena *scratch, nq_grams *out)
{
    struct seen seen = {NULL, 15};
    nq_arena_mark mark = nq_arena_here(scratch);
    *out = (nq_grams){0};
    if (n < NQ_RUN_WORDS)
        return NAQL_OK;
    uint32_t most = n - NQ_RUN_WORDS + 1;
    while (seen.mask < 2ull * most)
        seen.mask = 2 * seen.mask + 1;
    seen.slots = nq_arena_zero(scratch, seen.mask + 1ull, sizeof *seen.slots);
    nq_gram *room = nq_arena_alloc(scratch, most * sizeof *room);
    if (!seen.slots || !room)
        return NAQL_NOMEM;
    out->n = winnow(words, n, &seen, room);
    nq_list list = {room, out->n, out->n, sizeof *room};
    out->at = nq_list_freeze(&list, arena);
    nq_arena_release(scratch, mark);
    return out->at ? NAQL_OK : NAQL_NOMEM;
}
