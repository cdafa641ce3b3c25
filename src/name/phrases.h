/* SPDX-License-Identifier: Apache-2.0
 *
 * phrases.h - the lists that speak of names, as one map. Layer 4 (name),
 * private to its folder and to tools/mkmade, which runs it for the build.
 *
 * A trie as a hash table: the hash of each phrase's first words, one after the
 * other, leads to the nq_lex bits of what ends there. */
#ifndef NQ_NAME_PHRASES_H
#define NQ_NAME_PHRASES_H

#include "base/map.h"
#include "base/table.h"
#include "name/lex.h"

/* A longer phrase starts with these words. A bit of texts that no list gives.
 */
#define NQ_LEX_MORE ((uint32_t)NQ_LEX_INSIDE)

/* Its name among what the build has made of the tables. */
#define NQ_PHRASES "phrases"

/* Works it out of the lists; lives in `arena`. NAQL_OK, NAQL_NOMEM. */
naql_status nq_phrases_make(const nq_tables *tables, nq_arena *arena,
                            nq_map *out);

#endif
