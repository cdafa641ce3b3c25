/* SPDX-License-Identifier: Apache-2.0
 *
 * inflate.c - gzip and zstd streams. Layer 1 (input).
 *
 * gzip.c and libzstd do the work; here are the limits, members one after the
 * other, and finding the next member behind a damaged one. */
#include "input/inflate.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/status.h"
#include "base/str.h"
#include "input/gzip.h"
#include "input/tune.h"

#include <zstd.h>

struct nq_inflate {
    nq_packing packing;
    nq_bytes *in;
    nq_gzip gzip;
    ZSTD_DCtx *zstd;
    bool in_member;    /* something of a member was read, not yet its end */
    uint64_t member;   /* where the member starts, bytes of `in` */
    uint64_t produced; /* decoded bytes of all members */
    uint64_t before;   /* of these, in members before this one */
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

static naql_status
start(nq_inflate *f)
{
    if (f->packing == NQ_PACKING_GZIP) {
        nq_gzip_init(&f->gzip);
        return NAQL_OK;
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
        return nq_fail_named(err, NAQL_NOMEM);
    f->packing = packing;
    f->in = in;
    if (start(f) != NAQL_OK) {
        nq_mem_free(f);
        return nq_fail_named(err, NAQL_NOMEM);
    }
    *out = f;
    return NAQL_OK;
}

void
nq_inflate_close(nq_inflate *f)
{
    if (!f)
        return;
    nq_gzip_clear(&f->gzip);
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

/* What the bytes below say of their end, if they were not whole. */
static naql_status
ended_early(nq_inflate *f, naql_error *err)
{
    if (f->in->failure.status == NAQL_OK)
        return damaged(f, "it ends too early", err);
    if (err)
        *err = f->in->failure;
    return f->in->failure.status;
}

static naql_status
step_gzip(nq_inflate *f, nq_gzip_step *s, naql_error *err)
{
    naql_status status = nq_gzip_read(&f->gzip, f->in, s);
    if (status == NAQL_NOMEM)
        return nq_fail_named(err, NAQL_NOMEM);
    if (status == NAQL_OK)
        return NAQL_OK;
    return f->in->failure.status != NAQL_OK ? ended_early(f, err)
                                            : damaged(f, s->why, err);
}

static naql_status
step_zstd(nq_inflate *f, nq_gzip_step *s, naql_error *err)
{
    naql_str in = nq_bytes_peek(f->in, 1);
    if (in.len == 0)
        return ended_early(f, err);
    ZSTD_inBuffer from = {in.ptr, in.len, 0};
    ZSTD_outBuffer to = {s->at, s->room, 0};
    size_t code = ZSTD_decompressStream(f->zstd, &to, &from);
    nq_bytes_skip(f->in, from.pos);
    s->n = to.pos;
    s->ended = code == 0;
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
        bool more = true;
        if (!f->in_member)
            NQ_TRY(next_member(f, &more, err));
        if (!more)
            return NAQL_OK;
        nq_gzip_step s = {.at = at, .room = room};
        NQ_TRY(f->packing == NQ_PACKING_GZIP ? step_gzip(f, &s, err)
                                             : step_zstd(f, &s, err));
        f->produced += s.n;
        if (s.ended)
            f->in_member = false;
        NQ_TRY(check_limits(f, err));
        *n = s.n;
    }
    return NAQL_OK;
}

bool
nq_inflate_resync(nq_inflate *f)
{
    if (f->in_member && f->in->offset == f->member)
        nq_bytes_pass(f->in, 1);
    if (f->packing == NQ_PACKING_GZIP)
        nq_gzip_reset(&f->gzip);
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
