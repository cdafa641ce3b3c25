/* SPDX-License-Identifier: Apache-2.0
 *
 * deflate_isal.c - DEFLATE by Intel's ISA-L. Layer 1 (input).
 *
 * Only its decoder of bare streams is used: its reader of gzip heads loses its
 * place when a head comes in pieces (bug 224 of its tracker). It takes up to
 * eight bytes ahead and gives them back at the end of a stream; they are kept
 * out of `used` until then. A step that neither reads nor writes is reported to
 * the caller instead of tried again, for damaged streams can make it do so for
 * ever. */
#include "input/deflate.h"

#include "base/mem.h"

#include <isa-l/igzip_lib.h>

enum { AHEAD = 8 }; /* bytes: its bit buffer is a uint64_t */

struct nq_deflate {
    struct inflate_state state;
    size_t ahead; /* first bytes of the next `in` that it has already */
};

nq_deflate *
nq_deflate_new(void)
{
    nq_deflate *d = nq_mem_zero(1, sizeof *d);
    if (d)
        nq_deflate_reset(d);
    return d;
}

void
nq_deflate_free(nq_deflate *d)
{
    nq_mem_free(d);
}

void
nq_deflate_reset(nq_deflate *d)
{
    isal_inflate_init(&d->state);
    d->state.crc_flag = ISAL_GZIP_NO_HDR;
    d->ahead = 0;
}

size_t
nq_deflate_wants(const nq_deflate *d)
{
    return d->ahead + 1;
}

static const char *
what_is_wrong(int code)
{
    switch (code) {
    case ISAL_INVALID_BLOCK:
        return "a block of no kind";
    case ISAL_INVALID_SYMBOL:
        return "a code that stands for nothing";
    case ISAL_INVALID_LOOKBACK:
        return "a copy from before the start";
    default:
        return "bad data";
    }
}

static uint32_t
at_most_u32(size_t n)
{
    return n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
}

naql_status
nq_deflate_run(nq_deflate *d, nq_deflate_step *s)
{
    struct inflate_state *z = &d->state;
    size_t skip = d->ahead < s->in.len ? d->ahead : s->in.len;
    /* it does not write to its input, but takes no pointer to const */
    union {
        const char *from;
        uint8_t *to;
    } in = {.from = s->in.ptr + skip};
    z->next_in = in.to;
    z->avail_in = at_most_u32(s->in.len - skip);
    z->next_out = (uint8_t *)s->out;
    z->avail_out = at_most_u32(s->room);
    uint32_t had_in = z->avail_in, had_out = z->avail_out;
    int code = isal_inflate(z);
    size_t taken = skip + (had_in - z->avail_in);
    s->n = had_out - z->avail_out;
    s->ended = code >= 0 && z->block_state == ISAL_BLOCK_FINISH;
    size_t back = s->ended ? (size_t)z->read_in_length / 8 : AHEAD;
    d->ahead = taken < back ? taken : back;
    s->used = taken - d->ahead;
    if (s->ended)
        d->ahead = 0;
    if (code < 0)
        s->why = what_is_wrong(code);
    return code < 0 ? NAQL_BAD_INPUT : NAQL_OK;
}

uint32_t
nq_deflate_crc(const nq_deflate *d)
{
    return d->state.crc;
}
