/* SPDX-License-Identifier: Apache-2.0
 *
 * robots.h - what a site asks robots to leave alone. Layer 11 (live). */
#ifndef NQ_LIVE_ROBOTS_H
#define NQ_LIVE_ROBOTS_H

#include "naql.h"

/* May the page be fetched? Of the groups for `agent` ("naql"), else of those
 * for all, the longest rule that fits counts, of two as long the one that
 * allows; '*' is any bytes, '$' the end. Escapes (%d8) are compared as bytes.
 *
 * rules    of /robots.txt, any bytes
 * page     path and query, "/news/1?a=b"
 * cost     rules times page, eight million steps at most: what costs more
 *          allows nothing
 * source   RFC 9309 */
bool live_robots_allow(naql_str rules, const char *agent, const char *page);

/* Seconds from one page to the next that the same groups ask for ("Crawl-delay:
 * 10", the longest of several), a day at most; 0: none. */
double live_robots_delay(naql_str rules, const char *agent);

#endif
