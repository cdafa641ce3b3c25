/* SPDX-License-Identifier: Apache-2.0
 *
 * told_clause.h - the whole clause in which an event is told. Layer 7
 * (compare), private to its folder.
 *
 * An event ends with what it is made of and begins with its verb or noun, often
 * in the middle of a clause; a reader wants the clause. */
#ifndef NQ_COMPARE_TOLD_CLAUSE_H
#define NQ_COMPARE_TOLD_CLAUSE_H

#include "compare/desk.h"

/* The clause of a sentence around the words of an event; the sentence, where
 * the event is told in next to no words or the clause would cut a quotation.
 * O(words of the event). */
naql_span nq_told_clause(const nq_reading *r, const nq_sentence *in,
                         naql_span event);

/* The first statement whose content begins at a token or behind it; how many
 * there are: none. O(log n). */
uint32_t nq_statement_from(const nq_reading *r, uint32_t token);

#endif
