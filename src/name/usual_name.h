/* SPDX-License-Identifier: Apache-2.0
 *
 * usual_name.h - the usual name of a person or body that an article calls by
 * another. Layer 4 (name).
 *
 * A person whose name is near one that news write much oftener
 * (data/usual_names.tsv) has that one: where titles or offices beside both say
 * the same of them, or where the word that differs is nobody else's and foreign
 * names are spelled so. A place or body that is called by an alias
 * (data/aliases.tsv) has its usual name, where that is fuller or the same words
 * in another spelling. */
#ifndef NQ_NAME_USUAL_NAME_H
#define NQ_NAME_USUAL_NAME_H

#include "name/variant.h"

typedef struct nq_usual_names {
    nq_table people, aliases;
    uint32_t articles, said, usual; /* columns */
    nq_map of;    /* key of a name -> row of `people` or `aliases` */
    nq_map near;  /* key of a name less a word -> place in `near_at`, + 1 */
    nq_map words; /* tight keys of the words of those names */
    const struct nq_near_name *near_at;
    nq_list listed; /* the same while they are made */
} nq_usual_names;

/* A name of the table and one of its words. */
typedef struct nq_near_name {
    uint32_t row, next; /* place of the next with the same key, + 1; 0: none */
    uint8_t first, n;   /* of the word: its first letter, and how many */
    uint8_t unused[2];
} nq_near_name;

/* Of names, a map each, and of `near_at`, what the build keeps them by; NULL
 * when there are no more. */
nq_map *nq_usual_names_map(nq_usual_names *u, uint32_t i, const char **name);
#define NQ_USUAL_NEAR "near names"

naql_status nq_usual_names_make(const nq_tables *tables, const nq_variants *v,
                                nq_arena *arena, nq_usual_names *out);

/* What an article calls somebody. */
typedef struct nq_called_so {
    naql_str name;
    const nq_name_words *words; /* their tight keys are enough */
    bool person;
    naql_str text;         /* that `said` lies in */
    const naql_span *said; /* [n_said] titles and offices beside the name */
    uint32_t n_said;
    int64_t articles; /* that have the name; 0: this one */
} nq_called_so;

/* The usual name, as it stands in the table; empty: nothing is known.
 *
 * cost  a look-up, of a person whom the table lacks one for each word; the
 *       names that are near are as few as the table has */
naql_str nq_usual_name_of(const nq_usual_names *u, const nq_variants *v,
                          const nq_called_so *called);

#endif
