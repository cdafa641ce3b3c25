/* SPDX-License-Identifier: Apache-2.0
 *
 * spare.h - arenas kept for the next use. Layer 0 (base).
 *
 * An article's arena is made by one thread, filled by a second, and often freed
 * by a third: the system's allocator pays for that each time. Here the page of
 * a finished one is handed on as it is. Any thread may call; what is kept is
 * bounded. */
#ifndef NQ_BASE_SPARE_H
#define NQ_BASE_SPARE_H

#include "base/arena.h"

#include <pthread.h>

#define NQ_SPARES      32                /* arenas */
#define NQ_SPARE_BYTES ((size_t)2 << 20) /* of the page of one, at the most */

typedef struct nq_spares {
    pthread_mutex_t lock;
    nq_arena at[NQ_SPARES]; /* [n] empty, each with a page */
    uint32_t n;
} nq_spares;

void nq_spares_init(nq_spares *s);
void nq_spares_clear(nq_spares *s);

/* An empty arena. Cannot fail. */
nq_arena nq_spares_take(nq_spares *s);
/* Takes an arena back, with all that is in it. */
void nq_spares_give(nq_spares *s, nq_arena *a);

#endif
