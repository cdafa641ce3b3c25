/* SPDX-License-Identifier: Apache-2.0
 *
 * naming.h - of names that stand in the place of each other: one spelled
 * apart, one called by other words, or two? Layer 7 (compare), private to its
 * folder. */
#ifndef NQ_COMPARE_NAMING_H
#define NQ_COMPARE_NAMING_H

#include "compare/verdict.h"

typedef struct nq_naming {
    bool spelling; /* all are one name but for a letter or two */
    bool wording;  /* a label, or a word for who rules or fights, chosen by
                      the outlet: "militia" and "group", "regime" and
                      "government" */
} nq_naming;

/* Of a question of kind name. O(groups). */
naql_status nq_naming_of(const nq_found *f, const nq_question *q,
                         nq_naming *out);

/* A word with its last letter written as its own in one place, as another in
 * the other: -a with its dots, and without them. */
bool nq_ends_apart(const nq_found *f, const nq_slot_at *a, const nq_slot_at *b);

#endif
