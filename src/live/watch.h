/* SPDX-License-Identifier: Apache-2.0
 *
 * watch.h - feeds -> an archive. Layer 11 (live). */
#ifndef NQ_LIVE_WATCH_H
#define NQ_LIVE_WATCH_H

#include "live/fetch.h"
#include "live/list.h"

typedef struct live_counts {
    uint64_t of_pages, of_feeds, of_teasers; /* articles added, by whence */
    uint64_t there;                          /* items that were known */
    uint64_t read, unchanged, failed, later; /* feeds; later: not due */
    uint64_t missed;                         /* pages that could not be had */
} live_counts;

typedef struct live_watch {
    naql_engine *engine;
    naql_store *store;
    live_list feeds;
    live_rules rules;
    double every; /* seconds between two askings of a feed */
    bool once;
    void (*say)(void *user, const char *message);         /* one line */
    bool (*go_on)(void *user, const live_counts *so_far); /* false: stop */
    void *user;
    live_counts counts;
} live_watch;

/* Asks the feeds, and puts what they bring into the archive, once or until
 * go_on says no.
 *
 * returns  NAQL_OK, NAQL_CANCELLED (go_on said no), or why the archive cannot
 *          be written; all that was counted is committed */
naql_status live_watch_run(live_watch *w, naql_error *err);

#endif
