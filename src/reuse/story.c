/* SPDX-License-Identifier: Apache-2.0
 *
 * story.c - the stories of a pile, and which of them are related. Layer 6
 * (reuse). */
#include "reuse/reuse.h"

#include "base/status.h"
#include "base/str.h"
#include "reuse/cluster.h"
#include "reuse/relate.h"
#include "reuse/tools.h"

#include <stdlib.h>

struct draft {
    const nq_pile *pile;
    const nq_vector *vectors;
    nq_story *at;
    uint32_t n;
};

/* The member nearest to all others; the earliest when two are as near. Long
 * stories are judged by their first HEAD_SAMPLE articles. */
#define HEAD_SAMPLE 64u

static uint32_t
head_of(const struct draft *d, const nq_story *s)
{
    uint32_t n = s->n_articles < HEAD_SAMPLE ? s->n_articles : HEAD_SAMPLE;
    uint32_t best = s->articles[0];
    double most = -1;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t article = s->articles[i];
        double sum = 0;
        if (!d->pile->at[article]->article.title.len)
            continue;
        for (uint32_t k = 0; k < n; k++)
            sum += k == i ? 0
                          : nq_vector_dot(&d->vectors[article],
                                          &d->vectors[s->articles[k]]);
        if (sum > most) {
            most = sum;
            best = article;
        }
    }
    return best;
}

static void
date_story(const nq_pile *pile, nq_story *s)
{
    s->first = s->last = NQ_NO_DAY;
    for (uint32_t i = 0; i < s->n_articles; i++) {
        int32_t day = pile->at[s->articles[i]]->article.day;
        if (day == NQ_NO_DAY)
            continue;
        s->first = s->first == NQ_NO_DAY || day < s->first ? day : s->first;
        s->last = s->last == NQ_NO_DAY || day > s->last ? day : s->last;
    }
}

static naql_status
fill(struct draft *d, const nq_clusters *clusters, nq_arena *arena,
     nq_arena *scratch)
{
    uint32_t n = d->pile->n;
    uint32_t *members = nq_arena_alloc(arena, (n + 1) * sizeof *members);
    uint32_t *start = nq_arena_zero(scratch, clusters->n + 2, sizeof *start);
    d->at = nq_arena_zero(arena, clusters->n, sizeof *d->at);
    if (!members || !start || !d->at)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        start[clusters->of[i] + 2]++;
    for (uint32_t c = 0; c < clusters->n; c++)
        start[c + 2] += start[c + 1];
    for (uint32_t i = 0; i < n; i++)
        members[start[clusters->of[i] + 1]++] = i;
    for (uint32_t c = 0; c < clusters->n; c++) {
        nq_story *s = &d->at[c];
        s->articles = members + start[c];
        s->n_articles = start[c + 1] - start[c];
        date_story(d->pile, s);
        s->head = head_of(d, s);
    }
    d->n = clusters->n;
    return NAQL_OK;
}

/* Newest first, undated last; then the larger; then the earlier in the pile,
 * which is sorted by outlet and id. */
static int
by_news(const void *x, const void *y)
{
    const nq_story *a = x, *b = y;
    if (a->last != b->last)
        return a->last > b->last ? -1 : 1;
    if (a->n_articles != b->n_articles)
        return a->n_articles > b->n_articles ? -1 : 1;
    return a->articles[0] < b->articles[0] ? -1 : 1;
}

naql_status
nq_stories_make(const nq_pile *pile, nq_arena *arena, nq_arena *scratch,
                nq_stories *out)
{
    struct draft d = {.pile = pile};
    const nq_reuse_tools *tools;
    nq_reuse_tools room;
    nq_clusters clusters;
    nq_vector *vectors;
    *out = (nq_stories){0};
    NQ_TRY(nq_reuse_tools_of(pile, &room, &tools));
    NQ_TRY(nq_vectors_make(pile, &tools->rarity, scratch, scratch, &vectors));
    int32_t *days = nq_arena_alloc(scratch, pile->n * sizeof *days);
    uint32_t *of = nq_arena_alloc(arena, pile->n * sizeof *of);
    if (!days || !of)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < pile->n; i++)
        days[i] = pile->at[i]->article.day;
    NQ_TRY(
        nq_clusters_make(vectors, days, pile->n, scratch, scratch, &clusters));
    d.vectors = vectors;
    NQ_TRY(fill(&d, &clusters, arena, scratch));
    if (d.n)
        qsort(d.at, d.n, sizeof *d.at, by_news);
    for (uint32_t s = 0; s < d.n; s++)
        for (uint32_t i = 0; i < d.at[s].n_articles; i++)
            of[d.at[s].articles[i]] = s;
    *out = (nq_stories){.at = d.at, .n = d.n, .of = of};
    return nq_stories_relate(pile, vectors, arena, scratch, out);
}
