/* SPDX-License-Identifier: Apache-2.0
 *
 * html_link.c - how the page points at articles and their words. Layer 9
 * (report). */
#include "report/html_parts.h"

#include "base/sorted.h"
#include "base/str.h"

/* A place longer than this is shown without the sentence around it. */
#define CONTEXT_BYTES 160

/* Of a long sentence so much stands on either side of the place. */
#define SIDE_BYTES 220

/* A speaker who is guessed with less is not told beside his words. */
#define UNTOLD_SURE 0.5f

/* Places that lead to their words: of one outlet, and in all. */
#define PLACES_OF_OUTLET 4
#define PLACES           120

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
nq_html_outlet_name(nq_html *h, uint32_t article)
{
    nq_html_text(h, h->view->outlets[h->view->articles[article].outlet]);
}

void
nq_html_article_link(nq_html *h, uint32_t article)
{
    nq_html_raw(h, "<a class=src href=#a");
    nq_html_number(h, article + 1);
    nq_html_raw(h, ">");
    nq_html_outlet_name(h, article);
    nq_html_raw(h, "</a>");
}

/* The number of a place among those of its article, NQ_NONE: it is none. They
 * stand by their start, of one start the longer first. */
static uint32_t
place_number(const nq_view_article *a, naql_span span)
{
    uint32_t i;
    const nq_view_place *at = a->places;
    NQ_BISECT(
        i, 0, a->n_places,
        at[i].span.start < span.start ||
            (at[i].span.start == span.start && at[i].span.end > span.end));
    return i < a->n_places && at[i].span.start == span.start &&
                   at[i].span.end == span.end
               ? i
               : NQ_NONE;
}

void
nq_html_place_target(nq_html *h, const nq_place *place)
{
    uint32_t number =
        place->span.end > place->span.start
            ? place_number(&h->view->articles[place->article], place->span)
            : NQ_NONE;
    if (number != NQ_NONE) {
        nq_html_id(h, "w", place->article + 1, number + 1);
        return;
    }
    nq_html_raw(h, "a");
    nq_html_number(h, place->article + 1);
}

/* Where a place leads: to its words, or to the article where it has none. */
static void
place_href(nq_html *h, const nq_place *place, const char *open)
{
    nq_html_raw(h, open);
    nq_html_place_target(h, place);
    nq_html_raw(h, ">");
}

void
nq_html_name_target(nq_html *h, uint32_t article, uint32_t mention)
{
    h->led_to[article][mention] = true;
    nq_html_id(h, "n", article + 1, mention + 1);
}

void
nq_html_place_link(nq_html *h, const nq_place *place)
{
    place_href(h, place, "<a class=src href=#");
    nq_html_outlet_name(h, place->article);
    nq_html_raw(h, "</a>");
}

/* A further place of an outlet that is named before it: its number. */
static void
again_link(nq_html *h, const nq_place *place, uint32_t number)
{
    nq_html_raw(h, "\u00a0"); /* not on a line without the outlet's name */
    place_href(h, place, "<a class=again href=#");
    nq_html_raw(h, "<span>");
    nq_html_outlet_name(h, place->article);
    nq_html_raw(h, " </span>");
    nq_html_number(h, number);
    nq_html_raw(h, "</a>");
}

static uint32_t
outlet_of(const nq_html *h, const nq_place *place)
{
    return h->view->articles[place->article].outlet;
}

static void
more_places(nq_html *h, uint32_t n)
{
    nq_html_raw(h, "\u00a0<bdi class=rest dir=ltr>+");
    nq_html_number(h, n);
    nq_html_raw(h, "</bdi>");
}

/* The places of the i-th one's outlet from there on. */
static void
of_outlet(nq_html *h, const nq_place *at, uint32_t n, uint32_t i)
{
    uint32_t run = 1;
    place_href(h, &at[i], "<a href=#");
    nq_html_outlet_name(h, at[i].article);
    nq_html_raw(h, "</a>");
    for (uint32_t k = i + 1; k < n; k++) {
        if (outlet_of(h, &at[k]) != outlet_of(h, &at[i]))
            continue;
        if (++run <= PLACES_OF_OUTLET)
            again_link(h, &at[k], run);
    }
    if (run > PLACES_OF_OUTLET)
        more_places(h, run - PLACES_OF_OUTLET);
}

/* Is the i-th place the first of its outlet? */
static bool
is_first(const nq_html *h, const nq_place *at, uint32_t i)
{
    uint32_t k = 0;
    while (outlet_of(h, &at[k]) != outlet_of(h, &at[i]))
        k++;
    return k == i;
}

void
nq_html_outlet_links(nq_html *h, const nq_place *at, uint32_t n)
{
    nq_html_raw(h, "<span class=srcs>");
    for (uint32_t i = 0; i < n && i < PLACES; i++) {
        if (!is_first(h, at, i))
            continue;
        nq_html_raw(h, i > 0 ? " " : "");
        place_href(h, &at[i], "<a href=#");
        nq_html_outlet_name(h, at[i].article);
        nq_html_raw(h, "</a>");
    }
    nq_html_raw(h, "</span>");
}

void
nq_html_place_links(nq_html *h, const nq_place *at, uint32_t n)
{
    uint32_t seen = n < PLACES ? n : PLACES;
    nq_html_raw(h, "<span class=srcs>");
    for (uint32_t i = 0; i < seen; i++) {
        if (!is_first(h, at, i))
            continue;
        nq_html_raw(h, i > 0 ? " " : "");
        of_outlet(h, at, seen, i);
    }
    if (n > seen)
        more_places(h, n - seen);
    nq_html_raw(h, "</span>");
}

/* The sentence that a span starts in; the span itself when there is none. */
static naql_span
sentence_around(const nq_text *t, naql_span span)
{
    uint32_t i;
    /* first sentence that ends behind the start */
    NQ_BISECT(i, 0, t->n_sentences, t->sentences[i].span.end <= span.start);
    if (i == t->n_sentences || t->sentences[i].span.start > span.start ||
        t->sentences[i].span.end < span.end)
        return span;
    return t->sentences[i].span;
}

/* Cuts the long sides of a sentence at a space. */
static void
shorten(naql_str text, naql_span place, naql_span *around)
{
    uint32_t start = around->start, end = around->end;
    if (place.start - start > SIDE_BYTES) {
        start = place.start - SIDE_BYTES;
        while (start < place.start && text.ptr[start] != ' ')
            start++;
    }
    if (end - place.end > SIDE_BYTES) {
        end = place.end + SIDE_BYTES;
        while (end > place.end && text.ptr[end] != ' ')
            end--;
    }
    *around = (naql_span){start, end};
}

void
nq_html_context(nq_html *h, const nq_place *place)
{
    const nq_reading *r = h->view->r->pile->at[place->article];
    naql_str text = r->article.text;
    naql_span span = place->span, whole = span;
    if (span.end - span.start < CONTEXT_BYTES)
        whole = sentence_around(&r->text, span);
    naql_span around = whole;
    shorten(text, span, &around);
    nq_html_raw(h, around.start > whole.start ? "… " : "");
    nq_html_text(h, nq_str_span(text, (naql_span){around.start, span.start}));
    nq_html_raw(h, "<mark>");
    nq_html_text(h, nq_str_span(text, span));
    nq_html_raw(h, "</mark>");
    nq_html_text(h, nq_str_span(text, (naql_span){span.end, around.end}));
    nq_html_raw(h, around.end < whole.end ? " …" : "");
}

/* Does the statement, or the word that attributes it, stand in these words? */
static bool
stands_in(const nq_statement *s, naql_span words)
{
    return (s->cue.end > s->cue.start && s->cue.start >= words.start &&
            s->cue.start < words.end) ||
           (s->span.start < words.end && s->span.end > words.start);
}

static bool
names(const nq_reading *r, const nq_place *place, uint32_t entity)
{
    const nq_entity *e = &r->names.entities[entity];
    for (uint32_t i = 0; i < e->n_mentions; i++) {
        naql_span span = r->names.mentions[e->mentions[i]].span;
        if (span.start >= place->span.start && span.end <= place->span.end)
            return true;
    }
    return false;
}

static naql_str
speaker_of(const nq_reading *r, const nq_statement *s)
{
    return s->entity == NQ_NO_ENTITY ? nq_str_span(r->article.text, s->speaker)
                                     : r->names.entities[s->entity].name;
}

static bool
is_said(const nq_reading *r, naql_span words)
{
    for (uint32_t i = 0; i < r->claims.n_statements; i++) {
        naql_span said = r->claims.statements[i].span;
        if (words.start >= said.start && words.end <= said.end)
            return true;
    }
    return false;
}

/* Does somebody else stand before what is said: "Karim came in, but said"? Then
 * the sentence may well tell who speaks. */
static bool
names_another(const nq_reading *r, const nq_place *place,
              const nq_statement *said)
{
    const nq_mention *at = r->names.mentions;
    uint32_t i, n = r->names.n_mentions;
    if (said->cue.start < place->span.start)
        return false; /* a quotation that goes on */
    NQ_BISECT(i, 0, n, at[i].span.start < place->span.start);
    for (; i < n && at[i].span.start < said->span.start; i++)
        if (at[i].type == NQ_PER && !is_said(r, at[i].span))
            return true;
    return false;
}

/* Whose words a place holds that only the text before it names; NULL: nobody
 * speaks there, or two do, or the place says who. */
static const nq_statement *
untold_at(const nq_reading *r, const nq_place *place)
{
    const nq_statement *found = NULL;
    for (uint32_t i = 0; i < r->claims.n_statements; i++) {
        const nq_statement *s = &r->claims.statements[i];
        if (s->speaker.end <= s->speaker.start || !stands_in(s, place->span))
            continue;
        if (s->speaker.end > place->span.start ||
            s->credit.end > place->span.start ||
            (s->entity != NQ_NO_ENTITY && names(r, place, s->entity)) ||
            names_another(r, place, s) ||
            (found && !nq_str_equal(speaker_of(r, s), speaker_of(r, found))))
            return NULL;
        if (!found || s->confidence > found->confidence)
            found = s;
    }
    return found && found->confidence >= UNTOLD_SURE ? found : NULL;
}

void
nq_html_untold(nq_html *h, const nq_place *place)
{
    const nq_reading *r = h->view->r->pile->at[place->article];
    const nq_statement *s = untold_at(r, place);
    if (!s)
        return;
    nq_html_raw(h, h->english ? "<bdi lang=ar class=by>" : "<bdi class=by>");
    nq_html_text(h, speaker_of(r, s));
    nq_html_raw(h, "</bdi> ");
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
