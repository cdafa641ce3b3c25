/* SPDX-License-Identifier: Apache-2.0
 *
 * shorter.h - one who is named in full and by a part of it. Layer 4 (name). */
#ifndef NQ_NAME_SHORTER_H
#define NQ_NAME_SHORTER_H

#include "name/entity.h"

/* Takes off persons' names what is no part of them where the article has the
 * name without it, and gives entities that are one the same number: a person by
 * two words or more that open or end a longer name, a body without its head
 * word or without the adjectives behind it. None where two longer names have
 * the part, nor where a sentence names both.
 *
 * words       [in->n] of each mention; those of a name that was cut change
 * n_entities  numbers that mentions have so far
 * cost        O(mentions) */
naql_status nq_shorter_join(const nq_entity_in *in, nq_name_words *words,
                            uint32_t n_entities, nq_arena *scratch);

#endif
