/* SPDX-License-Identifier: Apache-2.0
 *
 * doubt.c - is a verb of saying one here, all in all? Layer 5 (claim). */
#include "claim/doubt.h"

#include "base/status.h"
#include "claim/tune.h"

naql_status
nq_doubt_weights(const nq_tables *tables, nq_arena *arena, const float **out)
{
    nq_table t;
    uint32_t all = nq_doubt_n_traits();
    float *w = nq_arena_zero(arena, all, sizeof *w);
    NQ_TRY(nq_table_find(tables, "doubt_weights", &t));
    if (!w)
        return NAQL_NOMEM;
    uint32_t col = nq_table_col(&t, "weight");
    for (uint32_t row = 0; row < t.rows; row++) {
        uint32_t trait = nq_doubt_trait(nq_table_cell(&t, row, 0));
        if (trait == all)
            return NAQL_CORRUPT;
        w[trait] = (float)nq_table_int(&t, row, col, 0) / 1000.0f;
    }
    *out = w;
    return NAQL_OK;
}

/* "said that", "said: ...": says nothing else, and of those none was ever left
 * out. */
static bool
is_sure(const nq_doubted *c)
{
    const nq_cue *cue = &c->d->cue;
    return c->doubt == NQ_DOUBT_NONE && cue->lemma->level == 3 &&
           cue->way != NQ_WAY_NOUN && cue->way != NQ_WAY_PREP;
}

bool
nq_doubt_passes(const nq_doubted *c)
{
    const nq_statement_watch *watch = c->m->watch;
    const float *w = c->m->s->book->doubts;
    nq_doubt_traits t;
    float sum = 0;
    if (watch && watch->pass)
        return watch->pass(watch->user, c);
    if (is_sure(c))
        return true;
    nq_doubt_see(c, &t);
    for (uint32_t k = 0; k < t.n; k++)
        sum += w[t.at[k]];
    return sum > (c->doubt ? NQ_TUNE_DOUBT_TAKE : NQ_TUNE_DOUBT_DROP);
}
