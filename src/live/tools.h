/* SPDX-License-Identifier: Apache-2.0
 *
 * tools.h - memory, bytes, strings by name. Layer 11 (live).
 *
 * A program of its own: where memory runs out it says so and ends; what was
 * committed to the archive is there. */
#ifndef NQ_LIVE_TOOLS_H
#define NQ_LIVE_TOOLS_H

#include "naql.h"

/* Zeroed; never NULL. */
void *live_new(size_t size);
char *live_copy(naql_str text); /* NUL at the end */
naql_str live_str(const char *text);

typedef struct live_bytes { /* zero-initialised is empty */
    char *ptr;              /* a NUL behind them, or NULL */
    size_t len, room;
} live_bytes;
void live_bytes_add(live_bytes *b, const char *bytes, size_t n);
void live_bytes_clear(live_bytes *b);
/* For naql_sink: user is a live_bytes. */
naql_status live_bytes_sink(void *user, const char *bytes, size_t n);

/* Value of a head line, by its name in small letters, without white space
 * around; empty: there is none. */
naql_str live_head(const live_bytes *head, const char *name);

typedef struct live_map { /* strings -> pointers; zero-initialised is empty */
    struct live_entry {
        char *key;
        void *value;
    } * at; /* [room], a power of two */
    size_t n, room;
} live_map;
void *live_map_get(const live_map *m, const char *key); /* NULL: none */
void live_map_put(live_map *m, const char *key, void *value);
/* Forgets those whose value is NULL; done too where room is made for more. */
void live_map_tidy(live_map *m);
/* `value` is given what was put in; NULL: nothing to free. */
void live_map_clear(live_map *m, void (*value)(void *));

/* Monotonic, in seconds. */
double live_now(void);

#endif
