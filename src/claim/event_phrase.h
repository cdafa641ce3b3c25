/* SPDX-License-Identifier: Apache-2.0
 *
 * event_phrase.h - the steps by which the clause of an event is read, a phrase
 * at a time. Layer 5 (claim), private to event_clause.c, event_bare.c and
 * event_behind.c. */
#ifndef NQ_CLAIM_EVENT_PHRASE_H
#define NQ_CLAIM_EVENT_PHRASE_H

#include "claim/event_clause.h"

/* ---- event_clause.c ----------------------------------------------------- */

/* The party that opens at a token, not beyond the clause; `glued`: a
 * preposition may be part of its first word. False: none. */
bool nq_clause_read_party(const nq_clause *c, uint32_t at, bool glued,
                          nq_party *out);

/* ---- event_bare.c ------------------------------------------------------- */

/* Takes a bare phrase: subject, object or what follows a noun. Behind a
 * preposition's phrase (not `straight`) only the first can come. The token
 * behind. */
uint32_t nq_clause_take_bare(nq_clause *c, uint32_t i, bool straight);

/* ---- event_behind.c ----------------------------------------------------- */

/* Takes a phrase behind a preposition: the target, the place, whoever did it.
 * The token behind. */
uint32_t nq_clause_take_behind(nq_clause *c, uint32_t i);
/* "On a gathering of civilians": of an attack, with whose it is. */
nq_party nq_clause_with_owner(const nq_clause *c, nq_party p);
/* "In Vilgrad", "in the city of Vilgrad", not "in the history of Vilgrad": only
 * a place leads to the name. */
bool nq_clause_is_place(const nq_clause *c, const nq_party *p);

#endif
