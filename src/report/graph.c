/* SPDX-License-Identifier: Apache-2.0
 *
 * graph.c - who carried whom in one story, laid out. Layer 9 (report). */
#include "report/graph.h"

#include "base/fold.h"
#include "base/forest.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/sorted.h"

struct link { /* the strongest origin found so far for an article */
    const nq_copy *copy;
    float rank;
};

struct maker {
    const nq_story *story;
    const nq_view_copies *copies;
    nq_arena *arena;
    nq_graph_node *at; /* [2 * n_articles] */
    struct link *best; /* [n_articles] */
    uint32_t n, n_articles;
};

static bool
is_common(const nq_copy *c)
{
    return c->ground == NQ_GROUND_COMMON_SOURCE;
}

static bool
has_arrow(const nq_copy *c)
{
    return is_common(c) || c->certainty != NQ_UNKNOWN;
}

/* How much a copy says of where an article comes from: certainty first, a
 * named common source before a likely direction, then the share. */
static float
rank_of(const nq_copy *c)
{
    float rank = (float)c->certainty * 2.0f + c->share_to;
    if (is_common(c))
        rank += c->source.len > 0 ? 2.5f : 0.5f;
    return rank;
}

/* The node of an article of the story: its list is ascending. */
static uint32_t
node_of(const struct maker *m, uint32_t article)
{
    uint32_t i;
    NQ_BISECT(i, 0, m->n_articles, m->story->articles[i] < article);
    return i;
}

static void
offer(struct maker *m, uint32_t node, const nq_copy *c)
{
    float rank = rank_of(c);
    if (m->best[node].copy && m->best[node].rank >= rank)
        return;
    m->best[node] = (struct link){c, rank};
}

static void
find_best(struct maker *m)
{
    for (uint32_t i = 0; i < m->copies->n; i++) {
        const nq_copy *c = m->copies->at[i];
        offer(m, node_of(m, c->to), c);
        if (is_common(c))
            offer(m, node_of(m, c->from), c);
    }
}

/* ---- Parents ---- */

/* The source that a common copy speaks of: an agency by its name, an unnamed
 * one by the group of articles that share it. */
static uint64_t
source_key(struct maker *m, const nq_copy *c, uint32_t *group)
{
    if (c->source.len > 0)
        return nq_hash_next(1, nq_fold_hash(c->source));
    return nq_hash_next(2, nq_forest_root(group, node_of(m, c->from)));
}

static bool
hang_on_source(struct maker *m, uint32_t node, uint32_t *group, nq_map *known)
{
    const nq_copy *c = m->best[node].copy;
    bool fresh = false;
    uint32_t *number = nq_map_put(known, source_key(m, c, group), &fresh);
    if (!number)
        return false;
    if (fresh) {
        *number = m->n;
        m->at[m->n++] = (nq_graph_node){
            .article = NQ_NONE, .source = c->source, .parent = NQ_NONE};
    }
    m->at[node].parent = *number;
    return true;
}

/* Groups the articles that an unnamed common source joins. */
static uint32_t *
unnamed_groups(struct maker *m)
{
    uint32_t *group =
        nq_arena_alloc(m->arena, m->n_articles * sizeof(uint32_t));
    if (!group)
        return NULL;
    nq_forest_init(group, m->n_articles);
    for (uint32_t i = 0; i < m->n_articles; i++) {
        const nq_copy *c = m->best[i].copy;
        if (!c || !is_common(c) || c->source.len > 0)
            continue;
        nq_forest_join(group, node_of(m, c->from), node_of(m, c->to));
    }
    return group;
}

/* The other article of an unnamed common source, where that one hangs on
 * something else: a source with one carrier would say nothing. NQ_NONE: both
 * hang on the source. */
static uint32_t
other_end(const struct maker *m, uint32_t node)
{
    const nq_copy *c = m->best[node].copy;
    if (!is_common(c) || c->source.len > 0)
        return NQ_NONE;
    uint32_t from = node_of(m, c->from), to = node_of(m, c->to);
    uint32_t other = from == node ? to : from;
    const nq_copy *its = m->best[other].copy;
    if (!its || (is_common(its) && its->source.len == 0))
        return NQ_NONE;
    return other;
}

static bool
choose_parents(struct maker *m)
{
    uint32_t *group = unnamed_groups(m);
    nq_map known;
    nq_map_init(&known, m->arena);
    if (!group)
        return false;
    for (uint32_t i = 0; i < m->n_articles; i++) {
        const nq_copy *c = m->best[i].copy;
        if (!c)
            continue;
        m->at[i].copy = c;
        m->at[i].arrow = has_arrow(c);
        uint32_t other = other_end(m, i);
        if (other != NQ_NONE) {
            m->at[i].parent = other;
            m->at[i].arrow = false;
        } else if (!is_common(c))
            m->at[i].parent = node_of(m, c->from);
        else if (!hang_on_source(m, i, group, &known))
            return false;
    }
    return true;
}

/* A circle cannot come from the layer below; if one does, it is cut where it
 * is first closed. seen: 0 not yet, else the walk that was there. */
static bool
cut_circles(struct maker *m)
{
    uint32_t *seen = nq_arena_zero(m->arena, m->n, sizeof(uint32_t));
    if (!seen)
        return false;
    for (uint32_t i = 0; i < m->n; i++) {
        uint32_t last = i;
        for (uint32_t a = i; a != NQ_NONE && !seen[a]; a = m->at[a].parent) {
            seen[a] = i + 1;
            last = a;
        }
        uint32_t parent = m->at[last].parent;
        if (parent != NQ_NONE && seen[parent] == i + 1 && seen[last] == i + 1) {
            m->at[last].parent = NQ_NONE;
            m->at[last].copy = NULL;
        }
    }
    return true;
}

/* ---- Layout ---- */

/* Roots stand in this order: sources, articles that were carried, articles
 * that stand alone. */
static int
root_kind(const nq_graph_node *node)
{
    if (node->article == NQ_NONE)
        return 0;
    return node->n_children > 0 ? 1 : 2;
}

/* Nodes in an order in which every parent stands before its children. */
static uint32_t *
from_the_roots(struct maker *m)
{
    uint32_t *order = nq_arena_zero(m->arena, m->n, sizeof(uint32_t));
    uint32_t *first = nq_arena_alloc(m->arena, m->n * sizeof(uint32_t));
    uint32_t *next = nq_arena_alloc(m->arena, m->n * sizeof(uint32_t));
    uint32_t n = 0;
    if (!order || !first || !next)
        return NULL;
    for (uint32_t i = 0; i < m->n; i++)
        first[i] = NQ_NONE;
    for (uint32_t i = m->n; i-- > 0;) {
        uint32_t parent = m->at[i].parent;
        if (parent == NQ_NONE)
            continue;
        m->at[parent].n_children++;
        next[i] = first[parent];
        first[parent] = i;
    }
    for (int kind = 0; kind < 3; kind++)
        for (uint32_t i = 0; i < m->n; i++)
            if (m->at[i].parent == NQ_NONE && root_kind(&m->at[i]) == kind)
                order[n++] = i;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t c = first[order[i]]; c != NQ_NONE; c = next[c])
            order[n++] = c;
    return order;
}

static void
set_columns(struct maker *m, const uint32_t *order, nq_graph *out)
{
    uint32_t first = m->n > m->n_articles ? 1 : 0;
    for (uint32_t i = 0; i < m->n; i++) {
        nq_graph_node *node = &m->at[order[i]];
        if (node->parent != NQ_NONE)
            node->column = m->at[node->parent].column + 1;
        else
            node->column = node->article == NQ_NONE ? 0 : first;
        if (node->column >= out->n_columns)
            out->n_columns = node->column + 1;
        out->n_alone += node->parent == NQ_NONE && node->n_children == 0;
    }
}

/* Leaves bottom up, then every child's first leaf top down. */
static bool
set_rows(struct maker *m, const uint32_t *order, nq_graph *out)
{
    uint32_t *leaves = nq_arena_zero(m->arena, m->n, sizeof(uint32_t));
    uint32_t *used = nq_arena_zero(m->arena, m->n, sizeof(uint32_t));
    if (!leaves || !used)
        return false;
    for (uint32_t i = m->n; i-- > 0;) {
        uint32_t node = order[i], parent = m->at[node].parent;
        if (leaves[node] == 0)
            leaves[node] = 1;
        if (parent != NQ_NONE)
            leaves[parent] += leaves[node];
    }
    for (uint32_t i = 0; i < m->n; i++) {
        uint32_t node = order[i], parent = m->at[node].parent;
        uint32_t *at = parent == NQ_NONE ? &out->n_rows : &used[parent];
        used[node] = *at; /* its own first row, moved on by its children */
        m->at[node].middle = 2 * *at + leaves[node];
        *at += leaves[node];
    }
    return true;
}

bool
nq_graph_make(const nq_view *view, uint32_t story, nq_arena *arena,
              nq_graph *out)
{
    const nq_story *s = view->r->views[story].story;
    struct maker m = {.story = s,
                      .copies = &view->copies[story],
                      .arena = arena,
                      .n = s->n_articles,
                      .n_articles = s->n_articles};
    *out = (nq_graph){0};
    m.at = nq_arena_zero(arena, 2 * (size_t)m.n + 1, sizeof(nq_graph_node));
    m.best = nq_arena_zero(arena, m.n, sizeof(struct link));
    if (!m.at || !m.best)
        return false;
    for (uint32_t i = 0; i < m.n; i++)
        m.at[i] = (nq_graph_node){.article = s->articles[i], .parent = NQ_NONE};
    find_best(&m);
    if (!choose_parents(&m) || !cut_circles(&m))
        return false;
    uint32_t *order = from_the_roots(&m);
    if (!order)
        return false;
    set_columns(&m, order, out);
    out->at = m.at;
    out->n = m.n;
    out->n_articles = m.n_articles;
    return set_rows(&m, order, out);
}
