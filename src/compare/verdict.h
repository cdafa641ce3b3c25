/* SPDX-License-Identifier: Apache-2.0
 *
 * verdict.h - what all tell, what one alone tells, where they part. Layer 7
 * (compare), private to its folder. */
#ifndef NQ_COMPARE_VERDICT_H
#define NQ_COMPARE_VERDICT_H

#include "compare/role.h"

typedef struct nq_found { /* all that the points are cut from */
    const nq_desk *d;
    const nq_facts *facts;
    const nq_slots *slots;
    const nq_questions *questions;
    const nq_roles *roles;
    nq_arena *arena;
} nq_found;

/* The line that a slot stands in. */
static inline const nq_row *
nq_found_row(const nq_found *f, uint32_t slot)
{
    return &f->d->lines[f->slots->at[slot].line];
}

/* Fills agree, only and conflict. */
naql_status nq_verdicts_make(const nq_found *f, nq_comparison *out);

/* Fills summary: sentences that most outlets carry, none like another. */
naql_status nq_summary_make(const nq_found *f, nq_comparison *out);

/* Fills timeline. */
naql_status nq_timeline_make(const nq_found *f, nq_comparison *out);

/* Fills people: spellings and offices. */
naql_status nq_who_make(const nq_found *f, nq_comparison *out);

#endif
