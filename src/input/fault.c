/* SPDX-License-Identifier: Apache-2.0
 *
 * fault.c - messages that name a document that was passed over. Layer 1
 * (input). */
#include "input/fault.h"

#include "base/io.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Room for the path in a message: the rest belongs to the reason. */
#define PATH_ROOM 90

static void
put_where(char *at, size_t room, nq_place place)
{
    const char *dots, *path = nq_io_path_end(place.path, PATH_ROOM, &dots);
    if (place.line)
        snprintf(at, room, "%s%s:%llu", dots, path,
                 (unsigned long long)place.line);
    else if (place.byte != UINT64_MAX)
        snprintf(at, room, "%s%s: record at byte %llu", dots, path,
                 (unsigned long long)place.byte);
    else
        snprintf(at, room, "%s%s", dots, path);
}

naql_status
nq_fault(naql_error *err, naql_status status, nq_place place,
         const char *format, ...)
{
    if (!err)
        return status;
    char where[PATH_ROOM + 48], what[sizeof err->message];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    put_where(where, sizeof where, place);
    return nq_fail(err, status, place.byte, "%s: %.*s (skipped)", where,
                   (int)(sizeof err->message - strlen(where) - 14), what);
}

naql_status
nq_fault_from(naql_error *err, nq_place place, const naql_error *cause)
{
    naql_error kept = *cause;
    nq_fault(err, kept.status, place, "%s", kept.message);
    if (err) {
        err->sys = kept.sys;
        if (err->offset == UINT64_MAX)
            err->offset = kept.offset;
    }
    return kept.status;
}
