/* SPDX-License-Identifier: Apache-2.0
 *
 * link.c - shingles of many articles -> the best earlier source of each.
 * Layer 9 (bulk). */
#include "bulk/link.h"

#include "base/map.h"
#include "base/pool.h"
#include "base/status.h"
#include "bulk/tune.h"

#include <stdlib.h>
#include <string.h>

/* Articles that one worker gathers or compares at a time. */
#define CHUNK 256u

struct partner {
    uint32_t article;
    uint32_t shared; /* of the sketch */
    float same, within;
};

struct work {
    nq_linker *l;
    uint32_t *equal_to; /* [n] earlier article with the same words, or own */
    uint64_t *entries;  /* [n_entries] hash << 32 | article, ascending */
    uint32_t n_entries;
    uint32_t *start; /* [n_entries] first entry of the same hash */
    uint32_t *first; /* [n + 1] into `order` */
    uint32_t *below; /* [n] entries under the bound that all texts share */
    uint32_t *order; /* entries by article */
    struct partner *partners; /* [n][NQ_BULK_PARTNERS] */
    uint8_t *n_partners;      /* [n] */
    uint8_t *compared;        /* [n] its shingles are wanted in order */
    uint32_t **counts;        /* [threads][n] zero between articles */
    uint32_t **touched;       /* [threads][n] */
    uint32_t **rooms;         /* [threads][most shingles of one] */
};

/* ---- Sketches ---- */

/* Below this many numbers insertion is faster than counting. */
#define FEW 48u

static void
insert_each(uint32_t *at, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        uint32_t value = at[i], k = i;
        for (; k && at[k - 1] > value; k--)
            at[k] = at[k - 1];
        at[k] = value;
    }
}

/* Ascending, by four passes of eight bits; room [n]. */
static void
sort_numbers(uint32_t *at, uint32_t *room, uint32_t n)
{
    uint32_t start[4][256] = {0};
    if (n <= FEW) {
        insert_each(at, n);
        return;
    }
    for (uint32_t i = 0; i < n; i++)
        for (unsigned pass = 0; pass < 4; pass++)
            start[pass][at[i] >> 8 * pass & 255]++;
    for (unsigned pass = 0; pass < 4; pass++) {
        uint32_t sum = 0;
        for (unsigned d = 0; d < 256; d++) {
            uint32_t count = start[pass][d];
            start[pass][d] = sum;
            sum += count;
        }
        for (uint32_t i = 0; i < n; i++)
            room[start[pass][at[i] >> 8 * pass & 255]++] = at[i];
        uint32_t *swap = at;
        at = room;
        room = swap;
    }
}

static uint32_t
keep_different(uint32_t *at, uint32_t n)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++)
        if (!kept || at[kept - 1] != at[i])
            at[kept++] = at[i];
    return kept;
}

/* The lowest hashes of a text that has few below the bound. */
static uint32_t
lowest(const nq_signed *s, uint32_t *room)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t hash = s->shingles[i], at = n;
        if (n == NQ_SKETCH_LEAST && hash >= room[n - 1])
            continue;
        while (at && room[at - 1] > hash)
            at--;
        if (at && room[at - 1] == hash)
            continue;
        uint32_t kept = n < NQ_SKETCH_LEAST ? n : n - 1;
        memmove(room + at + 1, room + at, (kept - at) * sizeof *room);
        room[at] = hash;
        n = kept + 1;
    }
    return n;
}

/* Different hashes of the sketch, into room [2 * s->n + NQ_SKETCH_LEAST]. */
static uint32_t
sketch(const nq_signed *s, uint32_t *room)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        room[n] = s->shingles[i];
        n += s->shingles[i] < NQ_SKETCH_BELOW;
    }
    if (n < NQ_SKETCH_LEAST)
        return lowest(s, room);
    sort_numbers(room, room + n, n);
    return keep_different(room, n);
}

#define DIGIT_BITS 11u
#define DIGITS     (1u << DIGIT_BITS)

/* By the hash in the upper half, stable: articles stay ascending. Returns the
 * array that holds the result. */
static uint64_t *
sort_entries(uint64_t *at, uint64_t *room, uint32_t n)
{
    for (unsigned shift = 32; shift < 64; shift += DIGIT_BITS) {
        uint32_t start[DIGITS] = {0}, sum = 0;
        for (uint32_t i = 0; i < n; i++)
            start[at[i] >> shift & (DIGITS - 1)]++;
        for (uint32_t d = 0; d < DIGITS; d++) {
            uint32_t count = start[d];
            start[d] = sum;
            sum += count;
        }
        for (uint32_t i = 0; i < n; i++)
            room[start[at[i] >> shift & (DIGITS - 1)]++] = at[i];
        uint64_t *swap = at;
        at = room;
        room = swap;
    }
    return at;
}

static naql_status
find_equal(struct work *w, nq_arena *arena)
{
    nq_map first;
    nq_map_init(&first, arena);
    for (uint32_t i = 0; i < w->l->n; i++) {
        bool fresh;
        w->equal_to[i] = i;
        if (!w->l->at[i].whole)
            continue;
        uint32_t *slot = nq_map_put(&first, w->l->at[i].whole, &fresh);
        if (!slot)
            return NAQL_NOMEM;
        if (fresh)
            *slot = i;
        w->equal_to[i] = *slot;
    }
    return NAQL_OK;
}

/* Entries of all articles but those that equal an earlier one. */
static naql_status
make_entries(struct work *w, nq_arena *arena)
{
    uint32_t most = 0, n = 0;
    uint64_t total = 0;
    for (uint32_t i = 0; i < w->l->n; i++) {
        most = w->l->at[i].n > most ? w->l->at[i].n : most;
        total += w->l->at[i].n / 4 + 2 * NQ_SKETCH_LEAST;
    }
    if (total > UINT32_MAX / 2)
        return NAQL_TOO_BIG;
    uint32_t *room = nq_arena_alloc(arena, (2ull * most + NQ_SKETCH_LEAST + 1) *
                                               sizeof *room);
    nq_list entries = NQ_LIST(uint64_t);
    for (uint32_t i = 0; room && i < w->l->n; i++) {
        w->first[i] = n;
        if (w->equal_to[i] != i)
            continue;
        uint32_t k = sketch(&w->l->at[i], room);
        w->below[i] = 0;
        for (uint32_t e = 0; e < k; e++) {
            w->below[i] += room[e] < NQ_SKETCH_BELOW;
            uint64_t *entry = nq_list_add(&entries, arena);
            if (!entry)
                return NAQL_NOMEM;
            *entry = (uint64_t)room[e] << 32 | i;
        }
        n += k;
    }
    w->first[w->l->n] = n;
    uint64_t *other = nq_arena_alloc(arena, (n + 1ull) * sizeof *other);
    w->start = nq_arena_alloc(arena, (n + 1ull) * sizeof *w->start);
    w->order = nq_arena_alloc(arena, (n + 1ull) * sizeof *w->order);
    if (!room || !other || !w->start || !w->order)
        return NAQL_NOMEM;
    w->entries = n ? sort_entries(entries.at, other, n) : other;
    w->n_entries = n;
    return NAQL_OK;
}

static naql_status
group_entries(struct work *w, nq_arena *arena)
{
    uint32_t *cursor = nq_arena_alloc(arena, (w->l->n + 1ull) * sizeof *cursor);
    if (!cursor)
        return NAQL_NOMEM;
    memcpy(cursor, w->first, w->l->n * sizeof *cursor);
    for (uint32_t e = 0; e < w->n_entries; e++) {
        bool same = e && w->entries[e] >> 32 == w->entries[e - 1] >> 32;
        w->start[e] = same ? w->start[e - 1] : e;
        w->order[cursor[(uint32_t)w->entries[e]]++] = e;
    }
    return NAQL_OK;
}

/* ---- Candidates ---- */

static void
count_entry(const struct work *w, uint32_t entry, uint32_t *counts,
            uint32_t *touched, uint32_t *n)
{
    uint32_t from = w->start[entry], reach = NQ_SKETCH_REACH;
    for (uint32_t e = from; e < entry; e++) {
        if (e - from == reach && entry - e > reach)
            e = entry - reach;
        uint32_t article = (uint32_t)w->entries[e];
        if (!counts[article]++)
            touched[(*n)++] = article;
    }
}

/* Keeps the NQ_BULK_PARTNERS that share most, the earlier of equals. */
static void
offer(struct partner *at, uint8_t *n, struct partner p)
{
    uint32_t place = *n;
    while (place && (at[place - 1].shared < p.shared ||
                     (at[place - 1].shared == p.shared &&
                      at[place - 1].article > p.article)))
        place--;
    if (place == NQ_BULK_PARTNERS)
        return;
    uint32_t kept = *n < NQ_BULK_PARTNERS ? *n : NQ_BULK_PARTNERS - 1;
    memmove(at + place + 1, at + place, (kept - place) * sizeof *at);
    at[place] = p;
    *n = (uint8_t)(kept + 1);
}

/* What the smaller of two sketches could share: above the common bound only
 * two short texts have hashes. */
static uint32_t
smaller_sketch(const struct work *w, uint32_t a, uint32_t b)
{
    uint32_t x = w->first[a + 1] - w->first[a];
    uint32_t y = w->first[b + 1] - w->first[b];
    if (x > w->below[a] && y > w->below[b])
        return x < y ? x : y;
    return w->below[a] < w->below[b] ? w->below[a] : w->below[b];
}

static void
gather(struct work *w, uint32_t article, unsigned worker)
{
    uint32_t *counts = w->counts[worker], *touched = w->touched[worker];
    uint32_t n = 0;
    struct partner *to = w->partners + (size_t)article * NQ_BULK_PARTNERS;
    for (uint32_t o = w->first[article]; o < w->first[article + 1]; o++)
        count_entry(w, w->order[o], counts, touched, &n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t other = touched[i], shared = counts[other];
        counts[other] = 0;
        if (shared >= NQ_SKETCH_SHARE * smaller_sketch(w, article, other))
            offer(to, &w->n_partners[article],
                  (struct partner){.article = other, .shared = shared});
    }
}

static void
gather_chunk(void *user, uint32_t chunk, unsigned worker)
{
    struct work *w = user;
    uint32_t end =
        (chunk + 1) * CHUNK < w->l->n ? (chunk + 1) * CHUNK : w->l->n;
    for (uint32_t i = chunk * CHUNK; i < end; i++)
        gather(w, i, worker);
}

/* ---- Comparing in full ---- */

static void
put_in_order(nq_signed *s, uint32_t *room)
{
    sort_numbers(s->shingles, room, s->n);
    s->n = keep_different(s->shingles, s->n);
}

static void
order_chunk(void *user, uint32_t chunk, unsigned worker)
{
    struct work *w = user;
    uint32_t end =
        (chunk + 1) * CHUNK < w->l->n ? (chunk + 1) * CHUNK : w->l->n;
    for (uint32_t i = chunk * CHUNK; i < end; i++)
        if (w->compared[i])
            put_in_order(&w->l->at[i], w->rooms[worker]);
}

static void
compare(const nq_signed *a, const nq_signed *b, struct partner *p)
{
    uint32_t shared = 0, i = 0, k = 0;
    while (i < a->n && k < b->n) {
        uint32_t x = a->shingles[i], y = b->shingles[k];
        shared += x == y;
        i += x <= y;
        k += y <= x;
    }
    uint32_t less = a->n < b->n ? a->n : b->n;
    p->same = (float)shared / (float)(a->n + b->n - shared);
    p->within = (float)shared / (float)less;
}

static bool
accepted(const nq_linker *l, uint32_t i, const struct partner *p)
{
    uint32_t a = l->at[i].n, b = l->at[p->article].n;
    if ((double)p->same >= l->same)
        return true;
    return (double)p->within >= l->within && (a < b ? a : b) >= NQ_WITHIN_LEAST;
}

/* Compares with the partners, those that share most first, until enough of
 * them are the same article: the rest belong to their group. */
static void
compare_one(const struct work *w, uint32_t i)
{
    struct partner *at = w->partners + (size_t)i * NQ_BULK_PARTNERS;
    uint32_t found = 0;
    for (uint32_t p = 0; p < w->n_partners[i]; p++) {
        if (found == NQ_BULK_ENOUGH) {
            w->n_partners[i] = (uint8_t)p;
            return;
        }
        compare(&w->l->at[at[p].article], &w->l->at[i], &at[p]);
        found += accepted(w->l, i, &at[p]);
    }
}

static void
compare_chunk(void *user, uint32_t chunk, unsigned worker)
{
    struct work *w = user;
    uint32_t end =
        (chunk + 1) * CHUNK < w->l->n ? (chunk + 1) * CHUNK : w->l->n;
    (void)worker;
    for (uint32_t i = chunk * CHUNK; i < end; i++)
        compare_one(w, i);
}

/* ---- Links and groups ---- */

static uint32_t
root(uint32_t *up, uint32_t i)
{
    while (up[i] != i)
        i = up[i] = up[up[i]];
    return i;
}

static void
unite(uint32_t *up, uint32_t a, uint32_t b)
{
    a = root(up, a);
    b = root(up, b);
    up[a > b ? a : b] = a > b ? b : a;
}

static void
choose(const struct work *w, uint32_t i, nq_link *link, uint32_t *group)
{
    const struct partner *at = w->partners + (size_t)i * NQ_BULK_PARTNERS;
    *link = (nq_link){NQ_NO_SOURCE, 0, 0};
    if (w->equal_to[i] != i) {
        *link = (nq_link){w->equal_to[i], 1, 1};
        unite(group, i, w->equal_to[i]);
        return;
    }
    for (uint32_t p = 0; p < w->n_partners[i]; p++) {
        if (!accepted(w->l, i, &at[p]))
            continue;
        unite(group, i, at[p].article);
        if (link->source == NQ_NO_SOURCE || at[p].same > link->same)
            *link = (nq_link){at[p].article, at[p].same, at[p].within};
    }
}

static naql_status
work_make(struct work *w, nq_linker *l, nq_arena *arena)
{
    size_t n = l->n;
    *w = (struct work){
        .l = l,
        .equal_to = nq_arena_alloc(arena, n * sizeof *w->equal_to),
        .first = nq_arena_alloc(arena, (n + 1) * sizeof *w->first),
        .below = nq_arena_zero(arena, n, sizeof *w->below),
        .partners =
            nq_arena_alloc(arena, n * NQ_BULK_PARTNERS * sizeof *w->partners),
        .n_partners = nq_arena_zero(arena, n, 1),
        .compared = nq_arena_zero(arena, n, 1),
        .counts = nq_arena_zero(arena, l->threads, sizeof *w->counts),
        .touched = nq_arena_zero(arena, l->threads, sizeof *w->touched),
        .rooms = nq_arena_zero(arena, l->threads, sizeof *w->rooms)};
    if (!w->equal_to || !w->first || !w->below || !w->partners ||
        !w->n_partners || !w->compared || !w->counts || !w->touched ||
        !w->rooms)
        return NAQL_NOMEM;
    uint32_t most = 1;
    for (uint32_t i = 0; i < l->n; i++)
        most = l->at[i].n > most ? l->at[i].n : most;
    for (unsigned t = 0; t < l->threads; t++) {
        w->rooms[t] = nq_arena_alloc(arena, most * sizeof **w->rooms);
        w->counts[t] = nq_arena_zero(arena, n, sizeof **w->counts);
        w->touched[t] = nq_arena_alloc(arena, n * sizeof **w->touched);
        if (!w->counts[t] || !w->touched[t] || !w->rooms[t])
            return NAQL_NOMEM;
    }
    return NAQL_OK;
}

naql_status
nq_link_all(nq_linker *l, nq_arena *arena, nq_link *links, uint32_t *group)
{
    struct work w;
    uint32_t chunks = (l->n + CHUNK - 1) / CHUNK;
    NQ_TRY(work_make(&w, l, arena));
    NQ_TRY(find_equal(&w, arena));
    NQ_TRY(make_entries(&w, arena));
    NQ_TRY(group_entries(&w, arena));
    NQ_TRY(nq_pool_each(l->threads, chunks, gather_chunk, &w));
    for (uint32_t i = 0; i < l->n; i++)
        for (uint32_t p = 0; p < w.n_partners[i]; p++) {
            w.compared[i] = 1;
            w.compared[w.partners[(size_t)i * NQ_BULK_PARTNERS + p].article] =
                1;
        }
    NQ_TRY(nq_pool_each(l->threads, chunks, order_chunk, &w));
    NQ_TRY(nq_pool_each(l->threads, chunks, compare_chunk, &w));
    for (uint32_t i = 0; i < l->n; i++)
        group[i] = i;
    for (uint32_t i = 0; i < l->n; i++)
        choose(&w, i, &links[i], group);
    for (uint32_t i = 0; i < l->n; i++)
        group[i] = root(group, i);
    return NAQL_OK;
}
