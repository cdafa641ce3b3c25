/* SPDX-License-Identifier: Apache-2.0
 *
 * fetch.c - polite fetching: many hosts at once, each by itself. Layer 11
 * (live). */
#include "live/fetch.h"

#include "live/address.h"
#include "live/curl.h"
#include "live/delay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sys/socket.h>

enum { MANY_HOSTS = 4096 };

typedef struct live_host {
    live_request *first, **last; /* waiting */
    bool busy;
    bool gone;
    double free_at;  /* not to be asked before */
    double paced_at; /* the same for requests with a delay */
    struct live_host *next;
} live_host;

struct live_fetcher {
    const live_rules *rules;
    CURLM *multi;
    live_map by_name; /* live_host */
    live_host *hosts;
    size_t many_hosts; /* from which on idle ones are forgotten */
    live_request *working;
    unsigned n_working;
    size_t n_waiting;
    size_t held; /* bytes of bodies of the working */
};

/* ---- Requests ---- */

live_request *
live_request_new(const char *url)
{
    live_request *r = live_new(sizeof *r);
    r->url = live_copy(live_str(url));
    r->accept = "*/*";
    return r;
}

void
live_request_free(live_request *r)
{
    if (!r)
        return;
    free(r->url);
    free(r->etag);
    free(r->modified);
    live_bytes_clear(&r->head);
    live_bytes_clear(&r->body);
    free(r);
}

static void
refuse(live_request *r, live_outcome outcome, const char *why)
{
    if (r->why[0])
        return; /* the first reason is the cause of the others */
    r->outcome = outcome;
    snprintf(r->why, sizeof r->why, "%s", why);
}

/* ---- What libcurl asks and hands over ---- */

static curl_socket_t
open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *to)
{
    live_request *r = user;
    char at[64], why[160];
    (void)purpose;
    if (r->rules->allow_private || live_address_public(&to->addr))
        return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
    live_address_write(&to->addr, at, sizeof at);
    snprintf(why, sizeof why,
             "is at %s, no address of the public network; --allow-private lets "
             "it be asked",
             at);
    refuse(r, LIVE_REFUSED, why);
    return CURL_SOCKET_BAD;
}

/* Behind a head such as "100 Continue" another starts; a line of one may be
 * called HTTP/x too. */
static bool
starts_anew(const live_request *r, const char *line, size_t n)
{
    naql_str head = {r->head.ptr, r->head.len};
    bool ended =
        (head.len > 2 && !memcmp(head.ptr + head.len - 2, "\n\n", 2)) ||
        (head.len > 3 && !memcmp(head.ptr + head.len - 3, "\n\r\n", 3));
    return ended && !r->body.len && n > 5 && !memcmp(line, "HTTP/", 5);
}

static size_t
take_head(char *bytes, size_t size, size_t n, void *user)
{
    live_request *r = user;
    r->bytes += n * size;
    if (starts_anew(r, bytes, n))
        r->head.len = 0;
    if (r->head.len + n * size > LIVE_MOST_HEAD) {
        refuse(r, LIVE_FAILED, "a head of more than 64 KB");
        return 0;
    }
    live_bytes_add(&r->head, bytes, n * size);
    return n * size;
}

static size_t
take_body(char *bytes, size_t size, size_t n, void *user)
{
    live_request *r = user;
    r->bytes += n * size;
    if (r->body.len + n * size > LIVE_MOST_BYTES) {
        refuse(r, LIVE_FAILED, "more than 16 MB");
        return 0;
    }
    if (*r->held + n * size > LIVE_MOST_OF_ALL &&
        r->body.len + n * size > LIVE_USUAL_BYTES) {
        refuse(r, LIVE_FAILED, "too many long answers at a time");
        return 0;
    }
    *r->held += n * size;
    live_bytes_add(&r->body, bytes, n * size);
    return n * size;
}

/* Gives it back. What is then done with it may take long (a feed of a hundred
 * thousand items): the others at work are not blamed for that time. */
static void
give_back(live_fetcher *f, live_request *r)
{
    double before = live_now();
    r->done(r->user, r);
    double took = live_now() - before;
    for (live_request *at = f->working; at; at = at->next) {
        at->started += took;
        at->window += took;
    }
}

/* ---- Starting ---- */

static void
add_condition(live_request *r, const char *name, const char *value)
{
    char line[600];
    if (!value || strlen(value) > 512)
        return;
    snprintf(line, sizeof line, "%s: %s", name, value);
    r->headers = live.curl_slist_append(r->headers, line);
}

static void
set_up(live_request *r, CURL *c)
{
    char accept[200];
    snprintf(accept, sizeof accept, "Accept: %s", r->accept);
    r->headers = live.curl_slist_append(NULL, accept);
    add_condition(r, "If-None-Match", r->etag);
    add_condition(r, "If-Modified-Since", r->modified);
#define SET(option, value) live.curl_easy_setopt(c, CURLOPT_##option, value)
    SET(URL, r->url);
    SET(PRIVATE, r);
    SET(HTTPHEADER, r->headers);
    SET(USERAGENT, r->rules->agent);
    SET(PROTOCOLS_STR, "http,https");
    SET(FOLLOWLOCATION, 0L); /* each hop is checked, and waits its turn */
    SET(PROXY, "");          /* what the environment says is not asked */
    SET(NOSIGNAL, 1L);
    SET(HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    SET(SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    SET(ACCEPT_ENCODING, "gzip, deflate");
    SET(MAXFILESIZE_LARGE, (curl_off_t)LIVE_MOST_BYTES);
    SET(OPENSOCKETFUNCTION, open_socket);
    SET(OPENSOCKETDATA, r);
    SET(HEADERFUNCTION, take_head);
    SET(HEADERDATA, r);
    SET(WRITEFUNCTION, take_body);
    SET(WRITEDATA, r);
    SET(CONNECTTIMEOUT_MS, 30000L); /* the shorter ones are kept below */
    SET(QUICK_EXIT, 1L);
#undef SET
}

static live_request *
take_first(live_fetcher *f, live_host *h)
{
    live_request *r = h->first;
    h->first = r->next;
    if (!h->first)
        h->last = &h->first;
    f->n_waiting--;
    return r;
}

static void
start(live_fetcher *f, live_host *h)
{
    live_request *r = take_first(f, h);
    CURL *c = live.curl_easy_init();
    if (!c) {
        refuse(r, LIVE_FAILED, "libcurl does not start");
        give_back(f, r);
        return;
    }
    r->handle = c;
    r->held = &f->held;
    r->head.len = r->body.len = r->bytes = r->window_bytes = 0;
    r->started = r->window = live_now();
    r->first = 0;
    set_up(r, c);
    h->busy = true;
    r->next = f->working;
    f->working = r;
    f->n_working++;
    live.curl_multi_add_handle(f->multi, c);
}

static live_host *
host_of(live_fetcher *f, const char *name)
{
    live_host *h = live_map_get(&f->by_name, name);
    if (h)
        return h;
    h = live_new(sizeof *h);
    h->last = &h->first;
    h->next = f->hosts;
    f->hosts = h;
    live_map_put(&f->by_name, name, h);
    return h;
}

/* Feeds may name new hosts for ever: those that nothing is asked of, and that
 * may be asked at once, are forgotten. Not from within `done`. */
static void
forget_idle(live_fetcher *f)
{
    double now = live_now();
    live_map *m = &f->by_name;
    if (m->n < f->many_hosts)
        return;
    for (size_t i = 0; i < m->room; i++) {
        live_host *h = m->at[i].value;
        if (h && !h->busy && !h->first && h->free_at <= now &&
            h->paced_at <= now) {
            h->gone = true;
            m->at[i].value = NULL;
        }
    }
    for (live_host **at = &f->hosts, *h; (h = *at);)
        if (h->gone) {
            *at = h->next;
            free(h);
        } else {
            at = &h->next;
        }
    live_map_tidy(m);
    f->many_hosts = m->n > MANY_HOSTS / 2 ? 2 * m->n : MANY_HOSTS;
}

/* Finds its host; false: its address is refused. */
static bool
find_host(live_fetcher *f, live_request *r)
{
    char *host, why[160];
    char *url = live_url(f->rules, NULL, r->url, &host, NULL, why);
    r->rules = f->rules;
    if (!url) {
        refuse(r, LIVE_REFUSED, why);
        return false;
    }
    free(r->url);
    r->url = url;
    r->host = host_of(f, host);
    free(host);
    return true;
}

static void
put_last(live_fetcher *f, live_request *r)
{
    r->next = NULL;
    *r->host->last = r;
    r->host->last = &r->next;
    f->n_waiting++;
}

static void
put_first(live_fetcher *f, live_request *r)
{
    live_host *h = r->host;
    r->next = h->first;
    if (!h->first)
        h->last = &r->next;
    h->first = r;
    f->n_waiting++;
}

void
live_fetch(live_fetcher *f, live_request *r)
{
    if (find_host(f, r))
        put_last(f, r);
    else
        r->done(r->user, r);
}

/* ---- Ending ---- */

static void
unlink_working(live_fetcher *f, live_request *r)
{
    live_request **at = &f->working;
    while (*at != r)
        at = &(*at)->next;
    *at = r->next;
    r->next = NULL;
    f->n_working--;
}

static void
let_go(live_fetcher *f, live_request *r)
{
    double now = live_now(), second = f->rules->second;
    unlink_working(f, r);
    live.curl_multi_remove_handle(f->multi, r->handle);
    live.curl_easy_cleanup(r->handle);
    live.curl_slist_free_all(r->headers);
    r->handle = r->headers = NULL;
    r->host->busy = false;
    f->held -= r->body.len;
    if (r->delay > 0)
        r->host->paced_at = now + r->delay * second;
    double pause =
        r->retry_after > LIVE_HOST_PAUSE ? r->retry_after : LIVE_HOST_PAUSE;
    r->host->free_at = now + pause * second;
    r->spent += now - r->started;
}

static bool
is_redirect(long status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 ||
           status == 308;
}

/* To where the answer points; false: it is the last answer. */
static bool
follow(live_fetcher *f, live_request *r, const char *to)
{
    char why[160];
    if (!to || !is_redirect(r->status) || r->outcome != LIVE_ANSWERED)
        return false;
    if (++r->redirects > LIVE_MOST_REDIRECTS) {
        refuse(r, LIVE_FAILED,
               "leads from address to address, more than 5 times");
        return false;
    }
    char *url = live_url(f->rules, r->url, to, NULL, NULL, why);
    if (!url) {
        char said[160];
        snprintf(said, sizeof said, "leads to %.60s: %.80s", to, why);
        refuse(r, LIVE_REFUSED, said);
        return false;
    }
    if (r->redirects == 1)
        r->moved_for_good = true;
    r->moved_for_good &= r->status == 301 || r->status == 308;
    free(r->url);
    r->url = url;
    return true;
}

/* Goes on at its new address. To the host that sent it there it is one question
 * in two parts, which nothing comes between; another has its own pace. */
static void
fetch_on(live_fetcher *f, live_request *r)
{
    live_host *before = r->host;
    live_bytes_clear(&r->head); /* it may wait for long */
    live_bytes_clear(&r->body);
    if (!find_host(f, r)) {
        give_back(f, r);
    } else if (r->host == before) {
        before->free_at = live_now();
        if (r->delay > 0)
            before->paced_at = before->free_at;
        put_first(f, r);
    } else {
        r->delay = 0; /* the other host's is not known */
        put_last(f, r);
    }
}

static void
read_answer(live_request *r)
{
    curl_off_t wait = 0;
    live.curl_easy_getinfo(r->handle, CURLINFO_RESPONSE_CODE, &r->status);
    live.curl_easy_getinfo(r->handle, CURLINFO_RETRY_AFTER, &wait);
    bool asks = r->status == 429 || r->status == 503;
    r->retry_after = asks ? (double)wait : 0;
    if (r->retry_after > LIVE_DAY)
        r->retry_after = LIVE_DAY;
    r->second = (int64_t)time(NULL);
}

/* What went wrong, and what to do; in libcurl's words where it is rare. */
static const char *
reason(CURLcode code)
{
    static const struct {
        CURLcode code;
        const char *why;
    } known[] = {
        {CURLE_FILESIZE_EXCEEDED, "more than 16 MB"},
        {CURLE_PARTIAL_FILE, "the answer ends before its length"},
        {CURLE_GOT_NOTHING, "the connection was closed without an answer"},
        {CURLE_COULDNT_RESOLVE_HOST,
         "its host is not known; is the address right, and the network up?"},
        {CURLE_COULDNT_CONNECT, "no connection; is the network up?"},
        {CURLE_OPERATION_TIMEDOUT, "no connection within 30 seconds"},
        {CURLE_PEER_FAILED_VERIFICATION,
         "its certificate does not prove who it is"},
        {CURLE_SSL_CACERT_BADFILE,
         "no list of certificates to check its own by (Debian: apt install "
         "ca-certificates)"},
        {CURLE_UNSUPPORTED_PROTOCOL, "no answer of a web server"},
        {CURLE_WEIRD_SERVER_REPLY, "no answer of a web server"},
        {CURLE_BAD_CONTENT_ENCODING, "its compression is damaged"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].code == code)
            return known[i].why;
    return live.curl_easy_strerror(code);
}

/* A request whose exchange ended, well or not. */
static void
finish(live_fetcher *f, live_request *r, CURLcode code)
{
    char *to = NULL, *copy = NULL;
    read_answer(r);
    if (code != CURLE_OK)
        refuse(r, LIVE_FAILED, reason(code));
    live.curl_easy_getinfo(r->handle, CURLINFO_REDIRECT_URL, &to);
    if (to)
        copy = live_copy(live_str(to));
    let_go(f, r);
    bool on = follow(f, r, copy);
    free(copy);
    if (on)
        fetch_on(f, r);
    else
        give_back(f, r);
}

/* ---- Limits of time ---- */

static const char *
overdue(const live_rules *rules, live_request *r, double now)
{
    double second = rules->second;
    if (r->bytes && r->first <= 0)
        r->first = now;
    if (r->first <= 0 && now - r->started > LIVE_FIRST_BYTE * second)
        return "no answer within 10 seconds";
    if (r->spent + now - r->started > LIVE_TOTAL * second)
        return "no whole answer within 30 seconds";
    if (now - r->window < LIVE_SLOW_SECONDS * second)
        return NULL;
    bool slow = r->bytes - r->window_bytes < LIVE_SLOW_BYTES;
    r->window = now;
    r->window_bytes = r->bytes;
    return slow ? "slower than 1 KB a second" : NULL;
}

static void
keep_limits(live_fetcher *f)
{
    double now = live_now();
    live_request *next;
    for (live_request *r = f->working; r; r = next) {
        next = r->next;
        const char *why = overdue(f->rules, r, now);
        if (!why)
            continue;
        refuse(r, LIVE_FAILED, why);
        let_go(f, r);
        give_back(f, r);
        next = f->working; /* `done` may have put in anything */
    }
}

/* ---- Going on ---- */

/* When the first that waits for the host may be asked. */
static double
may_start_at(const live_host *h)
{
    bool paced = h->first->delay > 0 && h->paced_at > h->free_at;
    return paced ? h->paced_at : h->free_at;
}

/* A host that asks to be left alone for long is not waited for. */
static bool
put_off(live_fetcher *f, live_host *h, double now)
{
    double left = may_start_at(h) - now;
    if (left <= LIVE_HOST_PATIENCE * f->rules->second)
        return false;
    live_request *r = take_first(f, h);
    r->put_off = true;
    r->retry_after = left / f->rules->second;
    refuse(r, LIVE_FAILED, "its host asks to be left alone");
    give_back(f, r);
    return true;
}

/* Starts what may start; until when there is nothing more to start. */
static double
start_due(live_fetcher *f)
{
    double now = live_now(), until = now + 1e9;
    for (live_host *h = f->hosts; h; h = h->next) {
        if (h->busy || !h->first || f->n_working >= LIVE_MOST_AT_ONCE)
            continue;
        double at = may_start_at(h);
        if (at <= now)
            start(f, h);
        else if (put_off(f, h, now))
            until = now;
        else if (at < until)
            until = at;
    }
    return until - now;
}

bool
live_fetch_step(live_fetcher *f, double most)
{
    int running = 0, left = 0;
    forget_idle(f);
    double wait = start_due(f);
    double look = 0.25 * f->rules->second; /* limits of time are looked at */
    live.curl_multi_perform(f->multi, &running);
    for (CURLMsg *m; (m = live.curl_multi_info_read(f->multi, &left));) {
        live_request *r = NULL;
        CURLcode code = m->data.result;
        live.curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &r);
        finish(f, r, code);
        wait = 0;
    }
    keep_limits(f);
    if (f->n_working && look < wait)
        wait = look;
    wait = wait < most ? wait : most;
    if (wait > 0)
        live.curl_multi_poll(f->multi, NULL, 0, (int)(wait * 1000) + 1, NULL);
    return f->n_working || f->n_waiting;
}

live_fetcher *
live_fetcher_new(const live_rules *rules)
{
    live_fetcher *f = live_new(sizeof *f);
    f->rules = rules;
    f->many_hosts = MANY_HOSTS;
    f->multi = live.curl_multi_init();
    if (f->multi)
        return f;
    free(f);
    return NULL;
}

static void
drop(live_request *r)
{
    if (r->drop)
        r->drop(r->user);
    live_request_free(r);
}

void
live_fetcher_free(live_fetcher *f)
{
    while (f->working) {
        live_request *r = f->working;
        let_go(f, r);
        drop(r);
    }
    for (live_host *h = f->hosts, *next; h; h = next) {
        next = h->next;
        for (live_request *r = h->first, *more; r; r = more) {
            more = r->next;
            drop(r);
        }
        free(h);
    }
    live_map_clear(&f->by_name, NULL);
    live.curl_multi_cleanup(f->multi);
    free(f);
}
