/* SPDX-License-Identifier: Apache-2.0
 *
 * undone.h - what a program that was killed left in the midst of it. Layer 8
 * (store). */
#ifndef NQ_STORE_UNDONE_H
#define NQ_STORE_UNDONE_H

#include <stdbool.h>

#include <sqlite3.h>

/* Between the log, in which all is written, and the file that stands alone lies
 * a moment with a rollback journal, and so does the making of a file. Who is
 * killed there leaves the journal; one who only reads may not roll it back and
 * is told SQLITE_READONLY_ROLLBACK, for ever. It is done here, if `db`, a
 * connection that was told so, is of an archive of naql.
 *
 * wait_ms  how long another one is waited for that does the same
 * returns  whether it is worth trying again */
bool nq_undone_mend(sqlite3 *db, int wait_ms);

#endif
