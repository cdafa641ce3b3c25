/* SPDX-License-Identifier: Apache-2.0
 *
 * inflate.h - gzip and zstd streams, told by their first bytes. Layer 1
 * (input).
 *
 * Decoded bytes are counted against limits.h, so that a bomb ends with
 * NAQL_TOO_BIG. Checksums are verified. Members (frames) follow each other. */
#ifndef NQ_INPUT_INFLATE_H
#define NQ_INPUT_INFLATE_H

#include "input/bytes.h"

typedef enum nq_packing {
    NQ_PACKING_NONE,
    NQ_PACKING_GZIP,
    NQ_PACKING_ZSTD
} nq_packing;

/* By the magic at the start of `head`. */
nq_packing nq_packing_tell(naql_str head);

typedef struct nq_inflate nq_inflate;
/* Decodes what `in` gives; `in` stays the caller's and outlives it. */
naql_status nq_inflate_open(nq_packing packing, nq_bytes *in, nq_inflate **out,
                            naql_error *err);
/* An nq_pull; `from` is the nq_inflate. */
naql_status nq_inflate_pull(void *from, void *at, size_t room, size_t *n,
                            naql_error *err);
/* After a failure: looks for the start of a later member. False: none. */
bool nq_inflate_resync(nq_inflate *f);
void nq_inflate_close(nq_inflate *f); /* NULL is allowed */

#endif
