/* SPDX-License-Identifier: Apache-2.0
 *
 * view.h - what a report shows and in which order, for every form it is
 * written in. Layer 9 (report).
 *
 * Joins what the layers below say of the whole pile to one story, one outlet,
 * one article. Knows nothing of JSON or HTML. */
#ifndef NQ_REPORT_VIEW_H
#define NQ_REPORT_VIEW_H

#include "report/report.h"

/* The person of an article's entity, NQ_NO_ENTITY: none. */
uint32_t nq_view_person(const nq_people *people, uint32_t article,
                        uint32_t entity);

/* The copies of one story: both articles are in it. */
typedef struct nq_view_copies {
    const nq_copy **at; /* [n] in the order of the pile's copies */
    uint32_t n;
} nq_view_copies;

/* [stories->n] lists in `arena`; NULL: out of memory. O(copies + stories). */
const nq_view_copies *nq_view_copies_by_story(const nq_report *r,
                                              nq_arena *arena);

#endif
