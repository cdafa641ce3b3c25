/* SPDX-License-Identifier: Apache-2.0
 *
 * called.h - where an office has its holder's name behind it: "the minister of
 * health of X, Y". Layer 4 (name). */
#ifndef NQ_NAME_CALLED_H
#define NQ_NAME_CALLED_H

#include "name/mention.h"
#include "name/tally.h"

#define NQ_CALLED_MAX 16 /* of a sentence; the rest have no favour */

typedef struct nq_called {
    uint32_t at[NQ_CALLED_MAX]; /* tokens, ascending */
    uint32_t n;
} nq_called;

/* Finds the words of a sentence that stand right behind an office, or behind a
 * comma there, and have no label of a person yet. Cost: linear. */
void nq_called_find(const nq_marked *m, const nq_sentence *s, nq_called *out);

/* There a word is likelier to open a name than elsewhere. */
void nq_called_favour(const nq_marked *m, const nq_sentence *s,
                      const nq_called *called, nq_sums *sums);

/* Takes back what got a label that way alone: one word that hardly ever is a
 * name, and two joined by "and"; not of words that the article has in names
 * elsewhere. */
void nq_called_settle(const nq_marked *m, const nq_called *called,
                      const nq_feature_word *words);

#endif
