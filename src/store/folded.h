/* SPDX-License-Identifier: Apache-2.0
 *
 * folded.h - the searchable forms of a text: folded words, stems. Layer 8
 * (store). */
#ifndef NQ_STORE_FOLDED_H
#define NQ_STORE_FOLDED_H

#include "base/arena.h"
#include "base/buf.h"
#include "text/text.h"

/* A stem in the index: the lower 55 bits of its hash, five a sign. */
#define NQ_STEM_LETTERS 11
void nq_stem_write(uint64_t stem, char out[NQ_STEM_LETTERS]);

/* The folded words of a text, and the stems of the same words, with a space
 * between; marks are no words. Both buffers are reset. */
void nq_folded_write(const nq_text *text, nq_buf *folded, nq_buf *stems);

/* Words of a piece of text that is no article: a query, a stored text. Valid
 * UTF-8; `article` is room for what the text refers to. */
naql_status nq_folded_text(const nq_text_tools *tools, naql_str words,
                           nq_arena *arena, nq_arena *scratch, nq_text *out);

#endif
