/* SPDX-License-Identifier: Apache-2.0
 *
 * inflate.c - gzip and zstd streams. Layer 1 (input).
 *
 * zlib and libzstd do the work; here are the limits, members one after the
 * other, and finding the next member behind a damaged one. */
#include "input/inflate.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/status.h"
#include "base/str.h"
#include "input/tune.h"

#include <limits.h>
#define ZLIB_CONST
#include <zlib.h>
#include <zstd.h>

struct nq_inflate {
    nq_packing packing;
    nq_bytes *in;
    z_stream gzip;
    ZSTD_DCtx *zstd;
    bool in_member;    /* something of a member was read, not yet its end */
    uint64_t member;   /* where the member starts, bytes of `in` */
    uint64_t produced; /* decoded bytes of all members */
    uint64_t before;   /* of these, in members before this one */
};

struct room {
    void *at;
    size_t len; /* bytes */
};

nq_packing
nq_packing_tell(naql_str head)
{
    if (nq_str_starts(head, NQ_STR("\x1f\x8b\x08")))
        return NQ_PACKING_GZIP;
    if (nq_str_starts(head, NQ_STR("\x28\xb5\x2f\xfd")))
        return NQ_PACKING_ZSTD;
    /* a skippable frame, as in front of a WARC with a dictionary */
    if (head.len >= 4 && ((unsigned char)head.ptr[0] & 0xf0) == 0x50 &&
        memcmp(head.ptr + 1, "\x2a\x4d\x18", 3) == 0)
        return NQ_PACKING_ZSTD;
    return NQ_PACKING_NONE;
}

static const char *
packing_name(const nq_inflate *f)
{
    return f->packing == NQ_PACKING_GZIP ? "gzip" : "zstd";
}

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

static naql_status
start(nq_inflate *f)
{
    if (f->packing == NQ_PACKING_GZIP) {
        f->gzip.zalloc = zlib_alloc;
        f->gzip.zfree = zlib_free;
        /* 15: the largest window; 16: gzip, not zlib, around it */
        return inflateInit2(&f->gzip, 15 + 16) == Z_OK ? NAQL_OK : NAQL_NOMEM;
    }
    f->zstd = ZSTD_createDCtx();
    if (!f->zstd)
        return NAQL_NOMEM;
    ZSTD_DCtx_setParameter(f->zstd, ZSTD_d_windowLogMax,
                           NQ_TUNE_ZSTD_WINDOW_LOG);
    return NAQL_OK;
}

naql_status
nq_inflate_open(nq_packing packing, nq_bytes *in, nq_inflate **out,
                naql_error *err)
{
    *out = NULL;
    nq_inflate *f = nq_mem_zero(1, sizeof *f);
    if (!f)
        return nq_fail(err, NAQL_NOMEM, UINT64_MAX, "out of memory");
    f->packing = packing;
    f->in = in;
    if (start(f) != NAQL_OK) {
        nq_mem_free(f);
        return nq_fail(err, NAQL_NOMEM, UINT64_MAX, "out of memory");
    }
    *out = f;
    return NAQL_OK;
}

void
nq_inflate_close(nq_inflate *f)
{
    if (!f)
        return;
    if (f->packing == NQ_PACKING_GZIP)
        inflateEnd(&f->gzip);
    ZSTD_freeDCtx(f->zstd);
    nq_mem_free(f);
}

static naql_status
damaged(nq_inflate *f, const char *why, naql_error *err)
{
    return nq_fail(err, NAQL_BAD_INPUT, f->in->offset,
                   "damaged %s at byte %llu: %s", packing_name(f),
                   (unsigned long long)f->in->offset, why);
}

static unsigned
at_most_uint(size_t n)
{
    return n < UINT_MAX ? (unsigned)n : UINT_MAX;
}

/* One step from `in` to `out`; how much was read and written is put into
 * their lengths. *ended when a member came to its end. */
static naql_status
step_gzip(nq_inflate *f, naql_str *in, struct room *out, bool *ended,
          naql_error *err)
{
    z_stream *z = &f->gzip;
    z->next_in = (const Bytef *)in->ptr;
    z->avail_in = at_most_uint(in->len);
    z->next_out = (Bytef *)out->at;
    z->avail_out = at_most_uint(out->len);
    unsigned had_in = z->avail_in, had_out = z->avail_out;
    int code = inflate(z, Z_NO_FLUSH);
    in->len = had_in - z->avail_in;
    out->len = had_out - z->avail_out;
    *ended = code == Z_STREAM_END;
    if (*ended)
        inflateReset(z);
    if (code == Z_MEM_ERROR)
        return nq_fail(err, NAQL_NOMEM, UINT64_MAX, "out of memory");
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
        return damaged(f, z->msg ? z->msg : "bad data", err);
    return NAQL_OK;
}

static naql_status
step_zstd(nq_inflate *f, naql_str *in, struct room *out, bool *ended,
          naql_error *err)
{
    ZSTD_inBuffer from = {in->ptr, in->len, 0};
    ZSTD_outBuffer to = {out->at, out->len, 0};
    size_t code = ZSTD_decompressStream(f->zstd, &to, &from);
    in->len = from.pos;
    out->len = to.pos;
    *ended = code == 0;
    if (ZSTD_isError(code))
        return damaged(f, ZSTD_getErrorName(code), err);
    return NAQL_OK;
}

static naql_status
check_limits(nq_inflate *f, naql_error *err)
{
    if (f->produced > NQ_MAX_INFLATED_BYTES)
        return nq_fail(err, NAQL_TOO_BIG, f->in->offset,
                       "%s of more than %llu bytes", packing_name(f),
                       (unsigned long long)NQ_MAX_INFLATED_BYTES);
    uint64_t produced = f->produced - f->before;
    if (produced > NQ_MAX_INFLATE_FREE &&
        produced / NQ_MAX_INFLATE_RATIO > f->in->offset - f->member)
        return nq_fail(err, NAQL_TOO_BIG, f->in->offset,
                       "%s that grows more than %u times: a bomb",
                       packing_name(f), NQ_MAX_INFLATE_RATIO);
    return NAQL_OK;
}

/* Between members: zeros are padding (tapes, block devices); anything else
 * that is no member is damage. *more: a member follows. */
static naql_status
next_member(nq_inflate *f, bool *more, naql_error *err)
{
    for (;;) {
        naql_str head = nq_bytes_peek(f->in, 4);
        *more = head.len > 0;
        if (!*more)
            return f->in->failure.status;
        if (nq_packing_tell(head) == f->packing)
            break;
        if (head.ptr[0] != '\0')
            return damaged(f, "what follows is not compressed", err);
        nq_bytes_skip(f->in, 1);
    }
    f->in_member = true;
    f->member = f->in->offset;
    f->before = f->produced;
    return NAQL_OK;
}

naql_status
nq_inflate_pull(void *from, void *at, size_t room, size_t *n, naql_error *err)
{
    nq_inflate *f = from;
    *n = 0;
    while (*n == 0) {
        bool more = true, ended;
        if (!f->in_member)
            NQ_TRY(next_member(f, &more, err));
        if (!more)
            return NAQL_OK;
        naql_str in = nq_bytes_peek(f->in, 1);
        struct room out = {at, room};
        if (in.len == 0)
            return f->in->failure.status != NAQL_OK
                       ? f->in->failure.status
                       : damaged(f, "it ends too early", err);
        NQ_TRY(f->packing == NQ_PACKING_GZIP
                   ? step_gzip(f, &in, &out, &ended, err)
                   : step_zstd(f, &in, &out, &ended, err));
        nq_bytes_skip(f->in, in.len);
        f->produced += out.len;
        if (ended)
            f->in_member = false;
        NQ_TRY(check_limits(f, err));
        *n = out.len;
    }
    return NAQL_OK;
}

bool
nq_inflate_resync(nq_inflate *f)
{
    if (f->in_member && f->in->offset == f->member)
        nq_bytes_pass(f->in, 1);
    if (f->packing == NQ_PACKING_GZIP)
        inflateReset(&f->gzip);
    else
        ZSTD_DCtx_reset(f->zstd, ZSTD_reset_session_only);
    f->in_member = false;
    for (;;) {
        naql_str held = nq_bytes_peek(f->in, 4);
        if (held.len < 4)
            return false;
        const char *hit = memchr(
            held.ptr, f->packing == NQ_PACKING_GZIP ? 0x1f : 0x28, held.len);
        if (!hit) {
            nq_bytes_skip(f->in, held.len);
            continue;
        }
        nq_bytes_skip(f->in, (size_t)(hit - held.ptr));
        if (nq_packing_tell(nq_bytes_peek(f->in, 4)) == f->packing)
            return true;
        if (!nq_bytes_pass(f->in, 1))
            return false;
    }
}
