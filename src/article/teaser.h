/* SPDX-License-Identifier: Apache-2.0
 *
 * teaser.h - the opening sentences of other stories, put below an article.
 * Layer 2 (article).
 *
 * Sites end their articles in the first lines of four or five others, and a
 * feed or a scraper takes them for its last paragraphs. No word marks them, but
 * their form does: an Arabic report goes on with "wa-" or another joint, and
 * only what opens a story opens with a bare verb ("announced the ministry"). */
#ifndef NQ_ARTICLE_TEASER_H
#define NQ_ARTICLE_TEASER_H

#include "article/boiler.h"

/* Drops kept lines at the end that are openings of other stories.
 *
 * lead     line in which the article begins
 * verdicts [lines->n], decided; those of teasers become NQ_DROP_RELATED
 * cost     O(lines)
 * Measured on 68,893 articles of three collections of which 926 end in lines
 * that are those of four other articles or more: three in four of these lines
 * are found; two articles that have none lose some. */
void nq_teasers_drop(const nq_article_tools *tools, const nq_lines *lines,
                     uint32_t lead, nq_verdict *verdicts);

#endif
