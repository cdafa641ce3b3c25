/* SPDX-License-Identifier: Apache-2.0
 *
 * heaviest.c - which of many weights are the heaviest. Layer 6 (reuse). */
#include "reuse/heaviest.h"

#include <string.h>

#define STEPS 512u

/* The exponent and the three highest bits of the fraction of a positive float
 * are in the order of the numbers; 2^-32 to 2^32 are told apart. */
static uint32_t
step_of(float weight)
{
    uint32_t bits, low = (127 - 32) << 3;
    memcpy(&bits, &weight, sizeof bits);
    bits >>= 20;
    if (bits < low)
        return 0;
    return bits - low < STEPS ? bits - low : STEPS - 1;
}

void
nq_heaviest_find(const float *weights, uint32_t n, uint32_t most,
                 nq_heaviest *out)
{
    uint32_t counts[STEPS] = {0}, above = 0;
    *out = (nq_heaviest){0, n};
    if (n <= most)
        return;
    for (uint32_t i = 0; i < n; i++)
        counts[step_of(weights[i])]++;
    for (uint32_t step = STEPS; step-- > 0;) {
        if (above + counts[step] >= most) {
            *out = (nq_heaviest){step, most - above};
            return;
        }
        above += counts[step];
    }
}

bool
nq_heaviest_has(nq_heaviest *h, float weight)
{
    uint32_t step = step_of(weight);
    if (step != h->border)
        return step > h->border;
    if (!h->left)
        return false;
    h->left--;
    return true;
}
