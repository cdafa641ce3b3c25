/* SPDX-License-Identifier: Apache-2.0
 *
 * trait_name.h - features by the names they have in a table of weights: a block
 * and a place in it, "next 12". Layer 5 (claim). Knows nothing of what a
 * feature says. */
#ifndef NQ_CLAIM_TRAIT_NAME_H
#define NQ_CLAIM_TRAIT_NAME_H

#include "base/str.h"

#include <stdbool.h>

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

#endif
