/* SPDX-License-Identifier: Apache-2.0
 *
 * passages.h - a crawl or an archive -> every run of words that its articles
 * share. Layer 9 (bulk).
 *
 * Articles are read as they come, their furniture dropped; nothing else is
 * looked for. What is known of each is written when it has been read, in the
 * order of the input, one JSON line an article:
 *
 *   {"id": "b", "source": "a", "from_source": 14, "shared": 14, "words": 60,
 *    "group": 0, "representative": "a", "passages": [{"start": 120,
 *     "end": 180, "text": "...", "words": 14, "source": "a",
 *     "source_start": 60, "source_end": 121}]}
 *
 * Offsets count code points of the clean text of either article. */
#ifndef NQ_BULK_PASSAGES_H
#define NQ_BULK_PASSAGES_H

#include "article/article.h"
#include "bulk/batch.h"

typedef struct nq_passages_options {
    nq_bulk bulk;
    const nq_article_tools *article;
    bool pairs;      /* every run with every earlier article */
    bool brief;      /* no passages, only what they come to */
    uint32_t least;  /* words of the shortest run; 0: NQ_RUN_WORDS */
    uint64_t memory; /* bytes that are remembered; 0: NQ_BULK_MEMORY */
} nq_passages_options;

typedef struct nq_passages_summary {
    uint64_t articles, groups, runs, faults;
    uint64_t bytes;     /* held at the most */
    uint64_t forgotten; /* articles that later ones were not held against */
} nq_passages_summary;

/* NAQL_OK (also with faults), NAQL_NOMEM, NAQL_CANCELLED, NAQL_TOO_BIG,
 * NAQL_BAD_ARG (the state is of something else), NAQL_LOCKED, NAQL_IO, what the
 * sink returned. The same bytes for any number of threads, and whether it was
 * interrupted or not. */
naql_status nq_passages_run(const char *const *paths, uint32_t n,
                            const nq_passages_options *options, naql_sink to,
                            nq_passages_summary *summary, naql_error *err);

#endif
