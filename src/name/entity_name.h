/* SPDX-License-Identifier: Apache-2.0
 *
 * entity_name.h - what entities are called, and what is told of them, once
 * mentions know whose they are. Layer 4 (name), private to its folder. */
#ifndef NQ_NAME_ENTITY_NAME_H
#define NQ_NAME_ENTITY_NAME_H

#include "name/entity.h"

typedef struct nq_grouped { /* mentions by entity */
    const nq_entity_in *in;
    const nq_name_words *words; /* [in->n] of each mention, by nq_name_tight */
    const uint32_t *support;    /* [in->n] see nq_alike_join */
    uint32_t n;                 /* entities, numbered from 0 */
} nq_grouped;

/* Makes the entities (arrays in `arena`). NAQL_OK, NAQL_NOMEM. Cost: O(n). */
naql_status nq_entities_describe(const nq_grouped *g, nq_arena *arena,
                                 nq_arena *scratch, nq_names *out);

/* In "lil-X" the article has lost its alif, and before an X in lam its own lam
 * too; the keys are those of "al-X". What was lost; empty: nothing. */
naql_str nq_lost_article(const nq_entity_in *in, const nq_mention *m);

#endif
