/* SPDX-License-Identifier: Apache-2.0
 *
 * edit.h - how one wording differs from another, word by word. Layer 6
 * (reuse).
 *
 * Words are equal when folding makes them equal. Where only what is glued to
 * a word differs (w- f- b- l- al- -ha), the glued part alone is an edit. */
#ifndef NQ_REUSE_EDIT_H
#define NQ_REUSE_EDIT_H

#include "reuse/reuse.h"

typedef struct nq_wording { /* a span of an article, as tokens */
    const nq_text *text;
    uint32_t first, end;
    naql_span span;
} nq_wording;

/* Edits that turn `from` into `to`. Pieces of = and + together, in order, are
 * all of `to`; = and + carry the marks behind their words, - carries words
 * alone. Everything verbatim. Cost: words of both multiplied, bounded by
 * NQ_EDIT_CELLS, beyond which the unequal middle is one exchange. */
naql_status nq_edits_make(const nq_wording *from, const nq_wording *to,
                          nq_arena *arena, nq_arena *scratch,
                          const nq_edit **out, uint32_t *n);

/* The whole of a wording as one '='. */
naql_status nq_edits_same(const nq_wording *w, nq_arena *arena,
                          const nq_edit **out, uint32_t *n);

#endif
