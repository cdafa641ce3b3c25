/* SPDX-License-Identifier: Apache-2.0
 *
 * guard.h - a page made small and harmless before a parser sees it. Layer 1
 * (input).
 *
 * What no reader sees (scripts, styles, comments, drawings) and attributes
 * that say nothing about text are left out; tags, attributes and depth are
 * bounded. Knows nothing of what the text is. */
#ifndef NQ_INPUT_GUARD_H
#define NQ_INPUT_GUARD_H

#include "base/arena.h"
#include "base/buf.h"

typedef struct nq_guarded {
    nq_buf html;  /* what the parser gets, valid UTF-8 */
    nq_list data; /* of naql_str: JSON-LD, slices of the page */
} nq_guarded;

/* page     valid UTF-8
 * scratch  holds out->data
 * out      out->html is emptied first and keeps its memory
 * returns  NAQL_OK, NAQL_NOMEM
 * cost     O(bytes), whatever the page: no byte is looked for twice
 * limits   limits.h: NQ_MAX_HTML_* */
naql_status nq_guard(naql_str page, nq_arena *scratch, nq_guarded *out);

#endif
