/* SPDX-License-Identifier: Apache-2.0
 *
 * link.h - shingles of many articles -> the best earlier source of each.
 * Layer 9 (bulk).
 *
 * Candidates share much of their sketches (the lowest hashes: Broder 1997; by
 * a fixed share of all, so that a short text inside a long one is found too:
 * Irber et al. 2022, FracMinHash); each is then compared in full. */
#ifndef NQ_BULK_LINK_H
#define NQ_BULK_LINK_H

#include "base/arena.h"

#define NQ_NO_SOURCE UINT32_MAX

typedef struct nq_signed { /* an article */
    uint32_t *shingles;    /* [n]; put into order when it is first compared */
    uint32_t n;            /* the different ones after that */
    uint64_t whole;        /* hash of all words; 0: it has none */
} nq_signed;

typedef struct nq_link {
    uint32_t source; /* the earlier article it is most like */
    float same;      /* Jaccard of word 5-grams with it */
    float within;    /* containment of the smaller in the larger */
} nq_link;

typedef struct nq_linker {
    nq_signed *at; /* [n] in the order of the input */
    uint32_t n;
    double same, within; /* at which two articles are one */
    unsigned threads;
} nq_linker;

/* links[i] of every article, source NQ_NO_SOURCE where it has none; group[i]
 * the first article of the group that all accepted links tie it to.
 * NAQL_OK, NAQL_NOMEM. Cost: articles times what the bounds of tune.h allow;
 * equal articles cost one look-up. */
naql_status nq_link_all(nq_linker *l, nq_arena *arena, nq_link *links,
                        uint32_t *group);

#endif
