/* SPDX-License-Identifier: Apache-2.0
 *
 * html_story.c - the front of all stories, and one story: its head, its
 * summary, its contents and its parts. Layer 9 (report). */
#include "report/html_parts.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/str.h"

/* So many stories of one outlet stand on the front as the others do; more of
 * them fold away. */
#define SINGLES_OPEN 6

/* So many headlines of one outlet stand open; more of them fold away. */
#define HEADLINES_OPEN 1

/* Places that show why two stories are linked: no reader follows more. */
#define RELATION_PLACES 4

static void
dot(nq_html *h)
{
    nq_html_raw(h, "<span class=dot>·</span>");
}

static void
story_link(nq_html *h, uint32_t story)
{
    const nq_story *s = h->view->r->views[story].story;
    naql_str title = nq_str_trim(nq_html_article_of(h, s->head)->title);
    nq_html_raw(h, "<a href=#s");
    nq_html_number(h, story + 1);
    nq_html_raw(h, ">");
    if (title.len > 0)
        nq_html_words(h, title);
    else
        nq_html_say(h, NQ_W_NO_TITLE);
    nq_html_raw(h, "</a>");
}

/* "14 - 16 August 2017 · 6 articles · 5 outlets · 2 independent" */
static void
kick(nq_html *h, uint32_t story)
{
    const nq_story *s = h->view->r->views[story].story;
    const nq_view_story *v = &h->view->stories[story];
    nq_html_raw(h, "<p class=kick>");
    nq_html_days(h, s->first, s->last);
    dot(h);
    nq_html_count(h, NQ_W_ARTICLES_N, s->n_articles);
    dot(h);
    nq_html_count(h, NQ_W_OUTLETS_N, v->n_outlets);
    nq_html_independent(h, v->n_outlets, v->n_independent);
    nq_html_raw(h, "</p>");
}

/* ---- Front ---- */

/* The first conflict, that is more than a spelling, as the front tells it. */
static void
first_clash(nq_html *h, uint32_t story)
{
    const nq_comparison *c = nq_html_comparison_of(h, story);
    uint32_t at;
    if (nq_html_first_clashes(c, &at, 1) == 0)
        return;
    nq_html_raw(h, "<p class=teaser>");
    nq_html_clash_line(h, story, at, false);
    nq_html_raw(h, "</p>");
}

static void
card(nq_html *h, uint32_t story)
{
    const nq_twins *twins = h->view->r->views[story].twins;
    uint32_t clashes = nq_view_clashes(nq_html_comparison_of(h, story));
    nq_html_raw(h, "<li class=card>");
    nq_html_raw(h, "<h3>");
    story_link(h, story);
    nq_html_raw(h, "</h3>");
    kick(h, story);
    nq_html_raw(h, "<p class=marks>");
    if (twins->n > 0)
        nq_html_count(h, NQ_W_STATEMENTS_N, twins->n);
    if (clashes > 0) {
        nq_html_raw(h, " <span class=\"tag clashing\">");
        nq_html_count(h, NQ_W_CONFLICTS_N, clashes);
        nq_html_raw(h, "</span>");
    }
    nq_html_raw(h, "</p>");
    first_clash(h, story);
    nq_html_raw(h, "\n");
}

/* A story of one outlet, in a line. */
static void
brief(nq_html *h, uint32_t story)
{
    const nq_story *s = h->view->r->views[story].story;
    nq_html_raw(h, "<li>");
    story_link(h, story);
    nq_html_raw(h, " <span class=n>");
    nq_html_outlet(h, s->head);
    dot(h);
    nq_html_days(h, s->first, s->last);
    nq_html_raw(h, "</span>\n");
}

void
nq_html_front(nq_html *h)
{
    const nq_view *v = h->view;
    uint32_t n = v->r->stories->n, cards = n;
    if (n < 2)
        return;
    if (v->n_shared > 0 && n - v->n_shared > SINGLES_OPEN)
        cards = v->n_shared;
    nq_html_raw(h, "<section class=front>"
                   "<h2 id=front-t>");
    nq_html_say(h, NQ_W_FRONT);
    nq_html_raw(h, "</h2><p class=lead>");
    nq_html_say(h, NQ_W_FRONT_LEAD);
    nq_html_raw(h, "</p><ul class=cards>\n");
    for (uint32_t i = 0; i < cards; i++)
        card(h, v->order[i]);
    nq_html_raw(h, "</ul>");
    if (cards < n) {
        nq_html_raw(h, "<details class=more><summary>");
        nq_html_count(h, NQ_W_MORE_STORIES_N, n - cards);
        nq_html_raw(h, "</summary><ul class=singles>\n");
        for (uint32_t i = cards; i < n; i++)
            brief(h, v->order[i]);
        nq_html_raw(h, "</ul></details>");
    }
    nq_html_raw(h, "</section>\n");
}

/* ---- One story ---- */

static void
summary(nq_html *h, uint32_t story)
{
    const nq_comparison *c = nq_html_comparison_of(h, story);
    if (c->n_summary == 0)
        return;
    nq_html_raw(h, "<div class=summary><h3>");
    nq_html_say(h, NQ_W_SUMMARY);
    nq_html_raw(h, "</h3>\n");
    for (uint32_t i = 0; i < c->n_summary; i++) {
        const nq_place *p = &c->summary[i];
        naql_str words =
            nq_str_span(nq_html_article_of(h, p->article)->text, p->span);
        nq_html_raw(h, "<p");
        nq_html_block(h, words);
        nq_html_raw(h, ">");
        nq_html_untold(h, p);
        nq_html_text(h, words);
        nq_html_raw(h, " ");
        nq_html_place_link(h, p);
        nq_html_raw(h, "</p>\n");
    }
    nq_html_raw(h, "</div>\n");
}

/* How an article puts it. */
static void
headline(nq_html *h, uint32_t article)
{
    naql_str title = nq_str_trim(nq_html_article_of(h, article)->title);
    if (title.len == 0)
        return;
    nq_html_raw(h, "<p class=headline");
    nq_html_block(h, title);
    nq_html_raw(h, ">");
    nq_html_text(h, title);
    nq_html_raw(h, "</p>");
}

/* One of many articles of an outlet: its date, leading to it, and headline. */
static void
dated(nq_html *h, uint32_t article)
{
    nq_html_raw(h, "<a class=day href=#a");
    nq_html_number(h, article + 1);
    nq_html_raw(h, ">");
    nq_html_published(h, article);
    nq_html_raw(h, "</a>");
    headline(h, article);
}

/* The `n` articles of an outlet, from the i-th of the story on. */
static void
all_dated(nq_html *h, const nq_story *s, uint32_t i, uint32_t n)
{
    const nq_view_article *all = h->view->articles;
    uint32_t outlet = all[s->articles[i]].outlet, shown = 0;
    bool fold = n > HEADLINES_OPEN + 1;
    for (uint32_t k = i; k < s->n_articles; k++) {
        if (all[s->articles[k]].outlet != outlet)
            continue;
        if (fold && shown++ == HEADLINES_OPEN) {
            nq_html_raw(h, "<details class=more><summary>");
            nq_html_count(h, NQ_W_MORE_ARTICLES_N, n - HEADLINES_OPEN);
            nq_html_raw(h, "</summary>");
        }
        dated(h, s->articles[k]);
    }
    nq_html_raw(h, fold ? "</details>" : "");
}

/* An outlet and its articles of the story, from the i-th, its first, on: one
 * article is reached by the outlet's name, more of them by their dates. */
static void
outlet(nq_html *h, const nq_story *s, uint32_t i)
{
    const nq_view_article *all = h->view->articles;
    uint32_t first = s->articles[i], n = 0;
    for (uint32_t k = i; k < s->n_articles; k++)
        n += all[s->articles[k]].outlet == all[first].outlet;
    nq_html_raw(h, "<li>");
    if (n == 1) {
        nq_html_article_link(h, first);
        nq_html_raw(h, " <span class=day>");
        nq_html_published(h, first);
        nq_html_raw(h, "</span>");
        if (s->n_articles > 1)
            headline(h, first);
    } else {
        nq_html_raw(h, "<span class=name>");
        nq_html_outlet(h, first);
        nq_html_raw(h, "</span> <span class=n>");
        nq_html_count(h, NQ_W_ARTICLES_N, n);
        nq_html_raw(h, "</span> ");
        all_dated(h, s, i, n);
    }
    nq_html_raw(h, "\n");
}

/* The outlets of the story in order of their first article. */
static void
outlets(nq_html *h, const nq_story *s)
{
    const nq_view_article *all = h->view->articles;
    nq_html_raw(h, "<div class=outlets><h3>");
    nq_html_say(h, NQ_W_OUTLETS);
    nq_html_raw(h, "</h3><ul>");
    for (uint32_t i = 0; i < s->n_articles; i++) {
        uint32_t k = 0;
        while (all[s->articles[k]].outlet != all[s->articles[i]].outlet)
            k++;
        if (k == i)
            outlet(h, s, i);
    }
    nq_html_raw(h, "</ul></div>\n");
}

static void
contents_row(nq_html *h, uint32_t story, const char *part, nq_word word,
             uint32_t n)
{
    if (n == 0)
        return;
    nq_html_raw(h, "<li><a href=#s");
    nq_html_number(h, story + 1);
    nq_html_raw(h, part);
    nq_html_raw(h, ">");
    nq_html_say(h, word);
    nq_html_raw(h, " <span class=n>");
    nq_html_number(h, n);
    nq_html_raw(h, "</span></a>\n");
}

static void
contents(nq_html *h, uint32_t story)
{
    const nq_story_view *v = &h->view->r->views[story];
    const nq_comparison *c = v->comparison;
    nq_html_raw(h, "<nav class=toc");
    nq_html_label(h, story, NQ_W_CONTENTS);
    nq_html_raw(h, "><h3>");
    nq_html_say(h, NQ_W_CONTENTS);
    nq_html_raw(h, "</h3><ul>\n");
    contents_row(h, story, "-said", NQ_W_STATEMENTS, v->twins->n);
    contents_row(h, story, "-compare", NQ_W_COMPARE,
                 c->n_conflict + c->n_agree + c->n_only);
    if (v->story->n_articles > 1)
        contents_row(h, story, "-carry", NQ_W_CARRIERS,
                     h->view->copies[story].n);
    contents_row(h, story, "-time", NQ_W_TIMELINE, c->n_timeline);
    contents_row(h, story, "-stands", NQ_W_POSITIONS,
                 h->view->stories[story].n_positions);
    contents_row(h, story, "-people", NQ_W_PEOPLE, c->n_people);
    contents_row(h, story, "-texts", NQ_W_TEXTS, v->story->n_articles);
    nq_html_raw(h, "</ul></nav>\n");
}

/* The reason of a relation in the frame's language. */
static nq_word
why_word(naql_str why)
{
    static const struct {
        const char *why;
        nq_word word;
    } words[] = {{"same people", NQ_W_WHY_PEOPLE},
                 {"same people and place", NQ_W_WHY_PLACE},
                 {"same place and words", NQ_W_WHY_PLACE_WORDS},
                 {"same bodies", NQ_W_WHY_BODIES}};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (nq_str_equal(why, nq_str_from(words[i].why)))
            return words[i].word;
    return NQ_W_COUNT;
}

/* A speaker of one story, leading to what he said there. */
static void
voice_link(nq_html *h, uint32_t story, uint32_t voice)
{
    nq_html_raw(h, "<a href=#");
    nq_html_id(h, "v", story + 1, voice + 1);
    nq_html_raw(h, ">");
    nq_html_count(h, NQ_W_STATEMENTS_N,
                  h->view->stories[story].voices[voice].n_twins);
    nq_html_raw(h, "</a>");
}

/* Who speaks in both stories: what he said here, and what he said there. */
static void
common_voices(nq_html *h, uint32_t here, uint32_t there)
{
    const nq_view_story *a = &h->view->stories[here];
    const nq_view_story *b = &h->view->stories[there];
    nq_arena_mark mark = nq_arena_here(h->scratch);
    nq_map voices;
    nq_map_init(&voices, h->scratch);
    for (uint32_t i = 0; i < b->n_voices; i++) {
        uint32_t *at =
            nq_map_put(&voices, nq_hash_next(1, b->voices[i].speaker), NULL);
        if (at)
            *at = i;
        else
            h->to->failed = true;
    }
    for (uint32_t i = 0; i < a->n_voices; i++) {
        const nq_view_voice *v = &a->voices[i];
        uint32_t *other = nq_map_get(&voices, nq_hash_next(1, v->speaker));
        if (!other || v->name.len == 0)
            continue;
        nq_html_raw(h, "<p class=both>");
        nq_html_words(h, v->name);
        nq_html_raw(h, ": ");
        nq_html_say(h, NQ_W_HERE);
        nq_html_raw(h, " ");
        voice_link(h, here, i);
        nq_html_say(h, NQ_W_THERE);
        nq_html_raw(h, " ");
        voice_link(h, there, *other);
        nq_html_raw(h, "</p>");
    }
    nq_arena_release(h->scratch, mark);
}

static void
relation(nq_html *h, uint32_t story, const nq_relation *r)
{
    uint32_t other = r->a == story ? r->b : r->a;
    naql_str why = nq_str_from(r->why);
    nq_word word = why_word(why);
    nq_html_raw(h, "<li>");
    story_link(h, other);
    nq_html_raw(h, " <span class=tag>");
    if (word != NQ_W_COUNT)
        nq_html_say(h, word);
    else
        nq_html_words(h, why);
    nq_html_raw(h, "</span> ");
    nq_html_place_links(h, r->spans,
                        r->n_spans < RELATION_PLACES ? r->n_spans
                                                     : RELATION_PLACES);
    common_voices(h, story, other);
    nq_html_raw(h, "\n");
}

static void
related(nq_html *h, uint32_t story)
{
    const nq_stories *s = h->view->r->stories;
    bool any = false;
    for (uint32_t i = 0; i < s->n_related; i++) {
        const nq_relation *r = &s->related[i];
        if (r->a != story && r->b != story)
            continue;
        if (!any) {
            nq_html_part(h, story, "-related", NQ_W_RELATED);
            nq_html_raw(h, "<ul class=related>\n");
        }
        any = true;
        relation(h, story, r);
    }
    if (any)
        nq_html_raw(h, "</ul></section>\n");
}

static void
texts(nq_html *h, uint32_t story)
{
    static const struct {
        const char *mark;
        nq_word word;
    } legend[] = {{"<span class=q>", NQ_W_LEGEND_STATEMENT},
                  {"<span class=x>", NQ_W_LEGEND_POINT},
                  {"<span class=per>", NQ_W_LEGEND_PERSON},
                  {"<span class=loc>", NQ_W_LEGEND_PLACE},
                  {"<span class=org>", NQ_W_LEGEND_BODY},
                  {"<span class=d>", NQ_W_LEGEND_DATE}};
    const nq_story *s = h->view->r->views[story].story;
    nq_html_part(h, story, "-texts", NQ_W_TEXTS);
    nq_html_raw(h, "<p class=lead>");
    nq_html_say(h, NQ_W_TEXTS_LEAD);
    nq_html_raw(h, "<p class=legend>");
    for (size_t i = 0; i < sizeof(legend) / sizeof(legend[0]); i++) {
        nq_html_raw(h, legend[i].mark);
        nq_html_say(h, legend[i].word);
        nq_html_raw(h, "</span> ");
    }
    nq_html_raw(h, "</p>\n");
    for (uint32_t i = 0; i < s->n_articles; i++)
        nq_html_article(h, s->articles[i]);
    nq_html_raw(h, "</section>\n");
}

static void
head(nq_html *h, uint32_t story)
{
    const nq_story *s = h->view->r->views[story].story;
    naql_str title = nq_str_trim(nq_html_article_of(h, s->head)->title);
    nq_html_raw(h, "<header class=lede>");
    kick(h, story);
    nq_html_raw(h, "<h2");
    nq_html_block(h, title);
    nq_html_raw(h, " id=s");
    nq_html_number(h, story + 1);
    nq_html_raw(h, "-t>");
    nq_html_title(h, title);
    nq_html_raw(h, "</h2>\n<div class=intro>");
    summary(h, story);
    outlets(h, s);
    nq_html_raw(h, "</div>");
    nq_html_glance(h, story);
    nq_html_raw(h, "</header>\n");
}

void
nq_html_story(nq_html *h, uint32_t story)
{
    nq_html_raw(h, "<section class=story id=s");
    nq_html_number(h, story + 1);
    nq_html_raw(h, ">\n");
    head(h, story);
    contents(h, story);
    nq_html_raw(h, "<div class=parts>\n");
    nq_html_said(h, story);
    nq_html_compared(h, story);
    nq_html_carried(h, story);
    nq_html_timeline(h, story);
    nq_html_positions(h, story);
    nq_html_people(h, story);
    related(h, story);
    texts(h, story);
    nq_html_raw(h, "</div></section>\n");
}
