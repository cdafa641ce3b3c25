/* SPDX-License-Identifier: Apache-2.0
 *
 * mem.h - the only malloc. Layer 0 (base).
 *
 * Everything else allocates through an arena or one of these. In builds with
 * NQ_FAULTS defined, nq_mem_fail makes the n-th call fail, for tests. */
#ifndef NQ_BASE_MEM_H
#define NQ_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* `size` bytes, uninitialised, or NULL. Size 0 gives a valid pointer. */
void *nq_mem_alloc(size_t size);

/* The same for a block of NQ_MEM_LARGE bytes and more that is read at random:
 * the system is asked to hold it in few large pages, as most of the cost of
 * such reads is finding the page. Where it has none, nothing changes. */
#define NQ_MEM_LARGE ((size_t)2 << 20)
void *nq_mem_large(size_t size);

/* n * size bytes of zeros, or NULL, also when the product overflows. */
void *nq_mem_zero(size_t n, size_t size);

/* Like realloc; on failure the old block stays. */
void *nq_mem_resize(void *old, size_t size);

/* NULL is allowed. */
void nq_mem_free(void *block);

#ifdef NQ_FAULTS
/* The call number `nth` from now (1: the next) fails; with `forever` all that
 * follow too. 0 switches failures off. Not for use by several threads. */
void nq_mem_fail(uint64_t nth, bool forever);
/* Calls counted since the last nq_mem_fail. */
uint64_t nq_mem_calls(void);
#endif

#endif
