/* SPDX-License-Identifier: Apache-2.0
 *
 * deflate_zlib.c - DEFLATE by zlib, where ISA-L is not at hand. Layer 1
 * (input). */
#include "input/deflate.h"

#include "base/mem.h"

#include <limits.h>
#define ZLIB_CONST
#include <zlib.h>

struct nq_deflate {
    z_stream z;
    uint32_t crc;
};

static void *
zlib_alloc(void *user, unsigned n, unsigned size)
{
    (void)user;
    return nq_mem_zero(n, size);
}

static void
zlib_free(void *user, void *block)
{
    (void)user;
    nq_mem_free(block);
}

nq_deflate *
nq_deflate_new(void)
{
    nq_deflate *d = nq_mem_zero(1, sizeof *d);
    if (!d)
        return NULL;
    d->z.zalloc = zlib_alloc;
    d->z.zfree = zlib_free;
    /* minus: no head around it; 15: the largest window */
    if (inflateInit2(&d->z, -15) == Z_OK)
        return d;
    nq_mem_free(d);
    return NULL;
}

void
nq_deflate_free(nq_deflate *d)
{
    if (d)
        inflateEnd(&d->z);
    nq_mem_free(d);
}

void
nq_deflate_reset(nq_deflate *d)
{
    inflateReset(&d->z);
    d->crc = 0;
}

size_t
nq_deflate_wants(const nq_deflate *d)
{
    (void)d;
    return 1;
}

static unsigned
at_most_uint(size_t n)
{
    return n < UINT_MAX ? (unsigned)n : UINT_MAX;
}

naql_status
nq_deflate_run(nq_deflate *d, nq_deflate_step *s)
{
    z_stream *z = &d->z;
    z->next_in = (const Bytef *)s->in.ptr;
    z->avail_in = at_most_uint(s->in.len);
    z->next_out = (Bytef *)s->out;
    z->avail_out = at_most_uint(s->room);
    unsigned had_in = z->avail_in, had_out = z->avail_out;
    int code = inflate(z, Z_NO_FLUSH);
    s->used = had_in - z->avail_in;
    s->n = had_out - z->avail_out;
    s->ended = code == Z_STREAM_END;
    d->crc = (uint32_t)crc32_z(d->crc, (const Bytef *)s->out, s->n);
    if (code == Z_MEM_ERROR)
        return NAQL_NOMEM;
    if (code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR)
        return NAQL_OK;
    s->why = z->msg ? z->msg : "bad data";
    return NAQL_BAD_INPUT;
}

uint32_t
nq_deflate_crc(const nq_deflate *d)
{
    return d->crc;
}
