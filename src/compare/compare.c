/* SPDX-License-Identifier: Apache-2.0
 *
 * compare.c - assembles one story's comparison. Layer 7 (compare). */
#include "compare/compare.h"

struct nq_compare_tools {
    nq_table slots; /* data/slot_words.tsv */
};

naql_status
nq_compare_tools_make(const nq_tables *tables, nq_arena *arena,
                      nq_compare_tools **out)
{
    (void)tables;
    *out = nq_arena_zero(arena, 1, sizeof **out);
    return *out ? NAQL_OK : NAQL_NOMEM;
}

naql_status
nq_comparison_make(const nq_compare_input *in, nq_arena *arena,
                   nq_arena *scratch, nq_comparison *out)
{
    (void)in, (void)arena, (void)scratch;
    *out = (nq_comparison){0};
    return NAQL_OK;
}

const char *
nq_slot_name(uint8_t slot)
{
    static const char *const names[] = {"number", "date", "place",
                                        "role",   "name", "content"};
    return names[slot];
}
