/* SPDX-License-Identifier: Apache-2.0
 *
 * json.h - strict pull reader of JSON (RFC 8259). Layer 0 (base).
 *
 * No recursion, depth bounded by limits.h, one pass. Strings come out
 * unescaped in a caller's buffer; invalid UTF-8, lone surrogates, control
 * characters, NaN and trailing commas are errors with their byte offset. */
#ifndef NQ_BASE_JSON_H
#define NQ_BASE_JSON_H

#include "base/buf.h"
#include "base/limits.h"

typedef enum nq_json_kind {
    NQ_JSON_OBJECT, /* { */
    NQ_JSON_OBJECT_END,
    NQ_JSON_ARRAY,
    NQ_JSON_ARRAY_END,
    NQ_JSON_KEY,
    NQ_JSON_STRING,
    NQ_JSON_NUMBER, /* text of the number */
    NQ_JSON_TRUE,
    NQ_JSON_FALSE,
    NQ_JSON_NULL,
    NQ_JSON_DONE /* the value is complete and only white space follows */
} nq_json_kind;

typedef struct nq_json {
    naql_str in;
    size_t at;       /* next byte */
    naql_str text;   /* of KEY, STRING, NUMBER: into `in` or `scratch` */
    nq_buf *scratch; /* holds unescaped strings until the next _next */
    uint32_t depth;
    uint8_t state;
    unsigned char stack[NQ_MAX_JSON_DEPTH]; /* '{' or '[' */
} nq_json;

/* `in` holds one value with white space around it; `scratch` is the caller's
 * and grows to the longest string with escapes. Neither may change before the
 * last _next. */
void nq_json_open(nq_json *j, naql_str in, nq_buf *scratch);
/* NAQL_BAD_INPUT with err->offset; NAQL_TOO_BIG beyond the depth limit;
 * NAQL_NOMEM. After a failure the reader is not used again. */
naql_status nq_json_next(nq_json *j, nq_json_kind *kind, naql_error *err);
/* Skips the value that starts at the next token, checking it as strictly. */
naql_status nq_json_skip(nq_json *j, naql_error *err);

/* Number of bytes before the first '"', '\\' or control character of `s`;
 * s.len when there is none. *high has bit 7 set when one of them is not
 * ASCII. The plain one is there for the test that compares them. */
size_t nq_json_run(naql_str s, unsigned char *high);
size_t nq_json_run_plain(naql_str s, unsigned char *high);

#endif
