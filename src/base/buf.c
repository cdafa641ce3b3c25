/* SPDX-License-Identifier: Apache-2.0
 *
 * buf.c - bytes that grow, with a sticky error. Layer 0 (base). */
#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
nq_buf_clear(nq_buf *b)
{
    nq_mem_free(b->ptr);
    *b = (nq_buf){0};
}

void
nq_buf_reset(nq_buf *b)
{
    b->len = 0;
    b->failed = false;
}

bool
nq_buf_grow(nq_buf *b, size_t more)
{
    if (b->failed)
        return false;
    if (b->room - b->len >= more)
        return true;
    if (more > SIZE_MAX / 2 - b->len) {
        b->failed = true;
        return false;
    }
    size_t room = b->room ? b->room : 256;
    while (room < b->len + more)
        room *= 2;
    char *ptr = nq_mem_resize(b->ptr, room);
    if (!ptr) {
        b->failed = true;
        return false;
    }
    b->ptr = ptr;
    b->room = room;
    return true;
}

void
nq_buf_add(nq_buf *b, naql_str s)
{
    if (!s.len || !nq_buf_reserve(b, s.len))
        return;
    memcpy(b->ptr + b->len, s.ptr, s.len);
    b->len += s.len;
}

void
nq_buf_point(nq_buf *b, uint32_t code_point)
{
    if (nq_buf_reserve(b, 4))
        b->len += nq_utf8_write(code_point, b->ptr + b->len);
}

void
nq_buf_format(nq_buf *b, const char *format, ...)
{
    char small[256];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(small, sizeof(small), format, args);
    va_end(args);
    if (n < 0) {
        b->failed = true;
        return;
    }
    if ((size_t)n < sizeof(small)) {
        nq_buf_add(b, (naql_str){small, (size_t)n});
        return;
    }
    if (!nq_buf_reserve(b, (size_t)n + 1))
        return;
    va_start(args, format);
    vsnprintf(b->ptr + b->len, (size_t)n + 1, format, args);
    va_end(args);
    b->len += (size_t)n;
}
