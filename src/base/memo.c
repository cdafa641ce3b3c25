/* SPDX-License-Identifier: Apache-2.0
 *
 * memo.c - what was worked out of a key before. Layer 0 (base). */
#include "base/memo.h"

naql_status
nq_memo_make(unsigned bits, nq_arena *arena, nq_memo *out)
{
    size_t n = (size_t)1 << (bits ? bits : 1);
    *out = (nq_memo){nq_arena_zero(arena, n, sizeof *out->entries), n - 2};
    return out->entries ? NAQL_OK : NAQL_NOMEM;
}
