/* SPDX-License-Identifier: Apache-2.0
 *
 * vector.c - an article as a short sparse vector of stems. Layer 6 (reuse). */
#include "reuse/vector.h"

#include "base/map.h"
#include "base/status.h"
#include "reuse/tune.h"

#include <math.h>
#include <stdlib.h>

struct term { /* a stem of one article */
    uint64_t stem;
    double count; /* places, each with its boost */
    double weight;
};

struct terms {
    struct term *at;
    uint32_t n;
};

static int
by_stem(const void *x, const void *y)
{
    const struct term *a = x, *b = y;
    return a->stem < b->stem ? -1 : a->stem > b->stem;
}

static int
by_weight(const void *x, const void *y)
{
    const struct term *a = x, *b = y;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return by_stem(x, y);
}

static int
feature_by_stem(const void *x, const void *y)
{
    const nq_feature *a = x, *b = y;
    return a->stem < b->stem ? -1 : a->stem > b->stem;
}

static double
boost_of(const nq_reading *r, const nq_words *w, uint32_t index,
         uint32_t *mention)
{
    const nq_names *names = &r->names;
    uint32_t token = w->at[index].token;
    while (*mention < names->n_mentions &&
           names->mentions[*mention].end <= token)
        ++*mention;
    bool named = *mention < names->n_mentions &&
                 names->mentions[*mention].first <= token;
    double boost = named ? NQ_NAME_BOOST : 1.0;
    if (index < w->n_title)
        return boost * NQ_TITLE_BOOST;
    return index < w->n_title + NQ_LEAD_WORDS ? boost * NQ_LEAD_BOOST : boost;
}

/* The stems of one article, each once, with their counts. */
static naql_status
count_terms(const nq_reading *r, const nq_words *w, nq_arena *scratch,
            struct terms *out)
{
    struct term *at = nq_arena_alloc(scratch, (w->n + 1) * sizeof *at);
    uint32_t mention = 0, kept = 0;
    if (!at)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < w->n; i++)
        at[i] = (struct term){w->at[i].stem, boost_of(r, w, i, &mention), 0.0};
    qsort(at, w->n, sizeof *at, by_stem);
    for (uint32_t i = 0; i < w->n; i++) {
        if (kept && at[kept - 1].stem == at[i].stem)
            at[kept - 1].count += at[i].count;
        else
            at[kept++] = at[i];
    }
    *out = (struct terms){at, kept};
    return NAQL_OK;
}

/* Share of articles that hold a stem, the background counting as
 * NQ_PRIOR_ARTICLES articles, as an idf. */
static double
mixed_idf(const nq_rarity *rarity, const nq_map *seen, uint32_t n,
          uint64_t stem)
{
    const uint32_t *own = nq_map_get(seen, stem);
    double share = (nq_rarity_count(rarity, stem) + 1) / rarity->n_articles;
    double count = (own ? *own : 0) + NQ_PRIOR_ARTICLES * share;
    double mixed = log((n + NQ_PRIOR_ARTICLES) / count);
    /* A pile of one story: its own words still tell it from nothing. */
    double least = -log(share) < NQ_PILE_IDF ? -log(share) : NQ_PILE_IDF;
    return mixed > least ? mixed : least;
}

static naql_status
weigh(struct terms *t, const nq_rarity *rarity, const nq_map *seen, uint32_t n,
      nq_arena *arena, nq_vector *out)
{
    uint32_t kept = 0;
    double square = 0;
    for (uint32_t i = 0; i < t->n; i++) {
        double idf = mixed_idf(rarity, seen, n, t->at[i].stem);
        if (idf < NQ_VECTOR_IDF)
            continue;
        t->at[kept] = t->at[i];
        t->at[kept++].weight = (1 + log(t->at[i].count)) * idf;
    }
    qsort(t->at, kept, sizeof *t->at, by_weight);
    kept = kept < NQ_VECTOR_STEMS ? kept : NQ_VECTOR_STEMS;
    nq_feature *at = nq_arena_alloc(arena, kept * sizeof *at);
    if (!at)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < kept; i++)
        square += t->at[i].weight * t->at[i].weight;
    for (uint32_t i = 0; i < kept; i++)
        at[i] = (nq_feature){t->at[i].stem,
                             (float)(t->at[i].weight / sqrt(square))};
    qsort(at, kept, sizeof *at, feature_by_stem);
    *out = (nq_vector){at, kept};
    return NAQL_OK;
}

naql_status
nq_vectors_make(const nq_pile *pile, const nq_rarity *rarity, nq_arena *arena,
                nq_arena *scratch, nq_vector **out)
{
    nq_map seen;
    nq_map_init(&seen, scratch);
    struct terms *terms = nq_arena_alloc(scratch, pile->n * sizeof *terms);
    *out = nq_arena_alloc(arena, pile->n * sizeof **out);
    if (!terms || !*out)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < pile->n; i++) {
        nq_words words;
        NQ_TRY(nq_words_make(rarity, &pile->at[i]->text, scratch, &words));
        NQ_TRY(count_terms(pile->at[i], &words, scratch, &terms[i]));
        for (uint32_t k = 0; k < terms[i].n; k++) {
            uint32_t *count = nq_map_put(&seen, terms[i].at[k].stem, NULL);
            if (!count)
                return NAQL_NOMEM;
            ++*count;
        }
    }
    for (uint32_t i = 0; i < pile->n; i++)
        NQ_TRY(weigh(&terms[i], rarity, &seen, pile->n, arena, &(*out)[i]));
    return NAQL_OK;
}

double
nq_vector_dot(const nq_vector *a, const nq_vector *b)
{
    double dot = 0;
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
        if (a->at[i].stem == b->at[k].stem)
            dot += (double)a->at[i++].weight * b->at[k++].weight;
        else if (a->at[i].stem < b->at[k].stem)
            i++;
        else
            k++;
    }
    return dot;
}
