/* SPDX-License-Identifier: Apache-2.0
 *
 * lies_in.h - which place lies in which, by the story's own words ("Harasta in
 * the Ghouta"), and which article names which. Layer 7 (compare), private to
 * its folder.
 *
 * What the list of places knows is same_name.h's. */
#ifndef NQ_COMPARE_LIES_IN_H
#define NQ_COMPARE_LIES_IN_H

#include "compare/value.h"

typedef struct nq_whereabouts {
    nq_map inside; /* pairs of places of which one is named right behind the
                      other, with "in" before it */
    nq_map named;  /* articles and the places that they name */
} nq_whereabouts;

/* Lives in the desk's scratch. O(mentions). */
naql_status nq_whereabouts_make(const nq_desk *d, nq_whereabouts *out);

/* Does one lie in the other, either way? */
bool nq_lies_in(const nq_whereabouts *w, const nq_value *a, const nq_value *b);

bool nq_names_place(const nq_whereabouts *w, uint32_t article,
                    const nq_value *place);

#endif
