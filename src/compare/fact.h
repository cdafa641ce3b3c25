/* SPDX-License-Identifier: Apache-2.0
 *
 * fact.h - sentences of a story that tell one thing, and which of them are
 * worth aligning. Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_FACT_H
#define NQ_COMPARE_FACT_H

#include "compare/desk.h"

typedef struct nq_pair { /* two lines of different articles */
    uint32_t a, b;       /* a < b */
    float score;         /* cosine of weighted stems */
} nq_pair;

typedef struct nq_fact {
    const uint32_t *lines; /* [n_lines] ascending */
    uint32_t n_lines;
    uint32_t n_outlets;
    float weight; /* of its heaviest line */
} nq_fact;

typedef struct nq_facts {
    const nq_fact *at; /* [n] by first line */
    uint32_t n;
    const nq_pair *pairs; /* [n_pairs] by (b, falling score) */
    uint32_t n_pairs;
} nq_facts;

/* Single pass in the order of the pile: a line joins the wording it is most
 * like, or starts a fact. Sets `fact` of every line. Cost: lines times
 * (words + NQ_FACT_PROBES * NQ_FACT_POSTINGS), whatever the size of the
 * story. Lives in the desk's scratch. */
naql_status nq_facts_make(nq_desk *d, nq_facts *out);

/* Cosine of the weighted stems of two lines, 0..1; *shared (may be NULL) is
 * how many stems both have. */
float nq_row_cosine(const nq_row *a, const nq_row *b, uint32_t *shared);

#endif
