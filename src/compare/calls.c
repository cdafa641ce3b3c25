/* SPDX-License-Identifier: Apache-2.0
 *
 * calls.c - what outlets call one thing all through their reports, as a point.
 * Layer 7 (compare). */
#include "compare/calls.h"

#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

naql_status
nq_calls_part(const nq_found *f, const nq_call *at, uint32_t n, bool *part)
{
    uint32_t *sets =
        nq_arena_zero(f->d->scratch, f->d->n_outlets, sizeof *sets);
    if (!sets)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        if (at[i].way < NQ_GROUPS)
            sets[f->d->outlet[at[i].article]] |= 1u << at[i].way;
    *part = nq_desk_parted(sets, f->d->n_outlets);
    return NAQL_OK;
}

/* Is it a word or words as they stand? Of one with a particle before it the
 * article may be lost: "للجيش". */
static bool
is_whole(const nq_text *text, naql_span span)
{
    uint32_t at = nq_token_from(text, span.start);
    return at < text->n_tokens && text->tokens[at].span.start == span.start;
}

/* The places of one way, from `room` on. The first, whose words are shown, is
 * the first whole one where there is any. */
static nq_version
version_of(const nq_found *f, const nq_call *at, uint32_t n, uint8_t way,
           nq_place *room)
{
    nq_version v = {.places = room};
    bool whole = false;
    for (uint32_t i = 0; i < n; i++) {
        if (at[i].way != way)
            continue;
        const nq_reading *r = nq_desk_reading(f->d, at[i].article);
        bool better = !whole && is_whole(&r->text, at[i].span);
        uint32_t to = better ? 0 : v.n_places;
        if (!to)
            v.text = nq_str_span(r->article.text, at[i].span);
        whole |= better;
        room[v.n_places++] = room[to];
        room[to] = nq_desk_place(f->d, at[i].article, at[i].span);
    }
    return v;
}

/* One for each way that is there. */
static uint32_t
read_versions(const nq_found *f, const nq_call *at, uint32_t n, nq_place *room,
              nq_version *out)
{
    uint32_t n_ways = 0;
    for (uint8_t way = 0; way < NQ_GROUPS; way++) {
        out[n_ways] = version_of(f, at, n, way, room);
        room += out[n_ways].n_places;
        n_ways += out[n_ways].n_places != 0;
    }
    return n_ways;
}

static uint32_t
row_of(const nq_desk *d, const nq_call *at)
{
    const nq_text *text = &nq_desk_reading(d, at->article)->text;
    return nq_desk_row(d, at->article, nq_token_from(text, at->span.start));
}

naql_status
nq_calls_point(const nq_found *f, const nq_call *at, uint32_t n, nq_points *to)
{
    const nq_desk *d = f->d;
    bool *has = nq_arena_zero(d->scratch, d->in->story->n_articles, 1);
    bool *outlets = nq_arena_zero(d->scratch, d->n_outlets, 1);
    nq_place *places = nq_arena_alloc(f->arena, n * sizeof *places);
    nq_version *v = nq_arena_zero(f->arena, NQ_GROUPS, sizeof *v);
    nq_ranked *r = nq_list_add(&to->conflict, d->scratch);
    if (!has || !outlets || !places || !v || !r)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        has[at[i].article] |= at[i].way < NQ_GROUPS;
    *r = (nq_ranked){.point = {.slot = NQ_SLOT_NAME,
                               .versions = v,
                               .n_versions = read_versions(f, at, n, places, v),
                               .n_outlets = nq_desk_outlets(d, has, outlets),
                               .wording = true},
                     .row = row_of(d, at)};
    r->point.about = v[0].text;
    r->rank = r->point.n_outlets - NQ_SPELLING_LAST / 2;
    return NAQL_OK;
}
