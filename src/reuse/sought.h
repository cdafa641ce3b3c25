/* SPDX-License-Identifier: Apache-2.0
 *
 * sought.h - where an article carries a sentence, in whatever wording. Layer 6
 * (reuse).
 *
 * For a sentence that stands alone, without an article around it: its words in
 * order are looked for as passages are (align.h), and what says the same in
 * other words as statements of one utterance are (twin_score.h). */
#ifndef NQ_REUSE_SOUGHT_H
#define NQ_REUSE_SOUGHT_H

#include "reuse/reuse.h"

typedef struct nq_sought nq_sought;

/* A sentence, ready to be looked for.
 *
 * text     its words; outlives *out
 * returns  NAQL_OK, NAQL_NOMEM, NAQL_BAD_ARG: fewer than NQ_SOUGHT_LEAST
 *          words */
naql_status nq_sought_make(const nq_reuse_tools *tools, const nq_text *text,
                           nq_arena *arena, nq_sought **out);

/* Its different stems, the rarest of the press first: how many, *stems. */
uint32_t nq_sought_stems(const nq_sought *s, const uint64_t **stems);

typedef struct nq_carried { /* the place that carries it best */
    naql_span span;         /* bytes of the text; empty: it does not */
    uint32_t first, end;    /* its tokens */
    float same_words;       /* 0..1 equal words, of the longer one's */
    float likely;           /* 0..1 that both say one thing */
} nq_carried;

/* The best place of an article: a run of words, one of its sentences, or one of
 * [n] spans more, of statements.
 *
 * cost     words of the article, and of the units that share words with the
 *          sentence */
naql_status nq_sought_in(const nq_sought *s, const nq_text *text,
                         const naql_span *spans, uint32_t n, nq_arena *scratch,
                         nq_carried *out);

#endif
