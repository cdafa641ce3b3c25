/* SPDX-License-Identifier: Apache-2.0
 *
 * sentence.h - tokens -> sentences. Layer 3 (text), private to its folder. */
#ifndef NQ_TEXT_SENTENCE_H
#define NQ_TEXT_SENTENCE_H

#include "text/token.h"

typedef struct nq_sentences {
    const nq_sentence *at; /* [n], cover all tokens */
    uint32_t n;
} nq_sentences;

/* Ends a sentence at . ? ! and their kin, with the closing marks that hang on
 * them, and at the end of every block; not at the stop of an abbreviation, of
 * initials, of a list number or inside a web address. Sets NQ_TOKEN_LINE and
 * NQ_TOKEN_SENTENCE on the tokens.
 *
 * blocks   [n_blocks] ascending; the tokens lie inside them
 * returns  NAQL_OK, NAQL_NOMEM
 * cost     O(tokens + blocks) */
naql_status nq_sentences_make(const nq_text_tools *tools,
                              const nq_article *article, nq_tokens tokens,
                              nq_arena *arena, nq_arena *scratch,
                              nq_sentences *out);

#endif
