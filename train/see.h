/* SPDX-License-Identifier: Apache-2.0
 *
 * see.h - templates of features: what the tables of src/name/model.h hold. Not
 * part of the library. */
#ifndef NQ_TRAIN_SEE_H
#define NQ_TRAIN_SEE_H

#include "names.h"

enum kind {
    /* of a word alone, + its place */
    KIND_BEYOND,
    KIND_CLASS = KIND_BEYOND + NQ_PLACES,
    KIND_USUALLY = KIND_CLASS + CLASSES * NQ_PLACES,
    KIND_SHAPE = KIND_USUALLY + NQ_PLACES,
    KIND_LIST = KIND_SHAPE + NQ_PLACES,
    /* of the word itself */
    KIND_BIAS = KIND_LIST + NQ_PLACES,
    KIND_OFTEN,
    KIND_USUALLY_COMPANY,
    KIND_WIDE_COMPANY,
    KIND_COMBO,
    KIND_COMBO_COMPANY_SELF,
    /* of two words, seen by the second */
    KIND_COMBO_COMPANY,
    KIND_COMPANY_COMBO,
    KIND_SHAPE_COMBO,
    /* of two words, seen by the first; + 1: by the second */
    KIND_COMPANIES,
    KIND_USUALS = KIND_COMPANIES + 2,
    KIND_COMBOS = KIND_USUALS + 2,
    KIND_SHAPES = KIND_COMBOS + 2,
    /* of a second look */
    KIND_MEMORY = KIND_SHAPES + 2, /* + 0 before, 1 the word, 2 behind */
    KIND_MEMORY_USUAL = KIND_MEMORY + 3,
    KIND_MEMORY_COMPANY,
    KIND_MEMORIES,
    /* of sets of one habit, + the habit */
    KIND_HABIT = KIND_MEMORIES + 2
};

static inline uint64_t
seen(uint32_t kind, uint64_t value)
{
    return nq_feature(kind, value) & ~SEEN_LETTERS;
}

/* A feature as sets of a habit alone have it (Daume 2007). */
static inline uint64_t
seen_by(uint32_t habit, uint64_t feature)
{
    return (nq_feature(KIND_HABIT + habit, feature) & ~SEEN_LETTERS) |
           (feature & SEEN_LETTERS);
}

static inline uint64_t
seen_pair(uint32_t kind, uint32_t a, uint32_t b)
{
    return seen(kind, (uint64_t)a << 16 | b);
}

#endif
