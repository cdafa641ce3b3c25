/* SPDX-License-Identifier: Apache-2.0
 *
 * relate.c - stories that an editor would want beside each other. Layer 6
 * (reuse). */
#include "reuse/relate.h"

#include "base/sorted.h"
#include "base/status.h"
#include "reuse/tune.h"

#include <math.h>

struct presence { /* a person or place of a story, at its first mention */
    uint32_t story, person;
    uint32_t n; /* mentions */
    nq_place first;
};

struct draft {
    const nq_pile *pile;
    const nq_vector *vectors;
    const nq_stories *stories;
    nq_arena *arena, *scratch;
    struct presence *at; /* [n] by (person, story) */
    uint32_t n;
    nq_list pairs;     /* struct pair */
    nq_list relations; /* nq_relation */
};

struct pair { /* two stories and what they share */
    uint32_t a, b;
    double weight;
    uint32_t person; /* presences of the heaviest shared one */
    uint32_t of_a, of_b;
};

static int
by_person(const void *x, const void *y)
{
    const struct presence *a = x, *b = y;
    NQ_SORT_BY(a->person, b->person);
    NQ_SORT_BY(a->story, b->story);
    NQ_SORT_BY(a->first.article, b->first.article);
    return a->first.span.start < b->first.span.start   ? -1
           : a->first.span.start > b->first.span.start ? 1
                                                       : 0;
}

static naql_status
find_presences(struct draft *d)
{
    nq_list list = NQ_LIST(struct presence);
    for (uint32_t i = 0; i < d->pile->n; i++) {
        const nq_names *names = &d->pile->at[i]->names;
        for (uint32_t e = 0; e < names->n_entities; e++) {
            const nq_entity *entity = &names->entities[e];
            if (!entity->n_mentions || entity->agency || !d->pile->people.of ||
                entity->type == NQ_NAME_NONE)
                continue;
            NQ_TRY(nq_list_put(
                &list, d->scratch,
                &(struct presence){
                    d->stories->of[i],
                    d->pile->people.of[i][e],
                    entity->n_mentions,
                    {i, names->mentions[entity->mentions[0]].span}}));
        }
    }
    d->at = list.at;
    nq_sort(d->at, list.n, sizeof *d->at, by_person);
    for (uint32_t i = 0; i < list.n; i++) {
        struct presence *last = d->n ? &d->at[d->n - 1] : NULL;
        if (last && last->person == d->at[i].person &&
            last->story == d->at[i].story)
            last->n += d->at[i].n;
        else
            d->at[d->n++] = d->at[i];
    }
    return NAQL_OK;
}

/* How much a shared name tells: a person more than a place, one of few stories
 * more than one of many, one who is named often more than one in passing. */
static double
worth(const struct draft *d, const struct presence *p,
      const struct presence *other, uint32_t stories)
{
    uint32_t less = p->n < other->n ? p->n : other->n;
    uint8_t type = d->pile->people.at[p->person].type;
    double kind = type == NQ_PER   ? NQ_RELATED_PERSON
                  : type == NQ_ORG ? NQ_RELATED_BODY
                                   : NQ_RELATED_PLACE;
    double pile = d->stories->n + NQ_RELATED_PRIOR;
    return kind * log(1 + pile / stories) * (1 + log(less));
}

static int
by_stories(const void *x, const void *y)
{
    const struct pair *a = x, *b = y;
    NQ_SORT_BY(a->a, b->a);
    NQ_SORT_BY(a->b, b->b);
    NQ_SORT_BY(b->weight, a->weight);
    return a->person < b->person ? -1 : a->person > b->person;
}

static naql_status
pair_stories(struct draft *d)
{
    for (uint32_t i = 0, end; i < d->n; i = end) {
        for (end = i; end < d->n && d->at[end].person == d->at[i].person;)
            end++;
        if (end - i < 2 || end - i > NQ_RELATED_STORIES)
            continue;
        for (uint32_t x = i; x < end; x++)
            for (uint32_t y = x + 1; y < end; y++) {
                NQ_TRY(nq_list_put(
                    &d->pairs, d->scratch,
                    &(struct pair){d->at[x].story, d->at[y].story,
                                   worth(d, &d->at[x], &d->at[y], end - i),
                                   d->at[x].person, x, y}));
            }
    }
    nq_sort(d->pairs.at, d->pairs.n, sizeof(struct pair), by_stories);
    return NAQL_OK;
}

/* Cosine of the stories' head articles. */
static double
nearness(const struct draft *d, uint32_t a, uint32_t b)
{
    return nq_vector_dot(&d->vectors[d->stories->at[a].head],
                         &d->vectors[d->stories->at[b].head]);
}

static const char *
reason(const struct draft *d, const struct pair *pairs, uint32_t n)
{
    uint32_t people = 0, places = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint8_t type = d->pile->people.at[pairs[i].person].type;
        people += type == NQ_PER;
        places += type == NQ_LOC;
    }
    if (people && places)
        return "same people and place";
    if (people)
        return "same people";
    return places ? "same place and words" : "same bodies";
}

static naql_status
relate(struct draft *d, const struct pair *pairs, uint32_t n)
{
    uint32_t shown = n < NQ_RELATED_SHOWN ? n : NQ_RELATED_SHOWN;
    nq_relation *r = nq_list_add(&d->relations, d->scratch);
    nq_place *spans = nq_arena_alloc(d->arena, 2 * shown * sizeof *spans);
    if (!r || !spans)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < shown; i++) {
        spans[2 * i] = d->at[pairs[i].of_a].first;
        spans[2 * i + 1] = d->at[pairs[i].of_b].first;
    }
    *r = (nq_relation){pairs[0].a, pairs[0].b, reason(d, pairs, n), 2 * shown,
                       spans};
    return NAQL_OK;
}

static naql_status
choose(struct draft *d)
{
    const struct pair *pairs = d->pairs.at;
    for (uint32_t i = 0, end; i < d->pairs.n; i = end) {
        double weight = 0;
        for (end = i; end < d->pairs.n && pairs[end].a == pairs[i].a &&
                      pairs[end].b == pairs[i].b;
             end++)
            weight += pairs[end].weight;
        double near = nearness(d, pairs[i].a, pairs[i].b);
        if (near >= NQ_RELATED_WORDS &&
            weight * (near + NQ_RELATED_WORDS) >= NQ_RELATED)
            NQ_TRY(relate(d, pairs + i, end - i));
    }
    return NAQL_OK;
}

naql_status
nq_stories_relate(const nq_pile *pile, const nq_vector *vectors,
                  nq_arena *arena, nq_arena *scratch, nq_stories *stories)
{
    struct draft d = {.pile = pile,
                      .vectors = vectors,
                      .stories = stories,
                      .arena = arena,
                      .scratch = scratch,
                      .pairs = NQ_LIST(struct pair),
                      .relations = NQ_LIST(nq_relation)};
    if (stories->n < 2)
        return NAQL_OK;
    NQ_TRY(find_presences(&d));
    NQ_TRY(pair_stories(&d));
    NQ_TRY(choose(&d));
    stories->related = nq_list_freeze(&d.relations, arena);
    stories->n_related = d.relations.n;
    return stories->related ? NAQL_OK : NAQL_NOMEM;
}
