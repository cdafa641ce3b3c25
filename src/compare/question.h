/* SPDX-License-Identifier: Apache-2.0
 *
 * question.h - slots of different articles that answer one question, and what
 * the answers amount to. Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_QUESTION_H
#define NQ_COMPARE_QUESTION_H

#include "compare/align.h"

typedef struct nq_question {
    uint8_t slot;
    bool inside;           /* one sentence has two versions */
    bool conflict;         /* two articles have no value that both can hold */
    const uint32_t *slots; /* [n_slots] ascending */
    const uint8_t *group;  /* [n_slots] number of each one's value */
    uint32_t n_slots;
    uint32_t n_groups; /* different values */
    uint32_t n_outlets;
} nq_question;

typedef struct nq_questions {
    const nq_question *at; /* [n] by first slot; two articles or more each */
    uint32_t n;
    const nq_answer *credits; /* [n_credits] slots of sources of one content */
    uint32_t n_credits;
    const nq_answer *doers; /* [n_doers] slots of who did one thing */
    uint32_t n_doers;
    const nq_answer *acts; /* [n_acts] slots of who did one thing, by its verb
                              and what was done */
    uint32_t n_acts;
} nq_questions;

/* Aligned sentences join slots that hold one place of the wording; numbers
 * and dates are joined by their context too. Lives in the desk's scratch. */
naql_status nq_questions_make(const nq_desk *d, const nq_facts *facts,
                              nq_slots *slots, nq_questions *out);

#endif
