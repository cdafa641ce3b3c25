/* SPDX-License-Identifier: Apache-2.0
 *
 * page_archive.c - what an archive holds, as pages. Layer 9 (report). */
#include "report/page.h"

#include "base/str.h"

#define FRONT_STORIES 12u

static void
heading(nq_page *p, const char *open, nq_word word, const char *close)
{
    nq_html_raw(&p->h, open);
    nq_html_say(&p->h, word);
    nq_html_raw(&p->h, close);
}

/* ---- Stories ---- */

static void
story_href(nq_page *p, naql_str id)
{
    char words[17];
    size_t n = id.len < 16 ? id.len : 16;
    memcpy(words, id.ptr, n);
    words[n] = 0;
    naql_page to = nq_page_beside(p->of, NAQL_PAGE_STORY, words);
    nq_page_href(&p->h, &to);
}

static void
card(nq_page *p, const nq_told *s)
{
    nq_html *h = &p->h;
    nq_html_raw(h, "<li class=card><h3");
    nq_html_block(h, s->title);
    nq_html_raw(h, "><a");
    story_href(p, s->id);
    nq_html_raw(h, ">");
    nq_html_title(h, s->title);
    nq_html_raw(h, "</a></h3><p class=kick>");
    if (s->last == NQ_NO_DAY)
        nq_html_say(h, NQ_W_NO_DATE);
    else
        nq_html_days(h, s->first, s->last);
    if (s->inferred) {
        nq_html_raw(h, " (");
        nq_html_say(h, NQ_W_INFERRED);
        nq_html_raw(h, ")");
    }
    nq_html_raw(h, "<span class=dot>·</span>");
    nq_html_count(h, NQ_W_ARTICLES_N, s->n);
    if (s->outlets > 1) {
        nq_html_raw(h, "<span class=dot>·</span>");
        nq_html_count(h, NQ_W_OUTLETS_N, s->outlets);
    }
    nq_html_raw(h, "\n");
}

/* Writes those of at least so many articles, the newest first, from the
 * page's first on; returns how many stand on it. */
static uint32_t
cards(nq_page *p, const nq_tolds *stories, uint32_t least, uint32_t most)
{
    uint32_t at = 0, shown = 0;
    p->more = false;
    for (uint32_t i = 0; i < stories->n && !p->more; i++) {
        const nq_told *s = &stories->at[stories->newest[i]];
        if (s->n < least || at++ < p->of->skip)
            continue;
        p->more = shown == most;
        if (p->more)
            break;
        if (!shown++)
            nq_html_raw(&p->h, "<ul class=cards>\n");
        card(p, s);
    }
    if (shown)
        nq_html_raw(&p->h, "</ul>\n");
    return shown;
}

void
nq_page_stories(nq_page *p, const nq_tolds *stories)
{
    nq_html *h = &p->h;
    naql_page other = nq_page_beside(p->of, NAQL_PAGE_STORIES, NULL);
    bool all = p->of->least == 1;
    other.least = all ? 0 : 1;
    nq_page_open(p, NQ_W_PAGE_STORIES);
    heading(p, "<h1>", NQ_W_PAGE_STORIES, "</h1>\n<p class=lead>");
    nq_html_say(h, all ? NQ_W_PAGE_ALL_LEAD : NQ_W_PAGE_STORIES_LEAD);
    nq_html_raw(h, " <a");
    nq_page_href(h, &other);
    nq_html_raw(h, ">");
    nq_html_say(h, all ? NQ_W_PAGE_SHARED : NQ_W_PAGE_ALL);
    heading(p, "</a></p>\n<div class=front>\n<h2 class=vh>", NQ_W_PAGE_NEWEST,
            "</h2>\n");
    uint32_t least = p->of->least ? p->of->least : 2;
    if (!cards(p, stories, least, NQ_PAGE_ANSWERS))
        heading(p, "<p class=none>",
                p->of->skip ? NQ_W_PAGE_NO_MORE : NQ_W_PAGE_NO_STORIES,
                "</p>\n");
    nq_html_raw(h, "</div>\n");
    nq_page_turn(p);
    nq_page_close(p);
}

/* ---- Front ---- */

static void
held(nq_page *p, const nq_totals *t)
{
    nq_html *h = &p->h;
    nq_html_raw(h, "<p class=held>");
    nq_html_count(h, NQ_W_ARTICLES_N, t->articles);
    nq_html_raw(h, "<span class=dot>·</span>");
    nq_html_count(h, NQ_W_OUTLETS_N, t->outlets);
    nq_html_raw(h, "<span class=dot>·</span>");
    nq_html_count(h, NQ_W_STATEMENTS_N, t->statements);
    if (t->first != NQ_NO_DAY) {
        nq_html_raw(h, "<span class=dot>·</span>");
        nq_html_days(h, t->first, t->last);
    }
    nq_html_raw(h, "</p>\n");
}

static void
ask_too(nq_page *p, naql_page_kind kind, nq_word title, nq_word lead)
{
    naql_page to = nq_page_beside(p->of, kind, NULL);
    nq_html_raw(&p->h, "<li><a");
    nq_page_href(&p->h, &to);
    nq_html_raw(&p->h, "><b>");
    nq_html_say(&p->h, title);
    nq_html_raw(&p->h, "</b> ");
    nq_html_say(&p->h, lead);
    nq_html_raw(&p->h, "</a>\n");
}

static void
newest(nq_page *p, const nq_tolds *stories)
{
    nq_html *h = &p->h;
    naql_page all = nq_page_beside(p->of, NAQL_PAGE_STORIES, NULL);
    bool shared = false;
    for (uint32_t i = 0; i < stories->n && !shared; i++)
        shared = stories->at[i].n > 1;
    all.least = shared ? 0 : 1;
    heading(p, "<section class=front><h2>", NQ_W_PAGE_NEWEST, "</h2>\n");
    cards(p, stories, shared ? 2 : 1, FRONT_STORIES);
    nq_html_raw(h, "<p class=more><a");
    nq_page_href(h, &all);
    nq_html_raw(h, ">");
    nq_html_say(h, NQ_W_PAGE_ALL_STORIES);
    nq_html_raw(h, "</a></section>\n");
}

void
nq_page_front(nq_page *p, const nq_tolds *stories, const nq_totals *t)
{
    nq_html *h = &p->h;
    naql_page search = nq_page_beside(p->of, NAQL_PAGE_SEARCH, NULL);
    nq_page_open(p, NQ_W_PAGE_FRONT);
    heading(p, "<h1>", NQ_W_PAGE_ARCHIVE, "</h1>\n");
    if (t->articles == 0) {
        heading(p, "<p class=none>", NQ_W_PAGE_EMPTY,
                "</p>\n<pre dir=ltr>naql add news/</pre>\n");
        nq_page_close(p);
        return;
    }
    held(p, t);
    nq_page_form(h, &search, true);
    nq_html_raw(h, "<ul class=too>\n");
    ask_too(p, NAQL_PAGE_STATEMENTS, NQ_W_PAGE_STATEMENTS,
            NQ_W_PAGE_STATEMENTS_TOO);
    ask_too(p, NAQL_PAGE_TRACE, NQ_W_PAGE_TRACE, NQ_W_PAGE_TRACE_TOO);
    nq_html_raw(h, "</ul>\n");
    newest(p, stories);
    nq_page_close(p);
}

/* ---- An article, a failure ---- */

static void
legend(nq_page *p)
{
    heading(p, "<p class=legend><span class=per>", NQ_W_LEGEND_PERSON,
            "</span>");
    heading(p, "<span class=loc>", NQ_W_LEGEND_PLACE, "</span>");
    heading(p, "<span class=org>", NQ_W_LEGEND_BODY, "</span>");
    heading(p, "<span class=d>", NQ_W_LEGEND_DATE, "</span>");
    heading(p, "<span class=q>", NQ_W_LEGEND_STATEMENT, "</span></p>\n");
}

void
nq_page_article(nq_page *p, const nq_report *r, naql_str story)
{
    nq_html *h = &p->h;
    nq_view view;
    const nq_article *a = &r->pile->at[0]->article;
    h->view = &view;
    if (!nq_view_make(r, &p->scratch, &view) || !nq_html_make_room(h)) {
        p->out.failed = true;
        return;
    }
    nq_html_begin(h, true);
    nq_html_value(h, nq_str_trim(a->title));
    nq_html_raw(h, a->title.len ? " · " : "");
    nq_html_say(h, NQ_W_PAGE_ARCHIVE);
    nq_html_style(h, true);
    nq_page_mast(h, p->of);
    nq_html_raw(h, "<main id=main tabindex=-1>\n<div class=one id=s1>\n<h1");
    nq_html_block(h, a->title);
    nq_html_raw(h, ">");
    nq_html_title(h, a->title);
    nq_html_raw(h, "</h1>\n<p class=ways><a");
    story_href(p, story);
    nq_html_raw(h, ">");
    nq_html_say(h, NQ_W_PAGE_ITS_STORY);
    nq_html_raw(h, "</a></p>\n<div class=parts>\n");
    heading(p, "<h2 class=vh>", NQ_W_PAGE_ARTICLE, "</h2>\n<h3 class=vh>");
    heading(p, "", NQ_W_TO_TEXT, "</h3>\n");
    legend(p);
    nq_html_article(h, 0);
    nq_html_said(h, 0);
    nq_html_people(h, 0);
    nq_html_raw(h, "</div></div>\n");
    nq_page_close(p);
}

static nq_word
failure_word(unsigned code)
{
    switch (code) {
    case 400:
        return NQ_W_PAGE_FAIL_400;
    case 404:
        return NQ_W_PAGE_FAIL_404;
    case 414:
        return NQ_W_PAGE_TOO_LONG;
    case 503:
        return NQ_W_PAGE_FAIL_503;
    default:
        return NQ_W_PAGE_FAIL_500;
    }
}

void
nq_page_failure(nq_page *p)
{
    naql_page search = nq_page_beside(p->of, NAQL_PAGE_SEARCH, NULL);
    nq_word word = failure_word(p->of->failure);
    nq_page_open(p, NQ_W_PAGE_FAILED);
    nq_html_raw(&p->h, "<div class=failure><p class=code>");
    nq_html_number(&p->h, p->of->failure);
    heading(p, "<h1>", NQ_W_PAGE_FAILED, "</h1>\n");
    heading(p, "<p>", word, "</p></div>\n");
    nq_page_form(&p->h, &search, false);
    nq_page_close(p);
}
