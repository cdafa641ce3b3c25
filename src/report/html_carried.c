/* SPDX-License-Identifier: Apache-2.0
 *
 * html_carried.c - who carried whom: the drawing, the same as a table, and the
 * copied passages side by side. Layer 9 (report). */
#include "report/diff.h"
#include "report/html_parts.h"

#include "base/sorted.h"
#include "base/str.h"

/* Rows of the table: every article's origin in the drawing, then other links
 * up to this many times the number of articles. */
#define ROWS_PER_ARTICLE 3

/* A longer table folds away. */
#define ROWS_OPEN 8

struct table {
    nq_html *h;
    const nq_graph *g;
    const nq_view_copies *copies;
    uint32_t story;
};

/* ---- Table ---- */

static nq_word
ground_word(uint8_t ground)
{
    static const nq_word words[] = {NQ_W_GROUND_UNKNOWN,  NQ_W_GROUND_DATE,
                                    NQ_W_GROUND_CREDIT,   NQ_W_GROUND_DAMAGE,
                                    NQ_W_GROUND_CONTAINS, NQ_W_GROUND_COMMON};
    return ground <= NQ_GROUND_COMMON_SOURCE ? words[ground]
                                             : NQ_W_GROUND_UNKNOWN;
}

static void
percent(nq_html *h, nq_word word, float share)
{
    float n = share * 100.0f + 0.5f;
    nq_html_count(h, word, n < 0 ? 0 : n > 100 ? 100 : (uint64_t)n);
}

/* "94 % of OUTLET" */
static void
share(nq_html *h, const nq_copy *c)
{
    percent(h, NQ_W_SHARE_LINE, c->share_to);
    nq_html_raw(h, " ");
    nq_html_outlet(h, c->to);
}

static void
row(nq_html *h, const nq_copy *c)
{
    static const nq_word certainties[] = {NQ_W_UNKNOWN, NQ_W_LIKELY,
                                          NQ_W_CERTAIN};
    bool common = c->ground == NQ_GROUND_COMMON_SOURCE;
    nq_html_raw(h, "<tr><td>");
    if (!common)
        nq_html_article_link(h, c->from);
    else if (c->source.len > 0)
        nq_html_words(h, c->source);
    else
        nq_html_say(h, NQ_W_UNKNOWN_SOURCE);
    nq_html_raw(h, "<td>");
    if (common) {
        nq_html_article_link(h, c->from);
        nq_html_raw(h, "<span class=dot>·</span>");
    }
    nq_html_article_link(h, c->to);
    nq_html_raw(h, "<td>");
    nq_html_say(h, certainties[c->certainty <= NQ_CERTAIN ? c->certainty : 0]);
    nq_html_raw(h, "<td>");
    nq_html_say(h, ground_word(c->ground));
    nq_html_raw(h, "<td>");
    share(h, c);
    nq_html_raw(h, "<br>");
    nq_html_count(h, NQ_W_PASSAGES_N, c->n_passages);
    nq_html_raw(h, "\n");
}

static bool
is_chosen(const struct table *t, const nq_copy *c)
{
    const uint32_t *articles = t->h->view->r->views[t->story].story->articles;
    uint32_t ends[] = {c->to, c->from};
    for (int k = 0; k < 2; k++) {
        uint32_t i;
        NQ_BISECT(i, 0, t->g->n_articles, articles[i] < ends[k]);
        if (i < t->g->n_articles && t->g->at[i].copy == c)
            return true;
    }
    return false;
}

static void
rows(const struct table *t)
{
    uint32_t room = t->g->n_articles * ROWS_PER_ARTICLE, left_out = 0;
    for (uint32_t i = 0; i < t->copies->n; i++)
        if (is_chosen(t, t->copies->at[i]))
            row(t->h, t->copies->at[i]);
    for (uint32_t i = 0; i < t->copies->n; i++) {
        if (is_chosen(t, t->copies->at[i]))
            continue;
        if (room > 0) {
            row(t->h, t->copies->at[i]);
            room--;
        } else
            left_out++;
    }
    nq_html_raw(t->h, "</tbody></table></div>\n");
    if (left_out > 0) {
        nq_html_raw(t->h, "<p class=lead>");
        nq_html_count(t->h, NQ_W_CARRIERS_MORE, left_out);
        nq_html_raw(t->h, "</p>\n");
    }
}

static void
fold_open(nq_html *h, uint32_t n)
{
    nq_html_raw(h, "<details class=more><summary>");
    nq_html_say(h, NQ_W_CARRIERS_TABLE);
    nq_html_raw(h, " <span class=n>");
    nq_html_number(h, n);
    nq_html_raw(h, "</span></summary>\n");
}

static void
table(const struct table *t)
{
    static const nq_word heads[] = {NQ_W_FROM, NQ_W_TO, NQ_W_CERTAINTY,
                                    NQ_W_GROUND, NQ_W_SHARE};
    nq_html *h = t->h;
    bool folds = t->copies->n > ROWS_OPEN;
    if (folds)
        fold_open(h, t->copies->n);
    nq_html_raw(h, "<div class=scroll tabindex=0 role=region");
    nq_html_label(h, t->story, NQ_W_CARRIERS_TABLE);
    nq_html_raw(h, folds ? "><table><caption class=vh>" : "><table><caption>");
    nq_html_say(h, NQ_W_CARRIERS_TABLE);
    nq_html_raw(h, "</caption><thead><tr>");
    for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
        nq_html_raw(h, "<th scope=col>");
        nq_html_say(h, heads[i]);
        nq_html_raw(h, "</th>");
    }
    nq_html_raw(h, "</tr></thead><tbody>\n");
    rows(t);
    nq_html_raw(h, folds ? "</details>\n" : "");
}

/* ---- Passages ---- */

static void
words(nq_html *h, naql_str text, const nq_diff_side *side)
{
    size_t at = 0;
    for (uint32_t i = 0; i < side->n; i++) {
        naql_span span = side->words[i].span;
        if (!side->words[i].changed)
            continue;
        uint32_t last = i;
        while (last + 1 < side->n && side->words[last + 1].changed)
            last++;
        span.end = side->words[last].span.end;
        nq_html_text(h, nq_str(text.ptr + at, span.start - at));
        nq_html_raw(h, "<mark class=dif>");
        nq_html_text(h, nq_str_span(text, span));
        nq_html_raw(h, "</mark>");
        at = span.end;
        i = last;
    }
    nq_html_text(h, nq_str(text.ptr + at, text.len - at));
}

static void
half(nq_html *h, uint32_t article, naql_str text, const nq_diff_side *side)
{
    nq_html_raw(h, "<div class=half><p class=who>");
    nq_html_article_link(h, article);
    nq_html_raw(h, "<blockquote");
    nq_html_block(h, text);
    nq_html_raw(h, "><p>");
    words(h, text, side);
    nq_html_raw(h, "</blockquote></div>");
}

static void
passage(nq_html *h, const nq_copy *c, const nq_passage *p)
{
    nq_arena_mark here = nq_arena_here(h->scratch);
    naql_str from = nq_str_span(nq_html_article_of(h, c->from)->text, p->from);
    naql_str to = nq_str_span(nq_html_article_of(h, c->to)->text, p->to);
    nq_diff_side a, b;
    if (!nq_diff_cut(from, h->scratch, &a) ||
        !nq_diff_cut(to, h->scratch, &b)) {
        h->to->failed = true;
        return;
    }
    nq_diff_mark(&a, &b, h->scratch);
    nq_html_raw(h, "<div class=pair>");
    half(h, c->from, from, &a);
    half(h, c->to, to, &b);
    nq_html_raw(h, "<p class=how><span>");
    percent(h, NQ_W_COPIED_SAME, p->same_words);
    nq_html_raw(h, "</span></div>\n");
    nq_arena_release(h->scratch, here);
}

/* The passages of one link, folded under the names of its two articles. */
static void
copied(nq_html *h, const nq_copy *c)
{
    nq_html_raw(h, "<details class=\"more copied\"><summary>");
    nq_html_outlet(h, c->from);
    nq_html_raw(h, "<span class=dot>—</span>");
    nq_html_outlet(h, c->to);
    nq_html_raw(h, " <span class=n>");
    nq_html_count(h, NQ_W_PASSAGES_N, c->n_passages);
    nq_html_raw(h, "<span class=dot>·</span>");
    share(h, c);
    nq_html_raw(h, "</span></summary>\n");
    for (uint32_t k = 0; k < c->n_passages; k++)
        passage(h, c, &c->passages[k]);
    nq_html_raw(h, "</details>\n");
}

/* The passages of the links that are drawn; a copy that two articles chose
 * stands once, with the later of them. */
static void
passages(const struct table *t)
{
    nq_html *h = t->h;
    nq_html_raw(h, "<h4>");
    nq_html_say(h, NQ_W_COPIED);
    nq_html_raw(h, "</h4><p class=lead>");
    nq_html_say(h, NQ_W_COPIED_LEAD);
    nq_html_raw(h, "</p>\n");
    for (uint32_t i = 0; i < t->copies->n; i++)
        if (is_chosen(t, t->copies->at[i]))
            copied(h, t->copies->at[i]);
}

/* The articles that the drawing leaves out. */
static void
not_joined(const struct table *t)
{
    nq_html *h = t->h;
    uint32_t n = 0;
    nq_place *list =
        nq_arena_alloc(h->scratch, (t->g->n_alone + 1) * sizeof(nq_place));
    if (!list)
        h->to->failed = true;
    if (t->g->n_alone == 0 || !list)
        return;
    for (uint32_t i = 0; i < t->g->n_articles; i++) {
        const nq_graph_node *node = &t->g->at[i];
        if (node->parent == NQ_NONE && node->n_children == 0)
            list[n++] = (nq_place){.article = node->article};
    }
    nq_html_raw(h, "<p class=alone>");
    nq_html_say(h, NQ_W_ALONE);
    nq_html_raw(h, ": ");
    nq_html_place_links(h, list, n);
    nq_html_raw(h, "</p>\n");
}

void
nq_html_carried(nq_html *h, uint32_t story)
{
    nq_arena_mark here = nq_arena_here(h->scratch);
    nq_graph g;
    struct table t = {h, &g, &h->view->copies[story], story};
    if (h->view->r->views[story].story->n_articles < 2)
        return;
    if (!nq_graph_make(h->view, story, h->scratch, &g)) {
        h->to->failed = true;
        return;
    }
    nq_html_part(h, story, "-carry", NQ_W_CARRIERS);
    nq_html_raw(h, "<p class=lead>");
    nq_html_say(h, t.copies->n ? NQ_W_CARRIERS_LEAD : NQ_W_CARRIERS_NONE);
    nq_html_raw(h, "</p>\n");
    if (t.copies->n > 0) {
        nq_html_graph(h, &g, story);
        not_joined(&t);
        table(&t);
        passages(&t);
    }
    nq_html_raw(h, "</section>\n");
    nq_arena_release(h->scratch, here);
}
