/* SPDX-License-Identifier: Apache-2.0
 *
 * source.c - paths -> a stream of documents. Layer 1 (input). */
#include "input/source.h"

naql_status
nq_source_open(const char *const *paths, uint32_t n, nq_source **out,
               naql_error *err)
{
    (void)paths, (void)n, (void)err;
    *out = NULL;
    return NAQL_OK;
}

naql_status
nq_source_next(nq_source *s, nq_arena *arena, nq_doc *out, naql_error *err)
{
    (void)s, (void)arena, (void)out, (void)err;
    return NAQL_END;
}

void
nq_source_progress(const nq_source *s, uint64_t *done, uint64_t *of)
{
    (void)s;
    *done = *of = 0;
}

void
nq_source_close(nq_source *s)
{
    (void)s;
}
