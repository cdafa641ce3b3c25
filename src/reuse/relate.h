/* SPDX-License-Identifier: Apache-2.0
 *
 * relate.h - stories that an editor would want beside each other. Layer 6
 * (reuse). */
#ifndef NQ_REUSE_RELATE_H
#define NQ_REUSE_RELATE_H

#include "reuse/vector.h"

/* Fills related and n_related of stories whose other fields are set. Two
 * stories are related by people they share, weighed by in how many stories
 * these stand, and by their words. */
naql_status nq_stories_relate(const nq_pile *pile, const nq_vector *vectors,
                              nq_arena *arena, nq_arena *scratch,
                              nq_stories *stories);

#endif
