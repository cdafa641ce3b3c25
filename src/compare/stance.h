/* SPDX-License-Identifier: Apache-2.0
 *
 * stance.h - the content of one statement as roots with their sign, and what
 * two statements of one speaker show when held against each other. Layer 7
 * (compare), private to its folder.
 *
 * Knows words, not meaning: what is not shown by a "not", a listed pair of
 * opposites, a figure or a day stays side by side. */
#ifndef NQ_COMPARE_STANCE_H
#define NQ_COMPARE_STANCE_H

#include "compare/desk.h"

typedef struct nq_stance_word {
    uint64_t root; /* consonants of the word: verb, noun, participle alike */
    float idf;     /* its rarity */
    float weight;  /* the same, less for what the speaker always speaks of */
    uint32_t token;
    uint32_t denied; /* token of the "not" before it, or NQ_NO_TOKEN */
    bool non;        /* that "not" stands before nouns: "without" */
    bool ours;       /* a verb of "we" */
    bool named;      /* of a name: says nothing by itself */
    uint32_t pole;   /* class of opposites, 0: none */
    bool against;    /* which end of it */
    bool definite;
    bool cue; /* of the word that attributes, not of the content */
} nq_stance_word;
#define NQ_NO_TOKEN UINT32_MAX

typedef struct nq_stance {
    const nq_compare_tools *tools;
    const nq_reading *reading;
    const nq_statement *statement;
    nq_stance_word *at; /* [n] in the order of the text */
    uint32_t n;
    const uint32_t *by_root; /* [n_roots] words, one of each root, by root */
    uint32_t n_roots;
    float weight; /* of one word of each root */
} nq_stance;

/* Lives in `arena`. At most NQ_STANCE_WORDS words are read. */
naql_status nq_stance_make(const nq_compare_tools *tools, const nq_reading *r,
                           uint32_t statement, nq_arena *arena, nq_stance *out);

/* Sets `weight` once the words are weighed anew. */
void nq_stance_weigh(nq_stance *s);

typedef struct nq_likeness {
    float shared;    /* weight of the roots that both have */
    float share;     /* of the lighter one's weight */
    float both;      /* of the heavier one's */
    uint32_t n;      /* roots shared */
    uint32_t rarest; /* word of b with the shared root that tells most */
} nq_likeness;

nq_likeness nq_stance_like(const nq_stance *a, const nq_stance *b);

/* Bearing of `b` to the older `a`; `shown` are the words of each that show it,
 * empty where nothing does. O(words of a * words of b). */
nq_bearing nq_stance_bearing(const nq_stance *a, const nq_stance *b,
                             const nq_likeness *like, naql_span shown[2]);

#endif
