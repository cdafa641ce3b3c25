/* SPDX-License-Identifier: Apache-2.0
 *
 * event.h - who did what to whom, where and when. Layer 5 (claim), private.
 *
 * Shallow: a word of data/event_words.tsv, and the noun phrases of its clause
 * by their place and preposition. Knows nothing of other articles. */
#ifndef NQ_CLAIM_EVENT_H
#define NQ_CLAIM_EVENT_H

#include "claim/claims.h"
#include "claim/event_seek.h"
#include "claim/scene.h"

/* Events of the article by span.start, in `arena`. The statements of `out` are
 * known. O(tokens). */
naql_status nq_events_find(const nq_event_book *book, const nq_scene *s,
                           nq_arena *arena, nq_claims *out);

/* The same for one who learns roles: each clause of an attack or a protest, as
 * the rules read it, before its roles are sought. NULL: nobody watches. */
typedef struct nq_event_watch {
    void (*each)(void *user, const nq_seek *seek, const nq_clause *clause);
    void (*march)(void *user, const nq_clause *clause); /* before its target */
    void *user;
} nq_event_watch;
naql_status nq_events_watch(const nq_event_book *book, const nq_scene *s,
                            nq_arena *arena, nq_event_watch watch,
                            nq_claims *out);

#endif
