/* SPDX-License-Identifier: Apache-2.0
 *
 * together.h - are two named in one sentence? Layer 4 (name). */
#ifndef NQ_NAME_TOGETHER_H
#define NQ_NAME_TOGETHER_H

#include "name/entity.h"

/* Is there a sentence that names both, or any that were joined to them? `up`:
 * forest of entities. O(mentions). */
bool nq_named_together(const nq_entity_in *in, uint32_t *up, uint32_t a,
                       uint32_t b);

#endif
