/* SPDX-License-Identifier: Apache-2.0
 *
 * markup.h - what the words of class, id and role attributes say. Layer 1
 * (input).
 *
 * The words stand in data/markup.tsv. Read-only once made. */
#ifndef NQ_INPUT_MARKUP_H
#define NQ_INPUT_MARKUP_H

#include "base/arena.h"
#include "base/table.h"

typedef struct nq_markup {
    nq_table table;
    uint32_t hint, strength;   /* columns */
    const uint32_t *hint_bits; /* [table.rows] nq_doc_hint, 0: none */
} nq_markup;

typedef struct nq_named {
    uint32_t hints;  /* nq_doc_hint bits */
    uint8_t article; /* how surely it is one, 0..4 */
    uint8_t furniture;
} nq_named;

/* Adds what b says to what a says. */
nq_named nq_named_add(nq_named a, nq_named b);

naql_status nq_markup_make(const nq_tables *tables, nq_arena *arena,
                           nq_markup *out);

/* What the names of an attribute say; "entry-content", "entryContent" and
 * "entry content" are three ways to write two words, but only the words of one
 * name are read together. Cost O(bytes). */
nq_named nq_markup_read(const nq_markup *m, naql_str attribute);

#endif
