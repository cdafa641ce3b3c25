/* SPDX-License-Identifier: Apache-2.0
 *
 * words.h - an article as a row of words to compare. Layer 6 (reuse).
 *
 * Marks, bylines and datelines are left out; what folding makes equal is
 * equal. */
#ifndef NQ_REUSE_WORDS_H
#define NQ_REUSE_WORDS_H

#include "reuse/rarity.h"
#include "name/names.h"

typedef enum nq_word_flag {
    NQ_WORD_NAMED = 1 << 0,  /* part of a name or an office */
    NQ_WORD_FORMULA = 1 << 1 /* part of a run that everyone uses */
} nq_word_flag;

typedef struct nq_word {
    uint64_t key; /* folded, without a glued w- or f- */
    uint64_t stem;
    uint32_t token : 30;
    uint32_t flags : 2; /* nq_word_flag */
    float idf;          /* nq_rarity_idf of the stem */
} nq_word;

typedef struct nq_words {
    const nq_text *text;
    nq_word *at; /* [n] in the order of the text */
    uint32_t n;
} nq_words;

/* Words of tokens `first` to `end` (half-open). NAQL_OK, NAQL_NOMEM. */
naql_status nq_words_range(const nq_rarity *rarity, const nq_text *text,
                           uint32_t first, uint32_t end, nq_arena *arena,
                           nq_words *out);
/* Words of a whole article. */
naql_status nq_words_make(const nq_rarity *rarity, const nq_text *text,
                          nq_arena *arena, nq_words *out);

/* Flags the words of the mentions, their roles and the offices, which must be
 * of the same text. */
void nq_words_flag_names(nq_words *w, const nq_names *names);

/* Span of clean text from word `first` to word `end` - 1. */
naql_span nq_words_span(const nq_words *w, uint32_t first, uint32_t end);

#endif
