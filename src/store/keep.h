/* SPDX-License-Identifier: Apache-2.0
 *
 * keep.h - answers of servers, kept as records of web archives beside an
 * archive. Layer 8 (store).
 *
 * A file a month, ARCHIVE-2030-05.warc.gz, to which records are added, each a
 * member of gzip; one process at a time does so. Source: ISO 28500:2017. */
#ifndef NQ_STORE_KEEP_H
#define NQ_STORE_KEEP_H

#include "base/buf.h"
#include "base/io.h"
#include "input/sha1.h"
#include "store/archive.h"

typedef struct nq_keep {    /* zero-initialised: no file is open */
    const nq_archive *rows; /* that rest on the files; NULL: not known */
    nq_log *log;
    nq_buf path;   /* of the file, NUL at the end */
    int32_t month; /* 12 * year + month - 1 */
    uint64_t end;  /* bytes of it */
    nq_buf block;  /* room to work: of a record, and the record */
    nq_buf record, packed;
    nq_sha1_kernel sha1;
} nq_keep;

/* Adds a record for what was fetched, and one for what a feed told of it, and
 * syncs.
 *
 * What a kill or the loss of power left of a record at the end of the file,
 * behind the last that the archive rests on, is cut off first: readers would
 * take the next record for the rest of it.
 *
 * archive  path of the archive that the file is to lie beside
 * offset   byte of the file where the record starts
 * returns  NAQL_OK, NAQL_IO, NAQL_LOCKED (another process adds to the file),
 *          NAQL_NOMEM; after a failure the file is what it was */
naql_status nq_keep_add(nq_keep *k, const char *archive,
                        const naql_fetched *what, uint64_t *offset,
                        naql_error *err);
void nq_keep_close(nq_keep *k);

/* "2030-05-01T08:00:00Z" of seconds since 1970. */
void nq_keep_time(int64_t second, char out[21]);

#endif
