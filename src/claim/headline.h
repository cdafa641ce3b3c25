/* SPDX-License-Identifier: Apache-2.0
 *
 * headline.h - who speaks in a title that says only what he is: "a minister:
 * ...". Layer 5 (claim). */
#ifndef NQ_CLAIM_HEADLINE_H
#define NQ_CLAIM_HEADLINE_H

#include "claim/claims.h"
#include "claim/scene.h"

/* Gives the statements of titles whose speaker is a common noun the speaker of
 * the statement below that tells the same, if he can be called so.
 *
 * at    [n] all statements of the article, in order
 * cost  O(words of the title's statements * words of a few below) */
void nq_headlines_settle(const nq_scene *s, nq_statement *at, uint32_t n);

/* How much of the title's words the statement has, in hundredths; 0 where it is
 * one word or none. */
uint32_t nq_headline_shared(const nq_scene *s, const nq_statement *title,
                            const nq_statement *st);

#endif
