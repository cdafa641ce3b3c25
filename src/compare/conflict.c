/* SPDX-License-Identifier: Apache-2.0
 *
 * conflict.c - questions as points, and those whose slots part. Layer 7
 * (compare). */
#include "compare/conflict.h"

#include "base/day.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/about.h"
#include "compare/aside.h"
#include "compare/belief.h"
#include "compare/gate.h"
#include "compare/naming.h"
#include "compare/one_name.h"

#include <math.h>
#include <stdlib.h>

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
        const nq_row *row = nq_found_row(f, q->slots[i]);
        naql_span span = f->slots->at[q->slots[i]].span;
        if (!out->n_places)
            out->text =
                nq_str_span(nq_row_reading(f->d, row)->article.text, span);
        places[out->n_places++] = nq_desk_place(f->d, row->article, span);
    }
    return NAQL_OK;
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
        uint32_t article = nq_found_row(f, q->slots[i])->article;
        const nq_article *a = &nq_desk_reading(f->d, article)->article;
        out[n] = (count){.time = a->published, .day = a->day};
        for (;
             i < q->n_slots && nq_found_row(f, q->slots[i])->article == article;
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
            bool later = nq_day_compare(at[k].time, at[i].time) < 0;
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
    const nq_row *row = nq_found_row(f, q->slots[0]);
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
        bool noted =
            nq_points_noted(f, to, nq_found_row(f, q->slots[i])->article,
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

naql_status
nq_question_tell(const nq_found *f, nq_points *to, const nq_question *q)
{
    for (uint32_t i = 0; i < q->n_slots; i++)
        NQ_TRY(nq_points_tell(f, to, nq_found_row(f, q->slots[i])->article,
                              f->slots->at[q->slots[i]].span));
    return NAQL_OK;
}

/* Does one sentence follow the other but for its figure? One outlet counts the
 * dead of many events in much the same words. */
static bool
retold(const nq_found *f, const nq_question *q)
{
    return nq_row_cosine(nq_found_row(f, q->slots[0]),
                         nq_found_row(f, q->slots[q->n_slots - 1]),
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
        sets[f->d->outlet[nq_found_row(f, q->slots[i])->article]] |=
            1u << q->group[i];
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
    NQ_TRY(nq_question_tell(f, to, q));
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
    if ((q->slot == NQ_SLOT_NAME || q->slot == NQ_SLOT_PLACE) &&
        nq_points_tell_it(f, to, q))
        return NAQL_OK;
    if (is_of_several(f, q))
        return NAQL_OK;
    if (q->slot == NQ_SLOT_PLACE)
        NQ_TRY(nq_question_tell(f, to, q));
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

naql_status
nq_question_conflicts(const nq_found *f, nq_points *to)
{
    for (uint32_t i = 0; i < f->questions->n; i++)
        if (f->questions->at[i].conflict)
            NQ_TRY(conflict_point(f, to, &f->questions->at[i]));
    return NAQL_OK;
}
