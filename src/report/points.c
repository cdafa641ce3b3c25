/* SPDX-License-Identifier: Apache-2.0
 *
 * points.c - spans of bytes -> spans of code points. Layer 9 (report). */
#include "report/points.h"

#include "base/str.h"

bool
nq_points_of_text(naql_str text, nq_arena *arena, nq_points_of *out)
{
    out->text = text;
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
    NQ_JSON_KEY(j, "start");
    nq_json_int(j, nq_points_at(&p->points, span.start));
    NQ_JSON_KEY(j, "end");
    nq_json_int(j, nq_points_at(&p->points, span.end));
}

void
nq_points_pair(nq_json_out *j, const nq_points_of *p, naql_span span)
{
    nq_json_array(j);
    nq_json_int(j, nq_points_at(&p->points, span.start));
    nq_json_int(j, nq_points_at(&p->points, span.end));
    nq_json_end(j, ']');
}

void
nq_points_text(nq_json_out *j, const nq_points_of *p, naql_span span)
{
    nq_points_keys(j, p, span);
    NQ_JSON_KEY(j, "text");
    nq_json_str(j, nq_str_span(p->text, span));
}
