/* SPDX-License-Identifier: Apache-2.0
 *
 * hash.h - 64-bit hashes of bytes, and mixing. Layer 0 (base).
 *
 * XXH3 of xxHash 0.8 (BSD-2): stable across machines, so that it may be kept
 * in files. Hashes of untrusted input are used only where a flood of equal
 * keys costs at most what the limits allow. */
#ifndef NQ_BASE_HASH_H
#define NQ_BASE_HASH_H

#include "naql.h"

/* Never 0, so that 0 can mean "none". */
uint64_t nq_hash(naql_str s);
uint64_t nq_hash_seed(naql_str s, uint64_t seed);

/* Hash of a sequence: h = nq_hash_next(h, item), starting from 0. */
static inline uint64_t
nq_hash_next(uint64_t h, uint64_t item)
{
    h ^= item + 0x9e3779b97f4a7c15ull + (h << 6) + (h >> 2);
    h *= 0xff51afd7ed558ccdull;
    h ^= h >> 32;
    return h ? h : 1;
}

/* Spreads all bits (the finaliser of SplitMix64); 0 stays 0. */
static inline uint64_t
nq_hash_mix(uint64_t h)
{
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ull;
    h = (h ^ (h >> 27)) * 0x94d049bb133111ebull;
    return h ^ (h >> 31);
}

#endif
