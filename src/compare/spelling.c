/* SPDX-License-Identifier: Apache-2.0
 *
 * spelling.c - one name that outlets spell apart. Layer 7 (compare).
 *
 * Knows only whom the pile holds for one; what nobody merged is near.h's. */
#include "compare/conflict.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"

#include <stdlib.h>

typedef struct spelled { /* one mention */
    uint32_t person, n_words;
    uint64_t key; /* of its folded words */
    uint32_t article;
    naql_span span;
} spelled;

/* Longer forms first: a full name tells more than a family name. */
static int
by_form(const void *a, const void *b)
{
    const spelled *x = a, *y = b;
    if (x->person != y->person)
        return x->person < y->person ? -1 : 1;
    if (x->n_words != y->n_words)
        return x->n_words > y->n_words ? -1 : 1;
    if (x->article != y->article)
        return x->article < y->article ? -1 : 1;
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

static naql_status
mentions(const nq_found *f, nq_list *out)
{
    const nq_desk *d = f->d;
    for (uint32_t a = 0; a < d->in->story->n_articles; a++) {
        const nq_reading *r = nq_desk_reading(d, a);
        for (uint32_t i = 0; i < r->names.n_mentions; i++) {
            const nq_mention *m = &r->names.mentions[i];
            uint32_t person = nq_desk_person(d, a, m->entity);
            nq_name_form form;
            if (m->type > NQ_ORG || person == NQ_NO_ENTITY ||
                r->text.tokens[m->first].span.start != m->span.start)
                continue; /* what is glued to it may have taken a letter */
            nq_name_form_of(&d->in->tools->names,
                            nq_str_span(r->article.text, m->span), &form);
            spelled *to = nq_list_add(out, d->scratch);
            if (!to)
                return NAQL_NOMEM;
            *to = (spelled){person, form.words.n,
                            nq_slot_name_key(&r->text, m->span), a, m->span};
        }
    }
    if (out->n)
        qsort(out->at, out->n, sizeof(spelled), by_form);
    return NAQL_OK;
}

typedef struct forms { /* spellings of one form of a name */
    uint64_t key[NQ_SPELLINGS];
    uint32_t count[NQ_SPELLINGS];
    uint32_t n;
} forms;

static uint32_t
form_of(forms *f, uint64_t key)
{
    uint32_t i = 0;
    while (i < f->n && f->key[i] != key)
        i++;
    if (i == f->n && f->n < NQ_SPELLINGS) {
        f->key[f->n] = key;
        f->count[f->n++] = 0;
    }
    return i < NQ_SPELLINGS ? i : NQ_SPELLINGS - 1;
}

/* Are there two outlets that have no spelling in common? */
static bool
parted(const nq_found *f, const spelled *at, uint32_t n, forms *out)
{
    uint32_t *sets =
        nq_arena_zero(f->d->scratch, f->d->n_outlets, sizeof *sets);
    if (!sets)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t which = form_of(out, at[i].key);
        out->count[which]++;
        sets[f->d->outlet[at[i].article]] |= 1u << which;
    }
    for (uint32_t i = 0; i < f->d->n_outlets; i++)
        for (uint32_t k = 0; sets[i] && k < i && k < NQ_SPELLING_OUTLETS; k++)
            if (sets[k] && !(sets[i] & sets[k]))
                return true;
    return false;
}

static naql_status
add_point(const nq_found *f, const spelled *at, uint32_t n, forms *all,
          nq_list *agree)
{
    const nq_desk *d = f->d;
    nq_version *versions = nq_arena_zero(f->arena, all->n, sizeof *versions);
    nq_place *places = nq_arena_alloc(f->arena, n * sizeof *places);
    bool *has = nq_arena_zero(d->scratch, d->in->story->n_articles, 1);
    bool *room = nq_arena_zero(d->scratch, d->n_outlets, 1);
    nq_ranked *r = nq_list_add(agree, d->scratch);
    if (!versions || !places || !has || !room || !r)
        return NAQL_NOMEM;
    for (uint32_t v = 0, used = 0; v < all->n; used += all->count[v++])
        versions[v].places = &places[used];
    for (uint32_t i = 0; i < n; i++) {
        nq_version *v = &versions[form_of(all, at[i].key)];
        uint32_t slot = (uint32_t)(v->places - places) + v->n_places++;
        places[slot] = nq_desk_place(d, at[i].article, at[i].span);
        if (v->n_places == 1)
            v->text = nq_str_span(
                nq_desk_reading(d, at[i].article)->article.text, at[i].span);
        has[at[i].article] = true;
    }
    *r = (nq_ranked){.point = {.slot = NQ_SLOT_NAME,
                               .about = d->in->pile->people.at[at->person].name,
                               .versions = versions,
                               .n_versions = all->n,
                               .n_outlets = nq_desk_outlets(d, has, room)},
                     .row = at->person};
    r->rank = r->point.n_outlets - NQ_SPELLING_LOWER;
    return NAQL_OK;
}

/* Of each name, the longest form that outlets spell apart. */
naql_status
nq_spelling_points(const nq_found *f, nq_list *agree)
{
    nq_list list = NQ_LIST(spelled);
    uint32_t told = NQ_NO_ENTITY;
    NQ_TRY(mentions(f, &list));
    const spelled *at = list.at;
    for (uint32_t i = 0; i < list.n;) {
        uint32_t end = i;
        while (end < list.n && at[end].person == at[i].person &&
               at[end].n_words == at[i].n_words)
            end++;
        forms all = {.n = 0};
        if (at[i].person != told && parted(f, &at[i], end - i, &all)) {
            told = at[i].person;
            NQ_TRY(add_point(f, &at[i], end - i, &all, agree));
        }
        i = end;
    }
    return NAQL_OK;
}
