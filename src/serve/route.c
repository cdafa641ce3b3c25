/* SPDX-License-Identifier: Apache-2.0
 *
 * route.c - which request is answered where; what replies are made of. Layer
 * 11 (serve). */
#include "serve/route.h"

#include <stdlib.h>
#include <string.h>

/* ---- Requests ---- */

const char *
serve_argument_of(const serve_request *r, const char *name)
{
    for (unsigned i = 0; i < r->n; i++)
        if (strcmp(r->arguments[i].name, name) == 0)
            return r->arguments[i].value && *r->arguments[i].value
                       ? r->arguments[i].value
                       : NULL;
    return NULL;
}

bool
serve_number_of(const serve_request *r, const char *name, uint32_t usual,
                uint32_t most, uint32_t *out)
{
    const char *text = serve_argument_of(r, name);
    uint64_t n = 0;
    *out = usual;
    if (!text)
        return true;
    for (; *text; text++) {
        if (*text < '0' || *text > '9')
            return false;
        n = n * 10 + (uint64_t)(*text - '0');
        if (n > most)
            return false;
    }
    *out = (uint32_t)n;
    return true;
}

const char *
serve_id_of(const char *path, const char *front)
{
    size_t n = strlen(front);
    if (strncmp(path, front, n) != 0)
        return NULL;
    for (const char *c = path + n; *c; c++)
        if (!((*c >= '0' && *c <= '9') || (*c >= 'a' && *c <= 'f')))
            return NULL;
    return strlen(path + n) == 16 ? path + n : NULL;
}

/* ---- Replies ---- */

void
serve_add(serve_reply *r, const char *bytes, size_t n)
{
    if (r->failed)
        return;
    if (r->room - r->len < n) {
        size_t room = (r->len + n) * 2;
        char *more = realloc(r->body, room);
        if (!more) {
            r->failed = true;
            return;
        }
        r->body = more;
        r->room = room;
    }
    if (n)
        memcpy(r->body + r->len, bytes, n);
    r->len += n;
}

void
serve_add_text(serve_reply *r, const char *text)
{
    serve_add(r, text, strlen(text));
}

static naql_status
add(void *user, const char *bytes, size_t n)
{
    serve_reply *r = user;
    serve_add(r, bytes, n);
    return r->failed ? NAQL_NOMEM : NAQL_OK;
}

naql_sink
serve_sink(serve_reply *r)
{
    return (naql_sink){add, r};
}

void
serve_clear(serve_reply *r)
{
    r->len = 0;
    free(r->next);
    r->next = NULL;
}

void
serve_reply_free(serve_reply *r)
{
    free(r->body);
    free(r->next);
    *r = (serve_reply){0};
}

unsigned
serve_status_of(naql_status status)
{
    switch (status) {
    case NAQL_OK:
        return 200;
    case NAQL_NOT_FOUND:
        return 404;
    case NAQL_BAD_ARG:
        return 400;
    case NAQL_TOO_BIG:
        return 414;
    case NAQL_LOCKED:
    case NAQL_CANCELLED:
        return 503;
    default:
        return 500;
    }
}

/* ---- Routes ---- */

void
serve_route(serve_pool *pool, const serve_request *r, serve_reply *out)
{
    *out = (serve_reply){.status = 200};
    if (strcmp(r->path, "/api") == 0 || strncmp(r->path, "/api/", 5) == 0)
        serve_api(pool, r, out);
    else
        serve_page(pool, r, out);
}
