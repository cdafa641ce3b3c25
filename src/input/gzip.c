/* SPDX-License-Identifier: Apache-2.0
 *
 * gzip.c - members of a gzip file (RFC 1952). Layer 1 (input). */
#include "input/gzip.h"

#include "base/str.h"
#include "input/tune.h"

enum {
    HEAD_BYTES = 10,
    END_BYTES = 8,
    /* bits of the head's flags; what is not named is reserved */
    HAS_CRC = 2,
    HAS_EXTRA = 4,
    HAS_NAME = 8,
    HAS_COMMENT = 16,
    RESERVED = 0xe0
};

static const char too_early[] = "it ends too early";

void
nq_gzip_init(nq_gzip *g)
{
    *g = (nq_gzip){.whole = nq_whole_new(), .small = true};
}

void
nq_gzip_clear(nq_gzip *g)
{
    nq_deflate_free(g->stream);
    nq_whole_free(g->whole);
    *g = (nq_gzip){0};
}

void
nq_gzip_reset(nq_gzip *g)
{
    if (g->stream)
        nq_deflate_reset(g->stream);
    g->in_stream = g->cut = false;
    g->size = 0;
}

/* ---- Heads --------------------------------------------------------------- */

/* The n bytes at `at`, the least first. */
static uint32_t
number(const char *at, unsigned n)
{
    uint32_t value = 0;
    while (n-- > 0)
        value = value << 8 | (unsigned char)at[n];
    return value;
}

/* Passes over a string and the zero behind it. */
static bool
pass_string(nq_bytes *in)
{
    for (;;) {
        naql_str held = nq_bytes_peek(in, 1);
        if (held.len == 0)
            return false;
        const char *zero = memchr(held.ptr, '\0', held.len);
        nq_bytes_skip(in, zero ? (size_t)(zero - held.ptr) + 1 : held.len);
        if (zero)
            return true;
    }
}

static bool
pass_extra(nq_bytes *in)
{
    naql_str held = nq_bytes_peek(in, 2);
    return held.len >= 2 &&
           nq_bytes_pass(in, 2 + (uint64_t)number(held.ptr, 2));
}

static const char *
read_head(nq_bytes *in)
{
    naql_str held = nq_bytes_peek(in, HEAD_BYTES);
    if (held.len < HEAD_BYTES)
        return too_early;
    unsigned char flags = (unsigned char)held.ptr[3];
    if (!nq_str_starts(held, NQ_STR("\x1f\x8b\x08")) || (flags & RESERVED))
        return "a head of no known form";
    nq_bytes_skip(in, HEAD_BYTES);
    bool whole = (!(flags & HAS_EXTRA) || pass_extra(in)) &&
                 (!(flags & HAS_NAME) || pass_string(in)) &&
                 (!(flags & HAS_COMMENT) || pass_string(in)) &&
                 (!(flags & HAS_CRC) || nq_bytes_pass(in, 2));
    return whole ? NULL : too_early;
}

/* Checks what stands behind the stream, which ends `used` bytes on. Only a
 * member that is good is passed over: damage can make a stream run on into the
 * next one, which is then looked for from where this step began. */
static const char *
read_end(nq_gzip *g, nq_bytes *in, size_t used)
{
    naql_str held = nq_bytes_peek(in, used + END_BYTES);
    if (held.len < used + END_BYTES) { /* told when its bytes are handed out */
        nq_bytes_skip(in, used);
        g->cut = true;
        return NULL;
    }
    uint32_t crc = number(held.ptr + used, 4);
    uint32_t size = number(held.ptr + used + 4, 4);
    if (crc != nq_deflate_crc(g->stream))
        return "its checksum is wrong";
    if (size != g->size)
        return "its length is wrong";
    nq_bytes_skip(in, used + END_BYTES);
    return NULL;
}

/* ---- Small members ------------------------------------------------------- */

/* Reads the member whose head was just read, and its end, if all of it is in
 * the window and what it holds fits. False: nothing was done. */
static bool
read_whole(nq_gzip *g, nq_bytes *in, nq_gzip_step *s)
{
    nq_whole_try t = {
        .in = nq_bytes_peek(in, 1), .out = s->at, .room = s->room};
    if (!nq_whole_unpack(g->whole, &t)) {
        g->small = !t.too_large;
        return false;
    }
    if (t.in.len - t.used < END_BYTES ||
        number(t.in.ptr + t.used, 4) != t.crc ||
        number(t.in.ptr + t.used + 4, 4) != (uint32_t)t.n)
        return false; /* the long way tells what is wrong */
    nq_bytes_skip(in, t.used + END_BYTES);
    s->n = t.n;
    s->ended = true;
    return true;
}

/* ---- Streams ------------------------------------------------------------- */

static naql_status
read_stream(nq_gzip *g, nq_bytes *in, nq_gzip_step *s)
{
    size_t want = nq_deflate_wants(g->stream);
    nq_deflate_step step = {
        .in = nq_bytes_peek(in, want), .out = s->at, .room = s->room};
    naql_status status = nq_deflate_run(g->stream, &step);
    s->why = step.why;
    if (status != NAQL_OK)
        return status;
    s->n = step.n;
    s->ended = step.ended;
    g->size += (uint32_t)step.n;
    if (step.ended)
        s->why = read_end(g, in, step.used);
    else if (step.in.len < want && step.n == 0)
        s->why = too_early;
    else if (step.used == 0 && step.n == 0 &&
             nq_deflate_wants(g->stream) == want)
        s->why = "it leads nowhere"; /* or this would go on for ever */
    else
        nq_bytes_skip(in, step.used);
    return s->why ? NAQL_BAD_INPUT : NAQL_OK;
}

naql_status
nq_gzip_read(nq_gzip *g, nq_bytes *in, nq_gzip_step *s)
{
    s->n = 0;
    s->ended = false;
    s->why = NULL;
    if (g->cut) {
        s->why = too_early;
        return NAQL_BAD_INPUT;
    }
    if (!g->in_stream) {
        s->why = read_head(in);
        if (s->why)
            return NAQL_BAD_INPUT;
        if (g->small && read_whole(g, in, s))
            return NAQL_OK;
        if (!g->stream)
            g->stream = nq_deflate_new();
        if (!g->stream)
            return NAQL_NOMEM;
        nq_gzip_reset(g);
        g->in_stream = true;
    }
    naql_status status = read_stream(g, in, s);
    s->ended = s->ended && !g->cut;
    g->in_stream = !s->ended;
    g->small |= s->ended && g->size <= NQ_TUNE_SMALL_MEMBER;
    return status;
}
