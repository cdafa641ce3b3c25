/* SPDX-License-Identifier: Apache-2.0
 *
 * people.h - one entity from the mentions of many articles. Layer 4 (name). */
#ifndef NQ_NAME_PEOPLE_H
#define NQ_NAME_PEOPLE_H

#include "name/names.h"

typedef struct nq_person { /* person, place or body */
    uint8_t type;
    naql_str name; /* the most carried full form, verbatim from an article */
    const uint32_t *members; /* [n_members] 2 numbers each: article, entity */
    uint32_t n_members;
    const char *why; /* evidence of the merge: "same spelling", ... */
} nq_person;

typedef struct nq_people {
    const nq_person *at; /* [n] in the order of their first article */
    uint32_t n;
    const uint32_t *const *of; /* of[article][entity] -> person */
} nq_people;

/* Merges the entities of `n` articles: same spelling key, transliteration
 * variants, family name with the same office in one story... Articles that
 * share nothing but a family name stay apart. Deterministic. */
naql_status nq_people_make(const nq_name_tools *tools,
                           const nq_names *const *names, uint32_t n,
                           nq_arena *arena, nq_arena *scratch, nq_people *out);

#endif
