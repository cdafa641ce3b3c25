/* SPDX-License-Identifier: Apache-2.0
 *
 * statement.h - joins cue, content and speaker. Layer 5 (claim), private. */
#ifndef NQ_CLAIM_STATEMENT_H
#define NQ_CLAIM_STATEMENT_H

#include "claim/claims.h"
#include "claim/scene.h"

/* All statements of the article in the order of their content. The array and
 * what it points to live in `arena`. NAQL_OK, NAQL_NOMEM. O(tokens). */
naql_status nq_statements_find(const nq_scene *s, nq_arena *arena,
                               nq_arena *scratch, const nq_statement **at,
                               uint32_t *n);

#endif
