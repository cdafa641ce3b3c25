/* SPDX-License-Identifier: Apache-2.0
 *
 * quote.h - quoted passages of one article. Layer 5 (claim), private.
 *
 * Takes tokens, gives passages. Knows nothing of who is speaking. */
#ifndef NQ_CLAIM_QUOTE_H
#define NQ_CLAIM_QUOTE_H

#include "text/text.h"

typedef struct nq_quote {
    uint32_t open; /* token of the opening mark */
    uint32_t end;  /* behind the closing mark, or behind the last token */
    bool closed;   /* false: the closing mark is missing */
} nq_quote;

typedef struct nq_quotes {
    nq_quote *at; /* [n], ascending, never overlapping */
    uint32_t n;
} nq_quotes;

typedef struct nq_quote_marks {
    const uint32_t *at; /* [n] tokens, ascending: every one of the text */
    uint32_t n;
} nq_quote_marks;

/* Every outermost passage between quote marks of any style, balanced or not,
 * inside one block, or closed in one of the next paragraphs. An unclosed one
 * ends with its sentence.
 *
 * cost     O(tokens of blocks with marks); a page of openers costs two scans,
 *          not one each */
naql_status nq_quotes_find(const nq_text *text, nq_quote_marks marks,
                           nq_arena *arena, nq_quotes *out);

/* Tokens inside the marks: [*first, *end). */
void nq_quote_inside(const nq_quote *q, uint32_t *first, uint32_t *end);

#endif
