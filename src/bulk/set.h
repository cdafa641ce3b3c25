/* SPDX-License-Identifier: Apache-2.0
 *
 * set.h - the different shingles of one text. Layer 9 (bulk).
 *
 * Open addressing over 32-bit hashes that are not zero, a quarter full at most:
 * to ask for a value is to look at its slot and the next one, and hardly ever
 * further. */
#ifndef NQ_BULK_SET_H
#define NQ_BULK_SET_H

#include "naql.h"

typedef struct nq_set { /* zero-initialised is valid */
    uint32_t *slots;    /* 0: free. The row does not go round: behind mask + 1
                           slots there is room for all that is pushed out */
    uint32_t mask;
    uint32_t room; /* slots at hand */
} nq_set;

/* Empties the set and makes room for n values. NAQL_OK, NAQL_NOMEM,
 * NAQL_TOO_BIG (2^28 values). */
naql_status nq_set_start(nq_set *s, uint32_t n);
void nq_set_clear(nq_set *s);

/* Hashes are mixed already: their lower bits are as good as any. */
static inline bool
nq_set_add(nq_set *s, uint32_t value)
{
    uint32_t *at = &s->slots[value & s->mask];
    while (*at && *at != value)
        at++;
    bool is_new = !*at;
    *at = value;
    return is_new;
}

typedef struct nq_set_answer {
    bool has;  /* it is there */
    bool open; /* it may be there: nq_set_has tells */
} nq_set_answer;

/* Looks at two slots, without a branch: whether a value is there is as good as
 * random, and would be guessed wrong half of the time. */
static inline nq_set_answer
nq_set_look(const nq_set *s, uint32_t value)
{
    const uint32_t *at = &s->slots[value & s->mask];
    bool has = (at[0] == value) | (at[1] == value);
    return (nq_set_answer){has, (at[0] != 0) & (at[1] != 0) & !has};
}

static inline bool
nq_set_has(const nq_set *s, uint32_t value)
{
    const uint32_t *at = &s->slots[value & s->mask];
    while (*at && *at != value)
        at++;
    return *at != 0;
}

#endif
