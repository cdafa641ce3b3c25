/* SPDX-License-Identifier: Apache-2.0
 *
 * gzip.h - members of a gzip file (RFC 1952). Layer 1 (input).
 *
 * Head, stream, end: checksum and length are verified, of the head's fields
 * nothing is kept. Knows nothing of limits nor of what follows a member. */
#ifndef NQ_INPUT_GZIP_H
#define NQ_INPUT_GZIP_H

#include "input/bytes.h"
#include "input/deflate.h"
#include "input/whole.h"

typedef struct nq_gzip {
    nq_deflate *stream; /* NULL: not yet needed */
    nq_whole *whole;
    bool small;     /* the member before was: this one may be read at once */
    bool in_stream; /* behind the head */
    bool cut;       /* behind the stream, whose end is not all there */
    uint32_t size;  /* bytes written of this member, modulo 2^32 */
} nq_gzip;

/* One step of reading. */
typedef struct nq_gzip_step {
    void *at;        /* where to [room] */
    size_t room;     /* bytes */
    size_t n;        /* set: bytes written, may be 0 */
    bool ended;      /* set: the member came to its end, `in` is behind it */
    const char *why; /* set with NAQL_BAD_INPUT: what is wrong */
} nq_gzip_step;

void nq_gzip_init(nq_gzip *g);
void nq_gzip_clear(nq_gzip *g);
/* The next step starts a member. */
void nq_gzip_reset(nq_gzip *g);

/* Reads on from `in`. NAQL_OK, NAQL_BAD_INPUT, NAQL_NOMEM. */
naql_status nq_gzip_read(nq_gzip *g, nq_bytes *in, nq_gzip_step *s);

#endif
