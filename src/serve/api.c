/* SPDX-License-Identifier: Apache-2.0
 *
 * api.c - requests for data: /api/v1/. Layer 11 (serve).
 *
 * The objects are those of `naql search --json` and its like, to the byte. */
#include "serve/route.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Problems (RFC 9457) ---- */

static const char *
title_of(unsigned status)
{
    switch (status) {
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 414:
        return "URI Too Long";
    case 503:
        return "Service Unavailable";
    default:
        return "Internal Server Error";
    }
}

/* The detail is ours, in plain letters, but for what it quotes. */
static void
problem(serve_reply *out, unsigned status, const char *detail)
{
    char line[512], safe[256];
    size_t n = 0, len = strnlen(detail, sizeof(safe) - 1);
    for (; n < len; n++) {
        unsigned char c = (unsigned char)detail[n];
        safe[n] = detail[n];
        if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\')
            safe[n] = '?';
    }
    safe[n] = 0;
    serve_clear(out);
    out->status = status;
    out->type = "application/problem+json";
    snprintf(line, sizeof(line),
             "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%u,"
             "\"detail\":\"%s\"}\n",
             title_of(status), status, safe);
    serve_add_text(out, line);
}

static void
problem_of(serve_reply *out, naql_status status, const naql_error *err)
{
    unsigned code = serve_status_of(status);
    problem(out, code,
            code == 500 ? "the archive cannot be read" : err->message);
}

/* ---- Answers, one after another ---- */

struct answers {
    serve_reply *out;
    uint32_t skip, limit, seen;
    bool lines, more;
};

/* Every write is one answer (naql.h). */
static naql_status
answer(void *user, const char *bytes, size_t n)
{
    struct answers *a = user;
    uint32_t at = a->seen++;
    if (at < a->skip)
        return NAQL_OK;
    if (at >= a->skip + a->limit) {
        a->more = true;
        return NAQL_CANCELLED;
    }
    if (!a->lines)
        serve_add_text(a->out, at == a->skip ? "\n" : ",\n");
    serve_add(a->out, bytes, a->lines || !n ? n : n - 1);
    return a->out->failed ? NAQL_NOMEM : NAQL_OK;
}

/* The same question with a cursor behind these answers. */
static char *
next_of(const serve_request *r, uint32_t cursor)
{
    static const char hex[] = "0123456789ABCDEF";
    size_t room = strlen(r->path) + 32, at;
    for (unsigned i = 0; i < r->n; i++)
        room += 2 + strlen(r->arguments[i].name) +
                3 * strlen(r->arguments[i].value);
    char *out = malloc(room);
    if (!out)
        return NULL;
    at = (size_t)snprintf(out, room, "%s?", r->path);
    for (unsigned i = 0; i < r->n; i++) {
        if (strcmp(r->arguments[i].name, "cursor") == 0)
            continue;
        at +=
            (size_t)snprintf(out + at, room - at, "%s=", r->arguments[i].name);
        for (const char *c = r->arguments[i].value; *c; c++) {
            unsigned char byte = (unsigned char)*c;
            if ((byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z')) {
                out[at++] = *c;
                continue;
            }
            out[at++] = '%';
            out[at++] = hex[byte >> 4];
            out[at++] = hex[byte & 15];
        }
        out[at++] = '&';
    }
    snprintf(out + at, room - at, "cursor=%u", cursor);
    return out;
}

static void
finish(const serve_request *r, struct answers *a)
{
    serve_reply *out = a->out;
    out->type = a->lines ? "application/x-ndjson" : "application/json";
    if (a->more) {
        out->next = next_of(r, a->skip + a->limit);
        out->failed |= !out->next;
    }
    if (a->lines)
        return;
    serve_add_text(out, "],\"next\":");
    serve_add_text(out, out->next ? "\"" : "null");
    serve_add_text(out, out->next ? out->next : "");
    serve_add_text(out, out->next ? "\"}\n" : "}\n");
}

/* ---- Questions ---- */

typedef naql_status question(naql_store *s, const serve_request *r,
                             const naql_ask *ask, naql_sink to,
                             naql_error *err);

static naql_str
str_of(const char *text)
{
    return (naql_str){text ? text : "", text ? strlen(text) : 0};
}

static naql_status
search(naql_store *s, const serve_request *r, const naql_ask *ask, naql_sink to,
       naql_error *err)
{
    return naql_store_search(s, str_of(serve_argument_of(r, "q")), ask, to,
                             err);
}

static naql_status
statements(naql_store *s, const serve_request *r, const naql_ask *ask,
           naql_sink to, naql_error *err)
{
    return naql_store_statements(s, str_of(serve_argument_of(r, "by")),
                                 str_of(serve_argument_of(r, "about")), ask, to,
                                 err);
}

static naql_status
trace(naql_store *s, const serve_request *r, const naql_ask *ask, naql_sink to,
      naql_error *err)
{
    return naql_store_trace(s, str_of(serve_argument_of(r, "text")), ask, to,
                            err);
}

static naql_status
stories(naql_store *s, const serve_request *r, const naql_ask *ask,
        naql_sink to, naql_error *err)
{
    uint32_t least;
    (void)ask;
    serve_number_of(r, "least", 1, SERVE_FURTHEST, &least);
    return naql_store_stories(s, least, to, err);
}

static const struct route {
    const char *path, *needs; /* NULL: nothing */
    const char *takes;        /* arguments, between spaces */
    question *ask;
} routes[] = {
    {"/api/v1/search", "q", " q since until limit cursor ", search},
    {"/api/v1/statements", "by", " by about since until limit cursor ",
     statements},
    {"/api/v1/trace", "text", " text since until limit cursor ", trace},
    {"/api/v1/stories", NULL, " least limit cursor ", stories},
};

/* Is it one of these words? One that has a space in it is none. */
static bool
is_among(const char *words, const char *name)
{
    char spaced[34];
    snprintf(spaced, sizeof(spaced), " %.30s ", name);
    return !strchr(name, ' ') && strstr(words, spaced) != NULL;
}

/* False: a problem was told. */
static bool
check_arguments(const serve_request *r, const char *takes, serve_reply *out)
{
    char detail[120];
    uint32_t n;
    for (unsigned i = 0; i < r->n; i++) {
        if (is_among(takes, r->arguments[i].name))
            continue;
        snprintf(detail, sizeof(detail), "no argument '%.30s' is known here",
                 r->arguments[i].name);
        problem(out, 400, detail);
        return false;
    }
    if (r->bad || !serve_number_of(r, "limit", 1, SERVE_MOST, &n) || n == 0 ||
        !serve_number_of(r, "cursor", 0, SERVE_FURTHEST, &n) ||
        !serve_number_of(r, "least", 0, SERVE_FURTHEST, &n)) {
        problem(out, 400,
                r->bad ? "an argument stands there twice, or there "
                         "are too many"
                       : "limit is a number of 1 to 1000, least one "
                         "of 0 up, cursor what `next` said");
        return false;
    }
    return true;
}

static void
ask_route(serve_pool *pool, const struct route *route, const serve_request *r,
          serve_reply *out)
{
    struct answers a = {.out = out, .lines = r->lines};
    naql_ask ask = {.size = sizeof(ask), .json = true};
    naql_store *store;
    naql_error err;
    serve_number_of(r, "limit", SERVE_USUAL, SERVE_MOST, &a.limit);
    serve_number_of(r, "cursor", 0, SERVE_FURTHEST, &a.skip);
    ask.limit = a.skip + a.limit + 1;
    if (route->ask == search) { /* the others look at all that stand before */
        ask.skip = a.seen = a.skip;
        ask.limit = a.limit + 1;
    }
    ask.since = serve_argument_of(r, "since");
    ask.until = serve_argument_of(r, "until");
    naql_status status = serve_pool_take(pool, &store, &err);
    if (status == NAQL_OK) {
        if (!a.lines)
            serve_add_text(out, "{\"items\":[");
        status = route->ask(store, r, &ask, (naql_sink){answer, &a}, &err);
        serve_pool_give(pool, store);
    }
    if (status == NAQL_OK || status == NAQL_NOT_FOUND || a.more)
        finish(r, &a);
    else
        problem_of(out, status, &err);
}

/* ---- One thing ---- */

static const struct form {
    const char *name, *type;
    naql_format format;
} forms[] = {
    {"json", "application/json", NAQL_FORMAT_JSON},
    {"csv", "text/csv; charset=utf-8", NAQL_FORMAT_CSV},
    {"gexf", "application/xml", NAQL_FORMAT_GEXF},
    {"webannotation", "application/ld+json", NAQL_FORMAT_WEBANNOTATION},
};

static const struct form *
form_of(const serve_request *r)
{
    const char *name = serve_argument_of(r, "format");
    if (!name)
        return forms;
    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
        if (strcmp(name, forms[i].name) == 0)
            return &forms[i];
    return NULL;
}

static naql_status
write_article(naql_store *s, naql_str id, serve_reply *out, naql_error *err)
{
    naql_article *a;
    naql_status status = naql_store_article(s, id, &a, err);
    if (status != NAQL_OK)
        return status;
    out->type = "application/json";
    status = naql_article_json(a, serve_sink(out));
    naql_article_close(a);
    return status;
}

static void
one_story(serve_pool *pool, const serve_request *r, const char *id,
          serve_reply *out)
{
    naql_store *store;
    naql_error err;
    const struct form *form = form_of(r);
    const char *brief = serve_argument_of(r, "brief");
    naql_report_options o = {.size = sizeof(o),
                             .brief = brief && strcmp(brief, "1") == 0};
    if (!check_arguments(r, " brief format ", out))
        return;
    if (!form || (brief && !is_among(" 0 1 ", brief))) {
        problem(out, 400,
                form ? "brief is 0 or 1"
                     : "format is json, csv, gexf or webannotation");
        return;
    }
    naql_status status = serve_pool_take(pool, &store, &err);
    if (status == NAQL_OK) {
        out->type = form->type;
        status = naql_store_report(store, str_of(id), form->format, &o,
                                   serve_sink(out), &err);
        serve_pool_give(pool, store);
    }
    if (status != NAQL_OK)
        problem_of(out, status, &err);
}

static void
one_article(serve_pool *pool, const serve_request *r, const char *id,
            serve_reply *out)
{
    naql_store *store;
    naql_error err;
    if (!check_arguments(r, " ", out))
        return;
    naql_status status = serve_pool_take(pool, &store, &err);
    if (status == NAQL_OK) {
        status = write_article(store, str_of(id), out, &err);
        serve_pool_give(pool, store);
    }
    if (status != NAQL_OK)
        problem_of(out, status, &err);
}

/* ---- Any of them ---- */

static void
ask(serve_pool *pool, const struct route *route, const serve_request *r,
    serve_reply *out)
{
    char detail[60];
    if (!check_arguments(r, route->takes, out))
        return;
    if (!route->needs || serve_argument_of(r, route->needs)) {
        ask_route(pool, route, r, out);
        return;
    }
    snprintf(detail, sizeof(detail), "the argument '%s' is missing",
             route->needs);
    problem(out, 400, detail);
}

void
serve_api(serve_pool *pool, const serve_request *r, serve_reply *out)
{
    const char *id;
    for (size_t i = 0; i < sizeof(routes) / sizeof(*routes); i++)
        if (strcmp(r->path, routes[i].path) == 0) {
            ask(pool, &routes[i], r, out);
            return;
        }
    if ((id = serve_id_of(r->path, "/api/v1/stories/")) != NULL) {
        one_story(pool, r, id, out);
    } else if ((id = serve_id_of(r->path, "/api/v1/articles/")) != NULL) {
        one_article(pool, r, id, out);
    } else if (strcmp(r->path, "/api/openapi.json") == 0) {
        out->type = "application/json";
        serve_add(out, serve_openapi, serve_openapi_n);
    } else {
        problem(out, 404, "no such address; /api/openapi.json tells them all");
    }
}
