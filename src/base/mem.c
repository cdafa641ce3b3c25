/* SPDX-License-Identifier: Apache-2.0
 *
 * mem.c - the only malloc. Layer 0 (base). */
#include "base/mem.h"

#include <stdlib.h>
#include <sys/mman.h>

#ifdef NQ_FAULTS
/* Test builds alone keep this state; see mem.h. */
static uint64_t calls, fails_at;
static bool for_ever;

void
nq_mem_fail(uint64_t nth, bool forever)
{
    calls = 0;
    fails_at = nth;
    for_ever = forever;
}

uint64_t
nq_mem_calls(void)
{
    return calls;
}

static bool
fails(void)
{
    calls++;
    return fails_at && (calls == fails_at || (for_ever && calls > fails_at));
}
#else
static inline bool
fails(void)
{
    return false;
}
#endif

void *
nq_mem_alloc(size_t size)
{
    return fails() ? NULL : malloc(size ? size : 1);
}

void *
nq_mem_large(size_t size)
{
    size_t whole = size / NQ_MEM_LARGE * NQ_MEM_LARGE;
    void *block = NULL;
    if (fails() || posix_memalign(&block, NQ_MEM_LARGE, size))
        return NULL;
#ifdef MADV_HUGEPAGE
    (void)madvise(block, whole, MADV_HUGEPAGE); /* a hint */
#else
    (void)whole;
#endif
    return block;
}

void *
nq_mem_zero(size_t n, size_t size)
{
    return fails() ? NULL : calloc(n ? n : 1, size ? size : 1);
}

void *
nq_mem_resize(void *old, size_t size)
{
    return fails() ? NULL : realloc(old, size ? size : 1);
}

void
nq_mem_free(void *block)
{
    free(block);
}
