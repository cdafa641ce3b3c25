/* SPDX-License-Identifier: Apache-2.0
 *
 * seed.c - where two articles have the same three stems in a row. Layer 6
 * (reuse). */
#include "reuse/seed.h"

#include "base/sorted.h"
#include "base/status.h"
#include "reuse/tune.h"

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

static void
flag_run(nq_word *w)
{
    for (unsigned i = 0; i < 3; i++)
        w[i].flags |= NQ_WORD_FORMULA;
}

static uint32_t
collect(const nq_seed_index *index, const nq_rarity *rarity, nq_posting *to)
{
    const nq_seed_pile *pile = index->pile;
    uint32_t n = 0;
    for (uint32_t i = 0; i < pile->n; i++) {
        const nq_words *w = &pile->words[i];
        for (uint32_t k = 0; k + 2 < w->n && !pile->skip[i]; k++) {
            nq_word *at = &w->at[k];
            uint64_t run = nq_rarity_run(at[0].stem, at[1].stem, at[2].stem);
            if (nq_rarity_formula(rarity, run) > 0)
                flag_run(at);
            else if (at[0].idf + at[1].idf + at[2].idf >= NQ_SEED_WEIGHT)
                to[n++] = (nq_posting){run >> 20 << 20, i, k};
        }
    }
    return n;
}

/* Whether the articles of one run lie too many days apart, or are too many
 * for their outlets, to be one text handed on. */
static bool
is_formula(const nq_seed_pile *pile, const nq_posting *at, uint32_t n)
{
    uint32_t days = 0, articles = 0, of_first = 0;
    int32_t last_day = NQ_NO_DAY;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t article = at[i].article;
        if (i && at[i - 1].article == article)
            continue;
        articles++;
        of_first += pile->outlets[article] == pile->outlets[at[0].article];
        if (pile->days[article] != NQ_NO_DAY &&
            pile->days[article] != last_day) {
            last_day = pile->days[article];
            days++;
        }
    }
    return days >= NQ_FORMULA_DAYS ||
           (articles >= NQ_FURNITURE_ARTICLES && of_first * 8 >= articles * 7);
}

/* Leaves the postings of formulas out, flags their words, and cuts what is
 * left into groups of one run. */
static void
group(nq_seed_index *index)
{
    const nq_seed_pile *pile = index->pile;
    nq_posting *at = index->postings;
    uint32_t kept = 0;
    for (uint32_t i = 0, end; i < index->n_postings; i = end) {
        for (end = i; end < index->n_postings && at[end].run == at[i].run;)
            end++;
        bool formula = is_formula(pile, at + i, end - i);
        uint32_t first = kept, repeats = 0;
        for (uint32_t k = i; k < end; k++) {
            if (formula) {
                flag_run(&pile->words[at[k].article].at[at[k].at]);
                continue;
            }
            bool again = k > i && at[k].article == at[k - 1].article;
            repeats = again ? repeats + 1 : 0;
            if (repeats >= NQ_SEED_REPEATS)
                continue;
            index->group[kept] = first;
            at[kept++] = at[k];
        }
    }
    index->n_postings = kept;
}

/* Postings by article: within one they come in order of runs, not of places,
 * which does no harm: seeds are sorted for each pair. */
static void
order(nq_seed_index *index)
{
    uint32_t n = index->pile->n;
    memset(index->first, 0, (n + 2) * sizeof *index->first);
    for (uint32_t p = 0; p < index->n_postings; p++)
        index->first[index->postings[p].article + 2]++;
    for (uint32_t i = 0; i < n; i++)
        index->first[i + 2] += index->first[i + 1];
    for (uint32_t p = 0; p < index->n_postings; p++)
        index->order[index->first[index->postings[p].article + 1]++] = p;
}

naql_status
nq_seed_index_make(const nq_seed_pile *pile, const nq_rarity *rarity,
                   nq_arena *arena, nq_seed_index *out)
{
    uint64_t total = 1;
    for (uint32_t i = 0; i < pile->n; i++)
        total += pile->words[i].n;
    if (total > UINT32_MAX / 2)
        return NAQL_TOO_BIG;
    *out = (nq_seed_index){.pile = pile};
    out->postings = nq_arena_alloc(arena, total * sizeof *out->postings);
    nq_posting *room = nq_arena_alloc(arena, total * sizeof *room);
    out->group = nq_arena_alloc(arena, total * sizeof *out->group);
    out->order = nq_arena_alloc(arena, total * sizeof *out->order);
    out->first = nq_arena_alloc(arena, (pile->n + 2) * sizeof *out->first);
    if (!out->postings || !room || !out->group || !out->order || !out->first)
        return NAQL_NOMEM;
    out->n_postings = collect(out, rarity, out->postings);
    sort_postings(out->postings, room, out->n_postings);
    group(out);
    order(out);
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
        uint32_t p = x->order[o], articles = 0;
        for (uint32_t q = x->group[p]; q < p; q++) {
            const nq_posting *other = &x->postings[q];
            if (other->article >= g->article)
                break;
            bool again =
                q > x->group[p] && x->postings[q - 1].article == other->article;
            articles += !again;
            if (articles > NQ_SEED_ARTICLES)
                break;
            if (!take(g, other, &x->postings[p]))
                return false;
        }
    }
    return true;
}

static int
by_place(const void *x, const void *y)
{
    const nq_seed *a = x, *b = y;
    NQ_SORT_BY(a->b, b->b);
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

/* ---- Near-copies ---- */

struct near {
    uint32_t article, count; /* seeds */
};

/* The likeliest source first: the one with most in common, of as many the
 * earliest. */
static int
by_likelihood(const void *x, const void *y)
{
    const struct near *a = x, *b = y;
    NQ_SORT_BY(b->count, a->count);
    return a->article < b->article ? -1 : a->article > b->article;
}

/* Of many earlier articles that have half of this one's seeds and more, only
 * the likeliest sources and the first keep their count: the others are its
 * copies through these. Touched articles are ascending. */
static naql_status
leave_near_out(struct gather *g)
{
    const uint32_t *touched = g->touched.at, *first = g->index->first;
    uint32_t own = first[g->article + 1] - first[g->article], n = 0;
    struct near *near =
        nq_arena_alloc(g->scratch, (g->touched.n + 1) * sizeof *near);
    if (!near)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < g->touched.n; i++)
        if (2 * g->count[touched[i]] >= own)
            near[n++] = (struct near){touched[i], g->count[touched[i]]};
    if (n <= NQ_COPY_NEAR)
        return NAQL_OK;
    nq_sort(near + 1, n - 1, sizeof *near, by_likelihood);
    for (uint32_t i = NQ_COPY_SOURCES; i < n; i++)
        g->count[near[i].article] = 0;
    return NAQL_OK;
}

/* Room for each partner's seeds; counters become places to write to. */
static naql_status
lay_out(struct gather *g, nq_partner **out, uint32_t *n)
{
    const uint32_t *touched = g->touched.at;
    uint32_t kept, least = least_count(g, &kept), at = 0;
    uint64_t total = 1;
    *n = 0;
    for (uint32_t i = 0; i < g->touched.n; i++)
        total += g->count[touched[i]];
    nq_partner *partners =
        nq_arena_alloc(g->scratch, (g->touched.n + 1) * sizeof *partners);
    nq_seed *seeds = nq_arena_alloc(g->scratch, total * sizeof *seeds);
    if (!partners || !seeds)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < g->touched.n; i++) {
        uint32_t count = g->count[touched[i]];
        g->count[touched[i]] = count >= least ? at : UINT32_MAX;
        if (count && count < least)
            continue;
        partners[(*n)++] = (nq_partner){touched[i], seeds + at, count};
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
    nq_sort(touched, g.touched.n, sizeof *touched, by_number);
    NQ_TRY(leave_near_out(&g));
    NQ_TRY(lay_out(&g, out, n));
    each_seed(&g);
    for (uint32_t i = 0; i < *n; i++)
        nq_sort((*out)[i].seeds, (*out)[i].n, sizeof(nq_seed), by_place);
    for (uint32_t i = 0; i < g.touched.n; i++)
        room[touched[i]] = 0;
    return NAQL_OK;
}
