/* SPDX-License-Identifier: Apache-2.0
 *
 * store.h - what stands behind naql_store. Layer 10 (api). */
#ifndef NQ_API_STORE_H
#define NQ_API_STORE_H

#include "api/api.h"
#include "api/known.h"
#include "store/keep.h"
#include "store/trace.h"

struct naql_store {
    naql_engine *engine;
    nq_archive archive;
    nq_arena arena; /* what `loaded` is listed in */
    nq_list loaded; /* naql_article *: read anew for sets */
    naql_str path;  /* NUL at the end */
    nq_keep keep;
    int64_t state;     /* of the archive, that `known` tells of */
    nq_known *known;   /* NULL: nothing yet */
    nq_shared *shared; /* whence it comes; NULL: it is its own */
};

/* Readies s->known: worked out once as long as nothing is added. As
 * naql_store_stories. */
naql_status nq_store_know(naql_store *s, naql_error *err);

/* Answers for a naql_ask with a call of its own, which `user` is: calls of the
 * store, as those of nq_answer. */
naql_status nq_hand_hit(void *user, const nq_hit *hit);
naql_status nq_hand_carrier(void *user, const nq_carrier *c);
naql_status nq_hand_said(void *user, const nq_utterance *u);

/* A set of the articles of a story, compared. As naql_store_story and
 * naql_set_compare; *out NULL on failure. The articles are listed from
 * s->loaded.n on, as it was. */
naql_status nq_store_compare(naql_store *s, naql_str id, naql_set **out,
                             naql_error *err);
/* Closes articles that were read anew, from this one on, when their sets are
 * closed. */
void nq_store_unload(naql_store *s, uint32_t from);

#endif
