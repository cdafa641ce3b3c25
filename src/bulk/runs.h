/* SPDX-License-Identifier: Apache-2.0
 *
 * runs.h - texts as they come -> every run of words that they share with
 * earlier ones. Layer 9 (bulk).
 *
 * For archives: equal words in a row, nothing weighed, nothing aligned; the
 * passages of a story come from reuse/copy.c. Of earlier texts the words are
 * remembered, where they stand, and the places of their grams (gram.h); from an
 * equal gram a run is followed both ways. Memory is bounded as that of link.h:
 * two generations, of which the older one is forgotten. */
#ifndef NQ_BULK_RUNS_H
#define NQ_BULK_RUNS_H

#include "bulk/gram.h"
#include "bulk/track.h"

typedef struct nq_run_text { /* a text, made ready on any thread */
    const uint32_t *words;   /* [n] hashes of folded words */
    uint32_t n;
    nq_grams grams;
    nq_track track;
    uint64_t whole; /* hash of all words */
} nq_run_text;

/* The words of a text.
 *
 * text     valid UTF-8
 * places   [out->n] where the words stand, in `arena`; NULL: not wanted
 * returns  NAQL_OK, NAQL_NOMEM */
naql_status nq_run_text_make(const nq_row_reader *reader, naql_str text,
                             nq_arena *arena, nq_arena *scratch,
                             nq_run_text *out, const nq_row_place **places);

#define NQ_NO_TEXT UINT32_MAX

typedef struct nq_shared_run { /* words of a text that an earlier one has */
    uint32_t at;               /* word of the text */
    uint32_t words;
    uint32_t source; /* number of the earlier text */
    uint32_t source_at;
} nq_shared_run;

typedef struct nq_shared {   /* of a text; lives until the next one is added */
    const nq_shared_run *at; /* [n] as they begin, longer ones first */
    uint32_t n;
    uint32_t source;         /* number of the earlier text that most of it is
                                in, NQ_NO_TEXT */
    uint32_t from_source;    /* words shared with that one */
    uint32_t words;          /* shared with any earlier one */
    uint32_t group;          /* numbered by their first texts */
    naql_str representative; /* id of the group's first text; empty: itself */
    bool known;              /* it is remembered */
} nq_shared;

typedef struct nq_run_options {
    bool all;        /* every run; else of each place the longest, and nothing
                        more of the words that it holds */
    uint32_t least;  /* words of the shortest run; below NQ_RUN_WORDS: that */
    uint64_t memory; /* bytes of all that is remembered, at most */
} nq_run_options;

typedef struct nq_runs nq_runs;

naql_status nq_runs_open(const nq_run_options *options, nq_runs **out);
void nq_runs_close(nq_runs *r); /* NULL is allowed */

/* Asks for the memory that nq_runs_add of a text will look at: `soon` for the
 * next one, else for the one after that. Changes nothing else. */
void nq_runs_expect(const nq_runs *r, const nq_run_text *t, bool soon);

/* Holds a text against the earlier ones and remembers it, unless an equal one
 * is known: that is told as one run, and costs one look-up. Where a gram stands
 * in more than a few earlier places, the first and the last ones are looked at:
 * the runs of a template on a million pages are bounded, and each page still
 * has its source. A text is of its source's group when NQ_RUN_GROUP of the
 * shorter one is shared. Linear in the words and in what is found.
 *
 * id       not empty
 * returns  NAQL_OK, NAQL_NOMEM, NAQL_TOO_BIG (2^32 - 1 texts) */
naql_status nq_runs_add(nq_runs *r, naql_str id, const nq_run_text *t,
                        nq_shared *out);

/* Remembers a text as nq_runs_add did once, without looking for its runs: the
 * state afterwards is the same.
 *
 * source   as it was told; group: its own one when it has no source's
 * returns  NAQL_OK, NAQL_NOMEM, NAQL_CORRUPT: there is no such source */
naql_status nq_runs_restore(nq_runs *r, naql_str id, const nq_run_text *t,
                            uint32_t source, uint32_t group);
void nq_runs_set_groups(nq_runs *r, uint32_t groups);

/* Of an earlier text, by a number that the last nq_runs_add told. */
naql_str nq_runs_id(const nq_runs *r, uint32_t text);
naql_span nq_runs_span(const nq_runs *r, uint32_t text, uint32_t first,
                       uint32_t end); /* code points of words */

uint32_t nq_runs_groups(const nq_runs *r);
uint32_t nq_runs_forgotten(const nq_runs *r); /* texts */
uint64_t nq_runs_bytes(const nq_runs *r);     /* held at the most */

#endif
