/* SPDX-License-Identifier: Apache-2.0
 *
 * view.c - what a report shows and in which order: outlets, copies, places.
 * Layer 9 (report). */
#include "report/view.h"
#include "report/view_parts.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/sorted.h"
#include "base/str.h"

uint32_t
nq_view_person(const nq_people *people, uint32_t article, uint32_t entity)
{
    if (entity == NQ_NO_ENTITY || !people->of || !people->of[article])
        return NQ_NO_ENTITY;
    return people->of[article][entity];
}

/* ---- Copies ---- */

/* The story that both articles are in, NQ_NONE: they are in two. */
static uint32_t
story_of(const nq_report *r, const nq_copy *c)
{
    uint32_t story = r->stories->of[c->from];
    return story == r->stories->of[c->to] ? story : NQ_NONE;
}

const nq_view_copies *
nq_view_copies_by_story(const nq_report *r, nq_arena *arena)
{
    uint32_t n = r->stories->n;
    nq_view_copies *lists = nq_arena_zero(arena, n, sizeof(nq_view_copies));
    const nq_copy **room =
        nq_arena_zero(arena, r->copies->n, sizeof(const nq_copy *));
    if (!lists || !room)
        return NULL;
    for (uint32_t i = 0; i < r->copies->n; i++)
        if (story_of(r, &r->copies->at[i]) < n)
            lists[story_of(r, &r->copies->at[i])].n++;
    for (uint32_t i = 0; i < n; i++) { /* a slice of the room for each story */
        lists[i].at = room;
        room += lists[i].n;
        lists[i].n = 0;
    }
    for (uint32_t i = 0; i < r->copies->n; i++) {
        uint32_t story = story_of(r, &r->copies->at[i]);
        if (story < n)
            lists[story].at[lists[story].n++] = &r->copies->at[i];
    }
    return lists;
}

/* ---- Outlets ---- */

static naql_str
host_of(naql_str url)
{
    size_t at = nq_str_find(url, NQ_STR("://"), 0);
    if (at == SIZE_MAX)
        return NQ_STR("");
    naql_str host = nq_str(url.ptr + at + 3, url.len - at - 3);
    size_t end = 0;
    while (end < host.len && !strchr("/?#", host.ptr[end]))
        end++;
    host.len = end;
    if (nq_str_starts(host, NQ_STR("www.")))
        host = nq_str(host.ptr + 4, host.len - 4);
    return host;
}

/* The name of a file without its folder and without what follows its last
 * full stop. */
static naql_str
file_name(naql_str path)
{
    size_t at = path.len, end = path.len;
    while (at > 0 && path.ptr[at - 1] != '/') {
        at--;
        if (path.ptr[at] == '.' && end == path.len)
            end = at;
    }
    return nq_str(path.ptr + at, end > at ? end - at : path.len - at);
}

naql_str
nq_view_outlet(const nq_article *a)
{
    naql_str choices[] = {a->outlet, host_of(a->url), a->source_id,
                          file_name(a->path), a->id};
    for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++)
        if (nq_str_trim(choices[i]).len > 0)
            return nq_str_trim(choices[i]);
    return NQ_STR("?");
}

bool
nq_view_join_outlets(const nq_report *r, nq_arena *arena,
                     nq_view_article *articles, nq_view *out)
{
    naql_str *names = nq_arena_zero(arena, r->pile->n, sizeof(naql_str));
    nq_map seen;
    nq_map_init(&seen, arena);
    if (!names)
        return false;
    for (uint32_t i = 0; i < r->pile->n; i++) {
        naql_str name = nq_view_outlet(&r->pile->at[i]->article);
        bool fresh = false;
        uint32_t *number = nq_map_put(&seen, nq_hash(name), &fresh);
        if (!number)
            return false;
        if (fresh) {
            *number = out->n_outlets;
            names[out->n_outlets++] = name;
        }
        articles[i].outlet = *number;
    }
    out->outlets = names;
    return true;
}

uint32_t
nq_view_clashes(const nq_comparison *c)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->n_conflict; i++)
        n += !c->conflict[i].spelling;
    return n;
}

bool
nq_view_is_hidden(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c < 0xa0) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
           c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) ||
           (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe ||
           (c >= 0xe0000 && c <= 0xe0fff);
}

/* ---- Places ---- */

struct seen_place {
    uint32_t article;
    nq_view_place place;
};

struct places {
    nq_list list; /* of struct seen_place */
    nq_arena *arena;
    bool failed;
};

static void
keep(struct places *p, const nq_place *place, uint32_t conflict)
{
    struct seen_place *one = nq_list_add(&p->list, p->arena);
    if (one)
        *one = (struct seen_place){place->article, {place->span, conflict}};
    else
        p->failed = true;
}

static void
keep_all(struct places *p, const nq_place *at, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        keep(p, &at[i], NQ_NONE);
}

static void
keep_points(struct places *p, const nq_point *at, uint32_t n, bool conflict)
{
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < at[i].n_versions; k++)
            for (uint32_t v = 0; v < at[i].versions[k].n_places; v++)
                keep(p, &at[i].versions[k].places[v], conflict ? i : NQ_NONE);
}

/* Every place that a story's comparison points at. */
static void
keep_story(struct places *p, const nq_comparison *c)
{
    keep_all(p, c->summary, c->n_summary);
    for (uint32_t i = 0; i < c->n_timeline; i++)
        keep_all(p, c->timeline[i].places, c->timeline[i].n_places);
    for (uint32_t i = 0; i < c->n_people; i++)
        for (uint32_t k = 0; k < c->people[i].n_roles; k++)
            keep_all(p, c->people[i].roles[k].places,
                     c->people[i].roles[k].n_places);
    keep_points(p, c->agree, c->n_agree, false);
    keep_points(p, c->only, c->n_only, false);
    keep_points(p, c->conflict, c->n_conflict, true);
}

static int
compare_u32(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

/* By article, then start, the longer first; of equal spans the one in
 * conflict first, so that it is the one kept. */
static int
by_place(const void *left, const void *right)
{
    const struct seen_place *a = left, *b = right;
    int order = compare_u32(a->article, b->article);
    if (!order)
        order = compare_u32(a->place.span.start, b->place.span.start);
    if (!order)
        order = compare_u32(b->place.span.end, a->place.span.end);
    return order ? order : compare_u32(a->place.conflict, b->place.conflict);
}

/* Hands every article its slice of the sorted places, each span once. */
static void
deal_places(const struct seen_place *at, uint32_t n, nq_view_place *room,
            nq_view_article *articles)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        nq_view_article *a = &articles[at[i].article];
        if (a->n_places == 0)
            a->places = room + kept;
        naql_span span = at[i].place.span;
        const nq_view_place *last = a->n_places ? &room[kept - 1] : NULL;
        if (span.end <= span.start || (last && last->span.start == span.start &&
                                       last->span.end == span.end))
            continue;
        room[kept++] = at[i].place;
        a->n_places++;
    }
}

bool
nq_view_join_places(const nq_report *r, nq_arena *arena,
                    nq_view_article *articles)
{
    struct places p = {NQ_LIST(struct seen_place), arena, false};
    for (uint32_t i = 0; i < r->stories->n; i++)
        keep_story(&p, r->views[i].comparison);
    for (uint32_t i = 0; i < r->stories->n_related; i++)
        keep_all(&p, r->stories->related[i].spans,
                 r->stories->related[i].n_spans);
    nq_view_place *room = nq_arena_zero(arena, p.list.n, sizeof(nq_view_place));
    if (p.failed || !room)
        return false;
    nq_sort(p.list.at, p.list.n, sizeof(struct seen_place), by_place);
    deal_places(p.list.at, p.list.n, room, articles);
    return true;
}
