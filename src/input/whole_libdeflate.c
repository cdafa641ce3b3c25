/* SPDX-License-Identifier: Apache-2.0
 *
 * whole_libdeflate.c - small DEFLATE streams at once. Layer 1 (input). */
#include "input/whole.h"

#include <libdeflate.h>

nq_whole *
nq_whole_new(void)
{
    return (nq_whole *)libdeflate_alloc_decompressor();
}

void
nq_whole_free(nq_whole *w)
{
    libdeflate_free_decompressor((struct libdeflate_decompressor *)w);
}

bool
nq_whole_unpack(nq_whole *w, nq_whole_try *t)
{
    t->too_large = false;
    if (!w)
        return false;
    enum libdeflate_result found = libdeflate_deflate_decompress_ex(
        (struct libdeflate_decompressor *)w, t->in.ptr, t->in.len, t->out,
        t->room, &t->used, &t->n);
    t->too_large = found == LIBDEFLATE_INSUFFICIENT_SPACE;
    if (found != LIBDEFLATE_SUCCESS)
        return false;
    t->crc = libdeflate_crc32(0, t->out, t->n);
    return true;
}
