/* SPDX-License-Identifier: Apache-2.0
 *
 * heaviest.h - which of many weights are the heaviest. Layer 6 (reuse).
 *
 * By counting in steps of an eighth of a power of two, without sorting: linear,
 * and of weights that fall into the step at the border the first ones stay. */
#ifndef NQ_REUSE_HEAVIEST_H
#define NQ_REUSE_HEAVIEST_H

#include <stdbool.h>
#include <stdint.h>

typedef struct nq_heaviest {
    uint32_t border; /* step in which the last ones are */
    uint32_t left;   /* of these that may still stay */
} nq_heaviest;

/* Finds the border of the `most` heaviest of weights [n], all above 0. */
void nq_heaviest_find(const float *weights, uint32_t n, uint32_t most,
                      nq_heaviest *out);
/* Asked once for each weight, in their order: is it one of them? */
bool nq_heaviest_has(nq_heaviest *h, float weight);

#endif
