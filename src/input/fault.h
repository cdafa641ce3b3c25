/* SPDX-License-Identifier: Apache-2.0
 *
 * fault.h - messages that name a document that was passed over. Layer 1
 * (input). */
#ifndef NQ_INPUT_FAULT_H
#define NQ_INPUT_FAULT_H

#include "base/status.h"

typedef struct nq_place {
    const char *path;
    uint64_t line; /* from 1; 0: none */
    uint64_t byte; /* of a record; UINT64_MAX: none */
} nq_place;

#define NQ_PLACE(path_) ((nq_place){(path_), 0, UINT64_MAX})

/* Fills *err with "PATH:LINE: what (skipped)" or "PATH: record at byte N: what
 * (skipped)" and returns `status`. A long path is cut at its start, so that
 * the reason is always there. */
naql_status nq_fault(naql_error *err, naql_status status, nq_place place,
                     const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same for a failure that came from below with its own message. */
naql_status nq_fault_from(naql_error *err, nq_place place,
                          const naql_error *cause);

#endif
