/* SPDX-License-Identifier: Apache-2.0
 *
 * cluster.c - vectors in time order -> clusters. Layer 6 (reuse). */
#include "reuse/cluster.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/status.h"
#include "reuse/tune.h"

#include <math.h>
#include <string.h>

struct posting { /* of a stem: a cluster and the stem's sum there */
    uint32_t cluster;
    float weight;
};

struct cluster {
    uint32_t n;          /* members */
    double square;       /* of the sum's length */
    int32_t first, last; /* days */
};

struct index {
    const nq_vector *vectors;
    const int32_t *days;
    uint32_t n_articles;
    nq_map stems;     /* stem -> list */
    nq_list lists;    /* nq_list of struct posting */
    nq_list clusters; /* struct cluster */
    uint32_t *of;     /* [n_articles] */
    double *dot;      /* [n_articles] by cluster: scores of the moment */
    uint32_t *touched;
    uint32_t n_touched;
    nq_arena *scratch;
};

static nq_list *
list_of(struct index *x, uint64_t stem, bool add)
{
    if (!add) {
        uint32_t *have = nq_map_get(&x->stems, stem);
        return have ? (nq_list *)x->lists.at + *have : NULL;
    }
    bool fresh;
    uint32_t *slot = nq_map_put(&x->stems, stem, &fresh);
    if (!slot)
        return NULL;
    if (fresh) {
        *slot = x->lists.n;
        nq_list *list = nq_list_add(&x->lists, x->scratch);
        if (!list)
            return NULL;
        *list = NQ_LIST(struct posting);
    }
    return (nq_list *)x->lists.at + *slot;
}

/* Adds `weight` to a cluster's posting and moves it to the end, where the
 * living stories are. Postings beyond reach are added anew. */
static bool
post(struct index *x, const nq_feature *f, uint32_t cluster)
{
    nq_list *list = list_of(x, f->stem, true);
    if (!list)
        return false;
    struct posting *at = list->at;
    uint32_t floor =
        list->n > NQ_STORY_POSTINGS ? list->n - NQ_STORY_POSTINGS : 0;
    for (uint32_t i = list->n; i-- > floor;) {
        if (at[i].cluster != cluster)
            continue;
        struct posting kept = at[i];
        kept.weight += f->weight;
        memmove(at + i, at + i + 1, (list->n - 1 - i) * sizeof *at);
        at[list->n - 1] = kept;
        return true;
    }
    at = nq_list_add(list, x->scratch);
    if (!at)
        return false;
    *at = (struct posting){cluster, f->weight};
    return true;
}

/* Dot products of a vector with the sums of all clusters within reach. */
static void
score_all(struct index *x, const nq_vector *v)
{
    for (uint32_t i = 0; i < x->n_touched; i++)
        x->dot[x->touched[i]] = 0;
    x->n_touched = 0;
    for (uint32_t f = 0; f < v->n; f++) {
        nq_list *list = list_of(x, v->at[f].stem, false);
        if (!list)
            continue;
        const struct posting *at = list->at;
        uint32_t floor =
            list->n > NQ_STORY_POSTINGS ? list->n - NQ_STORY_POSTINGS : 0;
        for (uint32_t i = list->n; i-- > floor;) {
            if (x->dot[at[i].cluster] == 0)
                x->touched[x->n_touched++] = at[i].cluster;
            x->dot[at[i].cluster] += (double)at[i].weight * v->at[f].weight;
        }
    }
}

/* 1 for the same day, falling with the gap; 0 when closed. A day that is not
 * known has no say. */
static double
time_factor(const struct cluster *c, int32_t day)
{
    if (day == NQ_NO_DAY || c->last == NQ_NO_DAY)
        return 1;
    int64_t gap = day > c->last    ? (int64_t)day - c->last
                  : day < c->first ? (int64_t)c->first - day
                                   : 0;
    return gap > NQ_STORY_CLOSED ? 0 : exp(-(double)gap / NQ_STORY_DAYS);
}

/* Mean cosine with the members, drawn towards the cosine with the centre: a
 * story of many reports is known better than one of two. */
static double
closeness(double dot, double square, uint32_t n)
{
    if (!n || square <= 0)
        return 0;
    return sqrt(dot / n * (dot / sqrt(square)));
}

static bool
join(struct index *x, uint32_t article, uint32_t cluster, double dot)
{
    struct cluster *c = (struct cluster *)x->clusters.at + cluster;
    int32_t day = x->days[article];
    const nq_vector *v = &x->vectors[article];
    c->square += 2 * dot + (v->n ? 1 : 0);
    c->n++;
    if (day != NQ_NO_DAY) {
        c->first = c->first == NQ_NO_DAY || day < c->first ? day : c->first;
        c->last = c->last == NQ_NO_DAY || day > c->last ? day : c->last;
    }
    x->of[article] = cluster;
    for (uint32_t f = 0; f < v->n; f++)
        if (!post(x, &v->at[f], cluster))
            return false;
    return true;
}

static bool
open_cluster(struct index *x, uint32_t *number)
{
    *number = x->clusters.n;
    struct cluster *c = nq_list_add(&x->clusters, x->scratch);
    if (c)
        c->first = c->last = NQ_NO_DAY;
    return c != NULL;
}

/* The cluster nearest to an article, the older one when two are as near. */
static uint32_t
nearest(struct index *x, uint32_t article, double *best)
{
    const struct cluster *clusters = x->clusters.at;
    uint32_t found = UINT32_MAX;
    *best = 0;
    score_all(x, &x->vectors[article]);
    for (uint32_t i = 0; i < x->n_touched; i++) {
        uint32_t number = x->touched[i];
        const struct cluster *c = &clusters[number];
        double score = closeness(x->dot[number], c->square, c->n) *
                           time_factor(c, x->days[article]) -
                       NQ_STORY_SIZE * log2(c->n);
        if (score > *best || (score == *best && number < found)) {
            *best = score;
            found = number;
        }
    }
    return found;
}

static naql_status
assign_all(struct index *x)
{
    for (uint32_t i = 0; i < x->n_articles; i++) {
        double score;
        uint32_t cluster = nearest(x, i, &score);
        double dot = cluster == UINT32_MAX ? 0 : x->dot[cluster];
        if (score < NQ_STORY_JOIN) {
            dot = 0;
            if (!open_cluster(x, &cluster))
                return NAQL_NOMEM;
        }
        if (!join(x, i, cluster, dot))
            return NAQL_NOMEM;
    }
    return NAQL_OK;
}

static naql_status
index_make(struct index *x, const nq_vector *vectors, const int32_t *days,
           uint32_t n, nq_arena *scratch)
{
    *x = (struct index){.vectors = vectors,
                        .days = days,
                        .n_articles = n,
                        .lists = NQ_LIST(nq_list),
                        .clusters = NQ_LIST(struct cluster),
                        .scratch = scratch};
    nq_map_init(&x->stems, scratch);
    x->of = nq_arena_alloc(scratch, (n + 1) * sizeof *x->of);
    /* A member that leaves opens a cluster more. */
    size_t most = 2 * (size_t)n + 1;
    x->dot = nq_arena_zero(scratch, most, sizeof *x->dot);
    x->touched = nq_arena_alloc(scratch, most * sizeof *x->touched);
    return x->of && x->dot && x->touched ? NAQL_OK : NAQL_NOMEM;
}

/* ---- Merging and leaving ---- */

static uint32_t
root(uint32_t *up, uint32_t i)
{
    while (up[i] != i)
        i = up[i] = up[up[i]];
    return i;
}

/* Moves members that are far from the others of their cluster to a cluster of
 * their own; returns how many left. */
static naql_status
leave(struct index *x, uint32_t *left)
{
    *left = 0;
    for (uint32_t i = 0; i < x->n_articles; i++) {
        const struct cluster *c =
            (const struct cluster *)x->clusters.at + x->of[i];
        uint32_t fresh;
        if (c->n < 3)
            continue;
        score_all(x, &x->vectors[i]);
        double others = (x->dot[x->of[i]] - 1) / (c->n - 1);
        if (others >= NQ_STORY_LEAVE)
            continue;
        if (!open_cluster(x, &fresh))
            return NAQL_NOMEM;
        x->of[i] = fresh;
        ++*left;
    }
    return NAQL_OK;
}

/* Clusters that are as near to each other as their own members are, one pair
 * at a time from the nearest neighbour of each. */
static naql_status
merge(struct index *x, uint32_t *merged)
{
    const struct cluster *clusters = x->clusters.at;
    uint32_t n = x->clusters.n;
    uint32_t *up = nq_arena_alloc(x->scratch, (n + 1) * sizeof *up);
    uint32_t *size = nq_arena_alloc(x->scratch, (n + 1) * sizeof *size);
    double *pull = nq_arena_zero(x->scratch, n + 1, sizeof *pull);
    if (!up || !size || !pull)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        up[i] = i;
        size[i] = clusters[i].n;
    }
    *merged = 0;
    for (uint32_t i = 0; i < x->n_articles; i++) {
        uint32_t own = root(up, x->of[i]);
        score_all(x, &x->vectors[i]);
        double best = 0;
        uint32_t found = UINT32_MAX;
        for (uint32_t t = 0; t < x->n_touched; t++) {
            uint32_t number = x->touched[t];
            const struct cluster *c = &clusters[number];
            double score =
                x->dot[number] / (c->n ? c->n : 1) * time_factor(c, x->days[i]);
            if (root(up, number) != own &&
                (score > best || (score == best && number < found))) {
                best = score;
                found = number;
            }
        }
        if (found == UINT32_MAX || best < NQ_STORY_MERGE)
            continue;
        /* A cluster goes over when its members do, on the whole. */
        pull[own] += 1;
        uint32_t other = root(up, found);
        if (pull[own] * 2 >= size[own]) {
            uint32_t lo = own < other ? own : other;
            uint32_t hi = own < other ? other : own;
            up[hi] = lo;
            size[lo] += size[hi];
            pull[lo] = 0;
            ++*merged;
        }
    }
    for (uint32_t i = 0; i < x->n_articles; i++)
        x->of[i] = root(up, x->of[i]);
    return NAQL_OK;
}

naql_status
nq_clusters_make(const nq_vector *vectors, const int32_t *days, uint32_t n,
                 nq_arena *arena, nq_arena *scratch, nq_clusters *out)
{
    struct index x;
    uint32_t changed;
    *out =
        (nq_clusters){.of = nq_arena_alloc(arena, (n + 1) * sizeof *out->of)};
    if (!out->of)
        return NAQL_NOMEM;
    NQ_TRY(index_make(&x, vectors, days, n, scratch));
    NQ_TRY(assign_all(&x));
    NQ_TRY(leave(&x, &changed));
    NQ_TRY(merge(&x, &changed));
    nq_map number;
    nq_map_init(&number, scratch);
    for (uint32_t i = 0; i < n; i++) {
        bool fresh;
        uint32_t *slot =
            nq_map_put(&number, nq_hash_mix(x.of[i] + 1ull), &fresh);
        if (!slot)
            return NAQL_NOMEM;
        if (fresh)
            *slot = out->n++;
        out->of[i] = *slot;
    }
    return NAQL_OK;
}
