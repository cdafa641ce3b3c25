/* SPDX-License-Identifier: Apache-2.0
 *
 * repair.h - words that were typed together, and letters typed twice. Layer 3
 * (text), private to its folder.
 *
 * Tells what a word that is none stands for; text.c lets the tokens follow.
 * Knows nothing of the words around it. */
#ifndef NQ_TEXT_REPAIR_H
#define NQ_TEXT_REPAIR_H

#include "text/tools.h"

#define NQ_PIECES_MAX 4

/* A word as a run of words. */
typedef struct nq_pieces {
    struct {
        uint32_t folded, written; /* bytes, where the piece ends */
    } end[NQ_PIECES_MAX];         /* the last one is the whole length */
    uint32_t n;                   /* 1: it stays whole */
} nq_pieces;

/* Reads a word, whose likeliest reading scored `score`, as a run of words. Says
 * so only when each of them is known and together they are likelier by far
 * (tune.h): a Viterbi search over unigrams with clitics.
 *
 * cost  O(letters of the word), pieces being bounded; words of more than
 *       NQ_GLUED_MOST letters stay whole */
nq_pieces nq_glued_words(const nq_text_tools *tools, naql_str written,
                         naql_str folded, float score);

typedef struct nq_mended {
    naql_str folded;  /* in the caller's room */
    naql_span letter; /* bytes of the written word that go */
    const char *put;  /* what stands there instead, "" or a letter */
} nq_mended;

/* Reads a word as another with a letter of a pair too many, or as one whose
 * article has an alif for its lam ("اا"). False when nothing known comes out.
 *
 * room   [folded.len] */
bool nq_doubled_letter(const nq_text_tools *tools, naql_str written,
                       naql_str folded, float score, char *room,
                       nq_mended *out);

#endif
