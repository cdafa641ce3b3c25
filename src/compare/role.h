/* SPDX-License-Identifier: Apache-2.0
 *
 * role.h - offices: what one says of a person against another. Layer 7
 * (compare), private to its folder. */
#ifndef NQ_COMPARE_ROLE_H
#define NQ_COMPARE_ROLE_H

#include "compare/question.h"

typedef struct nq_role_at {
    uint32_t person;
    uint32_t article; /* of the story */
    naql_span span;
    bool loose; /* a description, "the singer": holds nothing against an office
                   (epithet.h) */
} nq_role_at;

typedef struct nq_roles { /* every role beside a name, by (person, article,
                             place) */
    const nq_role_at *at;
    uint32_t n;
} nq_roles;

naql_status nq_roles_make(const nq_desk *d, nq_roles *out);

/* The first role of `person`; those of one person stand together. */
uint32_t nq_roles_from(const nq_roles *roles, uint32_t person);

/* In the order of nq_roles: by person, offices first, article, place. */
int nq_roles_order(const void *a, const void *b);

/* "The president", as a word of an office. */
bool nq_is_the_president(const nq_desk *d, const nq_token *t);

typedef enum nq_relation_of_roles {
    NQ_ROLES_APART, /* nothing to do with each other: both may be held */
    NQ_ROLES_SAME,
    NQ_ROLES_PART /* one person cannot be both in one story: another field or
                     term, the deputy and the holder, two posts of a body */
} nq_relation_of_roles;

nq_relation_of_roles nq_roles_compare(const nq_desk *d, const nq_role_at *a,
                                      const nq_role_at *b);

/* Does one of two offices say nothing that the other does not: "the minister",
 * "the foreign minister"? Where somebody is from is told by many words, and is
 * left out. */
bool nq_roles_say_one(const nq_desk *d, const nq_role_at *a,
                      const nq_role_at *b);

#endif
