/* SPDX-License-Identifier: Apache-2.0
 *
 * near.h - one name a letter apart in two outlets. Layer 7 (compare), private
 * to its folder. */
#ifndef NQ_COMPARE_NEAR_H
#define NQ_COMPARE_NEAR_H

#include "compare/align.h"

/* Rare words of a name that another outlet writes with another letter, one
 * more or one less: slots of both, and the answers between them, added. Where
 * only long vowels or the letters of a foreign g differ the two are one name in
 * two spellings. Knows nothing of alignment: a rare word says enough.
 * O(letters). */
naql_status nq_near_names_add(const nq_desk *d, nq_slots *slots,
                              nq_list *answers);

/* A folded word without glued letters; where next to nothing would be left, the
 * article is the name's own. */
naql_str nq_near_bare(const nq_token *t);

/* Are all its letters of two bytes, as Arabic ones are? */
bool nq_near_is_arabic(naql_str word);

/* Words of the names of the story, by the hash of nq_near_bare: nq_name_type +
 * 1 of the first mention. What is a name in one article is one in all. */
naql_status nq_near_named(const nq_desk *d, nq_map *out);

#endif
