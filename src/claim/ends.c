/* SPDX-License-Identifier: Apache-2.0
 *
 * ends.c - which of the places where content may end is the likeliest. Layer 5
 * (claim). */
#include "claim/ends.h"

#include "base/status.h"
#include "base/str.h"
#include "claim/tune.h"

#include <math.h>

naql_status
nq_end_weights_make(const nq_tables *tables, nq_arena *arena,
                    nq_end_weights *out)
{
    nq_table t;
    *out = (nq_end_weights){0};
    NQ_TRY(nq_table_find(tables, "end_weights", &t));
    uint32_t col = nq_table_col(&t, "weight");
    float *w = nq_arena_zero(arena, NQ_END_TRAITS, sizeof *w);
    int64_t version = 0;
    if (!w)
        return NAQL_NOMEM;
    for (uint32_t row = 0; row < t.rows; row++) {
        naql_str key = nq_table_cell(&t, row, 0);
        int64_t cell = nq_table_int(&t, row, col, 0);
        uint32_t trait;
        if (nq_str_equal(key, NQ_STR("version")))
            version = cell;
        else if (nq_str_equal(key, NQ_STR("margin")))
            out->margin = (float)cell / 1000.0f;
        else if (nq_end_trait_from(key, &trait))
            w[trait] = (float)cell / 1000.0f;
        else
            return NAQL_CORRUPT;
    }
    out->of = w;
    return version == NQ_END_VERSION ? NAQL_OK : NAQL_CORRUPT;
}

/* How likely content ends at each place; sums to 1. */
static void
weigh(const nq_content_walk *w, const nq_end_places *p, float *likely)
{
    const float *of = w->s->book->ends.of;
    float most = -1e9f, sum = 0;
    for (uint32_t i = 0; i < p->n; i++) {
        nq_end_traits t;
        nq_end_traits_of(w, p, i, &t);
        likely[i] = 0;
        for (uint32_t k = 0; k < t.n; k++)
            likely[i] += of[t.at[k]];
        most = likely[i] > most ? likely[i] : most;
    }
    for (uint32_t i = 0; i < p->n; i++)
        sum += likely[i] = expf(likely[i] - most);
    for (uint32_t i = 0; i < p->n; i++)
        likely[i] /= sum;
}

/* How likely the content up to that place has half of its words in common with
 * the true one, and half of how likely it is just that. */
static float
worth(const nq_end_places *p, const float *likely, uint32_t place)
{
    float sum = 0.5f * likely[place];
    uint32_t a = p->at[place].words;
    for (uint32_t k = 0; k < p->n; k++) {
        uint32_t b = p->at[k].words;
        if (a <= 2 * b && b <= 2 * a)
            sum += likely[k];
    }
    return sum;
}

/* Does somebody speak behind the rules' end, before place k? */
static bool
is_spoken_between(const nq_end_places *p, uint32_t k)
{
    for (uint32_t i = p->ruled; i < k; i++)
        if (p->at[i].clause & NQ_END_SAYS)
            return true;
    return false;
}

/* Does content of a noun go on to place k, behind the rules' end? Behind a day
 * or a name between commas; not for that alone, nor where a clause opens. */
static bool
may_go_on(const nq_end_places *p, uint32_t k)
{
    const nq_end_place *rules = &p->at[p->ruled];
    nq_end_opener opener = nq_end_opener_of(rules);
    bool aside = opener == NQ_OPENS_NOTHING ||
                 (opener == NQ_OPENS_DATE && k > p->ruled + 1);
    return rules->kind == NQ_END_COMMA && aside && !is_spoken_between(p, k);
}

/* May it end at place k, before the rules' end? At a comma behind which a
 * clause opens, but not ", and that ...", which was said. */
static bool
may_end(const nq_end_places *p, uint32_t k)
{
    nq_end_opener opener = nq_end_opener_of(&p->at[k]);
    return p->at[k].kind == NQ_END_COMMA &&
           (opener == NQ_OPENS_CLAUSE || opener == NQ_OPENS_SAYING);
}

/* May place k be chosen against the rules? `more`: by what it is worth more. */
static bool
may_be(const nq_end_places *p, const float *likely, uint32_t k, bool nominal,
       float more, float margin)
{
    const nq_end_place *rules = &p->at[p->ruled];
    if (k > p->ruled)
        return nominal && more > margin &&
               likely[k] > NQ_TUNE_END_LEAST * likely[p->ruled] &&
               may_go_on(p, k);
    if (likely[k] <= likely[p->ruled] || !may_end(p, k))
        return false;
    if (rules->kind == NQ_END_WORD && more >= 0 &&
        nq_end_opener_of(rules) != NQ_OPENS_SAYING)
        return true;
    return nominal && more > margin;
}

uint32_t
nq_end_best(const nq_end_places *p, const float *likely, bool nominal,
            float margin)
{
    uint32_t best = p->ruled;
    float rules = worth(p, likely, p->ruled), most = -1;
    for (uint32_t k = 0; k < p->n; k++) {
        float mine = worth(p, likely, k);
        if (k != p->ruled && mine > most &&
            may_be(p, likely, k, nominal, mine - rules, margin)) {
            most = mine;
            best = k;
        }
    }
    return best;
}

/* Is there anything that may be chosen? Of clauses only what ends at a bare
 * word. */
static bool
is_open(const nq_content_walk *w, uint32_t ruled)
{
    return w->nominal || (ruled < w->limit && !nq_opens_sentence(w->s, ruled) &&
                          !nq_is_mark(w->s, ruled, NQ_MARK_COMMA));
}

uint32_t
nq_end_choose(const nq_content_walk *w, uint32_t ruled)
{
    const nq_end_weights *e = &w->s->book->ends;
    nq_end_places p = {.hidden = NQ_NO_TOKEN};
    float likely[NQ_ENDS_MOST];
    if ((!e->watch.see && !is_open(w, ruled)) ||
        !nq_end_places_find(w, ruled, &p))
        return ruled;
    if (e->watch.see) {
        e->watch.see(e->watch.user, w, &p);
        return ruled;
    }
    weigh(w, &p, likely);
    return p.at[nq_end_best(&p, likely, w->nominal, e->margin)].at;
}
