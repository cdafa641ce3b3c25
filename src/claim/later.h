/* SPDX-License-Identifier: Apache-2.0
 *
 * later.h - who speaks where the article names him only later: in a title that
 * says what he is, and by an office before his name. Layer 5 (claim). */
#ifndef NQ_CLAIM_LATER_H
#define NQ_CLAIM_LATER_H

#include "claim/claims.h"
#include "claim/scene.h"

/* Gives the statements of an office whose holder was not named yet the new name
 * that speaks next, then those of titles theirs (headline.h).
 *
 * at    [n] all statements of the article, in order */
void nq_later_settle(const nq_scene *s, nq_statement *at, uint32_t n);

/* ---- What both ask ------------------------------------------------------ */

/* Does the statement stand in a title or subtitle? */
bool nq_later_is_titled(const nq_scene *s, const nq_statement *st);
/* Is its speaker "a minister", "a British paper", one of them; no source, no
 * experts? *noun: that word. */
bool nq_later_is_open(const nq_scene *s, const nq_statement *st,
                      const nq_word **noun);
/* Can the speaker of a statement be called by that noun? */
bool nq_later_may_be_called(const nq_scene *s, const nq_word *noun,
                            const nq_statement *st);
/* Gives a statement the speakers of another. */
void nq_later_give(nq_statement *st, const nq_statement *whose);

#endif
