/* SPDX-License-Identifier: Apache-2.0
 *
 * nickname.h - the start of a person's name in marks. Layer 4 (name). */
#ifndef NQ_NAME_NICKNAME_H
#define NQ_NAME_NICKNAME_H

#include "name/entity.h"

/* The entity of the person in full, settled already, whose name begins with the
 * word that a mention is, by itself in marks; NQ_NO_ENTITY: of nobody, or of
 * two.
 *
 * words  [in->n] of each mention
 * cost   O(1) names near it */
uint32_t nq_nickname_of(const nq_entity_in *in, const nq_name_words *words,
                        uint32_t mention);

#endif
