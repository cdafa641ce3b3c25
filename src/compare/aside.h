/* SPDX-License-Identifier: Apache-2.0
 *
 * aside.h - figures that an article tells beside its own answer. Layer 7
 * (compare), private to its folder. */
#ifndef NQ_COMPARE_ASIDE_H
#define NQ_COMPARE_ASIDE_H

#include "compare/question.h"
#include "compare/verdict.h"

/* Leaves out of a question of figures those that no article tells alone, and
 * that each article has beside another answer: the count of an hour before, the
 * dead of last year. Of an article that tells nothing else, the highest one
 * stays where they `grow`, else the first. *q has new arrays then, in the
 * scratch of the desk. NAQL_OK, NAQL_NOMEM. O(slots). */
naql_status nq_leave_out_asides(const nq_found *f, nq_question *q, bool grow);

#endif
