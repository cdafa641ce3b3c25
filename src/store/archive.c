/* SPDX-License-Identifier: Apache-2.0
 *
 * archive.c - an archive: one SQLite file, opened, made, checked. Layer 8
 * (store). */
#include "store/archive.h"

#include "base/io.h"
#include "base/mem.h"
#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"
#include "name/keys.h"
#include "store/put.h"
#include "store/undone.h"

#include <stdio.h>

/* The longest value: the stems of the longest article, or its document. */
#define VALUE_BYTES (128 << 20)

/* Bytes of a path in a message: the rest belongs to the reason. */
#define PATH_ROOM 90

/* How long a writer waits for another one, whose turns are short. */
#define WAIT_MS 10000

/* How often it looks, where SQLite does not wait by itself. */
#define LOOK_MS 20

/* How often what others left undone is mended, for one statement: they could be
 * killed again. */
#define MENDINGS 3

/* Steps of SQLite between two times that the caller is asked whether to go on:
 * some ten answers, less than 10 ms. */
#define HEED_STEPS 1000

/* ---- Failures ---- */

static naql_status
status_of(int code)
{
    switch (code & 0xff) {
    case SQLITE_NOMEM:
        return NAQL_NOMEM;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL: /* many start at once */
        return NAQL_LOCKED;
    case SQLITE_TOOBIG:
        return NAQL_TOO_BIG;
    case SQLITE_INTERRUPT:
        return NAQL_CANCELLED;
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return NAQL_IO;
    default: /* SQLITE_CORRUPT, SQLITE_NOTADB, tables that are not there */
        return NAQL_CORRUPT;
    }
}

static bool
is_undone(const nq_archive *a)
{
    return sqlite3_extended_errcode(a->db) == SQLITE_READONLY_ROLLBACK;
}

naql_status
nq_archive_fail(const nq_archive *a, int code, naql_error *err)
{
    naql_status status = status_of(code);
    const char *path = a->path ? a->path : "archive";
    if (status == NAQL_LOCKED)
        return nq_fail(err, status, UINT64_MAX,
                       "%s: another program is writing to it; try again later",
                       path);
    if (status == NAQL_CANCELLED)
        return nq_fail(err, status, UINT64_MAX, "the question was broken off");
    if ((code & 0xff) == SQLITE_NOTADB)
        return nq_fail(err, status, UINT64_MAX, "%s: not an archive of naql",
                       path);
    if (is_undone(a))
        return nq_fail(err, status, UINT64_MAX,
                       "%s: who wrote to it last was killed; if it is an "
                       "archive of naql, one who may write has to open it",
                       path);
    if ((code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY)
        return nq_fail(
            err, status, UINT64_MAX,
            "%s: %s; its folder has to be there, and this user be "
            "allowed to write in it",
            path, a->writing ? "cannot be made or written" : "cannot be read");
    if (status == NAQL_CORRUPT)
        return nq_fail(err, status, UINT64_MAX,
                       "%s: the archive is damaged (%s); restore a copy or add "
                       "the articles to a new one",
                       path,
                       a->db ? sqlite3_errmsg(a->db) : sqlite3_errstr(code));
    return nq_fail(err, status, UINT64_MAX, "%s: %s", path,
                   sqlite3_errstr(code));
}

/* ---- Statements ---- */

/* Whether what failed may go now. */
static bool
is_mended(const nq_archive *a, int code, int *times)
{
    return (code & 0xff) == SQLITE_READONLY && is_undone(a) &&
           ++*times <= MENDINGS && nq_undone_mend(a->db, WAIT_MS);
}

naql_status
nq_archive_prepare(const nq_archive *a, const char *sql, sqlite3_stmt **out,
                   naql_error *err)
{
    int code, times = 0;
    do
        code = sqlite3_prepare_v3(a->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                  out, NULL);
    while (is_mended(a, code, &times));
    return code == SQLITE_OK ? NAQL_OK : nq_archive_fail(a, code, err);
}

naql_status
nq_archive_step(const nq_archive *a, sqlite3_stmt *s, naql_error *err)
{
    int code, times = 0;
    do
        code = sqlite3_step(s);
    while (is_mended(a, code, &times));
    if (code == SQLITE_ROW)
        return NAQL_OK;
    return code == SQLITE_DONE ? NAQL_END : nq_archive_fail(a, code, err);
}

naql_str
nq_column_str(sqlite3_stmt *s, int column)
{
    const unsigned char *text = sqlite3_column_text(s, column);
    int n = sqlite3_column_bytes(s, column);
    naql_str out = nq_str((const char *)text, text ? (size_t)n : 0);
    if (!out.len || nq_utf8_valid(out) != out.len)
        return NQ_STR("");
    return out;
}

void
nq_bind_str(sqlite3_stmt *s, int parameter, naql_str text)
{
    if (text.len)
        sqlite3_bind_text64(s, parameter, text.ptr, text.len, SQLITE_STATIC,
                            SQLITE_UTF8);
    else
        sqlite3_bind_null(s, parameter);
}

static naql_status
run(const nq_archive *a, const char *sql, naql_error *err)
{
    int code, times = 0;
    do
        code = sqlite3_exec(a->db, sql, NULL, NULL, NULL);
    while (is_mended(a, code, &times));
    return code == SQLITE_OK ? NAQL_OK : nq_archive_fail(a, code, err);
}

static naql_status
number_of(const nq_archive *a, const char *sql, int64_t *out, naql_error *err)
{
    sqlite3_stmt *s;
    NQ_TRY(nq_archive_prepare(a, sql, &s, err));
    naql_status status = nq_archive_step(a, s, err);
    *out = status == NAQL_OK ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_finalize(s);
    return status == NAQL_END ? NAQL_OK : status;
}

/* ---- Opening ---- */

/* naql_is_asked(asked, name): the library's word on names, in questions of
 * ours alone: the file does not know of it. */
static void
is_asked(sqlite3_context *c, int n, sqlite3_value **values)
{
    const nq_name_tools *tools = sqlite3_user_data(c);
    naql_str s[2];
    for (int i = 0; i < 2 && i < n; i++) {
        const unsigned char *text = sqlite3_value_text(values[i]);
        int len = sqlite3_value_bytes(values[i]);
        s[i] = nq_str((const char *)text, text ? (size_t)len : 0);
        if (!s[i].len || nq_utf8_valid(s[i]) != s[i].len) {
            sqlite3_result_int(c, 0);
            return;
        }
    }
    sqlite3_result_int(c, nq_name_is_asked(tools, s[0], s[1]));
}

static naql_status
add_function(nq_archive *a, naql_error *err)
{
    int code = sqlite3_create_function_v2(
        a->db, "naql_is_asked", 2,
        SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
        (void *)(uintptr_t)a->tools.name, is_asked, NULL, NULL, NULL);
    return code == SQLITE_OK ? NAQL_OK : nq_archive_fail(a, code, err);
}

/* A file from elsewhere runs nothing: no function, no extension, no trigger.
 * Pages are checked as they are read. */
static naql_status
harden(nq_archive *a, naql_error *err)
{
    sqlite3_busy_timeout(a->db, WAIT_MS);
    sqlite3_limit(a->db, SQLITE_LIMIT_LENGTH, VALUE_BYTES);
    sqlite3_db_config(a->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(a->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(a->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(a->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    return run(a,
               "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;"
               "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32768",
               err);
}

static naql_status
make_tables(nq_archive *a, naql_error *err)
{
    _Static_assert(NQ_STORE_APPLICATION == 1851879788, "as below");
    _Static_assert(NQ_STORE_VERSION == 2, "as below");
    NQ_TRY(run(a, nq_store_schema, err));
    return run(a, "PRAGMA application_id=1851879788; PRAGMA user_version=2",
               err);
}

/* Whose file is it, and of which version? One with nothing in it can become an
 * archive. */
static naql_status
identify(const nq_archive *a, bool *empty, naql_error *err)
{
    int64_t tables, application, version;
    NQ_TRY(number_of(a, "SELECT count(*) FROM sqlite_schema", &tables, err));
    NQ_TRY(number_of(a, "PRAGMA application_id", &application, err));
    NQ_TRY(number_of(a, "PRAGMA user_version", &version, err));
    *empty = !tables && !application;
    if (*empty && a->writing)
        return NAQL_OK;
    if (application != NQ_STORE_APPLICATION)
        return nq_fail(err, NAQL_CORRUPT, UINT64_MAX,
                       "%s: not an archive of naql", a->path);
    if (version > NQ_STORE_VERSION)
        return nq_fail(err, NAQL_CORRUPT, UINT64_MAX,
                       "%s: the archive was made by a newer version of naql "
                       "(form %lld, this one reads %d)",
                       a->path, (long long)version, NQ_STORE_VERSION);
    if (version < NQ_STORE_VERSION)
        return nq_fail(err, NAQL_CORRUPT, UINT64_MAX,
                       "%s: the archive was made by an older version of naql "
                       "(form %lld, this one reads %d): add its articles to a "
                       "new one",
                       a->path, (long long)version, NQ_STORE_VERSION);
    return NAQL_OK;
}

/* Where the journal is changed SQLite waits for nobody, neither for another
 * program that does the same nor for one that writes without a log. */
static naql_status
use_log(const nq_archive *a, naql_error *err)
{
    naql_status status;
    sqlite3_busy_timeout(a->db, 0);
    for (int waited = 0;; waited += LOOK_MS) {
        status = run(a, "PRAGMA journal_mode=WAL", err);
        if (status != NAQL_LOCKED || waited >= WAIT_MS)
            break;
        sqlite3_sleep(LOOK_MS);
    }
    sqlite3_busy_timeout(a->db, WAIT_MS);
    return status == NAQL_OK ? run(a, "PRAGMA synchronous=FULL", err) : status;
}

/* Two that make the same archive take turns. */
static naql_status
check(nq_archive *a, naql_error *err)
{
    bool empty;
    if (!a->writing)
        return identify(a, &empty, err);
    NQ_TRY(use_log(a, err));
    NQ_TRY(nq_archive_begin(a, err));
    NQ_TRY(identify(a, &empty, err));
    if (empty)
        NQ_TRY(make_tables(a, err));
    return nq_archive_commit(a, err);
}

/* A file that is no archive of ours is not to be changed, not even its journal
 * mode: it is looked at first. */
static naql_status
look(const char *path, const nq_archive *a, naql_error *err)
{
    nq_archive seen = {.path = a->path, .writing = true};
    bool empty;
    naql_status status = NAQL_OK;
    int code = sqlite3_open_v2(
        path, &seen.db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(seen.db, WAIT_MS);
        status = identify(&seen, &empty, err);
    }
    sqlite3_close(seen.db); /* where there is none, it is made */
    return status;
}

/* Of a folder, a device or a file that may not be reached SQLite says no more
 * than that something went wrong. */
static naql_status
look_at_file(const char *path, const nq_archive *a, naql_error *err)
{
    nq_io_kind kind;
    uint64_t size;
    naql_error why = {.message = ""};
    bool there = nq_io_look(path, &kind, &size, &why) == NAQL_OK;
    if (!there && !a->writing)
        return nq_fail(err, NAQL_IO, UINT64_MAX, "%s: %s%.60s%s", a->path,
                       nq_io_missing(&why) ? "no archive: " : "", why.message,
                       nq_io_missing(&why) ? "; naql add PATH makes one" : "");
    if (there && kind != NQ_IO_FILE)
        return nq_fail(err, NAQL_IO, UINT64_MAX,
                       "%s: is a %s; an archive is a file", a->path,
                       kind == NQ_IO_FOLDER ? "folder" : "device");
    return NAQL_OK; /* where there is none, it is made */
}

static naql_status
open_file(const char *path, nq_archive *a, naql_error *err)
{
    NQ_TRY(look_at_file(path, a, err));
    int flags = a->writing ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                           : SQLITE_OPEN_READONLY;
    if (a->writing)
        NQ_TRY(look(path, a, err));
    int code = sqlite3_open_v2(path, &a->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK)
        return nq_archive_fail(a, code, err);
    if (a->writing && sqlite3_db_readonly(a->db, "main"))
        return nq_fail(err, NAQL_IO, UINT64_MAX,
                       "%s: cannot be written: this user may only read it",
                       a->path);
    NQ_TRY(harden(a, err));
    NQ_TRY(add_function(a, err));
    return check(a, err);
}

/* To SQLite some names that are no paths mean something: ":memory:", "file:"
 * and what follows. In front of them stands the folder. */
static char *
name_of(const char *path)
{
    bool special = *path == ':' || !strncmp(path, "file:", 5);
    size_t room = strlen(path) + 3;
    char *name = nq_mem_alloc(room);
    if (name)
        snprintf(name, room, "%s%s", special ? "./" : "", path);
    return name;
}

/* A path as messages have it: its end, when it is long. */
static char *
shown_of(const char *path)
{
    const char *dots, *end = nq_io_path_end(path, PATH_ROOM, &dots);
    size_t room = strlen(dots) + strlen(end) + 1;
    char *shown = nq_mem_alloc(room);
    if (shown)
        snprintf(shown, room, "%s%s", dots, end);
    return shown;
}

naql_status
nq_archive_attach(const char *path, bool writing, const nq_store_tools *tools,
                  nq_archive *out, naql_error *err)
{
    char *name = name_of(path);
    *out = (nq_archive){
        .path = shown_of(path), .tools = *tools, .writing = writing};
    naql_status status =
        name && out->path
            ? open_file(name, out, err)
            : nq_fail(err, NAQL_NOMEM, UINT64_MAX, "out of memory");
    nq_mem_free(name);
    if (status != NAQL_OK)
        nq_archive_close(out);
    return status;
}

static int
broken_off(void *user)
{
    const nq_archive *a = user;
    return !a->progress(a->user, 0, 0);
}

void
nq_archive_heed(nq_archive *a,
                bool (*progress)(void *user, uint64_t done, uint64_t of),
                void *user)
{
    a->progress = progress;
    a->user = user;
    sqlite3_progress_handler(a->db, HEED_STEPS, progress ? broken_off : NULL,
                             a);
}

naql_status
nq_archive_begin(nq_archive *a, naql_error *err)
{
    if (!a->begun)
        NQ_TRY(run(a, "BEGIN IMMEDIATE", err));
    a->begun = true;
    return NAQL_OK;
}

void
nq_archive_undo(nq_archive *a)
{
    if (a->begun)
        sqlite3_exec(a->db, "ROLLBACK", NULL, NULL, NULL);
    a->begun = false;
}

naql_status
nq_archive_commit(nq_archive *a, naql_error *err)
{
    naql_status status = a->begun ? run(a, "COMMIT", err) : NAQL_OK;
    if (status != NAQL_OK)
        nq_archive_undo(a);
    a->begun = false;
    return status;
}

void
nq_archive_close(nq_archive *a)
{
    char *path = (char *)(uintptr_t)a->path;
    nq_put_free(a->put);
    nq_archive_undo(a);
    if (a->writing && a->db) { /* a reader may be in the way: the log stays */
        sqlite3_busy_timeout(a->db, 0);
        sqlite3_exec(a->db, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
    }
    sqlite3_close(a->db);
    nq_mem_free(path);
    *a = (nq_archive){0};
}
