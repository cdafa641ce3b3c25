/* SPDX-License-Identifier: Apache-2.0
 *
 * link.c - articles as they come -> the best earlier source of each. Layer 9
 * (bulk). */
#include "bulk/link.h"

#include "base/map.h"
#include "base/mem.h"
#include "base/status.h"
#include "base/str.h"
#include "bulk/postings.h"
#include "bulk/tune.h"

struct known {                /* an article that later ones are held against */
    const uint32_t *shingles; /* [n] */
    uint32_t n, n_sketch, n_below;
    uint32_t group;
    naql_str id, representative;
};

struct tally {       /* of a known article; apart from it: many are counted, few
                        are looked at */
    uint16_t shared; /* of the sketch; zero between articles */
    uint16_t n_below; /* or as much as fits */
};

/* What was remembered in a row. All of it is in its arena or counted beside
 * it, so that a generation is forgotten at once. */
struct generation {
    nq_arena arena;
    nq_list known;   /* struct known */
    nq_list tallies; /* [known.n] struct tally */
    nq_map equal;    /* hash of all words -> index into `known` */
    nq_postings postings;
    uint32_t base; /* number of the first */
};

struct partner {
    uint32_t number;
    uint32_t shared; /* of the sketch */
    float same, within;
    bool one; /* it is one with the article at hand */
};

struct nq_linker {
    nq_link_options options;
    struct generation ages[2], *new, *old; /* old may be empty */
    nq_set set;                            /* shingles of the article at hand */
    nq_arena scratch;                      /* of one article */
    struct partner partners[NQ_BULK_PARTNERS];
    uint32_t n_partners;
    uint32_t groups, forgotten;
    uint64_t most_bytes;
};

/* ---- Generations ---- */

static void
generation_init(struct generation *g, uint32_t base)
{
    *g = (struct generation){.base = base,
                             .known = NQ_LIST(struct known),
                             .tallies = NQ_LIST(struct tally)};
    nq_arena_init(&g->arena);
    nq_map_init(&g->equal, &g->arena);
    nq_postings_init(&g->postings, &g->arena);
}

static void
generation_clear(struct generation *g)
{
    nq_postings_clear(&g->postings);
    nq_arena_clear(&g->arena);
}

static uint64_t
generation_bytes(const struct generation *g)
{
    return g->arena.total + nq_postings_bytes(&g->postings);
}

naql_status
nq_linker_open(const nq_link_options *options, nq_linker **out)
{
    nq_linker *l = *out = nq_mem_zero(1, sizeof *l);
    if (!l)
        return NAQL_NOMEM;
    l->options = *options;
    l->old = &l->ages[0];
    l->new = &l->ages[1];
    generation_init(l->old, 0);
    generation_init(l->new, 0);
    nq_arena_init(&l->scratch);
    return NAQL_OK;
}

void
nq_linker_close(nq_linker *l)
{
    if (!l)
        return;
    generation_clear(l->old);
    generation_clear(l->new);
    nq_set_clear(&l->set);
    nq_arena_clear(&l->scratch);
    nq_mem_free(l);
}

static const struct known *
known_of(const nq_linker *l, uint32_t number)
{
    const struct generation *g = number < l->new->base ? l->old : l->new;
    return (const struct known *)g->known.at + (number - g->base);
}

/* Starts a new generation when the newer one is half of what is allowed. */
static void
forget(nq_linker *l)
{
    uint64_t bytes = generation_bytes(l->new);
    uint64_t both = bytes + generation_bytes(l->old);
    l->most_bytes = both > l->most_bytes ? both : l->most_bytes;
    if (bytes < l->options.memory / 2)
        return;
    struct generation *old = l->old;
    uint32_t next = l->new->base + l->new->known.n;
    l->forgotten += old->known.n;
    generation_clear(old);
    generation_init(old, next);
    l->old = l->new;
    l->new = old;
}

uint32_t
nq_linker_groups(const nq_linker *l)
{
    return l->groups;
}

uint32_t
nq_linker_forgotten(const nq_linker *l)
{
    return l->forgotten;
}

uint64_t
nq_linker_bytes(const nq_linker *l)
{
    return l->most_bytes;
}

/* ---- Candidates ---- */

/* What the smaller of two sketches could share: above the common bound only
 * two short texts have hashes. */
static uint32_t
smaller_sketch(const nq_signed *a, const struct known *b)
{
    if (a->n_sketch > a->n_below && b->n_sketch > b->n_below)
        return a->n_sketch < b->n_sketch ? a->n_sketch : b->n_sketch;
    return a->n_below < b->n_below ? a->n_below : b->n_below;
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

/* Could two articles be one, by what their sketches share? */
static bool
may_be_one(const nq_link_options *o, const nq_signed *a, const struct known *b,
           uint32_t shared)
{
    uint32_t less = a->n_below < b->n_below ? a->n_below : b->n_below;
    if (shared < NQ_SKETCH_SHARE * smaller_sketch(a, b) && shared < UINT16_MAX)
        return false;
    if (less < NQ_SKETCH_LEAST || shared > less || shared == UINT16_MAX)
        return true;
    return may_reach(o->same, shared, a->n_below + b->n_below - shared) ||
           may_reach(o->within, shared, less);
}

/* Keeps the NQ_BULK_PARTNERS that share most, the earlier of equals. */
static void
offer(nq_linker *l, struct partner p)
{
    struct partner *at = l->partners;
    uint32_t place = l->n_partners;
    while (place && (at[place - 1].shared < p.shared ||
                     (at[place - 1].shared == p.shared &&
                      at[place - 1].number > p.number)))
        place--;
    if (place == NQ_BULK_PARTNERS)
        return;
    if (l->n_partners < NQ_BULK_PARTNERS)
        l->n_partners++;
    memmove(at + place + 1, at + place,
            (l->n_partners - 1 - place) * sizeof *at);
    at[place] = p;
}

/* The articles of a hash; asks for their tallies. */
static void
look_up(const struct generation *g, uint32_t hash, nq_posted *out)
{
    const struct tally *tallies = g->tallies.at;
    nq_postings_get(&g->postings, hash, out);
    for (uint32_t i = 0; i < out->n; i++)
        __builtin_prefetch(&tallies[out->at[i]], 1);
}

static naql_status
count_posted(nq_linker *l, struct tally *tallies, const nq_posted *posted,
             nq_list *touched)
{
    for (uint32_t i = 0; i < posted->n; i++) {
        struct tally *t = &tallies[posted->at[i]];
        if (t->shared) {
            t->shared = (uint16_t)(t->shared + (t->shared < UINT16_MAX));
            continue;
        }
        uint32_t *touch = nq_list_add(touched, &l->scratch);
        if (!touch)
            return NAQL_NOMEM;
        *touch = posted->at[i];
        t->shared = 1;
    }
    return NAQL_OK;
}

#define AHEAD 4u /* hashes whose tallies are on their way; a power of two */

/* Counts what each article shares with the sketch; lists them. */
static naql_status
count_shared(nq_linker *l, const struct generation *g, const nq_signed *s,
             nq_list *touched)
{
    nq_posted posted[AHEAD];
    for (uint32_t e = 0; e < s->n_sketch + AHEAD - 1; e++) {
        if (e < s->n_sketch)
            look_up(g, s->sketch[e], &posted[e % AHEAD]);
        uint32_t now = e + 1 - AHEAD;
        if (e + 1 >= AHEAD && now < s->n_sketch)
            NQ_TRY(
                count_posted(l, g->tallies.at, &posted[now % AHEAD], touched));
    }
    return NAQL_OK;
}

static naql_status
gather(nq_linker *l, const struct generation *g, const nq_signed *s)
{
    nq_arena_reset(&l->scratch);
    nq_list touched = NQ_LIST(uint32_t);
    NQ_TRY(count_shared(l, g, s, &touched));
    const uint32_t *at = touched.at;
    const struct known *known = g->known.at;
    struct tally *tallies = g->tallies.at;
    for (uint32_t i = 0; i < touched.n; i++) {
        struct tally t = tallies[at[i]];
        uint32_t least = t.n_below < s->n_below ? t.n_below : s->n_below;
        tallies[at[i]].shared = 0;
        if (t.shared < NQ_SKETCH_SHARE * least)
            continue;
        if (may_be_one(&l->options, s, &known[at[i]], t.shared))
            offer(l, (struct partner){.number = g->base + at[i],
                                      .shared = t.shared});
    }
    return NAQL_OK;
}

static void
expect(const nq_postings *p, const nq_signed *s, bool soon)
{
    for (uint32_t e = 0; e < s->n_sketch; e++)
        if (soon)
            nq_postings_expect_block(p, s->sketch[e]);
        else
            nq_postings_expect(p, s->sketch[e]);
}

void
nq_linker_expect(const nq_linker *l, const nq_signed *s, bool soon)
{
    expect(&l->new->postings, s, soon);
    if (l->old->known.n)
        expect(&l->old->postings, s, soon);
}

/* ---- Comparing in full ---- */

#define LINE 64u /* bytes that memory hands over at once */

/* Asks for what compare() will look at first; the rest comes by itself. */
static void
expect_shingles(const struct known *k)
{
    const char *at = (const char *)k->shingles;
    for (size_t i = 0; i < 16 && i * LINE < k->n * sizeof *k->shingles; i++)
        __builtin_prefetch(at + i * LINE);
}

/* The set holds the shingles of `a`. */
static void
compare(const nq_set *set, const nq_signed *a, const struct known *b,
        struct partner *p)
{
    uint32_t shared = 0, less = a->n < b->n ? a->n : b->n;
    for (uint32_t i = 0; i < b->n; i++)
        shared += nq_set_has(set, b->shingles[i]);
    p->same = (float)shared / (float)(a->n + b->n - shared);
    p->within = (float)shared / (float)less;
}

static bool
accepted(const nq_linker *l, uint32_t a, uint32_t b, const struct partner *p)
{
    if ((double)p->same >= l->options.same)
        return true;
    return (double)p->within >= l->options.within &&
           (a < b ? a : b) >= NQ_WITHIN_LEAST;
}

/* Jaccard as the sketches tell it. */
static float
estimate(const nq_signed *a, const struct known *b, uint32_t shared)
{
    uint32_t all = a->n_below + b->n_below - shared;
    return a->n_below < shared || b->n_below < shared || !all
               ? 1
               : (float)shared / (float)all;
}

/* Compares with the partners, those that share most first, until enough of
 * them are the same article: the rest belong to their groups. One of the best
 * one's group is compared only when it may well be better. */
static naql_status
compare_all(nq_linker *l, const nq_signed *s, struct partner *best)
{
    uint32_t found = 0;
    *best = (struct partner){.number = NQ_NO_NUMBER};
    if (!l->n_partners)
        return NAQL_OK;
    for (uint32_t i = 0; i < l->n_partners && i < NQ_BULK_ENOUGH; i++)
        expect_shingles(known_of(l, l->partners[i].number));
    NQ_TRY(nq_set_start(&l->set, s->n));
    for (uint32_t i = 0; i < s->n; i++)
        nq_set_add(&l->set, s->shingles[i]);
    for (uint32_t i = 0; i < l->n_partners && found < NQ_BULK_ENOUGH; i++) {
        struct partner *p = &l->partners[i];
        const struct known *other = known_of(l, p->number);
        if (best->number != NQ_NO_NUMBER &&
            other->group == known_of(l, best->number)->group &&
            estimate(s, other, p->shared) < best->same) {
            found++;
            continue;
        }
        compare(&l->set, s, other, p);
        if (!accepted(l, s->n, other->n, p))
            continue;
        found++;
        p->one = true;
        if (best->number == NQ_NO_NUMBER || p->same > best->same)
            *best = *p;
    }
    return NAQL_OK;
}

/* ---- Adding ---- */

/* The remembered article with the same words. */
static uint32_t
equal_to(const nq_linker *l, const nq_signed *s)
{
    if (!s->whole)
        return NQ_NO_NUMBER;
    const uint32_t *at = nq_map_get(&l->new->equal, s->whole);
    if (at)
        return l->new->base + *at;
    at = l->old->known.n ? nq_map_get(&l->old->equal, s->whole) : NULL;
    return at ? l->old->base + *at : NQ_NO_NUMBER;
}

static naql_status
copy_text(struct generation *g, naql_str id, const nq_signed *s,
          struct known *k)
{
    size_t bytes = s->n * sizeof *s->shingles;
    uint32_t *shingles = nq_arena_alloc(&g->arena, bytes);
    k->id = nq_arena_str(&g->arena, id);
    if (!shingles || !k->id.ptr)
        return NAQL_NOMEM;
    if (bytes)
        memcpy(shingles, s->shingles, bytes);
    k->shingles = shingles;
    k->n = s->n;
    k->n_sketch = s->n_sketch;
    k->n_below = s->n_below;
    return NAQL_OK;
}

/* The group of the source, or a new one. */
static naql_status
join_group(nq_linker *l, uint32_t parent, struct known *k)
{
    struct generation *g = l->new;
    if (parent == NQ_NO_NUMBER) {
        k->group = l->groups++;
        k->representative = k->id;
        return NAQL_OK;
    }
    const struct known *source = known_of(l, parent);
    k->group = source->group;
    k->representative = source->representative;
    if (parent < g->base) /* will be forgotten before this one */
        k->representative = nq_arena_str(&g->arena, k->representative);
    return k->representative.ptr ? NAQL_OK : NAQL_NOMEM;
}

static naql_status
remember(nq_linker *l, naql_str id, const nq_signed *s, uint32_t parent)
{
    struct generation *g = l->new;
    uint32_t index = g->known.n;
    struct known k = {0};
    if (g->base + index >= UINT32_MAX / 2)
        return NAQL_TOO_BIG;
    NQ_TRY(copy_text(g, id, s, &k));
    NQ_TRY(join_group(l, parent, &k));
    struct known *to = nq_list_add(&g->known, &g->arena);
    struct tally *tally = nq_list_add(&g->tallies, &g->arena);
    uint32_t *equal = s->whole ? nq_map_put(&g->equal, s->whole, NULL) : NULL;
    if (!to || !tally || (s->whole && !equal))
        return NAQL_NOMEM;
    *to = k;
    tally->n_below =
        s->n_below < UINT16_MAX ? (uint16_t)s->n_below : UINT16_MAX;
    if (equal)
        *equal = index;
    for (uint32_t e = 0; e < s->n_sketch; e++)
        NQ_TRY(nq_postings_add(&g->postings, s->sketch[e], index));
    return NAQL_OK;
}

/* Groups besides the source's that the article could as well belong to. */
static void
tell_others(const nq_linker *l, nq_link *out)
{
    uint32_t groups[NQ_LINK_ALSO];
    for (uint32_t i = 0; i < l->n_partners && out->n_also < NQ_LINK_ALSO; i++) {
        const struct known *k = known_of(l, l->partners[i].number);
        bool told = !l->partners[i].one || k->group == out->group;
        for (uint32_t g = 0; g < out->n_also; g++)
            told = told || groups[g] == k->group;
        if (told)
            continue;
        groups[out->n_also] = k->group;
        out->also[out->n_also++] = k->representative;
    }
}

static void
tell(const nq_linker *l, const struct partner *best, nq_link *out)
{
    *out = (nq_link){.known = NQ_NO_NUMBER, .parent = best->number};
    if (best->number == NQ_NO_NUMBER)
        return;
    const struct known *source = known_of(l, best->number);
    out->source = source->id;
    out->representative = source->representative;
    out->group = source->group;
    out->same = best->same;
    out->within = best->within;
}

naql_status
nq_linker_add(nq_linker *l, naql_str id, const nq_signed *s, nq_link *out)
{
    struct partner best = {equal_to(l, s), 0, 1, 1, true};
    if (best.number != NQ_NO_NUMBER) {
        tell(l, &best, out);
        return NAQL_OK;
    }
    forget(l);
    l->n_partners = 0;
    NQ_TRY(gather(l, l->new, s));
    if (l->old->known.n)
        NQ_TRY(gather(l, l->old, s));
    NQ_TRY(compare_all(l, s, &best));
    tell(l, &best, out);
    tell_others(l, out);
    out->known = l->new->base + l->new->known.n;
    if (best.number == NQ_NO_NUMBER)
        out->group = l->groups;
    return remember(l, id, s, best.number);
}

naql_status
nq_linker_restore(nq_linker *l, naql_str id, const nq_signed *s,
                  uint32_t parent)
{
    forget(l);
    if (parent != NQ_NO_NUMBER &&
        (parent < l->old->base || parent >= l->new->base + l->new->known.n))
        return NAQL_CORRUPT;
    return remember(l, id, s, parent);
}
