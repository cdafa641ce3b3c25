/* SPDX-License-Identifier: Apache-2.0
 *
 * cluster.h - vectors in time order -> clusters. Layer 6 (reuse).
 *
 * Single pass with a time factor (Miranda et al. 2018, "Multilingual
 * clustering of streaming news"); then clusters are merged and members that
 * do not belong leave. An article is held against clusters by its mean
 * cosine with their members, not by the nearest member and not by the centre
 * alone: single links chain a day's news into one blob, and a large centre
 * draws everything in. */
#ifndef NQ_REUSE_CLUSTER_H
#define NQ_REUSE_CLUSTER_H

#include "reuse/vector.h"

typedef struct nq_clusters {
    uint32_t *of; /* [n] article -> cluster, numbered by first article */
    uint32_t n;   /* clusters */
} nq_clusters;

/* days: [n] of the articles, NQ_NO_DAY where unknown (then time has no say).
 * Cost of an article is bounded by its stems times NQ_STORY_POSTINGS. */
naql_status nq_clusters_make(const nq_vector *vectors, const int32_t *days,
                             uint32_t n, nq_arena *arena, nq_arena *scratch,
                             nq_clusters *out);

#endif
