/* SPDX-License-Identifier: Apache-2.0
 *
 * mkmade.c - what the build works out of the tables, so that no start has to.
 *
 *   mkmade TABLES.bin WORDS.txt OUT.bin OUT.S
 *
 * Runs the library's own code over the tables that mktables wrote, and writes
 * its maps and arrays behind them (src/base/table_format.h): nothing in these
 * points anywhere, they are used where they lie. So are the memories of words
 * (src/base/kept.h), filled with the common ones of WORDS.txt. OUT.S is a line
 * of assembly that puts OUT.bin into the library. */
#include "base/hash.h"
#include "base/io.h"
#include "base/status.h"
#include "base/str.h"
#include "base/table_format.h"
#include "learn.h"
#include "name/phrases.h"
#include "name/usual_name.h"
#include "name/variant.h"

#include <stdio.h>
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

static void
add_bits(struct maker *m, const char *name, const uint64_t *bits, uint32_t n)
{
    nq_list list = {.n = n / 64, .size = sizeof *bits};
    list.at = (void *)(uintptr_t)bits; /* only read */
    add_array(m, name, &list);
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
add_memories(struct maker *m, const nq_tables *tables, naql_str words,
             nq_arena *arena)
{
    nq_learned learned;
    NQ_TRY(nq_learn(tables, words, arena, &learned));
    for (uint32_t i = 0; i < learned.n; i++) {
        nq_list packed = NQ_LIST(uint64_t);
        if (!nq_kept_pack(&learned.at[i], arena, &packed))
            return NAQL_NOMEM;
        add_array(m, learned.at[i].name, &packed);
    }
    return NAQL_OK;
}

static naql_status
make_all(const nq_tables *tables, naql_str words, nq_arena *arena,
         struct maker *m)
{
    nq_phrases phrases;
    nq_variants variants;
    NQ_TRY(nq_phrases_make(tables, arena, &phrases));
    add_map(m, NQ_PHRASES, &phrases.map);
    add_bits(m, NQ_PHRASE_SECONDS, phrases.seconds, NQ_SECONDS);
    NQ_TRY(nq_variants_make(tables, arena, &variants));
    const char *name;
    const nq_map *map;
    for (uint32_t i = 0; (map = nq_variants_map(&variants, i, &name)); i++)
        add_map(m, name, map);
    add_array(m, NQ_VARIANT_NAMES, &variants.listed);
    nq_usual_names usual;
    NQ_TRY(nq_usual_names_make(tables, &variants, arena, &usual));
    for (uint32_t i = 0; (map = nq_usual_names_map(&usual, i, &name)); i++)
        add_map(m, name, map);
    add_array(m, NQ_USUAL_NEAR, &usual.listed);
    return add_memories(m, tables, words, arena);
}

/* Names what was made in the head of the block. */
static naql_status
finish(struct maker *m)
{
    nq_buf *block = m->block;
    uint32_t at = aligned(block);
    nq_buf_add(block, nq_str((const char *)m->at, m->n * sizeof *m->at));
    if (block->failed || block->len > UINT32_MAX)
        return NAQL_NOMEM;
    struct nq_table_file *f = (void *)block->ptr;
    f->made = at;
    f->n_made = m->n;
    f->size = block->len;
    f->checksum =
        nq_hash(nq_str(block->ptr + sizeof *f, block->len - sizeof *f));
    return NAQL_OK;
}

static naql_status
save_assembly(const char *block, const char *path, naql_error *err)
{
    nq_buf b = {0};
    nq_buf_format(&b,
                  "    .section .rodata\n    .balign 16\n"
                  "    .globl nq_tables_begin\n    .hidden nq_tables_begin\n"
                  "    .globl nq_tables_end\n    .hidden nq_tables_end\n"
                  "nq_tables_begin:\n    .incbin \"%s\"\nnq_tables_end:\n"
                  "    .section .note.GNU-stack,\"\",%%progbits\n",
                  block);
    naql_status status =
        b.failed ? NAQL_NOMEM : nq_io_replace(path, nq_buf_str(&b), err);
    nq_buf_clear(&b);
    return status;
}

static naql_status
run(char **paths, nq_buf *tables, nq_buf *words, nq_buf *block, naql_error *err)
{
    nq_tables read;
    nq_arena arena;
    NQ_TRY(nq_io_read(paths[0], UINT32_MAX, tables, err));
    NQ_TRY(nq_io_read(paths[1], UINT32_MAX, words, err));
    NQ_TRY(nq_tables_open(tables->ptr, tables->len, &read));
    struct maker m = {.block = block};
    nq_buf_add(block, nq_buf_str(tables));
    nq_arena_init(&arena);
    naql_status status = make_all(&read, nq_buf_str(words), &arena, &m);
    nq_arena_clear(&arena);
    NQ_TRY(status);
    NQ_TRY(finish(&m));
    NQ_TRY(nq_io_replace(paths[2], nq_buf_str(block), err));
    return save_assembly(paths[2], paths[3], err);
}

int
main(int argc, char **argv)
{
    nq_buf tables = {0}, words = {0}, block = {0};
    naql_error err = {0};
    if (argc != 5) {
        fputs("usage: mkmade TABLES.bin WORDS.txt OUT.bin OUT.S\n", stderr);
        return 2;
    }
    naql_status status = run(argv + 1, &tables, &words, &block, &err);
    if (status != NAQL_OK)
        fprintf(stderr, "mkmade: %s %s\n", nq_status_name(status), err.message);
    nq_buf_clear(&tables);
    nq_buf_clear(&words);
    nq_buf_clear(&block);
    return status != NAQL_OK;
}
