/* SPDX-License-Identifier: Apache-2.0
 *
 * page.c - the frame of an archive's pages: masthead, addresses, forms. Layer
 * 9 (report). */
#include "report/page.h"

#include "base/str.h"

/* ---- Addresses ---- */

static const char *const paths[] = {
    [NAQL_PAGE_FRONT] = "/",
    [NAQL_PAGE_SEARCH] = "/search",
    [NAQL_PAGE_STATEMENTS] = "/statements",
    [NAQL_PAGE_TRACE] = "/trace",
    [NAQL_PAGE_STORIES] = "/stories",
    [NAQL_PAGE_STORY] = "/stories/",
    [NAQL_PAGE_ARTICLE] = "/articles/",
    [NAQL_PAGE_FAILURE] = "/",
};

static void
encoded(nq_html *h, const char *value)
{
    static const char hex[] = "0123456789ABCDEF";
    for (; *value; value++) {
        unsigned char c = (unsigned char)*value;
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
            (c >= 'a' && c <= 'z') || (c && strchr("-._~", c))) {
            nq_buf_byte(h->to, (char)c);
        } else {
            nq_buf_byte(h->to, '%');
            nq_buf_byte(h->to, hex[c >> 4]);
            nq_buf_byte(h->to, hex[c & 15]);
        }
    }
}

struct query {
    nq_html *h;
    bool begun;
};

static void
name_of(struct query *q, const char *name)
{
    nq_html_raw(q->h, q->begun ? "&amp;" : "?");
    nq_html_raw(q->h, name);
    nq_html_raw(q->h, "=");
    q->begun = true;
}

static void
text(struct query *q, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    name_of(q, name);
    encoded(q->h, value);
}

static void
number(struct query *q, const char *name, uint32_t n)
{
    if (!n)
        return;
    name_of(q, name);
    nq_html_number(q->h, n);
}

void
nq_page_href(nq_html *h, const naql_page *of)
{
    struct query q = {h, false};
    nq_html_raw(h, " href=\"");
    nq_html_raw(h, paths[of->kind]);
    if (of->kind == NAQL_PAGE_STORY || of->kind == NAQL_PAGE_ARTICLE)
        encoded(h, of->words ? of->words : "");
    else if (of->kind == NAQL_PAGE_SEARCH)
        text(&q, "q", of->words);
    else if (of->kind == NAQL_PAGE_TRACE)
        text(&q, "text", of->words);
    text(&q, "by", of->by);
    text(&q, "about", of->about);
    text(&q, "since", of->since);
    text(&q, "until", of->until);
    number(&q, "least", of->least);
    number(&q, "cursor", of->skip);
    if (of->named)
        text(&q, "lang", of->english ? "en" : "ar");
    nq_html_raw(h, "\"");
}

naql_page
nq_page_beside(const naql_page *of, naql_page_kind kind, const char *words)
{
    return (naql_page){.size = sizeof(naql_page),
                       .kind = kind,
                       .english = of->english,
                       .named = of->named,
                       .words = words};
}

/* ---- Masthead ---- */

static void
way(nq_html *h, const naql_page *of, naql_page_kind kind, nq_word word)
{
    naql_page to = nq_page_beside(of, kind, NULL);
    nq_html_raw(h, "<li><a");
    nq_page_href(h, &to);
    nq_html_raw(h, of->kind == kind ? " aria-current=page>" : ">");
    nq_html_say(h, word);
    nq_html_raw(h, "</a>\n");
}

void
nq_page_mast(nq_html *h, const naql_page *of)
{
    naql_page home = nq_page_beside(of, NAQL_PAGE_FRONT, NULL), other = *of;
    other.english = !of->english;
    other.named = true;
    bool story = of->kind == NAQL_PAGE_STORY; /* whose own are h2 and below */
    nq_html_raw(h, story ? "<header class=mast><h1 class=brand><a"
                         : "<header class=mast><p class=brand><a");
    nq_page_href(h, &home);
    nq_html_raw(h, ">");
    nq_html_say(h, NQ_W_NAME);
    nq_html_raw(h,
                story ? "</a></h1><p class=tagline>" : "</a><p class=tagline>");
    nq_html_say(h, NQ_W_TAGLINE);
    nq_html_raw(h, "<nav aria-label=\"");
    nq_html_say(h, NQ_W_PAGE_NAV);
    nq_html_raw(h, "\"><ul>\n");
    way(h, of, NAQL_PAGE_SEARCH, NQ_W_PAGE_SEARCH);
    way(h, of, NAQL_PAGE_STATEMENTS, NQ_W_PAGE_STATEMENTS);
    way(h, of, NAQL_PAGE_TRACE, NQ_W_PAGE_TRACE);
    way(h, of, NAQL_PAGE_STORIES, NQ_W_PAGE_STORIES);
    nq_html_raw(h, of->english ? "<li><a lang=ar dir=rtl hreflang=ar"
                               : "<li><a lang=en dir=ltr hreflang=en");
    nq_page_href(h, &other);
    nq_html_raw(h, of->english ? ">العربية</a>" : ">English</a>");
    nq_html_raw(h, "</ul></nav></header>\n");
}

void
nq_page_forms(nq_html *h, const naql_page *of)
{
    static const char *const forms[][2] = {{"json", "JSON"},
                                           {"csv", "CSV"},
                                           {"gexf", "GEXF"},
                                           {"webannotation", "Web Annotation"}};
    nq_html_raw(h, "<p class=forms>");
    nq_html_say(h, NQ_W_PAGE_FOR_PROGRAMS);
    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
        nq_html_raw(h, " <a dir=ltr href=\"/api/v1/stories/");
        encoded(h, of->words);
        nq_html_raw(h, "?format=");
        nq_html_raw(h, forms[i][0]);
        nq_html_raw(h, "\">");
        nq_html_raw(h, forms[i][1]);
        nq_html_raw(h, "</a>");
    }
    nq_html_raw(h, "</p>\n");
}

void
nq_page_open(nq_page *p, nq_word title)
{
    nq_html *h = &p->h;
    nq_html_begin(h, true);
    if (p->of->words && *p->of->words && p->of->kind <= NAQL_PAGE_TRACE) {
        nq_html_value(h, nq_str_from(p->of->words));
        nq_html_raw(h, " · ");
    }
    nq_html_say(h, title);
    nq_html_raw(h, " · ");
    nq_html_say(h, NQ_W_PAGE_ARCHIVE);
    nq_html_style(h, true);
    nq_page_mast(h, p->of);
    nq_html_raw(h, "<main id=main tabindex=-1>\n");
}

void
nq_page_close(nq_page *p)
{
    nq_html_raw(&p->h, "</main>\n<footer class=end><p>");
    nq_html_say(&p->h, NQ_W_FOOTER);
    nq_html_raw(&p->h, "</p></footer>\n</body>\n</html>\n");
}

/* ---- Forms ---- */

struct field {
    const char *name, *value;
    nq_word label, hint; /* hint NQ_W_COUNT: none */
    bool wide, focus;
};

static void
field(nq_html *h, const struct field *f)
{
    nq_html_raw(h,
                f->wide ? "<p class=wide><label for=f-" : "<p><label for=f-");
    nq_html_raw(h, f->name);
    nq_html_raw(h, ">");
    nq_html_say(h, f->label);
    nq_html_raw(h, "</label><input id=f-");
    nq_html_raw(h, f->name);
    nq_html_raw(h, " name=");
    nq_html_raw(h, f->name);
    nq_html_raw(h, " dir=auto autocomplete=off maxlength=4096 value=\"");
    nq_html_value(h, nq_str_from(f->value ? f->value : ""));
    if (f->hint != NQ_W_COUNT) {
        nq_html_raw(h, "\" placeholder=\"");
        nq_html_say(h, f->hint);
    }
    nq_html_raw(h, f->focus ? "\" autofocus>\n" : "\">\n");
}

static void
sentence(nq_html *h, const char *value, bool focus)
{
    nq_html_raw(h, "<p class=wide><label for=f-text>");
    nq_html_say(h, NQ_W_PAGE_SENTENCE);
    nq_html_raw(h, "</label><textarea id=f-text name=text dir=auto rows=3 "
                   "maxlength=2000 required");
    nq_html_raw(h, focus ? " autofocus>\n" : ">\n"); /* HTML drops the first */
    nq_html_text(h, nq_str_from(value ? value : ""));
    nq_html_raw(h, "</textarea>\n");
}

static void
days(nq_html *h, const naql_page *of)
{
    field(h, &(struct field){"since", of->since, NQ_W_PAGE_SINCE, NQ_W_PAGE_DAY,
                             false, false});
    field(h, &(struct field){"until", of->until, NQ_W_PAGE_UNTIL, NQ_W_PAGE_DAY,
                             false, false});
}

void
nq_page_form(nq_html *h, const naql_page *of, bool focus)
{
    static const nq_word buttons[] = {[NAQL_PAGE_SEARCH] = NQ_W_PAGE_GO_SEARCH,
                                      [NAQL_PAGE_STATEMENTS] =
                                          NQ_W_PAGE_GO_STATEMENTS,
                                      [NAQL_PAGE_TRACE] = NQ_W_PAGE_GO_TRACE};
    nq_html_raw(h, of->kind == NAQL_PAGE_SEARCH
                       ? "<form class=\"ask short\" role=search action=\""
                       : "<form class=ask role=search action=\"");
    nq_html_raw(h, paths[of->kind]);
    nq_html_raw(h, "\" aria-label=\"");
    nq_html_say(h, buttons[of->kind]);
    nq_html_raw(h, "\">\n");
    if (of->named)
        nq_html_raw(h, of->english ? "<input type=hidden name=lang value=en>"
                                   : "<input type=hidden name=lang value=ar>");
    if (of->kind == NAQL_PAGE_SEARCH) {
        field(h, &(struct field){"q", of->words, NQ_W_PAGE_QUERY,
                                 NQ_W_PAGE_QUERY_HINT, true, focus});
    } else if (of->kind == NAQL_PAGE_TRACE) {
        sentence(h, of->words, focus);
        days(h, of);
    } else {
        field(h, &(struct field){"by", of->by, NQ_W_PAGE_BY, NQ_W_COUNT, true,
                                 focus});
        field(h, &(struct field){"about", of->about, NQ_W_PAGE_ABOUT,
                                 NQ_W_COUNT, true, false});
        days(h, of);
    }
    nq_html_raw(h, "<p class=go><button>");
    nq_html_say(h, buttons[of->kind]);
    nq_html_raw(h, "</button></form>\n");
}

/* ---- Paging ---- */

static void
turn(nq_page *p, uint32_t skip, const char *rel, nq_word word)
{
    naql_page to = *p->of;
    to.skip = skip;
    nq_html_raw(&p->h, "<a rel=");
    nq_html_raw(&p->h, rel);
    nq_page_href(&p->h, &to);
    nq_html_raw(&p->h, ">");
    nq_html_say(&p->h, word);
    nq_html_raw(&p->h, "</a>\n");
}

void
nq_page_turn(nq_page *p)
{
    uint32_t skip = p->of->skip;
    if (!skip && !p->more)
        return;
    nq_html_raw(&p->h, "<nav class=turn aria-label=\"");
    nq_html_say(&p->h, NQ_W_PAGE_TURN);
    nq_html_raw(&p->h, "\">\n");
    if (skip)
        turn(p, skip > NQ_PAGE_ANSWERS ? skip - NQ_PAGE_ANSWERS : 0, "prev",
             NQ_W_PAGE_BEFORE);
    if (p->more)
        turn(p, skip + NQ_PAGE_ANSWERS, "next", NQ_W_PAGE_BEHIND);
    nq_html_raw(&p->h, "</nav>\n");
}
