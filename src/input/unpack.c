/* SPDX-License-Identifier: Apache-2.0
 *
 * unpack.c - decoders in front of a stream of bytes. Layer 1 (input).
 *
 * Compressed files are told by their first bytes, never by their names. */
#include "input/unpack.h"

#include "base/status.h"

naql_status
nq_unpack_open(nq_unpack *u, nq_pull pull, void *from, naql_error *err)
{
    *u = (nq_unpack){0};
    nq_bytes_init(&u->level[0], pull, from);
    for (;;) {
        nq_bytes *in = &u->level[u->n];
        naql_str head = nq_bytes_peek(in, 4);
        nq_packing packing = nq_packing_tell(head);
        if (packing == NQ_PACKING_NONE)
            return NAQL_OK;
        naql_status status =
            u->n == NQ_TUNE_MAX_NESTING
                ? nq_fail(err, NAQL_TOO_BIG, 0,
                          "compressed more than %u times over",
                          NQ_TUNE_MAX_NESTING)
                : nq_inflate_open(packing, in, &u->inflate[u->n], err);
        if (status != NAQL_OK) {
            nq_unpack_close(u);
            return status;
        }
        nq_bytes_init(&u->level[u->n + 1], nq_inflate_pull, u->inflate[u->n]);
        u->n++;
    }
}

void
nq_unpack_close(nq_unpack *u)
{
    for (unsigned i = 0; i <= u->n; i++)
        nq_bytes_clear(&u->level[i]);
    for (unsigned i = 0; i < u->n; i++) {
        nq_inflate_close(u->inflate[i]);
        u->inflate[i] = NULL;
    }
    u->n = 0;
}

nq_bytes *
nq_unpack_bytes(nq_unpack *u)
{
    return &u->level[u->n];
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
    nq_bytes_resume(nq_unpack_bytes(u));
    return true;
}
