/* SPDX-License-Identifier: Apache-2.0
 *
 * again.h - a name that was found in one place of a text and cut or passed over
 * in another. Layer 4 (name); private to the rules. */
#ifndef NQ_NAME_AGAIN_H
#define NQ_NAME_AGAIN_H

#include "name/hand.h"

/* Changes labels where two words stand that are in one name elsewhere. NAQL_OK,
 * NAQL_NOMEM. O(tokens). */
naql_status nq_convention_again(const nq_hand *h, nq_arena *scratch);

#endif
