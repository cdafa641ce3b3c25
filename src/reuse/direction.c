/* SPDX-License-Identifier: Apache-2.0
 *
 * direction.c - which of two articles with a shared passage is the likelier
 * original. Layer 6 (reuse).
 *
 * Each pair gets its ground alone; then the articles are put in one order
 * that the certain grounds agree with (Kahn 1962, the earliest of the pile
 * first), and every pair runs along it: no cycle can be left. */
#include "reuse/direction.h"

#include "base/sorted.h"
#include "base/str.h"
#include "base/status.h"
#include "reuse/credit.h"
#include "reuse/tune.h"

#include <string.h>

/* Seconds by which b came after a; 0 when that is not known. */
static int64_t
later_by(const nq_article *a, const nq_article *b)
{
    int64_t x, y;
    int32_t east;
    if (a->day == NQ_NO_DAY || b->day == NQ_NO_DAY)
        return 0;
    if (nq_day_moment(a->published, &x, &east) &&
        nq_day_moment(b->published, &y, &east))
        return y - x;
    return ((int64_t)b->day - a->day) * 86400;
}

static int
by_start(const void *x, const void *y)
{
    const nq_passage *a = x, *b = y;
    NQ_SORT_BY(a->from.start, b->from.start);
    return a->to.start < b->to.start ? -1 : a->to.start > b->to.start;
}

static naql_status
turn(nq_copy *c, nq_arena *arena)
{
    nq_copy was = *c;
    nq_passage *turned = nq_arena_alloc(arena, c->n_passages * sizeof *turned);
    if (!turned)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < c->n_passages; i++)
        turned[i] =
            (nq_passage){was.passages[i].to, was.passages[i].from,
                         was.passages[i].same_words, was.passages[i].loose};
    nq_sort(turned, c->n_passages, sizeof *turned, by_start);
    c->from = was.to;
    c->to = was.from;
    c->share_from = was.share_to;
    c->share_to = was.share_from;
    c->passages = turned;
    return NAQL_OK;
}

/* `later` is below 0 where an article has the date of its own zone, in which a
 * new day had begun: the pile has it behind one that it came before, and
 * nothing is known then. */
static void
ground_of_dates(nq_copy *c, int64_t later)
{
    float most = c->share_from > c->share_to ? c->share_from : c->share_to;
    float least = c->share_from > c->share_to ? c->share_to : c->share_from;
    bool contained = most >= NQ_CONTAINED && least < NQ_CONTAINS_OTHER;
    bool known = later >= NQ_DATE_GAP_S;
    if (contained)
        c->ground = NQ_GROUND_CONTAINS;
    else if (known)
        c->ground = NQ_GROUND_DATE;
    c->certainty = known && most >= NQ_DATE_SHARE ? NQ_LIKELY : NQ_UNKNOWN;
}

/* How `a` credits the outlet of the other article: 0 not, 1 somewhere, 2 for
 * what they share. */
static unsigned
credits_outlet(const nq_credits *a, uint64_t outlet, const nq_copy *c,
               bool of_to)
{
    unsigned most = 0;
    for (uint32_t i = 0; i < a->n && outlet; i++) {
        if (a->at[i].key != outlet)
            continue;
        unsigned how = nq_credit_bears(&a->at[i], c, of_to) ? 2 : 1;
        most = how > most ? how : most;
    }
    return most;
}

/* The first credit for what they share of a side, one with a name first. */
static const nq_credit *
credit_of(const nq_credits *a, const nq_copy *c, bool of_to)
{
    const nq_credit *found = NULL;
    for (uint32_t i = 0; i < a->n; i++)
        if (nq_credit_covers(a, i, c, of_to) &&
            (!found || (found->generic && !a->at[i].generic)))
            found = &a->at[i];
    return found;
}

/* The agency that both name for what they share. */
static const nq_credit *
common_credit(const nq_credits *a, const nq_credits *b, const nq_copy *c)
{
    for (uint32_t i = 0; i < a->n; i++) {
        if (a->at[i].generic || !nq_credit_covers(a, i, c, false))
            continue;
        for (uint32_t k = 0; k < b->n && b->at[k].key <= a->at[i].key; k++)
            if (b->at[k].key == a->at[i].key && nq_credit_covers(b, k, c, true))
                return &a->at[i];
    }
    return NULL;
}

static bool
lies_in(naql_span s, naql_span passage)
{
    return s.start >= passage.start && s.end <= passage.end;
}

/* Whether a mistake stands in the same passage on both sides. */
static bool
shares_damage(const nq_witness *x, const nq_copy *c)
{
    const nq_damage *a = &x->damage[c->from], *b = &x->damage[c->to];
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = 0; k < b->n; k++) {
            if (a->at[i].key != b->at[k].key)
                continue;
            for (uint32_t p = 0; p < c->n_passages; p++)
                if (lies_in(a->at[i].span, c->passages[p].from) &&
                    lies_in(b->at[k].span, c->passages[p].to))
                    return true;
        }
    return false;
}

static void
ground_of_source(nq_copy *c, const nq_credit *common, const nq_credit *of_a,
                 const nq_credit *of_b)
{
    c->ground = NQ_GROUND_COMMON_SOURCE;
    c->certainty = common ? NQ_CERTAIN : NQ_LIKELY;
    if (common)
        c->source = common->name;
    else if (of_a && !of_a->generic)
        c->source = of_a->name;
    else if (of_b && !of_b->generic)
        c->source = of_b->name;
}

/* Sets the ground; true when the pair must be turned round. */
static bool
judge(const nq_witness *x, const nq_credits *credits, nq_copy *c)
{
    const nq_credits *a = &credits[c->from], *b = &credits[c->to];
    unsigned by_b = credits_outlet(b, a->outlet, c, true);
    unsigned by_a = credits_outlet(a, b->outlet, c, false);
    if (by_a != by_b) {
        c->ground = NQ_GROUND_CREDIT;
        c->certainty = by_a + by_b >= 2 ? NQ_CERTAIN : NQ_LIKELY;
        return by_a > by_b;
    }
    const nq_article *from = &x->pile->at[c->from]->article;
    const nq_article *to = &x->pile->at[c->to]->article;
    int64_t later = later_by(from, to);
    const nq_credit *common = common_credit(a, b, c);
    if (!common && shares_damage(x, c)) {
        c->ground = NQ_GROUND_DAMAGE;
        c->certainty = later >= NQ_DATE_GAP_S ? NQ_LIKELY : NQ_UNKNOWN;
        return false;
    }
    const nq_credit *of_a = credit_of(a, c, false);
    const nq_credit *of_b = credit_of(b, c, true);
    if (of_a || of_b) {
        ground_of_source(c, common, of_a, of_b);
        return false;
    }
    ground_of_dates(c, later);
    return c->ground == NQ_GROUND_CONTAINS && c->certainty == NQ_UNKNOWN &&
           c->share_from >= NQ_CONTAINED;
}

/* ---- One order for the whole pile ---- */

struct order {
    uint32_t *waits; /* [n] edges from articles not yet placed */
    uint32_t *first; /* [n + 1] into `next` */
    uint32_t *next;  /* heads of the edges, by tail */
    uint32_t *heap;  /* smallest article first */
    uint32_t n_heap;
    uint32_t *rank; /* [n] */
};

static void
heap_push(struct order *o, uint32_t article)
{
    uint32_t at = o->n_heap++;
    while (at && o->heap[(at - 1) / 2] > article) {
        o->heap[at] = o->heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    o->heap[at] = article;
}

static uint32_t
heap_pop(struct order *o)
{
    uint32_t top = o->heap[0], last = o->heap[--o->n_heap], at = 0;
    for (;;) {
        uint32_t child = 2 * at + 1;
        if (child >= o->n_heap)
            break;
        if (child + 1 < o->n_heap && o->heap[child + 1] < o->heap[child])
            child++;
        if (o->heap[child] >= last)
            break;
        o->heap[at] = o->heap[child];
        at = child;
    }
    o->heap[at] = last;
    return top;
}

static void
place(struct order *o, uint32_t article, uint32_t rank)
{
    o->rank[article] = rank;
    for (uint32_t e = o->first[article]; e < o->first[article + 1]; e++)
        if (o->rank[o->next[e]] == UINT32_MAX && --o->waits[o->next[e]] == 0)
            heap_push(o, o->next[e]);
}

/* Where grounds contradict each other the earliest article of the pile that
 * is left goes first, whatever still points at it. */
static void
place_all(struct order *o, uint32_t n)
{
    uint32_t rank = 0, oldest = 0;
    for (uint32_t i = 0; i < n; i++)
        if (!o->waits[i])
            heap_push(o, i);
    while (rank < n) {
        uint32_t article;
        if (o->n_heap) {
            article = heap_pop(o);
        } else {
            while (o->rank[oldest] != UINT32_MAX)
                oldest++;
            article = oldest;
        }
        if (o->rank[article] == UINT32_MAX)
            place(o, article, rank++);
    }
}

/* Grounds that may put a later article of the pile before an earlier one. */
static bool
strong(const nq_copy *c)
{
    return c->ground == NQ_GROUND_CREDIT || c->ground == NQ_GROUND_CONTAINS;
}

static naql_status
order_make(const nq_copy *copies, uint32_t n_copies, uint32_t n,
           nq_arena *scratch, struct order *o)
{
    *o = (struct order){
        .waits = nq_arena_zero(scratch, n, sizeof *o->waits),
        .first = nq_arena_zero(scratch, n + 2, sizeof *o->first),
        .next = nq_arena_alloc(scratch, n_copies * sizeof *o->next),
        .heap = nq_arena_alloc(scratch, (2 * (size_t)n + 1) * sizeof *o->heap),
        .rank = nq_arena_alloc(scratch, n * sizeof *o->rank)};
    if (!o->waits || !o->first || !o->next || !o->heap || !o->rank)
        return NAQL_NOMEM;
    memset(o->rank, 0xff, n * sizeof *o->rank);
    for (uint32_t i = 0; i < n_copies; i++)
        o->first[copies[i].from + 2] += strong(&copies[i]);
    for (uint32_t i = 0; i < n; i++)
        o->first[i + 2] += o->first[i + 1];
    for (uint32_t i = 0; i < n_copies; i++) {
        if (!strong(&copies[i]))
            continue;
        o->next[o->first[copies[i].from + 1]++] = copies[i].to;
        o->waits[copies[i].to]++;
    }
    place_all(o, n);
    return NAQL_OK;
}

static int
by_articles(const void *x, const void *y)
{
    const nq_copy *a = x, *b = y;
    NQ_SORT_BY(a->from, b->from);
    return a->to < b->to ? -1 : a->to > b->to;
}

static naql_status
follow(const struct order *order, nq_copy *c, nq_arena *arena)
{
    if (order->rank[c->from] < order->rank[c->to])
        return NAQL_OK;
    if (c->ground != NQ_GROUND_COMMON_SOURCE) {
        c->ground = NQ_GROUND_UNKNOWN;
        c->certainty = NQ_UNKNOWN;
    }
    return turn(c, arena);
}

naql_status
nq_copies_direct(const nq_witness *x, nq_copy *at, uint32_t n, nq_arena *arena,
                 nq_arena *scratch)
{
    const nq_pile *pile = x->pile;
    struct order order;
    nq_credits *credits = nq_arena_alloc(scratch, pile->n * sizeof *credits);
    if (!credits)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < pile->n; i++)
        NQ_TRY(nq_credits_make(x->tools, pile->at[i], scratch, &credits[i]));
    for (uint32_t i = 0; i < n; i++)
        if (judge(x, credits, &at[i]))
            NQ_TRY(turn(&at[i], arena));
    NQ_TRY(order_make(at, n, pile->n, scratch, &order));
    for (uint32_t i = 0; i < n; i++)
        NQ_TRY(follow(&order, &at[i], arena));
    nq_sort(at, n, sizeof *at, by_articles);
    return NAQL_OK;
}
