/* SPDX-License-Identifier: Apache-2.0
 *
 * everywhere.c - where each article first has what a name is spelled like.
 * Layer 7 (compare).
 *
 * A spelling is found where two sentences, or two forms of a name, are held
 * against each other; its letters may stand elsewhere too, in a headline or
 * inside a longer name. One place more of each article shows that it writes so
 * as well; all of them would mark whole pages. */
#include "compare/everywhere.h"

#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"

typedef struct sought { /* letters of a version */
    naql_str text;
    nq_list places; /* of nq_place */
    uint32_t next;  /* another one with its first word + 1, 0: none */
} sought;

typedef struct finder {
    const nq_found *f;
    nq_list all;  /* of sought, in the order of points and versions */
    nq_map heads; /* letters of a first word -> its newest + 1 */
} finder;

static int
by_place(const void *a, const void *b)
{
    const nq_place *x = a, *y = b;
    NQ_SORT_BY(x->article, y->article);
    NQ_SORT_BY(x->span.start, y->span.start);
    return (x->span.end > y->span.end) - (x->span.end < y->span.end);
}

uint32_t
nq_places_sort(nq_place *at, uint32_t n)
{
    uint32_t kept = 0;
    nq_sort(at, n, sizeof *at, by_place);
    for (uint32_t i = 0; i < n; i++)
        if (!kept || at[i].article != at[kept - 1].article ||
            at[i].span.start != at[kept - 1].span.start)
            at[kept++] = at[i];
    return kept;
}

static naql_status
seek(finder *w, const nq_version *v)
{
    const nq_desk *d = w->f->d;
    uint32_t article = nq_desk_article(d, v->places[0].article);
    const nq_reading *r = nq_desk_reading(d, article);
    naql_span first = {v->places[0].span.start, v->places[0].span.start};
    uint32_t token = nq_token_around(&r->text, first.start);
    if (token < r->text.n_tokens)
        first.end = r->text.tokens[token].span.end;
    uint32_t *head = nq_map_put(
        &w->heads, nq_hash(nq_str_span(r->article.text, first)), NULL);
    sought *to = nq_list_add(&w->all, d->scratch);
    if (!head || !to)
        return NAQL_NOMEM;
    *to = (sought){v->text, NQ_LIST(nq_place), *head};
    *head = w->all.n;
    return NAQL_OK;
}

/* Does a token end at the byte? */
static bool
ends_word(const nq_text *text, uint32_t end)
{
    uint32_t token = nq_token_around(text, end - 1);
    return token < text->n_tokens && text->tokens[token].span.end == end;
}

/* All that is sought and begins at byte `start` of a token, where its article
 * has it first. */
static naql_status
find_at(finder *w, uint32_t article, uint32_t token, uint32_t start)
{
    const nq_reading *r = nq_desk_reading(w->f->d, article);
    naql_str all = r->article.text;
    naql_span first = {start, r->text.tokens[token].span.end};
    const uint32_t *head =
        nq_map_get(&w->heads, nq_hash(nq_str_span(all, first)));
    for (uint32_t i = head ? *head : 0; i;) {
        sought *s = (sought *)w->all.at + i - 1;
        naql_span span = {start, start + (uint32_t)s->text.len};
        i = s->next;
        if (span.end > all.len ||
            !nq_str_equal(nq_str_span(all, span), s->text) ||
            !ends_word(&r->text, span.end))
            continue;
        nq_place place = nq_desk_place(w->f->d, article, span);
        nq_place *last =
            s->places.n ? (nq_place *)s->places.at + s->places.n - 1 : NULL;
        if (last && last->article == place.article) {
            if (last->span.start > start) /* one that only its mention shows */
                *last = place;
            continue;
        }
        NQ_TRY(nq_list_put(&s->places, w->f->d->scratch, &place));
    }
    return NAQL_OK;
}

/* Where a name begins inside the token that it starts in, by the name layer. */
static naql_status
find_mention(finder *w, uint32_t article, const nq_mention *m)
{
    const nq_text *text = &nq_desk_reading(w->f->d, article)->text;
    const nq_token *t = &text->tokens[m->first];
    if (m->span.start == t->span.start ||
        m->span.start == nq_token_at(text, m->first, t->pre))
        return NAQL_OK;
    return find_at(w, article, m->first, m->span.start);
}

/* A name may begin with the word, with its article, or behind both. */
static naql_status
read_article(finder *w, uint32_t article)
{
    const nq_reading *r = nq_desk_reading(w->f->d, article);
    const nq_text *text = &r->text;
    const uint32_t the = (uint32_t)strlen("ال");
    for (uint32_t i = 0; i < text->n_tokens; i++) {
        const nq_token *t = &text->tokens[i];
        NQ_TRY(find_at(w, article, i, t->span.start));
        if (t->kind != NQ_TOKEN_WORD || !t->pre)
            continue;
        NQ_TRY(find_at(w, article, i, nq_token_at(text, i, t->pre)));
        if (t->clitics & NQ_CLITIC_AL && t->pre > the)
            NQ_TRY(find_at(w, article, i, nq_token_at(text, i, t->pre - the)));
    }
    for (uint32_t i = 0; i < r->names.n_mentions; i++)
        NQ_TRY(find_mention(w, article, &r->names.mentions[i]));
    return NAQL_OK;
}

static naql_status
take_places(const finder *w, const sought *s, nq_version *v)
{
    uint32_t n = v->n_places;
    nq_place *all =
        nq_arena_alloc(w->f->arena, (size_t)(n + s->places.n) * sizeof *all);
    if (!all)
        return NAQL_NOMEM;
    memcpy(all, v->places, n * sizeof *all);
    if (s->places.n)
        memcpy(all + n, s->places.at, s->places.n * sizeof *all);
    v->places = all;
    v->n_places = nq_places_sort(all, n + s->places.n);
    return NAQL_OK;
}

static naql_status
widen_point(const finder *w, nq_point *p, uint32_t first)
{
    const nq_desk *d = w->f->d;
    const sought *all = w->all.at;
    bool *has = nq_arena_zero(d->scratch, d->in->story->n_articles, 1);
    bool *room = nq_arena_zero(d->scratch, d->n_outlets, 1);
    nq_version *versions =
        nq_arena_alloc(w->f->arena, p->n_versions * sizeof *versions);
    if (!has || !room || !versions)
        return NAQL_NOMEM;
    for (uint32_t v = 0; v < p->n_versions; v++) {
        versions[v] = p->versions[v];
        NQ_TRY(take_places(w, &all[first + v], &versions[v]));
        for (uint32_t i = 0; i < versions[v].n_places; i++)
            has[nq_desk_article(d, versions[v].places[i].article)] = true;
    }
    p->versions = versions;
    p->n_outlets = nq_desk_outlets(d, has, room);
    return NAQL_OK;
}

naql_status
nq_spellings_everywhere(const nq_found *f, nq_point *points, uint32_t n)
{
    finder w = {.f = f, .all = NQ_LIST(sought)};
    nq_map_init(&w.heads, f->d->scratch);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t v = 0; points[i].spelling && v < points[i].n_versions;
             v++)
            NQ_TRY(seek(&w, &points[i].versions[v]));
    for (uint32_t a = 0; w.all.n && a < f->d->in->story->n_articles; a++)
        NQ_TRY(read_article(&w, a));
    for (uint32_t i = 0, first = 0; i < n; i++) {
        if (!points[i].spelling)
            continue;
        NQ_TRY(widen_point(&w, &points[i], first));
        first += points[i].n_versions;
    }
    return NAQL_OK;
}
