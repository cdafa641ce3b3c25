/* SPDX-License-Identifier: Apache-2.0
 *
 * route.h - a request -> calls of naql.h -> what is replied. Layer 11 (serve).
 *
 * Knows nothing of sockets. */
#ifndef NQ_SERVE_ROUTE_H
#define NQ_SERVE_ROUTE_H

#include "serve/pool.h"

#define SERVE_ARGUMENTS 16u   /* of a query */
#define SERVE_MOST      1000u /* answers of one reply of the API */
#define SERVE_USUAL     20u
#define SERVE_FURTHEST  100000000u /* answer that a cursor may point at */

typedef struct serve_argument {
    const char *name, *value; /* decoded; borrowed */
} serve_argument;

typedef struct serve_request {
    const char *path; /* decoded */
    serve_argument arguments[SERVE_ARGUMENTS];
    unsigned n;
    bool bad;     /* more of them, or one twice */
    bool lines;   /* Accept: application/x-ndjson */
    bool english; /* where the request does not say */
} serve_request;

typedef struct serve_reply {
    unsigned status;
    const char *type;
    char *body; /* [len] */
    size_t len, room;
    bool failed; /* memory ran out */
    bool page;   /* to be sent with the pages' policy */
    char *next;  /* address of what follows; NULL: nothing does */
} serve_reply;

/* Cannot fail: what goes wrong is the reply. */
void serve_route(serve_pool *pool, const serve_request *r, serve_reply *out);
void serve_reply_free(serve_reply *r);

/* ---- Parts ---- */

/* NULL: it was not given, or empty. */
const char *serve_argument_of(const serve_request *r, const char *name);
/* A number of at most `most`, `usual` where none is given; false: it is none.
 */
bool serve_number_of(const serve_request *r, const char *name, uint32_t usual,
                     uint32_t most, uint32_t *out);
/* The rest of a path behind `front`; NULL: it begins otherwise, or is not an
 * id. */
const char *serve_id_of(const char *path, const char *front);

void serve_add(serve_reply *r, const char *bytes, size_t n);
void serve_add_text(serve_reply *r, const char *text);
naql_sink serve_sink(serve_reply *r);
/* Throws away what was written. */
void serve_clear(serve_reply *r);
/* The HTTP status of a failure of naql.h. */
unsigned serve_status_of(naql_status status);

void serve_page(serve_pool *pool, const serve_request *r, serve_reply *out);
void serve_api(serve_pool *pool, const serve_request *r, serve_reply *out);

/* The description of the API, built in. */
extern const char serve_openapi[];
extern const unsigned long serve_openapi_n;

#endif
