/* SPDX-License-Identifier: Apache-2.0
 *
 * page.c - the page of an item -> an article. Layer 11 (live). */
#include "live/poll.h"

#include "live/delay.h"
#include "live/robots.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_TRIES = 5,
    MOST_RULES = 512 << 10,     /* of a site */
    MOST_OF_ALL = 64 << 20,     /* bytes of rules that are remembered... */
    MOST_SITES = 2 * LIVE_PAGES /* ...and of how many sites */
};

static const char agent[] = "naql"; /* in robots.txt */

void
live_page_free(live_page *p)
{
    if (!p)
        return;
    naql_article_close(p->teaser);
    live_answer_leave(p->answer);
    free(p->url);
    free(p->key);
    free(p);
}

/* The page is done with, well or not. */
static void
settle(live_work *w, live_page *p)
{
    live_feed *feed = p->feed;
    live_map_put(&w->pending, p->url, NULL);
    if (p->key)
        live_map_put(&w->pending, p->key, NULL);
    if (--w->pages == 0)
        live_map_clear(&w->pending, NULL);
    live_page_free(p);
    feed->pages--;
    if (feed->busy)
        return; /* its other items are still to be read */
    if (feed->pages == 0)
        live_feed_settle(w, feed);
    else
        live_commit(w);
}

/* What the feed tells of it is all that there will be. Of another site's
 * address it is the feed's word alone: one that the site names itself may still
 * come. */
static void
take_teaser(live_work *w, live_page *p)
{
    const char *known = p->foreign ? NULL : p->url;
    live_take_from_feed(w, p->answer, p->teaser, known, p->key,
                        &w->watch->counts.of_teasers);
    settle(w, p);
}

/* ---- Trying again ---- */

static unsigned
tries_of(live_work *w, const live_page *p)
{
    live_bytes value = {0};
    naql_sink to = {live_bytes_sink, &value};
    naql_error err;
    naql_status status =
        naql_store_noted(w->watch->store, "item", live_str(p->url), to, &err);
    unsigned n = status == NAQL_OK ? (unsigned)strtoul(value.ptr, NULL, 10) : 0;
    live_bytes_clear(&value);
    return n;
}

static void
try_later(live_work *w, live_page *p, const char *why)
{
    char text[256], n[16];
    unsigned tries = tries_of(w, p) + 1;
    w->watch->counts.missed++;
    snprintf(text, sizeof text, "%s; %s", why,
             tries < MOST_TRIES ? "it is tried again when the feed is asked"
                                : "what the feed tells of it was added");
    live_say(w, p->url, text);
    if (tries >= MOST_TRIES) {
        take_teaser(w, p);
        return;
    }
    snprintf(n, sizeof n, "%u", tries);
    p->feed->unsettled = true;
    if (w->status == NAQL_OK)
        live_good(w, naql_store_note(w->watch->store, "item", live_str(p->url),
                                     live_str(n), &w->err));
    settle(w, p);
}

/* Its host asks to be left alone: no try of it, and told of the one that was.
 */
static void
put_off(live_work *w, live_page *p)
{
    w->watch->counts.missed++;
    p->feed->unsettled = true;
    settle(w, p);
}

/* ---- Its answer ---- */

/* Not its id: the article is the one that its page holds, whoever names it. */
static naql_known
known_of(const live_page *p, const live_request *r)
{
    naql_head h = naql_article_head(p->teaser);
    return (naql_known){.size = sizeof(naql_known),
                        .url = live_str(r->url),
                        .type = live_head(&r->head, "content-type"),
                        .outlet = h.outlet,
                        .title = h.title,
                        .byline = h.byline,
                        .published = h.published,
                        .modified = h.modified};
}

static void
take_page(live_work *w, live_page *p, live_request *r, const naql_known *known,
          const naql_article *a)
{
    naql_kept kept;
    naql_fetched what = {.size = sizeof what,
                         .url = live_str(r->url),
                         .head = {r->head.ptr, r->head.len},
                         .body = {r->body.ptr, r->body.len},
                         .second = r->second,
                         .feed = live_str(p->feed->url),
                         .known = known};
    if (live_good(w, naql_store_keep(w->watch->store, &what, &kept, &w->err)))
        live_take(w, a, &kept, p->url, p->key, &w->watch->counts.of_pages);
}

/* Has the page more of the article than the feed? One that asks for consent,
 * money or a program has less. Of another site the feed's words do not count,
 * however many: any page that is one is the article. */
static bool
is_article(const live_page *p, naql_reader *reader, const naql_article *a)
{
    naql_kind kind = naql_reader_kind(reader);
    naql_head page = naql_article_head(a),
              teaser = naql_article_head(p->teaser);
    return (kind == NAQL_KIND_PAGE || kind == NAQL_KIND_TEXT) &&
           (p->foreign || live_words(page.text) >= live_words(teaser.text));
}

static bool
read_page(live_work *w, live_page *p, live_request *r)
{
    naql_reader *reader;
    naql_article *a = NULL;
    naql_error err = {0};
    naql_known known = known_of(p, r);
    if (!live_good(w, naql_reader_open_memory(w->watch->engine, r->url,
                                              r->body.ptr ? r->body.ptr : "",
                                              r->body.len, &reader, &w->err)))
        return false;
    naql_status s = naql_reader_know(reader, &known, &err);
    if (s == NAQL_OK)
        s = naql_reader_next(reader, &a, &err);
    bool good = s == NAQL_OK && is_article(p, reader, a);
    if (good)
        take_page(w, p, r, &known, a);
    if (s == NAQL_CANCELLED || s == NAQL_NOMEM) {
        w->err = err;
        live_good(w, s);
    }
    naql_article_close(a);
    naql_reader_close(reader);
    return good;
}

/* Is a page that is answered so gone, or not for us? */
static bool
for_good(long status)
{
    return status >= 400 && status < 500 && status != 408 && status != 425 &&
           status != 429;
}

static void
answered(void *user, live_request *r)
{
    live_page *p = user;
    live_work *w = p->work;
    char why[256];
    if (w->status != NAQL_OK) {
        settle(w, p);
    } else if (r->put_off) {
        put_off(w, p);
    } else if (r->outcome == LIVE_ANSWERED && r->status == 200) {
        if (read_page(w, p, r) || w->status != NAQL_OK)
            settle(w, p);
        else
            take_teaser(w, p);
    } else if (r->outcome == LIVE_REFUSED || for_good(r->status)) {
        w->watch->counts.missed++;
        if (r->outcome == LIVE_REFUSED)
            snprintf(why, sizeof why, "%s; what the feed tells of it was added",
                     r->why);
        else
            snprintf(why, sizeof why,
                     "HTTP %ld; what the feed tells of it was added",
                     r->status);
        live_say(w, p->url, why);
        take_teaser(w, p);
    } else {
        snprintf(why, sizeof why, "HTTP %ld", r->status);
        try_later(w, p, r->outcome == LIVE_ANSWERED ? why : r->why);
    }
    live_request_free(r);
}

/* ---- What its site asks for ---- */

static void
drop(void *page)
{
    live_page_free(page);
}

static void
fetch(live_work *w, live_page *p, double delay)
{
    live_request *r = live_request_new(p->url);
    r->accept = "text/html, application/xhtml+xml, text/plain;q=0.5";
    r->delay = delay;
    r->done = answered;
    r->drop = drop;
    r->user = p;
    live_fetch(w->fetcher, r);
}

static void
go_on(live_work *w, live_site *site, live_page *p)
{
    naql_str rules = {site->rules.ptr ? site->rules.ptr : "", site->rules.len};
    const char *path = strstr(p->url, "://");
    path = path ? strchr(path + 3, '/') : NULL;
    if (site->later)
        put_off(w, p);
    else if (site->none)
        try_later(w, p, "its robots.txt cannot be had");
    else if (live_robots_allow(rules, agent, path ? path : "/"))
        fetch(w, p, site->delay);
    else
        take_teaser(w, p);
}

/* RFC 9309: a site without the file allows everything, one that cannot tell
 * nothing. */
static void
site_answered(void *user, live_request *r)
{
    live_site *site = user;
    live_work *w = site->work;
    bool whole = r->outcome == LIVE_ANSWERED && r->status == 200;
    bool none = r->outcome == LIVE_ANSWERED && r->status >= 400 &&
                r->status < 500 && r->status != 429;
    site->known = true;
    site->later = r->put_off;
    site->none = !whole && !none && r->outcome != LIVE_REFUSED;
    site->until = live_now() + (site->none ? w->watch->every : LIVE_DAY) *
                                   w->watch->rules.second;
    live_bytes_clear(&site->rules);
    if (whole)
        live_bytes_add(&site->rules, r->body.ptr,
                       r->body.len < MOST_RULES ? r->body.len : MOST_RULES);
    w->rules_bytes += site->rules.room;
    naql_str rules = {site->rules.ptr ? site->rules.ptr : "", site->rules.len};
    site->delay = live_robots_delay(rules, agent);
    live_request_free(r);
    live_page *p = site->waiting;
    site->waiting = NULL;
    site->last = &site->waiting;
    for (live_page *next; p; p = next) {
        next = p->next;
        p->next = NULL;
        go_on(w, site, p);
    }
}

/* Feeds may name new sites for ever: when they are many, those whose rules are
 * known are forgotten, to be asked for anew. */
static void
forget_sites(live_work *w)
{
    live_map *m = &w->sites;
    if (w->rules_bytes < MOST_OF_ALL && m->n < MOST_SITES)
        return;
    for (size_t i = 0; i < m->room; i++) {
        live_site *site = m->at[i].value;
        if (site && site->known && !site->waiting) {
            live_site_free(site);
            m->at[i].value = NULL;
        }
    }
    live_map_tidy(m);
    w->rules_bytes = 0;
}

static live_site *
site_of(live_work *w, const char *origin)
{
    live_site *site = live_map_get(&w->sites, origin);
    char url[512];
    if (site && (!site->known || live_now() < site->until))
        return site;
    if (!site) {
        forget_sites(w);
        site = live_new(sizeof *site);
        site->last = &site->waiting;
        site->work = w;
        live_map_put(&w->sites, origin, site);
    }
    site->known = false;
    snprintf(url, sizeof url, "%s/robots.txt", origin);
    live_request *r = live_request_new(url);
    r->accept = "text/plain";
    r->done = site_answered;
    r->user = site;
    live_fetch(w->fetcher, r);
    return site;
}

void
live_page_ask(live_work *w, live_page *p)
{
    char *origin, why[160];
    char *url = live_url(&w->watch->rules, NULL, p->url, NULL, &origin, why);
    free(url);
    live_site *site = site_of(w, origin ? origin : "");
    free(origin);
    if (site->known) {
        go_on(w, site, p);
        return;
    }
    *site->last = p;
    site->last = &p->next;
}

void
live_site_free(void *site)
{
    live_site *s = site;
    for (live_page *p = s->waiting, *next; p; p = next) {
        next = p->next;
        live_page_free(p);
    }
    live_bytes_clear(&s->rules);
    free(s);
}
