/* SPDX-License-Identifier: Apache-2.0
 *
 * link.h - an article and its candidates -> its source and its group. Layer 9
 * (bulk).
 *
 * Each candidate (seek.h) is compared in full. An article belongs to the group
 * of its source: what was said of it never changes later. */
#ifndef NQ_BULK_LINK_H
#define NQ_BULK_LINK_H

#include "bulk/seek.h"

#define NQ_LINK_ALSO 3u

typedef struct nq_place {    /* where an article belongs */
    uint32_t group;          /* numbered by their first articles */
    naql_str representative; /* id of the group's first */
} nq_place;

typedef struct nq_link {     /* of an article; strings live until the next */
    const nq_known *source;  /* the earlier one it is most like; NULL: none */
    uint32_t group;          /* numbered by their first articles */
    naql_str representative; /* id of the group's first; empty: itself */
    float same;              /* Jaccard of word 5-grams with the source */
    float within;            /* containment of the smaller in the larger */
    naql_str also[NQ_LINK_ALSO]; /* first articles of other groups that it is
                                    one with as well: a digest, a merged one */
    uint32_t n_also;
} nq_link;

typedef struct nq_linker { /* zeros and the options are one to start with */
    nq_seek_options options;
    nq_set set; /* shingles of the article at hand */
    uint32_t groups;
    const nq_age *age; /* of the last one that was linked */
    uint64_t names[2]; /* bytes held of this age, and of the one before it */
    uint64_t most_bytes;
} nq_linker;

void nq_linker_clear(nq_linker *l);

/* Asks for the memory that nq_linker_add of an article will look at: `soon` for
 * the next one, else for the one after that. */
void nq_linker_expect(const nq_sought *sought, bool soon);

/* Finds the source of an article among its candidates. Articles come in the
 * order in which they were sought; later ones may be sought meanwhile.
 *
 * returns  NAQL_OK, NAQL_NOMEM */
naql_status nq_linker_add(nq_linker *l, const nq_sought *sought,
                          const nq_signed *article, nq_link *out);

/* Takes an article's place as nq_linker_add did once; source NULL: none. */
naql_status nq_linker_restore(nq_linker *l, const nq_sought *sought,
                              const nq_known *source);

#endif
