/* SPDX-License-Identifier: Apache-2.0
 *
 * dedup.h - a crawl or an archive -> groups of near-duplicates. Layer 9
 * (bulk).
 *
 * Documents are read as they come, and what is known of each is written when
 * it has been read, in the order of the input, one JSON line an article:
 *
 *   {"id": "...", "representative": "...", "source": "...",
 *    "similarity": 0.83, "contained": 0.97, "group": 7, "also": []}
 *
 * The representative is the group's first article; the source is the earlier
 * article it is most like, similarity the Jaccard of word 5-grams with that.
 * An article like no earlier one opens a group, is its own representative, and
 * has the similarity 1. */
#ifndef NQ_BULK_DEDUP_H
#define NQ_BULK_DEDUP_H

#include "bulk/batch.h"

typedef struct nq_dedup_options {
    nq_bulk bulk;
    double same, within; /* 0: NQ_BULK_SAME, NQ_BULK_WITHIN */
    uint64_t memory;     /* bytes that are remembered; 0: NQ_BULK_MEMORY */
    bool as_written;     /* words of other spelling are other words */
    bool keep;           /* write the representatives alone, as they were */
} nq_dedup_options;

typedef struct nq_dedup_summary {
    uint64_t articles, groups, faults;
    uint64_t bytes;     /* held at the most */
    uint64_t forgotten; /* articles that later ones were not held against */
} nq_dedup_summary;

/* NAQL_OK (also with faults), NAQL_NOMEM, NAQL_CANCELLED, NAQL_TOO_BIG (more
 * than 2^31 articles), NAQL_BAD_ARG (the state is of something else),
 * NAQL_LOCKED, what the sink returned, or what kept the first path from being
 * opened. The same bytes for any number of threads, and whether it was
 * interrupted or not. */
naql_status nq_dedup_run(const char *const *paths, uint32_t n,
                         const nq_dedup_options *options, naql_sink to,
                         nq_dedup_summary *summary, naql_error *err);

#endif
