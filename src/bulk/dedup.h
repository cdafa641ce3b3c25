/* SPDX-License-Identifier: Apache-2.0
 *
 * dedup.h - a crawl or an archive -> groups of near-duplicates. Layer 9
 * (bulk).
 *
 * Reads every document as it comes, keeps of each about a third of its bytes
 * (its shingles) and its id, and writes one JSON line an article, in the order
 * of the input, when all are read:
 *
 *   {"id": "...", "group": 7, "representative": "...", "source": "...",
 *    "similarity": 0.83}
 *
 * The representative is the group's first article; the source is the earlier
 * article it is most like, similarity the Jaccard of word 5-grams with that.
 * An article like no other is a group of its own, its own representative, and
 * has the similarity 1. */
#ifndef NQ_BULK_DEDUP_H
#define NQ_BULK_DEDUP_H

#include "naql.h"

typedef struct nq_dedup_options {
    double same, within; /* 0: NQ_BULK_SAME, NQ_BULK_WITHIN */
    unsigned threads;    /* 0: one per core */
    bool keep;           /* write the representatives alone */
    /* As naql_options.progress. */
    bool (*progress)(void *user, uint64_t done, uint64_t of);
    /* Told of every document that was passed over; NULL is allowed. */
    void (*fault)(void *user, const naql_error *err);
    void *user;
} nq_dedup_options;

typedef struct nq_dedup_summary {
    uint64_t articles, groups, faults;
    uint64_t bytes; /* held at the most */
} nq_dedup_summary;

/* NAQL_OK (also with faults), NAQL_NOMEM, NAQL_CANCELLED, NAQL_TOO_BIG (more
 * than 2^31 shingles), what the sink returned, or what kept the first path
 * from being opened. The same bytes for any number of threads. */
naql_status nq_dedup_run(const char *const *paths, uint32_t n,
                         const nq_dedup_options *options, naql_sink to,
                         nq_dedup_summary *summary, naql_error *err);

#endif
