/* SPDX-License-Identifier: Apache-2.0
 *
 * trait_name.c - features by their names. Layer 5 (claim). */
#include "claim/trait_name.h"

bool
nq_trait_number(const nq_trait_row *rows, naql_str name, uint32_t *trait)
{
    naql_str block;
    uint64_t place;
    uint32_t b = 0;
    if (!nq_str_split(&name, ' ', &block) || !nq_str_u64(name, &place))
        return false;
    char first = block.len ? block.ptr[0] : '\0'; /* tells most of them */
    while (rows[b].name &&
           (rows[b].name[0] != first || !nq_str_is(block, rows[b].name)))
        b++;
    if (!rows[b].name || place >= rows[b + 1].from - rows[b].from)
        return false;
    *trait = rows[b].from + (uint32_t)place;
    return true;
}

const char *
nq_trait_name(const nq_trait_row *rows, uint32_t trait, uint32_t *place)
{
    uint32_t b = 0;
    while (trait >= rows[b + 1].from)
        b++;
    *place = trait - rows[b].from;
    return rows[b].name;
}
