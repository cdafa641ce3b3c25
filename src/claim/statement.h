/* SPDX-License-Identifier: Apache-2.0
 *
 * statement.h - joins cue, content and speaker. Layer 5 (claim), private. */
#ifndef NQ_CLAIM_STATEMENT_H
#define NQ_CLAIM_STATEMENT_H

#include "claim/claims.h"
#include "claim/scene.h"

/* Whoever learns from the candidates for the speaker of each statement
 * (train/): sees them, and says which one to take. */
struct nq_choice;
typedef struct nq_statement_watch {
    uint32_t (*choose)(void *user, const struct nq_choice *c);
    void *user;
} nq_statement_watch;

/* All statements of the article in the order of their content. The array and
 * what it points to live in `arena`. NAQL_OK, NAQL_NOMEM. O(tokens). */
naql_status nq_statements_find(const nq_scene *s, nq_arena *arena,
                               nq_arena *scratch, const nq_statement **at,
                               uint32_t *n);
naql_status nq_statements_watch(const nq_scene *s, nq_arena *arena,
                                nq_arena *scratch,
                                const nq_statement_watch *watch,
                                nq_claims *out);

#endif
