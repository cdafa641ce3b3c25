/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_gzip.c - how fast a gzip file is unpacked, beside libdeflate.
 *
 *   bench_gzip FILE.gz...
 *
 * libdeflate, which needs all of a member in memory and room for all that it
 * holds, sets the mark; naql passes the file through a window. Each line: MB
 * unpacked, MB/s of both, their ratio. Seconds are of the processor, the least
 * of five rounds. */
#include "base/io.h"
#include "base/str.h"
#include "input/unpack.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 5 };

static double
now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static naql_status
pull(void *from, void *at, size_t room, size_t *n, naql_error *err)
{
    naql_str *left = from;
    (void)err;
    *n = left->len < room ? left->len : room;
    memcpy(at, left->ptr, *n);
    *left = nq_str(left->ptr + *n, left->len - *n);
    return NAQL_OK;
}

/* Bytes unpacked; 0 when something is wrong. */
static size_t
through_window(naql_str packed)
{
    nq_unpack u;
    size_t n = 0;
    if (nq_unpack_open(&u, pull, &packed, NULL) != NAQL_OK)
        return 0;
    nq_bytes *bytes = nq_unpack_bytes(&u);
    for (naql_str held; (held = nq_bytes_peek(bytes, 1)).len > 0;) {
        n += held.len;
        nq_bytes_skip(bytes, held.len);
    }
    bool good = bytes->failure.status == NAQL_OK;
    nq_unpack_close(&u);
    return good ? n : 0;
}

static size_t
all_at_once(naql_str packed, char *room, size_t len)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    size_t n = 0;
    while (d && packed.len > 0) {
        size_t in, out;
        if (libdeflate_gzip_decompress_ex(d, packed.ptr, packed.len, room + n,
                                          len - n, &in,
                                          &out) != LIBDEFLATE_SUCCESS)
            break;
        packed = nq_str(packed.ptr + in, packed.len - in);
        n += out;
    }
    libdeflate_free_decompressor(d);
    return packed.len == 0 ? n : 0;
}

static bool
compare(const char *path, naql_str packed)
{
    size_t n = through_window(packed);
    char *room = malloc(n + 1);
    double mine = 1e9, theirs = 1e9;
    for (int i = 0; i < ROUNDS && n > 0 && room; i++) {
        double start = now();
        size_t got = through_window(packed);
        double middle = now();
        if (got != n || all_at_once(packed, room, n) != n)
            n = 0;
        double end = now();
        mine = middle - start < mine ? middle - start : mine;
        theirs = end - middle < theirs ? end - middle : theirs;
    }
    free(room);
    if (n == 0) {
        fprintf(stderr, "%s: not a good gzip file\n", path);
        return false;
    }
    double mb = (double)n * 1e-6;
    printf("%s: %.1f MB  naql %.0f MB/s  libdeflate %.0f MB/s  ratio %.2f\n",
           path, mb, mb / mine, mb / theirs, theirs / mine);
    return true;
}

int
main(int argc, char **argv)
{
    bool good = argc > 1;
    for (int i = 1; i < argc; i++) {
        nq_buf b = {0};
        good &= nq_io_read(argv[i], (size_t)4 << 30, &b, NULL) == NAQL_OK &&
                compare(argv[i], nq_buf_str(&b));
        nq_buf_clear(&b);
    }
    return good ? 0 : 1;
}
