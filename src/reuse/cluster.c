/* SPDX-License-Identifier: Apache-2.0
 *
 * cluster.c - vectors in time order -> clusters. Layer 6 (reuse). */
#include "reuse/cluster.h"

#include "base/status.h"
#include "reuse/centre.h"
#include "reuse/tune.h"

#include <math.h>

#define NOBODY UINT32_MAX

struct stream {
    const nq_vector *vectors;
    const int32_t *days; /* [n] */
    uint32_t n;
    nq_centres centres;
    nq_list heads;  /* uint32_t by cluster: its first member */
    uint32_t *next; /* [n] next member of an article's cluster */
    uint32_t *of;   /* [n] open: number of the centre; at the end: first
                       article of the cluster */
    bool open_all;  /* undated ones are to come: nothing is closed */
    nq_arena *scratch;
};

/* ---- Members ---- */

static uint32_t *
head_of(struct stream *s, uint32_t cluster)
{
    return (uint32_t *)s->heads.at + cluster;
}

static naql_status
open_cluster(struct stream *s, uint32_t *cluster)
{
    *cluster = nq_centre_open(&s->centres);
    if (*cluster == NQ_NO_CENTRE)
        return NAQL_NOMEM;
    if (*cluster == s->heads.n && !nq_list_add(&s->heads, s->scratch))
        return NAQL_NOMEM;
    *head_of(s, *cluster) = NOBODY;
    return NAQL_OK;
}

static naql_status
enter(struct stream *s, uint32_t article, uint32_t cluster)
{
    nq_centre_day(nq_centre_at(&s->centres, cluster), s->days[article]);
    s->of[article] = cluster;
    s->next[article] = *head_of(s, cluster);
    *head_of(s, cluster) = article;
    return nq_centre_add(&s->centres, cluster, &s->vectors[article], 1);
}

/* ---- Nearness ---- */

/* 1 for the mean day of a cluster, falling with the distance from it; 0 when
 * it is closed. From the mean and not from the last day: news flare up and
 * fade, what is told alike day by day for long is a series (the weather, a
 * price) and not an event. A day that is not known has no say. */
static float
time_factor(const nq_centre *c, int32_t first, int32_t last)
{
    if (first == NQ_NO_DAY || !c->dated)
        return 1;
    int64_t behind = (int64_t)first - c->last;
    int64_t before = (int64_t)c->first - last;
    if (behind > NQ_STORY_CLOSED || before > NQ_STORY_CLOSED)
        return 0;
    float middle = (float)((double)first + last - 2.0 * c->first) / 2;
    float gap = middle - c->days / (float)c->dated;
    return expf(-gap * gap / (2 * NQ_STORY_DAYS * NQ_STORY_DAYS));
}

/* Mean cosine of a vector with the members, drawn towards that with the
 * centre: a story of many reports is known better than one of two. It is never
 * more than the latter. */
static float
closeness(float dot, float length, uint32_t members)
{
    if (dot <= 0 || length <= 0)
        return 0;
    return sqrtf(dot / (float)members * (dot / length));
}

struct question {
    const nq_vector *v;
    int32_t first, last;
    uint32_t but; /* a cluster that is not asked for */
    float least;  /* below it nothing is near */
    float size;   /* what each doubling of a cluster asks more */
};

/* The cluster nearest to a vector, the smaller number when two are as near;
 * NQ_NO_CENTRE: none is near. */
static uint32_t
nearest(struct stream *s, const struct question *q, float *best)
{
    nq_centres *centres = &s->centres;
    float rest;
    uint32_t found = NQ_NO_CENTRE, n = nq_centres_ask(centres, q->v, &rest);
    *best = q->least;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t number = centres->found[i];
        nq_cell cell = centres->cells[number];
        float part = *best * NQ_STORY_RARE;
        float most = cell.dot + (rest < part ? rest : part) * cell.length;
        if (most < *best * cell.length || number == q->but)
            continue;
        const nq_centre *c = nq_centre_at(centres, number);
        float less = q->size * log2f((float)c->members);
        if (closeness(most, cell.length, c->members) - less < *best)
            continue;
        float factor = time_factor(c, q->first, q->last);
        float dot = (float)nq_centre_dot(c, q->v);
        float score = closeness(dot, cell.length, c->members) * factor - less;
        if (score > *best || (score == *best && number < found)) {
            *best = score;
            found = number;
        }
    }
    nq_centres_done(centres, n);
    return found;
}

static naql_status
assign(struct stream *s, uint32_t article)
{
    float score;
    const struct question q = {.v = &s->vectors[article],
                               .first = s->days[article],
                               .last = s->days[article],
                               .but = NQ_NO_CENTRE,
                               .least = NQ_STORY_JOIN,
                               .size = NQ_STORY_SIZE};
    uint32_t cluster = nearest(s, &q, &score);
    if (cluster == NQ_NO_CENTRE)
        NQ_TRY(open_cluster(s, &cluster));
    return enter(s, article, cluster);
}

/* ---- Leaving and merging ---- */

/* Members that are far from the others leave, and look for another place. */
static naql_status
leave(struct stream *s, uint32_t cluster)
{
    uint32_t left = NOBODY;
    uint32_t *link = head_of(s, cluster);
    while (*link != NOBODY) {
        uint32_t article = *link;
        const nq_centre *c = nq_centre_at(&s->centres, cluster);
        if (c->members < 3)
            break;
        double dot = nq_centre_dot(c, &s->vectors[article]);
        if ((dot - 1) / (c->members - 1) >= (double)NQ_STORY_LEAVE) {
            link = &s->next[article];
            continue;
        }
        *link = s->next[article];
        s->next[article] = left;
        left = article;
        NQ_TRY(nq_centre_add(&s->centres, cluster, &s->vectors[article], -1));
    }
    while (left != NOBODY) {
        uint32_t article = left;
        left = s->next[article];
        NQ_TRY(assign(s, article));
    }
    return NAQL_OK;
}

/* Moves all members of a cluster to another. */
static naql_status
merge(struct stream *s, uint32_t to, uint32_t from)
{
    uint32_t last = NOBODY;
    for (uint32_t i = *head_of(s, from); i != NOBODY; i = s->next[i]) {
        s->of[i] = to;
        last = i;
    }
    if (last != NOBODY) {
        s->next[last] = *head_of(s, to);
        *head_of(s, to) = *head_of(s, from);
    }
    *head_of(s, from) = NOBODY;
    return nq_centre_join(&s->centres, to, from);
}

/* The centre as a vector of length 1 of its heaviest stems. */
static void
vector_of(const nq_centre *c, float length, nq_feature *room, nq_vector *out)
{
    for (uint32_t i = 0; i < c->n; i++)
        room[i] = (nq_feature){c->at[i].stem, c->at[i].weight / length};
    *out = (nq_vector){room, c->n};
}

/* Mean cosine of the members of two clusters, drawn towards that of their
 * centres. `score` is that of the one's direction with the other. */
static float
mutual(float length, uint32_t members, float score)
{
    return score * sqrtf(length / (float)members);
}

static naql_status
merge_nearest(struct stream *s, uint32_t cluster)
{
    nq_feature room[NQ_CLUSTER_STEMS];
    nq_vector v;
    float score;
    const nq_centre *c = nq_centre_at(&s->centres, cluster);
    float length = s->centres.cells[cluster].length;
    vector_of(c, length, room, &v);
    const struct question q = {.v = &v,
                               .first = c->first,
                               .last = c->last,
                               .but = cluster,
                               .least = NQ_STORY_MERGE};
    uint32_t other = nearest(s, &q, &score);
    if (other == NQ_NO_CENTRE)
        return NAQL_OK;
    uint32_t more = nq_centre_at(&s->centres, other)->members;
    uint32_t less = c->members < more ? c->members : more;
    if (mutual(length, c->members, score) <
        NQ_STORY_MERGE + NQ_STORY_BOTH * log2f((float)less))
        return NAQL_OK;
    return merge(s, other, cluster);
}

static naql_status
look_back(struct stream *s)
{
    for (uint32_t i = 0; i < s->centres.list.n; i++)
        if (nq_centre_at(&s->centres, i)->touched)
            NQ_TRY(leave(s, i));
    for (uint32_t i = 0; i < s->centres.list.n; i++) {
        nq_centre *c = nq_centre_at(&s->centres, i);
        bool touched = c->touched && c->members;
        c->touched = false;
        if (touched)
            NQ_TRY(merge_nearest(s, i));
    }
    return NAQL_OK;
}

/* ---- The stream ---- */

/* Members are told by the first of them from now on. */
static void
close_cluster(struct stream *s, uint32_t cluster)
{
    uint32_t first = NOBODY;
    for (uint32_t i = *head_of(s, cluster); i != NOBODY; i = s->next[i])
        first = i < first ? i : first;
    for (uint32_t i = *head_of(s, cluster); i != NOBODY; i = s->next[i])
        s->of[i] = first;
    nq_centre_close(&s->centres, cluster);
}

static void
close_old(struct stream *s, int32_t day)
{
    for (uint32_t i = 0; i < s->centres.list.n; i++) {
        const nq_centre *c = nq_centre_at(&s->centres, i);
        if (c->members && c->last != NQ_NO_DAY &&
            (int64_t)day - c->last > NQ_STORY_CLOSED)
            close_cluster(s, i);
    }
}

static naql_status
read_all(struct stream *s)
{
    for (uint32_t i = 0; i < s->n; i++) {
        NQ_TRY(assign(s, i));
        if (i + 1 < s->n && s->days[i + 1] == s->days[i])
            continue;
        NQ_TRY(look_back(s));
        if (i + 1 < s->n && s->days[i + 1] != NQ_NO_DAY && !s->open_all)
            close_old(s, s->days[i + 1]);
    }
    for (uint32_t i = 0; i < s->centres.list.n; i++)
        if (nq_centre_at(&s->centres, i)->members)
            close_cluster(s, i);
    return NAQL_OK;
}

naql_status
nq_clusters_make(const nq_vectors *vectors, const int32_t *days,
                 nq_arena *arena, nq_arena *scratch, nq_clusters *out)
{
    uint32_t n = vectors->n;
    struct stream s = {.vectors = vectors->at,
                       .days = days,
                       .n = n,
                       .heads = NQ_LIST(uint32_t),
                       .scratch = scratch};
    s.next = nq_arena_alloc(scratch, (n + 1ull) * sizeof *s.next);
    s.of = nq_arena_alloc(arena, (n + 1ull) * sizeof *s.of);
    *out = (nq_clusters){.of = s.of};
    if (!s.next || !s.of)
        return NAQL_NOMEM;
    s.open_all = n && days[n - 1] == NQ_NO_DAY && n <= NQ_STORY_OPEN_ALL;
    NQ_TRY(nq_centres_init(&s.centres, vectors->n_stems, scratch));
    NQ_TRY(read_all(&s));
    for (uint32_t i = 0; i < n; i++) /* first articles come first */
        s.of[i] = s.of[i] == i ? out->n++ : s.of[s.of[i]];
    return NAQL_OK;
}

naql_status
nq_clusters_list(nq_clusters *c, uint32_t n, nq_arena *arena)
{
    c->start = nq_arena_zero(arena, c->n + 2ull, sizeof *c->start);
    c->members = nq_arena_alloc(arena, (n + 1ull) * sizeof *c->members);
    if (!c->start || !c->members)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        c->start[c->of[i] + 2]++;
    for (uint32_t k = 0; k < c->n; k++)
        c->start[k + 2] += c->start[k + 1];
    for (uint32_t i = 0; i < n; i++)
        c->members[c->start[c->of[i] + 1]++] = i;
    return NAQL_OK;
}
