/* SPDX-License-Identifier: Apache-2.0
 *
 * source.h - who is named as the source of one content in many articles. Layer
 * 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_SOURCE_H
#define NQ_COMPARE_SOURCE_H

#include "compare/align.h"

/* Speakers of statements whose content two aligned sentences share, that hold
 * one figure, or that are one utterance: slots of kind role and the answers
 * between them; in `credits` (of nq_answer) again those of which it is sure. */
naql_status nq_sources_add(const nq_desk *d, const nq_facts *facts,
                           nq_slots *slots, nq_list *answers, nq_list *credits);

#endif
