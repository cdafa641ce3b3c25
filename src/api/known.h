/* SPDX-License-Identifier: Apache-2.0
 *
 * known.h - what handles of one archive know of its stories. Layer 10 (api).
 *
 * Worked out once for each state of the archive, and never changed then: the
 * handles hold it, and the last one that lets go frees it. */
#ifndef NQ_API_KNOWN_H
#define NQ_API_KNOWN_H

#include "store/stories.h"

#include <stdatomic.h>

typedef struct nq_known { /* of one state of the archive; constant */
    nq_arena arena;
    nq_tolds stories;
    nq_totals totals;
    atomic_uint users;
} nq_known;

/* Works it out. As nq_archive_stories; *out NULL on failure, else the caller's
 * to leave. */
naql_status nq_known_make(const nq_archive *a, nq_known **out, naql_error *err);
nq_known *nq_known_hold(nq_known *k); /* for one more */
void nq_known_leave(nq_known *k);     /* NULL is allowed */

/* Asked from any thread. It has a connection of its own, whose word on changes
 * holds for all. */
typedef struct nq_shared nq_shared;

/* For the first of its handles. As nq_archive_attach. */
naql_status nq_shared_new(const char *path, const nq_store_tools *tools,
                          nq_shared **out, naql_error *err);
nq_shared *nq_shared_join(nq_shared *s); /* for one more */
void nq_shared_leave(nq_shared *s);      /* NULL is allowed */

/* What is known of the archive's state now. Who comes while it is worked out
 * waits for that and takes it, though more may have been added since: nobody
 * waits for two. As nq_known_make. */
naql_status nq_shared_know(nq_shared *s, nq_known **out, naql_error *err);

#endif
