/* SPDX-License-Identifier: Apache-2.0
 *
 * known.c - what handles of one archive know of its stories. Layer 10 (api). */
#include "api/known.h"

#include "base/mem.h"
#include "base/status.h"

#include <pthread.h>

struct nq_shared {
    pthread_mutex_t lock;
    pthread_cond_t done;
    atomic_uint users;
    nq_archive archive;  /* its maker's, or under the lock */
    bool making;         /* somebody is at it */
    uint64_t generation; /* how many were made */
    int64_t state;       /* of the archive, that `now` tells of */
    nq_known *now;       /* NULL: none yet */
};

/* ---- What is known ---- */

naql_status
nq_known_make(const nq_archive *a, nq_known **out, naql_error *err)
{
    nq_known *k = *out = nq_mem_zero(1, sizeof *k);
    if (!k)
        return nq_fail(err, NAQL_NOMEM, UINT64_MAX, "out of memory");
    nq_arena_init(&k->arena);
    k->users = 1;
    naql_status status = nq_archive_totals(a, &k->totals, err);
    if (status == NAQL_OK)
        status = nq_archive_stories(a, &k->arena, &k->stories, err);
    if (status != NAQL_OK) {
        nq_known_leave(k);
        *out = NULL;
    }
    return status;
}

nq_known *
nq_known_hold(nq_known *k)
{
    atomic_fetch_add(&k->users, 1);
    return k;
}

void
nq_known_leave(nq_known *k)
{
    if (!k || atomic_fetch_sub(&k->users, 1) > 1)
        return;
    nq_arena_clear(&k->arena);
    nq_mem_free(k);
}

/* ---- By several handles ---- */

naql_status
nq_shared_new(const char *path, const nq_store_tools *tools, nq_shared **out,
              naql_error *err)
{
    nq_shared *s = *out = nq_mem_zero(1, sizeof *s);
    if (!s)
        return nq_fail(err, NAQL_NOMEM, UINT64_MAX, "out of memory");
    naql_status status =
        nq_archive_attach(path, false, tools, &s->archive, err);
    if (status != NAQL_OK) {
        nq_mem_free(s);
        *out = NULL;
        return status;
    }
    s->users = 1;
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->done, NULL);
    return NAQL_OK;
}

nq_shared *
nq_shared_join(nq_shared *s)
{
    atomic_fetch_add(&s->users, 1);
    return s;
}

void
nq_shared_leave(nq_shared *s)
{
    if (!s || atomic_fetch_sub(&s->users, 1) > 1)
        return;
    nq_known_leave(s->now);
    nq_archive_close(&s->archive);
    pthread_cond_destroy(&s->done);
    pthread_mutex_destroy(&s->lock);
    nq_mem_free(s);
}

/* Under the lock, which is given back while stories are worked out. */
static naql_status
renew(nq_shared *s, naql_error *err)
{
    int64_t state;
    nq_known *made;
    NQ_TRY(nq_archive_state(&s->archive, &state, err));
    if (s->now && s->state == state)
        return NAQL_OK;
    s->making = true;
    pthread_mutex_unlock(&s->lock);
    naql_status status = nq_known_make(&s->archive, &made, err);
    pthread_mutex_lock(&s->lock);
    s->making = false;
    if (status == NAQL_OK) {
        nq_known_leave(s->now);
        s->now = made;
        s->state = state;
        s->generation++;
    }
    pthread_cond_broadcast(&s->done);
    return status;
}

naql_status
nq_shared_know(nq_shared *s, nq_known **out, naql_error *err)
{
    naql_status status = NAQL_OK;
    *out = NULL;
    pthread_mutex_lock(&s->lock);
    uint64_t came = s->generation;
    while (s->making && s->generation == came)
        pthread_cond_wait(&s->done, &s->lock);
    if (s->generation == came) /* nobody made it meanwhile */
        status = renew(s, err);
    if (status == NAQL_OK)
        *out = nq_known_hold(s->now);
    pthread_mutex_unlock(&s->lock);
    return status;
}
