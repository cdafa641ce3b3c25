/* SPDX-License-Identifier: Apache-2.0
 *
 * twin.c - the statements of a story -> groups of one utterance each. Layer 6
 * (reuse).
 *
 * twin_score.h says how alike two statements are; here the most alike are
 * joined first, as long as the groups agree on the whole, so
 * that one pair cannot chain two utterances into one. */
#include "reuse/reuse.h"

#include "base/forest.h"
#include "base/map.h"
#include "base/status.h"
#include "reuse/carry.h"
#include "reuse/edit.h"
#include "reuse/tune.h"
#include "reuse/twin_score.h"

#include <stdlib.h>
#include <string.h>

struct grouping {
    const nq_pile *pile;
    const nq_story *story;
    nq_said *at; /* [n] statements by (article, place) */
    uint32_t n;
    nq_list pairs;  /* struct pair, scratch */
    uint32_t *up;   /* [n] union-find; the root is the smallest */
    uint32_t *size; /* [n] of roots */
    nq_arena *arena, *scratch;
};

struct pair {
    uint32_t a, b; /* a < b */
    float score;
};

static naql_status
collect(struct grouping *g, const nq_reuse_tools *tools)
{
    const nq_story *story = g->story;
    uint32_t total = 0;
    for (uint32_t i = 0; i < story->n_articles; i++)
        total += g->pile->at[story->articles[i]]->claims.n_statements;
    g->at = nq_arena_alloc(g->scratch, (total + 1) * sizeof *g->at);
    g->up = nq_arena_alloc(g->scratch, (total + 1) * sizeof *g->up);
    g->size = nq_arena_alloc(g->scratch, (total + 1) * sizeof *g->size);
    if (!g->at || !g->up || !g->size)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < story->n_articles; i++) {
        uint32_t article = story->articles[i];
        const nq_claims *claims = &g->pile->at[article]->claims;
        for (uint32_t s = 0; s < claims->n_statements; s++) {
            g->up[g->n] = g->n;
            g->size[g->n] = 1;
            NQ_TRY(nq_said_make(g->pile, article, s, tools, g->scratch,
                                &g->at[g->n]));
            g->n++;
        }
    }
    return NAQL_OK;
}

/* What every statement of a story speaks of tells none from the other: a stem
 * loses weight by the share of the statements that hold it. */
static naql_status
damp(struct grouping *g)
{
    nq_map seen;
    nq_map_init(&seen, g->scratch);
    if (g->n < NQ_TWIN_STORY)
        return NAQL_OK;
    for (uint32_t i = 0; i < g->n; i++)
        for (uint32_t k = 0; k < g->at[i].n; k++) {
            uint32_t *count = nq_map_put(&seen, g->at[i].at[k].stem, NULL);
            if (!count)
                return NAQL_NOMEM;
            ++*count;
        }
    for (uint32_t i = 0; i < g->n; i++) {
        nq_said *s = &g->at[i];
        s->weight = 0;
        for (uint32_t k = 0; k < s->n; k++) {
            float share =
                (float)*nq_map_get(&seen, s->at[k].stem) / (float)g->n;
            s->at[k].weight *= 1 - NQ_TWIN_DAMP * share;
            s->weight += s->at[k].weight;
        }
    }
    return NAQL_OK;
}

/* ---- Pairs that share a stem ---- */

struct shelf { /* statements by stem, newest at the end */
    nq_map stems;
    nq_list lists; /* nq_list of uint32_t */
    float *shared; /* [n] weight shared with the statement of the moment */
    uint32_t *touched;
    uint32_t n_touched;
};

static naql_status
put(struct shelf *s, uint64_t stem, uint32_t said, nq_arena *scratch)
{
    bool fresh;
    uint32_t *slot = nq_map_put(&s->stems, stem, &fresh);
    if (!slot)
        return NAQL_NOMEM;
    if (fresh) {
        *slot = s->lists.n;
        nq_list *list = nq_list_add(&s->lists, scratch);
        if (!list)
            return NAQL_NOMEM;
        *list = NQ_LIST(uint32_t);
    }
    nq_list *list = (nq_list *)s->lists.at + *slot;
    uint32_t *entry = nq_list_add(list, scratch);
    if (!entry)
        return NAQL_NOMEM;
    *entry = said;
    return NAQL_OK;
}

static void
look_up(struct shelf *s, uint64_t stem, float weight)
{
    const uint32_t *slot = nq_map_get(&s->stems, stem);
    if (!slot)
        return;
    const nq_list *list = (const nq_list *)s->lists.at + *slot;
    const uint32_t *at = list->at;
    uint32_t n = list->n < NQ_TWIN_POSTINGS ? list->n : NQ_TWIN_POSTINGS;
    for (uint32_t k = 0; k < n; k++) {
        if (s->shared[at[k]] == 0)
            s->touched[s->n_touched++] = at[k];
        s->shared[at[k]] += weight;
    }
}

/* Statements before `said` that share a stem with it. A stem leads to the
 * first NQ_TWIN_POSTINGS only: of ten thousand equal statements each meets
 * the first ones. */
static void
gather(struct shelf *s, const nq_said *said)
{
    s->n_touched = 0;
    for (uint32_t i = 0; i < said->n; i++) {
        look_up(s, said->at[i].stem, said->at[i].weight);
        if (said->at[i].bones)
            look_up(s, said->at[i].bones,
                    said->at[i].part * said->at[i].weight);
    }
}

static naql_status
pair_up(struct grouping *g, struct shelf *s, uint32_t index)
{
    gather(s, &g->at[index]);
    for (uint32_t t = 0; t < s->n_touched; t++) {
        uint32_t other = s->touched[t];
        float shared = s->shared[other];
        s->shared[other] = 0;
        if (shared < NQ_TWIN_SHARED)
            continue;
        float score = nq_said_score(&g->at[other], &g->at[index]);
        if (score < NQ_TWIN_JOIN)
            continue;
        struct pair *p = nq_list_add(&g->pairs, g->scratch);
        if (!p)
            return NAQL_NOMEM;
        *p = (struct pair){other, index, score};
    }
    return NAQL_OK;
}

static naql_status
find_pairs(struct grouping *g)
{
    struct shelf s = {.lists = NQ_LIST(nq_list)};
    nq_map_init(&s.stems, g->scratch);
    s.shared = nq_arena_zero(g->scratch, g->n + 1, sizeof *s.shared);
    s.touched = nq_arena_alloc(g->scratch, (g->n + 1) * sizeof *s.touched);
    if (!s.shared || !s.touched)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < g->n; i++) {
        NQ_TRY(pair_up(g, &s, i));
        for (uint32_t k = 0; k < g->at[i].n; k++) {
            const nq_said_stem *stem = &g->at[i].at[k];
            NQ_TRY(put(&s, stem->stem, i, g->scratch));
            if (stem->bones)
                NQ_TRY(put(&s, stem->bones, i, g->scratch));
        }
    }
    return NAQL_OK;
}

/* ---- Joining ---- */

static int
by_score(const void *x, const void *y)
{
    const struct pair *a = x, *b = y;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

/* How well two groups go together: half the best pair, half the mean of all
 * pairs. The best alone would chain, the mean alone would keep a short headline
 * out of a group of long sentences. When too many pairs have nothing to do with
 * each other, a member of one group holds what both say, and they stay two.
 * Large groups are asked by their first members. */
static double
agreement(const struct grouping *g, const uint32_t *next, uint32_t a,
          uint32_t b)
{
    double sum = 0, best = 0;
    uint32_t n = 0, seen_a = 0, apart = 0;
    for (uint32_t i = a; i != UINT32_MAX && seen_a < NQ_TWIN_SAMPLE;
         i = next[i], seen_a++) {
        uint32_t seen_b = 0;
        for (uint32_t k = b; k != UINT32_MAX && seen_b < NQ_TWIN_SAMPLE;
             k = next[k], seen_b++) {
            double score = (double)nq_said_score(&g->at[i], &g->at[k]);
            score = score > 1 ? 1 : score;
            best = score > best ? score : best;
            sum += score;
            apart += nq_said_apart(&g->at[i], &g->at[k]) ||
                     (g->at[i].article == g->at[k].article &&
                      score < (double)NQ_TWIN_APART_WITHIN);
            n++;
        }
    }
    if (!n || (float)apart >= NQ_TWIN_APART_PAIRS * (float)n)
        return 0;
    return (best + sum / n) / 2;
}

static naql_status
join_all(struct grouping *g)
{
    uint32_t *next = nq_arena_alloc(g->scratch, (g->n + 1) * sizeof *next);
    uint32_t *last = nq_arena_alloc(g->scratch, (g->n + 1) * sizeof *last);
    struct pair *pairs = g->pairs.at;
    if (!next || !last)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < g->n; i++) {
        next[i] = UINT32_MAX;
        last[i] = i;
    }
    if (g->pairs.n)
        qsort(pairs, g->pairs.n, sizeof *pairs, by_score);
    for (uint32_t p = 0; p < g->pairs.n && pairs[p].score >= NQ_TWIN_JOIN;
         p++) {
        uint32_t a = nq_forest_root(g->up, pairs[p].a),
                 b = nq_forest_root(g->up, pairs[p].b);
        if (a == b || agreement(g, next, a, b) < NQ_TWIN_MEAN)
            continue;
        uint32_t lo = a < b ? a : b, hi = a < b ? b : a;
        g->up[hi] = lo;
        next[last[lo]] = hi;
        last[lo] = last[hi];
        g->size[lo] += g->size[hi];
    }
    return NAQL_OK;
}

/* ---- Results ---- */

static nq_wording
wording_of(const struct grouping *g, uint32_t said)
{
    const nq_said *s = &g->at[said];
    const nq_reading *r = g->pile->at[s->article];
    const nq_statement *st = &r->claims.statements[s->statement];
    return (nq_wording){&r->text, st->first, st->end, st->span};
}

static bool
in_title(const struct grouping *g, uint32_t said)
{
    const nq_article *a = &g->pile->at[g->at[said].article]->article;
    nq_wording w = wording_of(g, said);
    for (uint32_t i = 0; i < a->n_blocks; i++)
        if (a->blocks[i].span.end > w.span.start)
            return a->blocks[i].kind == NQ_BLOCK_TITLE;
    return false;
}

/* A headline cuts its statement short: within an article it comes after what
 * it stands for, so that the first variant is a whole one. */
static void
titles_last(const struct grouping *g, uint32_t *members, uint32_t n)
{
    for (uint32_t i = 0; i + 1 < n; i++) {
        uint32_t said = members[i];
        if (g->at[members[i + 1]].article != g->at[said].article ||
            !in_title(g, said) || in_title(g, members[i + 1]))
            continue;
        members[i] = members[i + 1];
        members[i + 1] = said;
    }
}

static naql_status
fill_variants(struct grouping *g, const uint32_t *members, uint32_t n,
              nq_twin *out)
{
    nq_variant *at = nq_arena_alloc(g->arena, n * sizeof *at);
    if (!at)
        return NAQL_NOMEM;
    nq_wording first = wording_of(g, members[0]);
    for (uint32_t i = 0; i < n; i++) {
        nq_wording this = wording_of(g, members[i]);
        at[i] = (nq_variant){.article = g->at[members[i]].article,
                             .statement = g->at[members[i]].statement};
        nq_arena_mark mark = nq_arena_here(g->scratch);
        NQ_TRY(
            i ? nq_edits_make(&first, &this, g->arena, g->scratch, &at[i].edits,
                              &at[i].n_edits)
              : nq_edits_same(&this, g->arena, &at[i].edits, &at[i].n_edits));
        nq_arena_release(g->scratch, mark);
    }
    out->variants = at;
    out->n_variants = n;
    return NAQL_OK;
}

/* The speaker most variants have; of as many the first. */
static void
name_speaker(const struct grouping *g, const uint32_t *members, uint32_t n,
             nq_twin *out)
{
    uint32_t most = 0;
    out->person = NQ_NO_ENTITY;
    out->speaker = g->at[members[0]].speaker;
    for (uint32_t i = 0; i < n && i < NQ_TWIN_SAMPLE; i++) {
        uint32_t count = 0, person = g->at[members[i]].person;
        if (person == NQ_NO_ENTITY)
            continue;
        for (uint32_t k = 0; k < n; k++)
            count += g->at[members[k]].person == person;
        if (count > most) {
            most = count;
            out->person = person;
            out->speaker = g->pile->people.at[person].name;
        }
    }
}

static int
by_carriers(const void *x, const void *y)
{
    const nq_twin *a = x, *b = y;
    if (a->carried_by != b->carried_by)
        return a->carried_by > b->carried_by ? -1 : 1;
    const nq_variant *v = a->variants, *w = b->variants;
    if (v->article != w->article)
        return v->article < w->article ? -1 : 1;
    return v->statement < w->statement ? -1 : v->statement > w->statement;
}

static naql_status
fill(struct grouping *g, nq_carriers *carriers, nq_twins *out)
{
    uint32_t *start = nq_arena_zero(g->scratch, g->n + 2, sizeof *start);
    uint32_t *member = nq_arena_alloc(g->scratch, (g->n + 1) * sizeof *member);
    nq_twin *twins = nq_arena_zero(g->arena, g->n, sizeof *twins);
    if (!start || !member || !twins)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < g->n; i++)
        start[nq_forest_root(g->up, i) + 2]++;
    for (uint32_t i = 0; i < g->n; i++)
        start[i + 2] += start[i + 1];
    for (uint32_t i = 0; i < g->n; i++)
        member[start[nq_forest_root(g->up, i) + 1]++] = i;
    for (uint32_t i = 0; i < g->n; i++) {
        uint32_t n = start[i + 1] - start[i];
        if (!n)
            continue;
        nq_twin *t = &twins[out->n++];
        titles_last(g, member + start[i], n);
        NQ_TRY(fill_variants(g, member + start[i], n, t));
        name_speaker(g, member + start[i], n, t);
        NQ_TRY(nq_carriers_count(carriers, t));
    }
    if (out->n)
        qsort(twins, out->n, sizeof *twins, by_carriers);
    out->at = twins;
    return NAQL_OK;
}

naql_status
nq_twins_make(const nq_pile *pile, const nq_story *story,
              const nq_copies *copies, nq_arena *arena, nq_arena *scratch,
              nq_twins *out)
{
    struct grouping g = {.pile = pile,
                         .story = story,
                         .pairs = NQ_LIST(struct pair),
                         .arena = arena,
                         .scratch = scratch};
    const nq_reuse_tools *tools;
    nq_reuse_tools room;
    nq_carriers carriers;
    *out = (nq_twins){0};
    NQ_TRY(nq_reuse_tools_of(pile, &room, &tools));
    NQ_TRY(collect(&g, tools));
    NQ_TRY(damp(&g));
    NQ_TRY(find_pairs(&g));
    NQ_TRY(join_all(&g));
    NQ_TRY(nq_carriers_make(pile, story, copies, scratch, &carriers));
    return fill(&g, &carriers, out);
}
