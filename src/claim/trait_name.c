/* SPDX-License-Identifier: Apache-2.0
 *
 * trait_name.c - features by their names. Layer 5 (claim). */
#include "claim/trait_name.h"

#include "base/status.h"

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

naql_status
nq_trait_weights(const nq_trait_table *of, const nq_tables *tables,
                 nq_arena *arena, const float **out)
{
    nq_table t;
    float *w = nq_arena_zero(arena, of->n_traits * of->n_kinds, sizeof *w);
    uint32_t *cols = nq_arena_alloc(arena, of->n_kinds * sizeof *cols);
    NQ_TRY(nq_table_find(tables, of->name, &t));
    if (!w || !cols)
        return NAQL_NOMEM;
    uint32_t key = nq_table_col(&t, "key");
    for (uint32_t k = 0; k < of->n_kinds; k++)
        cols[k] = nq_table_col(&t, of->kinds[k]);
    for (uint32_t row = 0; row < t.rows; row++) {
        uint32_t trait = of->trait(nq_table_cell(&t, row, key));
        if (trait == of->n_traits)
            return NAQL_CORRUPT;
        for (uint32_t k = 0; k < of->n_kinds; k++)
            w[k * of->n_traits + trait] =
                (float)nq_table_int(&t, row, cols[k], 0) / 1000.0f;
    }
    *out = w;
    return NAQL_OK;
}
