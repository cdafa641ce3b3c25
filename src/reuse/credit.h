/* SPDX-License-Identifier: Apache-2.0
 *
 * credit.h - the agencies and outlets that an article says it draws on. Layer
 * 6 (reuse). */
#ifndef NQ_REUSE_CREDIT_H
#define NQ_REUSE_CREDIT_H

#include "claim/claims.h"

typedef struct nq_credit {
    uint64_t key; /* nq_fold_hash of the name */
    naql_str name;
} nq_credit;

typedef struct nq_credits {
    const nq_credit *at; /* [n] by key, each once */
    uint32_t n;
    uint64_t outlet; /* key of the article's own outlet; 0: unknown */
} nq_credits;

/* What tells outlets apart: the outlet's folded name; an article of no known
 * outlet is one of its own. */
uint64_t nq_outlet_key(const nq_article *article);

/* Credits of one article: its agencies and those of its statements, its own
 * outlet left out. */
naql_status nq_credits_make(const nq_reading *reading, nq_arena *arena,
                            nq_credits *out);
/* The first credit of both; NULL: none. */
const nq_credit *nq_credits_common(const nq_credits *a, const nq_credits *b);
/* Whether `a` credits the outlet of `b`. */
bool nq_credits_outlet(const nq_credits *a, const nq_credits *b);

#endif
