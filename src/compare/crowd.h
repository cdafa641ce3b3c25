/* SPDX-License-Identifier: Apache-2.0
 *
 * crowd.h - "thousands", "dozens" without a noun: so many people. Layer 7
 * (compare), private to its folder. */
#ifndef NQ_COMPARE_CROWD_H
#define NQ_COMPARE_CROWD_H

#include "compare/slot.h"

/* Adds a slot for each definite multiple of a line that counts nothing and
 * belongs to no number, date or name: "the thousands marched", "tens of
 * thousands fled". O(tokens). */
naql_status nq_crowds_add(const nq_desk *d, uint32_t line, nq_slots *slots);

/* Adds a slot for each "several villages", "a number of villages" of a line: so
 * many of them as anyone counts, but more than one. O(tokens). */
naql_status nq_somes_add(const nq_desk *d, uint32_t line, nq_slots *slots);

#endif
