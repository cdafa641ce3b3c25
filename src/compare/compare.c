/* SPDX-License-Identifier: Apache-2.0
 *
 * compare.c - assembles one story's comparison. Layer 7 (compare). */
#include "compare/compare.h"

naql_status
nq_comparison_make(const nq_pile *pile, const nq_story *story,
                   const nq_copies *copies, const nq_twins *twins,
                   nq_arena *arena, nq_arena *scratch, nq_comparison *out)
{
    (void)pile, (void)story, (void)copies, (void)twins, (void)arena,
        (void)scratch;
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
