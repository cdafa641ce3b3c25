/* SPDX-License-Identifier: Apache-2.0
 *
 * told_keys.h - what tests need that write the JSON of docs/ from naql.h. */
#ifndef NQ_UNIT_TOLD_KEYS_H
#define NQ_UNIT_TOLD_KEYS_H

#include "base/out.h"
#include "naql.h"

/* Places of the JSON are code points, those of naql.h bytes. */
static inline uint32_t
points_before(naql_str text, uint32_t byte)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < byte; i++)
        n += ((unsigned char)text.ptr[i] & 0xc0) != 0x80;
    return n;
}

static inline void
key_str(nq_json_out *j, const char *key, naql_str s)
{
    nq_json_key(j, key);
    nq_json_str_or_null(j, s);
}

static inline void
key_real(nq_json_out *j, const char *key, double x, int decimals)
{
    nq_json_key(j, key);
    nq_json_real(j, x, decimals);
}

#endif
