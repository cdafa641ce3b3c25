/* SPDX-License-Identifier: Apache-2.0
 *
 * pool.c - handles of the archive. Layer 11 (serve). */
#include "serve/pool.h"

#include "serve/clock.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

static _Thread_local int64_t deadline; /* milliseconds; 0: nothing is asked */

struct entry {
    naql_store *store; /* NULL: not opened yet; changed under the lock */
    bool taken;
    uint64_t used; /* when it was given back, in turns */
    dev_t device;
    ino_t file;
};

struct serve_pool {
    naql_engine *engine;
    const char *path;
    pthread_mutex_t lock;
    pthread_cond_t given;
    uint64_t turn;
    struct entry entries[SERVE_STORES];
};

serve_pool *
serve_pool_new(naql_engine *engine, const char *path)
{
    pthread_condattr_t attr;
    serve_pool *p = calloc(1, sizeof(*p));
    if (!p)
        return NULL;
    p->engine = engine;
    p->path = path;
    pthread_mutex_init(&p->lock, NULL);
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&p->given, &attr);
    pthread_condattr_destroy(&attr);
    return p;
}

void
serve_pool_free(serve_pool *p)
{
    if (!p)
        return;
    for (unsigned i = 0; i < SERVE_STORES; i++)
        naql_store_close(p->entries[i].store);
    pthread_cond_destroy(&p->given);
    pthread_mutex_destroy(&p->lock);
    free(p);
}

bool
serve_pool_in_time(void *user, uint64_t done, uint64_t of)
{
    (void)user;
    (void)done;
    (void)of;
    return !deadline || serve_now_ms() < deadline;
}

static struct entry *
free_entry(serve_pool *p)
{
    struct entry *best = NULL;
    for (unsigned i = 0; i < SERVE_STORES; i++) {
        struct entry *e = &p->entries[i];
        if (!e->taken && (!best || e->used > best->used))
            best = e;
    }
    return best;
}

/* Waits for its turn; NULL: in vain. */
static struct entry *
wait_for(serve_pool *p)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += SERVE_WAIT_MS / 1000;
    pthread_mutex_lock(&p->lock);
    struct entry *e;
    while (!(e = free_entry(p)))
        if (pthread_cond_timedwait(&p->given, &p->lock, &until) != 0)
            break;
    if (e)
        e->taken = true;
    pthread_mutex_unlock(&p->lock);
    return e;
}

/* Under the lock. */
static void
free_again(serve_pool *p, struct entry *e)
{
    e->taken = false;
    e->used = ++p->turn;
    pthread_cond_signal(&p->given);
}

static void
give(serve_pool *p, struct entry *e)
{
    pthread_mutex_lock(&p->lock);
    free_again(p, e);
    pthread_mutex_unlock(&p->lock);
}

/* Ready for others, it works out the stories with those that are of its file;
 * the first by itself. Under the lock: what is listed there is open. */
static naql_status
list_store(serve_pool *p, struct entry *e, naql_store *store, naql_error *err)
{
    naql_store *with = store;
    pthread_mutex_lock(&p->lock);
    for (unsigned i = 0; i < SERVE_STORES; i++) {
        const struct entry *other = &p->entries[i];
        if (other->store && other->device == e->device &&
            other->file == e->file)
            with = other->store;
    }
    naql_status status = naql_store_share(store, with, err);
    if (status == NAQL_OK)
        e->store = store;
    pthread_mutex_unlock(&p->lock);
    return status;
}

/* What was opened is still what the path leads to. A handle is forgotten before
 * it is closed: another may be opened at its address at once. */
static naql_status
ready(serve_pool *p, struct entry *e, naql_error *err)
{
    struct stat now = {0};
    bool there = stat(p->path, &now) == 0;
    if (e->store && there && now.st_dev == e->device && now.st_ino == e->file)
        return NAQL_OK;
    naql_store *store = e->store;
    pthread_mutex_lock(&p->lock);
    e->store = NULL;
    pthread_mutex_unlock(&p->lock);
    naql_store_close(store);
    e->device = now.st_dev;
    e->file = now.st_ino;
    naql_status status =
        naql_store_open(p->engine, p->path, false, &store, err);
    if (status == NAQL_OK)
        status = list_store(p, e, store, err);
    if (status != NAQL_OK)
        naql_store_close(store);
    return status;
}

naql_status
serve_pool_take(serve_pool *p, naql_store **out, naql_error *err)
{
    struct entry *e = wait_for(p);
    *out = NULL;
    if (!e) {
        *err = (naql_error){.status = NAQL_LOCKED};
        snprintf(err->message, sizeof(err->message),
                 "too many questions at a time");
        return NAQL_LOCKED;
    }
    naql_status status = ready(p, e, err);
    if (status == NAQL_OK) {
        *out = e->store;
        deadline = serve_now_ms() + SERVE_WORK_MS;
    } else {
        give(p, e);
    }
    return status;
}

void
serve_pool_give(serve_pool *p, naql_store *store)
{
    deadline = 0;
    pthread_mutex_lock(&p->lock);
    for (unsigned i = 0; i < SERVE_STORES; i++)
        if (p->entries[i].store == store)
            free_again(p, &p->entries[i]);
    pthread_mutex_unlock(&p->lock);
}
