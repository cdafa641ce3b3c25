/* SPDX-License-Identifier: Apache-2.0
 *
 * fetch.h - polite fetching: many hosts at once, each by itself. Layer 11
 * (live).
 *
 * One request a host at a time and one in five seconds; a host that asks to be
 * left alone is. Limits of time and size; addresses of the public network
 * alone; http and https. Knows nothing of feeds. */
#ifndef NQ_LIVE_FETCH_H
#define NQ_LIVE_FETCH_H

#include "live/tools.h"

/* What an answer may cost (bytes are decoded ones). */
#define LIVE_MOST_BYTES     (16u << 20)
#define LIVE_MOST_HEAD      (64u << 10)
#define LIVE_MOST_REDIRECTS 5u
#define LIVE_MOST_AT_ONCE   128u /* hosts that are asked at the same time */
/* Of all answers that are coming in together, beyond which one of more than
 * LIVE_USUAL_BYTES is broken off, to be asked for again later. */
#define LIVE_MOST_OF_ALL (128u << 20)
#define LIVE_USUAL_BYTES (1u << 20)

/* Seconds. */
#define LIVE_TOTAL         30.0
#define LIVE_FIRST_BYTE    10.0
#define LIVE_SLOW_SECONDS  15.0   /* in which there have to be... */
#define LIVE_SLOW_BYTES    15360u /* ...so many: 1 KB a second */
#define LIVE_HOST_PAUSE    5.0
#define LIVE_HOST_PATIENCE 60.0 /* with one that asks to be left alone */

typedef struct live_rules {
    bool allow_private; /* any address, any port */
    const char *agent;  /* User-Agent */
    double second;      /* how long a second is, for tests; 1 */
} live_rules;

typedef enum live_outcome {
    LIVE_ANSWERED, /* with any status but a redirect */
    LIVE_FAILED,   /* `why` says what; it may go well another time */
    LIVE_REFUSED   /* `why` says what; it will not */
} live_outcome;

typedef struct live_request live_request;
struct live_request {
    char *url;             /* asked for; after redirects the last */
    char *etag, *modified; /* that a 304 is asked for by; NULL: none */
    const char *accept;
    double delay; /* seconds from one that has such to the next of its host, if
                     that is more than all are spaced; 0: none */
    void (*done)(void *user, live_request *r); /* takes it back, to free */
    void (*drop)(void *user); /* when there will be no answer; NULL: nothing */
    void *user;
    /* the answer */
    live_outcome outcome;
    long status;
    live_bytes head, body;
    int64_t second;      /* since 1970, when it came */
    double retry_after;  /* seconds that the server asks for; 0: none */
    bool put_off;        /* it was not asked: its host wants a longer pause */
    bool moved_for_good; /* all redirects were permanent */
    char why[160];
    /* while it is at work */
    unsigned redirects;
    double spent, started, first, window;
    size_t bytes, window_bytes; /* as they came */
    size_t *held;               /* bytes of all bodies that are coming in */
    void *handle, *headers;
    const live_rules *rules;
    struct live_host *host;
    live_request *next;
};

live_request *live_request_new(const char *url);
void live_request_free(live_request *r); /* NULL is allowed */

/* Its parts as libcurl reads them: http or https, no password, a usual port
 * (80, 443, 8000 to 8999) unless the rules allow private ones. A relative one
 * is taken from `base` (NULL: none). Without fragment; NULL and why[0..159]
 * when it is refused; the caller's to free. *host and *origin
 * ("https://a.example") too, where they are asked for. */
char *live_url(const live_rules *rules, const char *base, const char *url,
               char **host, char **origin, char *why);

typedef struct live_fetcher live_fetcher;
/* NULL: libcurl does not start. The rules are borrowed. */
live_fetcher *live_fetcher_new(const live_rules *rules);
/* Frees all requests, with `drop` instead of `done`. */
void live_fetcher_free(live_fetcher *f);

/* Puts a request into the queue of its host; it is given back by `done`, at
 * once when its address is refused. */
void live_fetch(live_fetcher *f, live_request *r);

/* Goes on with what there is, and waits `most` seconds at the most for
 * something to happen. False: there is nothing to be done. */
bool live_fetch_step(live_fetcher *f, double most);

#endif
