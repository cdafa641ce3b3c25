/* SPDX-License-Identifier: Apache-2.0
 *
 * deflate.h - DEFLATE streams (RFC 1951), piece by piece. Layer 1 (input).
 *
 * Two ways behind one interface, chosen when the build is set up: ISA-L where
 * it is at hand (deflate_isal.c; three times as fast), else zlib
 * (deflate_zlib.c). Knows nothing of gzip heads and ends: gzip.h does. */
#ifndef NQ_INPUT_DEFLATE_H
#define NQ_INPUT_DEFLATE_H

#include "naql.h"

typedef struct nq_deflate nq_deflate;

/* One step from `in` to `out`. */
typedef struct nq_deflate_step {
    naql_str in;     /* from the first byte that no step used */
    char *out;       /* [room] */
    size_t room;     /* bytes */
    size_t used;     /* set: bytes of `in` that are done with */
    size_t n;        /* set: bytes written */
    bool ended;      /* set: the stream came to its end, `used` behind it */
    const char *why; /* set with NAQL_BAD_INPUT: what is wrong */
} nq_deflate_step;

/* NULL: out of memory. */
nq_deflate *nq_deflate_new(void);
void nq_deflate_free(nq_deflate *d); /* NULL is allowed */

/* Forgets everything: the next step starts a stream. */
void nq_deflate_reset(nq_deflate *d);

/* Bytes that `in` has to have so that a step can read on: a decoder may look
 * ahead at bytes that it does not call used. With fewer a step writes what it
 * still holds, and no more. */
size_t nq_deflate_wants(const nq_deflate *d);

/* NAQL_OK, NAQL_BAD_INPUT, NAQL_NOMEM. Nothing used, nothing written and no end
 * means that `in` has to grow. */
naql_status nq_deflate_run(nq_deflate *d, nq_deflate_step *s);

/* CRC-32 of what was written since the reset. */
uint32_t nq_deflate_crc(const nq_deflate *d);

#endif
