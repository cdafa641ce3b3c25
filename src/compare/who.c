/* SPDX-License-Identifier: Apache-2.0
 *
 * who.c - the people and bodies of a story: how each outlet spells and calls
 * them. Layer 7 (compare). */
#include "compare/verdict.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

#include <string.h>

typedef struct nq_spelling spelling;

typedef struct seen { /* one mention */
    uint32_t person, article;
    naql_str text;
    bool cut; /* behind a "to" that took the first letter of its article */
} seen;

/* "lil-X" is read as "X" with an article that lost its alif. */
static bool
lost_alif(naql_str all, naql_span span)
{
    const naql_str lam = NQ_STR("ل");
    return span.start >= lam.len &&
           nq_str_starts(nq_str_span(all, span), lam) &&
           nq_str_equal(
               nq_str_span(all, (naql_span){span.start - (uint32_t)lam.len,
                                            span.start}),
               lam);
}

/* Is `whole` the words `cut` with the alif of their article? */
static bool
has_alif(naql_str whole, naql_str cut)
{
    const naql_str alif = NQ_STR("ا");
    return nq_str_starts(whole, alif) &&
           nq_str_equal(nq_str(whole.ptr + alif.len, whole.len - alif.len),
                        cut);
}

/* Does `whole` stand before the words `cut` with that alif, by bytes? */
static bool
stands_before_alif(naql_str whole, naql_str cut)
{
    const naql_str alif = NQ_STR("ا");
    if (!nq_str_starts(whole, alif))
        return nq_str_compare(whole, alif) < 0;
    return nq_str_compare(nq_str(whole.ptr + alif.len, whole.len - alif.len),
                          cut) < 0;
}

naql_str
nq_who_spelling(const nq_who *who, naql_str all, naql_span span)
{
    naql_str text = nq_str_span(all, span);
    uint32_t i;
    if (!lost_alif(all, span))
        return text;
    NQ_BISECT(i, 0, who->n_spellings, stands_before_alif(who->texts[i], text));
    return i < who->n_spellings && has_alif(who->texts[i], text) ? who->texts[i]
                                                                 : text;
}

static int
by_person(const void *a, const void *b)
{
    const seen *x = a, *y = b;
    NQ_SORT_BY(x->person, y->person);
    return nq_str_compare(x->text, y->text);
}

static naql_status
mentions(const nq_found *f, nq_list *out)
{
    for (uint32_t a = 0; a < f->d->in->story->n_articles; a++) {
        const nq_reading *r = nq_desk_reading(f->d, a);
        for (uint32_t i = 0; i < r->names.n_mentions; i++) {
            const nq_mention *m = &r->names.mentions[i];
            seen *to;
            if (!(to = nq_list_add(out, f->d->scratch)))
                return NAQL_NOMEM;
            *to = (seen){nq_desk_person(f->d, a, m->entity), a,
                         nq_str_span(r->article.text, m->span),
                         lost_alif(r->article.text, m->span)};
        }
    }
    nq_sort(out->at, out->n, sizeof(seen), by_person);
    return NAQL_OK;
}

static int
by_number(const void *a, const void *b)
{
    const spelling *x = a, *y = b;
    NQ_SORT_BY(y->n, x->n);
    return nq_str_compare(x->text, y->text);
}

/* Counts the spellings that a "to" cut for those with the whole article, where
 * there are such. `cut` says which of s[0..n) they are; n becomes how many are
 * left. O(n). */
static naql_status
join_cut(spelling *s, const bool *cut, uint32_t *n, nq_arena *scratch)
{
    const naql_str alif = NQ_STR("ا");
    nq_map whole; /* what stands behind an alif -> index + 1 */
    nq_map_init(&whole, scratch);
    for (uint32_t i = 0; i < *n; i++) {
        naql_str text = s[i].text;
        if (!nq_str_starts(text, alif))
            continue;
        uint32_t *at = nq_map_put(
            &whole, nq_hash(nq_str(text.ptr + alif.len, text.len - alif.len)),
            NULL);
        if (!at)
            return NAQL_NOMEM;
        *at = i + 1;
    }
    for (uint32_t i = 0; i < *n; i++) {
        const uint32_t *at =
            cut[i] ? nq_map_get(&whole, nq_hash(s[i].text)) : NULL;
        if (at && has_alif(s[*at - 1].text, s[i].text)) {
            s[*at - 1].n += s[i].n;
            s[i].n = 0;
        }
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < *n; i++)
        if (s[i].n)
            s[kept++] = s[i];
    *n = kept;
    return NAQL_OK;
}

static naql_status
spellings(const nq_found *f, const seen *at, uint32_t n, nq_who *out)
{
    spelling *s = nq_arena_alloc(f->arena, n * sizeof *s);
    naql_str *texts = nq_arena_alloc(f->arena, n * sizeof *texts);
    bool *cut = nq_arena_alloc(f->d->scratch, n * sizeof *cut);
    if (!s || !texts || !cut)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        if (i && nq_str_equal(at[i].text, at[i - 1].text)) {
            s[out->n_spellings - 1].n++;
            continue;
        }
        cut[out->n_spellings] = at[i].cut;
        s[out->n_spellings++] = (spelling){at[i].text, 1};
    }
    NQ_TRY(join_cut(s, cut, &out->n_spellings, f->d->scratch));
    for (uint32_t i = 0; i < out->n_spellings; i++)
        texts[i] = s[i].text;
    nq_sort(s, out->n_spellings, sizeof *s, by_number);
    out->spellings = s;
    out->texts = texts;
    return NAQL_OK;
}

/* Gives each wording of v its places: which[i] is that of at[i], i < n. O(n).
 */
static naql_status
place_roles(const nq_found *f, const nq_role_at *at, uint32_t n,
            const uint32_t *which, nq_version *v)
{
    nq_place *places = nq_arena_alloc(f->arena, n * sizeof *places);
    nq_place **next = nq_arena_alloc(f->d->scratch, n * sizeof *next);
    if (!places || !next)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        v[which[i]].n_places++;
    for (uint32_t k = 0, given = 0; given < n; given += v[k++].n_places)
        v[k].places = next[k] = places + given;
    for (uint32_t i = 0; i < n; i++)
        *next[which[i]]++ = nq_desk_place(f->d, at[i].article, at[i].span);
    return NAQL_OK;
}

/* "To the director X": the article has lost its alif. */
static bool
is_cut_off(const nq_found *f, const nq_role_at *role)
{
    const uint16_t to_the = NQ_CLITIC_LAM | NQ_CLITIC_AL;
    const nq_text *text = &nq_desk_reading(f->d, role->article)->text;
    const nq_token *t = &text->tokens[nq_token_around(text, role->span.start)];
    return (t->clitics & to_the) == to_the;
}

/* Puts the roles of a person, at[0..n), into `room`, those that a "to" cut only
 * where there are no others; returns how many. */
static uint32_t
whole_roles(const nq_found *f, const nq_role_at *at, uint32_t n,
            nq_role_at *room)
{
    uint32_t whole = 0;
    for (uint32_t i = 0; i < n; i++)
        if (!is_cut_off(f, &at[i]))
            room[whole++] = at[i];
    if (!whole)
        memcpy(room, at, n * sizeof *at);
    return whole ? whole : n;
}

/* Roles of a person, one version for each wording. */
static naql_status
roles(const nq_found *f, nq_who *out)
{
    const nq_roles *all = f->roles;
    uint32_t from = nq_roles_from(all, out->person), n = 0;
    while (from + n < all->n && all->at[from + n].person == out->person)
        n++;
    if (!n)
        return NAQL_OK;
    nq_role_at *at = nq_arena_alloc(f->d->scratch, n * sizeof *at);
    if (!at)
        return NAQL_NOMEM;
    n = whole_roles(f, all->at + from, n, at);
    nq_version *v = nq_arena_zero(f->arena, n, sizeof *v);
    uint32_t *which = nq_arena_alloc(f->d->scratch, n * sizeof *which);
    nq_map known;
    nq_map_init(&known, f->d->scratch);
    if (!v || !which)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        const nq_text *text = &nq_desk_reading(f->d, at[i].article)->text;
        bool fresh;
        uint32_t *wording =
            nq_map_put(&known, nq_slot_name_key(text, at[i].span), &fresh);
        if (!wording)
            return NAQL_NOMEM;
        if (fresh) {
            *wording = out->n_roles++;
            v[*wording].text = nq_str_span(text->article->text, at[i].span);
        }
        which[i] = *wording;
    }
    out->roles = v;
    return place_roles(f, at, n, which, v);
}

typedef struct candidate {
    uint32_t from, n, person;
    uint8_t type;
} candidate;

static int
by_mentions(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    bool px = x->type == NQ_PER, py = y->type == NQ_PER;
    NQ_SORT_BY(py, px);
    NQ_SORT_BY(y->n, x->n);
    return x->person < y->person ? -1 : x->person > y->person;
}

naql_status
nq_who_make(const nq_found *f, nq_comparison *out)
{
    nq_list all = NQ_LIST(seen), list = NQ_LIST(candidate);
    NQ_TRY(mentions(f, &all));
    const seen *at = all.at;
    for (uint32_t i = 0; i < all.n;) {
        uint32_t end = i, person = at[i].person;
        while (end < all.n && at[end].person == person)
            end++;
        candidate *c =
            person == NQ_NO_ENTITY ? NULL : nq_list_add(&list, f->d->scratch);
        if (c)
            *c = (candidate){i, end - i, person,
                             f->d->in->pile->people.at[person].type};
        else if (person != NQ_NO_ENTITY)
            return NAQL_NOMEM;
        i = end;
    }
    nq_sort(list.at, list.n, sizeof(candidate), by_mentions);
    uint32_t n = list.n < NQ_PEOPLE_MOST ? list.n : NQ_PEOPLE_MOST;
    nq_who *who = nq_arena_zero(f->arena, n, sizeof *who);
    const candidate *c = list.at;
    if (!who)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        who[i].person = c[i].person;
        NQ_TRY(spellings(f, &at[c[i].from], c[i].n, &who[i]));
        NQ_TRY(roles(f, &who[i]));
    }
    out->people = who;
    out->n_people = n;
    return NAQL_OK;
}
