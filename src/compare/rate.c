/* SPDX-License-Identifier: Apache-2.0
 *
 * rate.c - figures that hang on a share, and sums. Layer 7 (compare). */
#include "compare/rate.h"

#include "base/hash.h"
#include "base/status.h"

typedef struct finder {
    const nq_desk *d;
    nq_slots *slots;
    nq_list *answers;
    nq_map newest; /* share and counted thing, or figure -> a slot + 1 */
    nq_map held;   /* article, share, counted thing, count: is it told */
    nq_map plain;  /* article, counted thing, count: is it told at all */
    uint32_t *own; /* [n] slot made of a share and its count, + 1 */
    uint32_t n;    /* slots that were read from the text */
} finder;

static bool
is_share(const nq_slot_at *s)
{
    return s->slot == NQ_SLOT_NUMBER && s->value.measure && s->value.word &&
           s->value.exact <= 100;
}

static bool
is_count(const nq_slot_at *s)
{
    return s->slot == NQ_SLOT_NUMBER && !s->value.measure && s->value.word;
}

/* The count right behind a share, in its sentence. */
static bool
hangs_on(const finder *f, uint32_t slot)
{
    const nq_slot_at *s = &f->slots->at[slot], *count = s + 1;
    return slot + 1 < f->n && is_share(s) && is_count(count) &&
           s->line == count->line && count->first >= s->end &&
           count->first - s->end <= NQ_RATE_WORDS;
}

static uint64_t
share_key(const finder *f, uint32_t slot)
{
    const nq_slot_at *s = &f->slots->at[slot];
    uint64_t key = nq_hash_next(s->value.word, (uint64_t)s->value.exact);
    return nq_hash_next(key, s[1].value.word);
}

static uint32_t
article_of(const finder *f, uint32_t slot)
{
    return f->d->lines[f->slots->at[slot].line].article;
}

static uint64_t
held_key(const finder *f, uint32_t article, uint32_t slot)
{
    uint64_t key = nq_hash_next(share_key(f, slot), article);
    return nq_hash_next(key, (uint64_t)f->slots->at[slot + 1].value.exact);
}

static naql_status
answer(finder *f, uint32_t a, uint32_t b)
{
    return nq_list_put(f->answers, f->d->scratch, &(nq_answer){a, b});
}

/* Share and count as one slot: "25 % on 128 products". The count may stand in
 * other questions without its share. */
static naql_status
make_own(finder *f, uint32_t slot)
{
    if (f->own[slot])
        return NAQL_OK;
    nq_slot_at both = f->slots->at[slot + 1];
    both.span.start = f->slots->at[slot].span.start;
    f->own[slot] = f->slots->n + 1;
    return nq_slots_add(f->d, f->slots, both);
}

static uint64_t
plain_key(const finder *f, uint32_t article, uint32_t slot)
{
    const nq_value *v = &f->slots->at[slot].value;
    uint64_t key = nq_hash_next(nq_hash_next(31, article), v->word);
    return nq_hash_next(key, (uint64_t)v->exact);
}

/* Does an article have the count of another's slot as well, without the share?
 * Where neither has, the counts part by themselves. */
static bool
tells(const finder *f, uint32_t article, uint32_t slot)
{
    return nq_map_get(&f->plain, plain_key(f, article, slot));
}

static naql_status
compare_share(finder *f, uint32_t slot)
{
    uint32_t *newest = nq_map_put(&f->newest, share_key(f, slot), NULL);
    if (!newest)
        return NAQL_NOMEM;
    uint32_t other = *newest;
    *newest = slot + 1;
    if (!other--)
        return NAQL_OK;
    uint32_t here = article_of(f, slot), there = article_of(f, other);
    bool same = f->slots->at[other + 1].value.exact ==
                f->slots->at[slot + 1].value.exact;
    if (!same && (here == there ||
                  (!tells(f, here, other + 1) && !tells(f, there, slot + 1)) ||
                  nq_map_get(&f->held, held_key(f, here, other)) ||
                  nq_map_get(&f->held, held_key(f, there, slot))))
        return NAQL_OK;
    NQ_TRY(make_own(f, other));
    NQ_TRY(make_own(f, slot));
    return answer(f, f->own[other] - 1, f->own[slot] - 1);
}

/* ---- Sums ---- */

/* Two counts joined by "and", of which the second need not repeat what it
 * counts. */
static bool
are_parts(const nq_desk *d, const nq_slots *slots, uint32_t slot)
{
    const nq_slot_at *a = &slots->at[slot], *b = a + 1;
    if (slot + 1 >= slots->from[d->n_lines] || !is_count(a) ||
        b->slot != NQ_SLOT_NUMBER || b->value.measure || a->line != b->line ||
        a->value.vague || b->value.vague || b->first < a->end ||
        b->first - a->end > NQ_PART_REACH)
        return false;
    const nq_text *text = &nq_row_reading(d, &d->lines[a->line])->text;
    uint32_t token = d->lines[b->line].words[b->first].token;
    return text->tokens[token].clitics & NQ_CLITIC_WAW;
}

bool
nq_part_of(const nq_desk *d, const nq_slots *slots, uint32_t part, double whole)
{
    const nq_slot_at *at = slots->at;
    if (are_parts(d, slots, part) &&
        at[part].value.exact + at[part + 1].value.exact == whole)
        return true;
    return part && are_parts(d, slots, part - 1) &&
           at[part - 1].value.exact + at[part].value.exact == whole;
}

static uint64_t
figure_key(double figure)
{
    return nq_hash_next(29, (uint64_t)figure);
}

static naql_status
note_figure(finder *f, uint32_t slot)
{
    const nq_slot_at *s = &f->slots->at[slot];
    if (!is_count(s) || s->value.vague || s->value.exact < NQ_SUM_FIGURE)
        return NAQL_OK;
    bool fresh;
    uint32_t *at = nq_map_put(&f->newest, figure_key(s->value.exact), &fresh);
    if (!at)
        return NAQL_NOMEM;
    *at = fresh ? slot + 1 : *at;
    return NAQL_OK;
}

/* A slot for both parts together, with the sum as its value. */
static naql_status
add_sum(finder *f, uint32_t part)
{
    const nq_slot_at a = f->slots->at[part], b = f->slots->at[part + 1];
    double sum = a.value.exact + b.value.exact;
    const uint32_t *at = nq_map_get(&f->newest, figure_key(sum));
    if (!at || article_of(f, *at - 1) == article_of(f, part))
        return NAQL_OK;
    const nq_slot_at *whole = &f->slots->at[*at - 1];
    uint32_t shared;
    if (nq_row_cosine(&f->d->lines[whole->line], &f->d->lines[a.line],
                      &shared) < NQ_SUM_LIKE)
        return NAQL_OK;
    nq_slot_at both = a;
    both.span.end = b.span.end;
    both.value = whole->value;
    both.value.sum = true;
    uint32_t old = *at - 1;
    NQ_TRY(nq_slots_add(f->d, f->slots, both));
    return answer(f, old, f->slots->n - 1);
}

naql_status
nq_rates_add(const nq_desk *d, nq_slots *slots, nq_list *answers)
{
    finder f = {.d = d, .slots = slots, .answers = answers};
    f.n = slots->from[d->n_lines];
    f.own = nq_arena_zero(d->scratch, f.n, sizeof *f.own);
    if (!f.own)
        return NAQL_NOMEM;
    nq_map_init(&f.newest, d->scratch);
    nq_map_init(&f.held, d->scratch);
    nq_map_init(&f.plain, d->scratch);
    for (uint32_t i = 0; i < f.n; i++) {
        if (hangs_on(&f, i) &&
            !nq_map_put(&f.held, held_key(&f, article_of(&f, i), i), NULL))
            return NAQL_NOMEM;
        if (is_count(&slots->at[i]) &&
            !nq_map_put(&f.plain, plain_key(&f, article_of(&f, i), i), NULL))
            return NAQL_NOMEM;
        NQ_TRY(note_figure(&f, i));
    }
    for (uint32_t i = 0; i < f.n; i++) {
        if (hangs_on(&f, i))
            NQ_TRY(compare_share(&f, i));
        if (are_parts(d, slots, i))
            NQ_TRY(add_sum(&f, i));
    }
    return NAQL_OK;
}
