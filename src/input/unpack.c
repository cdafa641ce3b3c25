/* SPDX-License-Identifier: Apache-2.0
 *
 * unpack.c - decoders in front of a stream of bytes. Layer 1 (input).
 *
 * Compressed files are told by their first bytes, never by their names. */
#include "input/unpack.h"

#include "base/status.h"

static naql_status
pull_narrow(void *from, void *at, size_t room, size_t *n, naql_error *err)
{
    nq_unpack *u = from;
    nq_bytes *in = &u->level[u->n];
    naql_str held = nq_bytes_peek(in, 4);
    if (held.len == 0 && in->failure.status != NAQL_OK) {
        *err = in->failure;
        return in->failure.status;
    }
    size_t used;
    *n = nq_wide_decode(u->wide, held, in->ended, at, room, &used);
    nq_bytes_skip(in, used);
    return NAQL_OK;
}

/* Puts one more decoder in front, if there is one more packing. */
static naql_status
unpack_once(nq_unpack *u, bool *done, naql_error *err)
{
    nq_bytes *in = &u->level[u->n];
    nq_packing packing = nq_packing_tell(nq_bytes_peek(in, 4));
    *done = packing == NQ_PACKING_NONE;
    if (*done)
        return NAQL_OK;
    if (u->n == NQ_TUNE_MAX_NESTING)
        return nq_fail(err, NAQL_TOO_BIG, 0,
                       "compressed more than %u times over",
                       NQ_TUNE_MAX_NESTING);
    NQ_TRY(nq_inflate_open(packing, in, &u->inflate[u->n], err));
    nq_bytes_init(&u->level[u->n + 1], nq_inflate_pull, u->inflate[u->n]);
    u->n++;
    return NAQL_OK;
}

naql_status
nq_unpack_open(nq_unpack *u, nq_pull pull, void *from, naql_error *err)
{
    *u = (nq_unpack){0};
    nq_bytes_init(&u->level[0], pull, from);
    naql_status status = NAQL_OK;
    for (bool done = false; status == NAQL_OK && !done;)
        status = unpack_once(u, &done, err);
    if (status != NAQL_OK) {
        nq_unpack_close(u);
        return status;
    }
    size_t mark;
    nq_bytes *in = &u->level[u->n];
    if (nq_bytes_peek(in, 1).len == 0 && u->n > 0 &&
        in->failure.status != NAQL_OK) {
        naql_error early = in->failure;
        if (nq_unpack_resync(u))
            u->early = early;
    }
    u->wide = nq_wide_tell(nq_bytes_peek(in, NQ_TUNE_WIDE_SAMPLE), &mark);
    if (u->wide != NQ_WIDE_NONE) {
        nq_bytes_skip(in, mark);
        nq_bytes_init(&u->narrow, pull_narrow, u);
    }
    return NAQL_OK;
}

void
nq_unpack_close(nq_unpack *u)
{
    nq_bytes_clear(&u->narrow);
    for (unsigned i = 0; i <= u->n; i++)
        nq_bytes_clear(&u->level[i]);
    for (unsigned i = 0; i < u->n; i++) {
        nq_inflate_close(u->inflate[i]);
        u->inflate[i] = NULL;
    }
    u->n = 0;
    u->wide = NQ_WIDE_NONE;
}

nq_bytes *
nq_unpack_bytes(nq_unpack *u)
{
    return u->wide == NQ_WIDE_NONE ? &u->level[u->n] : &u->narrow;
}

uint64_t
nq_unpack_read(const nq_unpack *u)
{
    const nq_bytes *raw = &u->level[0];
    return raw->offset + (raw->end - raw->start);
}

bool
nq_unpack_resync(nq_unpack *u)
{
    if (u->n == 0 || u->level[u->n - 1].failure.status != NAQL_OK)
        return false; /* damage below: nothing more will come */
    if (!nq_inflate_resync(u->inflate[u->n - 1]))
        return false;
    nq_bytes_resume(&u->level[u->n]);
    if (u->wide != NQ_WIDE_NONE)
        nq_bytes_resume(&u->narrow);
    return true;
}
