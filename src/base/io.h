/* SPDX-License-Identifier: Apache-2.0
 *
 * io.h - files: look, list, read whole, stream, replace. Layer 0 (base).
 *
 * The only place that looks at errno. Messages of what reads, replaces or logs
 * a file start with its path; those of streams, looks and lists have none, and
 * whoever asked puts it in front. Knows nothing of what the bytes mean. In
 * builds with NQ_FAULTS defined, nq_io_fail makes the n-th call to the system
 * fail, for tests. */
#ifndef NQ_BASE_IO_H
#define NQ_BASE_IO_H

#include "base/arena.h"
#include "base/buf.h"

/* The end of a path that fits `room` bytes: it tells more than the start.
 * *dots: what stands in front of it, "..." where it was cut. */
const char *nq_io_path_end(const char *path, size_t room, const char **dots);

/* Adds the whole of a file (or of standard input: "-") to *out. NAQL_TOO_BIG
 * beyond `limit` bytes, NAQL_IO with err->sys, NAQL_NOMEM. */
naql_status nq_io_read(const char *path, size_t limit, nq_buf *out,
                       naql_error *err);

typedef enum nq_io_kind {
    NQ_IO_FILE,
    NQ_IO_FOLDER,
    NQ_IO_OTHER /* pipe, device, socket, dangling link */
} nq_io_kind;

/* What a path is, links followed, and its size in bytes (0 when it has none).
 * NAQL_IO when there is no such path. */
naql_status nq_io_look(const char *path, nq_io_kind *kind, uint64_t *size,
                       naql_error *err);

/* Did it fail because there is no such file? */
bool nq_io_missing(const naql_error *err);

typedef struct nq_io_entry {
    const char *path; /* folder, '/', name; NUL at the end */
    nq_io_kind kind;  /* a link to a folder is OTHER: walks cannot loop */
    uint64_t size;    /* bytes, files only */
} nq_io_entry;

/* The entries of a folder, in byte order of their names; names that start
 * with '.' are passed over.
 *
 * arena   owns entries and paths
 * out     list of nq_io_entry, replaced */
naql_status nq_io_list(const char *folder, nq_arena *arena, nq_list *out,
                       naql_error *err);

/* A stream of bytes from a file or standard input. */
typedef struct nq_stream nq_stream;
naql_status nq_stream_open(const char *path, nq_stream **out, naql_error *err);
/* Reads up to `room` bytes; *n is 0 at the end. */
naql_status nq_stream_read(nq_stream *s, void *at, size_t room, size_t *n,
                           naql_error *err);
void nq_stream_close(nq_stream *s); /* NULL is allowed */

/* Writes PATH.tmp.PID, syncs, renames to PATH and syncs the folder: a reader
 * sees the old file or the new one, never a part. */
naql_status nq_io_replace(const char *path, naql_str bytes, naql_error *err);

/* A file that grows at its end, held by one process at a time: opened (or
 * made), read from its start, cut off behind what is to stay, written. */
typedef struct nq_log nq_log;
/* NAQL_LOCKED: another process holds it. */
naql_status nq_log_open(const char *path, nq_log **out, naql_error *err);
/* As nq_stream_read. */
naql_status nq_log_read(nq_log *l, void *at, size_t room, size_t *n,
                        naql_error *err);
/* Reading goes on at byte `at`. */
naql_status nq_log_seek(nq_log *l, uint64_t at, naql_error *err);
/* Goes to the end that is made so. */
naql_status nq_log_cut(nq_log *l, uint64_t keep, naql_error *err);
naql_status nq_log_write(nq_log *l, naql_str bytes, naql_error *err);
/* What was written survives the loss of power. */
naql_status nq_log_sync(nq_log *l, naql_error *err);
void nq_log_close(nq_log *l); /* NULL is allowed */

#ifdef NQ_FAULTS
/* As nq_mem_fail, for calls that open, read, write, list or rename. */
void nq_io_fail(uint64_t nth, bool forever);
#endif

#endif
