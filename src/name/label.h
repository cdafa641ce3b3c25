/* SPDX-License-Identifier: Apache-2.0
 *
 * label.h - what the tagger says of a word. Layer 4 (name). */
#ifndef NQ_NAME_LABEL_H
#define NQ_NAME_LABEL_H

#include "name/names.h"

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

#endif
