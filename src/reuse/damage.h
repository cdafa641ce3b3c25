/* SPDX-License-Identifier: Apache-2.0
 *
 * damage.h - mistakes that stand in more than one article. Layer 6
 * (reuse).
 *
 * A mistake is copied with the text that it stands in: two articles that share
 * one which a third does not have come from each other, or from a fourth.
 * Editors of manuscripts have told families of copies apart in this way since
 * Lachmann. */
#ifndef NQ_REUSE_DAMAGE_H
#define NQ_REUSE_DAMAGE_H

#include "base/arena.h"
#include "reuse/words.h"

typedef struct nq_mistake {
    uint64_t key;   /* equal for equal mistakes */
    naql_span span; /* of clean text */
} nq_mistake;

typedef struct nq_damage { /* of one article */
    const nq_mistake *at;  /* [n] */
    uint32_t n;
} nq_damage;

/* Mistakes of [n] articles that stand in two or more: glued words and doubled
 * letters, as the text layer repairs them, and words never seen in the
 * background where another article has a usual one, a letter or two away,
 * between the same neighbours. *out: [n]. Linear in the words. */
naql_status nq_damage_find(const nq_words *words, uint32_t n,
                           const nq_rarity *rarity, nq_arena *arena,
                           nq_arena *scratch, nq_damage **out);

#endif
