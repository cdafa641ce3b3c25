/* SPDX-License-Identifier: Apache-2.0
 *
 * verdict.c - what all tell, what one alone tells, where they part. Layer 7
 * (compare). */
#include "compare/verdict.h"

#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/byname.h"
#include "compare/called.h"
#include "compare/compass.h"
#include "compare/conflict.h"
#include "compare/deed.h"
#include "compare/depth.h"
#include "compare/everywhere.h"
#include "compare/fuller.h"
#include "compare/one_word.h"
#include "compare/troops.h"
#include "compare/word_order.h"

static int
by_rank(const void *a, const void *b)
{
    const nq_ranked *x = a, *y = b;
    NQ_SORT_BY(y->rank, x->rank);
    NQ_SORT_BY(x->row, y->row);
    int order = nq_str_compare(x->point.about, y->point.about);
    if (order)
        return order;
    return (x->found > y->found) - (x->found < y->found);
}

/* What a figure, name or place is told by: all its versions, whatever their
 * order. */
static uint64_t
words_key(const nq_point *p)
{
    uint64_t key = 0;
    for (uint32_t i = 0; i < p->n_versions; i++)
        key += nq_hash_seed(p->versions[i].text, 83);
    uint32_t sort = p->slot | (uint32_t)p->spelling << 4 |
                    (uint32_t)p->wording << 5 | (uint32_t)p->beside << 6;
    return nq_hash_next(nq_hash_next(key, sort), p->n_versions);
}

/* Points that are told in the same words: lists of them, each by its best. */
typedef struct alike {
    const nq_found *f;
    nq_ranked *at;
    uint32_t *next; /* [points] the next of a list; 0: none */
    uint32_t *last; /* [points] of the list that begins there */
} alike;

/* The version of a point in these words; NULL: none. */
static const nq_version *
version_of(const nq_point *p, naql_str text)
{
    for (uint32_t i = 0; i < p->n_versions; i++)
        if (nq_str_equal(p->versions[i].text, text))
            return &p->versions[i];
    return NULL;
}

/* Gives a version all places of the list of point i, in the order of the pile.
 */
static naql_status
take_places(const alike *w, uint32_t i, nq_version *to)
{
    size_t room = to->n_places;
    uint32_t n = to->n_places;
    for (uint32_t k = w->next[i]; k; k = w->next[k]) {
        const nq_version *v = version_of(&w->at[k].point, to->text);
        room += v ? v->n_places : 0;
    }
    nq_place *all = nq_arena_alloc(w->f->arena, room * sizeof *all);
    if (!all)
        return NAQL_NOMEM;
    if (n)
        memcpy(all, to->places, n * sizeof *all);
    for (uint32_t k = w->next[i]; k; k = w->next[k]) {
        const nq_version *v = version_of(&w->at[k].point, to->text);
        for (uint32_t j = 0; v && j < v->n_places; j++)
            all[n++] = v->places[j];
    }
    *to = (nq_version){to->text, all, nq_places_sort(all, n)};
    return NAQL_OK;
}

/* Makes one point of the list of point i. */
static naql_status
join_alike(const alike *w, uint32_t i)
{
    nq_point *p = &w->at[i].point;
    if (!w->next[i])
        return NAQL_OK;
    nq_version *versions =
        nq_arena_alloc(w->f->arena, p->n_versions * sizeof *versions);
    if (!versions)
        return NAQL_NOMEM;
    for (uint32_t v = 0; v < p->n_versions; v++) {
        versions[v] = p->versions[v];
        NQ_TRY(take_places(w, i, &versions[v]));
    }
    p->versions = versions;
    for (uint32_t k = w->next[i]; k; k = w->next[k])
        if (w->at[k].point.n_outlets > p->n_outlets)
            p->n_outlets = w->at[k].point.n_outlets;
    return NAQL_OK;
}

/* Puts each point behind the first one in its words; first[i]: it is that. */
static naql_status
list_alike(alike *w, uint32_t n, bool *first)
{
    nq_map seen;
    nq_map_init(&seen, w->f->d->scratch);
    for (uint32_t i = 0; i < n; i++) {
        uint8_t slot = w->at[i].point.slot;
        bool fresh = true;
        uint32_t *begin = NULL;
        if (slot == NQ_SLOT_NAME || slot == NQ_SLOT_PLACE ||
            slot == NQ_SLOT_NUMBER) {
            begin = nq_map_put(&seen, words_key(&w->at[i].point), &fresh);
            if (!begin)
                return NAQL_NOMEM;
        }
        first[i] = fresh;
        if (begin && fresh)
            *begin = i;
        if (!fresh)
            w->next[w->last[*begin]] = i;
        w->last[fresh ? i : *begin] = i;
    }
    return NAQL_OK;
}

/* Figures, places and names that part in the same words in several sentences of
 * a story are one point, told where it stands best; a day may be that of two
 * things. O(places log places). */
static naql_status
tell_once(const nq_found *f, nq_list *points)
{
    nq_arena *scratch = f->d->scratch;
    alike w = {.f = f,
               .at = points->at,
               .next = nq_arena_zero(scratch, points->n, sizeof *w.next),
               .last = nq_arena_alloc(scratch, points->n * sizeof *w.last)};
    bool *first = nq_arena_alloc(scratch, points->n * sizeof *first);
    uint32_t n = 0;
    if (!w.next || !w.last || !first)
        return NAQL_NOMEM;
    NQ_TRY(list_alike(&w, points->n, first));
    for (uint32_t i = 0; i < points->n; i++)
        if (first[i]) {
            NQ_TRY(join_alike(&w, i));
            w.at[n++] = w.at[i];
        }
    points->n = n;
    return NAQL_OK;
}

/* The `most` best points, in order. */
static naql_status
best(const nq_found *f, nq_list *list, uint32_t most, const nq_point **out,
     uint32_t *n)
{
    nq_ranked *at = list->at;
    for (uint32_t i = 0; i < list->n; i++)
        at[i].found = i;
    nq_sort(at, list->n, sizeof *at, by_rank);
    NQ_TRY(tell_once(f, list));
    *n = list->n < most ? list->n : most;
    nq_point *points = nq_arena_alloc(f->arena, *n * sizeof *points);
    if (!points)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < *n; i++)
        points[i] = at[i].point;
    *out = points;
    return nq_spellings_everywhere(f, points, *n);
}

/* A headline, or a heading among the sentences. */
static bool
is_head(const nq_row *row)
{
    return row->title || row->loose;
}

/* The lines of a fact, headlines behind the sentences: they say less. */
static void
sentences_first(const nq_desk *d, const nq_fact *fact, uint32_t *lines)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < fact->n_lines; i++)
        if (!is_head(&d->lines[fact->lines[i]]))
            lines[n++] = fact->lines[i];
    for (uint32_t i = 0; i < fact->n_lines; i++)
        if (is_head(&d->lines[fact->lines[i]]))
            lines[n++] = fact->lines[i];
}

/* One version a wording, each with all its carriers; those of headlines last.
 */
static naql_status
wordings(const nq_found *f, const nq_fact *fact, nq_point *out)
{
    const nq_desk *d = f->d;
    uint32_t *lines = nq_arena_alloc(d->scratch, fact->n_lines * sizeof *lines);
    nq_version *versions =
        nq_arena_zero(f->arena, fact->n_lines, sizeof *versions);
    nq_place *places = nq_arena_alloc(f->arena, fact->n_lines * sizeof *places);
    nq_map seen;
    nq_map_init(&seen, d->scratch);
    if (!versions || !places || !lines)
        return NAQL_NOMEM;
    uint32_t n = 0;
    sentences_first(d, fact, lines);
    for (uint32_t i = 0; i < fact->n_lines; i++) {
        const nq_row *row = &d->lines[lines[i]];
        bool fresh;
        uint32_t *v = nq_map_put(&seen, row->key, &fresh);
        if (!v)
            return NAQL_NOMEM;
        if (fresh)
            *v = n++;
        versions[*v].n_places++;
    }
    for (uint32_t v = 0, used = 0; v < n; used += versions[v++].n_places)
        versions[v].places = &places[used];
    for (uint32_t v = 0; v < n; v++)
        versions[v].n_places = 0;
    for (uint32_t i = 0; i < fact->n_lines; i++) {
        const nq_row *row = &d->lines[lines[i]];
        nq_version *v = &versions[*nq_map_get(&seen, row->key)];
        naql_span span = nq_row_span(d, row);
        uint32_t at = (uint32_t)(v->places - places) + v->n_places++;
        places[at] = nq_desk_place(d, row->article, span);
        if (v->n_places == 1)
            v->text = nq_str_span(nq_row_reading(d, row)->article.text, span);
    }
    *out = (nq_point){.slot = NQ_SLOT_CONTENT,
                      .about = versions[0].text,
                      .versions = versions,
                      .n_versions = n,
                      .n_outlets = fact->n_outlets};
    return NAQL_OK;
}

/* Headlines that are alike agree on nothing that the articles do not tell. */
static bool
is_of_headlines(const nq_desk *d, const nq_fact *fact)
{
    for (uint32_t i = 0; i < fact->n_lines; i++)
        if (!is_head(&d->lines[fact->lines[i]]))
            return false;
    return true;
}

/* Carried by two outlets and more: agreed, content by content. */
static naql_status
shared_facts(const nq_found *f, nq_list *agree)
{
    for (uint32_t i = 0; i < f->facts->n; i++) {
        const nq_fact *fact = &f->facts->at[i];
        const nq_row *row = &f->d->lines[fact->lines[0]];
        if (fact->n_outlets < 2 || nq_row_is_torn(f->d, row) ||
            is_of_headlines(f->d, fact))
            continue;
        nq_ranked *r = nq_list_add(agree, f->d->scratch);
        if (!r)
            return NAQL_NOMEM;
        *r = (nq_ranked){.rank = fact->n_outlets + 0.5 +
                                 (double)fact->weight / 1000,
                         .row = fact->lines[0]};
        NQ_TRY(wordings(f, fact, &r->point));
    }
    return NAQL_OK;
}

/* stem -> the one outlet that has it + 1, or MANY. */
#define MANY UINT32_MAX

static naql_status
owners(const nq_desk *d, nq_map *out)
{
    nq_map_init(out, d->scratch);
    for (uint32_t i = 0; i < d->n_lines; i++) {
        const nq_row *row = &d->lines[i];
        uint32_t me = d->outlet[row->article] + 1;
        for (uint32_t k = 0; k < row->n_stems; k++) {
            uint32_t *owner = nq_map_put(out, row->stems[k].stem, NULL);
            if (!owner)
                return NAQL_NOMEM;
            *owner = !*owner || *owner == me ? me : MANY;
        }
    }
    return NAQL_OK;
}

/* Weight of a row's words that no other outlet uses; *share is its part of
 * the whole. */
static double
fresh_weight(const nq_map *owner, const nq_row *row, double *share)
{
    double all = 0, fresh = 0;
    for (uint32_t i = 0; i < row->n_stems; i++) {
        all += row->stems[i].idf;
        if (*nq_map_get(owner, row->stems[i].stem) != MANY)
            fresh += row->stems[i].idf;
    }
    *share = all > 0 ? fresh / all : 0;
    return fresh;
}

static naql_status
lone_facts(const nq_found *f, nq_list *only)
{
    const nq_desk *d = f->d;
    nq_map owner;
    if (d->n_outlets < 2)
        return NAQL_OK;
    NQ_TRY(owners(d, &owner));
    for (uint32_t i = 0; i < f->facts->n; i++) {
        const nq_fact *fact = &f->facts->at[i];
        const nq_row *row = &d->lines[fact->lines[0]];
        double share, fresh = fresh_weight(&owner, row, &share);
        if (fact->n_outlets > 1 || is_head(row) || nq_row_asks(d, row) ||
            share < NQ_ONLY_NEW || row->n_words < NQ_SUMMARY_WORDS_LEAST)
            continue;
        nq_ranked *r = nq_list_add(only, d->scratch);
        if (!r)
            return NAQL_NOMEM;
        *r = (nq_ranked){.rank = fresh, .row = fact->lines[0]};
        NQ_TRY(wordings(f, fact, &r->point));
    }
    return NAQL_OK;
}

naql_status
nq_verdicts_make(const nq_found *f, nq_comparison *out)
{
    nq_points points = {.conflict = NQ_LIST(nq_ranked),
                        .agree = NQ_LIST(nq_ranked)};
    nq_list only = NQ_LIST(nq_ranked);
    nq_map_init(&points.told, f->d->scratch);
    nq_map_init(&points.one, f->d->scratch);
    nq_map_init(&points.credited, f->d->scratch);
    NQ_TRY(nq_spelling_points(f, &points));
    NQ_TRY(nq_question_conflicts(f, &points));
    NQ_TRY(nq_called_points(f, &points));
    NQ_TRY(nq_troops_points(f, &points));
    NQ_TRY(nq_byname_points(f, &points));
    NQ_TRY(nq_word_order_points(f, &points));
    NQ_TRY(nq_credit_points(f, &points));
    NQ_TRY(nq_question_agreements(f, &points));
    NQ_TRY(nq_role_points(f, &points));
    NQ_TRY(nq_depth_points(f, &points));
    NQ_TRY(nq_compass_points(f, &points));
    NQ_TRY(nq_deed_points(f, &points));
    NQ_TRY(nq_one_word_points(f, &points));
    NQ_TRY(nq_fuller_points(f, &points));
    NQ_TRY(shared_facts(f, &points.agree));
    NQ_TRY(lone_facts(f, &only));
    NQ_TRY(best(f, &points.conflict, NQ_CONFLICT_MOST, &out->conflict,
                &out->n_conflict));
    NQ_TRY(best(f, &points.agree, NQ_AGREE_MOST, &out->agree, &out->n_agree));
    return best(f, &only, NQ_ONLY_MOST, &out->only, &out->n_only);
}
