/* SPDX-License-Identifier: Apache-2.0
 *
 * depth.h - days and places that are told wider and narrower: "in 2012", "on
 * the 9th of October 2012". Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_DEPTH_H
#define NQ_COMPARE_DEPTH_H

#include "compare/conflict.h"

/* Adds to `to->agree` what no question has: dates of which one holds the other,
 * and places of which one lies in the other, in sentences that are alike.
 * Cost: slots times NQ_DEPTH_ANCHORS. */
naql_status nq_depth_points(const nq_found *f, nq_points *to);

#endif
