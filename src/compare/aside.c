/* SPDX-License-Identifier: Apache-2.0
 *
 * aside.c - figures that an article tells beside its own answer. Layer 7
 * (compare). */
#include "compare/aside.h"

typedef struct asides {
    const nq_found *f;
    const nq_question *q;
    uint32_t kept; /* bits of groups */
} asides;

static uint32_t
article_of(const asides *w, uint32_t i)
{
    return w->f->d->lines[w->f->slots->at[w->q->slots[i]].line].article;
}

/* Bits of the groups of the article whose slots begin at `from`; *end is behind
 * its last slot. */
static uint32_t
set_from(const asides *w, uint32_t from, uint32_t *end)
{
    uint32_t set = 0, i = from;
    for (; i < w->q->n_slots && article_of(w, i) == article_of(w, from); i++)
        set |= 1u << w->q->group[i];
    *end = i;
    return set;
}

static void
keep_those_alone(asides *w)
{
    for (uint32_t i = 0, end; i < w->q->n_slots; i = end) {
        uint32_t set = set_from(w, i, &end);
        w->kept |= set & (set - 1) ? 0 : set;
    }
}

/* Each article keeps an answer. */
static void
keep_one_each(asides *w, bool grow)
{
    for (uint32_t i = 0, end; i < w->q->n_slots; i = end) {
        uint32_t best = i;
        if (set_from(w, i, &end) & w->kept)
            continue;
        for (uint32_t k = i; grow && k < end; k++)
            if (w->f->slots->at[w->q->slots[k]].value.exact >
                w->f->slots->at[w->q->slots[best]].value.exact)
                best = k;
        w->kept |= 1u << w->q->group[best];
    }
}

static uint32_t
bits_below(uint32_t set, uint32_t bit)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < bit; i++)
        n += set >> i & 1u;
    return n;
}

naql_status
nq_leave_out_asides(const nq_found *f, nq_question *q, bool grow)
{
    asides w = {.f = f, .q = q};
    uint32_t n = 0;
    if (q->n_groups < 3)
        return NAQL_OK;
    keep_those_alone(&w);
    keep_one_each(&w, grow);
    uint32_t n_groups = bits_below(w.kept, q->n_groups);
    if (n_groups < 2 || n_groups == q->n_groups)
        return NAQL_OK;
    uint32_t *slots = nq_arena_alloc(f->d->scratch, q->n_slots * sizeof *slots);
    uint8_t *group = nq_arena_alloc(f->d->scratch, q->n_slots);
    if (!slots || !group)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < q->n_slots; i++) {
        if (!(w.kept >> q->group[i] & 1u))
            continue;
        slots[n] = q->slots[i];
        group[n++] = (uint8_t)bits_below(w.kept, q->group[i]);
    }
    q->slots = slots;
    q->group = group;
    q->n_slots = n;
    q->n_groups = n_groups;
    return NAQL_OK;
}
