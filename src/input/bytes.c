/* SPDX-License-Identifier: Apache-2.0
 *
 * bytes.c - a window that moves over a stream of bytes. Layer 1 (input).
 *
 * Knows nothing of what the bytes mean, nor of where they come from. */
#include "input/bytes.h"

#include "base/mem.h"
#include "base/status.h"
#include "base/str.h"
#include "input/tune.h"

void
nq_bytes_init(nq_bytes *b, nq_pull pull, void *from)
{
    *b = (nq_bytes){.pull = pull, .from = from};
}

void
nq_bytes_init_memory(nq_bytes *b, naql_str memory)
{
    *b = (nq_bytes){.buf = memory.ptr,
                    .end = memory.len,
                    .room = memory.len,
                    .ended = true};
}

void
nq_bytes_clear(nq_bytes *b)
{
    nq_mem_free(b->own);
    b->own = NULL;
    b->buf = NULL;
    b->room = b->start = b->end = 0;
    b->ended = true;
}

static void
end_with(nq_bytes *b, naql_status status)
{
    b->ended = true;
    if (status != NAQL_OK)
        b->failure.status = status;
}

/* Room for `want` bytes from b->start on, and for something new behind what
 * is there. A window that one long line made huge is given back after it. */
static bool
make_room(nq_bytes *b, size_t want)
{
    size_t held = b->end - b->start;
    size_t room = b->room ? b->room : NQ_TUNE_WINDOW_BYTES;
    while (room < want || room - held < NQ_TUNE_WINDOW_BYTES / 4)
        room *= 2;
    if (held < NQ_TUNE_WINDOW_BYTES / 4 && want <= NQ_TUNE_WINDOW_BYTES)
        room = NQ_TUNE_WINDOW_BYTES;
    if (room == b->room) {
        if (b->start > 0 && held > 0)
            memmove(b->own, b->own + b->start, held);
    } else {
        char *buf = nq_mem_alloc(room);
        if (!buf)
            return false;
        if (held > 0)
            memcpy(buf, b->buf + b->start, held);
        nq_mem_free(b->own);
        b->own = buf;
        b->buf = buf;
        b->room = room;
    }
    b->start = 0;
    b->end = held;
    return true;
}

/* Reads once. */
static void
refill(nq_bytes *b, size_t want)
{
    if (b->room - b->start < want ||
        b->room - b->end < NQ_TUNE_WINDOW_BYTES / 4) {
        if (!make_room(b, want)) {
            nq_fail(&b->failure, NAQL_NOMEM, b->offset, "out of memory");
            b->ended = true;
            return;
        }
    }
    size_t n = 0;
    naql_status status =
        b->pull(b->from, b->own + b->end, b->room - b->end, &n, &b->failure);
    b->end += n;
    if (status != NAQL_OK || n == 0)
        end_with(b, status);
}

naql_str
nq_bytes_peek(nq_bytes *b, size_t want)
{
    while (b->end - b->start < want && !b->ended)
        refill(b, want);
    return nq_str(b->buf ? b->buf + b->start : "", b->end - b->start);
}

void
nq_bytes_skip(nq_bytes *b, size_t n)
{
    NQ_ASSERT(n <= b->end - b->start);
    b->start += n;
    b->offset += n;
}

bool
nq_bytes_pass(nq_bytes *b, uint64_t n)
{
    while (n > 0) {
        size_t held = nq_bytes_peek(b, 1).len;
        if (held == 0)
            return false;
        size_t step = held < n ? held : (size_t)n;
        nq_bytes_skip(b, step);
        n -= step;
    }
    return true;
}

/* Passes over the rest of a line that is too long to be held. */
static void
pass_line(nq_bytes *b)
{
    for (;;) {
        naql_str held = nq_bytes_peek(b, 1);
        if (held.len == 0)
            return;
        const char *feed = memchr(held.ptr, '\n', held.len);
        nq_bytes_skip(b, feed ? (size_t)(feed - held.ptr) + 1 : held.len);
        if (feed)
            return;
    }
}

naql_status
nq_bytes_line(nq_bytes *b, size_t limit, naql_str *line)
{
    size_t seen = 0;
    naql_str held = nq_bytes_peek(b, 1);
    for (;;) {
        const char *feed = held.len > seen
                               ? memchr(held.ptr + seen, '\n', held.len - seen)
                               : NULL;
        if (feed) {
            *line = nq_str(held.ptr, (size_t)(feed - held.ptr));
            nq_bytes_skip(b, line->len + 1);
            return line->len > limit ? NAQL_TOO_BIG : NAQL_OK;
        }
        if (held.len > limit) {
            *line = NQ_STR("");
            pass_line(b);
            return NAQL_TOO_BIG;
        }
        seen = held.len;
        held = nq_bytes_peek(b, seen + 1);
        if (held.len == seen)
            break;
    }
    bool whole = held.len > 0 && b->failure.status == NAQL_OK;
    *line = held;
    nq_bytes_skip(b, held.len);
    return whole ? NAQL_OK : NAQL_END;
}

void
nq_bytes_resume(nq_bytes *b)
{
    b->failure = (naql_error){0};
    b->ended = false;
}
