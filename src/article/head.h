/* SPDX-License-Identifier: Apache-2.0
 *
 * head.h - the head of an article: its title, sub-titles, dateline, byline,
 * date and masthead, out of the lines above the first paragraph. Layer 2
 * (article). */
#ifndef NQ_ARTICLE_HEAD_H
#define NQ_ARTICLE_HEAD_H

#include "article/boiler.h"
#include "article/credit.h"

#define NQ_NO_LINE UINT32_MAX

typedef struct nq_head {
    uint32_t title; /* line, NQ_NO_LINE: none among the lines */
    uint32_t lead;  /* line of the first paragraph; lines->n: none */
    uint8_t *kinds; /* [lines->n] nq_block_kind of each line that is kept */
    nq_stamps stamps;
    nq_line given;     /* the title field, when there is one */
    naql_str masthead; /* the outlet's name as a line of the head gives it */
} nq_head;

/* Finds the head and settles its lines: `keep`, `why` and `fixed` of the
 * verdicts above the lead, and of every later line that repeats the title.
 *
 * verdicts  [lines->n] scored, not yet decided
 * returns   NAQL_OK, NAQL_NOMEM
 * cost      O(lines) */
naql_status nq_head_find(const nq_article_tools *tools, const nq_doc *doc,
                         const nq_lines *lines, nq_arena *scratch,
                         nq_verdict *verdicts, nq_head *out);

#endif
