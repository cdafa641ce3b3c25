/* SPDX-License-Identifier: Apache-2.0
 *
 * tagger.h - a label for each word: out of names, or inside one of a type.
 * Layer 4 (name).
 *
 * A linear-chain conditional random field (Lafferty et al. 2001) in whole
 * numbers; inference only. */
#ifndef NQ_NAME_TAGGER_H
#define NQ_NAME_TAGGER_H

#include "name/feature.h"
#include "name/mention.h"

/* Fills marked->labels. NAQL_OK, NAQL_NOMEM. O(tokens). */
naql_status nq_tagger_run(const nq_model *model, const nq_marked *marked,
                          nq_arena *scratch);

#endif
