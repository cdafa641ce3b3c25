/* SPDX-License-Identifier: Apache-2.0
 *
 * stems.h - the words of a phrase, looked for elsewhere in the text by their
 * stems. Layer 5 (claim). */
#ifndef NQ_CLAIM_STEMS_H
#define NQ_CLAIM_STEMS_H

#include "text/text.h"

#define NQ_STEMS_MOST 8

typedef struct nq_stems {
    uint64_t at[NQ_STEMS_MOST]; /* [n] */
    uint32_t n;
    uint64_t mask; /* bits of their last six bits */
    uint32_t first,
        end; /* tokens of the phrase itself, which are passed over */
} nq_stems;

/* Adds one while there is room. */
static inline void
nq_stems_add(nq_stems *s, uint64_t stem)
{
    if (s->n == NQ_STEMS_MOST)
        return;
    s->at[s->n++] = stem;
    s->mask |= UINT64_C(1) << (stem & 63);
}

/* Bits of those that stand in [from, to), outside the phrase. */
static inline uint32_t
nq_stems_in(const nq_stems *s, const nq_token *tokens, uint32_t from,
            uint32_t to)
{
    uint32_t bits = 0;
    if (!s->mask)
        return 0;
    for (uint32_t t = from; t < to; t++) {
        uint64_t stem = tokens[t].stem;
        if (!(s->mask >> (stem & 63) & 1) || (t >= s->first && t < s->end))
            continue; /* as nearly always */
        for (uint32_t w = 0; w < s->n; w++)
            bits |= (uint32_t)(stem == s->at[w]) << w;
    }
    return bits;
}

#endif
