/* SPDX-License-Identifier: Apache-2.0
 *
 * html_glance.c - a story at a glance: who said what, who carried whom, where
 * the versions part. Layer 9 (report).
 *
 * Three lines of each; every line leads to the part that has it all. */
#include "report/html_parts.h"

#include "base/str.h"

#define LINES 3

/* A statement of fewer words is left to the full list. */
#define WORDS_LEAST 4

/* So many originals are shown with their carriers. */
#define FLOWS 4

static void
part_link(nq_html *h, uint32_t story, const char *part, nq_word title)
{
    nq_html_raw(h, "<div><h3><a href=#s");
    nq_html_number(h, story + 1);
    nq_html_raw(h, part);
    nq_html_raw(h, ">");
    nq_html_say(h, title);
    nq_html_raw(h, "</a></h3>");
}

/* ---- Who said what ---- */

struct picked {
    uint32_t voice[LINES], twin[LINES], n;
};

static bool
is_picked(const struct picked *p, uint32_t twin)
{
    for (uint32_t i = 0; i < p->n; i++)
        if (p->twin[i] == twin)
            return true;
    return false;
}

/* The wording that is shown: the first one in the speaker's own words. */
static const nq_variant *
wording(const nq_html *h, const nq_twin *t)
{
    for (uint32_t i = 0; i < t->n_variants; i++) {
        const nq_variant *v = &t->variants[i];
        const nq_claims *c = &h->view->r->pile->at[v->article]->claims;
        if (nq_variant_home(v) &&
            c->statements[v->statement].form == NQ_FORM_DIRECT)
            return v;
    }
    return &t->variants[0];
}

static naql_str
words_of(const nq_html *h, const nq_variant *v, naql_span *cue)
{
    const nq_reading *r = h->view->r->pile->at[v->article];
    const nq_statement *s = &r->claims.statements[v->statement];
    *cue = s->cue;
    return nq_str_span(r->article.text, s->span);
}

/* "His remarks" says nothing by itself. */
static bool
is_telling(const nq_html *h, const nq_twin *t)
{
    naql_span cue;
    naql_str words = words_of(h, wording(h, t), &cue);
    uint32_t n = 1;
    for (size_t i = 0; i < words.len; i++)
        n += words.ptr[i] == ' ';
    return n >= WORDS_LEAST;
}

static void
pick_from(const nq_html *h, uint32_t story, uint32_t voice, uint32_t most,
          struct picked *p)
{
    const nq_view_voice *v = &h->view->stories[story].voices[voice];
    const nq_twins *twins = h->view->r->views[story].twins;
    for (uint32_t i = 0; i < v->n_twins && most && p->n < LINES; i++) {
        uint32_t twin = v->twins[i];
        if (twins->at[twin].carried_by < 2 || is_picked(p, twin) ||
            !is_telling(h, &twins->at[twin]))
            continue;
        p->voice[p->n] = voice;
        p->twin[p->n++] = twin;
        most--;
    }
}

/* Lines of one speaker together. */
static void
sort_picked(struct picked *p)
{
    for (uint32_t i = 1; i < p->n; i++)
        for (uint32_t k = i; k > 0 && p->voice[k] < p->voice[k - 1]; k--) {
            uint32_t voice = p->voice[k], twin = p->twin[k];
            p->voice[k] = p->voice[k - 1];
            p->twin[k] = p->twin[k - 1];
            p->voice[k - 1] = voice;
            p->twin[k - 1] = twin;
        }
}

/* What most outlets carry: of each speaker the first, then more of them. */
static struct picked
pick(const nq_html *h, uint32_t story)
{
    const nq_view_story *s = &h->view->stories[story];
    struct picked p = {.n = 0};
    for (uint32_t most = 1; most <= LINES; most += LINES - 1)
        for (uint32_t i = 0; i < s->n_voices; i++)
            if (s->voices[i].name.len > 0)
                pick_from(h, story, i, most, &p);
    sort_picked(&p);
    return p;
}

static void
statement(nq_html *h, uint32_t story, uint32_t voice, uint32_t twin)
{
    const nq_twin *t = &h->view->r->views[story].twins->at[twin];
    const nq_variant *v = wording(h, t);
    const nq_reading *r = h->view->r->pile->at[v->article];
    bool direct = r->claims.statements[v->statement].form == NQ_FORM_DIRECT;
    naql_span cue;
    naql_str words = words_of(h, v, &cue);
    nq_html_raw(h, "<li><p class=voiced><a href=#");
    nq_html_id(h, "v", story + 1, voice + 1);
    nq_html_raw(h, ">");
    nq_html_words(h, h->view->stories[story].voices[voice].name);
    nq_html_raw(h, "</a> <span class=n>");
    nq_html_count(h, NQ_W_CARRIED_N, t->carried_by);
    nq_html_raw(h, direct ? "</span><p class=\"words direct\""
                          : "</span><p class=words");
    nq_html_block(h, words);
    nq_html_raw(h, "><a href=#");
    nq_html_id(h, "g", story + 1, twin + 1);
    nq_html_raw(h, ">");
    if (!direct && cue.end > cue.start + 1) {
        nq_html_raw(h, "<span class=cue>");
        nq_html_text(h, nq_str_span(r->article.text, cue));
        nq_html_raw(h, ":</span> ");
    }
    nq_html_text(h, words);
    nq_html_raw(h, "</a></p>\n");
}

static void
said(nq_html *h, uint32_t story)
{
    struct picked p = pick(h, story);
    if (p.n == 0)
        return;
    part_link(h, story, "-said", NQ_W_GLANCE_SAID);
    nq_html_raw(h, "<ul>\n");
    for (uint32_t i = 0; i < p.n; i++)
        statement(h, story, p.voice[i], p.twin[i]);
    nq_html_raw(h, "</ul></div>\n");
}

/* ---- Who carried whom ---- */

static void
node_name(nq_html *h, const nq_graph_node *n)
{
    nq_html_raw(h, "<b>");
    if (n->article != NQ_NONE)
        nq_html_article_link(h, n->article);
    else if (n->source.len > 0)
        nq_html_words(h, n->source);
    else
        nq_html_say(h, NQ_W_UNKNOWN_SOURCE);
    nq_html_raw(h, "</b>");
}

struct flow {
    const nq_graph *g;
    uint32_t parent;
    bool arrow;
    bool sure; /* every carrier is certain */
};

static uint32_t
outlet_of(const nq_html *h, const nq_graph_node *n)
{
    return n->article == NQ_NONE ? NQ_NONE
                                 : h->view->articles[n->article].outlet;
}

/* One origin to a reader: one source, or articles of one outlet. */
static bool
is_one(const nq_html *h, const nq_graph *g, uint32_t a, uint32_t b)
{
    uint32_t outlet = outlet_of(h, &g->at[a]);
    return a == b || (outlet != NQ_NONE && outlet == outlet_of(h, &g->at[b]));
}

/* The carriers of an original, as places; what an outlet takes over from
 * itself is left to the drawing. */
static uint32_t
children(const nq_html *h, struct flow *f, nq_place *out)
{
    uint32_t n = 0;
    f->sure = true;
    for (uint32_t i = 0; i < f->g->n_articles; i++) {
        const nq_graph_node *c = &f->g->at[i];
        if (c->parent == NQ_NONE || c->arrow != f->arrow ||
            !is_one(h, f->g, c->parent, f->parent) ||
            is_one(h, f->g, i, f->parent))
            continue;
        out[n++] = (nq_place){.article = c->article};
        f->sure = f->sure && c->copy->certainty == NQ_CERTAIN;
    }
    return n;
}

/* One line: an original and its carriers. False: it has none of the kind. */
static bool
carriers_of(nq_html *h, const nq_graph *g, uint32_t parent, bool arrow)
{
    nq_place *list =
        nq_arena_alloc(h->scratch, g->n_articles * sizeof(nq_place));
    struct flow f = {g, parent, arrow, false};
    uint32_t n = list ? children(h, &f, list) : 0;
    if (!list)
        h->to->failed = true;
    if (n == 0)
        return false;
    nq_html_raw(h, "<li>");
    node_name(h, &g->at[parent]);
    nq_html_raw(h, !arrow       ? " <span class=to>—</span> "
                   : h->english ? " <span class=to>→</span> "
                                : " <span class=to>←</span> ");
    nq_html_outlet_links(h, list, n);
    if (!f.sure || !arrow) {
        nq_html_raw(h, " <span class=n>");
        nq_html_say(h, arrow ? NQ_W_LIKELY : NQ_W_SHARED_TEXT);
        nq_html_raw(h, "</span>");
    }
    nq_html_raw(h, "\n");
    return true;
}

/* Was the origin told with an earlier article of its outlet? */
static bool
is_told(const nq_html *h, const nq_graph *g, uint32_t node)
{
    for (uint32_t i = 0; i < node && node < g->n_articles; i++)
        if (g->at[i].n_children > 0 && is_one(h, g, i, node))
            return true;
    return false;
}

/* Common sources first, then the outlets that others carried. */
static void
flows(nq_html *h, const nq_graph *g)
{
    uint32_t shown = 0;
    nq_html_raw(h, "<ul class=flows>\n");
    for (uint32_t k = 0; k < g->n && shown < FLOWS; k++) {
        uint32_t i = (k + g->n_articles) % g->n;
        if (g->at[i].n_children == 0 || is_told(h, g, i))
            continue;
        shown += carriers_of(h, g, i, true);
        shown += carriers_of(h, g, i, false);
    }
    if (shown == 0) {
        nq_html_raw(h, "<li>");
        nq_html_say(h, NQ_W_GLANCE_OWN);
    }
    nq_html_raw(h, "</ul></div>\n");
}

static void
carried(nq_html *h, uint32_t story)
{
    nq_arena_mark here = nq_arena_here(h->scratch);
    nq_graph g;
    if (!nq_graph_make(h->view, story, h->scratch, &g)) {
        h->to->failed = true;
        return;
    }
    part_link(h, story, "-carry", NQ_W_CARRIERS);
    if (g.n == g.n_alone) {
        nq_html_raw(h, "<p class=none>");
        nq_html_say(h, NQ_W_CARRIERS_NONE);
        nq_html_raw(h, "</div>\n");
    } else {
        flows(h, &g);
    }
    nq_arena_release(h->scratch, here);
}

/* ---- Where the versions part ---- */

static void
clashes(nq_html *h, uint32_t story)
{
    const nq_comparison *c = nq_html_comparison_of(h, story);
    uint32_t at[LINES], n = nq_html_first_clashes(c, at, LINES);
    if (c->n_conflict + c->n_agree + c->n_only == 0)
        return;
    part_link(h, story, "-compare", NQ_W_GLANCE_CLASH);
    if (n == 0) {
        nq_html_raw(h, "<p class=none>");
        nq_html_say(h, NQ_W_GLANCE_SAME);
        nq_html_raw(h, "</div>\n");
        return;
    }
    nq_html_raw(h, "<ul>\n");
    for (uint32_t i = 0; i < n; i++) {
        nq_html_raw(h, "<li>");
        nq_html_clash_line(h, story, at[i], true);
        nq_html_raw(h, "\n");
    }
    nq_html_raw(h, "</ul></div>\n");
}

void
nq_html_glance(nq_html *h, uint32_t story)
{
    if (h->view->r->views[story].story->n_articles < 2)
        return;
    nq_html_raw(h, "\n<div class=glance>");
    said(h, story);
    carried(h, story);
    clashes(h, story);
    nq_html_raw(h, "</div>");
}
