/* SPDX-License-Identifier: Apache-2.0
 *
 * html_compared.c - where the versions of a story part, agree, or stand alone.
 * Layer 9 (report). */
#include "report/html_parts.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/sorted.h"
#include "base/str.h"

/* So many points stand open, so many of those that one outlet alone tells;
 * more of them fold away. */
#define POINTS_OPEN 8
#define ALONE_OPEN  3

static nq_word
kind_word(const nq_point *p)
{
    static const nq_word words[] = {NQ_W_KIND_NUMBER, NQ_W_KIND_DATE,
                                    NQ_W_KIND_PLACE,  NQ_W_KIND_ROLE,
                                    NQ_W_KIND_NAME,   NQ_W_KIND_CONTENT};
    if (p->source)
        return NQ_W_KIND_SOURCE;
    if (p->deed)
        return NQ_W_KIND_DEED;
    if (p->quoted)
        return NQ_W_KIND_QUOTED;
    if (p->spelling)
        return NQ_W_KIND_SPELLING;
    if (p->wording)
        return NQ_W_KIND_WORDING;
    return p->slot <= NQ_SLOT_CONTENT ? words[p->slot] : NQ_W_KIND_CONTENT;
}

/* What a point is about is left out where its first wording says the same. */
static bool
says_itself(const nq_point *p)
{
    return p->n_versions > 0 && nq_str_equal(p->about, p->versions[0].text);
}

/* What a point is about; where these words hold the first version, a gap
 * stands in its place, which the versions fill. */
static void
subject(nq_html *h, const nq_point *p)
{
    naql_str value =
        p->n_versions > 0 ? p->versions[0].text : nq_str(p->about.ptr, 0);
    size_t at = value.len ? nq_str_find(p->about, value, 0) : SIZE_MAX;
    if (at == SIZE_MAX || p->slot == NQ_SLOT_CONTENT) {
        nq_html_words(h, p->about);
        return;
    }
    size_t end = at + value.len;
    nq_html_raw(h, h->english ? "<bdi lang=ar>" : "<bdi>");
    nq_html_text(h, nq_str(p->about.ptr, at));
    nq_html_raw(h, "<span class=blank>…</span>");
    nq_html_text(h, nq_str(p->about.ptr + end, p->about.len - end));
    nq_html_raw(h, "</bdi>");
}

static void
about(nq_html *h, const nq_point *p)
{
    nq_html_raw(h, "<span class=tag>");
    nq_html_say(h, kind_word(p));
    nq_html_raw(h, "</span> ");
    if (!says_itself(p))
        subject(h, p);
    if (p->update) {
        nq_html_raw(h, " <span class=\"tag up\">");
        nq_html_say(h, NQ_W_UPDATE);
        nq_html_raw(h, "</span>");
    }
}

/* "Yesterday" is another day in each article: the day that the words of a
 * version mean there. */
static void
meant(nq_html *h, const nq_point *p, const nq_version *v)
{
    if (p->slot != NQ_SLOT_DATE || v->n_places == 0)
        return;
    const nq_place *place = &v->places[0];
    const nq_names *names = &h->view->r->pile->at[place->article]->names;
    uint32_t i;
    NQ_BISECT(i, 0, names->n_dates,
              names->dates[i].span.end <= place->span.start);
    if (i == names->n_dates || names->dates[i].span.start >= place->span.end ||
        !names->dates[i].relative || names->dates[i].day_lo == NQ_NO_DAY)
        return;
    nq_html_raw(h, " <span class=meant>(");
    nq_html_date(h, names->dates[i].value);
    nq_html_raw(h, ")</span>");
}

/* ---- Conflict ---- */

/* A count that grows is read by the time of its first outlet. */
static void
side(nq_html *h, const nq_point *p, const nq_version *v)
{
    nq_html_raw(h, "<li class=side><p class=value");
    nq_html_block(h, v->text);
    nq_html_raw(h, ">");
    nq_html_text(h, v->text);
    meant(h, p, v);
    nq_html_raw(h, "<p class=who>");
    nq_html_place_links(h, v->places, v->n_places);
    if (p->update && v->n_places > 0) {
        nq_html_raw(h, " ");
        nq_html_published(h, v->places[0].article); /* in the pile's order */
    }
    nq_html_raw(h, "</p>");
    if (v->n_places > 0) {
        nq_html_raw(h, "<blockquote class=context");
        nq_html_block(h, (naql_str){0});
        nq_html_raw(h, "><p>");
        nq_html_context(h, &v->places[0]);
        nq_html_raw(h, "</blockquote>");
    }
    nq_html_raw(h, "\n");
}

static void
conflict(nq_html *h, uint32_t story, uint32_t number, const nq_point *p)
{
    nq_html_raw(h, p->update ? "<div class=\"clash update\" id="
                             : "<div class=clash id=");
    nq_html_id(h, "c", story + 1, number + 1);
    nq_html_raw(h, "><h5>");
    about(h, p);
    nq_html_raw(h, "</h5><ul class=sides>\n");
    for (uint32_t i = 0; i < p->n_versions; i++)
        side(h, p, &p->versions[i]);
    nq_html_raw(h, "</ul></div>\n");
}

/* Figures, days, places, deeds and what a quotation says before offices, names
 * and sources, which are often two wordings of one thing. */
static bool
is_hard(const nq_point *p)
{
    return p->slot <= NQ_SLOT_PLACE || p->deed || p->quoted;
}

uint32_t
nq_html_first_clashes(const nq_comparison *c, uint32_t *at, uint32_t room)
{
    uint32_t n = 0;
    for (int hard = 1; hard >= 0; hard--)
        for (uint32_t i = 0; i < c->n_conflict && n < room; i++)
            if (!c->conflict[i].spelling && is_hard(&c->conflict[i]) == hard)
                at[n++] = i;
    return n;
}

void
nq_html_clash_line(nq_html *h, uint32_t story, uint32_t at, bool with_subject)
{
    const nq_point *p = &nq_html_comparison_of(h, story)->conflict[at];
    nq_html_raw(h, "<a class=parted href=#");
    nq_html_id(h, "c", story + 1, at + 1);
    nq_html_raw(h, "><span class=n>");
    nq_html_say(h, kind_word(p));
    nq_html_raw(h, "</span> ");
    for (uint32_t i = 0; i < p->n_versions; i++) {
        if (i > 0)
            nq_html_raw(h, p->update ? " <span class=sign>↗</span> "
                                     : " <span class=sign>≠</span> ");
        nq_html_words(h, p->versions[i].text);
        meant(h, p, &p->versions[i]);
    }
    nq_html_raw(h, "</a>");
    if (with_subject && !says_itself(p)) {
        nq_html_raw(h, "<p class=on>");
        subject(h, p);
        nq_html_raw(h, "</p>");
    }
}

/* ---- Agree and only ---- */

static void
quoted(nq_html *h, naql_str text)
{
    nq_html_raw(h, "<q");
    nq_html_block(h, text);
    nq_html_raw(h, ">");
    nq_html_text(h, text);
    nq_html_raw(h, "</q>");
}

/* A sentence, and who speaks in it where it does not say so. */
static void
sentence(nq_html *h, const nq_version *v)
{
    if (v->n_places > 0)
        nq_html_untold(h, &v->places[0]);
    quoted(h, v->text);
}

/* One wording of a point and the outlets that have it. */
static void
told(nq_html *h, const nq_version *v)
{
    nq_html_raw(h, "<p>");
    sentence(h, v);
    nq_html_raw(h, " ");
    nq_html_place_links(h, v->places, v->n_places);
    nq_html_raw(h, "</p>");
}

/* The wordings after the first that do not repeat it. */
static uint32_t
n_other(const nq_point *p)
{
    uint32_t n = 0;
    for (uint32_t i = 1; i < p->n_versions; i++)
        n += !nq_str_equal(p->versions[i].text, p->versions[0].text);
    return n;
}

static int
by_article(const void *left, const void *right)
{
    const nq_place *a = left, *b = right;
    NQ_SORT_BY(a->article, b->article);
    NQ_SORT_BY(a->span.start, b->span.start);
    NQ_SORT_BY(a->span.end, b->span.end);
    return 0;
}

/* The places of all wordings, article by article. */
static void
all_places(nq_html *h, const nq_point *p)
{
    nq_arena_mark here = nq_arena_here(h->scratch);
    size_t n = 0, at = 0;
    for (uint32_t i = 0; i < p->n_versions; i++)
        n += p->versions[i].n_places;
    nq_place *all = nq_arena_zero(h->scratch, n, sizeof(nq_place));
    if (!all) {
        h->to->failed = true;
        return;
    }
    for (uint32_t i = 0; i < p->n_versions; i++)
        for (uint32_t k = 0; k < p->versions[i].n_places; k++)
            all[at++] = p->versions[i].places[k];
    nq_sort(all, n, sizeof(nq_place), by_article);
    nq_html_raw(h, " ");
    nq_html_place_links(h, all, (uint32_t)n);
    nq_arena_release(h->scratch, here);
}

static void
ways(nq_html *h, const nq_point *p)
{
    nq_html_raw(h, "<ul class=ways>");
    for (uint32_t i = 0; i < p->n_versions; i++) {
        nq_html_raw(h, "<li>");
        quoted(h, p->versions[i].text);
        meant(h, p, &p->versions[i]);
        nq_html_raw(h, " ");
        nq_html_place_links(h, p->versions[i].places, p->versions[i].n_places);
    }
    nq_html_raw(h, "</ul>");
}

/* A value that is told in other words, all of them in sight. */
static void
in_words(nq_html *h, const nq_point *p)
{
    nq_html_raw(h, p->beside ? "<li class=beside><p class=point>"
                             : "<li><p class=point>");
    about(h, p);
    if (p->beside) {
        nq_html_raw(h, " <span class=tag>");
        nq_html_say(h, NQ_W_MAY_EACH);
        nq_html_raw(h, "</span>");
    }
    nq_html_raw(h, "</p>");
    ways(h, p);
    nq_html_raw(h, "\n");
}

/* The first wording with the outlets of all, the other wordings folded. */
static void
agreed(nq_html *h, const nq_point *p)
{
    if (p->n_versions == 0)
        return;
    uint32_t others = n_other(p);
    if (p->slot != NQ_SLOT_CONTENT) {
        in_words(h, p);
        return;
    }
    nq_html_raw(h, "<li>");
    if (!says_itself(p)) {
        nq_html_raw(h, "<p class=point>");
        about(h, p);
        nq_html_raw(h, "</p>");
    }
    nq_html_raw(h, "<p>");
    sentence(h, &p->versions[0]);
    all_places(h, p);
    nq_html_raw(h, "</p>");
    if (others > 0) {
        nq_html_raw(h, "<details class=more><summary>");
        nq_html_count(h, NQ_W_OTHER_WORDINGS_N, others);
        nq_html_raw(h, "</summary>");
        for (uint32_t i = 1; i < p->n_versions; i++)
            if (!nq_str_equal(p->versions[i].text, p->versions[0].text))
                told(h, &p->versions[i]);
        nq_html_raw(h, "</details>");
    }
    nq_html_raw(h, "\n");
}

static void
more(nq_html *h, uint32_t n)
{
    nq_html_raw(h, "</ul><details class=more><summary>");
    nq_html_count(h, NQ_W_MORE_POINTS_N, n);
    nq_html_raw(h, "</summary><ul class=points>\n");
}

static void
heading(nq_html *h, const char *open, nq_word title, uint32_t n)
{
    nq_html_raw(h, open);
    nq_html_say(h, title);
    nq_html_raw(h, " <span class=n>");
    nq_html_number(h, n);
    nq_html_raw(h, "</span></h4>\n");
}

static void
agreement(nq_html *h, const nq_comparison *c)
{
    uint32_t n = 0, shown = 0;
    for (uint32_t i = 0; i < c->n_agree; i++)
        n += !c->agree[i].spelling;
    if (n == 0)
        return;
    heading(h, "<div class=agree><h4>", NQ_W_AGREE, n);
    nq_html_raw(h, "<ul class=points>\n");
    for (uint32_t i = 0; i < c->n_agree; i++) {
        if (c->agree[i].spelling)
            continue;
        if (shown++ == POINTS_OPEN && n > POINTS_OPEN + 2)
            more(h, n - POINTS_OPEN);
        agreed(h, &c->agree[i]);
    }
    nq_html_raw(h, n > POINTS_OPEN + 2 ? "</ul></details></div>\n"
                                       : "</ul></div>\n");
}

/* ---- Told by one outlet ---- */

static uint32_t
teller(const nq_html *h, const nq_point *p)
{
    if (p->n_versions == 0 || p->versions[0].n_places == 0)
        return NQ_NONE;
    return h->view->articles[p->versions[0].places[0].article].outlet;
}

/* A point of an outlet that is named above: its words and the way to them. */
static void
alone(nq_html *h, const nq_point *p)
{
    nq_html_raw(h, "<li>");
    for (uint32_t i = 0; i < p->n_versions; i++) {
        const nq_version *v = &p->versions[i];
        nq_html_raw(h, "<p>");
        sentence(h, v);
        if (v->n_places > 0) {
            nq_html_raw(h, " <a class=goto href=#");
            nq_html_place_target(h, &v->places[0]);
            nq_html_raw(h, "><span>");
            nq_html_outlet_name(h, v->places[0].article);
            nq_html_raw(h, ": </span>");
            nq_html_say(h, NQ_W_TO_TEXT);
            nq_html_raw(h, "</a>");
        }
        nq_html_raw(h, "</p>");
    }
    nq_html_raw(h, "\n");
}

struct lone { /* a point of one outlet, sorted by its place */
    nq_place place;
    uint32_t point;
};

static int
by_place(const void *left, const void *right)
{
    const struct lone *a = left, *b = right;
    int order = by_article(&a->place, &b->place);
    if (order == 0)
        NQ_SORT_BY(a->point, b->point);
    return order;
}

/* The points of an outlet from the `first` of them on; returns how many. */
static uint32_t
points_of(const nq_html *h, const nq_comparison *c, uint32_t first,
          struct lone *out)
{
    uint32_t outlet = teller(h, &c->only[first]), n = 0;
    for (uint32_t i = first; i < c->n_only; i++) {
        if (teller(h, &c->only[i]) != outlet)
            continue;
        out[n] = (struct lone){.point = i};
        if (outlet != NQ_NONE)
            out[n].place = c->only[i].versions[0].places[0];
        n++;
    }
    return n;
}

/* What an outlet alone tells: the weightiest in sight, the others folded, both
 * as they stand in its articles, where "he added" follows what he said. */
static void
told_by(nq_html *h, const nq_comparison *c, uint32_t first)
{
    nq_arena_mark here = nq_arena_here(h->scratch);
    struct lone *at =
        nq_arena_alloc(h->scratch, (c->n_only - first) * sizeof *at);
    if (!at) {
        h->to->failed = true;
        return;
    }
    uint32_t outlet = teller(h, &c->only[first]);
    uint32_t n = points_of(h, c, first, at);
    uint32_t open = n > ALONE_OPEN + 1 ? ALONE_OPEN : n;
    nq_sort(at, open, sizeof *at, by_place);
    nq_sort(at + open, n - open, sizeof *at, by_place);
    nq_html_raw(h, "<section class=teller><h5>");
    if (outlet != NQ_NONE)
        nq_html_words(h, h->view->outlets[outlet]);
    nq_html_raw(h, " <span class=n>");
    nq_html_number(h, n);
    nq_html_raw(h, "</span></h5><ul class=points>\n");
    for (uint32_t i = 0; i < n; i++) {
        if (i == open)
            more(h, n - open);
        alone(h, &c->only[at[i].point]);
    }
    nq_html_raw(h,
                n > open ? "</ul></details></section>\n" : "</ul></section>\n");
    nq_arena_release(h->scratch, here);
}

static void
only(nq_html *h, const nq_comparison *c)
{
    nq_arena_mark here = nq_arena_here(h->scratch);
    nq_map seen;
    nq_map_init(&seen, h->scratch);
    if (c->n_only == 0)
        return;
    heading(h, "<div class=only><h4>", NQ_W_ONLY, c->n_only);
    for (uint32_t i = 0; i < c->n_only; i++) {
        bool fresh = false;
        if (!nq_map_put(&seen, nq_hash_next(1, teller(h, &c->only[i])), &fresh))
            h->to->failed = true;
        if (fresh)
            told_by(h, c, i);
    }
    nq_html_raw(h, "</div>\n");
    nq_arena_release(h->scratch, here);
}

/* ---- One name in several spellings ---- */

static void
spelling(nq_html *h, uint32_t story, const nq_comparison *c, uint32_t i)
{
    if (i < c->n_conflict) {
        nq_html_raw(h, "<li class=spelt id=");
        nq_html_id(h, "c", story + 1, i + 1);
        nq_html_raw(h, ">");
        ways(h, &c->conflict[i]);
    } else {
        nq_html_raw(h, "<li class=spelt>");
        ways(h, &c->agree[i - c->n_conflict]);
    }
    nq_html_raw(h, "\n");
}

/* Neither an agreement nor a conflict of what is told: set apart from both. */
static void
spellings(nq_html *h, uint32_t story, const nq_comparison *c)
{
    uint32_t all = c->n_conflict + c->n_agree, n = 0, shown = 0;
    for (uint32_t i = 0; i < all; i++)
        n += i < c->n_conflict ? c->conflict[i].spelling
                               : c->agree[i - c->n_conflict].spelling;
    if (n == 0)
        return;
    heading(h, "<div class=spelt><h4>", NQ_W_SPELLINGS, n);
    nq_html_raw(h, "<ul class=points>\n");
    for (uint32_t i = 0; i < all; i++) {
        if (!(i < c->n_conflict ? c->conflict[i].spelling
                                : c->agree[i - c->n_conflict].spelling))
            continue;
        if (shown++ == POINTS_OPEN && n > POINTS_OPEN + 2)
            more(h, n - POINTS_OPEN);
        spelling(h, story, c, i);
    }
    nq_html_raw(h, n > POINTS_OPEN + 2 ? "</ul></details></div>\n"
                                       : "</ul></div>\n");
}

void
nq_html_compared(nq_html *h, uint32_t story)
{
    const nq_comparison *c = nq_html_comparison_of(h, story);
    uint32_t clashes = nq_view_clashes(c);
    if (c->n_conflict + c->n_agree + c->n_only == 0)
        return;
    nq_html_part(h, story, "-compare", NQ_W_COMPARE);
    if (clashes > 0) {
        heading(h, "<div class=clashes><h4>", NQ_W_CONFLICT, clashes);
        for (uint32_t i = 0; i < c->n_conflict; i++)
            if (!c->conflict[i].spelling)
                conflict(h, story, i, &c->conflict[i]);
        nq_html_raw(h, "</div>\n");
    }
    agreement(h, c);
    only(h, c);
    spellings(h, story, c);
    nq_html_raw(h, "</section>\n");
}
