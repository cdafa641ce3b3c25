/* SPDX-License-Identifier: Apache-2.0
 *
 * clitic.h - what is glued to a word, and its light stem. Layer 3 (text),
 * private to its folder. */
#ifndef NQ_TEXT_CLITIC_H
#define NQ_TEXT_CLITIC_H

#include "text/tools.h"

/* Fills clitics, pre, suf and stem of a NQ_TOKEN_WORD: the likeliest reading
 * of its folded form; the letters as written tell a ta marbuta from a pronoun
 * and a hamza from the article's alif. O(bytes of the word). */
void nq_clitics_choose(const nq_text_tools *tools, naql_str text,
                       nq_token *token);

/* Hash of the light stem of a folded word whose clitics are gone: endings of
 * plural, dual, feminine and accusative taken off while enough letters stay
 * (tune.h). */
uint64_t nq_light_stem(naql_str left);

#endif
