/* SPDX-License-Identifier: Apache-2.0
 *
 * epithet.h - how a person is introduced besides his office: "the singer X",
 * "X, playmaker of Y,". Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_EPITHET_H
#define NQ_COMPARE_EPITHET_H

#include "compare/conflict.h"

/* Descriptions beside the names of people, where no office of f->roles stands
 * there, added to `to` (of nq_role_at, all loose), in no order.
 *
 * cost    O(mentions)
 * source  data/source_nouns.tsv (kind person), data/person_nouns.tsv */
naql_status nq_epithets_add(const nq_found *f, nq_list *to);

#endif
