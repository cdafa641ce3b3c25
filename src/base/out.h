/* SPDX-License-Identifier: Apache-2.0
 *
 * out.h - JSON written as it comes. Layer 0 (base).
 *
 * Keeps its first failure; callers write straight through and look once. Text
 * goes out as UTF-8, not \u escapes; control characters, U+2028/9 and bidi
 * controls are escaped. Commas and nesting are the writer's business. */
#ifndef NQ_BASE_OUT_H
#define NQ_BASE_OUT_H

#include "base/buf.h"

#include <string.h>

typedef struct nq_json_out {
    nq_buf *to;
    uint64_t comma; /* bit of each depth: something was written there */
    uint32_t depth;
    bool after_key;
} nq_json_out;

void nq_json_start(nq_json_out *j, nq_buf *to);
void nq_json_object(nq_json_out *j);
void nq_json_array(nq_json_out *j);
void nq_json_end(nq_json_out *j, char bracket); /* '}' or ']' */
void nq_json_key(nq_json_out *j, const char *key);
/* The same for a key that is a literal of plain letters: its marks and its
 * comma are part of it, and it is copied in one go: in line, where its length
 * is known. */
#define NQ_JSON_KEY(j, name)                                                   \
    nq_json_ready_key((j), ",\"" name "\":", sizeof(",\"" name "\":") - 1)
static inline __attribute__((always_inline)) void
nq_json_ready_key(nq_json_out *j, const char *text, size_t n)
{
    uint64_t bit = 1ull << (j->depth & 63);
    size_t first = !(j->comma & bit); /* the comma stays away */
    if (nq_buf_reserve(j->to, n)) {
        memcpy(j->to->ptr + j->to->len, text + first, n); /* its NUL at most */
        j->to->len += n - first;
    }
    j->comma |= bit;
    j->after_key = true;
}
void nq_json_str(nq_json_out *j, naql_str s);
/* A string that is known to need no escape. */
void nq_json_plain(nq_json_out *j, naql_str s);
void nq_json_str_or_null(nq_json_out *j, naql_str s); /* empty: null */
void nq_json_int(nq_json_out *j, int64_t n);
/* Two keys with their values: `"start":S,"end":E`. */
void nq_json_range(nq_json_out *j, uint32_t start, uint32_t end);
void nq_json_real(nq_json_out *j, double x, int decimals); /* no trailing 0 */
void nq_json_bool(nq_json_out *j, bool b);
void nq_json_null(nq_json_out *j);

/* For a text of which many slices are written: sets the bit of every
 * NQ_JSON_BLOCK bytes in which one may have to be escaped. A slice that touches
 * none of these is written by nq_json_plain. `bits` is zero, one for each block
 * that the text begins. */
#define NQ_JSON_BLOCK 16
void nq_json_awkward(naql_str text, uint64_t *bits);
/* Writes the text itself, of which these are the bits. */
void nq_json_text(nq_json_out *j, naql_str text, const uint64_t *bits);

#endif
