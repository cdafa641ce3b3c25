/* SPDX-License-Identifier: Apache-2.0
 *
 * twin_part.h - a statement that says, beside other things, what a group says.
 * Layer 6 (reuse), private to its folder.
 *
 * "It condemns the attack and asks for an inquiry" is carried elsewhere as two
 * statements: it belongs to the groups of both. */
#ifndef NQ_REUSE_TWIN_PART_H
#define NQ_REUSE_TWIN_PART_H

#include "reuse/twin_score.h"

typedef struct nq_hold { /* a statement seems to hold a lighter one */
    uint32_t whole, part;
} nq_hold;

typedef struct nq_said_part { /* `said` says in some words what a group says */
    uint32_t said, root;
    uint32_t first, last; /* these words: tokens, both inclusive */
    float score;
} nq_said_part;

typedef struct nq_part_input {
    const nq_saids *saids;
    const nq_sign_weights *weights;
    const nq_hold *holds; /* [n_holds] ascending by whole */
    uint32_t n_holds;
    uint32_t *up;         /* [n] groups, a forest */
    const uint32_t *next; /* [n] next member of a group, from its root on */
} nq_part_input;

/* Whether it is worth looking at: the lighter one is mostly shared and much
 * lighter. */
bool nq_part_likely(const nq_said *whole, const nq_said *part, float shared);

/* All parts, ascending by (said, root), as a list of nq_said_part. O(holds). */
naql_status nq_parts_find(const nq_part_input *in, nq_arena *scratch,
                          nq_list *out);

#endif
