/* SPDX-License-Identifier: Apache-2.0
 *
 * link.c - an article and its candidates -> its source and its group. Layer 9
 * (bulk). */
#include "bulk/link.h"

#include "base/status.h"
#include "bulk/tune.h"

struct partner { /* a candidate that was compared */
    const nq_known *text;
    float same, within;
};

struct partners { /* those that are one with the article at hand */
    struct partner at[NQ_BULK_ENOUGH];
    uint32_t n;
    const struct partner *best; /* NULL: none */
};

void
nq_linker_clear(nq_linker *l)
{
    nq_set_clear(&l->set);
}

/* ---- Comparing in full ---- */

/* Bytes that memory hands over at once; how many such lines are asked for:
 * behind these the rest comes by itself. */
#define LINE  64u
#define LINES 8u

static void
expect_text(const nq_known *k)
{
    const char *at = (const char *)k->shingles;
    __builtin_prefetch(k->place);
    for (size_t i = 0; i < LINES && i * LINE < k->n * sizeof *k->shingles; i++)
        __builtin_prefetch(at + i * LINE);
}

void
nq_linker_expect(const nq_sought *sought, bool soon)
{
    for (uint32_t i = 0; i < sought->n; i++)
        if (soon)
            expect_text(sought->at[i].text);
        else
            __builtin_prefetch(sought->at[i].text);
}

/* Shingles of b that may be missing in a, at the most, while the two are one;
 * one too many, lest a rounded product decides. */
static uint32_t
may_miss(const nq_seek_options *o, const nq_signed *a, const nq_known *b)
{
    uint32_t less = a->n < b->n ? a->n : b->n;
    double need = o->same * ((double)a->n + b->n) / (1 + o->same);
    if (less >= NQ_WITHIN_LEAST && o->within * less < need)
        need = o->within * less;
    return need >= b->n ? 1 : b->n - (uint32_t)need + 1;
}

#define BLOCK 64u /* shingles */

/* How many of n values, BLOCK at the most, the set has. Those that a look at
 * two slots leaves open are asked for again, all at once: no branch hangs on a
 * single value. */
static uint32_t
count_in(const nq_set *set, const uint32_t *at, uint32_t n)
{
    uint32_t open[BLOCK], n_open = 0, found = 0;
    for (uint32_t i = 0; i < n; i++) {
        nq_set_answer answer = nq_set_look(set, at[i]);
        found += answer.has;
        open[n_open] = at[i];
        n_open += answer.open;
    }
    for (uint32_t i = 0; i < n_open; i++)
        found += nq_set_has(set, open[i]);
    return found;
}

/* Are a, whose shingles the set holds, and b one? *p tells how much, if so. */
static bool
is_one(const nq_linker *l, const nq_signed *a, const nq_known *b,
       struct partner *p)
{
    const nq_seek_options *o = &l->options;
    uint32_t shared = 0, less = a->n < b->n ? a->n : b->n;
    uint32_t most = may_miss(o, a, b);
    for (uint32_t i = 0, n; i < b->n; i += n) {
        n = b->n - i < BLOCK ? b->n - i : BLOCK;
        shared += count_in(&l->set, b->shingles + i, n);
        if (i + n - shared > most)
            return false;
    }
    *p = (struct partner){b, (float)shared / (float)(a->n + b->n - shared),
                          (float)shared / (float)less};
    return (double)p->same >= o->same ||
           ((double)p->within >= o->within && less >= NQ_WITHIN_LEAST);
}

/* Jaccard as the sketches tell it. */
static float
estimate(const nq_signed *a, const nq_known *b, uint32_t shared)
{
    uint32_t all = a->n_below + b->n_below - shared;
    return a->n_below < shared || b->n_below < shared || !all
               ? 1
               : (float)shared / (float)all;
}

/* One of the best one's group is compared only when it may well be better. */
static bool
is_told_by(const struct partner *best, const nq_candidate *c,
           const nq_signed *a)
{
    return best && c->text->place->group == best->text->place->group &&
           estimate(a, c->text, c->shared) < best->same;
}

/* Compares with the candidates, those that share most first, until enough of
 * them are the same article: the rest belong to their groups. */
static naql_status
compare_all(nq_linker *l, const nq_sought *sought, const nq_signed *a,
            struct partners *out)
{
    uint32_t told = 0;
    *out = (struct partners){.n = 0};
    if (!sought->n)
        return NAQL_OK;
    NQ_TRY(nq_set_start(&l->set, a->n));
    for (uint32_t i = 0; i < a->n; i++)
        nq_set_add(&l->set, a->shingles[i]);
    for (uint32_t i = 0; i < sought->n && out->n + told < NQ_BULK_ENOUGH; i++) {
        const nq_candidate *c = &sought->at[i];
        if (is_told_by(out->best, c, a)) {
            told++;
            continue;
        }
        struct partner *to = &out->at[out->n];
        if (!is_one(l, a, c->text, to))
            continue;
        out->n++;
        if (!out->best || to->same > out->best->same)
            out->best = to;
    }
    return NAQL_OK;
}

/* ---- Groups ---- */

/* What is kept of names, at the most. */
static void
count_names(nq_linker *l, nq_age *age)
{
    if (l->age != age) {
        l->names[1] = l->names[0];
        l->age = age;
    }
    l->names[0] = nq_age_names(age)->total;
    uint64_t bytes = l->names[0] + l->names[1];
    l->most_bytes = bytes > l->most_bytes ? bytes : l->most_bytes;
}

/* The group of the source, or a new one. */
static naql_status
take_place(nq_linker *l, const nq_known *self, const nq_known *source)
{
    nq_place *place = self->place;
    if (!source) {
        *place = (nq_place){l->groups++, self->id};
        return NAQL_OK;
    }
    *place = *source->place;
    if (source->age == self->age)
        return NAQL_OK;
    place->representative = /* the source will be forgotten before this one */
        nq_arena_str(nq_age_names(self->age), place->representative);
    count_names(l, self->age);
    return place->representative.ptr ? NAQL_OK : NAQL_NOMEM;
}

/* Groups besides the source's that the article could as well belong to. */
static void
tell_others(const struct partners *partners, nq_link *out)
{
    uint32_t groups[NQ_LINK_ALSO];
    for (uint32_t i = 0; i < partners->n && out->n_also < NQ_LINK_ALSO; i++) {
        const nq_place *place = partners->at[i].text->place;
        bool told = place->group == out->group;
        for (uint32_t g = 0; g < out->n_also; g++)
            told = told || groups[g] == place->group;
        if (told)
            continue;
        groups[out->n_also] = place->group;
        out->also[out->n_also++] = place->representative;
    }
}

static void
tell(const struct partner *best, nq_link *out)
{
    const nq_place *place = best->text->place;
    *out = (nq_link){.source = best->text,
                     .group = place->group,
                     .representative = place->representative,
                     .same = best->same,
                     .within = best->within};
}

naql_status
nq_linker_add(nq_linker *l, const nq_sought *sought, const nq_signed *article,
              nq_link *out)
{
    struct partners partners;
    if (sought->equal) {
        tell(&(struct partner){sought->equal, 1, 1}, out);
        return NAQL_OK;
    }
    nq_age_let_go(sought->forgotten);
    NQ_TRY(compare_all(l, sought, article, &partners));
    *out = (nq_link){.group = l->groups};
    if (partners.best) {
        tell(partners.best, out);
        tell_others(&partners, out);
    }
    return take_place(l, sought->self, out->source);
}

naql_status
nq_linker_restore(nq_linker *l, const nq_sought *sought, const nq_known *source)
{
    nq_age_let_go(sought->forgotten);
    return take_place(l, sought->self, source);
}
