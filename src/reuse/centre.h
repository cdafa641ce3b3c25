/* SPDX-License-Identifier: Apache-2.0
 *
 * centre.h - open clusters, and which of them share stems. Layer 6 (reuse),
 * private to its folder.
 *
 * A cluster is the sum of its members' vectors, cut down to its heaviest
 * stems; an inverted index leads from a stem to the clusters that have it.
 * Closed clusters leave the index and their number is used again, so that the
 * index is as large as the news of some days. */
#ifndef NQ_REUSE_CENTRE_H
#define NQ_REUSE_CENTRE_H

#include "reuse/vector.h"

#define NQ_NO_CENTRE UINT32_MAX

typedef struct nq_share { /* a stem of a cluster */
    uint32_t stem;
    float weight;
    uint32_t place; /* in the stem's list */
} nq_share;

typedef struct nq_centre {
    nq_share *at;        /* [n] ascending by stem, room for NQ_CLUSTER_STEMS */
    uint32_t n;          /* parts */
    uint32_t members;    /* 0: free */
    int32_t first, last; /* days; NQ_NO_DAY: no member has one */
    float days;          /* of the dated members from `first` on, added up */
    uint32_t dated;      /* members with a day */
    bool touched;        /* since the last look */
} nq_centre;

struct nq_stem_list;

typedef struct nq_cell { /* what a question asks of a cluster, side by side */
    float dot;           /* zero between questions */
    float length;        /* of the sum */
} nq_cell;

typedef struct nq_centres {
    nq_list list;               /* nq_centre */
    nq_list idle;               /* uint32_t: numbers to be used again */
    struct nq_stem_list *stems; /* [n_stems] */
    nq_cell *cells;             /* [room] */
    uint32_t *found;            /* [room] */
    uint32_t room;
    nq_arena *arena;
} nq_centres;

naql_status nq_centres_init(nq_centres *c, uint32_t n_stems, nq_arena *arena);

static inline nq_centre *
nq_centre_at(const nq_centres *c, uint32_t number)
{
    return (nq_centre *)c->list.at + number;
}

/* An empty cluster; NQ_NO_CENTRE: no memory. */
uint32_t nq_centre_open(nq_centres *c);
void nq_centre_close(nq_centres *c, uint32_t number);

/* Adds a vector `times` 1 or -1. NAQL_OK, NAQL_NOMEM. */
naql_status nq_centre_add(nq_centres *c, uint32_t number, const nq_vector *v,
                          float times);
/* Adds all of another cluster, which is closed. */
naql_status nq_centre_join(nq_centres *c, uint32_t number, uint32_t other);
/* Counts a member's day in. */
void nq_centre_day(nq_centre *c, int32_t day);

double nq_centre_dot(const nq_centre *c, const nq_vector *v);

/* Clusters that share stems with a vector, but for its most common ones.
 *
 * rest     length of the part of the vector that was left out
 * returns  how many: c->found[0..n-1], in no order but a fixed one, with
 *          c->cells by their numbers; nq_centres_done must follow */
uint32_t nq_centres_ask(nq_centres *c, const nq_vector *v, float *rest);
void nq_centres_done(nq_centres *c, uint32_t n);

#endif
