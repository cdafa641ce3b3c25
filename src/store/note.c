/* SPDX-License-Identifier: Apache-2.0
 *
 * note.c - what a program that fills an archive has to remember with it. Layer
 * 8 (store). */
#include "store/note.h"

#include "base/status.h"
#include "base/str.h"

static const char put[] = "INSERT OR REPLACE INTO notes VALUES (?1, ?2, ?3)";
static const char take[] = "DELETE FROM notes WHERE kind = ?1 AND key = ?2";
static const char get[] =
    "SELECT value FROM notes WHERE kind = ?1 AND key = ?2";

static void
bind(sqlite3_stmt *s, int parameter, naql_str text)
{
    sqlite3_bind_text64(s, parameter, text.len ? text.ptr : "", text.len,
                        SQLITE_STATIC, SQLITE_UTF8);
}

naql_status
nq_archive_note(nq_archive *a, naql_str kind, naql_str key, naql_str value,
                naql_error *err)
{
    sqlite3_stmt *s;
    NQ_TRY(nq_archive_begin(a, err));
    NQ_TRY(nq_archive_prepare(a, value.len ? put : take, &s, err));
    bind(s, 1, kind);
    bind(s, 2, key);
    if (value.len)
        bind(s, 3, value);
    naql_status status = nq_archive_step(a, s, err);
    sqlite3_finalize(s);
    return status == NAQL_END ? NAQL_OK : status;
}

naql_status
nq_archive_noted(nq_archive *a, naql_str kind, naql_str key, nq_arena *arena,
                 naql_str *value, naql_error *err)
{
    sqlite3_stmt *s;
    *value = NQ_STR("");
    NQ_TRY(nq_archive_prepare(a, get, &s, err));
    bind(s, 1, kind);
    bind(s, 2, key);
    naql_status status = nq_archive_step(a, s, err);
    if (status == NAQL_OK) {
        *value = nq_arena_str(arena, nq_column_str(s, 0));
        if (!value->ptr)
            status = nq_fail_named(err, NAQL_NOMEM);
    }
    sqlite3_finalize(s);
    return status == NAQL_END ? NAQL_NOT_FOUND : status;
}
