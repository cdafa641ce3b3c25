/* SPDX-License-Identifier: Apache-2.0
 *
 * inflect.h - the forms of a verb of saying. Layer 5 (claim), private.
 *
 * Third persons of past and present with and without an object pronoun, the
 * adverbial participle, the verbal noun with a pronoun: what the press uses to
 * report speech. All in NQ_FOLD_WORD spelling. Knows nothing of tables. */
#ifndef NQ_CLAIM_INFLECT_H
#define NQ_CLAIM_INFLECT_H

#include "claim/wordbook.h"

/* One form as it comes; `user` is the caller's. false stops. */
typedef bool (*nq_inflect_each)(void *user, naql_str form, uint8_t inflection,
                                uint8_t grammar);

/* Every form of one stem, given as the table's cell: the past or present tense
 * in the third person masculine singular, the unmarked participle, the
 * unmarked verbal noun. false when `each` stopped. */
bool nq_inflect_past(naql_str cell, nq_inflect_each each, void *user);
bool nq_inflect_present(naql_str cell, nq_inflect_each each, void *user);
bool nq_inflect_participle(naql_str cell, nq_inflect_each each, void *user);
bool nq_inflect_noun(naql_str cell, nq_inflect_each each, void *user);
/* Its sound plural: "threats". */
bool nq_inflect_nouns(naql_str cell, nq_inflect_each each, void *user);

#endif
