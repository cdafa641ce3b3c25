/* SPDX-License-Identifier: Apache-2.0
 *
 * called.h - what outlets call one body all through their reports. Layer 7
 * (compare), private to its folder. */
#ifndef NQ_COMPARE_CALLED_H
#define NQ_COMPARE_CALLED_H

#include "compare/conflict.h"

/* A body that some outlets call a militia and others nowhere do, or that they
 * call by two names without a word in common: points of kind name, `wording`.
 * Of bodies alone that somebody in the story gives a label, and of none that is
 * told already. O(words log words). */
naql_status nq_called_points(const nq_found *f, nq_points *to);

#endif
