/* SPDX-License-Identifier: Apache-2.0
 *
 * fuller.c - one name, fuller in one outlet than in another. Layer 7 (compare).
 *
 * "Rim Banna" here and "Rim Jamil Banna" there, "Hamas" and "the Islamic
 * Resistance Movement". A family name alone is nobody's full name, and who
 * writes "the ministry" after "the ministry of finance" has said which. */
#include "compare/fuller.h"

#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

typedef struct mention {
    uint32_t person, outlet, article;
    uint8_t type; /* nq_name_type */
    naql_span span;
    nq_value value;
} mention;

/* Of one person, the fullest name in one outlet first, then the earlier. */
static int
by_outlet(const void *a, const void *b)
{
    const mention *x = a, *y = b;
    NQ_SORT_BY(x->person, y->person);
    NQ_SORT_BY(x->outlet, y->outlet);
    NQ_SORT_BY(y->value.name->words.n, x->value.name->words.n);
    NQ_SORT_BY(x->article, y->article);
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

/* "To the X" holds the article of X in one letter with it. */
static bool
lost_a_letter(const nq_text *text, const nq_mention *m)
{
    const uint16_t to_the = NQ_CLITIC_LAM | NQ_CLITIC_AL;
    const nq_token *t = &text->tokens[m->first];
    return t->span.start != m->span.start && (t->clitics & to_the) == to_the;
}

static naql_status
read_mentions(const nq_found *f, const nq_points *to, nq_list *out)
{
    const nq_desk *d = f->d;
    for (uint32_t a = 0; a < d->in->story->n_articles; a++) {
        const nq_reading *r = nq_desk_reading(d, a);
        for (uint32_t i = 0; i < r->names.n_mentions; i++) {
            const nq_mention *m = &r->names.mentions[i];
            uint32_t person = nq_desk_person(d, a, m->entity);
            if ((m->type != NQ_PER && m->type != NQ_ORG) ||
                person == NQ_NO_ENTITY || lost_a_letter(&r->text, m))
                continue;
            const uint32_t *one = nq_map_get(&to->one, person + 1ull);
            mention at = {.person = one ? *one : person,
                          .outlet = d->outlet[a],
                          .article = a,
                          .type = m->type,
                          .span = m->span,
                          .value = nq_slot_name_value(d, r, m->span, person)};
            if (!at.value.name)
                return NAQL_NOMEM;
            NQ_TRY(nq_list_put(out, d->scratch, &at));
        }
    }
    nq_sort(out->at, out->n, sizeof(mention), by_outlet);
    return NAQL_OK;
}

static uint32_t
shared_words(const nq_name_words *a, const nq_name_words *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = 0; k < b->n; k++)
            if (a->tight[i] == b->tight[k] || a->loose[i] == b->loose[k]) {
                n++;
                break;
            }
    return n;
}

/* Of a person, a name more between the others; of a body, other words: "the
 * ministry of finance" is short for that of a country. */
static bool
are_worded_apart(const mention *a, const mention *b)
{
    const nq_name_words *x = &a->value.name->words;
    const nq_name_words *y = &b->value.name->words;
    uint32_t least = x->n < y->n ? x->n : y->n;
    uint32_t shared = shared_words(x, y);
    if (a->type != b->type ||
        (a->value.solid && a->value.solid == b->value.solid))
        return false;
    if (a->type == NQ_PER)
        return least > 1 && x->n != y->n && shared >= least;
    return shared < least && x->n != y->n;
}

typedef struct forms { /* of one person */
    const mention *at; /* [n] */
    uint32_t n;
    const mention *of[NQ_SPELLINGS]; /* a mention of each form */
    uint32_t n_forms;
} forms;

/* Those by which outlets call it at their fullest, of which each is worded
 * apart from all others. */
static void
find_forms(forms *w)
{
    for (uint32_t i = 0; i < w->n && w->n_forms < NQ_SPELLINGS; i++) {
        uint32_t k = 0;
        if (i && w->at[i].outlet == w->at[i - 1].outlet)
            continue;
        while (k < w->n_forms && are_worded_apart(w->of[k], &w->at[i]))
            k++;
        if (k == w->n_forms)
            w->of[w->n_forms++] = &w->at[i];
    }
}

static naql_status
version_of(const nq_found *f, const forms *w, uint32_t which, nq_version *out)
{
    uint64_t key = w->of[which]->value.word;
    nq_place *places = nq_arena_alloc(f->arena, w->n * sizeof *places);
    if (!places)
        return NAQL_NOMEM;
    *out = (nq_version){.places = places};
    out->text =
        nq_str_span(nq_desk_reading(f->d, w->of[which]->article)->article.text,
                    w->of[which]->span);
    for (uint32_t i = 0; i < w->n; i++)
        if (w->at[i].value.word == key)
            places[out->n_places++] =
                nq_desk_place(f->d, w->at[i].article, w->at[i].span);
    return NAQL_OK;
}

/* Does a conflict tell each of the forms already? */
static bool
are_told(const nq_found *f, const forms *w, const nq_points *to)
{
    uint32_t told = 0;
    for (uint32_t k = 0; k < w->n_forms; k++)
        for (uint32_t i = 0; i < w->n; i++)
            if (w->at[i].value.word == w->of[k]->value.word &&
                nq_points_noted(f, to, w->at[i].article, w->at[i].span.start)) {
                told++;
                break;
            }
    return told == w->n_forms;
}

/* How many outlets have one of the forms. */
static uint32_t
outlets_of(const forms *w)
{
    uint32_t n = 0, last = 0;
    for (uint32_t i = 0; i < w->n; i++) {
        uint32_t k = 0;
        while (k < w->n_forms && w->of[k]->value.word != w->at[i].value.word)
            k++;
        if (k == w->n_forms || (n && w->at[i].outlet == last))
            continue;
        last = w->at[i].outlet;
        n++;
    }
    return n;
}

static naql_status
add_point(const nq_found *f, const forms *w, nq_points *to)
{
    nq_version *versions =
        nq_arena_zero(f->arena, w->n_forms, sizeof *versions);
    nq_ranked *r = nq_list_add(&to->agree, f->d->scratch);
    if (!versions || !r)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < w->n_forms; i++)
        NQ_TRY(version_of(f, w, i, &versions[i]));
    *r = (nq_ranked){
        .point = {.slot = NQ_SLOT_NAME,
                  .about = f->d->in->pile->people.at[w->at->person].name,
                  .versions = versions,
                  .n_versions = w->n_forms,
                  .n_outlets = outlets_of(w)},
        .rank = w->n_forms - NQ_FULLER_LOWER,
        .row = w->at->person};
    return NAQL_OK;
}

naql_status
nq_fuller_points(const nq_found *f, nq_points *to)
{
    nq_list all = NQ_LIST(mention);
    NQ_TRY(read_mentions(f, to, &all));
    const mention *at = all.at;
    for (uint32_t i = 0; i < all.n;) {
        forms w = {.at = &at[i]};
        while (i < all.n && at[i].person == w.at->person) {
            w.n++;
            i++;
        }
        find_forms(&w);
        if (w.n_forms > 1 && !are_told(f, &w, to))
            NQ_TRY(add_point(f, &w, to));
    }
    return NAQL_OK;
}
