/* SPDX-License-Identifier: Apache-2.0
 *
 * alike.h - one who is spelled in two ways within an article. Layer 4 (name).
 *
 * What spelling keys do not join, joins where two words differ in one place and
 * all else says that they are one: the other words of the name, or that a rare
 * word is the family name of one person alone. */
#ifndef NQ_NAME_ALIKE_H
#define NQ_NAME_ALIKE_H

#include "name/entity.h"

/* Gives entities that are one the same number.
 *
 * words       [in->n] of each mention
 * n_entities  numbers that mentions have so far
 * support     [in->n] zero; of a mention whose entity was joined to another:
 *             the more, the oftener that was named before, and of as many the
 *             commoner its rarest word is
 * cost        O(mentions): each is compared with a fixed number before it */
naql_status nq_alike_join(const nq_entity_in *in, const nq_name_words *words,
                          uint32_t n_entities, nq_arena *scratch,
                          uint32_t *support);

#endif
