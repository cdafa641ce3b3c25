/* SPDX-License-Identifier: Apache-2.0
 *
 * claims.c - assembles statements, credits, events. Layer 5 (claim). */
#include "claim/claims.h"

struct nq_claim_tools {
    const nq_tables *tables;
};

naql_status
nq_claim_tools_make(const nq_tables *tables, nq_arena *arena,
                    nq_claim_tools **out)
{
    *out = nq_arena_zero(arena, 1, sizeof(**out));
    if (!*out)
        return NAQL_NOMEM;
    (*out)->tables = tables;
    return NAQL_OK;
}

naql_status
nq_claims_make(const nq_claim_tools *tools, const nq_names *names,
               nq_arena *arena, nq_arena *scratch, nq_claims *out)
{
    (void)tools, (void)arena, (void)scratch;
    *out = (nq_claims){.names = names};
    return NAQL_OK;
}

const char *
nq_form_name(uint8_t form)
{
    static const char *const names[] = {"direct", "indirect", "mixed"};
    return names[form];
}
