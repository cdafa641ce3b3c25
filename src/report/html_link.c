/* SPDX-License-Identifier: Apache-2.0
 *
 * html_link.c - how the page points at articles and their words. Layer 9
 * (report). */
#include "report/html_parts.h"

#include "base/str.h"

/* A place longer than this is shown without the sentence around it. */
#define CONTEXT_BYTES 160

void
nq_html_published(nq_html *h, uint32_t article)
{
    const nq_reading *r = h->view->r->pile->at[article];
    if (r->article.published.len || !r->inferred) {
        nq_html_date(h, r->article.published);
        return;
    }
    nq_html_day(h, r->article.day);
    nq_html_raw(h, " (");
    nq_html_say(h, NQ_W_INFERRED);
    nq_html_raw(h, ")");
}

void
nq_html_outlet(nq_html *h, uint32_t article)
{
    nq_html_words(h, h->view->outlets[h->view->articles[article].outlet]);
}

void
nq_html_article_link(nq_html *h, uint32_t article)
{
    nq_html_raw(h, "<a class=src href=\"#a");
    nq_html_number(h, article + 1);
    nq_html_raw(h, "\">");
    nq_html_outlet(h, article);
    nq_html_raw(h, "</a>");
}

void
nq_html_place_id(nq_html *h, uint32_t article, naql_span span)
{
    nq_html_id(h, "w", article + 1, span.start);
    nq_buf_byte(h->to, '-');
    nq_html_number(h, span.end);
}

void
nq_html_place_link(nq_html *h, const nq_place *place)
{
    nq_html_raw(h, "<a class=src href=\"#");
    nq_html_place_id(h, place->article, place->span);
    nq_html_raw(h, "\">");
    nq_html_outlet(h, place->article);
    nq_html_raw(h, "</a>");
}

/* A further place of an outlet that was named just now: its number. */
static void
again_link(nq_html *h, const nq_place *place, uint32_t number)
{
    nq_html_raw(h, "<a class=again href=\"#");
    nq_html_place_id(h, place->article, place->span);
    nq_html_raw(h, "\"><span class=vh>");
    nq_html_outlet(h, place->article);
    nq_html_raw(h, " </span>");
    nq_html_number(h, number);
    nq_html_raw(h, "</a>");
}

void
nq_html_place_links(nq_html *h, const nq_place *at, uint32_t n)
{
    uint32_t run = 0;
    nq_html_raw(h, "<span class=srcs>");
    for (uint32_t i = 0; i < n; i++) {
        const nq_view_article *all = h->view->articles;
        bool same =
            i > 0 && all[at[i].article].outlet == all[at[i - 1].article].outlet;
        run = same ? run + 1 : 1;
        if (i > 0)
            nq_html_raw(h, " ");
        if (same)
            again_link(h, &at[i], run);
        else
            nq_html_place_link(h, &at[i]);
    }
    nq_html_raw(h, "</span>");
}

/* The sentence that a span starts in; the span itself when there is none. */
static naql_span
sentence_around(const nq_text *t, naql_span span)
{
    uint32_t low = 0, high = t->n_sentences;
    while (low < high) { /* first sentence that ends behind the start */
        uint32_t mid = low + (high - low) / 2;
        if (t->sentences[mid].span.end <= span.start)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == t->n_sentences || t->sentences[low].span.start > span.start ||
        t->sentences[low].span.end < span.end)
        return span;
    return t->sentences[low].span;
}

void
nq_html_context(nq_html *h, const nq_place *place)
{
    const nq_reading *r = h->view->r->pile->at[place->article];
    naql_str text = r->article.text;
    naql_span span = place->span, around = span;
    if (span.end - span.start < CONTEXT_BYTES)
        around = sentence_around(&r->text, span);
    nq_html_text(h, nq_str_span(text, (naql_span){around.start, span.start}));
    nq_html_raw(h, "<mark>");
    nq_html_text(h, nq_str_span(text, span));
    nq_html_raw(h, "</mark>");
    nq_html_text(h, nq_str_span(text, (naql_span){span.end, around.end}));
}

void
nq_html_part(nq_html *h, uint32_t story, const char *name, nq_word word)
{
    nq_html_raw(h, "<section class=part id=s");
    nq_html_number(h, story + 1);
    nq_html_raw(h, name);
    nq_html_raw(h, ">\n<h3 id=s");
    nq_html_number(h, story + 1);
    nq_html_raw(h, name);
    nq_html_raw(h, "-t>");
    nq_html_say(h, word);
    nq_html_raw(h, "</h3>\n");
}

void
nq_html_label(nq_html *h, uint32_t story, nq_word word)
{
    nq_html_raw(h, " aria-label=\"");
    nq_html_say(h, word);
    if (h->view->r->stories->n > 1) {
        nq_html_raw(h, " ");
        nq_html_number(h, story + 1);
    }
    nq_html_raw(h, "\"");
}

/* How many of some outlets stand on their own, in words: all, some, or none
 * but one. */
void
nq_html_independent(nq_html *h, uint32_t n_outlets, uint32_t n)
{
    if (n_outlets < 2)
        return;
    nq_html_raw(h, "<span class=dot>·</span>");
    if (n <= 1)
        nq_html_say(h, n_outlets == 2 ? NQ_W_ONE_ORIGIN_TWO : NQ_W_ONE_ORIGIN);
    else if (n >= n_outlets)
        nq_html_say(h, n == 2 ? NQ_W_BOTH_INDEPENDENT : NQ_W_ALL_INDEPENDENT);
    else
        nq_html_count(h, NQ_W_INDEPENDENT_N, n);
}
