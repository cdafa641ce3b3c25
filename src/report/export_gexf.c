/* SPDX-License-Identifier: Apache-2.0
 *
 * export_gexf.c - who carried from whom, as a graph: docs/export.md. Layer 9
 * (report).
 *
 * GEXF 1.3 (gexf.net). Nodes are articles, outlets and credited agencies; an
 * outlet that others credit is one node. All edges are directed, from whom
 * something came to who carried it: readers refuse graphs that mix both kinds,
 * so that an edge says by an attribute whether its direction is known. */
#include "report/report.h"
#include "report/view.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/str.h"
#include "base/utf8.h"

struct body { /* an outlet or an agency */
    naql_str name;
    uint32_t story; /* that it is known in, NQ_NONE: in all */
    bool outlet;    /* of an article of the pile */
};

struct edge { /* that is no copy */
    uint32_t body, article;
    bool credit; /* the article credits it; else it is the article's outlet */
};

struct graph {
    nq_buf *out;
    const nq_report *r;
    nq_arena *scratch;
    nq_map known;  /* folded name -> number of the body */
    nq_map joined; /* (body, article) */
    nq_list bodies, edges;
    bool failed;
    uint32_t n_written; /* edges */
};

/* ---- Bodies, and what joins them to articles ---- */

static uint32_t
body_of(struct graph *g, uint64_t key, struct body body)
{
    bool fresh = false;
    uint32_t *number = nq_map_put(&g->known, key, &fresh);
    if (!number)
        return NQ_NONE;
    if (!fresh)
        return *number;
    struct body *room = nq_list_add(&g->bodies, g->scratch);
    if (!room)
        return NQ_NONE;
    *room = body;
    return *number = g->bodies.n - 1;
}

/* Each pair once: an article that credits its own outlet, or one body for many
 * statements, has one edge with it. */
static void
join(struct graph *g, uint32_t body, uint32_t article, bool credit)
{
    bool fresh = false;
    uint64_t pair = (uint64_t)body << 32 | article;
    if (body == NQ_NONE ||
        !nq_map_put(&g->joined, nq_hash_next(1, pair), &fresh))
        g->failed = true;
    struct edge *e =
        fresh && !g->failed ? nq_list_add(&g->edges, g->scratch) : NULL;
    if (e)
        *e = (struct edge){body, article, credit};
    g->failed |= fresh && !e;
}

static void
join_name(struct graph *g, naql_str name, uint32_t article, bool credit)
{
    if (name.len > 0)
        join(g,
             body_of(g, nq_fold_hash(name),
                     (struct body){name, NQ_NONE, !credit}),
             article, credit);
}

/* Words that were not found to be a name may be "the paper": in another story
 * that is another paper. */
static void
join_words(struct graph *g, naql_str words, uint32_t article)
{
    uint64_t key = nq_fold_hash(words);
    uint32_t story = g->r->stories->of[article];
    if (nq_map_get(&g->known, key))
        join_name(g, words, article, true);
    else
        join(g,
             body_of(g, nq_hash_next(key, story + 1ull),
                     (struct body){words, story, false}),
             article, true);
}

static void
join_credits(struct graph *g, uint32_t article, bool named)
{
    const nq_reading *r = g->r->pile->at[article];
    for (uint32_t i = 0; named && i < r->claims.n_agencies; i++)
        join_name(g, r->claims.agencies[i], article, true);
    for (uint32_t i = 0; i < r->claims.n_statements; i++) {
        const nq_statement *s = &r->claims.statements[i];
        bool has_name = s->credit_entity < r->names.n_entities;
        if (s->credit.end <= s->credit.start || has_name != named)
            continue;
        if (named)
            join_name(g, r->names.entities[s->credit_entity].name, article,
                      true);
        else
            join_words(g, nq_str_span(r->article.text, s->credit), article);
    }
}

/* Outlets first, so that one that others credit is known as an outlet; then
 * names, so that words that are one of them are that name. */
static bool
find_bodies(struct graph *g)
{
    uint32_t n = g->r->pile->n;
    nq_map_init(&g->known, g->scratch);
    nq_map_init(&g->joined, g->scratch);
    g->bodies = NQ_LIST(struct body);
    g->edges = NQ_LIST(struct edge);
    for (uint32_t i = 0; i < n; i++)
        join_name(g, nq_view_outlet(&g->r->pile->at[i]->article), i, false);
    for (uint32_t i = 0; i < n; i++)
        join_credits(g, i, true);
    for (uint32_t i = 0; i < n; i++)
        join_credits(g, i, false);
    return !g->failed;
}

/* ---- XML ---- */

static void
raw(struct graph *g, const char *markup)
{
    nq_buf_add(g->out, nq_str_from(markup));
}

/* Between the quotes of an attribute. Controls, bidi overrides and points that
 * XML forbids are left out, line ends become blanks. */
static void
value(struct graph *g, naql_str s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t c = nq_utf8_next(s, &at);
        if (c == '&')
            raw(g, "&amp;");
        else if (c == '<')
            raw(g, "&lt;");
        else if (c == '>')
            raw(g, "&gt;");
        else if (c == '"')
            raw(g, "&quot;");
        else if (c == '\n' || c == '\t')
            nq_buf_byte(g->out, ' ');
        else if (c == NQ_UTF8_BAD)
            nq_buf_point(g->out, 0xfffd);
        else if (!nq_view_is_hidden(c))
            nq_buf_point(g->out, c);
    }
}

/* An attribute that is declared in the head; none when it is not known. */
static void
attribute(struct graph *g, const char *name, naql_str s)
{
    if (s.len == 0)
        return;
    nq_buf_format(g->out, "<attvalue for=\"%s\" value=\"", name);
    value(g, s);
    raw(g, "\"/>");
}

/* 0.01 .. 1, without asking the locale for its decimal point. A share that
 * rounds to nothing is something still: an edge of weight 0 is none. */
static void
share(struct graph *g, float x)
{
    uint32_t hundredths = (uint32_t)((x < 1 ? x : 1) * 100 + 0.5f);
    hundredths = hundredths > 0 ? hundredths : 1;
    nq_buf_format(g->out, "%u.%02u", hundredths / 100, hundredths % 100);
}

/* ---- Nodes ---- */

static void
node_starts(struct graph *g, char kind, uint32_t number, naql_str label)
{
    nq_buf_format(g->out, "<node id=\"%c%u\" label=\"", kind, number + 1);
    value(g, label);
    raw(g, "\"><attvalues>");
}

static void
article_node(struct graph *g, uint32_t i)
{
    const nq_article *a = &g->r->pile->at[i]->article;
    naql_str outlet = nq_view_outlet(a);
    uint32_t story = g->r->stories->of[i];
    node_starts(g, 'a', i, a->title.len > 0 ? a->title : outlet);
    attribute(g, "kind", NQ_STR("article"));
    attribute(g, "article_id", a->id);
    attribute(g, "outlet", outlet);
    attribute(g, "published", a->published);
    attribute(g, "url", a->url);
    if (story < g->r->stories->n)
        attribute(g, "story_id", g->r->views[story].id);
    raw(g, "</attvalues></node>\n");
}

static void
nodes(struct graph *g)
{
    const struct body *bodies = g->bodies.at;
    raw(g, "<nodes>\n");
    for (uint32_t i = 0; i < g->r->pile->n; i++)
        article_node(g, i);
    for (uint32_t i = 0; i < g->bodies.n; i++) {
        node_starts(g, 'b', i, bodies[i].name);
        attribute(g, "kind",
                  bodies[i].outlet ? NQ_STR("outlet") : NQ_STR("agency"));
        if (bodies[i].story < g->r->stories->n)
            attribute(g, "story_id", g->r->views[bodies[i].story].id);
        raw(g, "</attvalues></node>\n");
    }
    raw(g, "</nodes>\n");
}

/* ---- Edges ---- */

static void
edge_starts(struct graph *g, char from_kind, uint32_t from, uint32_t to,
            const char *kind)
{
    nq_buf_format(g->out,
                  "<edge id=\"e%u\" source=\"%c%u\" target=\"a%u\" "
                  "kind=\"%s\" weight=\"",
                  ++g->n_written, from_kind, from + 1, to + 1, kind);
}

static void
copy_edge(struct graph *g, const nq_copy *c)
{
    bool directed =
        c->ground != NQ_GROUND_COMMON_SOURCE && c->certainty != NQ_UNKNOWN;
    edge_starts(g, 'a', c->from, c->to, "copy");
    share(g, c->share_to);
    raw(g, "\"><attvalues>");
    attribute(g, "relation", NQ_STR("copy"));
    attribute(g, "direction_known",
              directed ? NQ_STR("true") : NQ_STR("false"));
    attribute(g, "certainty", nq_str_from(nq_certainty_name(c->certainty)));
    attribute(g, "ground", nq_str_from(nq_ground_name(c->ground)));
    attribute(g, "source_name", c->source);
    raw(g, "<attvalue for=\"share_from\" value=\"");
    share(g, c->share_from);
    raw(g, "\"/><attvalue for=\"share_to\" value=\"");
    share(g, c->share_to);
    nq_buf_format(g->out, "\"/><attvalue for=\"passages\" value=\"%u\"/>",
                  c->n_passages);
    raw(g, "</attvalues></edge>\n");
}

static void
body_edge(struct graph *g, const struct edge *e)
{
    const char *kind = e->credit ? "credit" : "publish";
    edge_starts(g, 'b', e->body, e->article, kind);
    raw(g, "1\"><attvalues>");
    attribute(g, "relation", nq_str_from(kind));
    attribute(g, "direction_known", NQ_STR("true"));
    raw(g, "</attvalues></edge>\n");
}

static void
edges(struct graph *g)
{
    const struct edge *at = g->edges.at;
    raw(g, "<edges>\n");
    for (uint32_t i = 0; i < g->r->copies->n; i++)
        copy_edge(g, &g->r->copies->at[i]);
    for (uint32_t i = 0; i < g->edges.n; i++)
        body_edge(g, &at[i]);
    raw(g, "</edges>\n");
}

/* ---- The file ---- */

static const char head[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
    "<meta><creator>naql</creator>"
    "<description>who carried from whom</description></meta>\n"
    "<graph mode=\"static\" defaultedgetype=\"directed\">\n";

struct declared {
    const char *name, *type;
};
static const struct declared of_nodes[] = {
    {"kind", "string"},   {"article_id", "string"},
    {"outlet", "string"}, {"published", "string"},
    {"url", "string"},    {"story_id", "string"},
    {NULL, NULL}};
static const struct declared of_edges[] = {{"relation", "string"},
                                           {"direction_known", "boolean"},
                                           {"certainty", "string"},
                                           {"ground", "string"},
                                           {"source_name", "string"},
                                           {"share_from", "float"},
                                           {"share_to", "float"},
                                           {"passages", "integer"},
                                           {NULL, NULL}};

static void
declare(struct graph *g, const char *class, const struct declared *d)
{
    nq_buf_format(g->out, "<attributes class=\"%s\">\n", class);
    for (; d->name; d++)
        nq_buf_format(g->out,
                      "<attribute id=\"%s\" title=\"%s\" type=\"%s\"/>\n",
                      d->name, d->name, d->type);
    raw(g, "</attributes>\n");
}

void
nq_report_gexf(const nq_report *r, const nq_report_options *o,
               nq_arena *scratch, nq_buf *out)
{
    nq_arena_mark here = nq_arena_here(scratch);
    struct graph g = {.out = out, .r = r, .scratch = scratch};
    (void)o;
    if (!find_bodies(&g)) {
        out->failed = true;
        return;
    }
    raw(&g, head);
    declare(&g, "node", of_nodes);
    declare(&g, "edge", of_edges);
    nodes(&g);
    edges(&g);
    raw(&g, "</graph>\n</gexf>\n");
    nq_arena_release(scratch, here);
}
