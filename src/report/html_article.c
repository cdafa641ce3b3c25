/* SPDX-License-Identifier: Apache-2.0
 *
 * html_article.c - an article in full, its spans marked. Layer 9 (report).
 *
 * Marks may overlap in any way; HTML elements may not. An open mark that ends
 * while later ones are open closes them and opens them again behind it; only
 * the first piece of a mark has its id. */
#include "report/html_parts.h"

#include "base/sorted.h"
#include "base/str.h"

enum mark_kind { /* of equal spans the first stands outside */
                 MARK_STATEMENT,
                 MARK_PLACE,
                 MARK_NAME,
                 MARK_DATE
};

struct mark {
    naql_span span;
    uint32_t number; /* statement, place, mention or date of the article */
    uint8_t kind;
    bool begun;  /* its first piece was written */
    bool parted; /* place: one of a conflict, and shown as such */
};

enum { MAX_OPEN = 24 }; /* deeper marks are left out: no reader needs them */

struct writer {
    nq_html *h;
    const nq_reading *r;
    uint32_t article, story;
    struct mark *marks; /* [n] by start, the longer first */
    uint32_t n, next;
    struct mark *open[MAX_OPEN];
    uint32_t depth;
};

/* ---- Marks ---- */

static int
by_start(const void *left, const void *right)
{
    const struct mark *a = left, *b = right;
    NQ_SORT_BY(a->span.start, b->span.start);
    NQ_SORT_BY(b->span.end, a->span.end);
    NQ_SORT_BY(a->kind, b->kind);
    return (a->number > b->number) - (a->number < b->number);
}

static void
add(struct writer *w, enum mark_kind kind, uint32_t number, naql_span span)
{
    if (span.end > span.start && span.end <= w->r->article.text.len)
        w->marks[w->n++] = (struct mark){
            .span = span, .number = number, .kind = (uint8_t)kind};
}

/* The places of the article. A spelling has every mention of a name, of which
 * the first says enough: the others would drown what else is told otherwise. */
static bool
add_places(struct writer *w)
{
    const nq_view_article *v = &w->h->view->articles[w->article];
    const nq_comparison *c = nq_html_comparison_of(w->h, w->story);
    bool *shown = nq_arena_zero(w->h->scratch, c->n_conflict + 1, sizeof(bool));
    if (!shown)
        return false;
    for (uint32_t i = 0; i < v->n_places; i++) {
        uint32_t conflict = v->places[i].conflict, before = w->n;
        add(w, MARK_PLACE, i, v->places[i].span);
        if (conflict == NQ_NONE || w->n == before)
            continue;
        w->marks[before].parted =
            !c->conflict[conflict].spelling || !shown[conflict];
        shown[conflict] = true;
    }
    return true;
}

static bool
collect(struct writer *w)
{
    const nq_view_article *v = &w->h->view->articles[w->article];
    const nq_names *names = &w->r->names;
    const nq_claims *claims = &w->r->claims;
    size_t room = (size_t)v->n_places + names->n_mentions + names->n_dates +
                  claims->n_statements;
    w->marks = nq_arena_zero(w->h->scratch, room, sizeof(struct mark));
    if (!w->marks)
        return false;
    for (uint32_t i = 0; i < claims->n_statements; i++)
        add(w, MARK_STATEMENT, i, claims->statements[i].span);
    if (!add_places(w))
        return false;
    for (uint32_t i = 0; i < names->n_mentions; i++)
        add(w, MARK_NAME, i, names->mentions[i].span);
    for (uint32_t i = 0; i < names->n_dates; i++)
        add(w, MARK_DATE, i, names->dates[i].span);
    nq_sort(w->marks, w->n, sizeof(struct mark), by_start);
    return true;
}

static void
id_of(struct writer *w, const struct mark *m)
{
    nq_html_raw(w->h, " id=");
    if (m->kind == MARK_STATEMENT)
        nq_html_id(w->h, "q", w->article + 1, m->number + 1);
    else if (m->kind == MARK_PLACE)
        nq_html_id(w->h, "w", w->article + 1, m->number + 1);
    else
        nq_html_id(w->h, "n", w->article + 1, m->number + 1);
}

static void
date_tag(struct writer *w, const struct mark *m)
{
    nq_html_raw(w->h, "<span class=d title=\"");
    nq_html_value(w->h, w->r->names.dates[m->number].value);
    nq_html_raw(w->h, "\">");
}

static void
name_tag(struct writer *w, const struct mark *m)
{
    static const char *const tags[] = {"<span class=per", "<span class=loc",
                                       "<span class=org"};
    uint8_t type = w->r->names.mentions[m->number].type;
    nq_html_raw(w->h, tags[type <= NQ_ORG ? type : NQ_ORG]);
}

/* Of the names only those that the people of the story lead to. */
static bool
is_led_to(const struct writer *w, const struct mark *m)
{
    return m->kind != MARK_NAME || w->h->led_to[w->article][m->number];
}

static void
open_tag(struct writer *w, struct mark *m)
{
    nq_html *h = w->h;
    if (m->kind == MARK_DATE) {
        date_tag(w, m);
        m->begun = true;
        return;
    }
    if (m->kind == MARK_STATEMENT)
        nq_html_raw(h, "<span class=q");
    else if (m->kind == MARK_PLACE)
        nq_html_raw(h, m->parted ? "<span class=x" : "<span");
    else
        name_tag(w, m);
    if (!m->begun && is_led_to(w, m))
        id_of(w, m);
    nq_html_raw(h, ">");
    m->begun = true;
}

/* Behind a statement: the way back to its comparison. */
static void
back_to_group(struct writer *w, uint32_t statement)
{
    nq_html *h = w->h;
    uint32_t twin = h->view->articles[w->article].twins[statement];
    if (twin == NQ_NONE)
        return;
    const nq_twin *t = &h->view->r->views[w->story].twins->at[twin];
    nq_html_raw(h, "<a href=#");
    nq_html_id(h, "g", w->story + 1, twin + 1);
    nq_html_raw(h, "><span>");
    nq_html_say(h, NQ_W_BACK_TO_GROUP);
    nq_html_raw(h, " </span>");
    nq_html_number(h, t->carried_by);
    nq_html_raw(h, "</a>");
}

static void
back_to_conflict(struct writer *w, uint32_t place)
{
    nq_html *h = w->h;
    uint32_t conflict = h->view->articles[w->article].places[place].conflict;
    nq_html_raw(h, "<a class=clashing href=#");
    nq_html_id(h, "c", w->story + 1, conflict + 1);
    nq_html_raw(h, "><span>");
    nq_html_say(h, NQ_W_BACK_TO_CONFLICT);
    nq_html_raw(h, " </span>≠</a>");
}

static void
close_tag(struct writer *w, const struct mark *m, uint32_t at)
{
    nq_html_raw(w->h, "</span>");
    if (m->span.end > at)
        return;
    if (m->kind == MARK_STATEMENT)
        back_to_group(w, m->number);
    else if (m->parted)
        back_to_conflict(w, m->number);
}

/* ---- Text ---- */

/* The nearest end of an open mark, or `end`. */
static uint32_t
next_end(const struct writer *w, uint32_t end)
{
    for (uint32_t i = 0; i < w->depth; i++)
        if (w->open[i]->span.end < end)
            end = w->open[i]->span.end;
    return end;
}

static void
forget_ended(struct writer *w, uint32_t at)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < w->depth; i++)
        if (w->open[i]->span.end > at)
            w->open[kept++] = w->open[i];
    w->depth = kept;
}

/* Closes the marks that end at `at`; those above them are opened again. */
static void
close_ended(struct writer *w, uint32_t at)
{
    uint32_t low = 0;
    while (low < w->depth && w->open[low]->span.end > at)
        low++;
    for (uint32_t i = w->depth; i-- > low;)
        close_tag(w, w->open[i], at);
    forget_ended(w, at);
    for (uint32_t i = low; i < w->depth; i++)
        open_tag(w, w->open[i]);
}

static void
open_started(struct writer *w, uint32_t at)
{
    while (w->next < w->n && w->marks[w->next].span.start <= at) {
        struct mark *m = &w->marks[w->next++];
        if (m->span.end <= at || w->depth == MAX_OPEN)
            continue;
        w->open[w->depth++] = m;
        open_tag(w, m);
    }
}

/* Text of one block; marks that run on are closed at its end and opened again
 * in the next one. */
static void
marked_text(struct writer *w, naql_span block)
{
    uint32_t at = block.start;
    forget_ended(w, at);
    for (uint32_t i = 0; i < w->depth; i++)
        open_tag(w, w->open[i]);
    while (at < block.end) {
        open_started(w, at);
        uint32_t to = next_end(w, block.end);
        if (w->next < w->n && w->marks[w->next].span.start < to)
            to = w->marks[w->next].span.start;
        nq_html_text(w->h,
                     nq_str_span(w->r->article.text, (naql_span){at, to}));
        at = to;
        if (at < block.end)
            close_ended(w, at);
    }
    for (uint32_t i = w->depth; i-- > 0;)
        close_tag(w, w->open[i], at);
    forget_ended(w, at);
}

static void
block(struct writer *w, const nq_block *b)
{
    static const char *const tags[] = {
        [NQ_BLOCK_TITLE] = "<p class=title",
        [NQ_BLOCK_SUBTITLE] = "<p class=subtitle",
        [NQ_BLOCK_HEADING] = "<p class=heading",
        [NQ_BLOCK_BYLINE] = "<p class=byline",
        [NQ_BLOCK_DATELINE] = "<p class=dateline",
        [NQ_BLOCK_PARAGRAPH] = "<p",
        [NQ_BLOCK_CAPTION] = "<p class=caption"};
    uint8_t kind = b->kind <= NQ_BLOCK_CAPTION ? b->kind : NQ_BLOCK_PARAGRAPH;
    nq_html_raw(w->h, tags[kind]);
    nq_html_block(w->h, nq_str_span(w->r->article.text, b->span));
    nq_html_raw(w->h, ">");
    marked_text(w, b->span);
    nq_html_raw(w->h, "\n");
}

/* ---- Head and foot ---- */

static void
source(nq_html *h, const nq_article *a)
{
    nq_html_raw(h, "<p class=from>");
    nq_html_say(h, NQ_W_SOURCE);
    nq_html_raw(h, ": ");
    if (nq_str_is_web(a->url)) {
        nq_html_raw(h, "<a rel=\"noopener noreferrer\" href=\"");
        nq_html_url(h, a->url);
        nq_html_raw(h, "\"><bdi dir=ltr>");
        nq_html_text(h, a->url);
        nq_html_raw(h, "</bdi></a> · ");
    }
    nq_html_raw(h, "<bdi dir=ltr>");
    nq_html_text(h, a->path);
    if (a->record > 0) {
        nq_html_raw(h, "#");
        nq_html_number(h, a->record);
    }
    nq_html_raw(h, "</bdi></p>\n");
}

static void
labelled(nq_html *h, nq_word label, naql_str value)
{
    if (value.len == 0)
        return;
    nq_html_raw(h, "<span class=dot>·</span>");
    nq_html_say(h, label);
    nq_html_raw(h, " ");
    nq_html_words(h, value);
}

static void
head(struct writer *w)
{
    nq_html *h = w->h;
    const nq_article *a = &w->r->article;
    nq_html_raw(h, "<header><h4>");
    nq_html_outlet(h, w->article);
    nq_html_raw(h, "</h4><p class=kick>");
    nq_html_published(h, w->article);
    if (a->modified.len > 0 && !nq_str_equal(a->modified, a->published)) {
        nq_html_raw(h, "<span class=dot>·</span>");
        nq_html_say(h, NQ_W_MODIFIED);
        nq_html_raw(h, " ");
        nq_html_date(h, a->modified);
    }
    labelled(h, NQ_W_BY, a->byline);
    for (uint32_t i = 0; i < w->r->claims.n_agencies; i++)
        labelled(h, NQ_W_CREDITED, w->r->claims.agencies[i]);
    nq_html_raw(h, "</header>\n");
}

static void
dropped(nq_html *h, const nq_article *a)
{
    if (a->n_dropped == 0)
        return;
    nq_html_raw(h, "<details><summary>");
    nq_html_say(h, NQ_W_DROPPED);
    nq_html_raw(h, " <span class=n>");
    nq_html_number(h, a->n_dropped);
    nq_html_raw(h, "</span></summary><ul>");
    for (uint32_t i = 0; i < a->n_dropped; i++) {
        nq_html_raw(h, "<li");
        nq_html_block(h, a->dropped[i].text);
        nq_html_raw(h, ">");
        nq_html_text(h, a->dropped[i].text);
    }
    nq_html_raw(h, "</ul></details>\n");
}

void
nq_html_article(nq_html *h, uint32_t article)
{
    nq_arena_mark here = nq_arena_here(h->scratch);
    const nq_reading *r = h->view->r->pile->at[article];
    struct writer w = {.h = h,
                       .r = r,
                       .article = article,
                       .story = h->view->r->stories->of[article]};
    if (!collect(&w)) {
        h->to->failed = true;
        return;
    }
    nq_html_raw(h, "<article class=full id=a");
    nq_html_number(h, article + 1);
    nq_html_raw(h, " data-o=");
    nq_html_number(h, h->view->articles[article].outlet);
    nq_html_raw(h, ">\n");
    head(&w);
    nq_html_raw(h, "<div class=body>\n");
    for (uint32_t i = 0; i < r->article.n_blocks; i++)
        block(&w, &r->article.blocks[i]);
    if (r->article.n_blocks == 0) {
        nq_html_raw(h, "<p class=lead>");
        nq_html_say(h, NQ_W_EMPTY_ARTICLE);
        nq_html_raw(h, "</p>\n");
    }
    nq_html_raw(h, "</div>\n<footer>");
    source(h, &r->article);
    dropped(h, &r->article);
    nq_html_raw(h, "<p class=up><a href=#s");
    nq_html_number(h, w.story + 1);
    nq_html_raw(h, ">");
    nq_html_say(h, NQ_W_BACK);
    nq_html_raw(h, "</a></footer></article>\n");
    nq_arena_release(h->scratch, here);
}
