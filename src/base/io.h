/* SPDX-License-Identifier: Apache-2.0
 *
 * io.h - files: read whole, stream, replace atomically. Layer 0 (base). */
#ifndef NQ_BASE_IO_H
#define NQ_BASE_IO_H

#include "base/buf.h"

/* Adds the whole of a file (or of standard input: "-") to *out. NAQL_TOO_BIG
 * beyond `limit` bytes, NAQL_IO with err->sys. */
naql_status nq_io_read(const char *path, size_t limit, nq_buf *out,
                       naql_error *err);

/* A stream of bytes from a file or standard input. */
typedef struct nq_stream nq_stream;
naql_status nq_stream_open(const char *path, nq_stream **out, naql_error *err);
/* Reads up to `room` bytes; *n is 0 at the end. */
naql_status nq_stream_read(nq_stream *s, void *at, size_t room, size_t *n,
                           naql_error *err);
void nq_stream_close(nq_stream *s);

/* Writes PATH.tmp.PID, syncs, renames to PATH: a reader sees the old file or
 * the new one, never a part. */
naql_status nq_io_replace(const char *path, naql_str bytes, naql_error *err);

#endif
