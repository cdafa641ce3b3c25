/* SPDX-License-Identifier: Apache-2.0
 *
 * address.h - where a server listens. Layer 11 (serve). */
#ifndef NQ_SERVE_ADDRESS_H
#define NQ_SERVE_ADDRESS_H

#include "serve/head.h"
#include "serve/serve.h"

typedef struct serve_address {
    int fd;             /* listens; -1: it does not */
    char names[8][270]; /* what Host may say */
    serve_hosts hosts;  /* of these */
    char url[300];      /* to open in a browser */
} serve_address;

/* Listens there. SERVE_STOPPED: it does; all else with a message. */
serve_end serve_address_open(const serve_options *o, serve_address *out);

#endif
