/* SPDX-License-Identifier: Apache-2.0
 *
 * runs.h - every run of words that texts share, of any number of texts. Layer
 * 6 (reuse).
 *
 * For archives: equal words in a row, nothing weighed, nothing aligned; the
 * passages of a story come from copy.c. Runs of NQ_RUN_WORDS words or more are
 * all found: of the hashes of NQ_GRAM_WORDS words the least of each window is
 * kept (winnowing: Schleimer, Wilkerson, Aiken 2003), so that two equal runs
 * keep the same ones, and from an equal one a run is followed both ways. */
#ifndef NQ_REUSE_RUNS_H
#define NQ_REUSE_RUNS_H

#include "base/arena.h"
#include "base/row.h"

#define NQ_NO_TEXT UINT32_MAX

typedef struct nq_rows { /* texts, one row of word hashes behind the other */
    uint32_t *words;     /* [first[n]] */
    uint32_t *first;     /* [n + 1] */
    uint32_t n;
    uint32_t room_words, room;
} nq_rows;

/* Adds a text. Owns its memory until cleared. NAQL_NOMEM; NAQL_TOO_BIG beyond
 * 2^32 words in all. */
naql_status nq_rows_add(nq_rows *rows, const nq_row_reader *reader,
                        naql_str text);
void nq_rows_clear(nq_rows *rows); /* zero-initialised is valid */

typedef struct nq_shared_run { /* words of a text that an earlier one has */
    uint32_t text, at;         /* word of the text */
    uint32_t source, source_at;
    uint32_t words;
} nq_shared_run;

typedef struct nq_shared { /* of a text */
    uint32_t source;       /* the earlier text that most of it is in, or
                              NQ_NO_TEXT */
    uint32_t from_source;  /* words shared with that one */
    uint32_t words;        /* shared with any earlier one */
    uint32_t group;        /* first text of its group; itself: none before */
} nq_shared;

typedef struct nq_runs {
    const nq_shared_run *at; /* [n] by text, then as they begin */
    uint32_t n;
    const nq_shared *texts; /* [rows.n] */
} nq_runs;

/* A text is held against the texts before it. Where a gram stands in more than
 * a few earlier places, against the first and the last ones: the runs of a
 * template on a million pages are bounded, and each page still has its source.
 * A text is of its source's group when NQ_RUN_GROUP of the shorter one is
 * shared. Cost: linear in the words and in the runs found.
 *
 * all      every run; else of each place the longest, and nothing more of the
 *          words that it holds: what groups and sources need
 * arena    owns the arrays of *out
 * returns  NAQL_OK, NAQL_NOMEM */
naql_status nq_runs_find(const nq_rows *rows, bool all, nq_arena *arena,
                         nq_arena *scratch, nq_runs *out);

#endif
