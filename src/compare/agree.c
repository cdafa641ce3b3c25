/* SPDX-License-Identifier: Apache-2.0
 *
 * agree.c - questions whose slots agree, in other words, as points. Layer 7
 * (compare). */
#include "compare/conflict.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/naming.h"
#include "compare/spelled.h"

/* Different wordings as groups, in place of values: for what agrees. `raw`
 * tells spellings apart that fold to one. Returns their number. */
static uint32_t
group_by_words(const nq_found *f, const nq_question *q, bool raw,
               uint8_t *group)
{
    uint64_t keys[NQ_GROUPS];
    uint32_t n = 0;
    for (uint32_t i = 0; i < q->n_slots; i++) {
        const nq_slot_at *s = &f->slots->at[q->slots[i]];
        const nq_row *row = nq_found_row(f, q->slots[i]);
        uint64_t key =
            raw ? nq_hash(nq_str_span(nq_row_reading(f->d, row)->article.text,
                                      s->span))
                : nq_slot_name_key(&nq_row_reading(f->d, row)->text, s->span);
        uint32_t g = 0;
        while (g < n && keys[g] != key)
            g++;
        if (g == n && n < NQ_GROUPS)
            keys[n++] = key;
        group[i] = (uint8_t)(g < NQ_GROUPS ? g : NQ_GROUPS - 1);
    }
    return n;
}

/* A name of several words in which a last letter is written so and so. */
static bool
misspelled(const nq_found *f, const nq_slot_at *a, const nq_slot_at *b)
{
    return a->value.name->words.n > 1 && nq_ends_apart(f, a, b);
}

/* "An official", "a government official": nobody is named, and one outlet tells
 * more of him. */
static bool
are_unnamed(const nq_value *a, const nq_value *b)
{
    return a->person == NQ_NO_ENTITY && b->person == NQ_NO_ENTITY &&
           a->name->words.n != b->name->words.n;
}

/* Is there something to see in an agreement: not the same words, and not the
 * long and the short form of one name? */
static bool
worth_seeing(const nq_found *f, const nq_question *q)
{
    const nq_slot_at *first = &f->slots->at[q->slots[0]];
    for (uint32_t i = 1; i < q->n_slots; i++) {
        const nq_slot_at *s = &f->slots->at[q->slots[i]];
        const nq_value *a = &first->value, *b = &s->value;
        switch (q->slot) {
        case NQ_SLOT_NUMBER:
            if (a->lo != b->lo || a->hi != b->hi || a->sum != b->sum ||
                (a->noun && b->noun && a->noun != b->noun))
                return true;
            break;
        case NQ_SLOT_DATE: /* "yesterday", "today Monday": one day */
            if (a->lo != b->lo || a->hi != b->hi ||
                !nq_slots_nested(f->d, first, s))
                return true;
            break;
        case NQ_SLOT_ROLE: /* another source, not another form of its name */
            if (a->person != b->person || a->person == NQ_NO_ENTITY)
                if (!nq_same_name(a->name, b->name) || are_unnamed(a, b))
                    return true;
            break;
        case NQ_SLOT_PLACE: /* one inside the other */
            if (a->name && b->name && !nq_same_name(a->name, b->name))
                return true;
            break;
        default:
            if (a->spelt && b->spelt)
                return true;
            if (a->name->words.n == b->name->words.n &&
                (a->name->key != b->name->key || misspelled(f, first, s) ||
                 (a->soft && b->soft && a->word != b->word)))
                return true; /* soft: a vowel apart (near.c) */
        }
    }
    return false;
}

/* Is it one person of the pile under several names? spelling.c tells that. */
static bool
is_one_person(const nq_found *f, const nq_question *q)
{
    uint32_t person = f->slots->at[q->slots[0]].value.person;
    if (q->slot != NQ_SLOT_NAME || person == NQ_NO_ENTITY)
        return false;
    for (uint32_t i = 1; i < q->n_slots; i++)
        if (f->slots->at[q->slots[i]].value.person != person)
            return false;
    return true;
}

static naql_status
spelled_slot(const nq_found *f, uint32_t slot, nq_spelled *out)
{
    const nq_slot_at *s = &f->slots->at[slot];
    return nq_spelled_of(f->d, nq_row_reading(f->d, nq_found_row(f, slot)),
                         s->span, s->type, out);
}

/* One name in the place of itself, worded or spelled apart: as many words, and
 * of a body that is only like the other, most of them. */
static naql_status
spelled_apart(const nq_found *f, const nq_question *q, bool *out)
{
    nq_spelled a, b;
    *out = false;
    NQ_TRY(spelled_slot(f, q->slots[0], &a));
    for (uint32_t i = 1; i < q->n_slots && !*out; i++) {
        const nq_slot_at *s = &f->slots->at[q->slots[i]];
        NQ_TRY(spelled_slot(f, q->slots[i], &b));
        uint32_t n = a.name.words.n, shared = nq_spelled_shared(&a, &b);
        if (n != b.name.words.n || !nq_spelled_apart(&a, &b))
            continue;
        *out = shared == n || nq_spelled_alike(f->d, &a, &b, false) ||
               (n >= NQ_WORDED_WORDS && shared + 1 == n) || s->value.soft ||
               nq_same_name(&a.name, &b.name);
    }
    *out |= misspelled(f, &f->slots->at[q->slots[0]],
                       &f->slots->at[q->slots[q->n_slots - 1]]);
    return NAQL_OK;
}

/* "The team of Guinea", "the team of Kenya": two, whatever they sound like. */
static naql_status
are_of_two_countries(const nq_found *f, const nq_question *q, bool *out)
{
    nq_spelled a, b;
    *out = false;
    if (q->slot != NQ_SLOT_NAME)
        return NAQL_OK;
    NQ_TRY(spelled_slot(f, q->slots[0], &a));
    for (uint32_t i = 1; i < q->n_slots && i < NQ_GROUPS && !*out; i++) {
        NQ_TRY(spelled_slot(f, q->slots[i], &b));
        *out = nq_spelled_two_countries(&a, &b);
    }
    return NAQL_OK;
}

/* A name in several wordings is a conflict where they are spellings. */
static naql_status
place_of_point(const nq_found *f, const nq_question *q, nq_points *to)
{
    bool two, apart = q->slot == NQ_SLOT_NAME &&
                      f->slots->at[q->slots[0]].value.spelt;
    NQ_TRY(are_of_two_countries(f, q, &two));
    if (two)
        return NAQL_OK;
    if (q->slot == NQ_SLOT_NAME && !apart)
        NQ_TRY(spelled_apart(f, q, &apart));
    if (!apart) {
        NQ_TRY(nq_question_point(f, q, &to->agree));
        nq_ranked *r = (nq_ranked *)to->agree.at + to->agree.n - 1;
        r->point.beside = q->slot == NQ_SLOT_ROLE && !nq_sources_are_one(f, q);
        return NAQL_OK;
    }
    if (nq_points_tell_it(f, to, q))
        return NAQL_OK;
    NQ_TRY(nq_question_tell(f, to, q));
    NQ_TRY(nq_question_point(f, q, &to->conflict));
    nq_ranked *r = (nq_ranked *)to->conflict.at + to->conflict.n - 1;
    r->point.spelling = true;
    r->rank -= NQ_SPELLING_LAST;
    return NAQL_OK;
}

/* One word with its hamzas and without: two outlets must write it so, for one
 * that does both has no rule, and a final letter that is its own is no hamza.
 */
static naql_status
is_hamza_alone(const nq_found *f, const nq_question *q, bool *out)
{
    const nq_slot_at *first = &f->slots->at[q->slots[0]];
    uint32_t *sets =
        nq_arena_zero(f->d->scratch, f->d->n_outlets, sizeof *sets);
    if (!sets)
        return NAQL_NOMEM;
    *out = first->value.spelt;
    for (uint32_t i = 0; i < q->n_slots; i++) {
        const nq_slot_at *s = &f->slots->at[q->slots[i]];
        sets[f->d->outlet[nq_found_row(f, q->slots[i])->article]] |=
            1u << q->group[i];
        *out &= !nq_ends_apart(f, first, s);
    }
    *out &= !nq_desk_parted(sets, f->d->n_outlets);
    return NAQL_OK;
}

static naql_status
agree_point(const nq_found *f, nq_question q, nq_points *to)
{
    if (q.n_outlets < 2 || q.n_groups > 1 || is_one_person(f, &q) ||
        !worth_seeing(f, &q))
        return NAQL_OK;
    uint8_t *group = nq_arena_alloc(f->d->scratch, q.n_slots);
    if (!group)
        return NAQL_NOMEM;
    q.n_groups = group_by_words(f, &q, false, group);
    bool hamza = false;
    q.group = group;
    if (q.n_groups < 2 && q.slot == NQ_SLOT_NAME) {
        q.n_groups = group_by_words(f, &q, true, group);
        NQ_TRY(is_hamza_alone(f, &q, &hamza));
    }
    if (hamza)
        return NAQL_OK;
    return q.n_groups > 1 ? place_of_point(f, &q, to) : NAQL_OK;
}

/* Of a question of NQ_VALUES slots at the most. */
static uint32_t
outlets_of(const nq_found *f, const nq_question *q)
{
    uint32_t seen[NQ_VALUES], n = 0;
    for (uint32_t i = 0; i < q->n_slots && n < NQ_VALUES; i++) {
        uint32_t outlet = f->d->outlet[nq_found_row(f, q->slots[i])->article],
                 k = 0;
        while (k < n && seen[k] != outlet)
            k++;
        if (k == n)
            seen[n++] = outlet;
    }
    return n;
}

naql_status
nq_wordings_point(const nq_found *f, nq_question q, nq_list *to)
{
    q.n_outlets = outlets_of(f, &q);
    if (q.n_outlets < 2)
        return NAQL_OK;
    uint8_t *group = nq_arena_alloc(f->d->scratch, q.n_slots);
    if (!group)
        return NAQL_NOMEM;
    q.n_groups = group_by_words(f, &q, false, group);
    q.group = group;
    return q.n_groups > 1 ? nq_question_point(f, &q, to) : NAQL_OK;
}

/* Do two of its sources stand in a conflict of sources: is it the same
 * question? */
static bool
is_told(const nq_found *f, const nq_points *to, const nq_question *q)
{
    uint32_t told = 0;
    for (uint32_t i = 0; i < q->n_slots; i++)
        told += nq_map_get(&to->credited, nq_hash_next(3, q->slots[i])) != NULL;
    return told > 1 || nq_points_tell_it(f, to, q);
}

naql_status
nq_question_agreements(const nq_found *f, nq_points *to)
{
    for (uint32_t i = 0; i < f->questions->n; i++) {
        const nq_question *q = &f->questions->at[i];
        if (!q->conflict && !(q->slot == NQ_SLOT_ROLE && is_told(f, to, q)))
            NQ_TRY(agree_point(f, *q, to));
    }
    return NAQL_OK;
}
