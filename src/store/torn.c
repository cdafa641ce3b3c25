/* SPDX-License-Identifier: Apache-2.0
 *
 * torn.c - the end of a file of gzip members that was cut off. Layer 8
 * (store). */
#include "store/torn.h"

#include "base/status.h"

#include <zlib.h>

enum { PART = 16 << 10, GZIP = 15 + 16 };

struct scan {
    z_stream z;
    uint64_t at;    /* bytes that were read */
    uint64_t whole; /* behind the last member that is */
    bool broken;
    unsigned char in[PART], out[PART];
};

/* Unpacks what is in s->in, to nowhere. */
static void
unpack(struct scan *s, size_t n)
{
    s->z.next_in = s->in;
    s->z.avail_in = (uInt)n;
    s->at += n;
    while (!s->broken) {
        s->z.next_out = s->out;
        s->z.avail_out = PART;
        int code = inflate(&s->z, Z_NO_FLUSH);
        if (code == Z_STREAM_END) {
            s->whole = s->at - s->z.avail_in;
            s->broken = inflateReset(&s->z) != Z_OK;
        } else if (code != Z_OK && code != Z_BUF_ERROR) {
            s->broken = true;
        }
        if (!s->z.avail_in && (s->z.avail_out || code == Z_STREAM_END))
            return;
    }
}

static naql_status
read_all(struct scan *s, nq_log *log, naql_error *err)
{
    size_t n;
    do {
        NQ_TRY(nq_log_read(log, s->in, PART, &n, err));
        if (s->broken)
            s->at += n;
        else
            unpack(s, n);
    } while (n > 0);
    return NAQL_OK;
}

naql_status
nq_torn_find(nq_log *log, uint64_t from, bool sure, uint64_t *whole,
             naql_error *err)
{
    struct scan s = {.at = from, .whole = from};
    if (inflateInit2(&s.z, GZIP) != Z_OK)
        return nq_fail_named(err, NAQL_NOMEM);
    naql_status status = read_all(&s, log, err);
    inflateEnd(&s.z);
    bool told = s.broken ? sure : true;
    if (sure && s.whole == from) /* not even the first: not of a kill */
        told = false;
    *whole = told ? s.whole : s.at;
    return status;
}
