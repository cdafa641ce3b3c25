/* SPDX-License-Identifier: Apache-2.0
 *
 * item.c - items of a feed -> articles, and pages to fetch. Layer 11 (live). */
#include "live/poll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WHOLE_WORDS = 80, /* teasers have 20 to 60; a shorter article costs a
                         request, and is what its page says */
    MOST_PAGES =
        500,      /* of a feed at once; the rest comes with the next round */
    COMMIT = 200, /* items: others may add to the archive in between, who wait
                     ten seconds for it */
    MOST_HELD = 64 << 20, /* bytes of answers that wait for pages */
    WHY = 256
};

size_t
live_words(naql_str text)
{
    size_t n = 0;
    bool in = false;
    for (size_t i = 0; i < text.len; i++) {
        bool blank = text.ptr[i] == ' ' || text.ptr[i] == '\n';
        n += !blank && !in;
        in = !blank;
    }
    return n;
}

bool
live_is_teaser(naql_str title, naql_str text)
{
    static const char *const cuts[] = {"...", "…", "[...]", "[…]", "...]"};
    if (title.len && text.len >= title.len &&
        !memcmp(text.ptr, title.ptr, title.len))
        text = (naql_str){text.ptr + title.len, text.len - title.len};
    while (text.len && strchr(" \n", text.ptr[text.len - 1]))
        text.len--;
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        size_t n = strlen(cuts[i]);
        if (text.len >= n && !memcmp(text.ptr + text.len - n, cuts[i], n))
            return true;
    }
    return live_words(text) < WHOLE_WORDS;
}

/* ---- Which items are known ---- */

static bool
is_taken(live_work *w, const char *key)
{
    live_bytes value = {0};
    if (!key)
        return false;
    if (live_map_get(&w->pending, key))
        return true;
    naql_sink to = {live_bytes_sink, &value};
    naql_error err;
    naql_status status =
        naql_store_noted(w->watch->store, "item", live_str(key), to, &err);
    if (status != NAQL_NOT_FOUND && status != NAQL_OK)
        w->err = err;
    bool taken = status == NAQL_OK && !strcmp(value.ptr, "taken");
    live_bytes_clear(&value);
    return (status != NAQL_NOT_FOUND && !live_good(w, status)) || taken;
}

static void
remember(live_work *w, const char *key)
{
    if (key && w->status == NAQL_OK)
        live_good(w, naql_store_note(w->watch->store, "item", live_str(key),
                                     live_str("taken"), &w->err));
}

/* Ids are of one feed alone; addresses are everywhere the same. */
static char *
key_of(const live_feed *feed, naql_str id)
{
    live_bytes key = {0};
    if (!id.len)
        return NULL;
    live_bytes_add(&key, feed->url, strlen(feed->url));
    live_bytes_add(&key, " ", 1);
    live_bytes_add(&key, id.ptr, id.len);
    return key.ptr;
}

/* ---- Whose article it is ---- */

/* The part of a host's name that one owner has, as far as the name tells: its
 * last two words, three where these are as short as "co.uk" and "com.sa"; of a
 * number all. "www." in front and a dot at the end are nobody's. */
static naql_str
owner_of(const char *host)
{
    if (!strncmp(host, "www.", 4) && strchr(host + 4, '.'))
        host += 4;
    size_t n = strlen(host), dots = 0;
    n -= n > 0 && host[n - 1] == '.';
    size_t last = n;
    if (!n || strchr(host, ':') || (host[n - 1] >= '0' && host[n - 1] <= '9'))
        return (naql_str){host, n};
    for (size_t i = n; i-- > 0;) {
        if (host[i] != '.')
            continue;
        bool is_short = last == n - 3 && last - i - 1 <= 3;
        if (++dots == 3 || (dots == 2 && !is_short))
            return (naql_str){host + i + 1, n - i - 1};
        last = i;
    }
    return (naql_str){host, n};
}

bool
live_same_owner(const char *host, const char *other)
{
    naql_str a = owner_of(host), b = owner_of(other);
    return a.len == b.len && !memcmp(a.ptr, b.ptr, a.len);
}

static bool
is_foreign(live_work *w, const live_answer *answer, const char *url)
{
    const live_rules *rules = &w->watch->rules;
    char *feed = NULL, *page = NULL, why[160];
    free(live_url(rules, NULL, answer->url, &feed, NULL, why));
    free(live_url(rules, NULL, url, &page, NULL, why));
    bool foreign = !feed || !page || !live_same_owner(feed, page);
    free(feed);
    free(page);
    return foreign;
}

/* ---- Taking ---- */

void
live_take(live_work *w, const naql_article *a, const naql_kept *kept,
          const char *url, const char *key, uint64_t *count)
{
    bool fresh;
    if (w->status != NAQL_OK ||
        !live_good(
            w, naql_store_add_kept(w->watch->store, a, kept, &fresh, &w->err)))
        return;
    *(fresh ? count : &w->watch->counts.there) += 1;
    remember(w, url);
    remember(w, key);
}

void
live_answer_leave(live_answer *a)
{
    if (!a || --a->users > 0)
        return;
    if (a->held)
        *a->held -= a->body.len;
    live_bytes_clear(&a->head);
    live_bytes_clear(&a->body);
    free(a->url);
    free(a->feed);
    free(a->file);
    free(a);
}

static bool
keep(live_work *w, live_answer *a)
{
    naql_kept kept;
    naql_fetched what = {.size = sizeof what,
                         .url = live_str(a->url),
                         .head = {a->head.ptr, a->head.len},
                         .body = {a->body.ptr, a->body.len},
                         .second = a->second,
                         .feed = live_str(a->feed)};
    if (a->is_kept)
        return true;
    if (!live_good(w, naql_store_keep(w->watch->store, &what, &kept, &w->err)))
        return false;
    a->is_kept = true;
    a->offset = kept.offset;
    a->file = live_copy(kept.file);
    return true;
}

void
live_take_from_feed(live_work *w, live_answer *answer, const naql_article *a,
                    const char *url, const char *key, uint64_t *count)
{
    if (w->status != NAQL_OK || !keep(w, answer))
        return;
    naql_kept kept = {.url = live_str(answer->url),
                      .feed = live_str(answer->feed),
                      .second = answer->second,
                      .file = live_str(answer->file),
                      .offset = answer->offset};
    live_take(w, a, &kept, url, key, count);
}

/* ---- Items ---- */

static void
wait_for_page(live_work *w, live_feed *feed, live_answer *answer,
              live_page *page)
{
    if (page->key)
        live_map_put(&w->pending, page->key, page);
    live_map_put(&w->pending, page->url, page);
    page->work = w;
    page->feed = feed;
    page->answer = answer;
    answer->users++;
    if (!answer->held) {
        answer->held = &w->held;
        w->held += answer->body.len;
    }
    feed->pages++;
    w->pages++;
    live_page_ask(w, page);
}

/* Another site's feed told of the address first, and its page is waited for:
 * should that not come, the site's own item is wanted. */
static bool
waits_for_another(live_work *w, const char *url)
{
    const live_page *page = url ? live_map_get(&w->pending, url) : NULL;
    return page && page->foreign;
}

/* Takes the article, whatever becomes of it. */
static void
take_item(live_work *w, live_feed *feed, live_answer *answer, naql_article *a)
{
    naql_head h = naql_article_head(a);
    char why[160], *said = live_copy(h.url);
    char *url = live_url(&w->watch->rules, answer->url, said, NULL, NULL, why);
    char *key = key_of(feed, h.source_id);
    if (url && !strcmp(url, answer->url)) { /* an item without an address */
        free(url);
        url = NULL;
    }
    bool foreign = url && is_foreign(w, answer, url);
    if ((!url || foreign) && !key)
        key = key_of(feed, h.id);
    if (is_taken(w, url) || is_taken(w, key)) {
        w->watch->counts.there++;
        feed->unsettled |= !foreign && waits_for_another(w, url);
    } else if (!url || (!foreign && !live_is_teaser(h.title, h.text))) {
        live_take_from_feed(w, answer, a, url, key, &w->watch->counts.of_feeds);
    } else if (feed->pages >= MOST_PAGES || w->pages >= LIVE_PAGES ||
               (!answer->held && answer->body.len > LIVE_USUAL_BYTES &&
                w->held > MOST_HELD)) {
        feed->unsettled = true;
    } else {
        live_page *page = live_new(sizeof *page);
        *page = (live_page){
            .teaser = a, .url = url, .key = key, .foreign = foreign};
        free(said);
        wait_for_page(w, feed, answer, page);
        return;
    }
    free(said);
    free(url);
    free(key);
    naql_article_close(a);
}

/* The message, without the address in front and what readers of files say. */
static void
tell_fault(const live_answer *answer, const naql_error *err, char *why)
{
    static const char passed[] = " (skipped)";
    size_t n = strlen(answer->url), end;
    const char *text = err->message;
    if (!strncmp(text, answer->url, n) && !strncmp(text + n, ": ", 2))
        text += n + 2;
    snprintf(why, WHY, "%s", text);
    end = strlen(why);
    n = sizeof passed - 1;
    if (end >= n && !strcmp(why + end - n, passed))
        why[end - n] = 0;
}

static bool
read_items(live_work *w, live_feed *feed, live_answer *answer,
           naql_reader *reader, char *why)
{
    bool any = false;
    for (size_t n = 1; w->status == NAQL_OK; n++) {
        naql_article *a;
        naql_error err = {0};
        naql_status s = naql_reader_next(reader, &a, &err);
        naql_kind kind = naql_reader_kind(reader);
        if (s == NAQL_END)
            break;
        if (s == NAQL_CANCELLED || s == NAQL_NOMEM) {
            w->err = err;
            return live_good(w, s);
        }
        if (s == NAQL_OK && kind != NAQL_KIND_FEED && kind != NAQL_KIND_DATA) {
            snprintf(why, WHY, "%s, no feed; is the address right?",
                     kind == NAQL_KIND_PAGE ? "a page" : "a text");
            naql_article_close(a);
            return false;
        }
        if (s != NAQL_OK)
            tell_fault(answer, &err, why);
        else
            take_item(w, feed, answer, a);
        any |= s == NAQL_OK;
        if (n % COMMIT == 0)
            live_commit(w);
    }
    return any;
}

bool
live_items(live_work *w, live_feed *feed, live_answer *answer, char *why)
{
    naql_reader *reader;
    naql_known known = {.size = sizeof known,
                        .url = live_str(answer->url),
                        .type = live_head(&answer->head, "content-type")};
    snprintf(why, WHY, "an empty answer");
    if (!answer->body.len)
        return false;
    *why = 0;
    if (!live_good(
            w, naql_reader_open_memory(w->watch->engine, answer->url,
                                       answer->body.ptr ? answer->body.ptr : "",
                                       answer->body.len, &reader, &w->err)))
        return false;
    bool good = live_good(w, naql_reader_know(reader, &known, &w->err)) &&
                read_items(w, feed, answer, reader, why);
    naql_reader_close(reader);
    return good;
}
