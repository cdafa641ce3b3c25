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
#include "base/hash.h"
#include "base/map.h"
#include "base/sorted.h"
#include "base/status.h"
#include "reuse/tune.h"

#include <string.h>

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
    nq_sort(m.scores, n, sizeof *m.scores, by_likelihood);
    for (uint32_t i = 0; i < best; i++)
        sum += m.scores[i];
    return sum / (float)best;
}

typedef struct nq_linkage {
    nq_joining *j;
    uint32_t *last; /* [n] last member of the group of a root */
    uint32_t *size; /* [n] members of it, NQ_TWIN_SAMPLE at most */
    nq_map met;     /* two groups of some sizes -> bits of their likelihood */
} nq_linkage;

/* The same, asked once: many pairs lead to the same two groups, and the first
 * members of a large one stay what they are. */
static naql_status
likelihood_once(nq_linkage *l, uint32_t a, uint32_t b, float *out)
{
    bool fresh;
    uint64_t key = nq_hash_next(nq_hash_next(89, (uint64_t)a << 32 | b),
                                (uint64_t)l->size[a] << 8 | l->size[b]);
    uint32_t *bits = nq_map_put(&l->met, key, &fresh);
    if (!bits)
        return NAQL_NOMEM;
    if (fresh) {
        *out = likelihood(l->j, a, b);
        memcpy(bits, out, sizeof *out);
    }
    memcpy(out, bits, sizeof *out);
    return NAQL_OK;
}

static void
link_groups(nq_linkage *l, uint32_t lo, uint32_t hi)
{
    l->j->up[hi] = lo;
    l->j->next[l->last[lo]] = hi;
    l->last[lo] = l->last[hi];
    l->size[lo] += l->size[hi];
    if (l->size[lo] > NQ_TWIN_SAMPLE)
        l->size[lo] = NQ_TWIN_SAMPLE;
}

/* Takes the first pair up: joins its groups, or finds it another place in the
 * heap, or none. *n is how many pairs are left. */
static naql_status
take(nq_linkage *l, nq_twin_pair *heap, uint32_t *n)
{
    uint32_t a = nq_forest_root(l->j->up, heap->a);
    uint32_t b = nq_forest_root(l->j->up, heap->b);
    uint32_t lo = a < b ? a : b, hi = a < b ? b : a;
    float both = lo == hi ? 0 : heap->score;
    if (lo != hi && (l->size[lo] > 1 || l->size[hi] > 1))
        NQ_TRY(likelihood_once(l, lo, hi, &both));
    if (both >= NQ_TWIN_JOIN && both >= heap->score - EQUAL) {
        link_groups(l, lo, hi);
        both = 0;
    }
    if (both >= NQ_TWIN_JOIN)
        *heap = (nq_twin_pair){lo, hi, both};
    else
        *heap = heap[--*n];
    sink(heap, *n, 0);
    return NAQL_OK;
}

naql_status
nq_twins_join(nq_joining *j, nq_list *pairs, nq_arena *scratch)
{
    size_t room = (j->n + 1) * sizeof(uint32_t);
    nq_linkage l = {.j = j,
                    .last = nq_arena_alloc(scratch, room),
                    .size = nq_arena_alloc(scratch, room)};
    nq_twin_pair *heap = pairs->at;
    uint32_t n = pairs->n;
    if (!l.last || !l.size)
        return NAQL_NOMEM;
    nq_map_init(&l.met, scratch);
    for (uint32_t i = 0; i < j->n; i++) {
        j->next[i] = UINT32_MAX;
        l.last[i] = i;
        l.size[i] = 1;
    }
    for (uint32_t i = n / 2; i-- > 0;)
        sink(heap, n, i);
    while (n)
        NQ_TRY(take(&l, heap, &n));
    return NAQL_OK;
}
