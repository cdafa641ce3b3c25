/* SPDX-License-Identifier: Apache-2.0
 *
 * hash.c - XXH3 behind two names. Layer 0 (base). */
#include "base/hash.h"

#define XXH_INLINE_ALL
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-qual"
#pragma GCC diagnostic ignored "-Wconversion"
#include <xxhash.h>
#pragma GCC diagnostic pop

uint64_t
nq_hash(naql_str s)
{
    uint64_t h = XXH3_64bits(s.ptr, s.len);
    return h ? h : 1;
}

uint64_t
nq_hash_seed(naql_str s, uint64_t seed)
{
    uint64_t h = XXH3_64bits_withSeed(s.ptr, s.len, seed);
    return h ? h : 1;
}
