/* SPDX-License-Identifier: Apache-2.0
 *
 * unpack.h - a stream of bytes, whatever compression was around it, and in
 * UTF-8 if it was in UTF-16 or UTF-32. Layer 1 (input). */
#ifndef NQ_INPUT_UNPACK_H
#define NQ_INPUT_UNPACK_H

#include "input/charset.h"
#include "input/inflate.h"
#include "input/tune.h"

typedef struct nq_unpack {
    nq_bytes level[NQ_TUNE_MAX_NESTING + 1]; /* [0] as it came */
    nq_inflate *inflate[NQ_TUNE_MAX_NESTING];
    unsigned n;       /* inflaters in use; level[n] is the unpacked bytes */
    nq_wide wide;     /* what level[n] is written in, if not NQ_WIDE_NONE */
    nq_bytes narrow;  /* the same in UTF-8 */
    naql_error early; /* damage at the very start that was got over; whoever
                         opens tells it */
} nq_unpack;

/* Looks at the start of what `pull` gives and puts decoders in front of it;
 * `from` stays the caller's and outlives it, *u is not moved while it is open.
 * On failure there is nothing to close. NAQL_TOO_BIG when packed more often
 * than tune.h allows. */
naql_status nq_unpack_open(nq_unpack *u, nq_pull pull, void *from,
                           naql_error *err);
void nq_unpack_close(nq_unpack *u);

/* The unpacked bytes. */
nq_bytes *nq_unpack_bytes(nq_unpack *u);
/* Bytes read of the packed stream, for progress and messages. */
uint64_t nq_unpack_read(const nq_unpack *u);
/* After a failure of the bytes: goes on at the next member, if there is one. */
bool nq_unpack_resync(nq_unpack *u);

#endif
