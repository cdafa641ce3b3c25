/* SPDX-License-Identifier: Apache-2.0
 *
 * html_parts.h - the parts of the page, each in its file. Layer 9 (report).
 *
 * Every part writes nothing when it has nothing to show. Anchors: s1 a story,
 * v1-2 a speaker of it, g1-4 a group of statements, c1-2 a conflict; a3 an
 * article, q3-2 a statement in it, n3-5 a name, w3-6 other words. */
#ifndef NQ_REPORT_HTML_PARTS_H
#define NQ_REPORT_HTML_PARTS_H

#include "report/graph.h"
#include "report/html_write.h"

/* html_said.c */
void nq_html_said(nq_html *h, uint32_t story);
/* html_glance.c: a story in nine lines */
void nq_html_glance(nq_html *h, uint32_t story);
/* html_compared.c */
void nq_html_compared(nq_html *h, uint32_t story);
/* The numbers of up to `room` conflicts that are more than the spelling of a
 * name, the weightiest first; how many. */
uint32_t nq_html_first_clashes(const nq_comparison *c, uint32_t *at,
                               uint32_t room);
/* "17 dead ≠ 14 dead", leading to the conflict, whose number is `at`; with its
 * subject below, when asked. */
void nq_html_clash_line(nq_html *h, uint32_t story, uint32_t at, bool subject);
/* html_timeline.c */
void nq_html_timeline(nq_html *h, uint32_t story);
/* html_position.c */
void nq_html_positions(nq_html *h, uint32_t story);
/* html_people.c */
void nq_html_people(nq_html *h, uint32_t story);
/* html_carried.c */
void nq_html_carried(nq_html *h, uint32_t story);
/* html_graph.c: the drawing alone */
void nq_html_graph(nq_html *h, const nq_graph *g, uint32_t story);
/* html_article.c */
void nq_html_article(nq_html *h, uint32_t article);
/* html_story.c */
void nq_html_front(nq_html *h);
void nq_html_story(nq_html *h, uint32_t story);

/* ---- Shared by the pages (html.c) ---- */

/* The head up to the words of the title, and from there to the masthead; with
 * the style of the archive's pages and without a policy of its own where it is
 * served. */
void nq_html_begin(nq_html *h, bool served);
void nq_html_style(nq_html *h, bool served);
/* h->led_to, of h->view; false: out of memory. */
bool nq_html_make_room(nq_html *h);

/* ---- Shared by the parts (html_link.c) ---- */

static inline const nq_article *
nq_html_article_of(const nq_html *h, uint32_t article)
{
    return &h->view->r->pile->at[article]->article;
}

static inline const nq_comparison *
nq_html_comparison_of(const nq_html *h, uint32_t story)
{
    return h->view->r->views[story].comparison;
}

/* When it was published; the day that was inferred, and that it was, where the
 * article states none. */
void nq_html_published(nq_html *h, uint32_t article);
/* The outlet's name. */
void nq_html_outlet(nq_html *h, uint32_t article);
/* The same inside a link, which the style isolates: most of a page's elements
 * are such links. */
void nq_html_outlet_name(nq_html *h, uint32_t article);
/* The outlet's name, leading to the article or to words of it. */
void nq_html_article_link(nq_html *h, uint32_t article);
void nq_html_place_link(nq_html *h, const nq_place *place);
/* The outlets that have some words, each once, leading there; more words of
 * one outlet by their number. A place without words stands for its article. */
void nq_html_place_links(nq_html *h, const nq_place *at, uint32_t n);
/* The outlets alone, each leading to its first place. */
void nq_html_outlet_links(nq_html *h, const nq_place *at, uint32_t n);
/* "n3-5", the id of a name in an article, which has it from then on: before its
 * text is written. */
void nq_html_name_target(nq_html *h, uint32_t article, uint32_t mention);
/* "w3-5", the id of a place's words; "a3", that of its article, where no words
 * of it are marked. */
void nq_html_place_target(nq_html *h, const nq_place *place);
/* " · 2 of them independent" */
void nq_html_independent(nq_html *h, uint32_t n_outlets, uint32_t n);
/* The sentence around a place, the place marked; a long place alone. */
void nq_html_context(nq_html *h, const nq_place *place);
/* The speaker of a sentence that does not name him, "she added", before it. */
void nq_html_untold(nq_html *h, const nq_place *place);
/* `<section class=part id=s1-NAME><h3 id=s1-NAME-t>WORD</h3>` */
void nq_html_part(nq_html *h, uint32_t story, const char *name, nq_word word);
/* ` aria-label="WORD 1"`: of many stories each has its own. */
void nq_html_label(nq_html *h, uint32_t story, nq_word word);

#endif
