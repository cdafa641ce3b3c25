/* SPDX-License-Identifier: Apache-2.0
 *
 * passage.c - fragments and places of two articles -> passages. Layer 6
 * (reuse). */
#include "reuse/passage.h"

#include "base/status.h"
#include "reuse/tune.h"

static bool
dense(const nq_run *r, float share)
{
    uint32_t a = r->a_end - r->a, b = r->b_end - r->b;
    return (float)r->same >= share * (float)(a > b ? a : b);
}

static bool
good(const nq_run *r)
{
    return r->exact >= NQ_PASSAGE_WORDS && r->plain >= NQ_PASSAGE_PLAIN &&
           r->weight >= NQ_PASSAGE_WEIGHT &&
           (r->loose || dense(r, NQ_PASSAGE_SAME));
}

static uint32_t
distance(uint32_t a, uint32_t a_end, uint32_t b, uint32_t b_end)
{
    return a >= b_end ? a - b_end : b >= a_end ? b - a_end : 0;
}

static bool
near(const nq_run *x, const nq_run *y)
{
    return distance(x->a, x->a_end, y->a, y->a_end) <= NQ_MERGE_GAP &&
           distance(x->b, x->b_end, y->b, y->b_end) <= NQ_MERGE_GAP;
}

static nq_run
both(const nq_run *x, const nq_run *y)
{
    nq_run r = *x;
    r.a = y->a < r.a ? y->a : r.a;
    r.b = y->b < r.b ? y->b : r.b;
    r.a_end = y->a_end > r.a_end ? y->a_end : r.a_end;
    r.b_end = y->b_end > r.b_end ? y->b_end : r.b_end;
    r.same += y->same;
    r.exact += y->exact;
    r.plain += y->plain;
    r.weight += y->weight;
    r.loose = x->loose || y->loose || (x->a < y->a) != (x->b < y->b);
    return r;
}

/* Neighbours on both sides, in whatever order, are one passage as long as it
 * stays dense: sentences that changed places, a phrase moved to the front. */
static void
merge_neighbours(nq_list *runs)
{
    nq_run *at = runs->at;
    for (uint32_t i = 0; i < runs->n; i++) {
        for (uint32_t k = 0; k < runs->n; k++) {
            if (i == k || !near(&at[i], &at[k]))
                continue;
            nq_run joined = both(&at[i], &at[k]);
            if (!dense(&joined, NQ_MERGE_SAME))
                continue;
            at[i] = joined;
            at[k] = at[--runs->n];
            if (i == runs->n)
                i = k;
            k = UINT32_MAX; /* once more: the larger run has new ones */
        }
    }
}

static void
keep_good(nq_list *runs)
{
    nq_run *at = runs->at;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < runs->n; i++)
        if (good(&at[i]))
            at[kept++] = at[i];
    runs->n = kept;
}

/* ---- Stretches in another order ---- */

/* Whether at least `part` of x lies inside y, on both sides. */
static bool
inside(const nq_stretch *x, const nq_stretch *y, float part)
{
    float a = (float)nq_words_shared(x->a, x->a_end, y->a, y->a_end);
    float b = (float)nq_words_shared(x->b, x->b_end, y->b, y->b_end);
    return a >= part * (float)(x->a_end - x->a) &&
           b >= part * (float)(x->b_end - x->b);
}

static nq_stretch
stretch_of(const nq_run *r)
{
    return (nq_stretch){r->a, r->a_end, r->b, r->b_end};
}

static bool
known(const nq_list *found, const nq_stretch *s)
{
    const nq_stretch *at = found->at;
    for (uint32_t i = 0; i < found->n; i++)
        if (inside(s, &at[i], NQ_PASSAGE_KNOWN))
            return true;
    return false;
}

static bool
loosely_good(const nq_passage_work *work, const nq_stretch *s)
{
    nq_likeness l = nq_loose_likeness(work->loose, work->a, work->b, s);
    return l.same >= NQ_LOOSE_WORDS && l.plain >= NQ_PASSAGE_PLAIN &&
           l.weight >= NQ_LOOSE_WEIGHT && l.share >= NQ_LOOSE_SAME;
}

/* Grows a stretch from a place; one that was found before is left alone. */
static naql_status
grow_from(const nq_passage_work *work, nq_stretch s, unsigned shift,
          nq_arena *scratch, nq_list *found)
{
    if (!nq_loose_grow(work->loose, work->a, work->b, shift, &s) ||
        known(found, &s) || !loosely_good(work, &s))
        return NAQL_OK;
    return nq_list_put(found, scratch, &s);
}

static nq_stretch
around(const nq_passage_work *work, const nq_run *r)
{
    const uint32_t pad = NQ_LOOSE_PAD;
    uint32_t a = work->words[work->a].n, b = work->words[work->b].n;
    return (nq_stretch){
        r->a > pad ? r->a - pad : 0, r->a_end + pad < a ? r->a_end + pad : a,
        r->b > pad ? r->b - pad : 0, r->b_end + pad < b ? r->b_end + pad : b};
}

/* Whether x and y meet on both sides. */
static bool
meet(const nq_stretch *x, const nq_stretch *y)
{
    return nq_words_shared(x->a, x->a_end, y->a, y->a_end) &&
           nq_words_shared(x->b, x->b_end, y->b, y->b_end);
}

static uint64_t
area(const nq_stretch *s)
{
    return (uint64_t)(s->a_end - s->a) + (s->b_end - s->b);
}

/* Whether a run stands in the way of a stretch: it is nearly all of it, or
 * they meet and it is the larger. */
static bool
bars(const nq_run *run, const nq_stretch *s)
{
    nq_stretch r = stretch_of(run);
    return inside(s, &r, NQ_LOOSE_HELD) ||
           (good(run) && meet(s, &r) && area(s) < area(&r));
}

static nq_run
loose_run(const nq_passage_work *work, const nq_stretch *s)
{
    nq_likeness l = nq_loose_likeness(work->loose, work->a, work->b, s);
    return (nq_run){.a = s->a,
                    .a_end = s->a_end,
                    .b = s->b,
                    .b_end = s->b_end,
                    .same = l.same,
                    .exact = l.same,
                    .plain = l.plain,
                    .weight = l.weight,
                    .loose = true};
}

/* Puts a stretch in the place of the runs that lie in it. */
static naql_status
absorb(const nq_passage_work *work, const nq_stretch *s, nq_arena *scratch,
       nq_list *runs)
{
    nq_run *at = runs->at;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < runs->n; i++)
        if (bars(&at[i], s))
            return NAQL_OK;
    for (uint32_t i = 0; i < runs->n; i++) {
        nq_stretch run = stretch_of(&at[i]);
        if (!inside(&run, s, NQ_PASSAGE_KNOWN))
            at[kept++] = at[i];
    }
    runs->n = kept;
    nq_run run = loose_run(work, s);
    return nq_list_put(runs, scratch, &run);
}

/* ---- One passage, or two with a gap ---- */

/* Whether y follows x on both sides, or they meet, with gaps that are small
 * beside the passages. */
static bool
follows(const nq_run *x, const nq_run *y)
{
    uint32_t a = y->a > x->a_end ? y->a - x->a_end : 0;
    uint32_t b = y->b > x->b_end ? y->b - x->b_end : 0;
    uint32_t most = a > b ? a : b;
    float words = (float)(x->a_end - x->a + y->a_end - y->a);
    return y->a >= x->a && y->b >= x->b && y->a_end >= x->a_end &&
           y->b_end >= x->b_end && most <= NQ_JOIN_GAP &&
           (float)most <= NQ_JOIN_PART * words;
}

static bool
join_two(const nq_passage_work *work, nq_run *x, const nq_run *y)
{
    if (!follows(x, y))
        return false;
    nq_run joined = both(x, y);
    nq_stretch s = stretch_of(&joined);
    nq_run likeness = loose_run(work, &s);
    if (nq_loose_likeness(work->loose, work->a, work->b, &s).share <
        NQ_JOIN_SAME)
        return false;
    bool loose = x->loose || y->loose;
    *x = loose ? likeness : joined;
    return true;
}

/* Passages in the same order with small gaps between them are one in which
 * some words were changed. */
static void
join_gaps(const nq_passage_work *work, nq_list *runs)
{
    nq_run *at = runs->at;
    for (uint32_t i = 0; i < runs->n; i++)
        for (uint32_t k = 0; k < runs->n; k++) {
            if (i == k || !join_two(work, &at[i], &at[k]))
                continue;
            at[k] = at[--runs->n];
            if (i == runs->n)
                i = k;
            k = UINT32_MAX; /* once more: the larger one has new neighbours */
        }
}

static bool
enough(const nq_passage_work *work, const nq_list *runs)
{
    const nq_run *at = runs->at;
    for (uint32_t i = 0; i < runs->n; i++) {
        nq_stretch s = stretch_of(&at[i]);
        if (!at[i].loose ||
            nq_loose_likeness(work->loose, work->a, work->b, &s).share >=
                NQ_LOOSE_ALONE)
            return true;
    }
    return false;
}

naql_status
nq_passages_settle(const nq_passage_work *work, const nq_core *cores,
                   uint32_t n_cores, nq_arena *scratch, nq_list *runs)
{
    nq_list found = NQ_LIST(nq_stretch);
    for (uint32_t i = 0; i < n_cores; i++)
        if (!known(&found, &cores[i].at))
            NQ_TRY(
                grow_from(work, cores[i].at, cores[i].shift, scratch, &found));
    for (uint32_t i = 0; i < runs->n; i++) {
        nq_stretch s = stretch_of((const nq_run *)runs->at + i);
        if (!known(&found, &s))
            NQ_TRY(grow_from(work, around(work, (const nq_run *)runs->at + i),
                             0, scratch, &found));
    }
    if (runs->n <= NQ_MERGE_RUNS)
        merge_neighbours(runs);
    bool in_order = false;
    for (uint32_t i = 0; i < runs->n; i++)
        in_order = in_order || good((const nq_run *)runs->at + i);
    for (uint32_t i = 0; i < found.n; i++)
        NQ_TRY(absorb(work, (const nq_stretch *)found.at + i, scratch, runs));
    if (runs->n <= NQ_MERGE_RUNS)
        join_gaps(work, runs);
    keep_good(runs);
    if (!in_order && !enough(work, runs))
        runs->n = 0;
    return NAQL_OK;
}
