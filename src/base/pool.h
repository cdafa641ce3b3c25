/* SPDX-License-Identifier: Apache-2.0
 *
 * pool.h - workers, a bounded queue, output in order. Layer 0 (base).
 *
 * The caller hands in items, `threads` workers work on them, itself among them
 * wherever it would have to wait, and it gets them back in the order in which
 * it handed them in, whatever the number of threads. */
#ifndef NQ_BASE_POOL_H
#define NQ_BASE_POOL_H

#include "naql.h"

typedef struct nq_pool nq_pool;
/* Works on one item; `worker` is 0..threads-1, for per-worker scratch; 0 is the
 * caller. */
typedef void (*nq_pool_work)(void *user, void *item, unsigned worker);

/* So many threads as are asked for, 0: one per core; not more than 256. */
unsigned nq_pool_wanted(unsigned threads);
/* threads 0 means one per core; 1 works inside nq_pool_put, no thread. */
naql_status nq_pool_open(unsigned threads, nq_pool_work work, void *user,
                         nq_pool **out);
unsigned nq_pool_threads(const nq_pool *p);
/* Hands in one item. When the window (3 items a thread) is full, the oldest is
 * seen to first: it is returned in *done (else NULL), finished. With one thread
 * *done is the item itself. */
naql_status nq_pool_put(nq_pool *p, void *item, void **done);
/* The oldest item, finished; NULL when none is left. */
void *nq_pool_take(nq_pool *p);
/* Waits for the workers; items are the caller's. */
void nq_pool_close(nq_pool *p);

/* Runs work(user, i, worker) for i in 0..n-1 on `threads` threads. */
naql_status nq_pool_each(unsigned threads, uint32_t n,
                         void (*work)(void *user, uint32_t i, unsigned worker),
                         void *user);

#endif
