/* SPDX-License-Identifier: Apache-2.0
 *
 * html.c - the page: one self-contained file. Layer 9 (report).
 *
 * Nothing is loaded from anywhere. The policy in its head allows the one
 * style and the one script that are in it, by their hashes, and nothing else;
 * the page reads in full without the script, which only adds a filter. */
#include "report/html_parts.h"
#include "report/page.h"

#include "base/str.h"

/* With more articles, a browser lays out a story only when it comes near the
 * screen: 1,000 articles open in 2 s so, and in 12 s otherwise. */
#define MANY_ARTICLES 300

static void
title(nq_html *h)
{
    const nq_report *r = h->view->r;
    if (r->stories->n == 1) {
        const nq_story *s = r->views[0].story;
        naql_str text = nq_str_trim(nq_html_article_of(h, s->head)->title);
        if (text.len > 0) {
            nq_html_value(h, text);
            nq_html_raw(h, " · ");
        }
    }
    nq_html_say(h, NQ_W_PAGE_TITLE);
}

/* The policy is for a page that is opened from a file; a server sends its own
 * with every page. */
static void
policy(nq_html *h)
{
    nq_html_raw(h, "<meta http-equiv=\"Content-Security-Policy\" content=\""
                   "default-src 'none'; style-src '");
    nq_html_raw(h, nq_asset_css_hash);
    nq_html_raw(h, "'; script-src '");
    nq_html_raw(h, nq_asset_js_hash);
    nq_html_raw(h, "'; base-uri 'none'; form-action 'none'\">\n");
}

void
nq_html_begin(nq_html *h, bool served)
{
    nq_html_raw(h, h->english ? "<!DOCTYPE html>\n<html lang=en dir=ltr>\n"
                              : "<!DOCTYPE html>\n<html lang=ar dir=rtl>\n");
    nq_html_raw(h, "<head>\n<meta charset=utf-8>\n");
    if (!served)
        policy(h);
    nq_html_raw(h, "<meta name=viewport content=\"width=device-width, "
                   "initial-scale=1\">\n"
                   "<meta name=color-scheme content=\"light dark\">\n"
                   "<meta name=referrer content=no-referrer>\n"
                   "<meta name=generator content=naql>\n<title>");
}

void
nq_html_style(nq_html *h, bool served)
{
    nq_html_raw(h, "</title>\n<style>");
    nq_buf_add(h->to, nq_asset_css);
    if (served) {
        nq_html_raw(h, "</style>\n<style>");
        nq_buf_add(h->to, nq_asset_archive);
    }
    nq_html_raw(h, "</style>\n</head>\n<body>\n<a class=skip href=#main>");
    nq_html_say(h, NQ_W_SKIP);
    nq_html_raw(h, "</a>\n");
}

static void
masthead(nq_html *h)
{
    const nq_view *v = h->view;
    nq_html_raw(h, "<header class=mast><h1>");
    nq_html_say(h, NQ_W_NAME);
    nq_html_raw(h, "</h1><p class=tagline>");
    nq_html_say(h, NQ_W_TAGLINE);
    nq_html_raw(h, "</p><p class=totals>");
    nq_html_count(h, NQ_W_STORIES_N, v->r->stories->n);
    nq_html_raw(h, "<span class=dot>·</span>");
    nq_html_count(h, NQ_W_ARTICLES_N, v->r->pile->n);
    nq_html_raw(h, "<span class=dot>·</span>");
    nq_html_count(h, NQ_W_OUTLETS_N, v->n_outlets);
    nq_html_raw(h, "</p></header>\n");
}

/* ---- The filter: hidden until the script shows it ---- */

static void
choice(nq_html *h, const char *id, nq_word label, const naql_str *names,
       uint32_t n)
{
    nq_html_raw(h, "<label for=");
    nq_html_raw(h, id);
    nq_html_raw(h, ">");
    nq_html_say(h, label);
    nq_html_raw(h, "</label><select id=");
    nq_html_raw(h, id);
    nq_html_raw(h, "><option value=\"\">");
    nq_html_say(h, NQ_W_FILTER_ALL);
    nq_html_raw(h, "\n");
    for (uint32_t i = 0; i < n; i++) {
        nq_html_raw(h, "<option value=");
        nq_html_number(h, i);
        nq_html_raw(h, " dir=auto>");
        if (names[i].len > 0)
            nq_html_value(h, names[i]);
        else
            nq_html_say(h, NQ_W_NO_SPEAKER);
        nq_html_raw(h, "\n");
    }
    nq_html_raw(h, "</select>\n");
}

static void
filter(nq_html *h)
{
    nq_html_raw(h, "<form id=find role=search hidden aria-label=\"");
    nq_html_say(h, NQ_W_FILTER);
    nq_html_raw(h, "\"><label class=vh for=find-text>");
    nq_html_say(h, NQ_W_FILTER_TEXT);
    nq_html_raw(h, "</label><input id=find-text type=search dir=auto "
                   "autocomplete=off placeholder=\"");
    nq_html_say(h, NQ_W_FILTER_TEXT);
    nq_html_raw(h, "\">\n");
    choice(h, "find-speaker", NQ_W_FILTER_SPEAKER, h->view->speakers,
           h->view->n_speakers);
    choice(h, "find-outlet", NQ_W_FILTER_OUTLET, h->view->outlets,
           h->view->n_outlets);
    nq_html_raw(h, "<button type=reset>");
    nq_html_say(h, NQ_W_FILTER_CLEAR);
    nq_html_raw(h, "</button><output id=find-none hidden>");
    nq_html_say(h, NQ_W_FILTER_NONE);
    nq_html_raw(h, "</output><p class=keys>");
    nq_html_say(h, NQ_W_KEYS);
    nq_html_raw(h, "</p></form>\n");
}

static void
page(nq_html *h, const naql_page *frame)
{
    const nq_report *r = h->view->r;
    nq_html_begin(h, frame != NULL);
    title(h);
    nq_html_style(h, frame != NULL);
    if (frame)
        nq_page_mast(h, frame);
    else
        masthead(h);
    filter(h);
    nq_html_raw(h, r->pile->n > MANY_ARTICLES
                       ? "<main id=main class=many tabindex=-1>\n"
                       : "<main id=main tabindex=-1>\n");
    if (r->pile->n == 0) {
        nq_html_raw(h, "<p class=lead>");
        nq_html_say(h, NQ_W_NONE_FOUND);
        nq_html_raw(h, "</p>\n");
    }
    nq_html_front(h);
    for (uint32_t i = 0; i < r->stories->n; i++)
        nq_html_story(h, h->view->order[i]);
    nq_html_raw(h, "</main>\n<footer class=end>");
    if (frame)
        nq_page_forms(h, frame);
    nq_html_raw(h, "<p>");
    nq_html_say(h, NQ_W_FOOTER);
    nq_html_raw(h, "</p></footer>\n<script>");
    nq_buf_add(h->to, nq_asset_js);
    nq_html_raw(h, "</script>\n</body>\n</html>\n");
}

bool
nq_html_make_room(nq_html *h)
{
    const nq_pile *pile = h->view->r->pile;
    h->led_to = nq_arena_zero(h->scratch, pile->n, sizeof *h->led_to);
    for (uint32_t i = 0; h->led_to && i < pile->n; i++) {
        h->led_to[i] = nq_arena_zero(h->scratch, pile->at[i]->names.n_mentions,
                                     sizeof **h->led_to);
        if (!h->led_to[i])
            return false;
    }
    return h->led_to != NULL;
}

void
nq_report_html(const nq_report *r, const nq_report_options *o,
               nq_arena *scratch, nq_buf *out)
{
    nq_arena_mark here = nq_arena_here(scratch);
    nq_view view;
    nq_html h = {out, &view, o->english, scratch, NULL};
    if (nq_view_make(r, scratch, &view) && nq_html_make_room(&h))
        page(&h, o->served);
    else
        out->failed = true;
    nq_arena_release(scratch, here);
}
