/* SPDX-License-Identifier: Apache-2.0
 *
 * carry.c - how many outlets carry a statement. Layer 6 (reuse).
 *
 * Two articles of a story are of one family when a passage runs from one to
 * the other, or when both credit the same agency. Families are closed over
 * chains: if A copied B and B copied C, all three are one. */
#include "reuse/carry.h"

#include "base/forest.h"
#include "base/map.h"
#include "base/sorted.h"
#include "base/status.h"
#include "reuse/credit.h"

/* Place of an article among the carriers, UINT32_MAX: it is none. */
static uint32_t
place_of(const nq_carriers *c, uint32_t article)
{
    uint32_t i;
    NQ_BISECT(i, 0, c->n, c->articles[i] < article);
    return i < c->n && c->articles[i] == article ? i : UINT32_MAX;
}

static naql_status
unite_credits(nq_carriers *c)
{
    nq_map first;
    nq_reuse_tools room;
    const nq_reuse_tools *tools;
    NQ_TRY(nq_reuse_tools_of(c->pile, &room, &tools));
    nq_map_init(&first, c->scratch);
    for (uint32_t i = 0; i < c->n; i++) {
        nq_credits credits;
        const nq_reading *r = c->pile->at[c->articles[i]];
        NQ_TRY(nq_credits_make(tools, r, c->scratch, &credits));
        for (uint32_t k = 0; k < credits.n; k++) {
            bool fresh;
            if (credits.at[k].generic)
                continue;
            uint32_t *slot = nq_map_put(&first, credits.at[k].key, &fresh);
            if (!slot)
                return NAQL_NOMEM;
            if (fresh)
                *slot = i;
            nq_forest_join(c->family, *slot, i);
        }
    }
    return NAQL_OK;
}

/* First copy, they are sorted by (from, to), that starts at an article. */
static uint32_t
copies_from(const nq_copies *copies, uint32_t article)
{
    uint32_t i;
    NQ_BISECT(i, 0, copies->n, copies->at[i].from < article);
    return i;
}

static void
unite_copies(nq_carriers *c, const nq_copies *copies)
{
    for (uint32_t i = 0; i < c->n; i++) {
        uint32_t from = c->articles[i];
        uint32_t k = copies_from(copies, from);
        for (; k < copies->n && copies->at[k].from == from; k++) {
            uint32_t to = place_of(c, copies->at[k].to);
            if (to != UINT32_MAX)
                nq_forest_join(c->family, i, to);
        }
    }
}

naql_status
nq_carriers_make(const nq_twin_input *in, const uint32_t *articles, uint32_t n,
                 nq_arena *scratch, nq_carriers *out)
{
    *out = (nq_carriers){
        .pile = in->pile,
        .articles = articles,
        .n = n,
        .outlet = nq_arena_alloc(scratch, n * sizeof *out->outlet),
        .family = nq_arena_alloc(scratch, n * sizeof *out->family),
        .scratch = scratch};
    if (!out->outlet || !out->family)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        out->outlet[i] = nq_outlet_key(&in->pile->at[articles[i]]->article);
        out->family[i] = i;
    }
    unite_copies(out, in->copies);
    return unite_credits(out);
}

static int
by_value(const void *x, const void *y)
{
    const uint64_t *a = x, *b = y;
    return *a < *b ? -1 : *a > *b;
}

static uint32_t
different(uint64_t *at, uint32_t n)
{
    uint32_t count = 0;
    nq_sort(at, n, sizeof *at, by_value);
    for (uint32_t i = 0; i < n; i++)
        count += !i || at[i] != at[i - 1];
    return count;
}

naql_status
nq_carriers_count(const nq_carriers *c, nq_twin *twin)
{
    nq_arena_mark mark = nq_arena_here(c->scratch);
    uint32_t n = twin->n_variants;
    uint64_t *at = nq_arena_alloc(c->scratch, n * sizeof *at);
    if (!at)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        at[i] = c->outlet[place_of(c, twin->variants[i].article)];
    twin->carried_by = different(at, n);
    for (uint32_t i = 0; i < n; i++)
        at[i] =
            nq_forest_root(c->family, place_of(c, twin->variants[i].article));
    uint32_t families = different(at, n);
    /* One outlet that reports twice in its own words is still one. */
    twin->independent =
        families < twin->carried_by ? families : twin->carried_by;
    nq_arena_release(c->scratch, mark);
    return NAQL_OK;
}
