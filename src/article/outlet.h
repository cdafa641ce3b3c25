/* SPDX-License-Identifier: Apache-2.0
 *
 * outlet.h - who published an article. Layer 2 (article). */
#ifndef NQ_ARTICLE_OUTLET_H
#define NQ_ARTICLE_OUTLET_H

#include "article/credit.h"
#include "article/head.h"

/* Host of a web address without "www."; the empty string for no address. A
 * slice of `url`. */
naql_str nq_outlet_host(naql_str url);

/* The name of the outlet that lives at a host, or at the host above it; the
 * empty string: not in the list of outlets. */
naql_str nq_outlet_of_host(const nq_article_tools *tools, naql_str host,
                           nq_arena *scratch);

/* The outlet that the lines themselves name: a line of the head that is an
 * outlet's name, what the dateline says, a name among the furniture. */
naql_str nq_outlet_of_lines(const nq_article_tools *tools,
                            const nq_lines *lines, const nq_verdict *verdicts,
                            const nq_head *head);

#endif
