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

#define NQ_NONE UINT32_MAX

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

/* ---- What the page needs besides ---- */

typedef struct nq_view_voice { /* a speaker of one story */
    uint32_t speaker;          /* number that is the same all over the report */
    uint32_t person;           /* or NQ_NO_ENTITY */
    naql_str name;             /* empty: nobody was found */
    const uint32_t *twins;     /* [n_twins] in the order of the story's twins */
    uint32_t n_twins;
} nq_view_voice;

typedef struct nq_view_story {
    const nq_view_voice *voices; /* [n_voices] most carried first */
    uint32_t n_voices;
    uint32_t n_outlets, n_independent; /* independent: neither a copy nor a
                                          common agency joins them */
    const uint32_t *positions; /* [n_positions] whose newest stand is here */
    uint32_t n_positions;
} nq_view_story;

typedef struct nq_view_place { /* words that a comparison points at */
    naql_span span;
    uint32_t conflict; /* of the article's story, NQ_NONE: not in conflict */
} nq_view_place;

typedef struct nq_view_article {
    uint32_t outlet;
    const nq_view_place *places; /* [n_places] by span, each span once */
    uint32_t n_places;
    const uint32_t *twins; /* [claims.n_statements] of its story, or NQ_NONE */
} nq_view_article;

typedef struct nq_view {
    const nq_report *r;
    const naql_str *outlets; /* [n_outlets] as shown; first seen first */
    uint32_t n_outlets;
    const naql_str *speakers; /* [n_speakers] all over the report */
    uint32_t n_speakers;
    const nq_view_article *articles; /* [pile n] */
    const nq_view_story *stories;    /* [stories n] */
    const uint32_t *order;           /* [stories n] in which they are shown:
                                        those of more outlets first */
    uint32_t n_shared;               /* the first of these: 2 outlets and up */
    const nq_view_copies *copies;    /* [stories n] */
} nq_view;

/* False when memory is out. Lives in `arena`. O(n log n) in what is shown. */
bool nq_view_make(const nq_report *r, nq_arena *arena, nq_view *out);

/* What a person, place or body is called on the page of a story. A person by
 * the fullest name; a place or body, of which the fullest may be another
 * outlet's choice ("the kingdom", "the caliphate"), by the commonest one of the
 * story where nobody in it has the fullest. `who` NULL: the fullest. */
naql_str nq_view_name(const nq_report *r, const nq_who *who, uint32_t person);

/* How many conflicts are of more than the spelling of a name. */
uint32_t nq_view_clashes(const nq_comparison *c);

/* What is shown for an article's outlet, never empty: its outlet, the host of
 * its address, or the name of its record or file. */
naql_str nq_view_outlet(const nq_article *a);

/* True for a point that must not reach a reader's screen as it is: a control, a
 * bidi override, embedding or isolate, a line separator, a tag character, and
 * what HTML calls a non-character. */
bool nq_view_is_hidden(uint32_t code_point);

#endif
