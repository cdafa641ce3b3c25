/* SPDX-License-Identifier: Apache-2.0
 *
 * feed.c - asking a feed, and when to ask it again. Layer 11 (live). */
#include "live/poll.h"

#include "live/delay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/* ---- What is remembered ---- */

static char *
line_of(const live_bytes *note, const char *name)
{
    naql_str value = live_head(note, name);
    return value.len ? live_copy(value) : NULL;
}

static int64_t
number_of(const live_bytes *note, const char *name)
{
    naql_str value = live_head(note, name);
    return value.len ? strtoll(value.ptr, NULL, 10) : 0;
}

void
live_feed_load(live_work *w, live_feed *f)
{
    live_bytes note = {0};
    naql_sink to = {live_bytes_sink, &note};
    naql_error err;
    naql_status status =
        naql_store_noted(w->watch->store, "feed", live_str(f->url), to, &err);
    f->seed = live_seed(f->url);
    if (status == NAQL_OK) {
        f->at = line_of(&note, "at");
        f->etag = line_of(&note, "etag");
        f->modified = line_of(&note, "modified");
        f->failures = (unsigned)number_of(&note, "failures");
        f->until = number_of(&note, "until");
    } else if (status != NAQL_NOT_FOUND) {
        w->err = err;
        live_good(w, status);
    }
    live_bytes_clear(&note);
}

static void
add_line(live_bytes *note, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    live_bytes_add(note, name, strlen(name));
    live_bytes_add(note, ": ", 2);
    live_bytes_add(note, value, strlen(value));
    live_bytes_add(note, "\n", 1);
}

void
live_feed_save(live_work *w, live_feed *f)
{
    live_bytes note = {0};
    char number[32];
    add_line(&note, "at", f->at);
    add_line(&note, "etag", f->etag);
    add_line(&note, "modified", f->modified);
    if (f->failures) {
        snprintf(number, sizeof number, "%u", f->failures);
        add_line(&note, "failures", number);
        snprintf(number, sizeof number, "%lld", (long long)f->until);
        add_line(&note, "until", number);
    }
    naql_str value = {note.ptr, note.len};
    if (w->status == NAQL_OK)
        live_good(w, naql_store_note(w->watch->store, "feed", live_str(f->url),
                                     value, &w->err));
    live_bytes_clear(&note);
    live_commit(w);
}

/* ---- Its answer ---- */

/* The seconds of its "Cache-Control: max-age"; -1 and the like are none. */
static double
max_age_of(const live_bytes *head)
{
    naql_str value = live_head(head, "cache-control");
    static const char name[] = "max-age=";
    for (size_t i = 0; i + sizeof name <= value.len + 1; i++)
        if (!strncasecmp(value.ptr + i, name, sizeof name - 1)) {
            const char *number = value.ptr + i + sizeof name - 1;
            bool is_one = *number >= '0' && *number <= '9';
            return is_one ? (double)strtoul(number, NULL, 10) : 0;
        }
    return 0;
}

static void
set(char **to, naql_str value)
{
    free(*to);
    *to = value.len && value.len <= 512 ? live_copy(value) : NULL;
}

void
live_feed_settle(live_work *w, live_feed *f)
{
    double second = w->watch->rules.second;
    if (f->unsettled) { /* what is still missing is told by a whole answer */
        set(&f->etag, live_str(""));
        set(&f->modified, live_str(""));
    }
    f->failures = 0;
    f->due =
        live_now() + live_delay(w->watch->every, f->max_age, f->seed) * second;
    live_feed_save(w, f);
}

static void
after(double seconds, char *out, size_t room)
{
    if (seconds < 5400)
        snprintf(out, room, "%.0f minutes",
                 seconds / 60 < 1 ? 1 : seconds / 60);
    else
        snprintf(out, room, "%.0f hours", seconds / 3600);
}

static void
fail(live_work *w, live_feed *f, const live_request *r, const char *why)
{
    double second = w->watch->rules.second;
    bool gone = r->outcome == LIVE_REFUSED || r->status == 410;
    char text[300], time_text[32];
    f->failures++;
    double d = live_delay_failed(gone ? LIVE_DAY : w->watch->every, f->failures,
                                 r->retry_after, f->seed);
    if (f->at && f->failures >= 3) /* perhaps it moved back */
        set(&f->at, live_str(""));
    f->due = live_now() + d * second;
    f->until = (int64_t)time(NULL) + (int64_t)(d * second);
    w->watch->counts.failed++;
    after(d, time_text, sizeof time_text);
    snprintf(text, sizeof text, "%s (not asked again for %s)", why, time_text);
    if (r->outcome == LIVE_REFUSED) { /* by us: another run may be allowed to */
        live_say(w, f->url, why);
        return;
    }
    live_say(w, f->url, text);
    live_feed_save(w, f);
}

static const char *
what_to_do(long status)
{
    switch (status) {
    case 401:
    case 403:
        return "; it is not for everyone, or not for programs";
    case 404:
        return "; is the address right?";
    case 410:
        return "; it is gone, take it out of the list";
    case 429:
        return "; it is asked too often";
    default:
        return "";
    }
}

static void
read_feed(live_work *w, live_feed *f, live_request *r)
{
    char why[256];
    live_answer *a = live_new(sizeof *a);
    *a = (live_answer){.users = 1,
                       .url = live_copy(live_str(r->url)),
                       .feed = live_copy(live_str(f->url)),
                       .head = r->head,
                       .body = r->body,
                       .second = r->second};
    r->head = r->body = (live_bytes){0};
    f->unsettled = false;
    bool good = live_items(w, f, a, why);
    if (good) {
        set(&f->etag, live_head(&a->head, "etag"));
        set(&f->modified, live_head(&a->head, "last-modified"));
        w->watch->counts.read++;
    }
    live_answer_leave(a);
    f->busy = false;
    if (w->status != NAQL_OK)
        return;
    if (good && *why)
        live_say(w, f->url, why);
    if (!good) {
        fail(w, f, r, why);
    } else if (f->pages == 0) {
        live_feed_settle(w, f);
    } else {
        live_commit(w);
    }
}

/* Another feed of its host was told to wait. */
static void
put_off(live_work *w, live_feed *f, const live_request *r)
{
    f->busy = false;
    f->due = live_now() + r->retry_after * w->watch->rules.second;
    w->watch->counts.later++;
}

static void
answered(void *user, live_request *r)
{
    live_feed *f = user;
    live_work *w = f->work;
    char why[256];
    if (r->put_off) {
        put_off(w, f, r);
        live_request_free(r);
        return;
    }
    f->max_age = max_age_of(&r->head);
    if (r->moved_for_good && r->outcome == LIVE_ANSWERED && r->status == 200) {
        snprintf(why, sizeof why, "has moved to %.150s; put that in the list",
                 r->url);
        live_say(w, f->url, why);
        set(&f->at, live_str(r->url));
    }
    if (r->outcome == LIVE_ANSWERED && r->status == 200) {
        read_feed(w, f, r);
    } else if (r->outcome == LIVE_ANSWERED && r->status == 304) {
        f->busy = false;
        f->unsettled = false;
        w->watch->counts.unchanged++;
        live_feed_settle(w, f);
    } else {
        f->busy = false;
        snprintf(why, sizeof why, "HTTP %ld%s", r->status,
                 what_to_do(r->status));
        fail(w, f, r, r->outcome == LIVE_ANSWERED ? why : r->why);
    }
    live_request_free(r);
}

void
live_feed_ask(live_work *w, live_feed *f)
{
    live_request *r = live_request_new(f->at ? f->at : f->url);
    r->accept = "application/rss+xml, application/atom+xml, application/xml, "
                "text/xml, application/feed+json, */*;q=0.1";
    r->etag = f->etag ? live_copy(live_str(f->etag)) : NULL;
    r->modified = f->modified ? live_copy(live_str(f->modified)) : NULL;
    r->done = answered;
    r->user = f;
    f->busy = true;
    live_fetch(w->fetcher, r);
}
