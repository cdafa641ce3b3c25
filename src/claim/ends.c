/* SPDX-License-Identifier: Apache-2.0
 *
 * ends.c - which of the places where content may end is the likeliest. Layer 5
 * (claim). */
#include "claim/ends.h"

#include "claim/confidence.h"
#include "claim/tune.h"

#include <math.h>

/* Where the rows start of what traits rule out. */
typedef struct ruling {
    uint32_t rows[NQ_END_TRAITS]; /* [n] */
    uint32_t n;
} ruling;

static void
rule(const nq_end_weights *e, uint32_t row, ruling *out)
{
    out->rows[out->n] = row * e->blocks;
    out->n += row > 0; /* nobody can foresee the traits */
}

/* By the numbers that scales [first, end) are of. */
static void
rule_by_numbers(const nq_end_weights *e, uint32_t first, uint32_t end,
                const nq_end_traits *traits, ruling *out)
{
    for (uint32_t k = first; k < end; k++) {
        const nq_end_scale *s = &e->scales[k];
        int32_t over = traits->at[s->trait] - s->least;
        over = over > 0 ? over : 0;
        over = over < s->span ? over : s->span;
        rule(e, e->rows[s->at + (uint32_t)over], out);
    }
}

static void
rule_by_marks(const nq_end_weights *e, uint64_t marks, ruling *out)
{
    for (; marks; marks &= marks - 1)
        rule(e, e->marks[__builtin_ctzll(marks)], out);
}

/* The answers in all trees that all places of a content rule out, [blocks]. */
static void
rule_for_all(const nq_end_weights *e, const nq_end_traits *all,
             nq_end_lanes out[NQ_END_BLOCKS])
{
    ruling r = {.n = 0};
    rule_by_numbers(e, 0, e->n_shared, all, &r);
    memset(out, 0, e->blocks * sizeof *out);
    for (uint32_t k = 0; k < r.n; k++)
        for (uint32_t b = 0; b < e->blocks; b++)
            out[b] |= e->out[r.rows[k] + b];
}

/* What the trees of a block say, whose answers `out` rules out: each the first
 * that is left. */
static int32_t
says(const nq_end_weights *e, uint32_t block, nq_end_lanes out)
{
    const nq_end_tree *trees = &e->trees[block * NQ_END_ABREAST];
    int32_t sum = 0;
    for (uint32_t lane = 0; lane < NQ_END_ABREAST; lane++) {
        uint32_t left = ~(uint32_t)out[lane];
        sum += trees[lane].answers[__builtin_ctz(left)];
    }
    return sum;
}

/* What the trees of the next blocks say from block b on, side by side: each row
 * is fetched once for all of them. */
static int32_t
ask_more(const nq_end_weights *e, uint32_t b, const nq_end_lanes *all,
         const ruling *r)
{
    nq_end_lanes out[NQ_END_ONCE];
    int32_t sum = 0;
    memcpy(out, all + b, sizeof out);
    for (uint32_t k = 0; k < r->n; k++) {
        const nq_end_lanes *row = e->out + r->rows[k] + b;
        for (uint32_t i = 0; i < NQ_END_ONCE; i++)
            out[i] |= row[i];
    }
    for (uint32_t i = 0; i < NQ_END_ONCE; i++)
        sum += says(e, b + i, out[i]);
    return sum;
}

/* How likely content that got to a place ends there, as a logit in thousandths;
 * `all` is ruled out at each. Where the first block of trees says that it
 * surely does not, or those of the second as well, the rest are not asked. */
static int32_t
ask(const nq_end_weights *e, const nq_end_lanes all[NQ_END_BLOCKS],
    const nq_end_traits *traits)
{
    ruling r = {.n = 0};
    rule_by_numbers(e, e->n_shared, e->n_scales, traits, &r);
    rule_by_marks(e, traits->marks, &r);
    nq_end_lanes first = all[0], second = all[1];
    for (uint32_t k = 0; k < r.n; k++) {
        first |= e->out[r.rows[k]];
        second |= e->out[r.rows[k] + 1];
    }
    int32_t sum = e->base + says(e, 0, first);
    if (sum < NQ_TUNE_END_UNLIKELY)
        return NQ_TUNE_END_NEVER;
    sum += says(e, 1, second);
    if (sum < NQ_TUNE_END_UNLIKELY)
        return NQ_TUNE_END_NEVER;
    for (uint32_t b = NQ_END_LEAD; b < e->blocks; b += NQ_END_ONCE)
        sum += ask_more(e, b, all, &r);
    return sum;
}

/* How likely content ends at each place; sums to 1. It goes from place to
 * place, and at the last it ends. Where the rules' end stands, the places
 * behind it are not asked: false. */
static bool
weigh(const nq_content_walk *w, nq_end_places *p, float *likely)
{
    const nq_end_weights *e = &w->s->book->ends;
    nq_end_lanes all[NQ_END_BLOCKS];
    nq_end_traits traits;
    float left = 1;
    nq_end_look_behind(w, p, p->ruled);
    nq_end_traits_of_all(w, p, &traits);
    rule_for_all(e, &traits, all);
    for (uint32_t i = 0; i + 1 < p->n; i++) {
        nq_end_look_behind(w, p, i);
        nq_end_traits_of(w, p, i, &traits);
        float logit = (float)ask(e, all, &traits) / 1000.0f;
        likely[i] = left * (1.0f / (1.0f + expf(-logit)));
        left -= likely[i];
        if (i == p->ruled && likely[i] > NQ_TUNE_END_RULES)
            return false;
    }
    likely[p->n - 1] = left;
    return true;
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

/* May place k be taken, where the likeliest has `top`? Between words that no
 * comma parts, only what is likelier than all the rest; before the rules' end
 * at no comma behind which a list goes on. */
static bool
may_be(const nq_end_places *p, const float *likely, uint32_t k, float top)
{
    const nq_end_place *e = &p->at[k];
    if (e->keeps && k < p->ruled)
        return false;
    if (e->kind == NQ_END_WORD)
        return likely[k] > NQ_TUNE_END_BARE;
    if (e->kind == NQ_END_COMMA && k < p->ruled && nq_end_goes_on(e))
        return false;
    return likely[k] > NQ_TUNE_END_LEAST * top;
}

uint32_t
nq_end_best(const nq_end_places *p, const float *likely)
{
    uint32_t best = p->ruled;
    float most = worth(p, likely, p->ruled), top = 0;
    if (likely[p->ruled] > NQ_TUNE_END_RULES)
        return best;
    for (uint32_t k = 0; k < p->n; k++)
        top = likely[k] > top ? likely[k] : top;
    for (uint32_t k = 0; k < p->n; k++) {
        float mine = worth(p, likely, k);
        if (mine > most && may_be(p, likely, k, top)) {
            most = mine;
            best = k;
        }
    }
    return best;
}

/* Grounds of a chosen end, by how likely it is. */
static uint32_t
grounds_of_end(float likely)
{
    uint32_t bits = 0;
    if (likely < NQ_TUNE_SURE_END)
        bits |= NQ_GROUND_BIT(NQ_GROUND_UNSURE_END);
    if (likely < NQ_TUNE_SURE_END_LEAST)
        bits |= NQ_GROUND_BIT(NQ_GROUND_OPEN_END);
    return bits;
}

uint32_t
nq_end_choose(const nq_content_walk *w, uint32_t ruled)
{
    const nq_end_weights *e = &w->s->book->ends;
    nq_end_places p;
    float likely[NQ_ENDS_MOST];
    if ((w->meanwhile && !e->watch.see) || !nq_end_places_find(w, ruled, &p))
        return ruled; /* "while X said ..., Y did": too rare to be learned */
    if (e->watch.see) {
        for (uint32_t i = 0; i < p.n; i++)
            nq_end_look_behind(w, &p, i);
        e->watch.see(e->watch.user, w, &p);
        return ruled;
    }
    if (p.n < NQ_TUNE_END_CHOICES)
        return ruled;
    uint32_t best = weigh(w, &p, likely) ? nq_end_best(&p, likely) : p.ruled;
    w->out->grounds |= grounds_of_end(likely[best]);
    return p.at[best].at;
}
