/* SPDX-License-Identifier: Apache-2.0
 *
 * end_weights.h - what the traits of an end of content are worth. Layer 5
 * (claim), private. Knows no traits. */
#ifndef NQ_CLAIM_END_WEIGHTS_H
#define NQ_CLAIM_END_WEIGHTS_H

#include "base/arena.h"
#include "base/table.h"

struct nq_content_walk;
struct nq_end_places;

/* Sees every choice, for what learns from them; then the rules stand. */
typedef struct nq_end_watch {
    void (*see)(void *user, const struct nq_content_walk *w,
                const struct nq_end_places *p);
    void *user;
} nq_end_watch;

typedef struct nq_end_weights {
    const float *of;    /* [NQ_END_TRAITS] logits */
    float margin;       /* by which another place must be the better one */
    nq_end_watch watch; /* none but in train/ */
} nq_end_weights;

/* From data/end_weights.tsv. NAQL_OK, NAQL_NOMEM, NAQL_CORRUPT for a row that
 * names no trait. */
naql_status nq_end_weights_make(const nq_tables *tables, nq_arena *arena,
                                nq_end_weights *out);

#endif
