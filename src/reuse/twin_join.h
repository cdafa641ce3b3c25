/* SPDX-License-Identifier: Apache-2.0
 *
 * twin_join.h - pairs of statements that are likely one -> groups. Layer 6
 * (reuse), private to its folder.
 *
 * Linkage by the likelier pairs: the two groups are joined whose statements are
 * most likely one utterance, the least alike of their pairs left out, as long
 * as that is likely enough. One pair cannot chain two utterances into one, and
 * which pair came first decides little. */
#ifndef NQ_REUSE_TWIN_JOIN_H
#define NQ_REUSE_TWIN_JOIN_H

#include "reuse/twin_score.h"

typedef struct nq_twin_pair {
    uint32_t a, b; /* statements, later groups by their roots; a < b */
    float score;
} nq_twin_pair;

typedef struct nq_joining {
    const nq_sign_weights *weights;
    const nq_said *at; /* [n] statements by (article, place) */
    uint32_t n;
    uint32_t *up;   /* [n] union-find; the root is the smallest */
    uint32_t *next; /* [n] next member of a group, UINT32_MAX: the last */
} nq_joining;

/* Fills up and next, which have room. `pairs`, nq_twin_pair, are used up.
 *
 * cost  O(pairs log pairs): a large group is asked by its first members, and
 * two groups once for as long as these stay */
naql_status nq_twins_join(nq_joining *j, nq_list *pairs, nq_arena *scratch);

#endif
