/* SPDX-License-Identifier: Apache-2.0
 *
 * incumbent.h - who held an office of a country on the day of the article.
 * Layer 5 (claim). */
#ifndef NQ_CLAIM_INCUMBENT_H
#define NQ_CLAIM_INCUMBENT_H

#include "claim/scene.h"

/* "The American president" in tokens [first, end): him whom data/incumbents.tsv
 * knows for him, if the article names him; else NQ_NO_ENTITY. */
uint32_t nq_incumbent_of(const nq_scene *s, uint32_t first, uint32_t end);

#endif
