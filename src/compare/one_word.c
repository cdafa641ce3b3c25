/* SPDX-License-Identifier: Apache-2.0
 *
 * one_word.c - one body whose name has another word in another outlet, or a
 * word more. Layer 7 (compare).
 *
 * Two translations choose now this word and now that, "the Federal Bureau",
 * "the Bureau of the Union". Adjectives of origin, which each leaves out at
 * will, are no words of the name; but the bodies of two states are two. */
#include "compare/one_word.h"

#include "base/forest.h"
#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

typedef struct form { /* a name, by its words */
    uint64_t word[NQ_ORDER_MOST];
    uint32_t n;
    uint64_t origin; /* country of its adjective, 0: none */
} form;

typedef struct call { /* where a body is called so */
    uint32_t family;  /* first form of those that are one */
    uint32_t form, article;
    naql_span span;
} call;

typedef struct link { /* a form under the words that it may share */
    uint32_t form;
    bool cut;      /* one of its words is left out */
    uint32_t next; /* older one + 1, 0: none */
} link;

typedef struct finder {
    const nq_found *f;
    nq_list forms; /* of form */
    nq_list calls; /* of call */
    nq_list links; /* of link */
    nq_map known;  /* words of a name -> its form */
    nq_map shared; /* the same without one -> the newest of `links` + 1 */
    uint32_t *up;  /* [n forms] union-find */
} finder;

static bool
is_small_word(const finder *w, const nq_token *t)
{
    uint32_t row;
    return nq_table_word(&w->f->d->in->tools->small_words, t->hash, &row);
}

/* The words of a name; false: it has too few, what follows it was read as its
 * last word, "the council by its decision", or something is glued to its first
 * one, whose stem may be another then. */
static bool
read_form(const finder *w, const nq_text *text, const nq_mention *m, form *out)
{
    const nq_compare_tools *tools = w->f->d->in->tools;
    const nq_token *first = &text->tokens[m->first];
    *out = (form){.n = 0};
    if (first->span.start != m->span.start && !(first->clitics & NQ_CLITIC_AL))
        return false;
    for (uint32_t i = m->first; i < m->end; i++) {
        const nq_token *t = &text->tokens[i];
        naql_str bare = nq_token_bare(t);
        uint64_t origin = nq_origin_of(&tools->names.variants, nq_hash(bare));
        nq_slot_word head = nq_slot_word_of(&tools->heads, t);
        out->origin = origin ? origin : out->origin;
        if (t->kind == NQ_TOKEN_MARK || origin || is_small_word(w, t))
            continue;
        if (out->n == NQ_ORDER_MOST || t->kind != NQ_TOKEN_WORD)
            return false;
        out->word[out->n++] =
            i == m->first && head.kind ? nq_slot_stem(head) : t->stem;
    }
    return out->n >= NQ_ORDER_WORDS &&
           !(text->tokens[m->end - 1].clitics & NQ_CLITIC_BA);
}

/* Of the words of a form but one; `but` is beyond them: of all. */
static uint64_t
key_of(const form *x, uint32_t but)
{
    uint64_t key = but < x->n ? x->n - 1 : x->n;
    for (uint32_t i = 0; i < x->n; i++)
        key = i == but ? key : nq_hash_next(key, x->word[i]);
    return key;
}

static naql_status
note_call(finder *w, uint32_t article, const nq_mention *m)
{
    const nq_reading *r = nq_desk_reading(w->f->d, article);
    form x;
    bool fresh;
    if (m->type != NQ_ORG || !read_form(w, &r->text, m, &x))
        return NAQL_OK;
    uint32_t *at = nq_map_put(&w->known, key_of(&x, x.n), &fresh);
    if (!at)
        return NAQL_NOMEM;
    if (fresh) {
        *at = w->forms.n;
        NQ_TRY(nq_list_put(&w->forms, w->f->d->scratch, &x));
    }
    form *known = (form *)w->forms.at + *at;
    known->origin = known->origin ? known->origin : x.origin;
    return nq_list_put(
        &w->calls, w->f->d->scratch,
        &(call){.form = *at, .article = article, .span = m->span});
}

/* Has one another word, or a word more, and are they not of two states? */
static bool
may_be_one(const form *a, bool cut_a, const form *b, bool cut_b)
{
    return (cut_a || cut_b) &&
           (!a->origin || !b->origin || a->origin == b->origin);
}

/* Joins a form to the earlier ones that share its words but one. */
static naql_status
join_form(finder *w, uint32_t number)
{
    const form *forms = w->forms.at, *me = &forms[number];
    for (uint32_t but = 1; but <= me->n; but++) {
        bool cut = but < me->n;
        uint32_t *head = nq_map_put(&w->shared, key_of(me, but), NULL);
        if (!head)
            return NAQL_NOMEM;
        const link *at = w->links.at;
        for (uint32_t i = *head, n = 0; i && n < NQ_ONE_WORD_ANCHORS; n++) {
            const link *other = &at[i - 1];
            if (may_be_one(me, cut, &forms[other->form], other->cut))
                nq_forest_join(w->up, number, other->form);
            i = other->next;
        }
        NQ_TRY(nq_list_put(&w->links, w->f->d->scratch,
                           &(link){number, cut, *head}));
        *head = w->links.n;
    }
    return NAQL_OK;
}

static int
by_family(const void *a, const void *b)
{
    const call *x = a, *y = b;
    NQ_SORT_BY(x->family, y->family);
    NQ_SORT_BY(x->form, y->form);
    NQ_SORT_BY(x->article, y->article);
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

/* Are there two outlets that have no form in common? Who uses both forms may
 * name two bodies. *n_outlets: how many have one. */
static naql_status
are_told_apart(const nq_found *f, const call *at, uint32_t n, bool *out,
               uint32_t *n_outlets)
{
    uint32_t *sets =
        nq_arena_zero(f->d->scratch, f->d->n_outlets, sizeof *sets);
    uint32_t which = 0;
    if (!sets)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        which += i && at[i].form != at[i - 1].form;
        sets[f->d->outlet[at[i].article]] |= 1u << which % NQ_GROUPS;
    }
    *out = nq_desk_parted(sets, f->d->n_outlets);
    *n_outlets = 0;
    for (uint32_t i = 0; i < f->d->n_outlets; i++)
        *n_outlets += sets[i] != 0;
    return NAQL_OK;
}

/* Does a conflict tell one of the names? */
static bool
is_told(const nq_found *f, const nq_points *to, const call *at, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (nq_points_noted(f, to, at[i].article, at[i].span.start))
            return true;
    return false;
}

static naql_status
add_point(const nq_found *f, const call *at, uint32_t n, uint32_t n_outlets,
          nq_points *to)
{
    nq_place *places = nq_arena_alloc(f->arena, n * sizeof *places);
    nq_version *versions = nq_arena_zero(f->arena, n, sizeof *versions);
    nq_ranked *r = nq_list_add(&to->agree, f->d->scratch);
    if (!places || !versions || !r)
        return NAQL_NOMEM;
    uint32_t n_versions = 0;
    for (uint32_t i = 0; i < n; i++) {
        const nq_reading *reading = nq_desk_reading(f->d, at[i].article);
        if (!i || at[i].form != at[i - 1].form)
            versions[n_versions++] = (nq_version){
                .text = nq_str_span(reading->article.text, at[i].span),
                .places = &places[i]};
        versions[n_versions - 1].n_places++;
        places[i] = nq_desk_place(f->d, at[i].article, at[i].span);
    }
    const nq_text *text = &nq_desk_reading(f->d, at->article)->text;
    *r = (nq_ranked){.point = {.slot = NQ_SLOT_NAME,
                               .about = versions[0].text,
                               .versions = versions,
                               .n_versions = n_versions,
                               .n_outlets = n_outlets},
                     .rank = n_versions - NQ_FULLER_LOWER,
                     .row = nq_desk_row(f->d, at->article,
                                        nq_token_from(text, at->span.start))};
    return NAQL_OK;
}

static naql_status
find_families(finder *w)
{
    uint32_t n = w->forms.n;
    w->up = nq_arena_alloc(w->f->d->scratch, n * sizeof *w->up);
    if (!w->up)
        return NAQL_NOMEM;
    nq_forest_init(w->up, n);
    for (uint32_t i = 0; i < n; i++)
        NQ_TRY(join_form(w, i));
    call *at = w->calls.at;
    for (uint32_t i = 0; i < w->calls.n; i++)
        at[i].family = nq_forest_root(w->up, at[i].form);
    nq_sort(at, w->calls.n, sizeof *at, by_family);
    return NAQL_OK;
}

naql_status
nq_one_word_points(const nq_found *f, nq_points *to)
{
    finder w = {.f = f,
                .forms = NQ_LIST(form),
                .calls = NQ_LIST(call),
                .links = NQ_LIST(link)};
    nq_map_init(&w.known, f->d->scratch);
    nq_map_init(&w.shared, f->d->scratch);
    for (uint32_t a = 0; a < f->d->in->story->n_articles; a++) {
        const nq_names *names = &nq_desk_reading(f->d, a)->names;
        for (uint32_t i = 0; i < names->n_mentions; i++)
            NQ_TRY(note_call(&w, a, &names->mentions[i]));
    }
    if (w.forms.n < 2)
        return NAQL_OK;
    NQ_TRY(find_families(&w));
    const call *at = w.calls.at;
    for (uint32_t i = 0, n; i < w.calls.n; i += n) {
        bool apart;
        uint32_t n_outlets;
        n = 1;
        while (i + n < w.calls.n && at[i + n].family == at[i].family)
            n++;
        if (at[i].form == at[i + n - 1].form || is_told(f, to, &at[i], n))
            continue;
        NQ_TRY(are_told_apart(f, &at[i], n, &apart, &n_outlets));
        if (apart)
            NQ_TRY(add_point(f, &at[i], n, n_outlets, to));
    }
    return NAQL_OK;
}
