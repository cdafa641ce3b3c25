/* SPDX-License-Identifier: Apache-2.0
 *
 * bytes.h - a window that moves over a stream of bytes. Layer 1 (input).
 *
 * What was read before a failure is handed out first; the failure then shows
 * once, as the end. Knows nothing of what the bytes mean. */
#ifndef NQ_INPUT_BYTES_H
#define NQ_INPUT_BYTES_H

#include "naql.h"

/* Gives up to `room` bytes; *n is 0 at the end. */
typedef naql_status (*nq_pull)(void *from, void *at, size_t room, size_t *n,
                               naql_error *err);

typedef struct nq_bytes {
    nq_pull pull;
    void *from;
    const char *buf; /* [room]; valid in [start, end) */
    char *own;       /* the same, to write to; NULL: borrowed */
    size_t room, start, end;
    uint64_t offset;    /* of buf[start] in the stream */
    bool ended;         /* nothing more will come */
    naql_error failure; /* why it ended, if not at its end */
} nq_bytes;

/* No memory is taken before the first peek. `from` is the caller's. */
void nq_bytes_init(nq_bytes *b, nq_pull pull, void *from);
/* The bytes are there already; they outlive *b. */
void nq_bytes_init_memory(nq_bytes *b, naql_str memory);
void nq_bytes_clear(nq_bytes *b);

/* At least `want` bytes, fewer only when the stream ends (b->ended then says
 * so, and b->failure why). Borrowed until the next call. */
naql_str nq_bytes_peek(nq_bytes *b, size_t want);
/* Passes over n bytes of what the last peek gave. */
void nq_bytes_skip(nq_bytes *b, size_t n);
/* Passes over n bytes, reading as needed; false when the stream ends first. */
bool nq_bytes_pass(nq_bytes *b, uint64_t n);

/* The next line, without its line feed, passed over; borrowed until the next
 * call.
 *
 * limit    bytes; a longer line is passed over to its end: NAQL_TOO_BIG
 * returns  NAQL_END at the end, also when that is a failure; a line that a
 *          failure cut is passed over */
naql_status nq_bytes_line(nq_bytes *b, size_t limit, naql_str *line);

/* Goes on after a failure that b->from got over; clears it. */
void nq_bytes_resume(nq_bytes *b);

#endif
