/* SPDX-License-Identifier: Apache-2.0
 *
 * whole.h - small DEFLATE streams at once. Layer 1 (input).
 *
 * libdeflate unpacks only what lies in memory whole, as the members of a web
 * archive do, and these it unpacks a quarter faster than anything else. Where
 * it is not installed nothing is ever unpacked here (whole_none.c). */
#ifndef NQ_INPUT_WHOLE_H
#define NQ_INPUT_WHOLE_H

#include "naql.h"

typedef struct nq_whole nq_whole;
/* NULL when memory is out or libdeflate is not there: both are no failure. */
nq_whole *nq_whole_new(void);
void nq_whole_free(nq_whole *w); /* NULL is allowed */

typedef struct nq_whole_try {
    naql_str in;    /* the stream, and maybe more behind it */
    char *out;      /* [room] */
    size_t room;    /* bytes */
    size_t used, n; /* set: bytes of the stream, and what it holds */
    uint32_t crc;   /* set: CRC-32 of that */
    bool too_large; /* set: it does not fit in `room` */
} nq_whole_try;

/* False when it cannot be unpacked so, for whatever reason: it may be damaged,
 * or go on behind `in`. */
bool nq_whole_unpack(nq_whole *w, nq_whole_try *t);

#endif
