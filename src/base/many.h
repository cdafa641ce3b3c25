/* SPDX-License-Identifier: Apache-2.0
 *
 * many.h - sixteen bytes looked at at once. Layer 0 (base).
 *
 * Compared with a byte, each of them is 0 or 255:
 *     nq_many a = nq_many_at(p);
 *     if (nq_many_any((nq_many)(a == '.') | (nq_many)(a == '!'))) */
#ifndef NQ_BASE_MANY_H
#define NQ_BASE_MANY_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef unsigned char nq_many __attribute__((vector_size(16)));

/* p[0, 16), wherever it lies. */
static inline nq_many
nq_many_at(const char *p)
{
    nq_many bytes;
    memcpy(&bytes, p, sizeof bytes);
    return bytes;
}

/* Is one of them not 0? */
static inline bool
nq_many_any(nq_many bytes)
{
    uint64_t halves[2];
    memcpy(halves, &bytes, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

#endif
