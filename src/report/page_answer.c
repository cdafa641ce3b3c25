/* SPDX-License-Identifier: Apache-2.0
 *
 * page_answer.c - what an archive answers, as a page. Layer 9 (report). */
#include "report/page.h"

#include "base/str.h"

#define MOST_ASKED 1500u /* bytes of words that an address takes */

void
nq_page_start(nq_page *p, const naql_page *of)
{
    *p = (nq_page){.of = of};
    nq_arena_init(&p->scratch);
    p->h = (nq_html){&p->out, NULL, of->english, &p->scratch, NULL};
}

void
nq_page_drop(nq_page *p)
{
    nq_buf_clear(&p->out);
    nq_arena_clear(&p->scratch);
}

static bool
is_filled(const char *field)
{
    return field && *field;
}

bool
nq_page_is_asked(const naql_page *of)
{
    return of->kind == NAQL_PAGE_STATEMENTS ? is_filled(of->by)
                                            : is_filled(of->words);
}

uint32_t
nq_page_answers(const naql_page *of)
{
    return of->skip + NQ_PAGE_ANSWERS + 1;
}

void
nq_page_ask(nq_page *p)
{
    static const nq_word titles[] = {[NAQL_PAGE_SEARCH] = NQ_W_PAGE_SEARCH,
                                     [NAQL_PAGE_STATEMENTS] =
                                         NQ_W_PAGE_STATEMENTS,
                                     [NAQL_PAGE_TRACE] = NQ_W_PAGE_TRACE};
    static const nq_word leads[] = {[NAQL_PAGE_SEARCH] = NQ_W_PAGE_SEARCH_LEAD,
                                    [NAQL_PAGE_STATEMENTS] =
                                        NQ_W_PAGE_STATEMENTS_LEAD,
                                    [NAQL_PAGE_TRACE] = NQ_W_PAGE_TRACE_LEAD};
    naql_page_kind kind = p->of->kind;
    bool asked = nq_page_is_asked(p->of);
    nq_page_open(p, titles[kind]);
    nq_html_raw(&p->h, "<h1>");
    nq_html_say(&p->h, titles[kind]);
    nq_html_raw(&p->h, "</h1>\n");
    nq_page_form(&p->h, p->of, !asked);
    if (!asked) {
        nq_html_raw(&p->h, "<p class=lead>");
        nq_html_say(&p->h, leads[kind]);
        nq_html_raw(&p->h, "</p>\n");
    }
}

/* Is this one for the page? Opens the list before the first. */
static bool
is_shown(nq_page *p)
{
    uint32_t at = p->seen++;
    p->more |= at >= p->of->skip + NQ_PAGE_ANSWERS;
    if (at < p->of->skip || p->more)
        return false;
    if (at == p->of->skip) {
        nq_html_raw(&p->h, "<ol class=answers start=");
        nq_html_number(&p->h, at + 1);
        nq_html_raw(&p->h, ">\n");
    }
    return true;
}

/* Makes the room of one answer free. */
static naql_status
done(nq_page *p)
{
    nq_arena_reset(&p->scratch);
    return p->out.failed ? NAQL_NOMEM : NAQL_OK;
}

/* ---- Parts ---- */

static void
article_href(nq_page *p, naql_str id)
{
    char words[41];
    size_t n = id.len < 40 ? id.len : 40;
    memcpy(words, id.ptr, n);
    words[n] = 0;
    naql_page to = nq_page_beside(p->of, NAQL_PAGE_ARTICLE, words);
    nq_page_href(&p->h, &to);
}

/* The outlet, leading to the article, and when it was published. */
static void
told_by(nq_page *p, const nq_held *a, bool leads)
{
    nq_html *h = &p->h;
    nq_article of = {.outlet = a->outlet, .url = a->url, .path = a->path};
    of.record = a->record;
    if (leads) {
        nq_html_raw(h, "<a class=src");
        article_href(p, a->id);
        nq_html_raw(h, ">");
        nq_html_text(h, nq_view_outlet(&of));
        nq_html_raw(h, "</a>");
    } else {
        nq_html_words(h, nq_view_outlet(&of));
    }
    nq_html_raw(h, "<span class=dot>·</span>");
    nq_html_date(h, a->published);
}

static void
titled(nq_page *p, const nq_held *a)
{
    nq_html *h = &p->h;
    nq_html_raw(h, "<h2");
    nq_html_block(h, a->title);
    nq_html_raw(h, "><a");
    article_href(p, a->id);
    nq_html_raw(h, ">");
    nq_html_title(h, a->title);
    nq_html_raw(h, "</a></h2>\n");
}

/* The same with a NUL; NULL: empty, too long to be asked, or out of memory. */
static const char *
asked_as(nq_page *p, naql_str s)
{
    char *text = s.len && s.len <= MOST_ASKED
                     ? nq_arena_alloc(&p->scratch, s.len + 1)
                     : NULL;
    if (!text)
        return NULL;
    memcpy(text, s.ptr, s.len);
    text[s.len] = 0;
    return text;
}

/* Leads to what else he said. */
static void
speaker(nq_page *p, naql_str who)
{
    naql_page to = nq_page_beside(p->of, NAQL_PAGE_STATEMENTS, NULL);
    to.by = asked_as(p, who);
    bool leads = to.by && p->of->kind != NAQL_PAGE_STATEMENTS;
    if (leads) {
        nq_html_raw(&p->h, "<a");
        nq_page_href(&p->h, &to);
        nq_html_raw(&p->h, ">");
    }
    nq_html_words(&p->h, who);
    nq_html_raw(&p->h, leads ? "</a>" : "");
}

/* Leads to everyone who carried these words. */
static void
trace_this(nq_page *p, naql_str words)
{
    naql_page to = nq_page_beside(p->of, NAQL_PAGE_TRACE, asked_as(p, words));
    if (!to.words)
        return;
    nq_html_raw(&p->h, "<span class=dot>·</span><a");
    nq_page_href(&p->h, &to);
    nq_html_raw(&p->h, ">");
    nq_html_say(&p->h, NQ_W_PAGE_TRACE_THIS);
    nq_html_raw(&p->h, "</a>");
}

/* Who, in whose words, by whose account. */
static void
said_by(nq_page *p, const nq_held *a, const nq_archived *s)
{
    nq_html *h = &p->h;
    naql_str who = s->name.len ? s->name : nq_str_span(a->text, s->speaker);
    nq_html_raw(h, "<b>");
    if (who.len)
        speaker(p, who);
    else
        nq_html_say(h, NQ_W_NO_SPEAKER);
    nq_html_raw(h, "</b> <span class=tag>");
    nq_html_say(h, nq_str_equal(s->form, NQ_STR("direct"))  ? NQ_W_DIRECT
                   : nq_str_equal(s->form, NQ_STR("mixed")) ? NQ_W_MIXED
                                                            : NQ_W_INDIRECT);
    nq_html_raw(h, "</span>");
    if (naql_span_empty(s->credit))
        return;
    nq_html_raw(h, "<span class=dot>·</span>");
    nq_html_say(h, NQ_W_CREDITED);
    nq_html_raw(h, " ");
    nq_html_words(h, nq_str_span(a->text, s->credit));
}

/* ---- Answers ---- */

naql_status
nq_page_hit(void *user, const nq_hit *hit)
{
    nq_page *p = user;
    nq_html *h = &p->h;
    naql_str text = hit->article.text;
    uint32_t at = hit->span.start;
    if (!is_shown(p))
        return NAQL_OK;
    nq_html_raw(h, "<li>");
    titled(p, &hit->article);
    nq_html_raw(h, "<p class=kick>");
    told_by(p, &hit->article, false);
    nq_html_raw(h, "<p class=snippet");
    nq_html_block(h, nq_str_span(text, hit->span));
    nq_html_raw(h, hit->cut_before ? ">… " : ">");
    for (uint32_t i = 0; i < hit->n_words; i++) {
        naql_span w = hit->words[i];
        nq_html_text(h, nq_str_span(text, (naql_span){at, w.start}));
        nq_html_raw(h, "<mark>");
        nq_html_text(h, nq_str_span(text, w));
        nq_html_raw(h, "</mark>");
        at = w.end;
    }
    nq_html_text(h, nq_str_span(text, (naql_span){at, hit->span.end}));
    nq_html_raw(h, hit->cut_after ? " …\n" : "\n");
    return done(p);
}

/* The words of the place, with what they have and lack of the sentence. */
static void
changes(nq_html *h, const nq_carrier *c)
{
    for (uint32_t i = 0; i < c->n_edits; i++) {
        const nq_edit *e = &c->edits[i];
        nq_html_raw(h, i ? " " : "");
        nq_html_raw(h, e->op == '+' ? "<ins>" : e->op == '-' ? "<del>" : "");
        nq_html_text(h, e->text);
        nq_html_raw(h, e->op == '+' ? "</ins>" : e->op == '-' ? "</del>" : "");
    }
}

static void
same_words(nq_html *h, float share)
{
    uint32_t percent = (uint32_t)(share * 100 + 0.5f);
    nq_html_raw(h, "<span class=tag>");
    nq_html_count(h, NQ_W_COPIED_SAME, percent);
    nq_html_raw(h, "</span>");
}

naql_status
nq_page_carrier(void *user, const nq_carrier *c)
{
    nq_page *p = user;
    nq_html *h = &p->h;
    naql_str text = nq_str_span(c->article.text, c->place.span);
    if (!is_shown(p))
        return NAQL_OK;
    nq_html_raw(h, "<li class=carrier><p class=kick>");
    told_by(p, &c->article, true);
    nq_html_raw(h, " ");
    same_words(h, c->place.same_words);
    nq_html_raw(h, "<blockquote><p");
    nq_html_block(h, text);
    nq_html_raw(h, ">");
    if (c->n_edits)
        changes(h, c);
    else
        nq_html_text(h, text);
    nq_html_raw(h, "</blockquote>");
    if (c->stated) {
        nq_html_raw(h, "<p class=kick>");
        said_by(p, &c->article, &c->said);
    }
    nq_html_raw(h, "\n");
    return done(p);
}

naql_status
nq_page_said(void *user, const nq_utterance *u)
{
    nq_page *p = user;
    nq_html *h = &p->h;
    naql_str text = nq_str_span(u->article.text, u->said.span);
    bool direct = nq_str_equal(u->said.form, NQ_STR("direct"));
    if (!is_shown(p))
        return NAQL_OK;
    nq_html_raw(h, "<li class=saying><p class=kick>");
    said_by(p, &u->article, &u->said);
    nq_html_raw(h, direct ? "<blockquote class=direct><p" : "<blockquote><p");
    nq_html_block(h, text);
    nq_html_raw(h, ">");
    nq_html_text(h, text);
    nq_html_raw(h, "</p></blockquote><p class=kick>");
    told_by(p, &u->article, true);
    trace_this(p, text);
    nq_html_raw(h, "\n");
    return done(p);
}

/* ---- How it ended ---- */

static nq_word
trouble(const nq_page *p, naql_status status)
{
    if (status == NAQL_TOO_BIG)
        return NQ_W_PAGE_TOO_LONG;
    if (status == NAQL_BAD_ARG)
        return p->of->kind == NAQL_PAGE_TRACE ? NQ_W_PAGE_BAD_TRACE
                                              : NQ_W_PAGE_BAD_DAY;
    return p->of->skip ? NQ_W_PAGE_NO_MORE : NQ_W_PAGE_NOTHING;
}

void
nq_page_answered(nq_page *p, naql_status status)
{
    bool any = p->seen > p->of->skip;
    if (any)
        nq_html_raw(&p->h, "</ol>\n");
    if (!any && nq_page_is_asked(p->of)) {
        nq_html_raw(&p->h, "<p class=none role=status>");
        nq_html_say(&p->h, trouble(p, status));
        nq_html_raw(&p->h, "</p>\n");
    }
    nq_page_turn(p);
    nq_page_close(p);
}
