/* SPDX-License-Identifier: Apache-2.0
 *
 * http.h - libmicrohttpd, behind the guard. Layer 11 (serve). */
#ifndef NQ_SERVE_HTTP_H
#define NQ_SERVE_HTTP_H

#include "serve/guard.h"
#include "serve/pool.h"

typedef struct serve_http serve_http;

/* Answers what the guard lets in; `fd` listens, and is closed in any case.
 * NULL: no memory or no threads. All but `fd` is borrowed. */
serve_http *serve_http_new(int fd, const serve_hosts *hosts, serve_pool *pool,
                           bool english);
/* Until *stop; then what was begun has `grace_ms` to end. False: it has not,
 * and nothing may be freed. */
bool serve_http_run(serve_http *h, const _Atomic int *stop, int grace_ms);
void serve_http_free(serve_http *h);

#endif
