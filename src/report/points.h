/* SPDX-License-Identifier: Apache-2.0
 *
 * points.h - spans of bytes -> spans of code points, article by article.
 * Layer 9 (report).
 *
 * Everything inside naql counts bytes; everything handed out counts Unicode
 * code points, as the W3C text-position selector does. */
#ifndef NQ_REPORT_POINTS_H
#define NQ_REPORT_POINTS_H

#include "base/arena.h"
#include "base/out.h"
#include "base/utf8.h"
#include "reuse/reuse.h"

typedef struct nq_points_of { /* one article */
    naql_str text;
    nq_points points;
    const uint64_t *awkward; /* bits of nq_json_awkward */
} nq_points_of;

/* False when memory is out. Lives in `arena`. O(bytes). */
bool nq_points_of_text(naql_str text, nq_arena *arena, nq_points_of *out);

/* [pile n] of them in `arena`; NULL: out of memory. */
nq_points_of *nq_points_of_pile(const nq_pile *pile, nq_arena *arena);

/* Writes `"start": S, "end": E` or, as a list, `[S, E]`. */
void nq_points_keys(nq_json_out *j, const nq_points_of *p, naql_span span);
void nq_points_pair(nq_json_out *j, const nq_points_of *p, naql_span span);
/* Writes `"start": S, "end": E, "text": "..."`. */
void nq_points_text(nq_json_out *j, const nq_points_of *p, naql_span span);

#endif
