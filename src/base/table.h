/* SPDX-License-Identifier: Apache-2.0
 *
 * table.h - word lists of data/, compiled to one block. Layer 0 (base).
 *
 * tools/mktables.c turns every data/NAME.tsv into one table. A .tsv file is
 * UTF-8; lines starting with "# " are comments; the first other line names the
 * columns, separated by TABs: the first is `key`, the last is `source`. A cell
 * may be empty. The key is cut into words (runs of letters and digits), each
 * folded to NQ_FOLD_WORD strength; a key without any word (a punctuation
 * mark) is only reachable by row. The source column is checked to be filled,
 * and is not compiled in. Rows are kept in order of (folded key, line).
 *
 * All of it is read-only and shared by threads. */
#ifndef NQ_BASE_TABLE_H
#define NQ_BASE_TABLE_H

#include "base/map.h"

#define NQ_NO_ROW UINT32_MAX
#define NQ_NO_COL UINT32_MAX

typedef struct nq_tables {
    const unsigned char *base; /* the block; NULL: not open */
    size_t size;
} nq_tables;

typedef struct nq_table {
    const unsigned char *base; /* the block */
    const void *head;          /* this table's header */
    const uint8_t *tags;       /* [mask + 1] table_format.h */
    const void *slots;         /* [mask + 1] */
    uint32_t mask;
    uint32_t rows, cols; /* cols without `source` */
} nq_table;

/* The block that was compiled in. Checks magic, version and size: NAQL_CORRUPT
 * when they do not hold. Its checksum is of a part of the program itself, and
 * the tests'. */
naql_status nq_tables_builtin(nq_tables *out);
/* The same from bytes of a file, checked by the sum and for every offset.
 * Borrowed. */
naql_status nq_tables_open(const void *bytes, size_t size, nq_tables *out);
/* The same of bytes that our own build wrote, as nq_tables_builtin checks. */
naql_status nq_tables_open_own(const void *bytes, size_t size, nq_tables *out);

/* NAQL_NOT_FOUND when no data/NAME.tsv was compiled in. */
naql_status nq_table_find(const nq_tables *t, const char *name, nq_table *out);

/* What the build has worked out of the tables (tools/mkmade.c): an array of `n`
 * items of `size` bytes; NULL when there is none of this name and size: who
 * asks then works it out himself. The same of a map, which must not be put
 * into. */
const void *nq_tables_array(const nq_tables *t, const char *name, size_t size,
                            uint32_t *n);
bool nq_tables_map(const nq_tables *t, const char *name, nq_map *out);

/* Column number by its name, NQ_NO_COL when there is none. */
uint32_t nq_table_col(const nq_table *t, const char *name);
/* Cell as it stands in the file; the empty string for an empty cell. */
naql_str nq_table_cell(const nq_table *t, uint32_t row, uint32_t col);
/* The cell as a number; `none` for an empty or other cell. */
int64_t nq_table_int(const nq_table *t, uint32_t row, uint32_t col,
                     int64_t none);

/* Phrase look-up, word by word:
 *
 *   nq_walk w = {0};
 *   while (i < n && nq_table_step(t, &w, hash_of_word[i++])) {
 *       if (w.n) ... rows w.row .. w.row + w.n - 1 have the key read so far
 *   }
 *
 * A word's hash is nq_hash of its NQ_FOLD_WORD form. Step returns false when
 * no key starts with the words read so far. */
typedef struct nq_walk {
    uint64_t state; /* hash of the words so far */
    uint32_t row;   /* first row whose whole key was read */
    uint32_t n;     /* how many rows have that key; 0: none */
} nq_walk;
bool nq_table_step(const nq_table *t, nq_walk *w, uint64_t word_hash);

/* A filter over all beginnings of keys, in front of tables that are asked of
 * every word: sets `bits` in filter[nq_hash_next(0, h) % size], for the hash h
 * of each word that a key starts with, and for a few more. */
void nq_table_filter(const nq_table *t, uint8_t bits, uint8_t *filter,
                     uint32_t size);

/* One-word look-up: rows with exactly that key; returns their number. */
uint32_t nq_table_word(const nq_table *t, uint64_t word_hash, uint32_t *row);

#endif
