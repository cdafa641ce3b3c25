/* SPDX-License-Identifier: Apache-2.0
 *
 * end_words.h - words beside a place where content may end: their class, and
 * what they say of the clause they stand in. Layer 5 (claim), private. */
#ifndef NQ_CLAIM_END_WORDS_H
#define NQ_CLAIM_END_WORDS_H

#include "claim/end_traits.h"

/* Class of token i, < NQ_END_CLASSES; 0 past the end. */
uint8_t nq_end_class(const nq_scene *s, uint32_t i);

/* A verb by the letters of token i: 1 "he does", 2 "she does", 3 "she did"; 0:
 * none, or a name. */
int32_t nq_end_verb_shape(const nq_scene *s, uint32_t i);

/* What a token says of its clause: bits, < 1 << NQ_END_CLAUSE, among them
 * NQ_END_SAYS. */
uint32_t nq_end_clause_bits(const nq_content_walk *w, uint32_t i);
/* The same of a passage between marks. */
uint32_t nq_end_quote_bits(const nq_content_walk *w, const nq_quote *q);

#endif
