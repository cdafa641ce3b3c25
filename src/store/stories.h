/* SPDX-License-Identifier: Apache-2.0
 *
 * stories.h - the stories of the archive. Layer 8 (store).
 *
 * Made when asked for, of the terms that every article has in the archive, as
 * those of a crawl are made (bulk/stories.h). */
#ifndef NQ_STORE_STORIES_H
#define NQ_STORE_STORIES_H

#include "store/archive.h"

/* Articles of a story whose likeness chooses its title; outlets that are told
 * apart. */
#define NQ_ARCHIVE_SAMPLE  64u
#define NQ_ARCHIVE_OUTLETS 256u

typedef struct nq_member { /* an article of a story */
    int64_t n;             /* of its row */
    naql_str id, title, published;
    uint64_t outlet; /* key; 0: unknown */
    int32_t day;     /* NQ_NO_DAY: unknown */
    bool inferred;   /* the day, from its own words: it has no date */
} nq_member;

typedef struct nq_told { /* a story */
    const nq_member *at; /* [n] by day, then time, then id */
    uint32_t n;
    naql_str id, title;
    int32_t first, last; /* days */
    bool inferred;       /* one of these two: no dated article has it */
    bool last_inferred;  /* the last one */
    uint32_t outlets;
} nq_told;

typedef struct nq_tolds {
    const nq_told *at; /* [n] by their first articles */
    uint32_t n;
    const uint32_t *newest; /* [n] the same by their last days, the newest
                               first; of one day those of more articles */
} nq_tolds;

typedef struct nq_totals { /* what an archive holds */
    uint64_t articles, outlets, statements;
    int32_t first, last; /* days, NQ_NO_DAY: none is dated */
} nq_totals;

/* All stories, in `arena`: some 1 KB an article. NAQL_OK, NAQL_NOMEM,
 * NAQL_CORRUPT, NAQL_IO, NAQL_LOCKED. */
naql_status nq_archive_stories(const nq_archive *a, nq_arena *arena,
                               nq_tolds *out, naql_error *err);

/* The story that has this id, or an article of this id; NULL: none. */
const nq_told *nq_told_find(const nq_tolds *stories, naql_str id);

/* NAQL_OK, NAQL_CORRUPT, NAQL_IO, NAQL_LOCKED. */
naql_status nq_archive_totals(const nq_archive *a, nq_totals *out,
                              naql_error *err);

/* A number that changes with everything that others add. As above. */
naql_status nq_archive_state(const nq_archive *a, int64_t *out,
                             naql_error *err);

/* The row of an article; NAQL_NOT_FOUND, without a message, or as above. */
naql_status nq_archive_row(const nq_archive *a, naql_str id, int64_t *out,
                           naql_error *err);

/* What an article was read from, in `arena`. NAQL_OK,
 * NAQL_CORRUPT, NAQL_NOMEM, NAQL_IO. */
naql_status nq_archive_document(const nq_archive *a, int64_t n, nq_arena *arena,
                                nq_doc *out, naql_error *err);

#endif
