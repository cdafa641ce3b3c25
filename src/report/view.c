/* SPDX-License-Identifier: Apache-2.0
 *
 * view.c - what a report shows and in which order. Layer 9 (report). */
#include "report/view.h"

uint32_t
nq_view_person(const nq_people *people, uint32_t article, uint32_t entity)
{
    if (entity == NQ_NO_ENTITY || !people->of || !people->of[article])
        return NQ_NO_ENTITY;
    return people->of[article][entity];
}

/* The story that both articles are in, UINT32_MAX: none. */
static uint32_t
story_of(const nq_report *r, const nq_copy *c)
{
    uint32_t story = r->stories->of[c->from];
    return story == r->stories->of[c->to] ? story : UINT32_MAX;
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
