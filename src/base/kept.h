/* SPDX-License-Identifier: Apache-2.0
 *
 * kept.h - memories that are not empty at the start. Layer 0 (base).
 *
 * What layers remember of a word (memo.h, and their own) is a function of the
 * word alone, so that the build can work it out for the commonest ones
 * (tools/learn.c). It leaves each memory as an array of the tables: a bit for
 * every word of the memory that is not 0, and these words. Whether a memory was
 * filled never shows in the output. */
#ifndef NQ_BASE_KEPT_H
#define NQ_BASE_KEPT_H

#include "base/memo.h"
#include "base/table.h"

typedef struct nq_kept {
    const char *name;     /* of the array */
    _Atomic uint64_t *at; /* [n], zero at first */
    size_t n;             /* a multiple of NQ_KEPT_GROUP */
} nq_kept;

#define NQ_KEPT_GROUP 64

/* A layer has no more of them. */
#define NQ_KEPT_MAX 4

static inline nq_kept
nq_kept_of(const nq_memo *m, const char *name)
{
    return (nq_kept){name, &m->entries->check, 2 * ((size_t)m->mask + 2)};
}

/* Fills n memories that nobody asks yet. One that the build left nothing for,
 * or of another size, stays as it is. O(words). */
void nq_kept_fill(const nq_tables *tables, const nq_kept *at, uint32_t n);

/* What the build keeps of a memory: lists uint64_t. False: out of memory. */
bool nq_kept_pack(const nq_kept *memory, nq_arena *arena, nq_list *out);

#endif
