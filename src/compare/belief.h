/* SPDX-License-Identifier: Apache-2.0
 *
 * belief.h - how far is a would-be conflict of names one? Layer 7 (compare),
 * private to its folder.
 *
 * Who joins slots has seen that their wordings are alike, and the gate that
 * their values are of one kind; here the rest that speaks for two answers to
 * one question, and against it, is weighed: a logistic model over few signs. */
#ifndef NQ_COMPARE_BELIEF_H
#define NQ_COMPARE_BELIEF_H

#include "compare/verdict.h"

/* Reads data/conflict_weights.tsv. NAQL_CORRUPT for a sign of no known name. */
naql_status nq_belief_weights(const nq_tables *tables, float *out);

/* Is a question of names a conflict, all in all? By the two likest sentences
 * that hold different versions. O(slots squared, NQ_VALUES of them at most). */
naql_status nq_is_believed(const nq_found *f, const nq_question *q, bool *out);

#endif
