/* SPDX-License-Identifier: Apache-2.0
 *
 * glued.h - where a name starts: is its first letter glued to it, or its own?
 * Layer 4 (name). */
#ifndef NQ_NAME_GLUED_H
#define NQ_NAME_GLUED_H

#include "name/mention.h"

/* A word that opens persons' names and that the lists read with a glued
 * letter. */
typedef struct nq_glued_word {
    uint64_t whole, base; /* hashes of the word, and of what is left */
    uint32_t times;       /* that it opens a name */
    bool proof;           /* it does where nothing can be glued */
    bool own;             /* the letter is the name's */
} nq_glued_word;

#define NQ_GLUED_MAX 12

typedef struct nq_glued {
    const nq_marked *m;
    nq_glued_word at[NQ_GLUED_MAX];
    uint32_t n;
    uint32_t looks; /* words that may still be looked for all over the text */
} nq_glued;

/* Looks through the persons of a text. Linear. */
void nq_glued_survey(const nq_marked *m, nq_glued *out);

/* The byte where the name of tokens first..end starts, behind what is glued to
 * it; a family name that this shows makes *type a person. */
uint32_t nq_glued_start(nq_glued *g, uint32_t first, uint32_t end,
                        uint8_t *type);

/* nq_said of a token, with or without "and". */
uint32_t nq_said_at(const nq_marked *m, uint32_t i);

/* "said X TO-THE-Y": no word with both letters goes on with a name. */
bool nq_glued_to_the(const nq_marked *m, uint32_t i);

#endif
