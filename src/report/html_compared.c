/* SPDX-License-Identifier: Apache-2.0
 *
 * html_compared.c - where the versions of a story part, agree, or stand alone,
 * and its timeline. Layer 9 (report). */
#include "report/html_parts.h"

#include "base/str.h"

#include <stdlib.h>

/* So many points stand open; more of them fold away. */
#define POINTS_OPEN 8

static nq_word
kind_word(const nq_point *p)
{
    static const nq_word words[] = {NQ_W_KIND_NUMBER, NQ_W_KIND_DATE,
                                    NQ_W_KIND_PLACE,  NQ_W_KIND_ROLE,
                                    NQ_W_KIND_NAME,   NQ_W_KIND_CONTENT};
    if (p->source)
        return NQ_W_KIND_SOURCE;
    if (p->deed)
        return NQ_W_KIND_DEED;
    if (p->spelling)
        return NQ_W_KIND_SPELLING;
    return p->slot <= NQ_SLOT_CONTENT ? words[p->slot] : NQ_W_KIND_CONTENT;
}

/* What a point is about is left out where its first wording says the same. */
static bool
says_itself(const nq_point *p)
{
    return p->n_versions > 0 && nq_str_equal(p->about, p->versions[0].text);
}

static void
about(nq_html *h, const nq_point *p)
{
    nq_html_raw(h, "<span class=tag>");
    nq_html_say(h, kind_word(p));
    nq_html_raw(h, "</span> ");
    if (!says_itself(p))
        nq_html_words(h, p->about);
    if (p->update) {
        nq_html_raw(h, " <span class=\"tag up\">");
        nq_html_say(h, NQ_W_UPDATE);
        nq_html_raw(h, "</span>");
    }
}

/* ---- Conflict ---- */

static void
side(nq_html *h, const nq_version *v)
{
    nq_html_raw(h, "<li class=side><p class=value");
    nq_html_block(h);
    nq_html_raw(h, ">");
    nq_html_text(h, v->text);
    nq_html_raw(h, "</p><p class=who>");
    nq_html_place_links(h, v->places, v->n_places);
    nq_html_raw(h, "</p>");
    if (v->n_places > 0) {
        nq_html_raw(h, "<blockquote class=context");
        nq_html_block(h);
        nq_html_raw(h, "><p>");
        nq_html_context(h, &v->places[0]);
        nq_html_raw(h, "</p></blockquote>");
    }
    nq_html_raw(h, "</li>\n");
}

static void
conflict(nq_html *h, uint32_t story, uint32_t number, const nq_point *p)
{
    nq_html_raw(h, p->update ? "<div class=\"clash update\" id="
                             : "<div class=clash id=");
    nq_html_id(h, "c", story + 1, number + 1);
    nq_html_raw(h, "><h5>");
    about(h, p);
    nq_html_raw(h, "</h5><ul class=sides>\n");
    for (uint32_t i = 0; i < p->n_versions; i++)
        side(h, &p->versions[i]);
    nq_html_raw(h, "</ul></div>\n");
}

/* ---- Agree and only ---- */

static void
quoted(nq_html *h, naql_str text)
{
    nq_html_raw(h, "<q class=bare");
    nq_html_block(h);
    nq_html_raw(h, ">");
    nq_html_text(h, text);
    nq_html_raw(h, "</q>");
}

/* One wording of a point and the outlets that have it. */
static void
told(nq_html *h, const nq_version *v)
{
    nq_html_raw(h, "<p class=told>");
    quoted(h, v->text);
    nq_html_raw(h, " ");
    nq_html_place_links(h, v->places, v->n_places);
    nq_html_raw(h, "</p>");
}

/* The wordings after the first that do not repeat it. */
static uint32_t
n_other(const nq_point *p)
{
    uint32_t n = 0;
    for (uint32_t i = 1; i < p->n_versions; i++)
        n += !nq_str_equal(p->versions[i].text, p->versions[0].text);
    return n;
}

static int
by_article(const void *left, const void *right)
{
    const nq_place *a = left, *b = right;
    if (a->article != b->article)
        return a->article < b->article ? -1 : 1;
    return (a->span.start > b->span.start) - (a->span.start < b->span.start);
}

/* The places of all wordings, article by article. */
static void
all_places(nq_html *h, const nq_point *p)
{
    nq_arena_mark here = nq_arena_here(h->scratch);
    size_t n = 0, at = 0;
    for (uint32_t i = 0; i < p->n_versions; i++)
        n += p->versions[i].n_places;
    nq_place *all = nq_arena_zero(h->scratch, n, sizeof(nq_place));
    if (!all) {
        h->to->failed = true;
        return;
    }
    for (uint32_t i = 0; i < p->n_versions; i++)
        for (uint32_t k = 0; k < p->versions[i].n_places; k++)
            all[at++] = p->versions[i].places[k];
    if (n > 1)
        qsort(all, n, sizeof(nq_place), by_article);
    nq_html_raw(h, " ");
    nq_html_place_links(h, all, (uint32_t)n);
    nq_arena_release(h->scratch, here);
}

/* A value that is told in other words, all of them in sight. */
static void
in_words(nq_html *h, const nq_point *p)
{
    nq_html_raw(h, p->beside ? "<li class=beside><p class=point>"
                             : "<li><p class=point>");
    about(h, p);
    if (p->beside) {
        nq_html_raw(h, " <span class=tag>");
        nq_html_say(h, NQ_W_MAY_EACH);
        nq_html_raw(h, "</span>");
    }
    nq_html_raw(h, "</p><ul class=ways>");
    for (uint32_t i = 0; i < p->n_versions; i++) {
        nq_html_raw(h, "<li>");
        quoted(h, p->versions[i].text);
        nq_html_raw(h, " ");
        nq_html_place_links(h, p->versions[i].places, p->versions[i].n_places);
        nq_html_raw(h, "</li>");
    }
    nq_html_raw(h, "</ul></li>\n");
}

/* The first wording with the outlets of all, the other wordings folded. */
static void
agreed(nq_html *h, const nq_point *p)
{
    if (p->n_versions == 0)
        return;
    uint32_t others = n_other(p);
    if (p->slot != NQ_SLOT_CONTENT) {
        in_words(h, p);
        return;
    }
    nq_html_raw(h, "<li>");
    if (!says_itself(p)) {
        nq_html_raw(h, "<p class=point>");
        about(h, p);
        nq_html_raw(h, "</p>");
    }
    nq_html_raw(h, "<p class=told>");
    quoted(h, p->versions[0].text);
    all_places(h, p);
    nq_html_raw(h, "</p>");
    if (others > 0) {
        nq_html_raw(h, "<details class=more><summary>");
        nq_html_count(h, NQ_W_OTHER_WORDINGS_N, others);
        nq_html_raw(h, "</summary>");
        for (uint32_t i = 1; i < p->n_versions; i++)
            if (!nq_str_equal(p->versions[i].text, p->versions[0].text))
                told(h, &p->versions[i]);
        nq_html_raw(h, "</details>");
    }
    nq_html_raw(h, "</li>\n");
}

static void
alone(nq_html *h, const nq_point *p)
{
    nq_html_raw(h, "<li>");
    for (uint32_t i = 0; i < p->n_versions; i++)
        told(h, &p->versions[i]);
    nq_html_raw(h, "</li>\n");
}

static void
more(nq_html *h, uint32_t n)
{
    nq_html_raw(h, "</ul><details class=more><summary>");
    nq_html_count(h, NQ_W_MORE_POINTS_N, n);
    nq_html_raw(h, "</summary><ul class=points>\n");
}

static void
points(nq_html *h, nq_word title, const nq_point *at, uint32_t n)
{
    bool only = title == NQ_W_ONLY;
    if (n == 0)
        return;
    nq_html_raw(h, only ? "<div class=only><h4>" : "<div class=agree><h4>");
    nq_html_say(h, title);
    nq_html_raw(h, " <span class=n>");
    nq_html_number(h, n);
    nq_html_raw(h, "</span></h4><ul class=points>\n");
    for (uint32_t i = 0; i < n; i++) {
        if (i == POINTS_OPEN && n > POINTS_OPEN + 2)
            more(h, n - i);
        if (only)
            alone(h, &at[i]);
        else
            agreed(h, &at[i]);
    }
    nq_html_raw(h, n > POINTS_OPEN + 2 ? "</ul></details></div>\n"
                                       : "</ul></div>\n");
}

void
nq_html_compared(nq_html *h, uint32_t story)
{
    const nq_comparison *c = nq_html_comparison_of(h, story);
    if (c->n_conflict + c->n_agree + c->n_only == 0)
        return;
    nq_html_part(h, story, "-compare", NQ_W_COMPARE);
    if (c->n_conflict > 0) {
        nq_html_raw(h, "<div class=clashes><h4>");
        nq_html_say(h, NQ_W_CONFLICT);
        nq_html_raw(h, " <span class=n>");
        nq_html_number(h, c->n_conflict);
        nq_html_raw(h, "</span></h4>\n");
        for (uint32_t i = 0; i < c->n_conflict; i++)
            conflict(h, story, i, &c->conflict[i]);
        nq_html_raw(h, "</div>\n");
    }
    points(h, NQ_W_AGREE, c->agree, c->n_agree);
    points(h, NQ_W_ONLY, c->only, c->n_only);
    nq_html_raw(h, "</section>\n");
}

/* ---- Timeline ---- */

static void
moment(nq_html *h, const nq_moment *m)
{
    nq_html_raw(h, m->background ? "<li class=past><p class=when>"
                                 : "<li><p class=when>");
    nq_html_date(h, m->date);
    if (m->background) {
        nq_html_raw(h, " <span class=tag>");
        nq_html_say(h, NQ_W_BACKGROUND);
        nq_html_raw(h, "</span>");
    }
    nq_html_raw(h, "</p><p class=what");
    nq_html_block(h);
    nq_html_raw(h, ">");
    nq_html_text(h, m->what);
    nq_html_raw(h, "</p><p class=who>");
    nq_html_place_links(h, m->places, m->n_places);
    nq_html_raw(h, "</p></li>\n");
}

void
nq_html_timeline(nq_html *h, uint32_t story)
{
    const nq_comparison *c = nq_html_comparison_of(h, story);
    if (c->n_timeline == 0)
        return;
    nq_html_part(h, story, "-time", NQ_W_TIMELINE);
    nq_html_raw(h, "<ol class=line>\n");
    for (uint32_t i = 0; i < c->n_timeline; i++)
        moment(h, &c->timeline[i]);
    nq_html_raw(h, "</ol></section>\n");
}
