/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_deflate.c - a libFuzzer target for bare DEFLATE streams.
 *
 * The decoder may be written in assembler, which sanitizers do not see: what it
 * reads and writes lies against a page that must not be touched. zlib is the
 * oracle: what it unpacks has to come out the same here, in steps of any size.
 *
 * The first bytes of an input say how the rest is used: as a stream, or packed
 * as one first, in one of several ways and with a bit wrong. */
#include "input/deflate.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#define ZLIB_CONST
#include <zlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ROOM = 1 << 20, HEAD = 8 };

/* ROOM bytes with a forbidden page behind them. */
static char *
guarded(void)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *at = mmap(NULL, ROOM + page, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED || mprotect(at + ROOM, page, PROT_NONE) != 0)
        abort();
    return at;
}

/* What zlib makes of a stream; SIZE_MAX when it is none. *used: its bytes. */
static size_t
oracle(const char *in, size_t len, char *out, size_t *used)
{
    z_stream z = {.next_in = (const Bytef *)in,
                  .avail_in = (unsigned)len,
                  .next_out = (Bytef *)out,
                  .avail_out = ROOM};
    if (inflateInit2(&z, -15) != Z_OK)
        abort();
    int code = inflate(&z, Z_FINISH);
    size_t n = ROOM - z.avail_out;
    *used = len - z.avail_in;
    inflateEnd(&z);
    return code == Z_STREAM_END ? n : SIZE_MAX;
}

/* The rest of an input as a stream of its own making. */
static size_t
pack(const uint8_t *head, const uint8_t *rest, size_t len, char *out)
{
    z_stream z = {.next_in = rest,
                  .avail_in = (unsigned)len,
                  .next_out = (Bytef *)out,
                  .avail_out = ROOM};
    if (deflateInit2(&z, head[1] % 10, Z_DEFLATED, -15, 1 + head[2] % 9,
                     head[2] / 16 % 5) != Z_OK)
        abort();
    deflate(&z, Z_FINISH);
    size_t n = ROOM - z.avail_out;
    deflateEnd(&z);
    if ((head[0] & 2) && n > 0)
        out[(head[3] | (size_t)head[4] << 8) % n] ^= (char)(1 << head[5] % 8);
    return n;
}

/* Unpacks in steps; each is given its bytes at the very end of `in_room`, and
 * writes to the very end of `out_room`. As oracle. */
static size_t
in_steps(const char *in, size_t len, const uint8_t *head, char *out,
         size_t *used)
{
    static char *in_room, *out_room;
    static nq_deflate *d;
    size_t n = 0, gives = 1 + head[6] * (size_t)head[6], at = 0;
    size_t room = 1 + head[7] * (size_t)head[7];
    if (!d) {
        in_room = guarded();
        out_room = guarded();
        d = nq_deflate_new();
    }
    nq_deflate_reset(d);
    for (;;) {
        size_t want = nq_deflate_wants(d);
        size_t have = want + gives < len - at ? want + gives : len - at;
        nq_deflate_step s = {.in = {in_room + ROOM - have, have},
                             .out = out_room + ROOM - room,
                             .room = room};
        memcpy(in_room + ROOM - have, in + at, have);
        if (nq_deflate_run(d, &s) != NAQL_OK || s.n > ROOM - n)
            return SIZE_MAX;
        memcpy(out + n, s.out, s.n);
        n += s.n;
        at += s.used;
        *used = at;
        if (s.ended)
            return n;
        if (s.n == 0 && s.used == 0 && nq_deflate_wants(d) == want)
            return SIZE_MAX;
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char stream[ROOM], right[ROOM], found[ROOM];
    size_t len = size - HEAD, should, used;
    if (size < HEAD || len > ROOM / 2)
        return 0;
    if (data[0] & 1)
        len = pack(data, data + HEAD, len, stream);
    else
        memcpy(stream, data + HEAD, len);
    size_t n = oracle(stream, len, right, &should);
    size_t got = in_steps(stream, len, data, found, &used);
    if (n != SIZE_MAX &&
        (got != n || used != should || memcmp(right, found, n) != 0))
        abort();
    return 0;
}
