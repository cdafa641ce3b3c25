/* SPDX-License-Identifier: Apache-2.0
 *
 * set.h - the different shingles of one text. Layer 9 (bulk).
 *
 * Open addressing over 32-bit hashes, cleared by the number of a turn that
 * stands beside each, so that a short text after a long one costs little. */
#ifndef NQ_BULK_SET_H
#define NQ_BULK_SET_H

#include "naql.h"

typedef struct nq_set_slot {
    uint32_t value, turn;
} nq_set_slot;

typedef struct nq_set { /* zero-initialised is valid */
    nq_set_slot *slots; /* [mask + 1] */
    uint32_t mask, turn;
    uint32_t room; /* slots at hand, a power of two */
} nq_set;

/* Empties the set and makes room for n values. NAQL_OK, NAQL_NOMEM. */
naql_status nq_set_start(nq_set *s, uint32_t n);
void nq_set_clear(nq_set *s);

/* Hashes are mixed already: their lower bits are as good as any. */
static inline bool
nq_set_add(nq_set *s, uint32_t value)
{
    for (uint32_t i = value & s->mask;; i = (i + 1) & s->mask) {
        nq_set_slot *slot = &s->slots[i];
        if (slot->turn != s->turn) {
            *slot = (nq_set_slot){value, s->turn};
            return true;
        }
        if (slot->value == value)
            return false;
    }
}

/* Behind the first slot; few values are. */
bool nq_set_has_behind(const nq_set *s, uint32_t value);

/* Whether a value is there is as good as random, a branch on it guessed wrong
 * half of the time: there is none but the one for values behind their slot. */
static inline bool
nq_set_has(const nq_set *s, uint32_t value)
{
    const nq_set_slot *slot = &s->slots[value & s->mask];
    bool taken = slot->turn == s->turn, same = slot->value == value;
    if (taken & !same)
        return nq_set_has_behind(s, value);
    return taken & same;
}

#endif
