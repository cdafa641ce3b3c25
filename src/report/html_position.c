/* SPDX-License-Identifier: Apache-2.0
 *
 * html_position.c - what a speaker of the story said on the same subject
 * before, day by day. Layer 9 (report).
 *
 * A position is shown in the story of its newest statement. */
#include "report/html_parts.h"

#include "base/sorted.h"
#include "base/str.h"

/* So many positions of a story stand open; more of them fold away. */
#define POSITIONS_OPEN 6

/* Marks in one statement: its own, and those of what is held against it. */
#define MARKS 8

static int
by_start(const void *left, const void *right)
{
    const naql_span *a = left, *b = right;
    return (a->start > b->start) - (a->start < b->start);
}

static uint32_t
add_mark(naql_span *marks, uint32_t n, const nq_stand *of, const nq_place *at,
         naql_span text)
{
    bool here = at->article == of->article && at->span.start >= text.start &&
                at->span.end <= text.end && at->span.end > at->span.start;
    if (here && n < MARKS)
        marks[n++] = at->span;
    return n;
}

/* The words that show a bearing, to the stand before and to those after. */
static uint32_t
marks_of(const nq_position *p, uint32_t i, naql_span text, naql_span *marks)
{
    uint32_t n = 0;
    if (p->stands[i].before != i)
        n = add_mark(marks, n, &p->stands[i], &p->stands[i].shown[1], text);
    for (uint32_t k = i + 1; k < p->n_stands; k++)
        if (p->stands[k].before == i)
            n = add_mark(marks, n, &p->stands[i], &p->stands[k].shown[0], text);
    nq_sort(marks, n, sizeof *marks, by_start);
    return n;
}

static void
words(nq_html *h, const nq_position *p, uint32_t i)
{
    const nq_stand *s = &p->stands[i];
    const nq_reading *r = h->view->r->pile->at[s->article];
    naql_span span = r->claims.statements[s->statement].span, marks[MARKS];
    uint32_t n = marks_of(p, i, span, marks), at = span.start;
    for (uint32_t k = 0; k < n; k++) {
        if (marks[k].start < at)
            continue;
        nq_html_text(
            h, nq_str_span(r->article.text, (naql_span){at, marks[k].start}));
        nq_html_raw(h, "<mark>");
        nq_html_text(h, nq_str_span(r->article.text, marks[k]));
        nq_html_raw(h, "</mark>");
        at = marks[k].end;
    }
    nq_html_text(h, nq_str_span(r->article.text, (naql_span){at, span.end}));
}

static void
bearing(nq_html *h, const nq_position *p, uint32_t i)
{
    static const nq_word said[] = {NQ_W_COUNT, NQ_W_REPEATED, NQ_W_CHANGED,
                                   NQ_W_OPPOSED};
    const nq_stand *s = &p->stands[i];
    if (s->before == i || s->bearing == NQ_BESIDE)
        return;
    nq_html_raw(h, s->bearing == NQ_REPEATED ? " <span class=tag>"
                                             : " <span class=\"tag up\">");
    nq_html_say(h, said[s->bearing]);
    if (s->before + 1 != i) { /* not of the one right above */
        nq_html_raw(h, " ");
        nq_html_day(h, p->stands[s->before].day);
    }
    nq_html_raw(h, "</span>");
}

/* The outlet, leading to the statement; the story, where it is another. */
static void
sources(nq_html *h, uint32_t story, const nq_stand *s)
{
    nq_html_raw(h, "<p class=who><a class=src href=#");
    nq_html_id(h, "q", s->article + 1, s->statement + 1);
    nq_html_raw(h, ">");
    nq_html_outlet(h, s->article);
    nq_html_raw(h, "</a>");
    if (s->story != story) {
        const nq_story *other = h->view->r->views[s->story].story;
        naql_str title = nq_str_trim(nq_html_article_of(h, other->head)->title);
        nq_html_raw(h, " <a href=#s");
        nq_html_number(h, s->story + 1);
        nq_html_raw(h, ">");
        if (title.len > 0)
            nq_html_words(h, title);
        else
            nq_html_say(h, NQ_W_NO_TITLE);
        nq_html_raw(h, "</a>");
    }
    nq_html_raw(h, "</p>");
}

static void
stand(nq_html *h, uint32_t story, const nq_position *p, uint32_t i)
{
    const nq_stand *s = &p->stands[i];
    const nq_reading *r = h->view->r->pile->at[s->article];
    naql_span span = r->claims.statements[s->statement].span;
    bool direct = r->claims.statements[s->statement].form == NQ_FORM_DIRECT;
    nq_html_raw(h, s->bearing == NQ_OPPOSED && s->before != i
                       ? "<li class=turned><p class=when>"
                       : "<li><p class=when>");
    nq_html_day(h, s->day);
    bearing(h, p, i);
    nq_html_raw(h, direct ? "<blockquote class=direct" : "<blockquote");
    nq_html_block(h, nq_str_span(r->article.text, span));
    nq_html_raw(h, "><p>");
    words(h, p, i);
    nq_html_raw(h, "</blockquote>");
    sources(h, story, s);
    nq_html_raw(h, "\n");
}

static void
position(nq_html *h, uint32_t story, const nq_position *p)
{
    nq_html_raw(h, "<div class=position><h4>");
    nq_html_words(h, h->view->r->pile->people.at[p->person].name);
    nq_html_raw(h, " <span class=n>");
    nq_html_words(h, p->about);
    nq_html_raw(h, "</span></h4><ol class=\"line stands\">\n");
    for (uint32_t i = 0; i < p->n_stands; i++)
        stand(h, story, p, i);
    nq_html_raw(h, "</ol></div>\n");
}

/* How much a position shows: what is opposed first, then what changed. */
static uint8_t
strength(const nq_position *p)
{
    static const uint8_t worth[] = {0, 1, 2, 3};
    uint8_t most = 0;
    for (uint32_t i = 0; i < p->n_stands; i++)
        if (p->stands[i].before != i && worth[p->stands[i].bearing] > most)
            most = worth[p->stands[i].bearing];
    return most;
}

void
nq_html_positions(nq_html *h, uint32_t story)
{
    const nq_view_story *v = &h->view->stories[story];
    const nq_position *all = h->view->r->positions->at;
    uint32_t shown = 0;
    if (v->n_positions == 0)
        return;
    nq_html_part(h, story, "-stands", NQ_W_POSITIONS);
    nq_html_raw(h, "<p class=lead>");
    nq_html_say(h, NQ_W_POSITIONS_LEAD);
    nq_html_raw(h, "</p>\n");
    for (int rank = NQ_OPPOSED; rank >= NQ_BESIDE; rank--)
        for (uint32_t i = 0; i < v->n_positions; i++) {
            const nq_position *p = &all[v->positions[i]];
            if (strength(p) != rank)
                continue;
            if (shown++ == POSITIONS_OPEN) {
                nq_html_raw(h, "<details class=more><summary>");
                nq_html_count(h, NQ_W_MORE_POINTS_N,
                              v->n_positions - POSITIONS_OPEN);
                nq_html_raw(h, "</summary>\n");
            }
            position(h, story, p);
        }
    nq_html_raw(h, shown > POSITIONS_OPEN ? "</details></section>\n"
                                          : "</section>\n");
}
