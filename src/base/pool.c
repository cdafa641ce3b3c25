/* SPDX-License-Identifier: Apache-2.0
 *
 * pool.c - workers, a bounded queue, output in order. Layer 0 (base).
 *
 * A ring of slots between three counters: taken <= started <= put. Workers
 * take slots in order, and the caller takes them back in order, so that the
 * number of threads never shows in the output. A caller that waits for the
 * oldest works on the next one meanwhile: as many threads run as there are
 * cores, and none is put to sleep for another. */
#include "base/pool.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#define WINDOW_PER_THREAD 3u
#define MAX_THREADS       256u

struct slot {
    void *item;
    bool done;
};

struct worker {
    nq_pool *pool;
    unsigned number;
    pthread_t thread;
};

struct nq_pool {
    nq_pool_work work;
    void *user;
    unsigned threads;
    unsigned window;      /* slots in the ring */
    struct slot *slots;   /* [window] */
    struct worker *crew;  /* [threads - 1] */
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t more;  /* an item was put, or the end came */
    pthread_cond_t ready; /* the oldest is done, for which the caller waits */
    uint64_t put, started, taken;
    bool awaited; /* the caller sleeps */
    bool closing;
};

unsigned
nq_pool_wanted(unsigned threads)
{
    if (threads == 0) {
        long cores = sysconf(_SC_NPROCESSORS_ONLN);
        threads = cores > 0 ? (unsigned)cores : 1;
    }
    return threads < MAX_THREADS ? threads : MAX_THREADS;
}

/* Works on the next item; there is one. The lock is held, but not meanwhile. */
static void
work_on_next(nq_pool *p, unsigned worker)
{
    struct slot *slot = &p->slots[p->started++ % p->window];
    pthread_mutex_unlock(&p->lock);
    p->work(p->user, slot->item, worker);
    pthread_mutex_lock(&p->lock);
    slot->done = true;
}

static void *
help(void *arg)
{
    struct worker *me = arg;
    nq_pool *p = me->pool;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        while (p->started == p->put && !p->closing)
            pthread_cond_wait(&p->more, &p->lock);
        if (p->started == p->put)
            break;
        work_on_next(p, me->number);
        if (p->awaited && p->slots[p->taken % p->window].done)
            pthread_cond_signal(&p->ready);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* Ends the first `n` workers; what was put is finished first. */
static void
dismiss(nq_pool *p, unsigned n)
{
    pthread_mutex_lock(&p->lock);
    p->closing = true;
    pthread_cond_broadcast(&p->more);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; i < n; i++)
        pthread_join(p->crew[i].thread, NULL);
}

static void
release(nq_pool *p)
{
    pthread_cond_destroy(&p->ready);
    pthread_cond_destroy(&p->more);
    pthread_mutex_destroy(&p->lock);
    nq_mem_free(p->crew);
    nq_mem_free(p->slots);
    nq_mem_free(p);
}

static naql_status
hire(nq_pool *p)
{
    for (unsigned i = 0; i + 1 < p->threads; i++) {
        p->crew[i] = (struct worker){.pool = p, .number = i + 1};
        if (pthread_create(&p->crew[i].thread, NULL, help, &p->crew[i])) {
            dismiss(p, i);
            return NAQL_NOMEM;
        }
    }
    return NAQL_OK;
}

naql_status
nq_pool_open(unsigned threads, nq_pool_work work, void *user, nq_pool **out)
{
    *out = NULL;
    nq_pool *p = nq_mem_zero(1, sizeof *p);
    if (!p)
        return NAQL_NOMEM;
    p->work = work;
    p->user = user;
    p->threads = nq_pool_wanted(threads);
    p->window = p->threads * WINDOW_PER_THREAD;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->more, NULL);
    pthread_cond_init(&p->ready, NULL);
    p->slots = nq_mem_zero(p->window, sizeof *p->slots);
    p->crew = nq_mem_zero(p->threads, sizeof *p->crew);
    naql_status status = p->slots && p->crew ? NAQL_OK : NAQL_NOMEM;
    if (status == NAQL_OK && p->threads > 1)
        status = hire(p);
    if (status != NAQL_OK) {
        release(p);
        return status;
    }
    *out = p;
    return NAQL_OK;
}

unsigned
nq_pool_threads(const nq_pool *p)
{
    return p->threads;
}

/* The oldest item. Where it is not done, the caller works until it is, and
 * sleeps only when all that is left is in the hands of others. The lock is
 * held. */
static void *
take_oldest(nq_pool *p)
{
    if (p->taken == p->put)
        return NULL;
    struct slot *slot = &p->slots[p->taken % p->window];
    while (!slot->done) {
        if (p->started < p->put) {
            work_on_next(p, 0);
            continue;
        }
        p->awaited = true;
        pthread_cond_wait(&p->ready, &p->lock);
        p->awaited = false;
    }
    void *item = slot->item;
    *slot = (struct slot){0};
    p->taken++;
    return item;
}

naql_status
nq_pool_put(nq_pool *p, void *item, void **done)
{
    *done = NULL;
    if (p->threads == 1) {
        p->work(p->user, item, 0);
        *done = item;
        return NAQL_OK;
    }
    pthread_mutex_lock(&p->lock);
    if (p->put - p->taken == p->window)
        *done = take_oldest(p);
    p->slots[p->put++ % p->window] = (struct slot){.item = item};
    pthread_cond_signal(&p->more);
    pthread_mutex_unlock(&p->lock);
    return NAQL_OK;
}

void *
nq_pool_take(nq_pool *p)
{
    if (p->threads == 1)
        return NULL; /* every item was given back when it was put */
    pthread_mutex_lock(&p->lock);
    void *item = take_oldest(p);
    pthread_mutex_unlock(&p->lock);
    return item;
}

void
nq_pool_close(nq_pool *p)
{
    if (!p)
        return;
    if (p->threads > 1)
        dismiss(p, p->threads - 1);
    release(p);
}

/* ---- A loop over numbers ------------------------------------------------ */

struct each {
    void (*work)(void *user, uint32_t i, unsigned worker);
    void *user;
    uint32_t n;
    _Atomic uint32_t next;
};

struct each_worker {
    struct each *loop;
    unsigned number;
    pthread_t thread;
};

static void *
each_run(void *arg)
{
    struct each_worker *me = arg;
    struct each *loop = me->loop;
    for (;;) {
        uint32_t i = atomic_fetch_add(&loop->next, 1);
        if (i >= loop->n)
            return NULL;
        loop->work(loop->user, i, me->number);
    }
}

naql_status
nq_pool_each(unsigned threads, uint32_t n,
             void (*work)(void *user, uint32_t i, unsigned worker), void *user)
{
    threads = nq_pool_wanted(threads);
    if (threads > n)
        threads = n ? n : 1;
    if (n > UINT32_MAX - MAX_THREADS) /* `next` runs past n, once a worker */
        return NAQL_TOO_BIG;
    struct each loop = {.work = work, .user = user, .n = n};
    struct each_worker *crew = nq_mem_zero(threads, sizeof *crew);
    if (!crew)
        return NAQL_NOMEM;
    unsigned hired = 1; /* number 0 is the caller itself */
    for (unsigned i = 0; i < threads; i++) {
        crew[i] = (struct each_worker){.loop = &loop, .number = i};
        if (i > 0 && pthread_create(&crew[i].thread, NULL, each_run, &crew[i]))
            break; /* fewer hands do the same work */
        hired = i + 1;
    }
    each_run(&crew[0]);
    for (unsigned i = 1; i < hired; i++)
        pthread_join(crew[i].thread, NULL);
    nq_mem_free(crew);
    return NAQL_OK;
}
