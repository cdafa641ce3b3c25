/* SPDX-License-Identifier: Apache-2.0
 *
 * head.h - is this the head of a request that may be answered? Layer 11
 * (serve).
 *
 * The strict part of RFC 9112: what two programs could read in two ways is
 * refused, so that what the library behind reads is what was checked. A
 * request is GET or HEAD, without a body, alone on its connection.
 *
 * What a page of another origin loads, as an image or in a frame, is refused:
 * it could not read the answer, but it could make this machine work and tell by
 * the time what the archive holds. A link may lead here from anywhere. */
#ifndef NQ_SERVE_HEAD_H
#define NQ_SERVE_HEAD_H

#include "naql.h"

/* Of the request line: 4 KB of a question, each byte as %XX; of all of it: a
 * browser sends 1 KB beside. */
#define SERVE_LINE_BYTES 16384u
#define SERVE_HEAD_BYTES 24576u
#define SERVE_FIELDS     64u

typedef enum serve_verdict { /* HTTP status codes, but for the first two */
                             SERVE_HEAD_PART = 0, /* it is not there yet */
                             SERVE_HEAD_GOOD = 200,
                             SERVE_HEAD_BAD = 400,
                             SERVE_HEAD_FOREIGN = 403, /* by another's page */
                             SERVE_HEAD_METHOD = 405,
                             SERVE_HEAD_BODY = 413,
                             SERVE_HEAD_LINE =
                                 414, /* the address is too long */
                             SERVE_HEAD_HOST = 421, /* asked of another host */
                             SERVE_HEAD_FIELDS =
                                 431, /* too many, or too long */
                             SERVE_HEAD_VERSION = 505
} serve_verdict;

typedef struct serve_hosts { /* what Host may say: each with its port */
    const char *names[8];    /* [n] in either case */
    unsigned n;
} serve_hosts;

/* Looks at what came so far. O(n). */
serve_verdict serve_head_check(naql_str bytes, const serve_hosts *hosts);

#endif
