/* SPDX-License-Identifier: Apache-2.0
 *
 * spelling.c - one name that outlets spell apart. Layer 7 (compare).
 *
 * Knows whom the pile holds for one, and which forms of the story are alike
 * (spelled.h); what no name list or tagger saw is near.h's. */
#include "compare/conflict.h"

#include "base/forest.h"
#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/spelled.h"

typedef struct mention {
    uint32_t root, n_words, head; /* of its name; `head` is the first form of
                                     it that is alike */
    uint32_t form;
    uint64_t key; /* of its words as they are written */
    uint32_t article;
    naql_span span;
} mention;

typedef struct form { /* all mentions of one person in the same words */
    nq_spelled spelled;
    uint32_t person;
} form;

typedef struct speller {
    const nq_found *f;
    nq_list mentions, forms;
    nq_map known;   /* person and words -> form */
    nq_map firsts;  /* person -> its first form */
    nq_map buckets; /* number of words, place, word -> newest of chain + 1 */
    nq_list chain;  /* of link */
    uint32_t *up;   /* [forms] forest */
    uint32_t *from; /* [forms + 1] into `in` */
    uint32_t *n_in; /* [forms] how many articles each stands in */
    uint32_t *in;   /* their numbers */
} speller;

/* Longer forms first: a full name tells more than a family name. */
static int
by_form(const void *a, const void *b)
{
    const mention *x = a, *y = b;
    NQ_SORT_BY(x->root, y->root);
    NQ_SORT_BY(y->n_words, x->n_words);
    NQ_SORT_BY(x->head, y->head);
    NQ_SORT_BY(x->article, y->article);
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

/* Hyphens between the words of a name: "Jong-un", "Jong un". */
static uint32_t
hyphens(const nq_text *text, naql_span span)
{
    uint32_t n = 0;
    for (uint32_t i = nq_token_from(text, span.start);
         i < text->n_tokens && text->tokens[i].span.start < span.end; i++)
        n += nq_str_equal(text->tokens[i].folded, NQ_STR("-"));
    return n;
}

static naql_status
add_mention(speller *s, uint32_t article, const nq_mention *m, uint32_t person)
{
    const nq_desk *d = s->f->d;
    nq_spelled spelled;
    bool fresh;
    const nq_reading *r = nq_desk_reading(d, article);
    NQ_TRY(nq_spelled_of(d, r, m->span, m->type, &spelled));
    if (!spelled.letters.len)
        return NAQL_OK;
    uint64_t key = nq_hash_next(nq_hash(spelled.letters),
                                nq_slot_name_key(&r->text, m->span));
    key = nq_hash_next(key, hyphens(&r->text, m->span));
    mention *to = nq_list_add(&s->mentions, d->scratch);
    uint32_t *at = nq_map_put(&s->known, nq_hash_next(person + 1, key), &fresh);
    form *added = at && fresh ? nq_list_add(&s->forms, d->scratch) : NULL;
    if (!to || !at || (fresh && !added))
        return NAQL_NOMEM;
    if (fresh) {
        *at = s->forms.n - 1;
        *added = (form){spelled, person};
    }
    *to = (mention){.n_words = spelled.name.words.n,
                    .form = *at,
                    .key = key,
                    .article = article,
                    .span = m->span};
    return NAQL_OK;
}

/* "To the X" swallows the first letter of the article, and what is glued to a
 * name of one word may be a part of it. */
static bool
lost_a_letter(const nq_text *text, const nq_mention *m)
{
    const nq_token *t = &text->tokens[m->first];
    const uint16_t to_the = NQ_CLITIC_LAM | NQ_CLITIC_AL;
    return t->span.start != m->span.start &&
           (m->end - m->first < 2 || (t->clitics & to_the) == to_the ||
            !(t->clitics & ~NQ_CLITIC_AL) ||
            nq_token_at(text, m->first, t->pre) < m->span.start);
}

static naql_status
read_mentions(speller *s)
{
    const nq_desk *d = s->f->d;
    for (uint32_t a = 0; a < d->in->story->n_articles; a++) {
        const nq_reading *r = nq_desk_reading(d, a);
        for (uint32_t i = 0; i < r->names.n_mentions; i++) {
            const nq_mention *m = &r->names.mentions[i];
            uint32_t person = nq_desk_person(d, a, m->entity);
            if (m->type > NQ_ORG || person == NQ_NO_ENTITY ||
                lost_a_letter(&r->text, m))
                continue;
            NQ_TRY(add_mention(s, a, m, person));
        }
    }
    return NAQL_OK;
}

/* ---- Forms of one name ---- */

typedef struct link {
    uint32_t form, next; /* older one + 1, 0: none */
} link;

/* Lists the articles of each form, ascending, from the mentions, which stand in
 * the order of the pile. */
static naql_status
list_articles(speller *s)
{
    nq_arena *scratch = s->f->d->scratch;
    const mention *at = s->mentions.at;
    uint32_t n = s->forms.n;
    s->from = nq_arena_zero(scratch, n + 1, sizeof *s->from);
    s->n_in = nq_arena_zero(scratch, n, sizeof *s->n_in);
    s->in = nq_arena_alloc(scratch, s->mentions.n * sizeof *s->in);
    if (!s->from || !s->n_in || !s->in)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < s->mentions.n; i++)
        s->from[at[i].form + 1]++;
    for (uint32_t i = 0; i < n; i++)
        s->from[i + 1] += s->from[i];
    for (uint32_t i = 0; i < s->mentions.n; i++) {
        uint32_t *in = &s->in[s->from[at[i].form]],
                 *kept = &s->n_in[at[i].form];
        if (!*kept || in[*kept - 1] != at[i].article)
            in[(*kept)++] = at[i].article;
    }
    return NAQL_OK;
}

static bool
is_in(const speller *s, uint32_t which, uint32_t article)
{
    const uint32_t *in = &s->in[s->from[which]];
    uint32_t i;
    NQ_BISECT(i, 0, s->n_in[which], in[i] < article);
    return i < s->n_in[which] && in[i] == article;
}

/* An article that has both means two people, or is in two minds itself. */
static bool
of_one_article(const speller *s, uint32_t a, uint32_t b)
{
    if (s->n_in[a] > s->n_in[b])
        return of_one_article(s, b, a);
    for (uint32_t i = 0; i < s->n_in[a]; i++)
        if (is_in(s, b, s->in[s->from[a] + i]))
            return true;
    return false;
}

/* Two given names a vowel apart before one family name are one where both hold
 * one office. */
static bool
share_office(const speller *s, uint32_t a, uint32_t b)
{
    const form *at = s->forms.at;
    const nq_roles *roles = s->f->roles;
    uint32_t x = at[a].person, y = at[b].person;
    uint32_t i = nq_roles_from(roles, x), first = nq_roles_from(roles, y);
    for (uint32_t n = 0;
         n < NQ_SPELLING_ROLES && i < roles->n && roles->at[i].person == x;
         n++, i++)
        for (uint32_t m = 0, k = first;
             m < NQ_SPELLING_ROLES && k < roles->n && roles->at[k].person == y;
             m++, k++)
            if (nq_roles_compare(s->f->d, &roles->at[i], &roles->at[k]) !=
                NQ_ROLES_APART)
                return true;
    return false;
}

static bool
is_one_name(const speller *s, uint32_t a, uint32_t b)
{
    const nq_spelled *x = &((const form *)s->forms.at)[a].spelled;
    const nq_spelled *y = &((const form *)s->forms.at)[b].spelled;
    if (nq_spelled_alike(s->f->d, x, y, false))
        return nq_spelled_shared(x, y) == x->name.words.n ||
               !of_one_article(s, a, b);
    return x->type == NQ_PER && x->name.words.n > 1 &&
           nq_spelled_alike(s->f->d, x, y, true) && share_office(s, a, b) &&
           !of_one_article(s, a, b);
}

/* A form against the earlier ones of one bucket. */
static naql_status
join_bucket(speller *s, uint32_t me, uint64_t key)
{
    uint32_t *newest = nq_map_put(&s->buckets, key, NULL);
    link *to = nq_list_add(&s->chain, s->f->d->scratch);
    if (!newest || !to)
        return NAQL_NOMEM;
    *to = (link){me, *newest};
    for (uint32_t k = *newest, n = 0; k && n < NQ_SPELLING_ANCHORS; n++) {
        link l = ((const link *)s->chain.at)[k - 1];
        k = l.next;
        if (nq_forest_root(s->up, l.form) != nq_forest_root(s->up, me) &&
            is_one_name(s, l.form, me))
            nq_forest_join(s->up, l.form, me);
    }
    *newest = s->chain.n;
    return NAQL_OK;
}

/* Those that have one of its words at its place, or all its first letters. */
static naql_status
join_alike(speller *s, uint32_t me)
{
    const nq_spelled *mine = &((const form *)s->forms.at)[me].spelled;
    const nq_name_words *w = &mine->name.words;
    if (w->n < 2)
        return NAQL_OK;
    for (uint32_t i = 0; i < w->n; i++)
        NQ_TRY(join_bucket(
            s, me, nq_hash_next(w->n * NQ_NAME_WORDS_MAX + i, w->loose[i])));
    return join_bucket(s, me, nq_hash_next(w->n, mine->heads));
}

static naql_status
join_forms(speller *s)
{
    const form *at = s->forms.at;
    s->up = nq_arena_alloc(s->f->d->scratch, s->forms.n * sizeof *s->up);
    if (!s->up)
        return NAQL_NOMEM;
    nq_forest_init(s->up, s->forms.n);
    for (uint32_t i = 0; i < s->forms.n; i++) {
        bool fresh;
        uint32_t *first = nq_map_put(&s->firsts, at[i].person, &fresh);
        if (!first)
            return NAQL_NOMEM;
        *first = fresh ? i : *first;
        nq_forest_join(s->up, *first, i);
    }
    for (uint32_t i = 0; i < s->forms.n; i++)
        NQ_TRY(join_alike(s, i));
    return NAQL_OK;
}

/* Which people of the pile are one by their spelling. */
static naql_status
note_people(const speller *s, nq_points *to)
{
    const form *at = s->forms.at;
    for (uint32_t i = 0; i < s->forms.n; i++) {
        uint32_t root = at[nq_forest_root(s->up, i)].person;
        uint32_t *one = nq_map_put(&to->one, at[i].person + 1ull, NULL);
        if (!one)
            return NAQL_NOMEM;
        *one = root;
    }
    return NAQL_OK;
}

/* "Kim" and "Un" are two parts of a name, not two spellings of it: a form goes
 * with those of its name that are alike. `prev` leads to the form before,
 * down to the root. */
static uint32_t
head_of(const speller *s, uint32_t me, const uint32_t *head,
        const uint32_t *prev)
{
    const form *at = s->forms.at;
    uint32_t k = prev[me];
    for (uint32_t n = 0; k != me && n < NQ_SPELLINGS; n++) {
        if (nq_spelled_alike(s->f->d, &at[k].spelled, &at[me].spelled, true))
            return head[k];
        if (k == prev[k])
            break;
        k = prev[k];
    }
    return me;
}

static naql_status
sort_mentions(speller *s)
{
    uint32_t n = s->forms.n;
    uint32_t *room = nq_arena_alloc(s->f->d->scratch, 3 * n * sizeof *room);
    mention *m = s->mentions.at;
    if (!room)
        return NAQL_NOMEM;
    uint32_t *head = room, *prev = room + n, *newest = room + 2 * n;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t root = nq_forest_root(s->up, i);
        prev[i] = root == i ? i : newest[root];
        newest[root] = i;
        head[i] = head_of(s, i, head, prev);
    }
    for (uint32_t i = 0; i < s->mentions.n; i++) {
        m[i].root = nq_forest_root(s->up, m[i].form);
        m[i].head = head[m[i].form];
    }
    nq_sort(m, s->mentions.n, sizeof *m, by_form);
    return NAQL_OK;
}

/* ---- Points ---- */

typedef struct ways { /* spellings of one form of a name */
    uint64_t key[NQ_SPELLINGS];
    uint32_t count[NQ_SPELLINGS], form[NQ_SPELLINGS];
    uint32_t n;
} ways;

static uint32_t
way_of(ways *w, const mention *m)
{
    uint32_t i = 0;
    while (i < w->n && w->key[i] != m->key)
        i++;
    if (i == w->n && w->n < NQ_SPELLINGS) {
        w->key[w->n] = m->key;
        w->form[w->n] = m->form;
        w->count[w->n++] = 0;
    }
    return i < NQ_SPELLINGS ? i : NQ_SPELLINGS - 1;
}

/* Is one of the spellings another than a house style makes it? */
static bool
letters_differ(const speller *s, const ways *w)
{
    const form *at = s->forms.at;
    for (uint32_t i = 1; i < w->n; i++)
        if (nq_spelled_apart(&at[w->form[0]].spelled, &at[w->form[i]].spelled))
            return true;
    return false;
}

/* Or has one a space between the letters of another: abd Allah, Abdallah? Or a
 * person's name an article that another has not? */
static bool
is_conflict(const speller *s, const ways *w)
{
    const form *at = s->forms.at;
    for (uint32_t i = 1; i < w->n; i++)
        for (uint32_t k = 0; k < i; k++)
            if (at[w->form[i]].spelled.whole == at[w->form[k]].spelled.whole ||
                at[w->form[i]].spelled.type == NQ_PER)
                return true;
    return letters_differ(s, w);
}

/* Do two outlets have different sets? */
static bool
slips(const uint32_t *sets, uint32_t n)
{
    uint32_t first = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (first && sets[i] && sets[i] != first)
            return true;
        first = first ? first : sets[i];
    }
    return false;
}

/* Are there two outlets that have no spelling in common, or, where letters
 * differ, one that has a spelling more than another: a slip of its own? */
static bool
parted(const speller *s, const mention *at, uint32_t n, ways *out)
{
    const nq_found *f = s->f;
    uint32_t *sets =
        nq_arena_zero(f->d->scratch, f->d->n_outlets, sizeof *sets);
    if (!sets)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t which = way_of(out, &at[i]);
        out->count[which]++;
        sets[f->d->outlet[at[i].article]] |= 1u << which;
    }
    if (nq_desk_parted(sets, f->d->n_outlets))
        return true;
    return slips(sets, f->d->n_outlets) && letters_differ(s, out);
}

static naql_status
fill_versions(const nq_found *f, const mention *at, uint32_t n, ways *all,
              nq_version *versions)
{
    nq_place *places = nq_arena_alloc(f->arena, n * sizeof *places);
    if (!places)
        return NAQL_NOMEM;
    for (uint32_t v = 0, used = 0; v < all->n; used += all->count[v++])
        versions[v].places = &places[used];
    for (uint32_t i = 0; i < n; i++) {
        nq_version *v = &versions[way_of(all, &at[i])];
        uint32_t slot = (uint32_t)(v->places - places) + v->n_places++;
        places[slot] = nq_desk_place(f->d, at[i].article, at[i].span);
        if (v->n_places == 1)
            v->text = nq_str_span(
                nq_desk_reading(f->d, at[i].article)->article.text, at[i].span);
    }
    return NAQL_OK;
}

static naql_status
add_point(const speller *s, const mention *at, uint32_t n, ways *all,
          nq_points *to)
{
    const nq_desk *d = s->f->d;
    nq_version *versions = nq_arena_zero(s->f->arena, all->n, sizeof *versions);
    bool *has = nq_arena_zero(d->scratch, d->in->story->n_articles, 1);
    bool *room = nq_arena_zero(d->scratch, d->n_outlets, 1);
    bool conflict = is_conflict(s, all);
    uint32_t person = ((const form *)s->forms.at)[at->form].person;
    nq_ranked *r =
        nq_list_add(conflict ? &to->conflict : &to->agree, d->scratch);
    if (!versions || !has || !room || !r)
        return NAQL_NOMEM;
    NQ_TRY(fill_versions(s->f, at, n, all, versions));
    for (uint32_t i = 0; i < n; i++) {
        has[at[i].article] = true;
        if (conflict)
            NQ_TRY(nq_points_tell(s->f, to, at[i].article, at[i].span));
    }
    *r = (nq_ranked){.point = {.slot = NQ_SLOT_NAME,
                               .about = d->in->pile->people.at[person].name,
                               .versions = versions,
                               .n_versions = all->n,
                               .n_outlets = nq_desk_outlets(d, has, room),
                               .spelling = true},
                     .row = person};
    r->rank =
        r->point.n_outlets - (conflict ? NQ_SPELLING_LAST : NQ_SPELLING_LOWER);
    return NAQL_OK;
}

naql_status
nq_spelling_points(const nq_found *f, nq_points *to)
{
    speller s = {.f = f,
                 .mentions = NQ_LIST(mention),
                 .forms = NQ_LIST(form),
                 .chain = NQ_LIST(link)};
    uint32_t told = UINT32_MAX;
    nq_map_init(&s.known, f->d->scratch);
    nq_map_init(&s.firsts, f->d->scratch);
    nq_map_init(&s.buckets, f->d->scratch);
    NQ_TRY(read_mentions(&s));
    NQ_TRY(list_articles(&s));
    NQ_TRY(join_forms(&s));
    NQ_TRY(note_people(&s, to));
    NQ_TRY(sort_mentions(&s));
    const mention *at = s.mentions.at;
    for (uint32_t i = 0; i < s.mentions.n;) {
        uint32_t end = i;
        while (end < s.mentions.n && at[end].root == at[i].root &&
               at[end].n_words == at[i].n_words && at[end].head == at[i].head)
            end++;
        ways all = {.n = 0};
        if (at[i].root != told && parted(&s, &at[i], end - i, &all)) {
            told = at[i].root;
            NQ_TRY(add_point(&s, &at[i], end - i, &all, to));
        }
        i = end;
    }
    return NAQL_OK;
}
