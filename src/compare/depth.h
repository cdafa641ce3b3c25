/* SPDX-License-Identifier: Apache-2.0
 *
 * depth.h - days, places and figures that are told wider and narrower: "in
 * 2012", "on the 9th of October 2012"; "thousands", "35 thousand". Layer 7
 * (compare), private to its folder. */
#ifndef NQ_COMPARE_DEPTH_H
#define NQ_COMPARE_DEPTH_H

#include "compare/conflict.h"

/* Adds to `to->agree` what no question has: dates of which one holds the other,
 * places of which one lies in the other, and figures that stand for one
 * another, in sentences that are alike. Cost: slots times NQ_DEPTH_ANCHORS. */
naql_status nq_depth_points(const nq_found *f, nq_points *to);

#endif
