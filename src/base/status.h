/* SPDX-License-Identifier: Apache-2.0
 *
 * status.h - passing failures up, and starting one. Layer 0 (base). */
#ifndef NQ_BASE_STATUS_H
#define NQ_BASE_STATUS_H

#include "naql.h"

#include <assert.h>

/* Passes a failure up unchanged. */
#define NQ_TRY(call)                                                           \
    do {                                                                       \
        naql_status nq_try_status_ = (call);                                   \
        if (nq_try_status_ != NAQL_OK)                                         \
            return nq_try_status_;                                             \
    } while (0)

/* For our own mistakes, never for input. On in every build but release. */
#define NQ_ASSERT(truth) assert(truth)

/* Fills *err (which may be NULL) and returns `status`.
 *
 * at      byte in the source, UINT64_MAX when unknown
 * format  printf format of a one-line message in lower case, no full stop */
naql_status nq_fail(naql_error *err, naql_status status, uint64_t at,
                    const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same with the name of the status for its message. NAQL_OK is no failure
 * and passes. */
naql_status nq_fail_named(naql_error *err, naql_status status);

/* The name of a status in lower case, "bad input"; static storage. */
const char *nq_status_name(naql_status status);

#endif
