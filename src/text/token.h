/* SPDX-License-Identifier: Apache-2.0
 *
 * token.h - clean text -> words, numbers and marks. Layer 3 (text), private
 * to its folder.
 *
 * Cuts and folds in one pass. Knows nothing of sentences and clitics. */
#ifndef NQ_TEXT_TOKEN_H
#define NQ_TEXT_TOKEN_H

#include "text/tools.h"

typedef struct nq_tokens {
    nq_token *at; /* [n] ascending; stem, clitics and sentences not set yet */
    uint32_t n;
    nq_list faults; /* nq_repair, in scratch: lone marks, double encoding */
} nq_tokens;

/* Fills the tables by code point from fold.h and data/marks.tsv. */
naql_status nq_token_tools_make(const nq_tables *tables, nq_text_tools *tools);

/* Cuts valid UTF-8 into tokens. A word is a run of Arabic letters with their
 * vowel signs; letters of other scripts take digits and apostrophes in; digits
 * take one separator between them in (1,234.5). Everything else but white
 * space is a mark of one character, save a run of full stops and doubled
 * single quotes or commas. Token offsets are bytes of `text`.
 *
 * arena    owns the tokens and their folded forms
 * scratch  holds out->faults
 * returns  NAQL_OK, NAQL_NOMEM
 * cost     O(bytes), one pass */
naql_status nq_tokens_make(const nq_text_tools *tools, naql_str text,
                           nq_arena *arena, nq_arena *scratch, nq_tokens *out);

#endif
