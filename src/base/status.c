/* SPDX-License-Identifier: Apache-2.0
 *
 * status.c - starting a failure, naming it. Layer 0 (base). */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

naql_status
nq_fail(naql_error *err, naql_status status, uint64_t at, const char *format,
        ...)
{
    if (!err)
        return status;
    *err = (naql_error){.status = status, .offset = at};
    va_list args;
    va_start(args, format);
    int n = vsnprintf(err->message, sizeof(err->message), format, args);
    va_end(args);
    if (n < 0)
        err->message[0] = 0;
    /* A cut message must not end inside a UTF-8 character. */
    if (n >= (int)sizeof(err->message)) {
        size_t end = sizeof(err->message) - 1;
        while (end && ((unsigned char)err->message[end - 1] & 0xc0) == 0x80)
            end--;
        if (end && (unsigned char)err->message[end - 1] >= 0xc0)
            end--;
        err->message[end] = 0;
    }
    return status;
}

naql_status
nq_fail_named(naql_error *err, naql_status status)
{
    return status == NAQL_OK
               ? status
               : nq_fail(err, status, UINT64_MAX, "%s", nq_status_name(status));
}

const char *
nq_status_name(naql_status status)
{
    static const char *const names[] = {
        [NAQL_OK] = "ok",
        [NAQL_END] = "end",
        [NAQL_NOT_FOUND] = "not found",
        [NAQL_BAD_ARG] = "bad argument",
        [NAQL_NOMEM] = "out of memory",
        [NAQL_IO] = "input or output failed",
        [NAQL_BAD_INPUT] = "bad input",
        [NAQL_TOO_BIG] = "too big",
        [NAQL_CORRUPT] = "damaged data",
        [NAQL_LOCKED] = "locked",
        [NAQL_CANCELLED] = "cancelled",
    };
    size_t i = (size_t)status;
    return i < sizeof(names) / sizeof(*names) ? names[i] : "unknown";
}
