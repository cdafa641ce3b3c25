/* SPDX-License-Identifier: Apache-2.0
 *
 * written.h - what a word is by its letters alone. Layer 3 (text), private to
 * its folder.
 *
 * Most words were read before: how they are cut, and the hashes of their forms,
 * stand in a memory. */
#ifndef NQ_TEXT_WRITTEN_H
#define NQ_TEXT_WRITTEN_H

#include "text/tools.h"

/* Fills hash, stem, clitics, pre and suf of a token that has its folded form.
 *
 * key      nq_hash(written)
 * written  the letters as they stand, which the folded form follows from
 * returns  the score of its likeliest reading (nq_parse) */
float nq_written_read(const nq_text_tools *tools, uint64_t key,
                      naql_str written, nq_token *token);

#endif
