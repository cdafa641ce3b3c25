/* SPDX-License-Identifier: Apache-2.0
 *
 * undone.c - what a program that was killed left in the midst of it. Layer 8
 * (store). */
#include "store/undone.h"

#include "store/archive.h"

#include <stdio.h>
#include <string.h>

enum { ID_AT = 68, PAGE = 4096 }; /* of the form of SQLite's files */

/* By its header, as nothing in it can be asked for. One that was about to be
 * made has a page and says nothing yet. The file is read by SQLite: closed by
 * anyone else, it would lose the locks of this process. */
static bool
is_ours(sqlite3 *db)
{
    unsigned char id[4];
    sqlite3_int64 size;
    sqlite3_file *f = NULL;
    sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &f);
    if (!f || !f->pMethods || f->pMethods->xFileSize(f, &size) != SQLITE_OK ||
        f->pMethods->xRead(f, id, sizeof id, ID_AT) != SQLITE_OK)
        return false;
    uint32_t told = (uint32_t)id[0] << 24 | (uint32_t)id[1] << 16 |
                    (uint32_t)id[2] << 8 | id[3];
    return told == NQ_STORE_APPLICATION || (!told && size <= PAGE);
}

/* A journal that names another one at its end, as those do that are of several
 * files, has SQLite delete that one: from elsewhere, it could be any file. */
static bool
is_alone(sqlite3 *db)
{
    static const unsigned char mark[] = {0xd9, 0xd5, 0x05, 0xf9,
                                         0x20, 0xa1, 0x63, 0xd7};
    unsigned char end[sizeof mark] = {0};
    FILE *f =
        fopen(sqlite3_filename_journal(sqlite3_db_filename(db, "main")), "rb");
    if (!f) /* somebody else was faster */
        return true;
    bool alone = fseek(f, -(long)sizeof end, SEEK_END) != 0 ||
                 fread(end, sizeof end, 1, f) != 1 ||
                 memcmp(end, mark, sizeof end) != 0;
    fclose(f);
    return alone;
}

bool
nq_undone_mend(sqlite3 *db, int wait_ms)
{
    sqlite3 *writer;
    if (!is_ours(db) || !is_alone(db))
        return false;
    int code =
        sqlite3_open_v2(sqlite3_db_filename(db, "main"), &writer,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(writer, wait_ms);
        code = sqlite3_exec(writer, "PRAGMA user_version", NULL, NULL, NULL);
    }
    sqlite3_close(writer);
    return code == SQLITE_OK;
}
