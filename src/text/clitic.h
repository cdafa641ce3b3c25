/* SPDX-License-Identifier: Apache-2.0
 *
 * clitic.h - what is glued to a word, and its light stem. Layer 3 (text),
 * private to its folder. */
#ifndef NQ_TEXT_CLITIC_H
#define NQ_TEXT_CLITIC_H

#include "text/tools.h"

#define NQ_SCORE_NEVER (-900.0f)

typedef struct nq_parse { /* one reading of a word */
    float score;          /* natural logarithm of its likelihood, roughly */
    uint16_t clitics;     /* nq_clitic bits */
    uint8_t pre, suf;     /* bytes of the folded word */
    bool known;           /* its stem is (tune.h); else it may be a fault */
} nq_parse;

/* The likeliest reading of a folded word; the letters as `written` tell a ta
 * marbuta from a pronoun and a hamza from the article's alif. A word of one
 * letter, of more than 60 or of other letters scores NQ_SCORE_NEVER. O(bytes of
 * the word). */
nq_parse nq_clitics_parse(const nq_text_tools *tools, naql_str written,
                          naql_str folded);

/* The same from memory, its score not set: most words were read before. The
 * memory is shared by threads and holds no more than a function of the word, so
 * that it never shows. */
nq_parse nq_clitics_recall(const nq_text_tools *tools, naql_str written,
                           naql_str folded);
/* The same where nq_hash(written) is known, and what asks for its entry ahead.
 */
nq_parse nq_clitics_recall_of(const nq_text_tools *tools, uint64_t hash,
                              naql_str written, naql_str folded);
void nq_clitics_fetch(const nq_text_tools *tools, uint64_t hash);
naql_status nq_parses_make(nq_arena *arena, nq_parses *out);
nq_kept nq_parses_kept(const nq_parses *parses, const char *name);

/* Fills clitics, pre, suf and stem of a token. */
void nq_clitics_take(nq_token *token, nq_parse p);

/* Hash of the light stem of a folded word whose clitics are gone: endings of
 * plural, dual, feminine and accusative taken off while enough letters stay
 * (tune.h). */
uint64_t nq_light_stem(naql_str left);

#endif
