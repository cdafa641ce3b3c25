/* SPDX-License-Identifier: Apache-2.0
 *
 * doubt.c - is a verb of saying one here, all in all? Layer 5 (claim). */
#include "claim/doubt.h"

#include "claim/confidence.h"
#include "claim/trait_name.h"
#include "claim/tune.h"

naql_status
nq_doubt_weights(const nq_tables *tables, nq_arena *arena, const float **out)
{
    static const char *const kinds[1] = {"weight"};
    const nq_trait_table of = {"doubt_weights", kinds, 1, nq_doubt_n_traits(),
                               nq_doubt_trait};
    return nq_trait_weights(&of, tables, arena, out);
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
nq_doubt_passes(const nq_doubted *c, uint32_t *grounds)
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
    if (sum < NQ_TUNE_SURE_CUE)
        *grounds |= NQ_GROUND_BIT(NQ_GROUND_UNSURE_CUE);
    if (sum < NQ_TUNE_SURE_CUE_LEAST)
        *grounds |= NQ_GROUND_BIT(NQ_GROUND_DOUBTED);
    return sum > (c->doubt ? NQ_TUNE_DOUBT_TAKE : NQ_TUNE_DOUBT_DROP);
}
