/* SPDX-License-Identifier: Apache-2.0
 *
 * link.h - whom a noun that speaks stands for: "the statement", "the Dutch
 * defender", "the mother". Layer 5 (claim), private to link*.c, statement.c
 * and train/.
 *
 * When all statements of an article have their speakers, those whose words are
 * a noun without a name of its own are asked for once more: what the rules
 * took, nobody, and the people and bodies that the article names before and
 * behind are candidates, and the weights of data/link_weights.tsv, written by
 * train/fit_links.py, say which is the likeliest. Only the entity changes,
 * never the words. */
#ifndef NQ_CLAIM_LINK_H
#define NQ_CLAIM_LINK_H

#include "claim/scene.h"
#include "claim/statement.h"
#include "claim/stems.h"

#define NQ_LINK_MOST  16 /* candidates */
#define NQ_LINK_KINDS 6  /* nq_noun, but for people */

typedef struct nq_link_candidate {
    uint32_t entity;          /* NQ_NO_ENTITY: nobody, the noun stays alone */
    bool rule;                /* what the rules took */
    const nq_mention *before; /* the nearest one; NULL: none */
    const nq_mention *behind;
    uint32_t rank; /* of those of its type, by how near it is before; 0: the
                      nearest */
} nq_link_candidate;

typedef struct nq_link_facts { /* what is the same for all of them */
    uint32_t kind;             /* nq_noun of its head */
    uint32_t known;            /* "a body", "the body", "the body of X" */
    uint32_t role;             /* link_traits.c */
    uint32_t place;            /* in the title, the first sentence, behind */
    uint32_t sentence;
    bool many, fem;
    uint32_t twin;   /* of its head's like in offices; 0: it has none */
    uint64_t stem;   /* of its head */
    nq_stems words;  /* of the rest of the phrase */
    naql_str origin; /* the place that its adjective speaks of; empty: none */
    uint32_t adjective;  /* the last one of it, its token, or NQ_NO_TOKEN */
    uint32_t told, near; /* tokens: first and nearest time that its head stood
                            before; NQ_NO_TOKEN */
    uint32_t office;     /* entity by the office that it is, or NQ_NO_ENTITY */
    uint32_t last, next; /* entities: who spoke before, who speaks next */
    uint32_t next_at;    /* the statement in which he does */
    uint32_t alike[2];   /* entities: whom the rules took for the same head
                            before and behind */
    uint32_t alikes;     /* bits: it spoke before, behind */
    uint32_t fits[4];    /* candidates of each type */
    uint32_t most[4];    /* mentions of the one of that type who has most */
} nq_link_facts;

typedef struct nq_linked {
    const nq_scene *s;
    const nq_statement *all; /* [n_all] of the article */
    uint32_t n_all, at;      /* the first one with these words */
    uint32_t first, end;     /* their tokens */
    uint32_t head;           /* token */
    uint32_t rule;           /* whom the rules took, or NQ_NO_ENTITY */
    nq_link_facts facts;
    nq_link_candidate c[NQ_LINK_MOST]; /* [n], the rules' first */
    uint32_t n;
} nq_linked;

/* Sets the entities of the statements whose speaker is such a noun.
 *
 * at     [n] all statements of the article, in order
 * arena  holds the lists of their entities
 * watch  whoever learns; NULL: nobody
 * cost   O(n + tokens): each noun looks at a bounded number of words, names
 *        and statements around it */
naql_status nq_links_settle(const nq_scene *s, nq_statement *at, uint32_t n,
                            nq_arena *arena, const nq_statement_watch *watch);

/* Reads data/link_weights.tsv: [NQ_LINK_KINDS][nq_link_n_traits()]. NAQL_OK,
 * NAQL_NOMEM, NAQL_CORRUPT (it names an unknown feature). */
naql_status nq_link_weights(const nq_tables *tables, nq_arena *arena,
                            const float **out);

/* ---- link_traits.c: what there is to see of a candidate ------------------ */

#define NQ_LINK_TRAITS_MOST 48

typedef struct nq_link_traits {
    uint16_t at[NQ_LINK_TRAITS_MOST];
    uint32_t n;
} nq_link_traits;

/* The token of the noun that says what the phrase is: "of the GREATEST
 * defender". */
uint32_t nq_link_head(const nq_linked *l);
/* Sees what is the same for all candidates, before they are gathered. */
void nq_link_look(nq_linked *l);
void nq_link_see(const nq_linked *l, uint32_t candidate, nq_link_traits *out);
/* PER, LOC, ORG, 3 for an outlet. */
uint32_t nq_link_type(const nq_entity *e);

uint32_t nq_link_n_traits(void);
/* Writes a feature's name, "rank 3"; `room` bytes. */
void nq_link_name(uint32_t trait, char *at, size_t room);
/* Its number by that name; nq_link_n_traits(): there is none. */
uint32_t nq_link_trait(naql_str name);

#endif
