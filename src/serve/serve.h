/* SPDX-License-Identifier: Apache-2.0
 *
 * serve.h - an archive in a browser, and as an HTTP JSON API. Layer 11 (serve).
 *
 * A program: it sees libnaql through naql.h alone. */
#ifndef NQ_SERVE_SERVE_H
#define NQ_SERVE_SERVE_H

#include "naql.h"

typedef struct serve_options {
    const char *archive; /* of the file */
    const char *listen;  /* "127.0.0.1:8017", "[::1]:0", ":8017"; NULL: first */
    const char *host;    /* a name beside the address that requests may ask
                            for; NULL: none */
    bool open;           /* addresses beside the machine's own are allowed */
    bool english;        /* the frame, where a request does not say */
    void (*say)(const char *format, ...) __attribute__((format(printf, 1, 2)));
} serve_options;

typedef enum serve_end {
    SERVE_STOPPED, /* by Ctrl-C or a request to end */
    SERVE_USAGE,   /* no such address, or not without `open` */
    SERVE_FAILED,  /* the address is taken, the archive cannot be read */
    SERVE_DAMAGED, /* the archive is, or is of a newer version */
    SERVE_NOMEM
} serve_end;

/* Is this naql built with a server? */
bool serve_is_built(void);

/* Serves until SIGINT or SIGTERM, which it catches; what was begun is finished
 * first, for five seconds at the most. All but SERVE_STOPPED with a message. */
serve_end serve_run(const serve_options *options);

#endif
