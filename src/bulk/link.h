/* SPDX-License-Identifier: Apache-2.0
 *
 * link.h - articles as they come -> the best earlier source of each. Layer 9
 * (bulk).
 *
 * Candidates share much of their sketches (the lowest hashes: Broder 1997; by
 * a fixed share of all, so that a short text inside a long one is found too:
 * Irber et al. 2022); each is then compared in full. An article belongs to the
 * group of its source: what was said of it never changes later.
 *
 * Memory is bounded: articles are kept in two generations, and when the newer
 * one has grown to half of the bound the older one is forgotten. */
#ifndef NQ_BULK_LINK_H
#define NQ_BULK_LINK_H

#include "bulk/sign.h"

typedef struct nq_linker nq_linker;

typedef struct nq_link_options {
    double same, within; /* at which two articles are one */
    uint64_t memory;     /* bytes of all that is remembered, at most */
} nq_link_options;

#define NQ_NO_NUMBER UINT32_MAX
#define NQ_LINK_ALSO 3u

typedef struct nq_link { /* of an article; strings live until the next add */
    naql_str source;     /* id of the earlier one it is most like; empty */
    naql_str representative;     /* id of the group's first; empty: itself */
    uint32_t group;              /* numbered by their first articles */
    float same;                  /* Jaccard of word 5-grams with the source */
    float within;                /* containment of the smaller in the larger */
    naql_str also[NQ_LINK_ALSO]; /* first articles of other groups that it is
                                    one with as well: a digest, a merged one */
    uint32_t n_also;
    uint32_t known;  /* number under which it is remembered; NQ_NO_NUMBER: not,
                        for it equals the source */
    uint32_t parent; /* number of the source; NQ_NO_NUMBER: none */
} nq_link;

naql_status nq_linker_open(const nq_link_options *options, nq_linker **out);
void nq_linker_close(nq_linker *l); /* NULL is allowed */

/* Asks for the memory that nq_linker_add of an article will look at: `soon` for
 * the next one, else for the one after that. Changes nothing else. */
void nq_linker_expect(const nq_linker *l, const nq_signed *s, bool soon);

/* Finds the source of an article and remembers it.
 *
 * id       not empty
 * returns  NAQL_OK, NAQL_NOMEM, NAQL_TOO_BIG (2^31 articles remembered)
 * cost     what the bounds of tune.h allow; one look-up for an equal text */
naql_status nq_linker_add(nq_linker *l, naql_str id, const nq_signed *s,
                          nq_link *out);

/* Remembers an article as nq_linker_add did once, without looking for its
 * source: the state afterwards is the same. NAQL_CORRUPT: there is no such
 * parent. */
naql_status nq_linker_restore(nq_linker *l, naql_str id, const nq_signed *s,
                              uint32_t parent);

uint32_t nq_linker_groups(const nq_linker *l);
uint32_t nq_linker_forgotten(const nq_linker *l); /* articles */
uint64_t nq_linker_bytes(const nq_linker *l);     /* held at the most */

#endif
