/* SPDX-License-Identifier: Apache-2.0
 *
 * tally.c - weights of features, added up. Layer 4 (name). */
#include "name/tally.h"
#include "base/status.h"

enum { LISTS = 32 }; /* bits of nq_feature_word.lists */

/* Weights of one value of a class, in each place. */
typedef struct row {
    uint64_t at[NQ_PLACES];
} row;

struct nq_tally {
    row *of[NQ_SEEN];
    uint32_t n[NQ_SEEN];
};

static uint32_t
larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* Sizes of the tables: classes are counted from 1, 0 is an unknown word. */
static void
count_values(const nq_model *m, uint32_t n[NQ_SEEN])
{
    n[NQ_SEEN_LIST] = LISTS;
    for (uint32_t s = NQ_SEEN_FINE; s < NQ_SEEN; s++)
        n[s] = 1;
    for (uint32_t i = 0; i < m->head->n_words; i++) {
        const nq_model_word *w = &m->words[i];
        n[NQ_SEEN_FINE] = larger(n[NQ_SEEN_FINE], w->fine + 2u);
        n[NQ_SEEN_MIDDLE] = larger(n[NQ_SEEN_MIDDLE], w->middle + 2u);
        n[NQ_SEEN_COARSE] = larger(n[NQ_SEEN_COARSE], w->coarse + 2u);
        n[NQ_SEEN_USUALLY] = larger(n[NQ_SEEN_USUALLY], w->usually + 2u);
        n[NQ_SEEN_WIDE] = larger(n[NQ_SEEN_WIDE], w->wide + 2u);
    }
}

static void
fill_row(const nq_model *m, nq_seen seen, uint32_t value, row *out)
{
    for (uint32_t k = 0; k < NQ_PLACES; k++)
        out->at[k] = nq_seen_in(seen, k)
                         ? nq_model_bytes(m, nq_seen_feature(seen, k, value))
                         : 0;
}

naql_status
nq_tally_make(nq_model *m, nq_arena *arena)
{
    struct nq_tally *t = nq_arena_zero(arena, 1, sizeof(*t));
    if (!t)
        return NAQL_NOMEM;
    count_values(m, t->n);
    for (uint32_t s = 0; s < NQ_SEEN; s++) {
        t->of[s] = nq_arena_alloc(arena, t->n[s] * sizeof(row));
        if (!t->of[s])
            return NAQL_NOMEM;
        for (uint32_t value = 0; value < t->n[s]; value++)
            fill_row(m, (nq_seen)s, value, &t->of[s][value]);
    }
    m->tally = t;
    return NAQL_OK;
}

static inline void
add_row(const row *r, nq_tally_word *out)
{
    for (uint32_t k = 0; k < NQ_PLACES; k++)
        nq_lanes_add(&out->at[k], r->at[k]);
}

void
nq_tally_word_of(const nq_model *m, const nq_feature_word *word,
                 nq_tally_word *out)
{
    const struct nq_tally *t = m->tally;
    *out = (nq_tally_word){0};
    for (uint32_t left = word->lists; left; left &= left - 1)
        add_row(&t->of[NQ_SEEN_LIST][__builtin_ctz(left)], out);
    add_row(&t->of[NQ_SEEN_FINE][word->fine], out);
    add_row(&t->of[NQ_SEEN_MIDDLE][word->middle], out);
    add_row(&t->of[NQ_SEEN_COARSE][word->coarse], out);
    add_row(&t->of[NQ_SEEN_USUALLY][word->usually], out);
    add_row(&t->of[NQ_SEEN_WIDE][word->wide], out);
}
