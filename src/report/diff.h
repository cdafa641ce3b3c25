/* SPDX-License-Identifier: Apache-2.0
 *
 * diff.h - which words of two passages differ. Layer 9 (report).
 *
 * Words are runs without white space, equal when they fold alike; marks are
 * left out of account. */
#ifndef NQ_REPORT_DIFF_H
#define NQ_REPORT_DIFF_H

#include "base/arena.h"

typedef struct nq_diff_word {
    naql_span span; /* bytes of its passage */
    uint64_t hash;
    bool changed;
} nq_diff_word;

typedef struct nq_diff_side {
    nq_diff_word *words; /* [n] */
    uint32_t n;
} nq_diff_side;

/* Cuts a passage into words, none of them changed. False: out of memory. */
bool nq_diff_cut(naql_str text, nq_arena *arena, nq_diff_side *out);

/* Marks the words of both sides that a shortest edit script deletes or
 * inserts. Passages that differ in more than NQ_DIFF_MAX words are left
 * unmarked, and false is returned: side by side they say enough.
 * Source: Myers 1986, An O(ND) difference algorithm, greedy form. */
#define NQ_DIFF_MAX 300
bool nq_diff_mark(nq_diff_side *a, nq_diff_side *b, nq_arena *scratch);

#endif
