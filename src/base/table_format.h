/* SPDX-License-Identifier: Apache-2.0
 *
 * table_format.h - the block that mktables writes and table.c reads. Layer 0
 * (base).
 *
 *   file    struct nq_table_file, then n_tables of struct nq_table_head, then
 *           what they point at. Offsets count bytes from the block's start;
 *           everything is aligned for its type; native byte order (the block
 *           is built for the machine that runs it). Behind the tables n_made of
 *           struct nq_table_made, what was worked out of them.
 *   cells   [rows][cols] of struct nq_table_cell_at; column names likewise
 *   slots   [n_slots] open addressing, linear probing from `key` & mask; a key
 *           is the walk state after some words of some row's key
 *   tags    [n_slots] bytes, some bits of each slot's key: most questions are
 *           after keys that are not there, and are answered by these alone;
 *           those of all tables lie beside each other */
#ifndef NQ_BASE_TABLE_FORMAT_H
#define NQ_BASE_TABLE_FORMAT_H

#include <stdint.h>

#define NQ_TABLE_MAGIC   "naqltab1"
#define NQ_TABLE_VERSION 3u

struct nq_table_file {
    char magic[8];
    uint64_t size;     /* of the whole block */
    uint64_t checksum; /* nq_hash of all behind this struct */
    uint32_t version, n_tables;
    uint32_t made, n_made; /* [n_made] nq_table_made */
};

struct nq_table_cell_at {
    uint32_t at, len; /* bytes */
};

struct nq_table_slot {
    uint64_t key; /* 0: free */
    uint32_t row; /* first row whose whole key ends here */
    uint32_t n;   /* how many rows; 0: only a beginning of keys */
};

struct nq_table_head {
    char name[32]; /* NUL-padded */
    uint32_t rows, cols;
    uint32_t names;   /* [cols] nq_table_cell_at */
    uint32_t cells;   /* [rows * cols] nq_table_cell_at */
    uint32_t slots;   /* [n_slots] nq_table_slot */
    uint32_t n_slots; /* power of two, at least one slot free */
    uint32_t tags;    /* [n_slots] nq_table_tag of its key; 0: free */
    uint32_t unused;
};

/* An array that the build has worked out of the tables, or a map: nq_map's
 * entries and tags. */
struct nq_table_made {
    char name[24];   /* NUL-padded */
    uint32_t size;   /* bytes of an item */
    uint32_t at, n;  /* [n] items */
    uint32_t tags;   /* of a map: [n] bytes; 0: no map */
    uint32_t n_keys; /* of a map */
    uint32_t unused;
};

/* Never 0; of bits that do not choose the slot. */
static inline uint8_t
nq_table_tag(uint64_t key)
{
    return (uint8_t)(key >> 56 | 1);
}

#endif
