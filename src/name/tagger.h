/* SPDX-License-Identifier: Apache-2.0
 *
 * tagger.h - a label for each word: out of names, or inside one of a type.
 * Layer 4 (name).
 *
 * A linear-chain conditional random field (Lafferty et al. 2001) over hashed
 * features; inference only. */
#ifndef NQ_NAME_TAGGER_H
#define NQ_NAME_TAGGER_H

#include "name/feature.h"
#include "name/mention.h"

/* Readies an open model for nq_tagger_run, in `arena`. NAQL_NOMEM. */
naql_status nq_tagger_settle(nq_model *model, nq_arena *arena);

/* Fills marked->labels and marked->scores, sentence by sentence. NAQL_OK,
 * NAQL_NOMEM. O(tokens). */
naql_status nq_tagger_run(const nq_model *model, const nq_marked *marked,
                          nq_arena *scratch);

#endif
