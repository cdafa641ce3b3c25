/* SPDX-License-Identifier: Apache-2.0
 *
 * credit.h - the agencies and outlets that an article says it draws on. Layer
 * 6 (reuse). */
#ifndef NQ_REUSE_CREDIT_H
#define NQ_REUSE_CREDIT_H

#include "reuse/tools.h"

typedef struct nq_credit {
    uint64_t key; /* nq_fold_hash of the name */
    naql_str name;
    naql_span where; /* the statement that bears it; empty: the whole article */
    bool generic;    /* "agencies": says that it is not their own, not whose */
} nq_credit;

typedef struct nq_credits {
    const nq_credit *at; /* [n] by (key, where) */
    uint32_t n;
    uint64_t outlet; /* key of the article's own outlet; 0: unknown */
} nq_credits;

/* What tells outlets apart: the outlet's folded name; an article of no known
 * outlet is one of its own. */
uint64_t nq_outlet_key(const nq_article *article);

/* Credits of one article: its agencies and those of its statements, its own
 * outlet left out. */
naql_status nq_credits_make(const nq_reuse_tools *tools,
                            const nq_reading *reading, nq_arena *arena,
                            nq_credits *out);

/* Is at least half of what they share, on that side, credited to whom that
 * credit names? One statement in a long report makes no source of it. */
bool nq_credit_covers(const nq_credits *credits, uint32_t credit,
                      const nq_copy *c, bool of_to);
/* Whether a credit bears on the passages of a copy that has the credit's
 * article as its `to` (else as its `from`). */
bool nq_credit_bears(const nq_credit *credit, const nq_copy *c, bool of_to);

#endif
