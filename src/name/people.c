/* SPDX-License-Identifier: Apache-2.0
 *
 * people.c - one entity from the mentions of many articles. Layer 4 (name). */
#include "name/people.h"

naql_status
nq_people_make(const nq_name_tools *tools, const nq_names *const *names,
               uint32_t n, nq_arena *arena, nq_arena *scratch, nq_people *out)
{
    (void)tools, (void)names, (void)n, (void)arena, (void)scratch;
    *out = (nq_people){0};
    return NAQL_OK;
}
