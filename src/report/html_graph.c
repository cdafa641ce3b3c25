/* SPDX-License-Identifier: Apache-2.0
 *
 * html_graph.c - the drawing of who carried whom, as inline SVG. Layer 9
 * (report).
 *
 * Columns run in the direction of reading. Every article is a link, so that
 * the keyboard reaches it; certainty is a kind of line, not a colour. */
#include "report/graph.h"
#include "report/html_parts.h"

#include "base/str.h"
#include "base/utf8.h"

enum { /* in SVG units, a pixel at full width */
       NODE_W = 176,
       NODE_H = 44,
       ROW = 56,
       COLUMN = 212,
       CORNER = 8,
       EDGE = 8,         /* free room around the drawing */
       NAME_WIDTH = 152, /* for letters; an Arabic one takes 6, others 8 */
       FITS_COLUMNS = 5, /* so many are scaled to a broad page, not cut */
       MAX_NODES = 300,
       DAY_BYTES = 10 /* "2018-03-14", without a time */
};

struct pen {
    nq_html *h;
    const nq_graph *g;
    const nq_story *story;
    int32_t width;
};

static void
integer(nq_html *h, int32_t n)
{
    if (n < 0)
        nq_html_raw(h, "-");
    nq_html_number(h, (uint64_t)(n < 0 ? -n : n));
}

static void
attribute(nq_html *h, const char *name, int32_t value)
{
    nq_html_raw(h, name);
    nq_html_raw(h, "=\"");
    integer(h, value);
    nq_html_raw(h, "\"");
}

/* Left end of a node. */
static int32_t
left_of(const struct pen *p, const nq_graph_node *n)
{
    int32_t offset = EDGE + (int32_t)n->column * COLUMN;
    return p->h->english ? offset : p->width - offset - NODE_W;
}

static int32_t
middle_of(const nq_graph_node *n)
{
    return EDGE + (int32_t)n->middle * ROW / 2;
}

/* Articles that nothing joins to another are named beside the drawing. */
static bool
is_drawn(const nq_graph_node *n)
{
    return n->parent != NQ_NONE || n->n_children > 0;
}

static void
point(nq_html *h, int32_t x, int32_t y)
{
    integer(h, x);
    nq_html_raw(h, " ");
    integer(h, y);
}

/* One step of a path: its letter and a number or a point. */
static void
step(nq_html *h, const char *letter, int32_t n)
{
    nq_html_raw(h, letter);
    integer(h, n);
}

static void
turn(nq_html *h, int32_t x, int32_t y, int32_t to_x, int32_t to_y)
{
    nq_html_raw(h, "Q");
    point(h, x, y);
    nq_html_raw(h, " ");
    point(h, to_x, to_y);
}

struct way { /* of an edge: from (x1, y1) to (x2, y2) */
    int32_t x1, y1, x2, y2;
    int32_t side; /* 1 from left to right, -1 from right to left */
};

/* Straight out, along a trunk, straight in. All edges of a parent start alike,
 * so that their dashes fall on one another along the trunk. */
static void
line(nq_html *h, const struct way *w)
{
    int32_t trunk = w->x1 + (COLUMN - NODE_W) / 2 * w->side;
    int32_t down = w->y2 > w->y1 ? CORNER : -CORNER;
    nq_html_raw(h, "M");
    point(h, w->x1, w->y1);
    if (w->y1 != w->y2) {
        step(h, "H", trunk - CORNER * w->side);
        turn(h, trunk, w->y1, trunk, w->y1 + down);
        step(h, "V", w->y2 - down);
        turn(h, trunk, w->y2, trunk + CORNER * w->side, w->y2);
    }
    step(h, "H", w->x2);
}

/* An edge and its arrow head. */
static void
edge(const struct pen *p, const nq_graph_node *child)
{
    static const char *const kinds[] = {"unknown", "likely", "certain"};
    nq_html *h = p->h;
    const nq_graph_node *parent = &p->g->at[child->parent];
    struct way w = {.side = h->english ? 1 : -1};
    w.x1 = left_of(p, parent) + (w.side > 0 ? NODE_W : 0);
    w.x2 = left_of(p, child) + (w.side > 0 ? 0 : NODE_W);
    w.y1 = middle_of(parent);
    w.y2 = middle_of(child);
    uint8_t certainty = child->copy->certainty;
    nq_html_raw(h, "<path class=\"edge ");
    nq_html_raw(h, kinds[certainty <= NQ_CERTAIN ? certainty : NQ_UNKNOWN]);
    nq_html_raw(h, "\" d=\"");
    line(h, &w);
    nq_html_raw(h, "\"/>");
    if (child->arrow) {
        nq_html_raw(h, "<path class=tip d=\"M");
        point(h, w.x2, w.y2);
        nq_html_raw(h, "l");
        point(h, -10 * w.side, -5);
        nq_html_raw(h, "v10z\"/>");
    }
    nq_html_raw(h, "\n");
}

/* A name that fits into its box; the whole one stands in the title. */
static naql_str
cut(naql_str name, bool *whole)
{
    size_t at = 0, fits = 0;
    uint32_t width = 0;
    while (at < name.len && width < NAME_WIDTH) {
        uint32_t c = nq_utf8_next(name, &at);
        width += c >= 0x600 && c < 0x700 ? 6 : 8;
        if (width < NAME_WIDTH)
            fits = at;
    }
    *whole = fits == name.len;
    return nq_str(name.ptr, fits);
}

/* Writes a line of a node, cut to fit. */
static void
text_line(nq_html *h, const char *open, int32_t x, int32_t y, naql_str words)
{
    bool whole;
    naql_str shown = cut(words, &whole);
    nq_html_raw(h, open);
    attribute(h, "x", x);
    attribute(h, " y", y);
    nq_html_raw(h, ">");
    nq_html_value(h, shown);
    nq_html_raw(h, whole ? "</text>" : "…</text>");
}

/* When an article is of, below its outlet; its headline where that is the one
 * day of all, which tells two articles of an outlet apart by nothing. */
static void
second_line(const struct pen *p, const nq_article *a, int32_t x, int32_t y)
{
    nq_html *h = p->h;
    bool timed = a->published.len > DAY_BYTES;
    if (!timed && p->story->first == p->story->last && a->title.len > 0) {
        text_line(h, "<text class=day ", x, y, a->title);
        return;
    }
    nq_html_raw(h, "<text class=day ");
    attribute(h, "x", x);
    attribute(h, " y", y);
    nq_html_raw(h, ">");
    nq_html_plain_time(h, a->published);
    nq_html_raw(h, "</text>");
}

static void
label(const struct pen *p, const nq_graph_node *n, naql_str name)
{
    const nq_article *a =
        n->article != NQ_NONE ? nq_html_article_of(p->h, n->article) : NULL;
    bool dated = a && a->published.len > 0;
    int32_t x = left_of(p, n) + NODE_W / 2, y = middle_of(n);
    text_line(p->h, "<text class=name ", x, dated ? y - 1 : y + 5, name);
    if (dated)
        second_line(p, a, x, y + 16);
}

static naql_str
name_of(const nq_html *h, const nq_graph_node *n)
{
    if (n->article != NQ_NONE)
        return h->view->outlets[h->view->articles[n->article].outlet];
    if (n->source.len > 0)
        return n->source;
    return nq_str_from(nq_asset_words[h->english][NQ_W_UNKNOWN_SOURCE]);
}

static void
node(const struct pen *p, const nq_graph_node *n)
{
    nq_html *h = p->h;
    bool article = n->article != NQ_NONE;
    naql_str name = name_of(h, n);
    if (article) {
        nq_html_raw(h, "<a href=#a");
        nq_html_number(h, n->article + 1);
        nq_html_raw(h, "><title>");
        nq_html_value(h, name);
        nq_html_raw(h, ": ");
        nq_html_value(h, nq_html_article_of(h, n->article)->title);
        nq_html_raw(h, "</title>");
    } else {
        nq_html_raw(h, "<g><title>");
        nq_html_value(h, name);
        nq_html_raw(h, "</title>");
    }
    nq_html_raw(h, article ? "<rect class=box " : "<rect class=well ");
    attribute(h, "x", left_of(p, n));
    attribute(h, " y", middle_of(n) - NODE_H / 2);
    attribute(h, " rx", article ? 4 : NODE_H / 2);
    attribute(h, " width", NODE_W);
    attribute(h, " height", NODE_H);
    nq_html_raw(h, "/>");
    label(p, n, name);
    nq_html_raw(h, article ? "</a>\n" : "</g>\n");
}

static void
drawing(const struct pen *p, uint32_t story)
{
    nq_html *h = p->h;
    uint32_t rows = p->g->n_rows - p->g->n_alone; /* these are the last */
    int32_t height = (int32_t)rows * ROW + 2 * EDGE;
    nq_html_raw(h, "<svg role=group");
    nq_html_raw(h, p->g->n_columns <= FITS_COLUMNS ? " class=fits" : "");
    attribute(h, " width", p->width);
    attribute(h, " height", height);
    nq_html_raw(h, " viewBox=\"0 0 ");
    point(h, p->width, height);
    nq_html_raw(h, "\" aria-labelledby=\"s");
    nq_html_number(h, story + 1);
    nq_html_raw(h, "-carry-t\">\n");
    for (uint32_t i = 0; i < p->g->n; i++)
        if (p->g->at[i].parent != NQ_NONE)
            edge(p, &p->g->at[i]);
    for (uint32_t i = p->g->n_articles; i < p->g->n; i++)
        node(p, &p->g->at[i]);
    for (uint32_t i = 0; i < p->g->n_articles; i++)
        if (is_drawn(&p->g->at[i]))
            node(p, &p->g->at[i]);
    nq_html_raw(h, "</svg>");
}

void
nq_html_graph(nq_html *h, const nq_graph *g, uint32_t story)
{
    struct pen p = {h, g, h->view->r->views[story].story, 0};
    if (g->n == g->n_alone || g->n - g->n_alone > MAX_NODES)
        return;
    p.width = ((int32_t)g->n_columns - 1) * COLUMN + NODE_W + 2 * EDGE;
    nq_html_raw(h, "<div class=scroll tabindex=0 role=region");
    nq_html_label(h, story, NQ_W_GRAPH_LABEL);
    nq_html_raw(h, ">");
    drawing(&p, story);
    nq_html_raw(h, "</div>\n<ul class=key><li class=certain>");
    nq_html_say(h, NQ_W_CERTAIN);
    nq_html_raw(h, "<li class=likely>");
    nq_html_say(h, NQ_W_LIKELY);
    nq_html_raw(h, "<li class=unknown>");
    nq_html_say(h, NQ_W_UNKNOWN);
    nq_html_raw(h, "</ul>\n");
}
