/* SPDX-License-Identifier: Apache-2.0
 *
 * conflict.c - questions as points. Layer 7 (compare). */
#include "compare/conflict.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/about.h"
#include "compare/aside.h"
#include "compare/belief.h"
#include "compare/gate.h"
#include "compare/naming.h"
#include "compare/one_name.h"
#include "compare/spelled.h"

#include <math.h>
#include <stdlib.h>

static const nq_row *
row_of(const nq_found *f, uint32_t slot)
{
    return &f->d->lines[f->slots->at[slot].line];
}

static naql_str
words_of(const nq_found *f, const nq_row *row, naql_span span)
{
    return nq_str_span(nq_row_reading(f->d, row)->article.text, span);
}

/* The slots of one group as a version; places in the order of the pile. */
static naql_status
version_of(const nq_found *f, const nq_question *q, uint32_t group,
           nq_version *out)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < q->n_slots; i++)
        n += q->group[i] == group;
    nq_place *places = nq_arena_alloc(f->arena, n * sizeof *places);
    if (!places)
        return NAQL_NOMEM;
    *out = (nq_version){.places = places};
    for (uint32_t i = 0; i < q->n_slots; i++) {
        if (q->group[i] != group)
            continue;
        const nq_row *row = row_of(f, q->slots[i]);
        naql_span span = f->slots->at[q->slots[i]].span;
        if (!out->n_places)
            out->text = words_of(f, row, span);
        places[out->n_places++] = nq_desk_place(f->d, row->article, span);
    }
    return NAQL_OK;
}

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
        const nq_row *row = row_of(f, q->slots[i]);
        uint64_t key =
            raw ? nq_hash(words_of(f, row, s->span))
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

/* The highest figure of each article of a question, in the order of time. */
typedef struct count {
    naql_str time;
    int32_t day;
    double most;
    uint8_t group; /* of the highest */
} count;

static uint32_t
counts_of(const nq_found *f, const nq_question *q, count *out, bool *toll)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < q->n_slots && n < NQ_COUNTS; n++) {
        uint32_t article = row_of(f, q->slots[i])->article;
        const nq_article *a = &nq_desk_reading(f->d, article)->article;
        out[n] = (count){.time = a->published, .day = a->day};
        for (; i < q->n_slots && row_of(f, q->slots[i])->article == article;
             i++) {
            const nq_slot_at *s = &f->slots->at[q->slots[i]];
            if (s->value.exact > out[n].most) {
                out[n].most = s->value.exact;
                out[n].group = q->group[i];
            }
            *toll |= nq_toll_near(f->d, s);
        }
    }
    return n;
}

/* One thing here, several there: nobody counted them (one_many.c). */
static bool
is_uncounted(const nq_found *f, const nq_question *q)
{
    for (uint32_t i = 0; i < q->n_slots; i++)
        if (f->slots->at[q->slots[i]].value.hi >= NQ_ONE_MANY_MOST)
            return true;
    return false;
}

/* "350,000 dead", "400,000 dead" on one day: what each outlet takes a whole war
 * to have cost. */
static bool
are_totals(const count *a, const count *b)
{
    return a->day != NQ_NO_DAY && b->day != NQ_NO_DAY &&
           abs(a->day - b->day) < NQ_TOTAL_DAYS && a->most >= NQ_TOTAL &&
           b->most >= NQ_TOTAL && fmod(a->most, NQ_TOTAL) == 0 &&
           fmod(b->most, NQ_TOTAL) == 0;
}

/* Figures of dead and hurt that grow with the time of the articles: of two
 * that differ the later one is the higher, nearly always. "More than 60" is no
 * fall from 66. */
static bool
grows(const nq_found *f, const nq_question *q)
{
    count at[NQ_COUNTS];
    bool toll = false;
    if (q->slot != NQ_SLOT_NUMBER || is_uncounted(f, q))
        return false;
    uint32_t n = counts_of(f, q, at, &toll), up = 0, down = 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < i; k++) {
            bool later = nq_str_compare(at[k].time, at[i].time) < 0;
            if (at[i].group == at[k].group)
                continue;
            up +=
                later && at[i].most > at[k].most && !are_totals(&at[i], &at[k]);
            down += at[i].most < at[k].most;
        }
    return toll && up > down * NQ_GROWS;
}

naql_status
nq_question_point(const nq_found *f, const nq_question *q, nq_list *to)
{
    nq_version *versions =
        nq_arena_alloc(f->arena, q->n_groups * sizeof *versions);
    nq_ranked *r = nq_list_add(to, f->d->scratch);
    if (!versions || !r)
        return NAQL_NOMEM;
    for (uint32_t g = 0; g < q->n_groups; g++)
        NQ_TRY(version_of(f, q, g, &versions[g]));
    const nq_row *row = row_of(f, q->slots[0]);
    *r = (nq_ranked){.rank = q->n_outlets,
                     .row = f->slots->at[q->slots[0]].line};
    r->point = (nq_point){.slot = q->slot,
                          .about = nq_about_slot(f, q->slots[0]),
                          .versions = versions,
                          .n_versions = q->n_groups,
                          .n_outlets = q->n_outlets,
                          .source = q->slot == NQ_SLOT_ROLE};
    if (row->title) /* a headline is said again below */
        r->rank -= 0.5;
    return NAQL_OK;
}

naql_status
nq_points_tell(const nq_found *f, nq_points *to, uint32_t article,
               naql_span span)
{
    const nq_text *text = &nq_desk_reading(f->d, article)->text;
    uint32_t start = span.start;
    for (uint32_t i = nq_token_from(text, start); start < span.end; i++) {
        if (!nq_map_put(&to->told, nq_hash_next(article + 1, start), NULL))
            return NAQL_NOMEM;
        if (i == text->n_tokens)
            break;
        start = text->tokens[i].span.start > start ? text->tokens[i].span.start
                                                   : text->tokens[i].span.end;
    }
    return NAQL_OK;
}

/* Where the word starts that a byte lies in: "the" may be cut off it. */
static uint32_t
word_around(const nq_found *f, uint32_t article, uint32_t start)
{
    const nq_text *text = &nq_desk_reading(f->d, article)->text;
    uint32_t i = nq_token_around(text, start);
    return i < text->n_tokens && text->tokens[i].span.start < start
               ? text->tokens[i].span.start
               : start;
}

bool
nq_points_noted(const nq_found *f, const nq_points *to, uint32_t article,
                uint32_t start)
{
    return nq_map_get(&to->told, nq_hash_next(article + 1, start)) ||
           nq_map_get(&to->told, nq_hash_next(article + 1,
                                              word_around(f, article, start)));
}

/* A word that is a letter apart from another (near.c). */
static bool
is_word_alone(const nq_value *v)
{
    return v->person == NQ_NO_ENTITY && v->name && v->name->words.n == 1;
}

/* Another name for the speaker is a conflict of names; the sources of the
 * statement part in the same words and are not told twice. Of names, half is
 * enough: the other half is a longer form. A word's slip is not told where only
 * its usual form is. */
bool
nq_points_tell_it(const nq_found *f, const nq_points *to, const nq_question *q)
{
    uint32_t told = 0, with = 0, all = 0;
    for (uint32_t i = 0; i < q->n_slots; i++) {
        uint32_t group = q->group ? 1u << q->group[i] : 1;
        bool noted = nq_points_noted(f, to, row_of(f, q->slots[i])->article,
                                     f->slots->at[q->slots[i]].span.start);
        told += noted;
        with |= noted ? group : 0;
        all |= group;
    }
    if (q->slot != NQ_SLOT_NAME)
        return told == q->n_slots;
    return told * 2 >= q->n_slots &&
           (with == all || !is_word_alone(&f->slots->at[q->slots[0]].value));
}

static naql_status
tell(const nq_found *f, nq_points *to, const nq_question *q)
{
    for (uint32_t i = 0; i < q->n_slots; i++)
        NQ_TRY(nq_points_tell(f, to, row_of(f, q->slots[i])->article,
                              f->slots->at[q->slots[i]].span));
    return NAQL_OK;
}

/* Does one sentence follow the other but for its figure? One outlet counts the
 * dead of many events in much the same words. */
static bool
retold(const nq_found *f, const nq_question *q)
{
    return nq_row_cosine(row_of(f, q->slots[0]),
                         row_of(f, q->slots[q->n_slots - 1]),
                         NULL) >= NQ_UPDATE_LIKE;
}

/* Of one man, told twice. */
static bool
is_age(const nq_found *f, const nq_question *q)
{
    return q->slot == NQ_SLOT_NUMBER &&
           f->slots->at[q->slots[0]].value.word == f->d->in->tools->words.age;
}

/* Are there two figures, each told by an outlet that has not the other, and no
 * outlet that has both? Where one has, they are of two things or two days. */
static naql_status
outlets_part(const nq_found *f, const nq_question *q, bool *out)
{
    uint32_t n = f->d->n_outlets, with[NQ_GROUPS] = {0}, any = 0;
    uint32_t *sets = nq_arena_zero(f->d->scratch, n, sizeof *sets);
    if (!sets)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < q->n_slots; i++)
        sets[f->d->outlet[row_of(f, q->slots[i])->article]] |= 1u
                                                               << q->group[i];
    for (uint32_t i = 0; i < n; i++) {
        any |= sets[i];
        for (uint32_t g = 0; g < NQ_GROUPS; g++)
            with[g] |= sets[i] & 1u << g ? sets[i] : 0;
    }
    *out = false;
    for (uint32_t g = 0; g < NQ_GROUPS; g++)
        *out |= any & 1u << g && any & ~with[g];
    return NAQL_OK;
}

/* Figures that are told side by side, and may each be so. */
static naql_status
beside_point(const nq_found *f, nq_points *to, const nq_question *q)
{
    NQ_TRY(nq_question_point(f, q, &to->agree));
    nq_ranked *at = to->agree.at;
    at[to->agree.n - 1].point.beside = true;
    return NAQL_OK;
}

typedef bool (*pair_test)(const nq_desk *d, const nq_slot_at *a,
                          const nq_slot_at *b);

/* Does it hold of two slots of different groups? */
static bool
holds_of_two(const nq_found *f, const nq_question *q, pair_test test)
{
    uint32_t n = q->n_slots < NQ_GROUPS * 2 ? q->n_slots : NQ_GROUPS * 2;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < i; k++)
            if (q->group[i] != q->group[k] &&
                test(f->d, &f->slots->at[q->slots[i]],
                     &f->slots->at[q->slots[k]]))
                return true;
    return false;
}

/* Do articles of it say that its two names are one, or are they no two names
 * by what they are? */
static bool
is_one_name(const nq_found *f, const nq_question *q, bool plain)
{
    if (q->n_groups > 2)
        return false;
    return holds_of_two(f, q, nq_are_one_name) ||
           (plain && (holds_of_two(f, q, nq_is_name_cut) ||
                      holds_of_two(f, q, nq_are_man_and_body)));
}

/* A name as a point; one spelled apart stands behind all that is more. Of what
 * is neither that nor another word for one body, much must speak for it. */
static naql_status
name_point(const nq_found *f, nq_points *to, const nq_question *q)
{
    nq_naming naming;
    bool believed = true;
    NQ_TRY(nq_naming_of(f, q, &naming));
    bool plain = !naming.spelling && !naming.wording;
    if (plain)
        NQ_TRY(nq_is_believed(f, q, &believed));
    if (!believed || is_one_name(f, q, plain) || nq_is_carried(f, q))
        return NAQL_OK;
    NQ_TRY(tell(f, to, q));
    NQ_TRY(nq_question_point(f, q, &to->conflict));
    nq_ranked *r = (nq_ranked *)to->conflict.at + to->conflict.n - 1;
    r->point.spelling = naming.spelling;
    r->point.wording = naming.wording;
    r->rank -= naming.spelling  ? NQ_SPELLING_LAST
               : naming.wording ? NQ_WORDING_LATER
                                : 0;
    return NAQL_OK;
}

/* The diplomats of two states that were tied together by those of all; a place
 * whose name the tagger cut. Of three figures and more, those that are of no
 * state are still answers of one question. */
static bool
is_of_several(const nq_found *f, const nq_question *q)
{
    if (q->slot == NQ_SLOT_NUMBER)
        return q->n_groups == 2 && holds_of_two(f, q, nq_are_of_two_states);
    return q->slot == NQ_SLOT_PLACE && q->n_groups == 2 &&
           holds_of_two(f, q, nq_is_name_cut);
}

static naql_status
conflict_point(const nq_found *f, nq_points *to, const nq_question *q)
{
    if ((q->slot == NQ_SLOT_ROLE || q->slot == NQ_SLOT_NAME ||
         q->slot == NQ_SLOT_PLACE) &&
        nq_points_tell_it(f, to, q))
        return NAQL_OK;
    if (is_of_several(f, q))
        return NAQL_OK;
    if (q->slot == NQ_SLOT_PLACE)
        NQ_TRY(tell(f, to, q));
    bool age = is_age(f, q), update = !age && grows(f, q);
    if (q->slot == NQ_SLOT_NUMBER && !update && q->n_groups > NQ_FIGURES)
        return NAQL_OK; /* places and days of one disaster, chained */
    if (q->n_outlets < 2 && !q->inside && !(update && retold(f, q)))
        return NAQL_OK; /* one outlet's prices, or clashes, of two days */
    if (q->slot == NQ_SLOT_NAME)
        return name_point(f, to, q);
    bool part = true;
    if (q->slot == NQ_SLOT_NUMBER && !age && !update && !q->inside)
        NQ_TRY(outlets_part(f, q, &part));
    if (!part)
        return beside_point(f, to, q);
    nq_question told = *q;
    if (q->slot == NQ_SLOT_NUMBER)
        NQ_TRY(nq_leave_out_asides(f, &told, update));
    NQ_TRY(nq_question_point(f, &told, &to->conflict));
    nq_ranked *r = (nq_ranked *)to->conflict.at + to->conflict.n - 1;
    r->point.update = update;
    r->rank -= update ? NQ_UPDATE_LATER : 0;
    return NAQL_OK;
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
    return nq_spelled_of(f->d, nq_row_reading(f->d, row_of(f, slot)), s->span,
                         s->type, out);
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
    NQ_TRY(tell(f, to, q));
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
        sets[f->d->outlet[row_of(f, q->slots[i])->article]] |= 1u
                                                               << q->group[i];
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
        uint32_t outlet = f->d->outlet[row_of(f, q->slots[i])->article], k = 0;
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

naql_status
nq_question_conflicts(const nq_found *f, nq_points *to)
{
    for (uint32_t i = 0; i < f->questions->n; i++)
        if (f->questions->at[i].conflict)
            NQ_TRY(conflict_point(f, to, &f->questions->at[i]));
    return NAQL_OK;
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
