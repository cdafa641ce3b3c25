/* SPDX-License-Identifier: Apache-2.0
 *
 * statement.h - joins cue, content and speaker. Layer 5 (claim), private. */
#ifndef NQ_CLAIM_STATEMENT_H
#define NQ_CLAIM_STATEMENT_H

#include "claim/claims.h"
#include "claim/scene.h"

/* Whoever learns (train/): sees the candidates for the speaker of each
 * statement, and says which one to take; sees each verb that may be one of
 * saying, and says whether it is. NULL: as without him. */
struct nq_choice;
struct nq_doubted;
struct nq_linked;
typedef struct nq_statement_watch {
    uint32_t (*choose)(void *user, const struct nq_choice *c);
    bool (*pass)(void *user, const struct nq_doubted *c);
    uint32_t (*link)(void *user, const struct nq_linked *l);
    void *user;
} nq_statement_watch;

/* All statements of the article in the order of their content, but for those
 * that are likelier wrong than right (NQ_TUNE_LEAST_SURE), which a watch sees
 * as well. The array and what it points to live in `arena`. NAQL_OK,
 * NAQL_NOMEM. O(tokens). */
naql_status nq_statements_find(const nq_scene *s, nq_arena *arena,
                               nq_arena *scratch, const nq_statement **at,
                               uint32_t *n);
naql_status nq_statements_watch(const nq_scene *s, nq_arena *arena,
                                nq_arena *scratch,
                                const nq_statement_watch *watch,
                                nq_claims *out);

#endif
