/* SPDX-License-Identifier: Apache-2.0
 *
 * archive.h - an archive: one SQLite file, opened, made, checked. Layer 8
 * (store).
 *
 * One writer, any number of readers while it writes (write-ahead log). What was
 * committed survives the process and the machine. At rest the file stands
 * alone, without a log beside it. */
#ifndef NQ_STORE_ARCHIVE_H
#define NQ_STORE_ARCHIVE_H

#include "base/arena.h"
#include "base/buf.h"
#include "claim/claims.h"
#include "reuse/reuse.h"

#include <sqlite3.h>

/* PRAGMA application_id: "naql"; user_version: what schema.sql says, to be
 * raised with every change that old or new programs cannot read. */
#define NQ_STORE_APPLICATION 0x6e61716c
#define NQ_STORE_VERSION     2

extern const char nq_store_schema[];

typedef struct nq_store_tools { /* of the engine */
    const nq_text_tools *text;
    const nq_name_tools *name;
    const nq_reuse_tools *reuse;
} nq_store_tools;

struct nq_put;

typedef struct nq_archive {
    sqlite3 *db;
    const char *path; /* as messages have it; its own */
    nq_store_tools tools;
    struct nq_put *put; /* NULL: nothing was put yet */
    bool (*progress)(void *user, uint64_t done, uint64_t of);
    void *user; /* of it: nq_archive_heed */
    bool writing;
    bool begun; /* a transaction is open */
} nq_archive;

/* Opens an archive; `writing` makes one where there is none.
 *
 * path     NUL-terminated, of a file
 * out      zero on failure; to be closed
 * returns  NAQL_OK; NAQL_IO: not there, not to be read or written;
 *          NAQL_CORRUPT: no archive, of a newer version, or damaged;
 *          NAQL_LOCKED: another process writes; NAQL_NOMEM */
naql_status nq_archive_attach(const char *path, bool writing,
                              const nq_store_tools *tools, nq_archive *out,
                              naql_error *err);

/* Asks now and then, from the thread that asks the archive, whether to go on:
 * false ends a question with NAQL_CANCELLED. NULL: asks no more. `a` stays
 * where it is. */
void nq_archive_heed(nq_archive *a,
                     bool (*progress)(void *user, uint64_t done, uint64_t of),
                     void *user);

/* Rolls back what was not committed. */
void nq_archive_close(nq_archive *a);

naql_status nq_archive_begin(nq_archive *a, naql_error *err);
/* After a failure nothing since the last commit is kept. */
naql_status nq_archive_commit(nq_archive *a, naql_error *err);
/* Rolls back what was not committed. */
void nq_archive_undo(nq_archive *a);

/* A failure of SQLite as one of ours, with the archive's path in front. */
naql_status nq_archive_fail(const nq_archive *a, int code, naql_error *err);

/* A prepared statement; `sql` is a constant, never made of input. */
naql_status nq_archive_prepare(const nq_archive *a, const char *sql,
                               sqlite3_stmt **out, naql_error *err);

/* Next row: NAQL_OK, NAQL_END, or a failure. */
naql_status nq_archive_step(const nq_archive *a, sqlite3_stmt *s,
                            naql_error *err);

/* A column's text, borrowed until the next step; bytes that are no UTF-8, as
 * only a damaged or foreign file has, are an empty string. */
naql_str nq_column_str(sqlite3_stmt *s, int column);

/* Binds text that outlives the step; empty: NULL. */
void nq_bind_str(sqlite3_stmt *s, int parameter, naql_str text);

#endif
