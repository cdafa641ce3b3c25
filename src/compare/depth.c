/* SPDX-License-Identifier: Apache-2.0
 *
 * depth.c - days, places and figures that are told wider and narrower. Layer 7
 * (compare). */
#include "compare/depth.h"

#include "base/status.h"
#include "compare/context.h"
#include "compare/crowd.h"
#include "compare/described.h"
#include "compare/lies_in.h"
#include "compare/sets.h"
#include "compare/tune.h"

typedef struct finder {
    const nq_found *f;
    nq_whereabouts where;
    nq_sets sets; /* of the slots that were read from the text */
} finder;

static const nq_row *
row_of(const finder *w, uint32_t slot)
{
    return &w->f->d->lines[w->f->slots->at[slot].line];
}

static bool
lies_inside(const nq_value *a, const nq_value *b)
{
    return a->lo >= b->lo && a->hi <= b->hi;
}

/* "The 4th of March" and "March 4", "the year 2009" and "2009" are told alike;
 * "today" and "on Tuesday" are not. */
static bool
are_worded_apart(const finder *w, const nq_slot_at *a, const nq_slot_at *b)
{
    const nq_value *x = &a->value, *y = &b->value;
    if (x->lo != y->lo || x->hi != y->hi)
        return true;
    return x->lo == x->hi && !(x->month && y->month) &&
           !nq_slots_nested(w->f->d, a, b);
}

/* One holds the other, or is near it where it was only counted back to. */
static bool
dates_hold(const finder *w, const nq_slot_at *a, const nq_slot_at *b)
{
    const nq_value *x = &a->value, *y = &b->value;
    if (x->duration || y->duration || x->word == y->word)
        return false;
    bool in = lies_inside(x, y) || lies_inside(y, x);
    return (in || x->slack > 0 || y->slack > 0) && nq_dates_agree(x, y) &&
           are_worded_apart(w, a, b);
}

/* "Five years", "more than four years": one length, told more closely here. */
static bool
lengths_hold(const nq_value *a, const nq_value *b)
{
    return a->duration && b->duration && a->word != b->word &&
           (a->lo != b->lo || a->hi != b->hi) && nq_dates_agree(a, b);
}

/* Does `in` lie in `of`, which is all that the article of `of` says of where it
 * was? */
static bool
is_narrower(const finder *w, const nq_slot_at *in, const nq_slot_at *of)
{
    const nq_value *x = &in->value, *y = &of->value;
    return ((x->name->around && x->name->around == y->name->key) ||
            (y->name->country && !x->name->country &&
             nq_lies_in(&w->where, x, y))) &&
           !nq_names_place(&w->where, w->f->d->lines[of->line].article, x);
}

static bool
places_hold(const finder *w, const nq_slot_at *a, const nq_slot_at *b)
{
    return a->value.name && b->value.name &&
           !nq_names_agree(&a->value, &b->value) &&
           (is_narrower(w, a, b) || is_narrower(w, b, a));
}

/* Does an outlet say of a place that it lies in or near another, of which the
 * article of the other outlet is silent? */
static bool
lies_by(const finder *w, const nq_slot_at *a, const nq_slot_at *b)
{
    return a->value.name &&
           !nq_names_place(&w->where, w->f->d->lines[b->line].article,
                           &a->value);
}

/* A province and its town of the same name are two places. */
static bool
are_town_and_province(const finder *w, uint64_t a, uint64_t b)
{
    uint64_t province = nq_slot_stem(
        (nq_slot_word){NQ_WORD_SITE, w->f->d->in->tools->lies.province, 0});
    return a != b && (a == province || b == province);
}

/* One place that is a town here and a village there, or lies elsewhere. */
static bool
are_described_apart(const finder *w, const nq_slot_at *a, const nq_slot_at *b)
{
    const nq_value *x = &a->value, *y = &b->value;
    return x->described && y->described && x->word == y->word &&
           !are_town_and_province(w, x->noun, y->noun) &&
           ((x->noun && y->noun && x->noun != y->noun) || lies_by(w, a, b) ||
            lies_by(w, b, a));
}

/* "In X", "in the town of X": something is or happens there. */
static bool
is_where(const finder *w, const nq_slot_at *s)
{
    const nq_desk *d = w->f->d;
    const nq_row *row = &d->lines[s->line];
    const nq_text *text = &nq_row_reading(d, row)->text;
    const nq_slot_words *words = &d->in->tools->words;
    uint32_t at = nq_token_from(text, s->span.start), heads;
    if (at && text->tokens[at - 1].span.end > s->span.start)
        at--; /* the name stands behind a glued letter */
    if (at < text->n_tokens && text->tokens[at].clitics & NQ_CLITIC_BA)
        return true;
    for (heads = 0; at > row->first; heads++) {
        const nq_token *t = &text->tokens[--at];
        uint32_t head;
        if (nq_slot_word_of(words, t).class == words->in)
            return true;
        if (heads == NQ_DEPTH_HEADS ||
            !nq_table_word(&d->in->tools->place_heads, t->hash, &head))
            return false;
        if (t->clitics & NQ_CLITIC_BA)
            return true;
    }
    return false;
}

/* "Several villages": any figure holds with it. */
static bool
is_some(const nq_value *v)
{
    return v->crowd && v->hi >= NQ_ONE_MANY_MOST;
}

/* People of whom several were hurt here, and five killed there, are others. */
static bool
are_of_one_class(const finder *w, const nq_slot_at *a, const nq_slot_at *b)
{
    if (!is_some(&a->value) && !is_some(&b->value))
        return true;
    if (is_some(&a->value) && is_some(&b->value))
        return false;
    return a->value.word != w->f->d->in->tools->words.person ||
           nq_class_beside(w->f->d, a) == nq_class_beside(w->f->d, b);
}

/* One thing counted roughly here, and more closely there. A share is always a
 * part of something. */
static bool
numbers_hold(const finder *w, const nq_value *a, const nq_value *b)
{
    bool bare = !a->word != !b->word && a->exact >= NQ_DEPTH_LARGE &&
                b->exact >= NQ_DEPTH_LARGE && !a->measure && !b->measure;
    return (bare || a->word) && a->word != w->f->d->in->tools->words.age &&
           (bare || a->word == b->word) && (a->part == b->part || a->measure) &&
           (a->lo != b->lo || a->hi != b->hi) && a->exact > 0 &&
           nq_numbers_agree(a, b, true);
}

static bool
hold(const finder *w, uint32_t a, uint32_t b)
{
    const nq_slot_at *x = &w->f->slots->at[a], *y = &w->f->slots->at[b];
    if (x->slot != y->slot)
        return false;
    if (x->slot == NQ_SLOT_NUMBER)
        return numbers_hold(w, &x->value, &y->value) &&
               are_of_one_class(w, x, y);
    if (x->slot == NQ_SLOT_PLACE)
        return x->value.described || y->value.described
                   ? are_described_apart(w, x, y)
                   : places_hold(w, x, y);
    return dates_hold(w, x, y) || lengths_hold(&x->value, &y->value);
}

/* Does the line of `in` tell what `of` tells, or another value that would hold
 * with it? Then it is not known which of the two answers it. */
static bool
answers_twice(const finder *w, uint32_t in, uint32_t of)
{
    const nq_slot_at *at = w->f->slots->at;
    const uint32_t *from = &w->f->slots->from[at[in].line];
    if (at[of].value.described)
        return false; /* one place, whatever else is told */
    for (uint32_t i = from[0]; i < from[1] && i < from[0] + NQ_DEPTH_TWICE;
         i++) {
        if (i == in || at[i].slot != at[of].slot ||
            (is_some(&at[of].value) && at[i].value.word != at[of].value.word))
            continue;
        bool near = at[i].slot == NQ_SLOT_DATE && at[of].value.slack <= 0 &&
                    at[i].value.lo - at[in].value.lo < NQ_DEPTH_SPAN &&
                    at[in].value.lo - at[i].value.lo < NQ_DEPTH_SPAN;
        if (!near &&
            nq_values_agree(at[i].slot, &at[i].value, &at[of].value, true))
            return true; /* days a little apart are a span of days */
    }
    return false;
}

/* Is a date so far from the day of its article? Of one long past an article
 * tells one thing; every sentence has a "today". */
static bool
is_far(const finder *w, uint32_t slot, int32_t far)
{
    const nq_value *v = &w->f->slots->at[slot].value;
    int32_t day = nq_row_reading(w->f->d, row_of(w, slot))->article.day;
    return day != NQ_NO_DAY && (v->hi < day - far || v->lo > day + far);
}

/* Two crooked or large figures are seldom equal by chance; the dead of two days
 * are near each other as often as not. */
static float
like_figures(const finder *w, const nq_value *a, const nq_value *b)
{
    if (a->exact == b->exact && a->exact >= NQ_SUM_FIGURE)
        return NQ_DEPTH_FIGURE;
    bool people = a->word == w->f->d->in->tools->words.person;
    if (is_some(a) || is_some(b))
        return NQ_DEPTH_SOME;
    return people && a->exact != b->exact ? NQ_DEPTH_TOLL : NQ_DEPTH_ROUND;
}

static float
like_enough(const finder *w, uint32_t a, uint32_t b)
{
    const nq_value *x = &w->f->slots->at[a].value;
    const nq_value *y = &w->f->slots->at[b].value;
    if (w->f->slots->at[a].slot == NQ_SLOT_PLACE)
        return x->described ? NQ_DEPTH_SAID : NQ_DEPTH_PLACE;
    if (w->f->slots->at[a].slot == NQ_SLOT_NUMBER)
        return like_figures(w, x, y);
    if (x->duration)
        return NQ_DEPTH_LENGTH;
    if (is_far(w, a, NQ_DEPTH_OLD) && is_far(w, b, NQ_DEPTH_OLD))
        return NQ_DEPTH_DATE;
    if (x->slack > 0 || y->slack > 0 || (x->lo == y->lo && x->hi == y->hi))
        return NQ_DEPTH_TODAY;
    return is_far(w, a, NQ_DEPTH_FAR) && is_far(w, b, NQ_DEPTH_FAR)
               ? NQ_DEPTH_MONTH
               : 1; /* "this month" holds all that happens */
}

/* How much their sentences are alike; 0: not enough. */
static float
likeness(const finder *w, uint32_t a, uint32_t b)
{
    const nq_desk *d = w->f->d;
    const nq_row *x = row_of(w, a), *y = row_of(w, b);
    uint32_t shared;
    if (d->outlet[x->article] == d->outlet[y->article] || x->title ||
        y->title || !hold(w, a, b))
        return 0;
    float like = nq_row_cosine(x, y, &shared);
    return like >= like_enough(w, a, b) && shared >= NQ_FACT_SHARED &&
                   !answers_twice(w, a, b) && !answers_twice(w, b, a)
               ? like
               : 0;
}

static bool
asks(const finder *w, uint32_t slot)
{
    const nq_slot_at *s = &w->f->slots->at[slot];
    return s->slot == NQ_SLOT_DATE || s->slot == NQ_SLOT_NUMBER ||
           (s->slot == NQ_SLOT_PLACE && (s->value.described || is_where(w, s)));
}

/* Joins a slot of `list` with the likest one before it, unless a question has
 * both already. */
static void
look_back(finder *w, const uint32_t *list, uint32_t me)
{
    uint32_t found = UINT32_MAX, slot = list[me];
    float best = 0;
    for (uint32_t i = me, n = 0; i-- && n < NQ_DEPTH_ANCHORS; n++) {
        float like = likeness(w, list[i], slot);
        found = like > best ? list[i] : found;
        best = like > best ? like : best;
    }
    if (found == UINT32_MAX ||
        w->f->slots->at[found].parent == w->f->slots->at[slot].parent)
        return;
    nq_forest_join(w->sets.up, found, slot);
}

/* The slots that were joined with the first one, of which none parts from
 * another. */
static naql_status
point_of(const finder *w, uint32_t root, uint32_t *room, nq_points *to)
{
    const nq_found *f = w->f;
    const nq_slot_at *at = f->slots->at;
    nq_question q = {.slot = at[root].slot, .slots = room};
    uint32_t i = root;
    do {
        bool part = false;
        for (uint32_t k = 0; k < q.n_slots && !part; k++)
            part = !nq_values_agree(q.slot, &at[room[k]].value, &at[i].value,
                                    true) &&
                   !hold(w, room[k], i);
        if (!part)
            room[q.n_slots++] = i;
        i = w->sets.next[i];
    } while (i && q.n_slots < NQ_VALUES);
    return nq_points_tell_it(f, to, &q) ? NAQL_OK
                                        : nq_wordings_point(f, q, &to->agree);
}

/* The slots of the text, with "several of them" and the words for places behind
 * all: where these are known, no figure stands against another. */
static naql_status
add_words(const nq_found *f, nq_slots *out)
{
    *out = nq_slots_apart(f->slots);
    for (uint32_t i = 0; i < f->d->n_lines; i++)
        NQ_TRY(nq_somes_add(f->d, i, out));
    for (uint32_t i = 0; i < f->d->n_lines; i++)
        NQ_TRY(nq_described_add(f->d, i, out));
    return NAQL_OK;
}

naql_status
nq_depth_points(const nq_found *found, nq_points *to)
{
    nq_slots slots;
    nq_found with = *found;
    const nq_found *f = &with;
    nq_arena *scratch = f->d->scratch;
    finder w = {.f = f};
    uint32_t n = 0, room[NQ_VALUES];
    NQ_TRY(add_words(found, &slots));
    with.slots = &slots;
    uint32_t *list = nq_arena_alloc(scratch, slots.n * sizeof *list);
    if (!list)
        return NAQL_NOMEM;
    NQ_TRY(nq_sets_make(scratch, slots.n, &w.sets));
    NQ_TRY(nq_whereabouts_make(f->d, &w.where));
    for (uint32_t i = 0; i < slots.n; i++)
        if ((i < slots.from[f->d->n_lines] || i >= found->slots->n) &&
            asks(&w, i)) {
            list[n] = i;
            look_back(&w, list, n++);
        }
    nq_sets_chain(&w.sets);
    for (uint32_t i = 0; i < n; i++)
        if (nq_sets_opens(&w.sets, list[i]))
            NQ_TRY(point_of(&w, list[i], room, to));
    return NAQL_OK;
}
