/* SPDX-License-Identifier: Apache-2.0
 *
 * context.c - numbers and dates that answer one question in sentences that
 * are worded apart. Layer 7 (compare). */
#include "compare/context.h"

#include "base/hash.h"
#include "base/status.h"

#include <stdlib.h>

typedef struct near_word { /* of a slot's sentence, weighted by nearness */
    uint64_t stem;
    float weight;
    bool near;
} near_word;

typedef struct context {
    uint32_t slot;
    uint32_t article;
    const near_word *at; /* [n] by stem */
    uint32_t n;
    float weight;           /* of all */
    int32_t old_lo, old_hi; /* older days the sentence speaks of, or NO_DAY */
} context;

typedef struct book { /* contexts of one unit */
    nq_list contexts; /* of context */
} book;

static int
by_stem(const void *a, const void *b)
{
    const near_word *x = a, *y = b;
    if (x->stem != y->stem)
        return x->stem < y->stem ? -1 : 1;
    return x->weight > y->weight ? -1 : x->weight < y->weight;
}

/* Words of the sentence, those near the slot at full weight. */
static naql_status
words_around(const nq_desk *d, const nq_slot_at *s, context *out)
{
    const nq_row *l = &d->lines[s->line];
    near_word *at = nq_arena_alloc(d->scratch, l->n_words * sizeof *at);
    uint32_t n = 0, kept = 0;
    if (!at)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < l->n_words; i++) {
        if (i >= s->first && i < s->end && s->slot == NQ_SLOT_DATE)
            continue;
        if (l->words[i].idf < 1.5f)
            continue;
        bool near = i + NQ_NEAR_WORDS >= s->first && i < s->end + NQ_NEAR_WORDS;
        at[n++] = (near_word){
            l->words[i].stem,
            near ? l->words[i].idf : l->words[i].idf * NQ_FAR_SHARE, near};
    }
    qsort(at, n, sizeof *at, by_stem);
    for (uint32_t i = 0; i < n; i++)
        if (!kept || at[kept - 1].stem != at[i].stem) {
            at[kept++] = at[i];
            out->weight += at[i].weight;
        }
    out->at = at;
    out->n = kept;
    return NAQL_OK;
}

/* The older day a sentence speaks of, so that last year's dead are not held
 * against today's. */
static void
time_of(const nq_desk *d, const nq_slots *slots, uint32_t line, context *out)
{
    int32_t first = d->in->story->first;
    out->old_lo = out->old_hi = NQ_NO_DAY;
    if (first == NQ_NO_DAY)
        return;
    for (uint32_t i = slots->from[line]; i < slots->from[line + 1]; i++) {
        const nq_slot_at *s = &slots->at[i];
        if (s->slot != NQ_SLOT_DATE || s->value.duration ||
            s->value.hi > first - NQ_OLD_DAYS)
            continue;
        out->old_lo = (int32_t)s->value.lo;
        out->old_hi = (int32_t)s->value.hi;
        return;
    }
}

static bool
same_time(const context *a, const context *b)
{
    if (a->old_lo == NQ_NO_DAY || b->old_lo == NQ_NO_DAY)
        return a->old_lo == b->old_lo;
    return a->old_lo <= b->old_hi && b->old_lo <= a->old_hi;
}

/* Shared weight over the lighter context; *near is what the near words of
 * both sides share. */
static float
likeness(const context *a, const context *b, float *near)
{
    float shared = 0, least = a->weight < b->weight ? a->weight : b->weight;
    *near = 0;
    for (uint32_t i = 0, j = 0; i < a->n && j < b->n;) {
        if (a->at[i].stem == b->at[j].stem) {
            float w = a->at[i].weight < b->at[j].weight ? a->at[i].weight
                                                        : b->at[j].weight;
            shared += w;
            if (a->at[i].near && b->at[j].near)
                *near += w;
            i++, j++;
        } else if (a->at[i].stem < b->at[j].stem) {
            i++;
        } else {
            j++;
        }
    }
    return least > 0 ? shared / least : 0;
}

typedef struct search {
    const nq_desk *d;
    const nq_slots *slots;
    nq_map units; /* unit -> index of its book + 1 */
    nq_list books;
    nq_list *answers;
} search;

static bool
agree(const search *s, uint32_t a, uint32_t b)
{
    const nq_slot_at *x = &s->slots->at[a], *y = &s->slots->at[b];
    return nq_values_agree(x->slot, &x->value, &y->value, true);
}

/* Does the article of context `i` hold a value that agrees with a slot, in
 * the same unit? Its contexts stand side by side. */
static bool
knows(const search *s, const book *b, uint32_t i, uint32_t slot)
{
    const context *at = b->contexts.at;
    uint32_t article = at[i].article;
    while (i && at[i - 1].article == article)
        i--;
    for (; i < b->contexts.n && at[i].article == article; i++)
        if (agree(s, at[i].slot, slot))
            return true;
    return false;
}

/* Index of the context of another article that answers the same question,
 * agreeing ones first; UINT32_MAX: none. */
static uint32_t
match(const search *s, const book *b, uint32_t mine)
{
    const context *at = b->contexts.at, *c = &at[mine];
    const nq_slot_at *me = &s->slots->at[c->slot];
    float least = me->slot == NQ_SLOT_DATE ? NQ_DATE_LEAST : NQ_NUMBER_LEAST;
    float best = 0;
    uint32_t found = UINT32_MAX;
    for (uint32_t i = b->contexts.n, n = 0; i-- && n < NQ_QUESTION_ANCHORS;
         n++) {
        float near;
        if (at[i].article == c->article || !same_time(&at[i], c))
            continue;
        float like = likeness(&at[i], c, &near);
        if (like < least || near < NQ_NEAR_SHARED)
            continue;
        bool same = agree(s, at[i].slot, c->slot);
        if (same)
            like += 1;
        else if (knows(s, b, i, c->slot) || knows(s, b, mine, at[i].slot))
            continue;
        if (like > best) {
            best = like;
            found = i;
        }
    }
    return found;
}

static book *
book_of(search *s, uint64_t unit)
{
    bool fresh;
    uint32_t *at = nq_map_put(&s->units, unit, &fresh);
    if (!at)
        return NULL;
    if (fresh) {
        book *b = nq_list_add(&s->books, s->d->scratch);
        if (!b)
            return NULL;
        b->contexts = NQ_LIST(context);
        *at = s->books.n - 1;
    }
    return (book *)s->books.at + *at;
}

static naql_status
write_down(search *s, uint32_t slot)
{
    const nq_slot_at *at = &s->slots->at[slot];
    book *b = book_of(s, at->slot == NQ_SLOT_DATE ? (at->value.duration ? 3 : 2)
                                                  : at->value.word);
    context *c = b ? nq_list_add(&b->contexts, s->d->scratch) : NULL;
    if (!c)
        return NAQL_NOMEM;
    *c = (context){.slot = slot, .article = s->d->lines[at->line].article};
    NQ_TRY(words_around(s->d, at, c));
    time_of(s->d, s->slots, at->line, c);
    return NAQL_OK;
}

/* An article's slots are matched once all of them are written down: what it
 * knows is then complete. */
static naql_status
look_up(search *s, uint32_t slot)
{
    const nq_slot_at *at = &s->slots->at[slot];
    book *b = book_of(s, at->slot == NQ_SLOT_DATE ? (at->value.duration ? 3 : 2)
                                                  : at->value.word);
    const context *c = b->contexts.at;
    uint32_t i = b->contexts.n;
    while (c[--i].slot != slot)
        ;
    uint32_t found = match(s, b, i);
    if (found == UINT32_MAX)
        return NAQL_OK;
    nq_answer *to = nq_list_add(s->answers, s->d->scratch);
    if (!to)
        return NAQL_NOMEM;
    *to = (nq_answer){c[found].slot, slot};
    return NAQL_OK;
}

static bool
asks(const nq_slot_at *s)
{
    if (s->slot == NQ_SLOT_NUMBER)
        return s->value.word != 0;
    return s->slot == NQ_SLOT_DATE && !s->value.duration;
}

naql_status
nq_context_answers(const nq_desk *d, const nq_slots *slots, nq_list *answers)
{
    search s = {
        .d = d, .slots = slots, .books = NQ_LIST(book), .answers = answers};
    nq_map_init(&s.units, d->scratch);
    for (uint32_t a = 0; a < d->in->story->n_articles; a++) {
        uint32_t first = slots->from[d->from[a]];
        uint32_t end = slots->from[d->from[a + 1]];
        for (uint32_t i = first; i < end; i++)
            if (asks(&slots->at[i]))
                NQ_TRY(write_down(&s, i));
        for (uint32_t i = first; i < end; i++)
            if (asks(&slots->at[i]))
                NQ_TRY(look_up(&s, i));
    }
    return NAQL_OK;
}
