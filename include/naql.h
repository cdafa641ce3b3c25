/* SPDX-License-Identifier: Apache-2.0
 *
 * naql.h - the public interface of libnaql, and its only installed header.
 *
 * naql reads Arabic news articles and tells how the news was carried. */
#ifndef NAQL_H
#define NAQL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define NAQL_API __attribute__((visibility("default")))
#else
#define NAQL_API
#endif

/* ---- Values ------------------------------------------------------------ */

typedef enum naql_status { /* numbers are frozen; new ones at the end */
                           NAQL_OK = 0,
                           NAQL_END,       /* iterator finished; not an error */
                           NAQL_NOT_FOUND, /* valid question, empty answer */
                           NAQL_BAD_ARG,
                           NAQL_NOMEM,
                           NAQL_IO,        /* err->sys holds errno */
                           NAQL_BAD_INPUT, /* the bytes are not what they claim
                                              to be */
                           NAQL_TOO_BIG,   /* over a limit of limits.h */
                           NAQL_CORRUPT, /* a table, model or archive fails its
                                            checks */
                           NAQL_LOCKED,
                           NAQL_CANCELLED
} naql_status;

typedef struct naql_str { /* borrowed UTF-8, no NUL at the end */
    const char *ptr;
    size_t len; /* bytes */
} naql_str;

typedef struct naql_span { /* bytes of an article's clean text, half-open */
    uint32_t start, end;
} naql_span;

typedef struct naql_error { /* the caller's; NULL is allowed everywhere */
    naql_status status;
    int sys;         /* errno or 0 */
    uint64_t offset; /* byte in the source, UINT64_MAX: unknown */
    char message[200];
} naql_error;

#ifdef __cplusplus
}
#endif
#endif
