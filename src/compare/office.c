/* SPDX-License-Identifier: Apache-2.0
 *
 * office.c - the offices of each person as points. Layer 7 (compare).
 *
 * Which of two exclude each other is told by role.h. */
#include "compare/conflict.h"

#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/epithet.h"
#include "compare/tune.h"

typedef struct offices {       /* of one person */
    uint32_t from, n;          /* rows of f->roles */
    uint8_t *group;            /* [n] */
    uint32_t first[NQ_GROUPS]; /* a role of each group */
    uint32_t parts[NQ_GROUPS]; /* bits of the groups it cannot go with */
    uint32_t n_groups;
} offices;

/* Is the first word of a role, or each of them, in another one, by its stem? */
static bool
covers(const nq_found *f, const nq_role_at *more, const nq_role_at *less)
{
    const nq_text *x = &nq_desk_reading(f->d, more->article)->text;
    const nq_text *y = &nq_desk_reading(f->d, less->article)->text;
    uint32_t from = nq_token_around(x, more->span.start), n = 0, found = 0;
    bool first = false;
    for (uint32_t i = nq_token_around(y, less->span.start);
         i < y->n_tokens && y->tokens[i].span.start < less->span.end;
         i++, n++) {
        uint32_t k = from;
        while (k < x->n_tokens && x->tokens[k].span.start < more->span.end &&
               x->tokens[k].stem != y->tokens[i].stem)
            k++;
        bool has = k < x->n_tokens && x->tokens[k].span.start < more->span.end;
        found += has;
        first |= has && !n;
    }
    /* "the X-ish minister" says no more than "the foreign minister of X" */
    return found == n || (first && n <= 2);
}

/* Has a role a word that the other has not, which is no adjective of origin?
 */
static bool
has_own_word(const nq_found *f, const nq_role_at *a, const nq_role_at *b)
{
    const nq_variants *variants = &f->d->in->tools->names.variants;
    const nq_text *x = &nq_desk_reading(f->d, a->article)->text;
    const nq_text *y = &nq_desk_reading(f->d, b->article)->text;
    uint32_t from = nq_token_around(y, b->span.start);
    for (uint32_t i = nq_token_around(x, a->span.start);
         i < x->n_tokens && x->tokens[i].span.start < a->span.end; i++) {
        const nq_token *t = &x->tokens[i];
        uint32_t k = from;
        while (k < y->n_tokens && y->tokens[k].span.start < b->span.end &&
               y->tokens[k].stem != t->stem)
            k++;
        if ((k == y->n_tokens || y->tokens[k].span.start >= b->span.end) &&
            t->kind == NQ_TOKEN_WORD &&
            !nq_origin_of(variants, nq_hash(nq_token_bare(t))))
            return true;
    }
    return false;
}

/* "The head of the government", "the prime minister": each has a word of its
 * own. */
static bool
are_worded_apart(const nq_found *f, const nq_role_at *a, const nq_role_at *b)
{
    return has_own_word(f, a, b) && has_own_word(f, b, a);
}

/* A description is held against no office: it is another word for the man, or
 * the same. */
static nq_relation_of_roles
relation_of(const nq_found *f, const nq_role_at *a, const nq_role_at *b)
{
    nq_relation_of_roles rel = nq_roles_compare(f->d, a, b);
    if ((!a->loose && !b->loose) || rel == NQ_ROLES_SAME)
        return rel;
    return covers(f, a, b) || covers(f, b, a) ? NQ_ROLES_SAME : NQ_ROLES_APART;
}

static uint32_t
office_group(const nq_found *f, offices *o, uint32_t role)
{
    uint32_t parts = 0, n = o->n_groups;
    for (uint32_t i = 0; i < n; i++) {
        nq_relation_of_roles rel =
            relation_of(f, &f->roles->at[o->first[i]], &f->roles->at[role]);
        if (rel == NQ_ROLES_SAME)
            return i;
        parts |= rel == NQ_ROLES_PART ? 1u << i : 0;
    }
    if (n == NQ_GROUPS) /* a description more is in none */
        return f->roles->at[role].loose ? NQ_GROUPS : NQ_GROUPS - 1;
    o->first[n] = role;
    o->parts[n] = parts;
    for (uint32_t i = 0; i < n; i++)
        o->parts[i] |= parts & 1u << i ? 1u << n : 0;
    return o->n_groups++;
}

static naql_status
role_version(const nq_found *f, const offices *o, uint32_t which,
             nq_version *out)
{
    nq_place *places = nq_arena_alloc(f->arena, o->n * sizeof *places);
    if (!places)
        return NAQL_NOMEM;
    *out = (nq_version){.places = places};
    for (uint32_t i = 0; i < o->n; i++) {
        const nq_role_at *r = &f->roles->at[o->from + i];
        if (o->group[i] != which)
            continue;
        if (!out->n_places)
            out->text = nq_str_span(
                nq_desk_reading(f->d, r->article)->article.text, r->span);
        places[out->n_places++] = nq_desk_place(f->d, r->article, r->span);
    }
    return NAQL_OK;
}

/* Bits of the groups that each article has with an office, those of its
 * descriptions among them: they may say that it has both. How many there are.
 */
static uint32_t
sets_of(const nq_found *f, const offices *o, uint32_t articles[NQ_GROUPS * 2],
        uint32_t sets[NQ_GROUPS * 2])
{
    uint32_t n = 0;
    const nq_role_at *roles = &f->roles->at[o->from];
    for (uint32_t i = 0; i < o->n; i++) {
        uint32_t k = 0;
        while (k < n && articles[k] != roles[i].article)
            k++;
        if (k == n && (roles[i].loose || n == NQ_GROUPS * 2))
            continue;
        if (k == n) {
            articles[n] = roles[i].article;
            sets[n++] = 0;
        }
        sets[k] |= 1u << o->group[i];
    }
    return n;
}

typedef struct having { /* who has one office and not another */
    uint32_t outlet;
    bool any, many; /* some outlet has; several have */
} having;

static void
note_having(having *h, uint32_t outlet)
{
    h->many |= h->any && h->outlet != outlet;
    h->outlet = outlet;
    h->any = true;
}

/* Bits of the groups in conflict: of two articles of two outlets, each has one
 * that the other's cannot go with, and neither has both. */
static uint32_t
parting_offices(const nq_found *f, const offices *o)
{
    uint32_t articles[NQ_GROUPS * 2], sets[NQ_GROUPS * 2], out = 0;
    uint32_t n_sets = sets_of(f, o, articles, sets);
    for (uint32_t g = 0; g < o->n_groups; g++)
        for (uint32_t h = 0; h < g; h++) {
            uint32_t mine = 1u << g, other = 1u << h;
            having x = {.any = false}, y = {.any = false};
            for (uint32_t i = 0; i < n_sets; i++) {
                uint32_t outlet = f->d->outlet[articles[i]];
                if (sets[i] & mine && !(sets[i] & other))
                    note_having(&x, outlet);
                if (sets[i] & other && !(sets[i] & mine))
                    note_having(&y, outlet);
            }
            bool two = x.many || y.many || x.outlet != y.outlet;
            if (o->parts[g] & other && x.any && y.any && two)
                out |= mine | other;
        }
    return out;
}

static naql_status
office_point(const nq_found *f, const offices *o, uint32_t which, nq_point *out)
{
    bool *has = nq_arena_zero(f->d->scratch, f->d->in->story->n_articles, 1);
    bool *room = nq_arena_zero(f->d->scratch, f->d->n_outlets, 1);
    nq_version *versions =
        nq_arena_zero(f->arena, o->n_groups, sizeof *versions);
    const nq_role_at *roles = &f->roles->at[o->from];
    if (!has || !room || !versions)
        return NAQL_NOMEM;
    uint32_t n = 0;
    for (uint32_t g = 0; g < o->n_groups; g++)
        if (which & 1u << g)
            NQ_TRY(role_version(f, o, g, &versions[n++]));
    for (uint32_t i = 0; i < o->n; i++)
        has[roles[i].article] |= which >> o->group[i] & 1u;
    *out = (nq_point){.slot = NQ_SLOT_ROLE,
                      .about = f->d->in->pile->people.at[roles->person].name,
                      .versions = versions,
                      .n_versions = n,
                      .n_outlets = nq_desk_outlets(f->d, has, room)};
    return NAQL_OK;
}

/* Parts the groups, which may all be said of one person, by their words: a
 * version a wording. Of NQ_GROUPS groups none is parted. */
static void
part_by_words(const nq_found *f, offices *o)
{
    uint8_t was[NQ_GROUPS];
    uint32_t n = 0;
    for (uint32_t i = 0; i < o->n && o->n_groups < NQ_GROUPS; i++) {
        const nq_role_at *me = &f->roles->at[o->from + i];
        uint32_t g = 0;
        while (g < n && (was[g] != o->group[i] ||
                         are_worded_apart(f, &f->roles->at[o->first[g]], me)))
            g++;
        if (g == NQ_GROUPS)
            g--;
        if (g == n) {
            o->first[n] = o->from + i;
            was[n++] = o->group[i];
        }
        o->group[i] = (uint8_t)g;
    }
    o->n_groups = n ? n : o->n_groups;
}

static naql_status
person_roles(const nq_found *f, offices *o, nq_points *points)
{
    o->group = nq_arena_alloc(f->d->scratch, o->n);
    if (!o->group)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < o->n; i++)
        o->group[i] = (uint8_t)office_group(f, o, o->from + i);
    uint32_t which = parting_offices(f, o);
    nq_list *to = which ? &points->conflict : &points->agree;
    if (!which) { /* several offices, and nothing against them */
        part_by_words(f, o);
        which = o->n_groups > 1 ? (1u << o->n_groups) - 1 : 0;
    }
    if (!which)
        return NAQL_OK;
    nq_ranked *r = nq_list_add(to, f->d->scratch);
    if (!r)
        return NAQL_NOMEM;
    NQ_TRY(office_point(f, o, which, &r->point));
    r->rank = r->point.n_outlets;
    r->point.beside = to == &points->agree;
    if (to == &points->agree && r->point.n_outlets < 2)
        to->n--;
    return NAQL_OK;
}

/* The roles and descriptions under the people whom spelling.c found to be
 * one. */
static naql_status
roles_of_one(const nq_found *f, const nq_points *to, nq_roles *out)
{
    nq_list all = NQ_LIST(nq_role_at);
    for (uint32_t i = 0; i < f->roles->n; i++)
        NQ_TRY(nq_list_put(&all, f->d->scratch, &f->roles->at[i]));
    NQ_TRY(nq_epithets_add(f, &all));
    nq_role_at *at = all.at;
    for (uint32_t i = 0; i < all.n; i++) {
        const uint32_t *one = nq_map_get(&to->one, at[i].person + 1ull);
        at[i].person = one ? *one : at[i].person;
    }
    nq_sort(at, all.n, sizeof *at, nq_roles_order);
    *out = (nq_roles){at, all.n};
    return NAQL_OK;
}

naql_status
nq_role_points(const nq_found *all, nq_points *to)
{
    nq_roles roles;
    nq_found found = *all;
    const nq_found *f = &found;
    NQ_TRY(roles_of_one(all, to, &roles));
    found.roles = &roles;
    for (uint32_t i = 0; i < f->roles->n;) {
        uint32_t end = i, person = f->roles->at[i].person;
        while (end < f->roles->n && f->roles->at[end].person == person)
            end++;
        offices o = {.from = i, .n = end - i};
        if (person != NQ_NO_ENTITY)
            NQ_TRY(person_roles(f, &o, to));
        i = end;
    }
    return nq_quoted_office_points(f, f->roles, to);
}
