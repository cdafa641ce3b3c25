/* SPDX-License-Identifier: Apache-2.0
 *
 * graph.h - who carried whom in one story, laid out. Layer 9 (report).
 *
 * The drawing is a forest: every article hangs on its strongest origin, an
 * article before it or a common source, so that no two lines cross. Columns
 * count the steps from the origin, rows are leaves in order of time. Knows
 * nothing of how it is drawn. */
#ifndef NQ_REPORT_GRAPH_H
#define NQ_REPORT_GRAPH_H

#include "report/view.h"

typedef struct nq_graph_node {
    uint32_t article;    /* NQ_NONE: a common source */
    naql_str source;     /* its name; empty: no agency is credited */
    uint32_t parent;     /* node, or NQ_NONE */
    const nq_copy *copy; /* that says so; NULL without parent */
    bool arrow;          /* the direction is known */
    uint32_t n_children;
    uint32_t column;
    uint32_t middle; /* of its leaves, in half rows */
} nq_graph_node;

typedef struct nq_graph {
    const nq_graph_node *at; /* [n] articles in the story's order, sources */
    uint32_t n, n_articles;
    uint32_t n_columns, n_rows;
    uint32_t n_alone; /* articles that nothing joins to another */
} nq_graph;

/* False when memory is out. O(articles log articles + copies). */
bool nq_graph_make(const nq_view *view, uint32_t story, nq_arena *arena,
                   nq_graph *out);

#endif
