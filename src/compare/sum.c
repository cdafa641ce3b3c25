/* SPDX-License-Identifier: Apache-2.0
 *
 * sum.c - one sum of money that two outlets say is of two things. Layer 7
 * (compare).
 *
 * Knows nothing of sums that differ: context.c and align.c hold those against
 * each other. */
#include "compare/sum.h"

#include "base/hash.h"
#include "base/status.h"

#define NO_SLOT UINT32_MAX

typedef struct sum {     /* a figure with what it is of */
    uint32_t line, from; /* where the slot is, its first token */
    uint32_t number;     /* slot of the figure */
    uint64_t of;         /* class, or 0 */
    uint64_t per;        /* class, or 0: in all */
    bool timed;          /* its sentence speaks of years or months */
    uint32_t end;        /* token behind it, the time taken in */
    uint32_t slot[2];    /* made of it, for what it is of and per what */
    uint32_t next;       /* older one of that figure + 1, 0: none */
} sum;

typedef struct finder {
    const nq_desk *d;
    nq_slots *slots;
    nq_list *answers;
    nq_list seen;  /* of sum */
    nq_map newest; /* figure and currency -> the last one + 1 */
    nq_map told;   /* article, figure, class: is it told there */
} finder;

static nq_slot_word
word_at(const finder *f, const nq_text *text, uint32_t token)
{
    return nq_slot_word_of(&f->d->in->tools->sums, &text->tokens[token]);
}

/* The number that a token is of; NULL: none. */
static const nq_number *
number_at(const nq_text *text, uint32_t token)
{
    uint32_t i = nq_number_from(text, token + 1);
    return i && text->numbers[i - 1].end > token ? &text->numbers[i - 1] : NULL;
}

/* Three capital letters. */
static bool
is_currency(naql_str unit)
{
    for (size_t i = 0; i < unit.len; i++)
        if (unit.ptr[i] < 'A' || unit.ptr[i] > 'Z')
            return false;
    return unit.len == 3;
}

static bool
is_money(const finder *f, const nq_slot_at *s)
{
    const nq_text *text = &nq_row_reading(f->d, &f->d->lines[s->line])->text;
    if (s->slot != NQ_SLOT_NUMBER || !s->value.measure ||
        f->d->lines[s->line].n_words > NQ_DEED_ROW)
        return false;
    const nq_number *n = number_at(text, nq_token_from(text, s->span.end) - 1u);
    return n && is_currency(n->unit);
}

/* The nearest word before the figure that says what it is of. */
static void
read_of(const finder *f, const nq_text *text, uint32_t first, sum *out)
{
    const nq_names *names =
        &nq_row_reading(f->d, &f->d->lines[out->line])->names;
    uint32_t begin = f->d->lines[out->line].first;
    out->from = first;
    for (uint32_t i = first, n = 0; i > begin && n < NQ_SUM_OF_WORDS; n++) {
        nq_slot_word w = word_at(f, text, --i);
        if (number_at(text, i) ||
            (w.kind == NQ_WORD_INTO && !nq_mention_at(names, i + 1)))
            return; /* of the other figure; "duties on what ..." */
        if (w.kind != NQ_WORD_SUM)
            continue;
        out->of = nq_slot_stem(w);
        out->from = i;
        return;
    }
}

/* A year, a month; not the day in "today, Monday". */
static bool
speaks_of_time(const finder *f, const nq_text *text, uint32_t token,
               uint32_t last)
{
    const nq_table *weekdays = &f->d->in->tools->weekdays;
    uint32_t row;
    return word_at(f, text, token).kind == NQ_WORD_PER &&
           !(token + 1 < last &&
             nq_table_word(weekdays, text->tokens[token + 1].hash, &row));
}

static void
read_per(const finder *f, const nq_text *text, uint32_t end, sum *out)
{
    uint32_t last = f->d->lines[out->line].end;
    out->end = end;
    for (uint32_t i = f->d->lines[out->line].first; i < last; i++)
        out->timed |= speaks_of_time(f, text, i, last);
    for (uint32_t i = end, n = 0; i < last && n < NQ_SUM_PER; i++, n++) {
        nq_slot_word w = word_at(f, text, i);
        if (w.kind != NQ_WORD_PER || w.class == f->d->in->tools->sums.time)
            continue;
        out->per = nq_slot_stem(w);
        out->end = i + 1;
        return;
    }
}

static uint64_t
figure_of(const finder *f, const sum *s)
{
    const nq_value *v = &f->slots->at[s->number].value;
    return nq_hash_next(v->word, (uint64_t)(v->exact * 1000));
}

static uint64_t
told_key(const finder *f, uint32_t article, const sum *s, uint64_t class)
{
    return nq_hash_next(nq_hash_next(figure_of(f, s), article), class);
}

static uint32_t
article_of(const finder *f, const sum *s)
{
    return f->d->lines[s->line].article;
}

static naql_status
note(finder *f, uint32_t slot)
{
    const nq_slot_at *at = &f->slots->at[slot];
    const nq_text *text = &nq_row_reading(f->d, &f->d->lines[at->line])->text;
    sum me = {.line = at->line, .number = slot, .slot = {NO_SLOT, NO_SLOT}};
    uint32_t first = nq_token_from(text, at->span.start);
    read_of(f, text, first, &me);
    read_per(f, text, nq_token_from(text, at->span.end), &me);
    uint32_t *newest = nq_map_put(&f->newest, figure_of(f, &me), NULL);
    sum *to = nq_list_add(&f->seen, f->d->scratch);
    uint32_t article = article_of(f, &me);
    if (!newest || !to ||
        !nq_map_put(&f->told, told_key(f, article, &me, me.of), NULL) ||
        !nq_map_put(&f->told, told_key(f, article, &me, ~me.per), NULL))
        return NAQL_NOMEM;
    me.next = *newest;
    *to = me;
    *newest = f->seen.n;
    return NAQL_OK;
}

/* A slot from the word for what it is of, to the end of the figure or of its
 * time. */
static naql_status
make_slot(finder *f, sum *s, int which)
{
    if (s->slot[which] != NO_SLOT)
        return NAQL_OK;
    nq_slot_at slot = f->slots->at[s->number];
    const nq_text *text = &nq_row_reading(f->d, &f->d->lines[s->line])->text;
    if (!which)
        slot.span.start = nq_token_at(text, s->from, text->tokens[s->from].pre);
    else if (s->per)
        slot.span.end = text->tokens[s->end - 1].span.end;
    slot.value.of = which ? ~s->per : s->of;
    s->slot[which] = f->slots->n;
    return nq_slots_add(f->d, f->slots, slot);
}

static naql_status
answer(finder *f, sum *a, sum *b, int which)
{
    NQ_TRY(make_slot(f, a, which));
    NQ_TRY(make_slot(f, b, which));
    return nq_list_put(f->answers, f->d->scratch,
                       &(nq_answer){a->slot[which], b->slot[which]});
}

static bool
tells(const finder *f, const sum *in, const sum *other, uint64_t class)
{
    return nq_map_get(&f->told, told_key(f, article_of(f, in), other, class));
}

/* Is it so much a year here, and in all there? An article may also tell it in
 * all where it is short, but not the time of the other. */
static bool
times_part(const finder *f, const sum *a, const sum *b)
{
    return a->per != b->per && (a->per || !a->timed) && (b->per || !b->timed) &&
           !(b->per && tells(f, a, b, ~b->per)) &&
           !(a->per && tells(f, b, a, ~a->per));
}

static naql_status
compare(finder *f, sum *me)
{
    sum *seen = f->seen.at;
    for (uint32_t i = me->next, n = 0; i && n < NQ_SUM_ANCHORS; n++) {
        sum *o = &seen[i - 1];
        uint32_t here = article_of(f, me), there = article_of(f, o);
        i = o->next;
        if (f->d->outlet[here] == f->d->outlet[there] ||
            nq_row_cosine(&f->d->lines[me->line], &f->d->lines[o->line], NULL) <
                NQ_SUM_ALIKE)
            continue;
        if (me->of && o->of && me->of != o->of && !tells(f, me, o, o->of) &&
            !tells(f, o, me, me->of))
            NQ_TRY(answer(f, o, me, 0));
        if (times_part(f, me, o))
            NQ_TRY(answer(f, o, me, 1));
    }
    return NAQL_OK;
}

naql_status
nq_sums_add(const nq_desk *d, nq_slots *slots, nq_list *answers)
{
    finder f = {
        .d = d, .slots = slots, .answers = answers, .seen = NQ_LIST(sum)};
    uint32_t n = slots->from[d->n_lines];
    nq_map_init(&f.newest, d->scratch);
    nq_map_init(&f.told, d->scratch);
    for (uint32_t i = 0; i < n; i++)
        if (is_money(&f, &slots->at[i]))
            NQ_TRY(note(&f, i));
    for (uint32_t i = 0; i < f.seen.n; i++)
        NQ_TRY(compare(&f, (sum *)f.seen.at + i));
    return NAQL_OK;
}
