/* SPDX-License-Identifier: Apache-2.0
 *
 * reword.h - what the words of a text are: their clitics, and the repairs that
 * the tokens follow. Layer 3 (text), private to its folder. */
#ifndef NQ_TEXT_REWORD_H
#define NQ_TEXT_REWORD_H

#include "text/token.h"

typedef struct nq_repairs {
    const nq_repair *at; /* [n] ascending, not overlapping */
    uint32_t n;
} nq_repairs;

/* Chooses the clitics of every word; words that are none are repaired where
 * repair.h knows what they stand for: glued ones become several tokens, so that
 * *tokens may grow and move.
 *
 * text     the article's clean text
 * cost     linear in bytes */
naql_status nq_reword(const nq_text_tools *tools, naql_str text,
                      nq_tokens *tokens, nq_arena *arena, nq_arena *scratch,
                      nq_repairs *out);

#endif
