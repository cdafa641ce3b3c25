/* SPDX-License-Identifier: Apache-2.0
 *
 * tagger.h - a label for each word: out of names, or inside one of a type.
 * Layer 4 (name). */
#ifndef NQ_NAME_TAGGER_H
#define NQ_NAME_TAGGER_H

#include "name/mention.h"

/* Fills marked->labels and marked->scores from text and lists. */
void nq_tagger_run(const nq_marked *marked);

#endif
