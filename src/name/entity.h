/* SPDX-License-Identifier: Apache-2.0
 *
 * entity.h - mentions of one article -> entities. Layer 4 (name).
 *
 * The full form names an entity, its family name alone is taken up by it,
 * bodies are known by the front of their name, places by any usual name. */
#ifndef NQ_NAME_ENTITY_H
#define NQ_NAME_ENTITY_H

#include "name/office.h"
#include "name/usual.h"
#include "name/usual_name.h"

/* Gives every mention its entity and fills *out (arrays in `arena`).
 *
 * mentions  [n], ascending; `entity` is written
 * offices   [n_offices] of nq_office_read, for roles and gender
 * returns   NAQL_OK, NAQL_NOMEM
 * cost      O(n) */
typedef struct nq_entity_in {
    const nq_variants *variants;
    const nq_usual *usual;
    const nq_usual_names *usual_names;
    const nq_marked *marked;
    nq_mention *mentions;
    uint32_t n;
    const nq_office_read *offices;
    uint32_t n_offices;
} nq_entity_in;

naql_status nq_entities_make(const nq_entity_in *in, nq_arena *arena,
                             nq_arena *scratch, nq_names *out);

#endif
