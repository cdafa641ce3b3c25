/* SPDX-License-Identifier: Apache-2.0
 *
 * lanes.h - a number of 16 bits for each label, all worked on at once. Layer 4
 * (name).
 *
 * Vectors of the compiler, for any machine. Where these come out slow on the
 * usual one, SSE2, which every x86-64 has, stands beside them, and SSE4.1,
 * which has one instruction to widen weights and one to find a smallest lane.
 * Knows nothing of weights. */
#ifndef NQ_NAME_LANES_H
#define NQ_NAME_LANES_H

#include "name/model.h"

#include <string.h>
#if defined(__SSE4_1__)
#include <smmintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef int16_t nq_sums __attribute__((vector_size(2 * NQ_LANES)));

static inline nq_sums
nq_sums_all(int32_t value)
{
    return (nq_sums){0} + (int16_t)value;
}

/* Lane k of all. */
#define NQ_SUMS_LANE(v, k)                                                     \
    __builtin_shufflevector((v), (v), k, k, k, k, k, k, k, k)

/* Eight weights, widened; by hand each byte twice, the pair shifted down to
 * one. */
static inline nq_sums
nq_sums_of(const int8_t at[NQ_LANES])
{
#ifdef __SSE4_1__
    return (nq_sums)_mm_cvtepi8_epi16(_mm_loadl_epi64((const void *)at));
#else
    typedef int8_t bytes __attribute__((vector_size(2 * NQ_LANES)));
    typedef uint64_t halves __attribute__((vector_size(2 * NQ_LANES)));
    uint64_t eight;
    memcpy(&eight, at, sizeof(eight));
    bytes b = (bytes)(halves){eight, 0};
    b = __builtin_shufflevector(b, b, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6,
                                7, 7);
    return (nq_sums)b >> 8;
#endif
}

/* Eight numbers as they lie. */
static inline nq_sums
nq_sums_wide(const int16_t at[NQ_LANES])
{
    nq_sums v;
    memcpy(&v, at, sizeof(v));
    return v;
}

/* Lane by lane. */
static inline nq_sums
nq_sums_larger(nq_sums a, nq_sums b)
{
#ifdef __SSE2__
    return (nq_sums)_mm_max_epi16((__m128i)a, (__m128i)b);
#else
    nq_sums more = a > b;
    return (a & more) | (b & ~more);
#endif
}

static inline nq_sums
nq_sums_smaller(nq_sums a, nq_sums b)
{
#ifdef __SSE2__
    return (nq_sums)_mm_min_epi16((__m128i)a, (__m128i)b);
#else
    nq_sums less = a < b;
    return (a & less) | (b & ~less);
#endif
}

/* The largest of all lanes, in each of them. */
static inline nq_sums
nq_sums_largest(nq_sums v)
{
    v = nq_sums_larger(v,
                       __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3));
    v = nq_sums_larger(v,
                       __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5));
    return nq_sums_larger(
        v, __builtin_shufflevector(v, v, 1, 0, 3, 2, 5, 4, 7, 6));
}

/* The lane with the largest number; where equal, the first. Turned round, it is
 * the smallest of numbers without a sign. */
static inline uint8_t
nq_sums_best(nq_sums v)
{
#if defined(__SSE4_1__)
    __m128i turned = (__m128i)(v ^ nq_sums_all(INT16_MAX));
    return (uint8_t)_mm_extract_epi16(_mm_minpos_epu16(turned), 1);
#elif defined(__SSE2__)
    nq_sums there = v == nq_sums_largest(v);
    unsigned bytes = (unsigned)_mm_movemask_epi8((__m128i)there);
    return (uint8_t)(__builtin_ctz(bytes) / 2);
#else
    uint8_t lane = 0;
    for (uint8_t k = 1; k < NQ_LANES; k++)
        lane = v[k] > v[lane] ? k : lane;
    return lane;
#endif
}

#endif
