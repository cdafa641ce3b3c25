/* SPDX-License-Identifier: Apache-2.0
 *
 * label.h - what outlets call one body (a militia, a group), and which network
 * they say something was published on. Layer 7 (compare), private to its
 * folder. */
#ifndef NQ_COMPARE_LABEL_H
#define NQ_COMPARE_LABEL_H

#include "compare/align.h"

/* Words of the class "label" at or before the name of a body, where outlets
 * part: slots of kind name, and the answers between them. O(mentions). */
naql_status nq_labels_add(const nq_desk *d, nq_slots *slots, nq_list *answers);

/* Networks that two wordings of one thing part in, where neither article names
 * the other's: slots of kind place, and the answers. O(words). */
naql_status nq_media_add(const nq_desk *d, nq_slots *slots, nq_list *answers);

/* In two aligned wordings: a label that judges ("militia", "the terrorist
 * ..."), which the other one leaves out before, or behind, the same body. */
naql_status nq_labels_left_out(const nq_desk *d, nq_slots *slots, nq_pair pair,
                               const nq_alignment *x, nq_list *answers);

#endif
