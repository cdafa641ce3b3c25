/* SPDX-License-Identifier: Apache-2.0
 *
 * word_order.c - one body whose name outlets put together in another order.
 * Layer 7 (compare). */
#include "compare/word_order.h"

#include "base/hash.h"
#include "base/status.h"
#include "compare/tune.h"

#include <stdlib.h>

typedef struct named { /* a name of a body */
    uint64_t words;    /* of its stems, in whatever order */
    uint64_t order;    /* of the same, in theirs */
    uint32_t slot;
} named;

static int
by_words(const void *a, const void *b)
{
    const named *x = a, *y = b;
    if (x->words != y->words)
        return x->words < y->words ? -1 : 1;
    return x->slot < y->slot ? -1 : x->slot > y->slot;
}

static const nq_row *
row_of(const nq_found *f, uint32_t slot)
{
    return &f->d->lines[f->slots->at[slot].line];
}

/* False: too few words to have an order. */
static bool
read_name(const nq_found *f, uint32_t slot, named *out)
{
    const nq_slot_at *s = &f->slots->at[slot];
    const nq_text *text = &nq_row_reading(f->d, row_of(f, slot))->text;
    uint32_t n = 0;
    *out = (named){.slot = slot};
    if (s->slot != NQ_SLOT_NAME || s->type != NQ_ORG)
        return false;
    for (uint32_t i = nq_token_from(text, s->span.start);
         i < text->n_tokens && text->tokens[i].span.start < s->span.end; i++) {
        uint64_t stem = text->tokens[i].stem;
        if (text->tokens[i].kind != NQ_TOKEN_WORD)
            return false;
        out->words += nq_hash_next(41, stem);
        out->order = nq_hash_next(out->order, stem);
        n++;
    }
    return n >= NQ_ORDER_WORDS;
}

/* Names of the same words as a question, its groups their orders. */
static naql_status
judge(const nq_found *f, const named *at, uint32_t n, nq_points *to)
{
    nq_arena *scratch = f->d->scratch;
    uint64_t orders[NQ_GROUPS];
    uint32_t *slots = nq_arena_alloc(scratch, n * sizeof *slots);
    uint8_t *group = nq_arena_alloc(scratch, n);
    uint32_t *sets = nq_arena_zero(scratch, f->d->n_outlets, sizeof *sets);
    nq_question q = {.slot = NQ_SLOT_NAME, .slots = slots, .group = group};
    if (!slots || !group || !sets)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t g = 0;
        while (g < q.n_groups && orders[g] != at[i].order)
            g++;
        if (g == NQ_GROUPS)
            continue;
        if (g == q.n_groups)
            orders[q.n_groups++] = at[i].order;
        slots[q.n_slots] = at[i].slot;
        group[q.n_slots++] = (uint8_t)g;
        sets[f->d->outlet[row_of(f, at[i].slot)->article]] |= 1u << g;
    }
    if (q.n_groups < 2 || !nq_desk_parted(sets, f->d->n_outlets) ||
        nq_points_tell_it(f, to, &q))
        return NAQL_OK;
    for (uint32_t i = 0; i < f->d->n_outlets; i++)
        q.n_outlets += sets[i] != 0;
    NQ_TRY(nq_question_point(f, &q, &to->conflict));
    nq_ranked *r = (nq_ranked *)to->conflict.at + to->conflict.n - 1;
    r->point.wording = true;
    r->rank -= NQ_SPELLING_LAST / 2; /* above what is only spelled apart */
    return NAQL_OK;
}

naql_status
nq_word_order_points(const nq_found *f, nq_points *to)
{
    nq_list all = NQ_LIST(named);
    for (uint32_t i = 0; i < f->slots->from[f->d->n_lines]; i++) {
        named name;
        if (!read_name(f, i, &name))
            continue;
        named *at = nq_list_add(&all, f->d->scratch);
        if (!at)
            return NAQL_NOMEM;
        *at = name;
    }
    named *at = all.at;
    if (all.n)
        qsort(at, all.n, sizeof *at, by_words);
    for (uint32_t i = 0; i < all.n;) {
        uint32_t end = i;
        bool more = false;
        for (; end < all.n && at[end].words == at[i].words; end++)
            more |= at[end].order != at[i].order;
        if (more)
            NQ_TRY(judge(f, &at[i], end - i, to));
        i = end;
    }
    return NAQL_OK;
}
