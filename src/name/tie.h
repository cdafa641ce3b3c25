/* SPDX-License-Identifier: Apache-2.0
 *
 * tie.h - groups that grow by ties, each tie with its reason. Layer 4
 * (name).
 *
 * Union-find whose groups are known by their first member, so that the order
 * of ties changes nothing but the work. */
#ifndef NQ_NAME_TIE_H
#define NQ_NAME_TIE_H

#include "base/arena.h"

typedef enum nq_tie { /* evidence, the plainest first */
                      NQ_TIE_NONE,
                      NQ_TIE_SPELLING, /* the same words */
                      NQ_TIE_USUAL,    /* two names of one place or body */
                      NQ_TIE_VARIANT,  /* another spelling, another length */
                      NQ_TIE_HEAD,     /* the same without its head word */
                      NQ_TIE_FRONT,    /* the front of a longer name, in like
                                          articles */
                      NQ_TIE_OFFICE,   /* family name and the same office */
                      NQ_TIE_COMPANY,  /* family name, in articles with the same
                                          names */
                      NQ_TIES
} nq_tie;

typedef struct nq_ties {
    uint32_t *up;    /* [n] a member of the same group, nearer to its first */
    uint8_t *reason; /* [n] of a first member: the boldest tie of its group */
    uint32_t n;
} nq_ties;

bool nq_ties_make(uint32_t n, nq_arena *scratch, nq_ties *out);
/* First member of the group of `i`. */
uint32_t nq_tie_group(nq_ties *t, uint32_t i);
void nq_tie_join(nq_ties *t, uint32_t a, uint32_t b, nq_tie reason);
/* "same spelling", ... */
const char *nq_tie_name(uint8_t reason);

#endif
