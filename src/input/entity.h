/* SPDX-License-Identifier: Apache-2.0
 *
 * entity.h - what "&amp;" and "&#38;" stand for. Layer 1 (input).
 *
 * libxml2 looks a name up by going through all 253 of them, and makes an error
 * message of what it does not know: both are dear where a page or a feed is
 * full of such. Here each name is looked up once. */
#ifndef NQ_INPUT_ENTITY_H
#define NQ_INPUT_ENTITY_H

#include "base/map.h"

typedef struct nq_entities {
    nq_map names; /* hash of a name -> what it stands for; 0: nothing */
    uint32_t n_unknown;
} nq_entities;

/* `arena` holds the names that were met, and outlives *e. */
void nq_entities_init(nq_entities *e, nq_arena *arena);

/* The character that the start of `text`, an '&', begins to write: a number
 * (the semicolon may be missing) or a name of HTML or XML; *len is the bytes
 * of it. 0 when it begins nothing, or nothing that XML could hold. */
uint32_t nq_entity_read(nq_entities *e, naql_str text, size_t *len);

#endif
