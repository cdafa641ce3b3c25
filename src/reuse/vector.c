/* SPDX-License-Identifier: Apache-2.0
 *
 * vector.c - articles as short sparse vectors of stems. Layer 6 (reuse). */
#include "reuse/vector.h"

#include "base/map.h"
#include "base/sorted.h"
#include "base/status.h"
#include "reuse/heaviest.h"
#include "reuse/tune.h"

#include <math.h>

struct weighing {
    const nq_scale *scale;
    nq_terms *terms;
    const int32_t *days; /* [n] */
    uint32_t n;
    nq_list usage;       /* struct usage, by number of the stem */
    uint32_t first, end; /* articles in the window */
    nq_arena *arena, *scratch;
};

/* ---- Numbers ---- */

static int
by_stem(const void *x, const void *y)
{
    const nq_term *a = x, *b = y;
    return a->stem < b->stem ? -1 : a->stem > b->stem;
}

static naql_status
number_stems(struct weighing *w)
{
    nq_map numbers;
    nq_map_init(&numbers, w->scratch);
    for (uint32_t i = 0; i < w->n; i++) {
        nq_terms *t = &w->terms[i];
        for (uint32_t k = 0; k < t->n; k++) {
            bool fresh;
            uint32_t *slot = nq_map_put(&numbers, t->at[k].stem, &fresh);
            if (slot && fresh) {
                *slot = w->usage.n;
                if (!nq_list_add(&w->usage, w->scratch))
                    return NAQL_NOMEM;
            }
            if (!slot)
                return NAQL_NOMEM;
            t->at[k].stem = *slot;
        }
        nq_sort(t->at, t->n, sizeof *t->at, by_stem);
    }
    return NAQL_OK;
}

/* ---- The window ---- */

static void
count(struct weighing *w, uint32_t article, uint32_t by)
{
    uint32_t *usage = w->usage.at;
    const nq_terms *t = &w->terms[article];
    for (uint32_t k = 0; k < t->n; k++)
        usage[t->at[k].stem] += by;
}

/* Counts in what is near the day, and out what is far from it. Articles
 * without a day see the last window, and themselves. */
static void
move_window(struct weighing *w, int32_t day)
{
    while (w->end < w->n &&
           (day == NQ_NO_DAY || (w->days[w->end] != NQ_NO_DAY &&
                                 w->days[w->end] <= day + NQ_WINDOW_DAYS)))
        count(w, w->end++, 1);
    while (day != NQ_NO_DAY && w->first < w->end &&
           w->days[w->first] < day - NQ_WINDOW_DAYS)
        count(w, w->first++, UINT32_MAX);
}

/* ---- Weights ---- */

/* What a stem weighs by its idf, 0: it tells nothing. The background counts as
 * NQ_PRIOR_ARTICLES articles. More than by its idf: what two reports of one
 * event share are rare words, what two events of one kind share are the less
 * rare ones. */
static float
rarity_of(const struct weighing *w, const nq_term *t)
{
    uint32_t used = ((const uint32_t *)w->usage.at)[t->stem];
    float n = (float)(w->end - w->first) + NQ_PRIOR_ARTICLES;
    float held = (float)used + NQ_PRIOR_ARTICLES * w->scale->share[t->step];
    float mixed = logf(n / held);
    /* A pile of one story: its own words still tell it from nothing. */
    float least = w->scale->idf[t->step];
    least = least < NQ_PILE_IDF ? least : NQ_PILE_IDF;
    mixed = mixed > least ? mixed : least;
    return mixed < NQ_VECTOR_IDF ? 0 : powf(mixed, NQ_IDF_POWER);
}

static naql_status
weigh(struct weighing *w, const nq_terms *t, nq_vector *out)
{
    float weights[NQ_TERMS], square = 0;
    nq_heaviest heaviest;
    uint32_t most = t->n < NQ_VECTOR_STEMS ? t->n : NQ_VECTOR_STEMS;
    nq_feature *at = nq_arena_alloc(w->arena, most * sizeof *at);
    *out = (nq_vector){at, 0};
    if (!at)
        return NAQL_NOMEM;
    for (uint32_t k = 0; k < t->n; k++)
        weights[k] = (float)t->at[k].count * rarity_of(w, &t->at[k]);
    nq_heaviest_find(weights, t->n, NQ_VECTOR_STEMS, &heaviest);
    for (uint32_t k = 0; k < t->n; k++) {
        if (!nq_heaviest_has(&heaviest, weights[k]) || weights[k] <= 0)
            continue;
        at[out->n++] = (nq_feature){t->at[k].stem, weights[k]};
        square += weights[k] * weights[k];
    }
    float length = sqrtf(square);
    for (uint32_t k = 0; k < out->n; k++)
        at[k].weight /= length;
    return NAQL_OK;
}

naql_status
nq_vectors_weigh(const nq_scale *scale, nq_terms *terms, const int32_t *days,
                 uint32_t n, nq_arena *arena, nq_arena *scratch,
                 nq_vectors *out)
{
    struct weighing w = {.scale = scale,
                         .terms = terms,
                         .days = days,
                         .n = n,
                         .usage = NQ_LIST(uint32_t),
                         .arena = arena,
                         .scratch = scratch};
    *out =
        (nq_vectors){.at = nq_arena_alloc(arena, n * sizeof *out->at), .n = n};
    if (!out->at)
        return NAQL_NOMEM;
    NQ_TRY(number_stems(&w));
    out->n_stems = w.usage.n;
    for (uint32_t i = 0; i < n; i++) {
        if (i == 0 || days[i] != days[i - 1])
            move_window(&w, days[i]);
        NQ_TRY(weigh(&w, &terms[i], &out->at[i]));
    }
    return NAQL_OK;
}

naql_status
nq_vectors_make(const nq_pile *pile, const nq_rarity *rarity, nq_arena *arena,
                nq_arena *scratch, nq_vectors *out)
{
    nq_scale *scale = nq_arena_alloc(scratch, sizeof *scale);
    nq_terms *terms = nq_arena_alloc(scratch, pile->n * sizeof *terms);
    int32_t *days = nq_arena_alloc(scratch, pile->n * sizeof *days);
    nq_arena work;
    if (!scale || !terms || !days)
        return NAQL_NOMEM;
    nq_scale_make(rarity, scale);
    nq_arena_init(&work);
    naql_status status = NAQL_OK;
    for (uint32_t i = 0; i < pile->n && status == NAQL_OK; i++) {
        nq_arena_reset(&work);
        days[i] = pile->at[i]->article.day;
        status = nq_terms_make(scale, pile->at[i], scratch, &work, &terms[i]);
    }
    nq_arena_clear(&work);
    NQ_TRY(status);
    return nq_vectors_weigh(scale, terms, days, pile->n, arena, scratch, out);
}

double
nq_vector_dot(const nq_vector *a, const nq_vector *b)
{
    double dot = 0;
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
        if (a->at[i].stem == b->at[k].stem)
            dot += (double)a->at[i++].weight * (double)b->at[k++].weight;
        else if (a->at[i].stem < b->at[k].stem)
            i++;
        else
            k++;
    }
    return dot;
}

double
nq_vectors_near(const nq_vectors *v, const uint32_t *of, uint32_t n, uint32_t i)
{
    double sum = 0;
    for (uint32_t k = 0; k < n; k++)
        sum += k == i ? 0 : nq_vector_dot(&v->at[of[i]], &v->at[of[k]]);
    return sum;
}
