/* SPDX-License-Identifier: Apache-2.0
 *
 * seed.c - where two articles have the same three stems in a row. Layer 6
 * (reuse). */
#include "reuse/seed.h"

#include "base/status.h"
#include "reuse/tune.h"

#include <stdlib.h>
#include <string.h>

/* Runs are compared by their upper 44 bits: four passes of 11 bits. */
#define DIGIT_BITS 11u
#define DIGITS     (1u << DIGIT_BITS)

/* Stable, so that (article, at) stays ascending inside a run. */
static void
sort_postings(nq_posting *at, nq_posting *room, uint32_t n)
{
    for (unsigned shift = 20; shift < 64; shift += DIGIT_BITS) {
        uint32_t start[DIGITS] = {0};
        for (uint32_t i = 0; i < n; i++)
            start[at[i].run >> shift & (DIGITS - 1)]++;
        uint32_t sum = 0;
        for (uint32_t d = 0; d < DIGITS; d++) {
            uint32_t count = start[d];
            start[d] = sum;
            sum += count;
        }
        for (uint32_t i = 0; i < n; i++)
            room[start[at[i].run >> shift & (DIGITS - 1)]++] = at[i];
        nq_posting *swap = at;
        at = room;
        room = swap;
    }
}

static bool
worth(const nq_rarity *rarity, const nq_word *w, uint64_t run)
{
    float weight = w[0].idf + w[1].idf + w[2].idf;
    return weight >= NQ_SEED_WEIGHT && nq_rarity_formula(rarity, run) == 0;
}

static uint32_t
collect(const nq_seed_index *index, const nq_rarity *rarity, const bool *skip,
        nq_posting *to)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < index->n; i++) {
        const nq_words *w = &index->words[i];
        index->first[i] = n;
        for (uint32_t k = 0; k + 2 < w->n && !(skip && skip[i]); k++) {
            uint64_t run = nq_rarity_run(w->at[k].stem, w->at[k + 1].stem,
                                         w->at[k + 2].stem);
            if (worth(rarity, &w->at[k], run))
                to[n++] = (nq_posting){run >> 20 << 20, i, k};
        }
    }
    index->first[index->n] = n;
    return n;
}

static void
link_up(nq_seed_index *index, uint32_t *cursor)
{
    memcpy(cursor, index->first, index->n * sizeof *cursor);
    for (uint32_t p = 0; p < index->n_postings; p++) {
        bool same = p && index->postings[p].run == index->postings[p - 1].run;
        index->group[p] = same ? index->group[p - 1] : p;
    }
    /* Within an article postings come in order of runs, not of places, which
     * the chains do not mind: seeds are sorted per pair. */
    for (uint32_t p = 0; p < index->n_postings; p++)
        index->order[cursor[index->postings[p].article]++] = p;
}

naql_status
nq_seed_index_make(const nq_words *words, uint32_t n, const nq_rarity *rarity,
                   const bool *skip, nq_arena *arena, nq_seed_index *out)
{
    uint64_t total = 1;
    for (uint32_t i = 0; i < n; i++)
        total += words[i].n;
    if (total > UINT32_MAX / 2)
        return NAQL_TOO_BIG;
    *out = (nq_seed_index){.words = words, .n = n};
    out->postings = nq_arena_alloc(arena, total * sizeof *out->postings);
    nq_posting *room = nq_arena_alloc(arena, total * sizeof *room);
    out->group = nq_arena_alloc(arena, total * sizeof *out->group);
    out->order = nq_arena_alloc(arena, total * sizeof *out->order);
    out->first = nq_arena_alloc(arena, (n + 1) * sizeof *out->first);
    uint32_t *cursor = nq_arena_alloc(arena, (n + 1) * sizeof *cursor);
    if (!out->postings || !room || !out->group || !out->order || !out->first ||
        !cursor)
        return NAQL_NOMEM;
    out->n_postings = collect(out, rarity, skip, out->postings);
    sort_postings(out->postings, room, out->n_postings);
    link_up(out, cursor);
    return NAQL_OK;
}

/* One article's walk over its seeds with earlier ones. */
struct gather {
    const nq_seed_index *index;
    uint32_t article;
    uint32_t *count; /* [n] seeds of an article, or where to write them */
    nq_list touched; /* uint32_t, articles with count > 0 */
    nq_seed *to;     /* NULL: only count */
    nq_arena *scratch;
};

static bool
take(struct gather *g, const nq_posting *other, const nq_posting *own)
{
    uint32_t *count = &g->count[other->article];
    if (g->to) {
        if (*count != UINT32_MAX)
            g->to[(*count)++] = (nq_seed){other->at, own->at};
        return true;
    }
    if (!*count) {
        uint32_t *touched = nq_list_add(&g->touched, g->scratch);
        if (!touched)
            return false;
        *touched = other->article;
    }
    ++*count;
    return true;
}

static bool
each_seed(struct gather *g)
{
    const nq_seed_index *x = g->index;
    for (uint32_t o = x->first[g->article]; o < x->first[g->article + 1]; o++) {
        uint32_t p = x->order[o], articles = 0, repeats = 0;
        for (uint32_t q = x->group[p]; q < p; q++) {
            const nq_posting *other = &x->postings[q];
            if (other->article >= g->article)
                break;
            bool again =
                q > x->group[p] && x->postings[q - 1].article == other->article;
            repeats = again ? repeats + 1 : 0;
            articles += !again;
            if (articles > NQ_SEED_ARTICLES)
                break;
            if (repeats < NQ_SEED_REPEATS && !take(g, other, &x->postings[p]))
                return false;
        }
    }
    return true;
}

static int
by_place(const void *x, const void *y)
{
    const nq_seed *a = x, *b = y;
    if (a->b != b->b)
        return a->b < b->b ? -1 : 1;
    return a->a < b->a ? -1 : a->a > b->a;
}

static int
by_number(const void *x, const void *y)
{
    const uint32_t *a = x, *b = y;
    return *a < *b ? -1 : *a > *b;
}

/* The seed count that an article must reach to be among the best partners,
 * and how many reach it. */
static uint32_t
least_count(const struct gather *g, uint32_t *n)
{
    const uint32_t *touched = g->touched.at;
    for (uint32_t least = 1;; least *= 2) {
        *n = 0;
        for (uint32_t i = 0; i < g->touched.n; i++)
            *n += g->count[touched[i]] >= least;
        if (*n <= NQ_COPY_PARTNERS)
            return least;
    }
}

/* Room for each kept partner's seeds; counters become places to write to. */
static naql_status
lay_out(struct gather *g, nq_partner **out, uint32_t *n)
{
    const uint32_t *touched = g->touched.at;
    uint32_t least = least_count(g, n), used = 0, at = 0;
    uint64_t total = 1;
    for (uint32_t i = 0; i < g->touched.n; i++)
        total += g->count[touched[i]];
    nq_partner *partners =
        nq_arena_alloc(g->scratch, (*n + 1) * sizeof *partners);
    nq_seed *seeds = nq_arena_alloc(g->scratch, total * sizeof *seeds);
    if (!partners || !seeds)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < g->touched.n; i++) {
        uint32_t count = g->count[touched[i]];
        g->count[touched[i]] = count >= least ? at : UINT32_MAX;
        if (count < least)
            continue;
        partners[used++] = (nq_partner){touched[i], seeds + at, count};
        at += count;
    }
    g->to = seeds;
    *out = partners;
    return NAQL_OK;
}

naql_status
nq_seeds_of(const nq_seed_index *index, uint32_t article, uint32_t *room,
            nq_arena *scratch, nq_partner **out, uint32_t *n)
{
    struct gather g = {.index = index,
                       .article = article,
                       .count = room,
                       .touched = NQ_LIST(uint32_t),
                       .scratch = scratch};
    *out = NULL;
    *n = 0;
    if (!each_seed(&g))
        return NAQL_NOMEM;
    if (!g.touched.n)
        return NAQL_OK;
    uint32_t *touched = g.touched.at;
    qsort(touched, g.touched.n, sizeof *touched, by_number);
    NQ_TRY(lay_out(&g, out, n));
    each_seed(&g);
    for (uint32_t i = 0; i < *n; i++)
        qsort((*out)[i].seeds, (*out)[i].n, sizeof(nq_seed), by_place);
    for (uint32_t i = 0; i < g.touched.n; i++)
        room[touched[i]] = 0;
    return NAQL_OK;
}
