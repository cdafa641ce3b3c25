/* SPDX-License-Identifier: Apache-2.0
 *
 * called.c - what outlets call one body all through their reports. Layer 7
 * (compare).
 *
 * Knows nothing of sentences: a label that one outlet never uses is its choice,
 * wherever the other one has it. */
#include "compare/called.h"

#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/calls.h"
#include "compare/tune.h"

#define LETTER 2u /* bytes of an Arabic letter */

typedef struct call { /* a place where a body is named */
    uint64_t body;    /* key of its usual name */
    uint64_t name;    /* of the first letters of what it is called by */
    uint32_t article;
    naql_span span;
    bool label, militia;
} call;

typedef struct caller {
    const nq_found *f;
    nq_list calls; /* of call, by body, article and place */
} caller;

static int
by_body(const void *a, const void *b)
{
    const call *x = a, *y = b;
    NQ_SORT_BY(x->body, y->body);
    NQ_SORT_BY(x->article, y->article);
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

/* Adds the label of tokens [first, end), or right before them, and the word
 * that the body is called by. False: there is no such word. */
static bool
read_call(const caller *c, const nq_text *text, uint32_t first, uint32_t end,
          call *out)
{
    const nq_slot_words *words = &c->f->d->in->tools->words;
    uint32_t from = first ? first - 1 : first;
    for (uint32_t i = from; i < end; i++) {
        const nq_token *t = &text->tokens[i];
        nq_slot_word w = nq_slot_word_of(words, t);
        naql_str bare = nq_token_bare(t);
        if (w.kind == NQ_WORD_LABEL) {
            out->label = true;
            out->militia |= w.class == words->militia;
            if (i < first)
                out->span.start = nq_word_start(text, i);
        } else if (i >= first && !out->name && bare.len >= 3 * LETTER) {
            out->name = nq_hash(nq_str(bare.ptr, 3 * LETTER));
        }
    }
    return out->name != 0;
}

static bool
is_labelled(const caller *c, const nq_text *text, uint32_t token)
{
    return token &&
           nq_slot_word_of(&c->f->d->in->tools->words, &text->tokens[token - 1])
                   .kind == NQ_WORD_LABEL;
}

static uint64_t
adjective_of(const caller *c, const nq_token *t)
{
    return nq_origin_of(&c->f->d->in->tools->names.variants,
                        nq_hash(nq_token_bare(t)));
}

/* Key of a body's name, and of "the militia of X" that of X. */
static uint64_t
key_of(const caller *c, const nq_reading *r, const nq_mention *m)
{
    nq_name_form form;
    uint64_t key = 0;
    if (m->end - m->first == 2 && is_labelled(c, &r->text, m->first + 1))
        key = adjective_of(c, &r->text.tokens[m->first + 1]);
    if (key)
        return key;
    nq_name_form_of(&c->f->d->in->tools->names,
                    nq_str_span(r->article.text, m->span), &form);
    return form.key;
}

/* The body that a mention names, or an adjective: the key of its usual name;
 * 0: none, or a country. A family name behind a label is such an adjective.
 * *end: behind it. */
static uint64_t
body_at(const caller *c, const nq_reading *r, uint32_t token, uint32_t *end)
{
    const nq_name_book *book = &c->f->d->in->tools->names;
    const nq_mention *m = nq_mention_at(&r->names, token);
    const nq_token *t = &r->text.tokens[token];
    uint64_t key = 0;
    *end = token + 1;
    if (m && m->type == NQ_ORG) {
        *end = m->end;
        key = m->first == token ? key_of(c, r, m) : 0;
    } else if (t->kind == NQ_TOKEN_WORD &&
               (!m || is_labelled(c, &r->text, token))) {
        key = adjective_of(c, t);
    }
    return key && !nq_map_get(&book->countries, key) ? key : 0;
}

static naql_status
read_article(caller *c, uint32_t article)
{
    const nq_reading *r = nq_desk_reading(c->f->d, article);
    uint32_t end;
    for (uint32_t i = 0; i < r->text.n_tokens; i = end) {
        uint64_t body = body_at(c, r, i, &end);
        call at = {.body = body, .article = article};
        if (!body)
            continue;
        at.span = (naql_span){nq_word_start(&r->text, i),
                              r->text.tokens[end - 1].span.end};
        if (!read_call(c, &r->text, i, end, &at))
            continue;
        NQ_TRY(nq_list_put(&c->calls, c->f->d->scratch, &at));
    }
    return NAQL_OK;
}

/* ---- Points ---- */

typedef struct group { /* calls of one body */
    const call *at;
    uint32_t n;
    uint8_t *way;     /* [n] version of each, NQ_GROUPS: of none */
    uint32_t *outlet; /* [n_outlets] bits of the versions of each */
} group;

static uint32_t
outlet_of(const caller *c, const call *at)
{
    return c->f->d->outlet[at->article];
}

/* Those who say "militia", and all calls of those who never do. */
static bool
by_label(const caller *c, group *g)
{
    bool with = false, without = false;
    for (uint32_t i = 0; i < g->n; i++)
        g->outlet[outlet_of(c, &g->at[i])] |= g->at[i].militia ? 1u : 0;
    for (uint32_t i = 0; i < g->n; i++) {
        bool says = g->outlet[outlet_of(c, &g->at[i])] & 1u;
        g->way[i] = g->at[i].militia ? 0 : says ? NQ_GROUPS : 1;
        with |= g->at[i].militia;
        without |= !says;
    }
    return with && without;
}

/* Names without a word in common: one outlet has the one, another the other. */
static bool
by_name(const caller *c, group *g)
{
    uint64_t names[NQ_GROUPS];
    uint32_t n_names = 0;
    memset(g->outlet, 0, c->f->d->n_outlets * sizeof *g->outlet);
    for (uint32_t i = 0; i < g->n; i++) {
        uint32_t k = 0;
        while (k < n_names && names[k] != g->at[i].name)
            k++;
        if (k == NQ_GROUPS)
            return false;
        if (k == n_names)
            names[n_names++] = g->at[i].name;
        g->way[i] = (uint8_t)k;
        g->outlet[outlet_of(c, &g->at[i])] |= 1u << k;
    }
    return n_names > 1 && nq_desk_parted(g->outlet, c->f->d->n_outlets);
}

/* Is half of it told by another conflict? */
static bool
is_told(const nq_points *to, const group *g)
{
    uint32_t told = 0, all = 0;
    for (uint32_t i = 0; i < g->n; i++) {
        if (g->way[i] != 0)
            continue;
        uint64_t key =
            nq_hash_next(g->at[i].article + 1ull, g->at[i].span.start);
        told += nq_map_get(&to->told, key) != NULL;
        all++;
    }
    return told * 2 >= all;
}

static naql_status
add_point(const caller *c, const group *g, nq_points *to)
{
    nq_call *calls = nq_arena_alloc(c->f->d->scratch, g->n * sizeof *calls);
    if (!calls)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < g->n; i++) {
        const call *at = &g->at[i];
        calls[i] = (nq_call){at->article, at->span, g->way[i]};
        if (g->way[i] < NQ_GROUPS)
            NQ_TRY(nq_points_tell(c->f, to, at->article, at->span));
    }
    return nq_calls_point(c->f, calls, g->n, to);
}

static naql_status
judge(const caller *c, group *g, nq_points *to)
{
    const nq_desk *d = c->f->d;
    bool label = false;
    for (uint32_t i = 0; i < g->n; i++)
        label |= g->at[i].label;
    if (!label)
        return NAQL_OK;
    g->way = nq_arena_alloc(d->scratch, g->n);
    g->outlet = nq_arena_zero(d->scratch, d->n_outlets, sizeof *g->outlet);
    if (!g->way || !g->outlet)
        return NAQL_NOMEM;
    if ((!by_label(c, g) && !by_name(c, g)) || is_told(to, g))
        return NAQL_OK;
    return add_point(c, g, to);
}

naql_status
nq_called_points(const nq_found *f, nq_points *to)
{
    caller c = {.f = f, .calls = NQ_LIST(call)};
    for (uint32_t a = 0; a < f->d->in->story->n_articles; a++)
        NQ_TRY(read_article(&c, a));
    call *at = c.calls.at;
    nq_sort(at, c.calls.n, sizeof *at, by_body);
    for (uint32_t i = 0; i < c.calls.n;) {
        uint32_t end = i;
        while (end < c.calls.n && at[end].body == at[i].body)
            end++;
        group g = {.at = &at[i], .n = end - i};
        NQ_TRY(judge(&c, &g, to));
        i = end;
    }
    return NAQL_OK;
}
