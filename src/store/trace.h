/* SPDX-License-Identifier: Apache-2.0
 *
 * trace.h - a sentence -> everyone in the archive who carried it. Layer 8
 * (store).
 *
 * The index gives the articles that hold most of its rarer stems; the text of
 * each is then held against the sentence (reuse/sought.h). */
#ifndef NQ_STORE_TRACE_H
#define NQ_STORE_TRACE_H

#include "reuse/sought.h"
#include "store/said.h"

/* Stems that candidates are looked for by; articles that are looked at, those
 * that have most of them; articles that the commonest of these stems may stand
 * in, part of all, when rarer ones are enough. */
#define NQ_TRACE_STEMS      16u
#define NQ_TRACE_ENOUGH     4u
#define NQ_TRACE_CANDIDATES 2000u
#define NQ_TRACE_COMMON     0.1

typedef struct nq_carrier {
    nq_held article;
    nq_carried place;
    bool stated;          /* it stands in a statement: */
    nq_archived said;     /* in that one */
    const nq_edit *edits; /* [n_edits] that make the place of the sentence */
    uint32_t n_edits;
} nq_carrier;

/* Hands out the carriers, the oldest first, undated ones last. As
 * nq_archive_search; NAQL_BAD_ARG: too few words.
 *
 * text    the sentence, valid UTF-8
 * only    conditions (since, until); its terms do not count
 * limit   0: all */
typedef naql_status nq_carrier_call(void *user, const nq_carrier *c);
typedef struct nq_trace_query {
    naql_str text;
    const nq_query *only;
    uint32_t limit;
} nq_trace_query;
naql_status nq_archive_trace(const nq_archive *a, const nq_trace_query *q,
                             nq_carrier_call *call, void *user,
                             naql_error *err);

#endif
