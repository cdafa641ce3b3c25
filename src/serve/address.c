/* SPDX-License-Identifier: Apache-2.0
 *
 * address.c - where a server listens. Layer 11 (serve). */
#include "serve/address.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define USUAL_PORT 8017u
#define BACKLOG    128

struct place {
    char host[64]; /* without brackets */
    unsigned port;
    bool six;
    union {
        struct sockaddr any;
        struct sockaddr_in four;
        struct sockaddr_in6 six;
    } at;
};

/* "8017"; false: no port. */
static bool
read_port(const char *text, unsigned *out)
{
    unsigned n = 0;
    if (!*text || strlen(text) > 5)
        return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9')
            return false;
        n = n * 10 + (unsigned)(*text - '0');
    }
    *out = n;
    return n <= 65535;
}

/* Splits "HOST:PORT", "HOST", ":PORT" and "[HOST6]:PORT". */
static bool
split(const char *text, struct place *p)
{
    p->six = *text == '[';
    const char *close = p->six ? strchr(text, ']') : NULL;
    const char *from = text + p->six;
    const char *colon = p->six ? (close ? close + 1 : "?") : strchr(text, ':');
    const char *to = p->six ? close : colon ? colon : text + strlen(text);
    p->port = USUAL_PORT;
    if (!to || (size_t)(to - from) >= sizeof(p->host))
        return false;
    memcpy(p->host, from, (size_t)(to - from));
    p->host[to - from] = 0;
    if (!p->host[0] || strcmp(p->host, "localhost") == 0)
        memcpy(p->host, "127.0.0.1", sizeof("127.0.0.1"));
    return !colon || !*colon ||
           (*colon == ':' && read_port(colon + 1, &p->port));
}

static bool
resolve(struct place *p)
{
    if (p->six) {
        p->at.six = (struct sockaddr_in6){
            .sin6_family = AF_INET6, .sin6_port = htons((uint16_t)p->port)};
        return inet_pton(AF_INET6, p->host, &p->at.six.sin6_addr) == 1 &&
               inet_ntop(AF_INET6, &p->at.six.sin6_addr, p->host,
                         sizeof(p->host)) != NULL; /* as browsers write it */
    }
    p->at.four = (struct sockaddr_in){.sin_family = AF_INET,
                                      .sin_port = htons((uint16_t)p->port)};
    return inet_pton(AF_INET, p->host, &p->at.four.sin_addr) == 1;
}

static bool
is_loopback(const struct place *p)
{
    return p->six ? IN6_IS_ADDR_LOOPBACK(&p->at.six.sin6_addr)
                  : ntohl(p->at.four.sin_addr.s_addr) >> 24 == 127;
}

static bool
is_any(const struct place *p)
{
    return p->six ? IN6_IS_ADDR_UNSPECIFIED(&p->at.six.sin6_addr)
                  : p->at.four.sin_addr.s_addr == htonl(INADDR_ANY);
}

/* ---- What Host may say ---- */

static void
add_name(serve_address *a, const char *host, unsigned port, bool bare)
{
    char *to = a->names[a->hosts.n];
    if (bare)
        snprintf(to, sizeof(a->names[0]), "%.250s", host);
    else
        snprintf(to, sizeof(a->names[0]), "%.250s:%u", host, port);
    a->hosts.names[a->hosts.n++] = to;
}

/* A browser leaves out port 80; a proxy in front, all of them. */
static void
name_all(serve_address *a, const struct place *p, const char *given)
{
    char own[80];
    bool usual = p->port == 80;
    snprintf(own, sizeof(own), p->six ? "[%s]" : "%s", p->host);
    add_name(a, own, p->port, usual);
    if (is_loopback(p)) {
        add_name(a, "localhost", p->port, usual);
        if (strcmp(own, "127.0.0.1") != 0)
            add_name(a, "127.0.0.1", p->port, usual);
    }
    if (given) {
        add_name(a, given, p->port, true);
        add_name(a, given, p->port, false);
    }
    snprintf(a->url, sizeof(a->url), "http://%s:%u/",
             is_any(p) && given ? given : own, p->port);
}

/* ---- Listening ---- */

static serve_end
listen_at(struct place *p, const serve_options *o, serve_address *out)
{
    int on = 1;
    socklen_t n = p->six ? sizeof(p->at.six) : sizeof(p->at.four);
    out->fd = socket(p->at.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (out->fd >= 0)
        setsockopt(out->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (out->fd < 0 || bind(out->fd, &p->at.any, n) != 0 ||
        listen(out->fd, BACKLOG) != 0 ||
        getsockname(out->fd, &p->at.any, &n) != 0) {
        o->say("%s:%u: cannot listen there: %s%s", p->host, p->port,
               strerror(errno),
               errno == EADDRINUSE ? " (--listen 127.0.0.1:0 takes a free port)"
                                   : "");
        if (out->fd >= 0)
            close(out->fd);
        out->fd = -1;
        return SERVE_FAILED;
    }
    p->port = ntohs(p->six ? p->at.six.sin6_port : p->at.four.sin_port);
    return SERVE_STOPPED;
}

static bool
is_host(const char *name)
{
    for (const char *c = name; *c; c++)
        if (!isalnum((unsigned char)*c) && !strchr("-.:[]", *c))
            return false;
    return *name && strlen(name) <= 250;
}

serve_end
serve_address_open(const serve_options *o, serve_address *out)
{
    struct place p = {0};
    *out = (serve_address){.fd = -1};
    const char *text = o->listen ? o->listen : "";
    if (!split(text, &p) || !resolve(&p)) {
        o->say("--listen '%s': an address is 127.0.0.1:8017, [::1]:8017 or "
               ":8017",
               text);
        return SERVE_USAGE;
    }
    if (o->host && !is_host(o->host)) {
        o->say("--host '%s': not the name of a host", o->host);
        return SERVE_USAGE;
    }
    if (!is_loopback(&p) && !o->open) {
        o->say("--listen %s: others could read the archive there; with "
               "--allow-others they may",
               text);
        return SERVE_USAGE;
    }
    if (is_any(&p) && !o->host) {
        o->say("--listen %s: by which name is it asked? --host NAME", text);
        return SERVE_USAGE;
    }
    serve_end end = listen_at(&p, o, out);
    if (end == SERVE_STOPPED)
        name_all(out, &p, o->host);
    return end;
}
