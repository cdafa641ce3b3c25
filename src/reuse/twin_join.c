/* SPDX-License-Identifier: Apache-2.0
 *
 * twin_join.c - pairs of statements that are likely one -> groups. Layer 6
 * (reuse).
 *
 * The pairs lie in a heap by the likelihood of their groups when they were last
 * looked at. What is out of date mostly falls as groups grow: such a pair
 * stands too far up, is looked at again in time, and sinks. */
#include "reuse/twin_join.h"

#include "base/forest.h"
#include "reuse/tune.h"

#include <stdlib.h>

/* Likelihoods are equal when they differ by less. */
#define EQUAL 1e-6f

static bool
before(const nq_twin_pair *x, const nq_twin_pair *y)
{
    if (x->score != y->score)
        return x->score > y->score;
    return x->a != y->a ? x->a < y->a : x->b < y->b;
}

static void
sink(nq_twin_pair *heap, uint32_t n, uint32_t at)
{
    nq_twin_pair pair = heap[at];
    for (uint32_t child; (child = 2 * at + 1) < n; at = child) {
        if (child + 1 < n && before(&heap[child + 1], &heap[child]))
            child++;
        if (!before(&heap[child], &pair))
            break;
        heap[at] = heap[child];
    }
    heap[at] = pair;
}

/* Greater likelihoods first. */
static int
by_likelihood(const void *x, const void *y)
{
    float a = *(const float *)x, b = *(const float *)y;
    return (a < b) - (a > b);
}

/* Likelihoods of the pairs of two groups, over the first members of both. */
typedef struct nq_meeting {
    float scores[NQ_TWIN_SAMPLE * NQ_TWIN_SAMPLE];
    uint32_t n_a, n_b,
        apart; /* pairs that have nothing to do with each other */
    uint32_t apart_a[NQ_TWIN_SAMPLE], apart_b[NQ_TWIN_SAMPLE];
} nq_meeting;

static void
meet(const nq_joining *j, uint32_t a, uint32_t b, nq_meeting *m)
{
    *m = (nq_meeting){.n_a = 0};
    uint32_t n = 0;
    for (uint32_t i = a; i != UINT32_MAX && m->n_a < NQ_TWIN_SAMPLE;
         i = j->next[i], m->n_a++) {
        m->n_b = 0;
        for (uint32_t k = b; k != UINT32_MAX && m->n_b < NQ_TWIN_SAMPLE;
             k = j->next[k], m->n_b++, n++) {
            m->scores[n] = nq_twin_score(j->weights, &j->at[i], &j->at[k]);
            bool apart = m->scores[n] < NQ_TWIN_APART;
            m->apart += apart;
            m->apart_a[m->n_a] += apart;
            m->apart_b[m->n_b] += apart;
        }
    }
}

/* Has a member nothing to do with any of several others? Two half sentences
 * are each like the whole, and not one utterance. */
static bool
has_stranger(const uint32_t *apart, uint32_t n, uint32_t others)
{
    for (uint32_t i = 0; i < n; i++)
        if (others > 1 && apart[i] == others)
            return true;
    return false;
}

/* Likelihood that two groups are one utterance: the mean of their likelier
 * pairs. Of eight wordings of one sentence some have hardly a word in common,
 * so that the mean of all parts them, and one pair alone chains. 0 when half of
 * the pairs, or all of one member, have nothing to do with each other: a
 * sentence that says two things makes one of neither. */
static float
likelihood(const nq_joining *j, uint32_t a, uint32_t b)
{
    nq_meeting m;
    float sum = 0;
    meet(j, a, b, &m);
    uint32_t n = m.n_a * m.n_b, best = (n * NQ_TWIN_BEST + 99) / 100;
    if (2 * m.apart >= n || has_stranger(m.apart_a, m.n_a, m.n_b) ||
        has_stranger(m.apart_b, m.n_b, m.n_a))
        return 0;
    qsort(m.scores, n, sizeof *m.scores, by_likelihood);
    for (uint32_t i = 0; i < best; i++)
        sum += m.scores[i];
    return sum / (float)best;
}

/* Takes the first pair up: joins its groups, or finds it another place in the
 * heap, or none. Returns how many pairs are left. */
static uint32_t
take(nq_joining *j, uint32_t *last, nq_twin_pair *heap, uint32_t n)
{
    uint32_t a = nq_forest_root(j->up, heap->a);
    uint32_t b = nq_forest_root(j->up, heap->b);
    uint32_t lo = a < b ? a : b, hi = a < b ? b : a;
    bool single = j->next[lo] == UINT32_MAX && j->next[hi] == UINT32_MAX;
    float both = lo == hi ? 0 : single ? heap->score : likelihood(j, lo, hi);
    if (both >= NQ_TWIN_JOIN && both >= heap->score - EQUAL) {
        j->up[hi] = lo;
        j->next[last[lo]] = hi;
        last[lo] = last[hi];
        both = 0;
    }
    if (both >= NQ_TWIN_JOIN)
        *heap = (nq_twin_pair){lo, hi, both};
    else
        *heap = heap[--n];
    sink(heap, n, 0);
    return n;
}

naql_status
nq_twins_join(nq_joining *j, nq_list *pairs, nq_arena *scratch)
{
    uint32_t *last = nq_arena_alloc(scratch, (j->n + 1) * sizeof *last);
    nq_twin_pair *heap = pairs->at;
    uint32_t n = pairs->n;
    if (!last)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < j->n; i++) {
        j->next[i] = UINT32_MAX;
        last[i] = i;
    }
    for (uint32_t i = n / 2; i-- > 0;)
        sink(heap, n, i);
    while (n)
        n = take(j, last, heap, n);
    return NAQL_OK;
}
