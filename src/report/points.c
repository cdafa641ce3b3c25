/* SPDX-License-Identifier: Apache-2.0
 *
 * points.c - spans of bytes -> spans of code points. Layer 9 (report). */
#include "report/points.h"

#include "base/str.h"

bool
nq_points_of_text(naql_str text, nq_arena *arena, nq_points_of *out)
{
    size_t blocks = text.len / NQ_JSON_BLOCK + 1;
    uint64_t *awkward = nq_arena_zero(arena, blocks / 64 + 1, sizeof *awkward);
    if (!awkward)
        return false;
    nq_json_awkward(text, awkward);
    out->text = text;
    out->awkward = awkward;
    return nq_points_make(text, arena, &out->points) == NAQL_OK;
}

nq_points_of *
nq_points_of_pile(const nq_pile *pile, nq_arena *arena)
{
    nq_points_of *at = nq_arena_zero(arena, pile->n, sizeof(nq_points_of));
    for (uint32_t i = 0; at && i < pile->n; i++)
        if (!nq_points_of_text(pile->at[i]->article.text, arena, &at[i]))
            return NULL;
    return at;
}

void
nq_points_keys(nq_json_out *j, const nq_points_of *p, naql_span span)
{
    nq_json_range(j, nq_points_at(&p->points, span.start),
                  nq_points_at(&p->points, span.end));
}

void
nq_points_pair(nq_json_out *j, const nq_points_of *p, naql_span span)
{
    nq_json_array(j);
    nq_json_int(j, nq_points_at(&p->points, span.start));
    nq_json_int(j, nq_points_at(&p->points, span.end));
    nq_json_end(j, ']');
}

/* Is there nothing in the slice that might have to be escaped? */
static bool
is_plain(const nq_points_of *p, naql_span span)
{
    enum { BITS = 64 }; /* of a word of them */
    uint32_t i = span.start / NQ_JSON_BLOCK, n;
    uint32_t end = (span.end + NQ_JSON_BLOCK - 1) / NQ_JSON_BLOCK;
    for (; i < end; i += n) {
        n = BITS - i % BITS < end - i ? BITS - i % BITS : end - i;
        if (p->awkward[i / BITS] >> i % BITS << (BITS - n))
            return false;
    }
    return true;
}

void
nq_points_text(nq_json_out *j, const nq_points_of *p, naql_span span)
{
    nq_points_keys(j, p, span);
    NQ_JSON_KEY(j, "text");
    if (is_plain(p, span))
        nq_json_plain(j, nq_str_span(p->text, span));
    else
        nq_json_str(j, nq_str_span(p->text, span));
}
