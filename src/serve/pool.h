/* SPDX-License-Identifier: Apache-2.0
 *
 * pool.h - handles of the archive, one for each question that is asked at the
 * time. Layer 11 (serve). */
#ifndef NQ_SERVE_POOL_H
#define NQ_SERVE_POOL_H

#include "naql.h"

#define SERVE_STORES  4 /* questions at a time; others wait for their turn */
#define SERVE_WAIT_MS 15000 /* so long */
#define SERVE_WORK_MS 20000 /* for one question, then it is broken off */

typedef struct serve_pool serve_pool;

/* NULL: no memory. The path is borrowed. */
serve_pool *serve_pool_new(naql_engine *engine, const char *path);
void serve_pool_free(serve_pool *p);

/* As naql_options.progress: has what this thread asks time left? */
bool serve_pool_in_time(void *user, uint64_t done, uint64_t of);

/* Takes a handle: the one used last, which knows the stories. An archive that
 * is another file since is opened anew. The time for the question begins.
 *
 * returns  NAQL_OK, NAQL_LOCKED: none was free in time, or as
 *          naql_store_open */
naql_status serve_pool_take(serve_pool *p, naql_store **out, naql_error *err);
void serve_pool_give(serve_pool *p, naql_store *store);

#endif
