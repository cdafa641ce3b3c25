/* SPDX-License-Identifier: Apache-2.0
 *
 * align.h - two wordings word by word, and which slot of one answers which of
 * the other. Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_ALIGN_H
#define NQ_COMPARE_ALIGN_H

#include "compare/fact.h"
#include "compare/slot.h"
#include "compare/tune.h"

#define NQ_NO_WORD UINT16_MAX

typedef struct nq_alignment {
    uint16_t to[NQ_ALIGN_WORDS];   /* [n_a] word of b, or NQ_NO_WORD */
    uint16_t back[NQ_ALIGN_WORDS]; /* [n_b] the other way */
    uint32_t n_a, n_b;
    double all[2], same[2]; /* weight of each line, and of what is matched */
} nq_alignment;

/* Matched share of the line that is matched more, 0..1, when words of the
 * given weights are left out of each. */
double nq_align_share(const nq_alignment *x, double without_a,
                      double without_b);
/* Weight of the unmatched words among [first, end) of a line. */
double nq_align_weight(const nq_row *row, const uint16_t *to, uint32_t first,
                       uint32_t end);

/* Heaviest common subsequence of words, weighted by rarity (exact words count
 * more than stems). O(n_a * n_b), at most NQ_ALIGN_WORDS each; `scratch` is
 * left as it was. */
naql_status nq_align(const nq_row *a, const nq_row *b, nq_arena *scratch,
                     nq_alignment *out);

typedef struct nq_answer { /* slot of a, slot of b: one question */
    uint32_t a, b;
} nq_answer;

/* Slots of the two lines that hold the same place in the two wordings, added
 * to `answers` (of nq_answer). A name that only one side's tagger saw becomes
 * a slot of the other side, when all around it is matched. */
naql_status nq_answers_add(const nq_desk *d, nq_slots *slots, nq_pair pair,
                           nq_list *answers);

#endif
