/* SPDX-License-Identifier: Apache-2.0
 *
 * http.h - the answer of a web server, as it was stored. Layer 1 (input). */
#ifndef NQ_INPUT_HTTP_H
#define NQ_INPUT_HTTP_H

#include "base/arena.h"
#include "base/buf.h"

/* The value of a head line, "Content-Type: text/html", without white space;
 * empty when there is none. `head` is lines; names in any case. */
naql_str nq_head_value(naql_str head, const char *name);

/* Where the empty line behind a head starts what follows; SIZE_MAX: none. */
size_t nq_head_end(naql_str bytes);

/* "text/html; charset=utf-8" -> "utf-8"; empty: it names none. */
naql_str nq_http_label(naql_str type);

typedef struct nq_http {
    unsigned status;
    naql_str type;  /* "text/html", lower case is not assured */
    naql_str label; /* charset of the type */
    naql_str sent;  /* what follows the head, as it is stored */
    naql_str body;  /* the same, chunks joined; still packed when it was */
    bool packed;    /* gzip or deflate; `br` is refused */
} nq_http;

/* Reads a stored answer. Chunks are joined in `joined`.
 *
 * returns  NAQL_OK; NAQL_BAD_INPUT with a reason; NAQL_NOMEM */
naql_status nq_http_read(naql_str bytes, nq_buf *joined, nq_http *out,
                         naql_error *err);

#endif
