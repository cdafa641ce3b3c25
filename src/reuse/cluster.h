/* SPDX-License-Identifier: Apache-2.0
 *
 * cluster.h - vectors in time order -> clusters. Layer 6 (reuse).
 *
 * Single pass with a time factor (Miranda et al. 2018, "Multilingual
 * clustering of streaming news"); at the end of each day members that do not
 * belong leave, and clusters that are near become one. An article is held
 * against clusters by its mean cosine with their members and by that with
 * their centre, not by the nearest member: single links chain a day's news
 * into one blob, and a large centre alone draws everything in. */
#ifndef NQ_REUSE_CLUSTER_H
#define NQ_REUSE_CLUSTER_H

#include "reuse/vector.h"

typedef struct nq_clusters {
    uint32_t *of;      /* article -> cluster, numbered by first article */
    uint32_t n;        /* clusters */
    uint32_t *members; /* articles by cluster, ascending, once listed */
    uint32_t *start;   /* [n + 1] where those of a cluster start among them */
} nq_clusters;

/* days: [n] of the articles, ascending, NQ_NO_DAY where unknown (then time has
 * no say) last.
 *
 * cost  of an article: the clusters that are open and share one of its rarer
 *       stems, whatever the number of articles */
naql_status nq_clusters_make(const nq_vectors *vectors, const int32_t *days,
                             nq_arena *arena, nq_arena *scratch,
                             nq_clusters *out);

/* Lists the members of each; `n` articles. NAQL_OK, NAQL_NOMEM. */
naql_status nq_clusters_list(nq_clusters *c, uint32_t n, nq_arena *arena);

#endif
