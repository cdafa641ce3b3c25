/* SPDX-License-Identifier: Apache-2.0
 *
 * tail.h - furniture that a scraper glued to the end of a paragraph: "... of
 * the city. Share:". Layer 2 (article). */
#ifndef NQ_ARTICLE_TAIL_H
#define NQ_ARTICLE_TAIL_H

#include "article/boiler.h"

/* Cuts lines in two where a furniture phrase stands behind the last full stop
 * of a long one. The list may be replaced by a new one in `scratch`.
 * returns  NAQL_OK, NAQL_NOMEM
 * cost     O(lines): the last bytes of each are looked at */
naql_status nq_lines_cut_tails(const nq_article_tools *tools, nq_arena *scratch,
                               nq_lines *lines);

#endif
