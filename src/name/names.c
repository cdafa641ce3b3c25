/* SPDX-License-Identifier: Apache-2.0
 *
 * names.c - assembles names, entities, dates. Layer 4 (name). */
#include "name/names.h"

struct nq_name_tools {
    const nq_tables *tables;
};

naql_status
nq_name_tools_make(const nq_tables *tables, nq_arena *arena,
                   nq_name_tools **out)
{
    *out = nq_arena_zero(arena, 1, sizeof(**out));
    if (!*out)
        return NAQL_NOMEM;
    (*out)->tables = tables;
    return NAQL_OK;
}

naql_status
nq_names_make(const nq_name_tools *tools, const nq_text *text, int32_t anchor,
              nq_arena *arena, nq_arena *scratch, nq_names *out)
{
    (void)tools, (void)anchor, (void)arena, (void)scratch;
    *out = (nq_names){.text = text};
    return NAQL_OK;
}

const nq_mention *
nq_mention_at(const nq_names *names, uint32_t token)
{
    (void)names, (void)token;
    return NULL;
}
