/* SPDX-License-Identifier: Apache-2.0
 *
 * guard.h - who is let in. Layer 11 (serve).
 *
 * Stands between the socket and libmicrohttpd, which takes two Host fields, two
 * lengths, bare line feeds and NULs, and whose time-outs count idle time alone:
 * a byte a second holds a connection for ever. The guard waits for the whole
 * head of a request, by a deadline from its first moment on, without taking it
 * out of the socket; looks at it (head.h); and only then hands the connection
 * on. What stays open too long afterwards is cut. */
#ifndef NQ_SERVE_GUARD_H
#define NQ_SERVE_GUARD_H

#include "serve/head.h"

#include <sys/socket.h>

#define SERVE_WAITING                                                          \
    128u                      /* connections whose head is not whole; when     \
                                 one more comes the oldest has to go */
#define SERVE_ANSWERED  32u   /* requests that are answered at a time */
#define SERVE_HEAD_MS   5000  /* from the connection to the end of the head */
#define SERVE_ANSWER_MS 60000 /* from there to the end of the answer */
#define SERVE_LINGER_MS 1000  /* for a client to read why it is refused */

typedef struct serve_guard serve_guard;

/* Hands a connection on: the callee's to close from then on, in any case.
 * False: it was not taken, and is closed. */
typedef bool serve_admit(void *user, int fd, const struct sockaddr *address,
                         socklen_t n);

/* Listens; `fd` is a listening socket, the guard's to close, in any case. NULL:
 * no memory or no more files. */
serve_guard *serve_guard_new(int fd, const serve_hosts *hosts,
                             serve_admit *admit, void *user);
/* Lets in and cuts off until *stop. */
void serve_guard_run(serve_guard *g, const _Atomic int *stop);
/* A connection that was handed on is closed; from any thread, before its number
 * can be another's. */
void serve_guard_gone(serve_guard *g, int fd);
/* Connections that are handed on and not gone. */
unsigned serve_guard_busy(serve_guard *g);
/* Closes what waits and cuts what is answered. */
void serve_guard_close(serve_guard *g);
void serve_guard_free(serve_guard *g);

#endif
