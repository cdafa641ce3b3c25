/* SPDX-License-Identifier: Apache-2.0
 *
 * word_order.h - one body whose name outlets put together in another order.
 * Layer 7 (compare), private to its folder. */
#ifndef NQ_COMPARE_WORD_ORDER_H
#define NQ_COMPARE_WORD_ORDER_H

#include "compare/conflict.h"

/* Names of bodies, of three words and more, and what has their words in another
 * order behind the head of a body ("the International Organisation for
 * Migration"): points of kind name, `wording`, where two outlets have no order
 * in common. O(words). */
naql_status nq_word_order_points(const nq_found *f, nq_points *to);

#endif
