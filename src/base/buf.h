/* SPDX-License-Identifier: Apache-2.0
 *
 * buf.h - bytes that grow, with a sticky error. Layer 0 (base).
 *
 * Callers write straight through and look at `failed` once, at the end. */
#ifndef NQ_BASE_BUF_H
#define NQ_BASE_BUF_H

#include "naql.h"

typedef struct nq_buf {
    char *ptr;
    size_t len, room;
    bool failed; /* memory ran out; later writes do nothing */
} nq_buf;

void nq_buf_clear(nq_buf *b); /* frees; zero-initialised is valid */
void nq_buf_reset(nq_buf *b); /* len 0, keeps the memory, clears `failed` */
bool nq_buf_grow(nq_buf *b, size_t more);
/* Room for so many bytes behind the others; false: out of memory. */
static inline bool
nq_buf_reserve(nq_buf *b, size_t more)
{
    return (b->room - b->len >= more && !b->failed) || nq_buf_grow(b, more);
}
void nq_buf_add(nq_buf *b, naql_str s);
static inline void
nq_buf_byte(nq_buf *b, char byte)
{
    if (nq_buf_reserve(b, 1))
        b->ptr[b->len++] = byte;
}
void nq_buf_point(nq_buf *b, uint32_t code_point); /* as UTF-8 */
void nq_buf_format(nq_buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static inline naql_str
nq_buf_str(const nq_buf *b) /* borrowed until the next write */
{
    return (naql_str){b->ptr ? b->ptr : "", b->len};
}

#endif
