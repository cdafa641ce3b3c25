/* SPDX-License-Identifier: Apache-2.0
 *
 * clause.h - the subject of the reporter's clause that a verb of saying goes on
 * with. Layer 5 (claim), private. */
#ifndef NQ_CLAIM_CLAUSE_H
#define NQ_CLAIM_CLAUSE_H

#include "claim/phrase.h"

/* "THE MINISTER arrived in Baghdad and said": the subject of the clause that
 * opens at token `first`, before or right behind its verb, whatever that is;
 * false where no name and no noun that can speak stands there. O(1). */
bool nq_clause_subject(const nq_scene *s, uint32_t first, uint32_t verb,
                       nq_np *out);

/* The same of whatever stands there, "THE CROWD chose it and asked for more":
 * for a verb that nobody else speaks. */
bool nq_clause_anybody(const nq_scene *s, uint32_t first, uint32_t verb,
                       nq_np *out);

#endif
