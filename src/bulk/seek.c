/* SPDX-License-Identifier: Apache-2.0
 *
 * seek.c - articles as they come -> the earlier ones that each may be one with.
 * Layer 9 (bulk). */
#include "bulk/seek.h"

#include "base/map.h"
#include "base/mem.h"
#include "base/status.h"
#include "bulk/link.h"
#include "bulk/postings.h"
#include "bulk/tune.h"

#include <stdatomic.h>
#include <string.h>

struct tally {       /* of a known article; apart from it: many are counted, few
                        are looked at */
    uint16_t shared; /* of the sketch; zero between articles */
    uint16_t n_below; /* or as much as fits */
};

/* What was remembered in a row. All of it is in its arena or counted beside
 * it, so that a generation is forgotten at once. A list that grows leaves its
 * old place in the arena: who has a pointer there may go on reading. */
struct nq_age {
    nq_arena arena;
    nq_list known;   /* nq_known */
    nq_list tallies; /* [known.n] struct tally */
    nq_map equal;    /* hash of all words -> index into `known` */
    nq_postings postings;
    uint32_t base;    /* number of the first */
    nq_arena names;   /* link.h's */
    nq_age *next;     /* of those that are forgotten and not yet let go */
    atomic_bool done; /* it is let go */
};

struct offer { /* a candidate, before it is told */
    uint32_t number, shared;
};

struct nq_seeker {
    nq_seek_options options;
    nq_age *new, *old; /* old may be NULL */
    nq_age *going;     /* forgotten ones, to be freed when they are let go */
    nq_arena scratch;  /* of one article */
    struct offer offers[NQ_BULK_PARTNERS];
    uint32_t n_offers;
    uint32_t forgotten;
    uint64_t most_bytes;
};

/* ---- Generations ---- */

static nq_age *
age_new(uint32_t base)
{
    nq_age *g = nq_mem_zero(1, sizeof *g);
    if (!g)
        return NULL;
    g->base = base;
    g->known = NQ_LIST(nq_known);
    g->tallies = NQ_LIST(struct tally);
    nq_map_init(&g->equal, &g->arena);
    nq_postings_init(&g->postings, &g->arena);
    return g;
}

static void
age_free(nq_age *g)
{
    if (!g)
        return;
    nq_postings_clear(&g->postings);
    nq_arena_clear(&g->arena);
    nq_arena_clear(&g->names);
    nq_mem_free(g);
}

void
nq_age_let_go(nq_age *g)
{
    if (g)
        atomic_store(&g->done, true);
}

/* Frees what was let go; all: what was not, too. */
static void
sweep(nq_seeker *s, bool all)
{
    for (nq_age **at = &s->going, *g; (g = *at) != NULL;) {
        if (!all && !atomic_load(&g->done)) {
            at = &g->next;
            continue;
        }
        *at = g->next;
        age_free(g);
    }
}

nq_arena *
nq_age_names(nq_age *g)
{
    return &g->names;
}

static uint64_t
age_bytes(const nq_age *g)
{
    return g ? g->arena.total + nq_postings_bytes(&g->postings) : 0;
}

naql_status
nq_seeker_open(const nq_seek_options *options, nq_seeker **out)
{
    nq_seeker *s = *out = nq_mem_zero(1, sizeof *s);
    if (!s)
        return NAQL_NOMEM;
    s->options = *options;
    s->new = age_new(0);
    if (s->new)
        return NAQL_OK;
    nq_seeker_close(s);
    *out = NULL;
    return NAQL_NOMEM;
}

void
nq_seeker_close(nq_seeker *s)
{
    if (!s)
        return;
    sweep(s, true);
    age_free(s->old);
    age_free(s->new);
    nq_arena_clear(&s->scratch);
    nq_mem_free(s);
}

/* Starts a new generation when the newer one is half of what is allowed. */
static naql_status
turn(nq_seeker *s, nq_age **forgotten)
{
    uint64_t bytes = age_bytes(s->new), both = bytes + age_bytes(s->old);
    sweep(s, false);
    s->most_bytes = both > s->most_bytes ? both : s->most_bytes;
    if (bytes < s->options.memory / 2)
        return NAQL_OK;
    nq_age *fresh = age_new(s->new->base + s->new->known.n);
    if (!fresh)
        return NAQL_NOMEM;
    *forgotten = s->old;
    if (s->old) {
        s->forgotten += s->old->known.n;
        s->old->next = s->going;
        s->going = s->old;
    }
    s->old = s->new;
    s->new = fresh;
    return NAQL_OK;
}

const nq_known *
nq_seeker_known(const nq_seeker *s, uint32_t number)
{
    const nq_age *g = number < s->new->base ? s->old : s->new;
    return g && number >= g->base && number - g->base < g->known.n
               ? (const nq_known *)g->known.at + (number - g->base)
               : NULL;
}

uint32_t
nq_seeker_forgotten(const nq_seeker *s)
{
    return s->forgotten;
}

uint64_t
nq_seeker_bytes(const nq_seeker *s)
{
    return s->most_bytes;
}

/* ---- Candidates ---- */

/* What the smaller of two sketches could share: above the common bound only
 * two short texts have hashes. */
static uint32_t
smaller_sketch(const nq_signed *a, uint32_t b_below, uint32_t b_sketch)
{
    if (a->n_sketch > a->n_below && b_sketch > b_below)
        return a->n_sketch < b_sketch ? a->n_sketch : b_sketch;
    return a->n_below < b_below ? a->n_below : b_below;
}

/* Could a share of all, of which k of n samples were met, be as much as p?
 * NQ_SKETCH_SURE standard deviations say no. */
static bool
may_reach(double p, double k, double n)
{
    double short_by = p * n - k;
    return short_by <= 0 || short_by * short_by <= NQ_SKETCH_SURE *
                                                       NQ_SKETCH_SURE * n * p *
                                                       (1 - p);
}

/* Could two articles be one, by what their sketches share? Most pairs are
 * judged by the tally; to look at the article costs a wait for memory. */
static bool
may_be_one(const nq_seek_options *o, const nq_signed *a, struct tally t,
           const nq_known *b)
{
    uint32_t shared = t.shared, b_below = t.n_below, b_sketch = b_below;
    if (shared <
        NQ_SKETCH_SHARE * (a->n_below < b_below ? a->n_below : b_below))
        return false;
    if (a->n_sketch > a->n_below || b_below == UINT16_MAX) {
        b_below = b->n_below;
        b_sketch = b->n_sketch;
    }
    uint32_t less = a->n_below < b_below ? a->n_below : b_below;
    if (shared < NQ_SKETCH_SHARE * smaller_sketch(a, b_below, b_sketch) &&
        shared < UINT16_MAX)
        return false;
    if (less < NQ_SKETCH_LEAST || shared > less || shared == UINT16_MAX)
        return true;
    return may_reach(o->same, shared, a->n_below + b_below - shared) ||
           may_reach(o->within, shared, less);
}

/* Keeps the NQ_BULK_PARTNERS that share most, the earlier of equals. */
static void
offer(nq_seeker *s, struct offer o)
{
    struct offer *at = s->offers;
    uint32_t place = s->n_offers;
    while (place && (at[place - 1].shared < o.shared ||
                     (at[place - 1].shared == o.shared &&
                      at[place - 1].number > o.number)))
        place--;
    if (place == NQ_BULK_PARTNERS)
        return;
    if (s->n_offers < NQ_BULK_PARTNERS)
        s->n_offers++;
    memmove(at + place + 1, at + place, (s->n_offers - 1 - place) * sizeof *at);
    at[place] = o;
}

/* The articles of a hash; asks for their tallies. */
static void
look_up(const nq_age *g, uint32_t hash, nq_posted *out)
{
    const struct tally *tallies = g->tallies.at;
    nq_postings_get(&g->postings, hash, out);
    for (uint32_t i = 0; i < out->n; i++)
        __builtin_prefetch(&tallies[out->at[i]], 1);
}

static naql_status
count_posted(nq_seeker *s, struct tally *tallies, const nq_posted *posted,
             nq_list *touched)
{
    for (uint32_t i = 0; i < posted->n; i++) {
        struct tally *t = &tallies[posted->at[i]];
        if (t->shared) {
            t->shared = (uint16_t)(t->shared + (t->shared < UINT16_MAX));
            continue;
        }
        NQ_TRY(nq_list_put(touched, &s->scratch, &posted->at[i]));
        t->shared = 1;
    }
    return NAQL_OK;
}

#define AHEAD 4u /* hashes whose tallies are on their way; a power of two */

/* Counts what each article shares with the sketch; lists them. */
static naql_status
count_shared(nq_seeker *s, const nq_age *g, const nq_signed *a,
             nq_list *touched)
{
    nq_posted posted[AHEAD];
    for (uint32_t e = 0; e < a->n_sketch + AHEAD - 1; e++) {
        if (e < a->n_sketch)
            look_up(g, a->sketch[e], &posted[e % AHEAD]);
        uint32_t now = e + 1 - AHEAD;
        if (e + 1 >= AHEAD && now < a->n_sketch)
            NQ_TRY(
                count_posted(s, g->tallies.at, &posted[now % AHEAD], touched));
    }
    return NAQL_OK;
}

static naql_status
gather(nq_seeker *s, const nq_age *g, const nq_signed *a)
{
    nq_arena_reset(&s->scratch);
    nq_list touched = NQ_LIST(uint32_t);
    NQ_TRY(count_shared(s, g, a, &touched));
    const uint32_t *at = touched.at;
    const nq_known *known = g->known.at;
    struct tally *tallies = g->tallies.at;
    for (uint32_t i = 0; i < touched.n; i++) {
        struct tally t = tallies[at[i]];
        tallies[at[i]].shared = 0;
        if (may_be_one(&s->options, a, t, &known[at[i]]))
            offer(s, (struct offer){g->base + at[i], t.shared});
    }
    return NAQL_OK;
}

static naql_status
tell_candidates(nq_seeker *s, nq_arena *arena, nq_sought *out)
{
    nq_candidate *to = nq_arena_alloc(arena, s->n_offers * sizeof *to);
    if (!to)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < s->n_offers; i++)
        to[i] = (nq_candidate){nq_seeker_known(s, s->offers[i].number),
                               s->offers[i].shared};
    out->at = to;
    out->n = s->n_offers;
    return NAQL_OK;
}

static void
expect(const nq_postings *p, const nq_signed *a, bool soon)
{
    for (uint32_t e = 0; e < a->n_sketch; e++)
        if (soon)
            nq_postings_expect_block(p, a->sketch[e]);
        else
            nq_postings_expect(p, a->sketch[e]);
}

void
nq_seeker_expect(const nq_seeker *s, const nq_signed *article, bool soon)
{
    expect(&s->new->postings, article, soon);
    if (s->old)
        expect(&s->old->postings, article, soon);
}

/* ---- Adding ---- */

/* The remembered article with the same words. */
static const nq_known *
equal_to(const nq_seeker *s, uint64_t whole)
{
    const uint32_t *at = whole ? nq_map_get(&s->new->equal, whole) : NULL;
    if (at)
        return (const nq_known *)s->new->known.at + *at;
    at = whole && s->old ? nq_map_get(&s->old->equal, whole) : NULL;
    return at ? (const nq_known *)s->old->known.at + *at : NULL;
}

static naql_status
copy_text(nq_age *g, naql_str id, const nq_signed *a, nq_known *to)
{
    size_t bytes = a->n * sizeof *a->shingles;
    uint32_t *shingles = nq_arena_alloc(&g->arena, bytes);
    *to = (nq_known){.shingles = shingles,
                     .n = a->n,
                     .n_below = a->n_below,
                     .n_sketch = a->n_sketch,
                     .number = g->base + g->known.n,
                     .id = nq_arena_str(&g->arena, id),
                     .age = g,
                     .place = nq_arena_zero(&g->arena, 1, sizeof *to->place)};
    if (!shingles || !to->id.ptr || !to->place)
        return NAQL_NOMEM;
    if (bytes)
        memcpy(shingles, a->shingles, bytes);
    return NAQL_OK;
}

static naql_status
remember(nq_seeker *s, naql_str id, const nq_signed *a, nq_sought *out)
{
    nq_age *g = s->new;
    uint32_t index = g->known.n;
    nq_known k;
    if (g->base + index >= UINT32_MAX / 2)
        return NAQL_TOO_BIG;
    NQ_TRY(copy_text(g, id, a, &k));
    nq_known *to = nq_list_add(&g->known, &g->arena);
    struct tally *tally = nq_list_add(&g->tallies, &g->arena);
    uint32_t *equal = a->whole ? nq_map_put(&g->equal, a->whole, NULL) : NULL;
    if (!to || !tally || (a->whole && !equal))
        return NAQL_NOMEM;
    *to = k;
    tally->n_below =
        a->n_below < UINT16_MAX ? (uint16_t)a->n_below : UINT16_MAX;
    if (equal)
        *equal = index;
    for (uint32_t e = 0; e < a->n_sketch; e++)
        NQ_TRY(nq_postings_add(&g->postings, a->sketch[e], index));
    out->self = to;
    return NAQL_OK;
}

naql_status
nq_seeker_add(nq_seeker *s, naql_str id, const nq_signed *article,
              nq_arena *arena, nq_sought *out)
{
    *out = (nq_sought){.equal = equal_to(s, article->whole)};
    if (out->equal)
        return NAQL_OK;
    NQ_TRY(turn(s, &out->forgotten));
    s->n_offers = 0;
    NQ_TRY(gather(s, s->new, article));
    if (s->old)
        NQ_TRY(gather(s, s->old, article));
    NQ_TRY(tell_candidates(s, arena, out));
    return remember(s, id, article, out);
}

naql_status
nq_seeker_restore(nq_seeker *s, naql_str id, const nq_signed *article,
                  nq_sought *out)
{
    *out = (nq_sought){0};
    NQ_TRY(turn(s, &out->forgotten));
    return remember(s, id, article, out);
}
