/* SPDX-License-Identifier: Apache-2.0
 *
 * office.h - titles, ranks and offices, and who holds them. Layer 4 (name).
 *
 * An office is a head word ("minister") with what it is over, adjectives and
 * the names of places and bodies behind it. It belongs to the person named
 * right behind it, or right before it; alone it stands for its holder, who is
 * looked for among the offices read beside names. */
#ifndef NQ_NAME_OFFICE_H
#define NQ_NAME_OFFICE_H

#include "name/mention.h"
#include "name/variant.h"

typedef struct nq_office_read {
    naql_span span;
    uint32_t first, end; /* tokens */
    uint32_t mention;    /* of its holder beside it, or NQ_NO_ENTITY */
    uint64_t head;       /* hash of its head word without al- */
    uint64_t place;      /* key of the place it belongs to, 0: not said */
    uint64_t over;       /* hash of what it is over, 0: not said */
    bool past;           /* "former" */
    bool definite;       /* speaks of one certain holder */
    bool feminine, job;
    bool alone; /* stands for its holder */
} nq_office_read;

/* Reads all offices of a text into `out` (of nq_office_read), ascending and
 * not overlapping; gives the mentions beside them (of nq_mention) their
 * roles. O(tokens). */
naql_status nq_offices_find(const nq_variants *variants,
                            const nq_marked *marked, nq_list *mentions,
                            nq_arena *scratch, nq_list *out);

/* Gives offices[0..n) that say no place the one that another office of the same
 * head says of their holder, whose entity is known by now. false: no memory.
 * O(n). */
bool nq_offices_place(nq_office_read *offices, uint32_t n,
                      const nq_mention *mentions, nq_arena *scratch);

/* The office among offices[0..n) with a holder that `asked` speaks of: same
 * head, and nothing that is said of both differs. The nearest before it, else
 * the nearest behind; NULL: none. */
const nq_office_read *nq_office_holder(const nq_office_read *offices,
                                       uint32_t n, uint32_t asked);

#endif
