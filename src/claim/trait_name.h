/* SPDX-License-Identifier: Apache-2.0
 *
 * trait_name.h - features by the names they have in a table of weights: a block
 * and a place in it, "next 12". Layer 5 (claim). Knows nothing of what a
 * feature says. */
#ifndef NQ_CLAIM_TRAIT_NAME_H
#define NQ_CLAIM_TRAIT_NAME_H

#include "base/arena.h"
#include "base/str.h"
#include "base/table.h"

/* Blocks in rising order; the last has no name and is where all end. */
typedef struct nq_trait_row {
    const char *name;
    uint32_t from; /* its first feature */
} nq_trait_row;

/* A feature's number from its name; false: there is none. */
bool nq_trait_number(const nq_trait_row *rows, naql_str name, uint32_t *trait);

/* The block of a feature, and its place there. */
const char *nq_trait_name(const nq_trait_row *rows, uint32_t trait,
                          uint32_t *place);

typedef struct nq_trait_table { /* of weights, a row a feature */
    const char *name;
    const char *const *kinds; /* [n_kinds] columns of thousandths */
    uint32_t n_kinds;
    uint32_t n_traits;
    uint32_t (*trait)(naql_str key); /* n_traits: there is none */
} nq_trait_table;

/* Reads it as [n_kinds][n_traits]. NAQL_OK, NAQL_NOMEM, NAQL_CORRUPT (it names
 * an unknown feature). */
naql_status nq_trait_weights(const nq_trait_table *of, const nq_tables *tables,
                             nq_arena *arena, const float **out);

/* How many of the steps, which ascend, a number is more than. Nobody can
 * foresee it: nothing branches on it. */
static inline uint32_t
nq_trait_step(uint32_t n, const uint32_t *steps, uint32_t n_steps)
{
    uint32_t below = 0;
    for (uint32_t i = 0; i < n_steps; i++)
        below += n > steps[i];
    return below;
}

#endif
