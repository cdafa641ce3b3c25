/* SPDX-License-Identifier: Apache-2.0
 *
 * watch.c - feeds -> an archive: the loop. Layer 11 (live). */
#include "live/watch.h"

#include "live/curl.h"
#include "live/poll.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void
live_say(live_work *w, const char *where, const char *what)
{
    char line[700];
    snprintf(line, sizeof line, "%.300s: %s", where, what);
    w->watch->say(w->watch->user, line);
}

bool
live_good(live_work *w, naql_status status)
{
    if (status != NAQL_OK && w->status == NAQL_OK)
        w->status = status;
    return status == NAQL_OK;
}

bool
live_commit(live_work *w)
{
    return w->status == NAQL_OK &&
           live_good(w, naql_store_commit(w->watch->store, &w->err));
}

/* Asks what is due; when the next one is. */
static double
ask_due(live_work *w)
{
    double now = live_now(), next = now + 3600;
    for (size_t i = 0; i < w->watch->feeds.n; i++) {
        live_feed *f = &w->feeds[i];
        if (f->busy || f->pages)
            continue;
        if (f->due <= now)
            live_feed_ask(w, f);
        else if (f->due < next)
            next = f->due;
    }
    return next - now;
}

/* Feeds that asked to be left alone, or failed a while ago, wait for their
 * time. */
static void
start(live_work *w)
{
    live_watch *watch = w->watch;
    double now = live_now();
    int64_t clock = (int64_t)time(NULL);
    w->feeds = live_new(watch->feeds.n * sizeof *w->feeds);
    for (size_t i = 0; i < watch->feeds.n; i++) {
        live_feed *f = &w->feeds[i];
        f->url = watch->feeds.at[i];
        f->work = w;
        live_feed_load(w, f);
        int64_t left = f->until - clock;
        if (left > 86400) /* a clock that was put back */
            left = 86400;
        f->due = now + (left > 0 ? (double)left : 0);
        watch->counts.later += left > 0;
    }
}

static void
loop(live_work *w)
{
    const double most = 0.5; /* seconds until go_on is asked again */
    double next = ask_due(w);
    for (;;) {
        if (!w->watch->go_on(w->watch->user, &w->watch->counts)) {
            w->status = NAQL_CANCELLED;
            return;
        }
        double wait = !w->watch->once && next < most ? next : most;
        bool more = live_fetch_step(w->fetcher, wait);
        if (w->status != NAQL_OK || (w->watch->once && !more))
            return;
        if (!w->watch->once)
            next = ask_due(w);
    }
}

static void
finish(live_work *w)
{
    if (w->status == NAQL_CANCELLED) { /* what was added stays */
        naql_status s = naql_store_commit(w->watch->store, &w->err);
        w->status = s == NAQL_OK ? NAQL_CANCELLED : s;
    }
    live_fetcher_free(w->fetcher);
    live_map_clear(&w->sites, live_site_free);
    live_map_clear(&w->pending, NULL);
    for (size_t i = 0; i < w->watch->feeds.n; i++) {
        free(w->feeds[i].at);
        free(w->feeds[i].etag);
        free(w->feeds[i].modified);
    }
    free(w->feeds);
}

naql_status
live_watch_run(live_watch *watch, naql_error *err)
{
    live_work w = {.watch = watch};
    const char *why;
    if (live_curl_open(&why))
        w.fetcher = live_fetcher_new(&watch->rules);
    if (!w.fetcher) {
        *err = (naql_error){.status = NAQL_IO};
        snprintf(err->message, sizeof err->message, "%s", why);
        return NAQL_IO;
    }
    start(&w);
    if (w.status == NAQL_OK)
        loop(&w);
    finish(&w);
    *err = w.err;
    return w.status;
}
