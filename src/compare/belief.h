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
 * that hold different versions. O(slots squared, NQ_VALUES of them at most, +
 * sentences of two articles). */
naql_status nq_is_believed(const nq_found *f, const nq_question *q, bool *out);

/* Has some sentence of an article of the story all words of a slot? */
bool nq_article_has(const nq_desk *d, uint32_t article, const nq_slot_at *s);
/* Has the article of each of two slots the words of the other as well? Then
 * each has its own part. */
bool nq_articles_have_both(const nq_desk *d, const nq_slot_at *a,
                           const nq_slot_at *b);

#endif
