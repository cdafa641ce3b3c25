/* SPDX-License-Identifier: Apache-2.0
 *
 * clitic.h - what is glued to a word, and its light stem. Layer 3 (text). */
#ifndef NQ_TEXT_CLITIC_H
#define NQ_TEXT_CLITIC_H

#include "text/tools.h"

#define NQ_SCORE_NEVER (-900.0f)

typedef struct nq_parse { /* one reading of a word */
    float score;          /* natural logarithm of its likelihood, roughly; up
                             to NQ_REPAIR_SCORE its stem is not known */
    uint16_t clitics;     /* nq_clitic bits */
    uint8_t pre, suf;     /* bytes of the folded word */
} nq_parse;

/* The likeliest reading of a folded word; the letters as `written` tell a ta
 * marbuta from a pronoun and a hamza from the article's alif. A word of one
 * letter, of more than 60 or of other letters scores NQ_SCORE_NEVER. O(bytes of
 * the word). */
nq_parse nq_clitics_parse(const nq_text_tools *tools, naql_str written,
                          naql_str folded);

/* The light stem of a folded word whose clitics are gone: endings of plural,
 * dual, feminine and accusative taken off while enough letters stay (tune.h).
 */
naql_str nq_without_ending(naql_str left);
/* Its hash. */
uint64_t nq_light_stem(naql_str left);
/* The same of a word that was read so, whose own hash is `hash`. */
uint64_t nq_clitics_stem(nq_parse p, naql_str folded, uint64_t hash);

#endif
