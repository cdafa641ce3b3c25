/* SPDX-License-Identifier: Apache-2.0
 *
 * outlet.h - who published an article. Layer 2 (article). */
#ifndef NQ_ARTICLE_OUTLET_H
#define NQ_ARTICLE_OUTLET_H

#include "article/credit.h"
#include "article/head.h"

/* The outlet of a web address: its name in the list of outlets, else its host
 * without "www."; the empty string for no address. A slice of `url`, or
 * static. */
naql_str nq_outlet_of_url(const nq_article_tools *tools, naql_str url,
                          nq_arena *scratch);

/* The outlet that the lines themselves name: a line of the head that is an
 * outlet's name, what the dateline says, a name among the furniture. */
naql_str nq_outlet_of_lines(const nq_article_tools *tools,
                            const nq_lines *lines, const nq_verdict *verdicts,
                            const nq_head *head);

#endif
