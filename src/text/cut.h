/* SPDX-License-Identifier: Apache-2.0
 *
 * cut.h - all readings of the front of every word. Layer 3 (text), private to
 * its folder; text.h has what others see. */
#ifndef NQ_TEXT_CUT_H
#define NQ_TEXT_CUT_H

#include "text/text.h"

/* Fills text->cuts and text->first_cut; the tokens stand. False: out of
 * memory. O(bytes of the words). */
bool nq_cuts_make(nq_text *text, nq_arena *arena);

#endif
