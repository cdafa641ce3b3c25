/* SPDX-License-Identifier: Apache-2.0
 *
 * poll.h - what the parts of a watch share: feeds, their answers, pages that
 * are to be fetched. Layer 11 (live). */
#ifndef NQ_LIVE_POLL_H
#define NQ_LIVE_POLL_H

#include "live/watch.h"

/* Pages that wait, of all feeds: each costs 15 KB. */
enum { LIVE_PAGES = 20000 };

typedef struct live_feed {
    struct live_work *work;
    char *url;             /* as the list has it: its name */
    char *at;              /* where it has moved to for good; NULL: nowhere */
    char *etag, *modified; /* of the answer whose items are all settled */
    unsigned failures;     /* in a row */
    int64_t until;         /* since 1970: not to be asked before */
    double due;            /* monotonic */
    uint64_t seed;
    /* while it is asked */
    bool busy, unsettled; /* unsettled: the next answer is to be whole */
    unsigned pages;       /* waiting */
    double max_age;
} live_feed;

typedef struct live_answer { /* of a feed, as long as somebody needs it */
    unsigned users;
    char *url, *feed;
    live_bytes head, body;
    int64_t second;
    bool is_kept;
    uint64_t offset;
    char *file;
    size_t *held; /* bytes of all answers that wait for pages; NULL: not yet */
} live_answer;

typedef struct live_page { /* of an item whose text the feed does not have */
    struct live_work *work;
    live_feed *feed;
    live_answer *answer;
    naql_article *teaser; /* what the feed tells of it */
    char *url, *key;      /* key: the item's in its feed; NULL: none */
    bool foreign;         /* of another site than its feed */
    struct live_page *next;
} live_page;

typedef struct live_site { /* one that pages are fetched from */
    bool known, none;      /* its rules are; it may not be asked at all */
    bool later;            /* its host asks to be left alone now */
    double until;          /* monotonic: then they are asked for again */
    double delay;          /* seconds between its pages; 0: as usual */
    live_bytes rules;
    live_page *waiting, **last;
    struct live_work *work;
} live_site;

typedef struct live_work {
    live_watch *watch;
    live_fetcher *fetcher;
    live_feed *feeds;   /* [watch->feeds.n] */
    live_map pending;   /* keys of items whose pages are to be fetched */
    live_map sites;     /* by origin */
    size_t rules_bytes; /* of theirs, since they were last forgotten */
    size_t pages;       /* waiting, of all feeds */
    size_t held;        /* bytes of the answers that these need */
    naql_status status; /* other than NAQL_OK: the end */
    naql_error err;
} live_work;

/* "naql: WHERE: what", a line. */
void live_say(live_work *w, const char *where, const char *what);
/* Ends the work unless the status is good; the same as a truth. */
bool live_good(live_work *w, naql_status status);
bool live_commit(live_work *w);

/* ---- Feeds (feed.c) ---- */

/* What the archive remembers of a feed, and back. */
void live_feed_load(live_work *w, live_feed *feed);
void live_feed_save(live_work *w, live_feed *feed);
void live_feed_ask(live_work *w, live_feed *feed);
/* Its pages are done: it is asked again in time. */
void live_feed_settle(live_work *w, live_feed *feed);

/* ---- Items (item.c) ---- */

/* Has the feed the article, or a teaser of it? */
bool live_is_teaser(naql_str title, naql_str text);
size_t live_words(naql_str text);
/* Are two hosts one site's, by their names? */
bool live_same_owner(const char *host, const char *other);
/* Puts in the items that are new, those with a teaser alone once their pages
 * are there. False: it holds none. why[0..255] says what is wrong with it;
 * empty: nothing. */
bool live_items(live_work *w, live_feed *feed, live_answer *answer, char *why);
/* Adds an article, with what is kept of it, and remembers its item. */
void live_take(live_work *w, const naql_article *a, const naql_kept *kept,
               const char *url, const char *key, uint64_t *count);
/* Adds what the feed tells, and keeps its answer. */
void live_take_from_feed(live_work *w, live_answer *answer,
                         const naql_article *a, const char *url,
                         const char *key, uint64_t *count);
void live_answer_leave(live_answer *answer);

/* ---- Pages (page.c) ---- */

/* Fetches it, if its site allows that; takes the page. */
void live_page_ask(live_work *w, live_page *page);
void live_page_free(live_page *page);
void live_site_free(void *site);

#endif
