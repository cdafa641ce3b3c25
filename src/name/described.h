/* SPDX-License-Identifier: Apache-2.0
 *
 * described.h - names that only tell more of what stands beside them. Layer 4
 * (name). */
#ifndef NQ_NAME_DESCRIBED_H
#define NQ_NAME_DESCRIBED_H

#include "name/mention.h"

/* Takes their labels from marked->labels. O(tokens). */
void nq_described_drop(const nq_marked *marked);

#endif
