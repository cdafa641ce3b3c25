/* SPDX-License-Identifier: Apache-2.0
 *
 * label.h - what the tagger says of a word. Layer 4 (name). */
#ifndef NQ_NAME_LABEL_H
#define NQ_NAME_LABEL_H

#include "name/names.h"

#include <string.h>

typedef enum nq_label { /* of a token; B_ starts a name, I_ goes on */
                        NQ_LABEL_OUT,
                        NQ_LABEL_B_PER,
                        NQ_LABEL_I_PER,
                        NQ_LABEL_B_LOC,
                        NQ_LABEL_I_LOC,
                        NQ_LABEL_B_ORG,
                        NQ_LABEL_I_ORG,
                        NQ_LABELS
} nq_label;

static inline bool
nq_label_starts(uint8_t label)
{
    return label & 1;
}

/* Does a name go on with it? */
static inline bool
nq_label_goes_on(uint8_t label)
{
    return label && !nq_label_starts(label);
}

static inline uint8_t
nq_label_type(uint8_t label) /* nq_name_type */
{
    return label ? (uint8_t)((label - 1) / 2) : (uint8_t)NQ_NAME_NONE;
}

/* May `next` stand behind `label`? A name goes on only in its own type. */
static inline bool
nq_label_follows(uint8_t label, uint8_t next)
{
    return !next || nq_label_starts(next) ||
           (label && nq_label_type(label) == nq_label_type(next));
}

/* The first of labels[i], ..., labels[n - 1] that is in a name; n: none is. */
static inline uint32_t
nq_next_in_name(const uint8_t *labels, uint32_t i, uint32_t n)
{
    uint64_t eight;
    for (; i < n && n - i >= sizeof eight; i += (uint32_t)sizeof eight) {
        memcpy(&eight, labels + i, sizeof eight);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        if (eight)
            return i + (uint32_t)__builtin_ctzll(eight) / 8;
#else
        if (eight)
            return i + (uint32_t)__builtin_clzll(eight) / 8;
#endif
    }
    while (i < n && !labels[i])
        i++;
    return i;
}

#endif
