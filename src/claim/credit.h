/* SPDX-License-Identifier: Apache-2.0
 *
 * credit.h - agencies and outlets to which words are credited. Layer 5
 * (claim), private. */
#ifndef NQ_CLAIM_CREDIT_H
#define NQ_CLAIM_CREDIT_H

#include "claim/claims.h"
#include "claim/phrase.h"

typedef struct nq_credit {
    naql_span span; /* empty: none */
    uint32_t entity;
} nq_credit;

/* The first agency or outlet named in tokens [first, end). */
bool nq_credit_find(const nq_scene *s, uint32_t first, uint32_t end,
                    nq_credit *out);

/* The credits of the whole article: its dateline and byline, each agency once
 * and by its one name. Adds naql_str items to `list`. */
naql_status nq_credit_article(const nq_scene *s, nq_arena *scratch,
                              nq_list *list);

#endif
