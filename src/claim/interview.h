/* SPDX-License-Identifier: Apache-2.0
 *
 * interview.h - questions and answers, a paragraph each. Layer 5 (claim),
 * private. Knows the marks before the turns, not what is asked. */
#ifndef NQ_CLAIM_INTERVIEW_H
#define NQ_CLAIM_INTERVIEW_H

#include "claim/maker.h"

/* How the turns of an article are marked, if it is an interview: a star before
 * each question and a dash before its answer, or a name with a colon before
 * either. Sets m->interview. O(tokens). */
void nq_interview_look(nq_maker *m);

/* In an interview with stars and dashes: the block at `first` is a question,
 * which is skipped, or an answer, which is a statement of the one asked and
 * reaches to the next question. *next: the token behind what was taken, or
 * `first` when the block is neither. */
naql_status nq_interview_turn(nq_maker *m, uint32_t first, uint32_t *next);

#endif
