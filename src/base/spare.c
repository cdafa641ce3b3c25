/* SPDX-License-Identifier: Apache-2.0
 *
 * spare.c - arenas kept for the next use. Layer 0 (base). */
#include "base/spare.h"

void
nq_spares_init(nq_spares *s)
{
    pthread_mutex_init(&s->lock, NULL);
    s->n = 0;
}

void
nq_spares_clear(nq_spares *s)
{
    for (uint32_t i = 0; i < s->n; i++)
        nq_arena_clear(&s->at[i]);
    s->n = 0;
    pthread_mutex_destroy(&s->lock);
}

nq_arena
nq_spares_take(nq_spares *s)
{
    nq_arena a;
    nq_arena_init(&a);
    pthread_mutex_lock(&s->lock);
    if (s->n)
        a = s->at[--s->n];
    pthread_mutex_unlock(&s->lock);
    return a;
}

void
nq_spares_give(nq_spares *s, nq_arena *a)
{
    nq_arena_reset(a);
    pthread_mutex_lock(&s->lock);
    if (a->page && s->n < NQ_SPARES && a->total <= NQ_SPARE_BYTES) {
        s->at[s->n++] = *a;
        nq_arena_init(a);
    }
    pthread_mutex_unlock(&s->lock);
    nq_arena_clear(a);
}
