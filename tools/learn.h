/* SPDX-License-Identifier: Apache-2.0
 *
 * learn.h - the memories of all layers, filled with a list of words. A part of
 * mkmade and of its test. */
#ifndef NQ_TOOLS_LEARN_H
#define NQ_TOOLS_LEARN_H

#include "claim/claims.h"

typedef struct nq_learned {
    nq_text_tools *text;
    nq_name_tools *name;
    nq_claim_tools *claim;
    nq_kept at[3 * NQ_KEPT_MAX];
    uint32_t n;
} nq_learned;

/* Makes the tools of the layers that remember words and has them read `words`,
 * one a line, the commonest first. Lives in `arena`. NAQL_OK, NAQL_NOMEM, what
 * the tools say of the tables. */
naql_status nq_learn(const nq_tables *tables, naql_str words, nq_arena *arena,
                     nq_learned *out);

#endif
