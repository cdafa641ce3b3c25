/* SPDX-License-Identifier: Apache-2.0
 *
 * stories.h - a crawl or an archive -> its stories. Layer 9 (bulk).
 *
 * Articles are read as they come, cut into words, and what may tell their
 * story is kept (some 850 bytes an article, with id and title); names and
 * statements are not looked for. When all are read they are put into the order
 * of their days and clustered. One JSON line a story, in the order of their
 * first articles:
 *
 *   {"id": "...", "title": "...", "first": "2030-05-01",
 *    "last": "2030-05-02", "outlets": 3, "articles": ["...", "..."]} */
#ifndef NQ_BULK_STORIES_H
#define NQ_BULK_STORIES_H

#include "bulk/batch.h"
#include "reuse/reuse.h"

typedef struct nq_bulk_stories_options {
    nq_bulk bulk;
    const nq_article_tools *article;
    const nq_text_tools *text;
    const nq_reuse_tools *reuse;
    uint32_t least; /* articles of a story that is written; 0: 1 */
} nq_bulk_stories_options;

typedef struct nq_bulk_stories_summary {
    uint64_t articles, stories, faults;
    uint64_t bytes; /* held at the most */
} nq_bulk_stories_summary;

/* NAQL_OK (also with faults), NAQL_NOMEM, NAQL_CANCELLED, NAQL_TOO_BIG (2^30
 * articles), NAQL_BAD_ARG, NAQL_LOCKED, NAQL_IO, what the sink returned. The
 * same bytes for any number of threads. */
naql_status nq_bulk_stories_run(const char *const *paths, uint32_t n,
                                const nq_bulk_stories_options *options,
                                naql_sink to, nq_bulk_stories_summary *summary,
                                naql_error *err);

#endif
