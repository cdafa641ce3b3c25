/* SPDX-License-Identifier: Apache-2.0
 *
 * http.c - libmicrohttpd, behind the guard. Layer 11 (serve).
 *
 * A connection is a thread and one request. */
#include "serve/http.h"

#include "serve/mhd.h"
#include "serve/route.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>
#include <xxhash.h>

struct serve_http {
    struct MHD_Daemon *daemon;
    serve_guard *guard;
    serve_pool *pool;
    bool english;
    char policy[512];
};

#define TAG_ROOM 20 /* a quoted hash */

/* ---- The request ---- */

static enum MHD_Result
take_argument(void *user, enum MHD_ValueKind kind, const char *name,
              const char *value)
{
    serve_request *r = user;
    (void)kind;
    if (r->n == SERVE_ARGUMENTS) {
        r->bad = true;
        return MHD_NO;
    }
    for (unsigned i = 0; i < r->n; i++)
        r->bad |= strcmp(r->arguments[i].name, name) == 0;
    r->arguments[r->n++] = (serve_argument){name, value ? value : ""};
    return MHD_YES;
}

static void
read_request(const serve_http *h, struct MHD_Connection *c, const char *path,
             serve_request *out)
{
    *out = (serve_request){.path = path, .english = h->english};
    const char *accept =
        mhd.lookup_connection_value(c, MHD_HEADER_KIND, "Accept");
    out->lines = accept && strstr(accept, "application/x-ndjson") != NULL;
    mhd.get_connection_values(c, MHD_GET_ARGUMENT_KIND, take_argument, out);
}

/* ---- The reply ---- */

static void
tag_of(const serve_reply *reply, char out[TAG_ROOM])
{
    snprintf(out, TAG_ROOM, "\"%016llx\"",
             (unsigned long long)XXH3_64bits(reply->body ? reply->body : "",
                                             reply->len));
}

/* Is the tag, or any, among those that the client has? */
static bool
is_had(struct MHD_Connection *c, const char *tag)
{
    const char *had =
        mhd.lookup_connection_value(c, MHD_HEADER_KIND, "If-None-Match");
    return had && (strcmp(had, "*") == 0 || strstr(had, tag) != NULL);
}

static void
add_headers(const serve_http *h, const serve_reply *reply, const char *tag,
            struct MHD_Response *to)
{
    mhd.add_response_header(to, "X-Content-Type-Options", "nosniff");
    mhd.add_response_header(to, "Referrer-Policy", "no-referrer");
    mhd.add_response_header(to, "Cross-Origin-Resource-Policy", "same-origin");
    mhd.add_response_header(to, "Cross-Origin-Opener-Policy", "same-origin");
    mhd.add_response_header(to, "Content-Security-Policy",
                            reply->page ? h->policy
                                        : "default-src 'none'; "
                                          "frame-ancestors 'none'");
    mhd.add_response_header(to, "Connection", "close");
    mhd.add_response_header(to, "Cache-Control",
                            reply->status == 200 ? "private, no-cache"
                                                 : "no-store");
    if (!reply->page)
        mhd.add_response_header(to, "Vary", "Accept");
    if (reply->status == 200)
        mhd.add_response_header(to, "ETag", tag);
    if (reply->status == 503)
        mhd.add_response_header(to, "Retry-After", "5");
}

static void
add_link(const serve_reply *reply, struct MHD_Response *to)
{
    size_t room = reply->next ? strlen(reply->next) + 20 : 0;
    char *link = room ? malloc(room) : NULL;
    if (!link)
        return;
    snprintf(link, room, "<%s>; rel=\"next\"", reply->next);
    mhd.add_response_header(to, "Link", link);
    free(link);
}

static enum MHD_Result
send_reply(const serve_http *h, struct MHD_Connection *c, serve_reply *reply)
{
    char tag[TAG_ROOM];
    tag_of(reply, tag);
    bool had = reply->status == 200 && is_had(c, tag);
    struct MHD_Response *r = mhd.create_response_from_buffer(
        reply->len, reply->body, MHD_RESPMEM_MUST_FREE);
    if (!r)
        return MHD_NO;
    reply->body = NULL; /* the response's, which sends none with 304: its length
                           alone, as HEAD */
    mhd.add_response_header(r, "Content-Type", reply->type);
    add_headers(h, reply, tag, r);
    add_link(reply, r);
    enum MHD_Result queued =
        mhd.queue_response(c, had ? 304 : reply->status, r);
    mhd.destroy_response(r);
    return queued;
}

/* Called once with the head, then to be answered. */
static enum MHD_Result
handle(void *user, struct MHD_Connection *c, const char *path,
       const char *method, const char *version, const char *data, size_t *n,
       void **state)
{
    static char seen;
    const serve_http *h = user;
    serve_request request;
    serve_reply reply;
    (void)version;
    (void)data;
    if (*n || (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0))
        return MHD_NO; /* the guard lets none in */
    if (!*state) {
        *state = &seen;
        return MHD_YES;
    }
    read_request(h, c, path, &request);
    serve_route(h->pool, &request, &reply);
    enum MHD_Result sent = reply.failed ? MHD_NO : send_reply(h, c, &reply);
    serve_reply_free(&reply);
    return sent;
}

/* ---- Connections ---- */

static void
notice(void *user, struct MHD_Connection *c, void **socket_state,
       enum MHD_ConnectionNotificationCode what)
{
    serve_http *h = user;
    (void)socket_state;
    if (what != MHD_CONNECTION_NOTIFY_CLOSED)
        return;
    const union MHD_ConnectionInfo *info =
        mhd.get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (info)
        serve_guard_gone(h->guard, info->connect_fd);
}

static bool
admit(void *user, int fd, const struct sockaddr *address, socklen_t n)
{
    serve_http *h = user;
    return mhd.add_connection(h->daemon, fd, address, n) == MHD_YES;
}

static void
stay_silent(void *user, const char *format, va_list args)
{
    (void)user;
    (void)format;
    (void)args;
}

static struct MHD_Daemon *
start(serve_http *h)
{
    return mhd.start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION |
            MHD_USE_POLL | MHD_USE_ITC | MHD_USE_NO_LISTEN_SOCKET |
            MHD_USE_ERROR_LOG,
        0, NULL, NULL, handle, h, MHD_OPTION_EXTERNAL_LOGGER, stay_silent, NULL,
        MHD_OPTION_CONNECTION_LIMIT, SERVE_ANSWERED + 8u,
        MHD_OPTION_CONNECTION_TIMEOUT, SERVE_ANSWER_MS / 1000u,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)4 * SERVE_HEAD_BYTES,
        MHD_OPTION_NOTIFY_CONNECTION, notice, h, MHD_OPTION_STRICT_FOR_CLIENT,
        1, MHD_OPTION_END);
}

serve_http *
serve_http_new(int fd, const serve_hosts *hosts, serve_pool *pool, bool english)
{
    serve_http *h = calloc(1, sizeof(*h));
    if (!h) {
        close(fd);
        return NULL;
    }
    h->guard = serve_guard_new(fd, hosts, admit, h);
    if (!h->guard) {
        free(h);
        return NULL;
    }
    h->pool = pool;
    h->english = english;
    naql_page_policy(h->policy, sizeof(h->policy));
    h->daemon = start(h);
    if (h->daemon)
        return h;
    serve_http_free(h);
    return NULL;
}

bool
serve_http_run(serve_http *h, const _Atomic int *stop, int grace_ms)
{
    struct timespec tick = {.tv_nsec = 20000000};
    serve_guard_run(h->guard, stop);
    serve_guard_close(h->guard);
    for (; grace_ms > 0 && serve_guard_busy(h->guard); grace_ms -= 20)
        nanosleep(&tick, NULL);
    return serve_guard_busy(h->guard) == 0;
}

void
serve_http_free(serve_http *h)
{
    if (!h)
        return;
    if (h->daemon)
        mhd.stop_daemon(h->daemon);
    serve_guard_free(h->guard);
    free(h);
}
