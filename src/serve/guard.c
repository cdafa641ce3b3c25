/* SPDX-License-Identifier: Apache-2.0
 *
 * guard.c - who is let in. Layer 11 (serve). */
#include "serve/guard.h"

#include "serve/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#define TICK_MS 100
#define EVENTS  64

typedef enum slot_state {
    SLOT_FREE,
    SLOT_WAITING,  /* for the rest of its head */
    SLOT_LINGERING /* it was refused */
} slot_state;

struct slot {
    int fd;
    slot_state state;
    int64_t since; /* milliseconds */
    bool head;     /* the method: a refusal is the head of one */
    struct sockaddr_storage address;
    socklen_t address_n;
};

struct answered { /* by the library, which closes it */
    int fd;       /* -1: free */
    int64_t since;
};

struct serve_guard {
    int listener, epoll;
    const serve_hosts *hosts;
    serve_admit *admit;
    void *user;
    struct slot slots[SERVE_WAITING];
    pthread_mutex_t lock; /* of what follows */
    struct answered answered[SERVE_ANSWERED];
};

/* ---- Slots ---- */

static void
drop(serve_guard *g, struct slot *s)
{
    epoll_ctl(g->epoll, EPOLL_CTL_DEL, s->fd, NULL);
    close(s->fd);
    *s = (struct slot){0};
}

/* A free slot, or the one that waited longest. */
static struct slot *
room(serve_guard *g)
{
    struct slot *oldest = NULL;
    for (unsigned i = 0; i < SERVE_WAITING; i++) {
        struct slot *s = &g->slots[i];
        if (s->state == SLOT_FREE)
            return s;
        if (!oldest || s->since < oldest->since)
            oldest = s;
    }
    drop(g, oldest);
    return oldest;
}

static const char *
reason(unsigned code)
{
    switch (code) {
    case 403:
        return "Forbidden";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 421:
        return "Misdirected Request";
    case 431:
        return "Request Header Fields Too Large";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Bad Request";
    }
}

/* Says why, and waits a moment for the client to read it: with bytes unread a
 * close would take the answer back. */
static void
refuse(serve_guard *g, struct slot *s, unsigned code)
{
    char body[160], answer[512];
    int n = snprintf(body, sizeof(body),
                     "{\"type\":\"about:blank\",\"title\":\"%s\","
                     "\"status\":%u}\n",
                     reason(code), code);
    int m = snprintf(answer, sizeof(answer),
                     "HTTP/1.1 %u %s\r\n"
                     "Content-Type: application/problem+json\r\n"
                     "Content-Length: %d\r\n%sConnection: close\r\n"
                     "X-Content-Type-Options: nosniff\r\n"
                     "Cache-Control: no-store\r\n\r\n%s",
                     code, reason(code), n,
                     code == 405   ? "Allow: GET, HEAD\r\n"
                     : code == 503 ? "Retry-After: 5\r\n"
                                   : "",
                     s->head ? "" : body);
    if (send(s->fd, answer, (size_t)m, MSG_NOSIGNAL) != m) {
        drop(g, s);
        return;
    }
    shutdown(s->fd, SHUT_WR);
    s->state = SLOT_LINGERING;
    s->since = serve_now_ms();
}

/* ---- Handing on ---- */

/* Takes a place among the answered; false: there is none. */
static bool
enter(serve_guard *g, int fd)
{
    bool good = false;
    pthread_mutex_lock(&g->lock);
    for (unsigned i = 0; i < SERVE_ANSWERED && !good; i++) {
        if (g->answered[i].fd != -1)
            continue;
        g->answered[i] = (struct answered){fd, serve_now_ms()};
        good = true;
    }
    pthread_mutex_unlock(&g->lock);
    return good;
}

void
serve_guard_gone(serve_guard *g, int fd)
{
    pthread_mutex_lock(&g->lock);
    for (unsigned i = 0; i < SERVE_ANSWERED; i++)
        if (g->answered[i].fd == fd)
            g->answered[i].fd = -1;
    pthread_mutex_unlock(&g->lock);
}

unsigned
serve_guard_busy(serve_guard *g)
{
    unsigned n = 0;
    pthread_mutex_lock(&g->lock);
    for (unsigned i = 0; i < SERVE_ANSWERED; i++)
        n += g->answered[i].fd != -1;
    pthread_mutex_unlock(&g->lock);
    return n;
}

static void
hand_on(serve_guard *g, struct slot *s)
{
    struct slot was = *s;
    if (!enter(g, s->fd)) {
        refuse(g, s, 503);
        return;
    }
    epoll_ctl(g->epoll, EPOLL_CTL_DEL, s->fd, NULL);
    *s = (struct slot){0};
    if (!g->admit(g->user, was.fd, (const struct sockaddr *)&was.address,
                  was.address_n))
        serve_guard_gone(g, was.fd);
}

/* ---- Events ---- */

static void
look(serve_guard *g, struct slot *s)
{
    char bytes[SERVE_HEAD_BYTES + 1];
    ssize_t n = recv(s->fd, bytes, sizeof(bytes), MSG_PEEK | MSG_DONTWAIT);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n <= 0) {
        drop(g, s);
        return;
    }
    s->head = n > 5 && memcmp(bytes, "HEAD ", 5) == 0;
    serve_verdict v = serve_head_check((naql_str){bytes, (size_t)n}, g->hosts);
    if (v == SERVE_HEAD_GOOD)
        hand_on(g, s);
    else if (v != SERVE_HEAD_PART)
        refuse(g, s, (unsigned)v);
}

/* Reads away what a refused client still sends. */
static void
linger(serve_guard *g, struct slot *s)
{
    char bytes[SERVE_HEAD_BYTES];
    for (unsigned i = 0; i < 64; i++) {
        ssize_t n = recv(s->fd, bytes, sizeof(bytes), MSG_DONTWAIT);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (n <= 0)
            break;
    }
    drop(g, s);
}

static void
take(serve_guard *g)
{
    for (unsigned i = 0; i < EVENTS; i++) {
        struct slot new = {.state = SLOT_WAITING, .since = serve_now_ms()};
        new.address_n = sizeof(new.address);
        new.fd = accept(g->listener, (struct sockaddr *)&new.address,
                        &new.address_n);
        if (new.fd < 0)
            return;
        fcntl(new.fd, F_SETFD, FD_CLOEXEC);
        struct slot *s = room(g);
        *s = new;
        /* told once of each arrival: what was looked at stays in the socket */
        struct epoll_event e = {.events = EPOLLIN | EPOLLRDHUP | EPOLLET,
                                .data.ptr = s};
        if (epoll_ctl(g->epoll, EPOLL_CTL_ADD, s->fd, &e) != 0) {
            close(s->fd);
            *s = (struct slot){0};
        }
    }
}

static void
cut_late(serve_guard *g)
{
    int64_t now = serve_now_ms();
    for (unsigned i = 0; i < SERVE_WAITING; i++) {
        struct slot *s = &g->slots[i];
        if (s->state == SLOT_WAITING && now - s->since > SERVE_HEAD_MS)
            refuse(g, s, 408);
        else if (s->state == SLOT_LINGERING && now - s->since > SERVE_LINGER_MS)
            drop(g, s);
    }
    pthread_mutex_lock(&g->lock);
    for (unsigned i = 0; i < SERVE_ANSWERED; i++)
        if (g->answered[i].fd != -1 &&
            now - g->answered[i].since > SERVE_ANSWER_MS)
            shutdown(g->answered[i].fd, SHUT_RDWR);
    pthread_mutex_unlock(&g->lock);
}

void
serve_guard_run(serve_guard *g, const _Atomic int *stop)
{
    struct epoll_event events[EVENTS];
    int64_t last = serve_now_ms();
    while (!*stop) {
        int n = epoll_wait(g->epoll, events, EVENTS, TICK_MS);
        bool coming = false;
        for (int i = 0; i < n; i++) {
            struct slot *s = events[i].data.ptr;
            coming |= s == NULL;
            if (s && s->state == SLOT_WAITING)
                look(g, s);
            else if (s && s->state == SLOT_LINGERING)
                linger(g, s);
        }
        if (coming) /* behind the others: a slot is not another's meanwhile */
            take(g);
        if (serve_now_ms() - last < TICK_MS)
            continue;
        last = serve_now_ms();
        cut_late(g);
    }
}

/* ---- Begin and end ---- */

serve_guard *
serve_guard_new(int fd, const serve_hosts *hosts, serve_admit *admit,
                void *user)
{
    serve_guard *g = calloc(1, sizeof(*g));
    if (!g) {
        close(fd);
        return NULL;
    }
    *g = (serve_guard){.listener = fd,
                       .epoll = epoll_create1(EPOLL_CLOEXEC),
                       .hosts = hosts,
                       .admit = admit,
                       .user = user};
    for (unsigned i = 0; i < SERVE_ANSWERED; i++)
        g->answered[i].fd = -1;
    pthread_mutex_init(&g->lock, NULL);
    struct epoll_event e = {.events = EPOLLIN};
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    if (g->epoll < 0 || epoll_ctl(g->epoll, EPOLL_CTL_ADD, fd, &e) != 0) {
        serve_guard_free(g);
        return NULL;
    }
    return g;
}

void
serve_guard_close(serve_guard *g)
{
    if (g->listener >= 0)
        close(g->listener);
    g->listener = -1;
    for (unsigned i = 0; i < SERVE_WAITING; i++)
        if (g->slots[i].state != SLOT_FREE)
            drop(g, &g->slots[i]);
}

void
serve_guard_free(serve_guard *g)
{
    if (!g)
        return;
    serve_guard_close(g);
    if (g->epoll >= 0)
        close(g->epoll);
    pthread_mutex_destroy(&g->lock);
    free(g);
}
