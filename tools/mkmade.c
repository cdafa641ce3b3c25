/* SPDX-License-Identifier: Apache-2.0
 *
 * mkmade.c - what the build works out of the tables, so that no start has to.
 * A part of mktables.
 *
 * Runs the library's own code over the tables that were just written, and
 * writes its maps and arrays behind them (src/base/table_format.h). Nothing in
 * these points anywhere: they are used where they lie. */
#include "mkmade.h"
#include "base/status.h"
#include "base/str.h"
#include "base/table.h"
#include "base/table_format.h"
#include "name/phrases.h"
#include "name/variant.h"

#include <string.h>

enum { MADE_MAX = 32, ALIGN = 16 };

struct maker {
    nq_buf *block;
    struct nq_table_made at[MADE_MAX];
    uint32_t n;
};

static uint32_t
aligned(nq_buf *b)
{
    while (b->len % ALIGN && !b->failed)
        nq_buf_byte(b, 0);
    return (uint32_t)b->len;
}

static struct nq_table_made *
add(struct maker *m, const char *name)
{
    NQ_ASSERT(m->n < MADE_MAX);
    struct nq_table_made *made = &m->at[m->n++];
    *made = (struct nq_table_made){.n = 0};
    NQ_ASSERT(strlen(name) < sizeof made->name);
    memcpy(made->name, name, strlen(name));
    return made;
}

static void
add_array(struct maker *m, const char *name, const nq_list *list)
{
    struct nq_table_made *made = add(m, name);
    made->size = list->size;
    made->n = list->n;
    made->at = aligned(m->block);
    nq_buf_add(m->block, nq_str(list->at, (size_t)list->n * list->size));
}

/* Free entries hold whatever memory held: they are written as zeros, so that
 * one list gives one block. */
static void
add_map(struct maker *m, const char *name, const nq_map *map)
{
    struct nq_table_made *made = add(m, name);
    made->size = sizeof(nq_map_entry);
    made->n = map->room;
    made->n_keys = map->n;
    made->at = aligned(m->block);
    for (uint32_t i = 0; i < map->room; i++) {
        nq_map_entry clean;
        memset(&clean, 0, sizeof clean);
        if (map->tags[i]) {
            clean.key = map->entries[i].key;
            clean.value = map->entries[i].value;
        }
        nq_buf_add(m->block, nq_str((const char *)&clean, sizeof clean));
    }
    made->tags = aligned(m->block);
    nq_buf_add(m->block, nq_str((const char *)map->tags, map->room));
}

static naql_status
make_all(const nq_tables *tables, nq_arena *arena, struct maker *m)
{
    nq_map phrases;
    nq_variants variants;
    NQ_TRY(nq_phrases_make(tables, arena, &phrases));
    add_map(m, NQ_PHRASES, &phrases);
    NQ_TRY(nq_variants_make(tables, arena, &variants));
    const char *name;
    const nq_map *map;
    for (uint32_t i = 0; (map = nq_variants_map(&variants, i, &name)); i++)
        add_map(m, name, map);
    add_array(m, NQ_VARIANT_NAMES, &variants.listed);
    return NAQL_OK;
}

naql_status
add_made(nq_buf *block)
{
    struct maker m = {.block = block};
    nq_tables tables;
    nq_arena arena;
    /* The block grows and moves under what is read from it: of a copy. */
    nq_arena_init(&arena);
    naql_str copy = nq_arena_str(&arena, nq_buf_str(block));
    naql_status status =
        copy.ptr ? nq_tables_open_own(copy.ptr, copy.len, &tables) : NAQL_NOMEM;
    if (status == NAQL_OK)
        status = make_all(&tables, &arena, &m);
    nq_arena_clear(&arena);
    if (status != NAQL_OK)
        return status;
    uint32_t at = aligned(block);
    nq_buf_add(block, nq_str((const char *)m.at, m.n * sizeof *m.at));
    if (block->failed || block->len > UINT32_MAX)
        return NAQL_NOMEM;
    struct nq_table_file *file = (void *)block->ptr;
    file->made = at;
    file->n_made = m.n;
    file->size = block->len;
    return NAQL_OK;
}
