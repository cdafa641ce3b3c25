/* SPDX-License-Identifier: Apache-2.0
 *
 * byname.h - the names that outlets choose for one thing. Layer 7 (compare),
 * private to its folder. */
#ifndef NQ_COMPARE_BYNAME_H
#define NQ_COMPARE_BYNAME_H

#include "compare/conflict.h"

/* A conflict, of wording, for each group of data/bynames.tsv of which one
 * outlet has one name all through its reports, and another outlet another.
 * NAQL_OK, NAQL_NOMEM. O(tokens log tokens). */
naql_status nq_byname_points(const nq_found *f, nq_points *to);

#endif
