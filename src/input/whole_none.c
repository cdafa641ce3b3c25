/* SPDX-License-Identifier: Apache-2.0
 *
 * whole_none.c - where libdeflate is not installed. Layer 1 (input). */
#include "input/whole.h"

nq_whole *
nq_whole_new(void)
{
    return NULL;
}

void
nq_whole_free(nq_whole *w)
{
    (void)w;
}

bool
nq_whole_unpack(nq_whole *w, nq_whole_try *t)
{
    (void)w;
    t->too_large = false;
    return false;
}
