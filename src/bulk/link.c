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

#define LINE 64u /* bytes that memory hands over at once */

/* Asks for what is looked at first; the rest comes by itself. */
static void
expect_shingles(const nq_known *k)
{
    const char *at = (const char *)k->shingles;
    for (size_t i = 0; i < 16 && i * LINE < k->n * sizeof *k->shingles; i++)
        __builtin_prefetch(at + i * LINE);
}

void
nq_linker_expect(const nq_sought *sought, bool soon)
{
    for (uint32_t i = 0; i < sought->n && i < NQ_BULK_ENOUGH; i++)
        if (soon)
            expect_shingles(sought->at[i].text);
        else
            __builtin_prefetch(sought->at[i].text);
}

/* The set holds the shingles of `a`. */
static struct partner
compare(const nq_set *set, const nq_signed *a, const nq_known *b)
{
    uint32_t shared = 0, less = a->n < b->n ? a->n : b->n;
    for (uint32_t i = 0; i < b->n; i++)
        shared += nq_set_has(set, b->shingles[i]);
    return (struct partner){b, (float)shared / (float)(a->n + b->n - shared),
                            (float)shared / (float)less};
}

static bool
accepted(const nq_seek_options *o, const nq_signed *a, const struct partner *p)
{
    if ((double)p->same >= o->same)
        return true;
    return (double)p->within >= o->within &&
           (a->n < p->text->n ? a->n : p->text->n) >= NQ_WITHIN_LEAST;
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
        struct partner p = compare(&l->set, a, c->text);
        if (!accepted(&l->options, a, &p))
            continue;
        struct partner *to = &out->at[out->n++];
        *to = p;
        if (!out->best || p.same > out->best->same)
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
