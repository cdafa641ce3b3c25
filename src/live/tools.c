/* SPDX-License-Identifier: Apache-2.0
 *
 * tools.c - memory, bytes, strings by name. Layer 11 (live). */
#include "live/tools.h"

#include "live/delay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum { NO_MEMORY = 5 }; /* exit status, as of every command */

static void *
sure(void *p)
{
    if (p)
        return p;
    fputs("naql: out of memory\n", stderr);
    exit(NO_MEMORY);
}

void *
live_new(size_t size)
{
    return sure(calloc(1, size ? size : 1));
}

naql_str
live_str(const char *text)
{
    return (naql_str){text ? text : "", text ? strlen(text) : 0};
}

char *
live_copy(naql_str text)
{
    char *copy = live_new(text.len + 1);
    if (text.len)
        memcpy(copy, text.ptr, text.len);
    return copy;
}

/* ---- Bytes ---- */

void
live_bytes_add(live_bytes *b, const char *bytes, size_t n)
{
    if (b->room - b->len < n + 1) {
        size_t room = b->room ? b->room : 1024;
        while (room - b->len < n + 1)
            room *= 2;
        b->ptr = sure(realloc(b->ptr, room));
        b->room = room;
    }
    if (n)
        memcpy(b->ptr + b->len, bytes, n);
    b->len += n;
    b->ptr[b->len] = 0;
}

void
live_bytes_clear(live_bytes *b)
{
    free(b->ptr);
    *b = (live_bytes){0};
}

naql_status
live_bytes_sink(void *user, const char *bytes, size_t n)
{
    live_bytes_add(user, bytes, n);
    return NAQL_OK;
}

naql_str
live_head(const live_bytes *head, const char *name)
{
    size_t len = strlen(name);
    const char *line = head->ptr;
    while (line && *line) {
        const char *end = line + strcspn(line, "\n");
        if ((size_t)(end - line) > len && line[len] == ':' &&
            !strncasecmp(line, name, len)) {
            const char *at = line + len + 1;
            while (at < end && strchr(" \t", *at))
                at++;
            while (end > at && strchr(" \t\r", end[-1]))
                end--;
            return (naql_str){at, (size_t)(end - at)};
        }
        line = *end ? end + 1 : end;
    }
    return live_str("");
}

/* ---- Strings by name ---- */

static struct live_entry *
place(const live_map *m, const char *key)
{
    size_t i = (size_t)live_seed(key) & (m->room - 1);
    while (m->at[i].key && strcmp(m->at[i].key, key) != 0)
        i = (i + 1) & (m->room - 1);
    return &m->at[i];
}

void *
live_map_get(const live_map *m, const char *key)
{
    return m->room ? place(m, key)->value : NULL;
}

void
live_map_tidy(live_map *m)
{
    live_map more = {.room = 64};
    for (size_t i = 0; i < m->room; i++)
        more.n += m->at[i].value != NULL;
    while (more.room < 4 * more.n)
        more.room *= 2;
    more.at = live_new(more.room * sizeof *more.at);
    for (size_t i = 0; i < m->room; i++)
        if (m->at[i].value)
            *place(&more, m->at[i].key) = m->at[i];
        else
            free(m->at[i].key);
    free(m->at);
    *m = more;
}

void
live_map_put(live_map *m, const char *key, void *value)
{
    if (m->n * 2 >= m->room)
        live_map_tidy(m);
    struct live_entry *e = place(m, key);
    if (!e->key) {
        e->key = live_copy(live_str(key));
        m->n++;
    }
    e->value = value;
}

void
live_map_clear(live_map *m, void (*value)(void *))
{
    for (size_t i = 0; i < m->room; i++) {
        if (m->at[i].key && value)
            value(m->at[i].value);
        free(m->at[i].key);
    }
    free(m->at);
    *m = (live_map){0};
}

double
live_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
