/* SPDX-License-Identifier: Apache-2.0
 *
 * deed.h - one deed that outlets lay to a body and to another: a ministry and
 * its state agree, two bodies conflict. Layer 7 (compare), private to its
 * folder. */
#ifndef NQ_COMPARE_DEED_H
#define NQ_COMPARE_DEED_H

#include "compare/conflict.h"

/* Points of the acts of the questions (doer.h), added to `to`. O(acts +
 * slots). */
naql_status nq_deed_points(const nq_found *f, nq_points *to);

#endif
