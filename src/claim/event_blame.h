/* SPDX-License-Identifier: Apache-2.0
 *
 * event_blame.h - who did it, told apart from the attack itself: who claims it,
 * whom it is laid to, who is behind it. Layer 5 (claim), private. Knows one
 * sentence. */
#ifndef NQ_CLAIM_EVENT_BLAME_H
#define NQ_CLAIM_EVENT_BLAME_H

#include "claim/event_clause.h"

/* Who of the sentence is said to have done it; empty: nobody. */
nq_party nq_blame(const nq_clause *c);

/* "Died in clashes with the army": with whom those clashed who died. */
nq_party nq_clashed(const nq_clause *c);

#endif
