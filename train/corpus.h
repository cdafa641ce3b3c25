/* SPDX-License-Identifier: Apache-2.0
 *
 * corpus.h - lines of words as texts of the library, for the programs that
 * train. Not part of the library. */
#ifndef NQ_TRAIN_CORPUS_H
#define NQ_TRAIN_CORPUS_H

#include "text/text.h"

/* Tokens of `lines` (UTF-8, each line a block); all in `arena`. Exits with a
 * message when memory is out. */
void corpus_text(const nq_text_tools *tools, naql_str lines, nq_arena *arena,
                 nq_arena *scratch, nq_text *out);

/* Calls `see` for every document of the paths (JSON Lines), with its title
 * and text as one nq_text. */
typedef void (*corpus_see)(void *user, const nq_text *text);
void corpus_read(const char *const *paths, uint32_t n,
                 const nq_text_tools *tools, corpus_see see, void *user);

/* Never NULL: exits when memory is out. */
void *must(void *memory);

#endif
