/* SPDX-License-Identifier: Apache-2.0
 *
 * utter.c - the figures of one utterance in the wordings of several outlets.
 * Layer 7 (compare).
 *
 * What one man said once he said with one figure: the sentences need not be
 * alike, as long as their statements were found to be one. */
#include "compare/utter.h"

#include "base/status.h"
#include "compare/context.h"
#include "compare/gate.h"
#include "compare/tune.h"

#include <math.h>

typedef struct wording {
    uint32_t article;
    uint32_t from, end; /* its lines */
    naql_span span;     /* what is said */
} wording;

typedef struct finder {
    const nq_desk *d;
    const nq_slots *slots;
    nq_list *answers;
} finder;

static bool
wording_of(const finder *f, const nq_variant *v, wording *out)
{
    out->article = nq_desk_article(f->d, v->article);
    const nq_claims *c = &nq_desk_reading(f->d, out->article)->claims;
    const nq_statement *s = &c->statements[v->statement];
    if (s->end <= s->first)
        return false;
    out->span = s->span;
    out->from = nq_desk_row(f->d, out->article, s->first);
    out->end = nq_desk_row(f->d, out->article, s->end - 1);
    if (out->from == UINT32_MAX || out->end == UINT32_MAX)
        return false;
    out->end++;
    return true;
}

/* What it is a figure of; 0: nothing that can be held against another. */
static uint64_t
unit_of(const nq_slot_at *s)
{
    enum { DAY = 2, LENGTH };
    if (s->slot == NQ_SLOT_NUMBER)
        return s->value.part || s->value.crowd ? 0 : s->value.word;
    if (s->slot != NQ_SLOT_DATE)
        return 0;
    return s->value.duration ? LENGTH : s->value.hi - s->value.lo < 1 ? DAY : 0;
}

/* One man's sentence tells of last year's deed and of yesterday's: days far
 * apart are of two. */
static bool
are_far_apart(const nq_slot_at *a, const nq_slot_at *b)
{
    return a->slot == NQ_SLOT_DATE && !a->value.duration &&
           fabs(a->value.lo - b->value.lo) > NQ_UTTER_DAYS;
}

static bool
is_said(const nq_slot_at *s, const wording *w)
{
    return s->span.start >= w->span.start && s->span.end <= w->span.end;
}

/* The only slot of a unit in a wording; UINT32_MAX: none, or several. */
static uint32_t
only_one(const finder *f, const wording *w, const nq_slot_at *like)
{
    uint32_t found = UINT32_MAX, end = f->slots->from[w->end];
    uint32_t from = f->slots->from[w->from];
    for (uint32_t i = from; i < end && i < from + NQ_UTTER_SLOTS; i++) {
        const nq_slot_at *s = &f->slots->at[i];
        if (s->slot != like->slot || unit_of(s) != unit_of(like) ||
            !is_said(s, w))
            continue;
        if (found != UINT32_MAX)
            return UINT32_MAX;
        found = i;
    }
    return found;
}

/* Does an article hold a figure that agrees with that of another? */
static bool
knows(const finder *f, uint32_t article, const nq_slot_at *other)
{
    uint32_t from = f->slots->from[f->d->from[article]];
    uint32_t end = f->slots->from[f->d->from[article + 1]];
    for (uint32_t i = from; i < end && i < from + NQ_UTTER_KNOWN; i++) {
        const nq_slot_at *s = &f->slots->at[i];
        if (s->slot == other->slot &&
            ((s->slot == NQ_SLOT_NUMBER &&
              s->value.exact == other->value.exact) ||
             (unit_of(s) == unit_of(other) &&
              nq_values_agree(s->slot, &s->value, &other->value, true))))
            return true;
    }
    return false;
}

static naql_status
hold(finder *f, const wording *w, uint32_t a, uint32_t b, uint32_t article)
{
    const nq_slot_at *x = &f->slots->at[a], *y = &f->slots->at[b];
    float like =
        nq_row_cosine(&f->d->lines[x->line], &f->d->lines[y->line], NULL);
    uint64_t here = nq_class_beside(f->d, x), there = nq_class_beside(f->d, y);
    if (nq_values_agree(x->slot, &x->value, &y->value, true) ||
        (here && there && here != there) || like < NQ_UTTER_LIKE ||
        are_far_apart(x, y) || knows(f, w->article, y) ||
        knows(f, article, x) || !nq_may_part(f->d, x, y, like))
        return NAQL_OK;
    return nq_list_put(f->answers, f->d->scratch, &(nq_answer){a, b});
}

static naql_status
compare_two(finder *f, const wording *x, const wording *y)
{
    uint32_t from = f->slots->from[x->from], end = f->slots->from[x->end];
    if (x->article == y->article ||
        f->d->outlet[x->article] == f->d->outlet[y->article])
        return NAQL_OK;
    for (uint32_t i = from; i < end && i < from + NQ_UTTER_SLOTS; i++) {
        const nq_slot_at *s = &f->slots->at[i];
        if (!unit_of(s) || !is_said(s, x) || only_one(f, x, s) != i)
            continue;
        uint32_t other = only_one(f, y, s);
        if (other != UINT32_MAX)
            NQ_TRY(hold(f, x, i, other, y->article));
    }
    return NAQL_OK;
}

static naql_status
compare(finder *f, const nq_twin *t)
{
    wording at[NQ_UTTER_MOST];
    uint32_t n = 0;
    for (uint32_t i = 0; i < t->n_variants && n < NQ_UTTER_MOST; i++)
        if (nq_variant_home(&t->variants[i]))
            n += wording_of(f, &t->variants[i], &at[n]);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < i; k++)
            NQ_TRY(compare_two(f, &at[k], &at[i]));
    return NAQL_OK;
}

naql_status
nq_utterances_add(const nq_desk *d, const nq_slots *slots, nq_list *answers)
{
    finder f = {d, slots, answers};
    for (uint32_t i = 0; i < d->in->twins->n; i++)
        if (d->in->twins->at[i].n_variants > 1)
            NQ_TRY(compare(&f, &d->in->twins->at[i]));
    return NAQL_OK;
}
