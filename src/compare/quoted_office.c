/* SPDX-License-Identifier: Apache-2.0
 *
 * quoted_office.c - one quotation of one man in which outlets have him give a
 * third another office. Layer 7 (compare).
 *
 * Both offices may well be held, so that role.h finds nothing against them;
 * but only one of them can be what was said. */
#include "compare/conflict.h"

#include "base/map.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

#include <string.h>

typedef struct quoted { /* an office inside a quotation */
    uint32_t twin;      /* of in->twins: the utterance */
    uint32_t role;      /* row of the roles */
    uint32_t group;     /* of the offices of one utterance that say one thing */
} quoted;

typedef struct quotes {
    const nq_found *f;
    const nq_roles *roles;
    nq_map home;    /* statement of an article of the pile -> its utterance */
    bool *has;      /* [n_articles] */
    bool *room;     /* [n_outlets] */
    uint32_t *sets; /* [n_outlets] bits of the groups each has */
} quotes;

static uint64_t
key_of(uint32_t article, uint32_t statement)
{
    return (uint64_t)article << 32 | statement;
}

static naql_status
find_homes(quotes *q)
{
    const nq_desk *d = q->f->d;
    nq_map_init(&q->home, d->scratch);
    for (uint32_t t = 0; t < d->in->twins->n; t++) {
        const nq_twin *twin = &d->in->twins->at[t];
        for (uint32_t i = 0; i < twin->n_variants && twin->carried_by > 1;
             i++) {
            const nq_variant *v = &twin->variants[i];
            if (!nq_variant_home(v))
                continue;
            uint32_t *to =
                nq_map_put(&q->home, key_of(v->article, v->statement), NULL);
            if (!to)
                return NAQL_NOMEM;
            *to = t;
        }
    }
    q->has = nq_arena_zero(d->scratch, d->in->story->n_articles, 1);
    q->room = nq_arena_zero(d->scratch, d->n_outlets, 1);
    q->sets = nq_arena_alloc(d->scratch, d->n_outlets * sizeof *q->sets);
    return q->has && q->room && q->sets ? NAQL_OK : NAQL_NOMEM;
}

/* The utterance whose direct quotation an office stands in; UINT32_MAX: none
 * that two outlets carry. O(log statements). */
static uint32_t
utterance_of(const quotes *q, const nq_role_at *role)
{
    const nq_desk *d = q->f->d;
    uint32_t i = nq_desk_quoted(d, role->article, role->span);
    if (i == UINT32_MAX)
        return UINT32_MAX;
    const uint32_t *twin =
        nq_map_get(&q->home, key_of(d->in->story->articles[role->article], i));
    return twin ? *twin : UINT32_MAX;
}

static int
by_utterance(const void *a, const void *b)
{
    const quoted *x = a, *y = b;
    NQ_SORT_BY(x->twin, y->twin);
    return x->role < y->role ? -1 : x->role > y->role;
}

/* Puts each office to the first that says the same; how many there are, at most
 * NQ_GROUPS. */
static uint32_t
group(const quotes *q, quoted *at, uint32_t n)
{
    uint32_t groups = 0;
    const nq_role_at *first[NQ_GROUPS], *roles = q->roles->at;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t g = 0;
        while (g < groups &&
               !nq_roles_say_one(q->f->d, first[g], &roles[at[i].role]))
            g++;
        if (g == groups && g < NQ_GROUPS)
            first[groups++] = &roles[at[i].role];
        at[i].group = g < NQ_GROUPS ? g : NQ_GROUPS - 1;
    }
    return groups;
}

/* Does one outlet have only the one office, another only the other? */
static bool
is_parted(const quotes *q, const quoted *at, uint32_t n)
{
    memset(q->sets, 0, q->f->d->n_outlets * sizeof *q->sets);
    for (uint32_t i = 0; i < n; i++)
        q->sets[q->f->d->outlet[q->roles->at[at[i].role].article]] |=
            1u << at[i].group;
    return nq_desk_parted(q->sets, q->f->d->n_outlets);
}

static naql_status
version(const quotes *q, const quoted *at, uint32_t n, nq_version *out)
{
    const nq_desk *d = q->f->d;
    nq_place *places = nq_arena_alloc(q->f->arena, n * sizeof *places);
    if (!places)
        return NAQL_NOMEM;
    uint32_t which = at->group;
    for (uint32_t i = 0; i < n; i++) {
        const nq_role_at *r = &q->roles->at[at[i].role];
        if (at[i].group != which)
            continue;
        if (!out->n_places)
            out->text = nq_str_span(
                nq_desk_reading(d, r->article)->article.text, r->span);
        places[out->n_places++] = nq_desk_place(d, r->article, r->span);
        q->has[r->article] = true;
    }
    out->places = places;
    return NAQL_OK;
}

/* The offices of one person in one utterance as a conflict. */
static naql_status
tell(const quotes *q, const quoted *at, uint32_t n, nq_points *to)
{
    const nq_desk *d = q->f->d;
    nq_version *versions = nq_arena_zero(q->f->arena, n, sizeof *versions);
    if (!versions)
        return NAQL_NOMEM;
    uint32_t n_versions = 0;
    for (uint32_t a = 0; a < d->in->story->n_articles; a++)
        q->has[a] = false;
    for (uint32_t i = 0; i < n; i++)
        if (at[i].group == n_versions)
            NQ_TRY(version(q, &at[i], n - i, &versions[n_versions++]));
    nq_ranked *r = nq_list_add(&to->conflict, d->scratch);
    if (!r)
        return NAQL_NOMEM;
    uint32_t person = q->roles->at[at->role].person;
    *r = (nq_ranked){.point = {.slot = NQ_SLOT_ROLE,
                               .about = d->in->pile->people.at[person].name,
                               .versions = versions,
                               .n_versions = n_versions,
                               .n_outlets = nq_desk_outlets(d, q->has, q->room),
                               .quoted = true}};
    r->rank = r->point.n_outlets;
    return NAQL_OK;
}

/* One person's offices, in the order of their utterances. */
static naql_status
person_quoted(const quotes *q, quoted *at, uint32_t n, nq_points *to)
{
    nq_sort(at, n, sizeof *at, by_utterance);
    for (uint32_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && at[end].twin == at[i].twin;)
            end++;
        uint32_t n_said = end - i;
        if (group(q, &at[i], n_said) > 1 && is_parted(q, &at[i], n_said))
            NQ_TRY(tell(q, &at[i], n_said, to));
    }
    return NAQL_OK;
}

naql_status
nq_quoted_office_points(const nq_found *f, const nq_roles *roles, nq_points *to)
{
    quotes q = {.f = f, .roles = roles};
    quoted *at = nq_arena_alloc(f->d->scratch, roles->n * sizeof *at);
    if (!roles->n)
        return NAQL_OK;
    if (!at)
        return NAQL_NOMEM;
    NQ_TRY(find_homes(&q));
    for (uint32_t i = 0; i < roles->n;) {
        uint32_t n = 0, person = roles->at[i].person;
        for (; i < roles->n && roles->at[i].person == person; i++) {
            uint32_t twin = roles->at[i].loose || person == NQ_NO_ENTITY
                                ? UINT32_MAX
                                : utterance_of(&q, &roles->at[i]);
            if (twin != UINT32_MAX)
                at[n++] = (quoted){.twin = twin, .role = i};
        }
        NQ_TRY(person_quoted(&q, at, n, to));
    }
    return NAQL_OK;
}
