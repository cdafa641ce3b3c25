/* SPDX-License-Identifier: Apache-2.0
 *
 * word_order.c - one body whose name outlets put together in another order, or
 * under another head. Layer 7 (compare).
 *
 * Where the name layer saw the whole name in one report, the same words behind
 * the head of a body are that name in another, cut short or not. */
#include "compare/word_order.h"

#include "base/hash.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "compare/tune.h"

typedef struct named { /* a name of a body, or what has its words */
    uint64_t words;    /* of its stems, in whatever order, heads that stand for
                          each other as one */
    uint64_t order;    /* of the same, in theirs */
    uint32_t article;
    naql_span span;
} named;

typedef struct finder {
    const nq_found *f;
    nq_list all;  /* of named */
    nq_map known; /* `words` of the names that the name layer saw */
} finder;

static int
by_words(const void *a, const void *b)
{
    const named *x = a, *y = b;
    NQ_SORT_BY(x->words, y->words);
    NQ_SORT_BY(x->article, y->article);
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

/* Stem of a word; of the head of a name, what stands for it too: "commission",
 * "authority". */
static uint64_t
stem_of(const finder *w, const nq_token *t, bool head)
{
    nq_slot_word found = nq_slot_word_of(&w->f->d->in->tools->heads, t);
    return head && found.kind ? nq_slot_stem(found) : t->stem;
}

/* The words of tokens [first, end); false: a mark or the end of the sentence
 * is among them, or a short word that joins two. */
static bool
read_run(const finder *w, const nq_text *text, uint32_t first, uint32_t end,
         named *out)
{
    enum { SHORT = 2 * 2 }; /* bytes of two letters */
    if (end > text->n_tokens)
        return false;
    *out = (named){.words = 0};
    for (uint32_t i = first; i < end; i++) {
        const nq_token *t = &text->tokens[i];
        if (t->kind != NQ_TOKEN_WORD || t->folded.len <= SHORT ||
            (i > first && t->flags & NQ_TOKEN_SENTENCE))
            return false;
        out->words += nq_hash_next(41, stem_of(w, t, i == first));
        out->order = nq_hash_next(out->order, t->stem);
    }
    return true;
}

/* Notes the names of bodies of three words and more. */
static naql_status
note_names(finder *w)
{
    for (uint32_t a = 0; a < w->f->d->in->story->n_articles; a++) {
        const nq_reading *r = nq_desk_reading(w->f->d, a);
        for (uint32_t i = 0; i < r->names.n_mentions; i++) {
            const nq_mention *m = &r->names.mentions[i];
            uint32_t n = m->end - m->first;
            named run;
            if (m->type == NQ_ORG && n >= NQ_ORDER_WORDS &&
                n <= NQ_ORDER_MOST &&
                read_run(w, &r->text, m->first, m->end, &run) &&
                !nq_map_put(&w->known, run.words, NULL))
                return NAQL_NOMEM;
        }
    }
    return NAQL_OK;
}

static bool
may_begin(const finder *w, const nq_reading *r, uint32_t token)
{
    const nq_token *t = r->text.tokens;
    const nq_mention *m = nq_mention_at(&r->names, token);
    uint32_t head = m && m->first < token ? token - 1 : token, row;
    if (m && (m->type != NQ_ORG || m->first < head))
        return false; /* "the party, the Union of X": with its head, or behind
                       */
    return (m && m->first == token) ||
           (t[head].kind == NQ_TOKEN_WORD &&
            nq_table_word(&w->f->d->in->tools->org_heads,
                          nq_hash(nq_token_bare(&t[head])), &row));
}

/* Bytes glued before a name, its article left to it, which "to" cuts short. */
static uint32_t
glue_of(const nq_token *t)
{
    const uint32_t article = (uint32_t)strlen("ال");
    if (!(t->clitics & NQ_CLITIC_AL))
        return t->pre;
    return t->clitics & NQ_CLITIC_LAM || t->pre < article ? 0
                                                          : t->pre - article;
}

/* The runs of words that begin at a token and are those of a name. */
static naql_status
read_at(finder *w, uint32_t article, const nq_reading *r, uint32_t token)
{
    for (uint32_t n = NQ_ORDER_WORDS; n <= NQ_ORDER_MOST; n++) {
        named run;
        if (!read_run(w, &r->text, token, token + n, &run))
            return NAQL_OK;
        if (!nq_map_get(&w->known, run.words))
            continue;
        named *to = nq_list_add(&w->all, w->f->d->scratch);
        if (!to)
            return NAQL_NOMEM;
        const nq_token *t = r->text.tokens;
        run.article = article;
        run.span = (naql_span){nq_token_at(&r->text, token, glue_of(&t[token])),
                               t[token + n - 1].span.end};
        *to = run;
    }
    return NAQL_OK;
}

typedef struct orders { /* names of the same words */
    const named *at;
    uint32_t n;
    uint64_t of[NQ_GROUPS]; /* [n_of] their orders */
    uint32_t n_of;
} orders;

static uint32_t
order_of(orders *o, const named *name)
{
    uint32_t g = 0;
    while (g < o->n_of && o->of[g] != name->order)
        g++;
    if (g == o->n_of && g < NQ_GROUPS)
        o->of[o->n_of++] = name->order;
    return g < NQ_GROUPS ? g : NQ_GROUPS - 1;
}

static naql_status
fill_versions(const nq_found *f, orders *o, nq_version *out)
{
    nq_place *places = nq_arena_alloc(f->arena, o->n * sizeof *places);
    if (!places)
        return NAQL_NOMEM;
    for (uint32_t g = 0; g < o->n_of; g++) {
        out[g].places = places;
        for (uint32_t i = 0; i < o->n; i++) {
            const named *at = &o->at[i];
            if (order_of(o, at) != g)
                continue;
            if (!out[g].n_places++)
                out[g].text = nq_str_span(
                    nq_desk_reading(f->d, at->article)->article.text, at->span);
            *places++ = nq_desk_place(f->d, at->article, at->span);
        }
    }
    return NAQL_OK;
}

static naql_status
add_point(const nq_found *f, orders *o, uint32_t n_outlets, nq_points *to)
{
    nq_version *versions = nq_arena_zero(f->arena, o->n_of, sizeof *versions);
    nq_ranked *r = nq_list_add(&to->conflict, f->d->scratch);
    if (!versions || !r)
        return NAQL_NOMEM;
    NQ_TRY(fill_versions(f, o, versions));
    const nq_text *text = &nq_desk_reading(f->d, o->at->article)->text;
    *r = (nq_ranked){
        .point = {.slot = NQ_SLOT_NAME,
                  .about = versions[0].text,
                  .versions = versions,
                  .n_versions = o->n_of,
                  .n_outlets = n_outlets,
                  .wording = true},
        .rank = n_outlets - NQ_SPELLING_LAST / 2, /* above mere spellings */
        .row = nq_desk_row(f->d, o->at->article,
                           nq_token_from(text, o->at->span.start))};
    for (uint32_t i = 0; i < o->n; i++)
        NQ_TRY(nq_points_tell(f, to, o->at[i].article, o->at[i].span));
    return NAQL_OK;
}

/* Is the first of them told by another conflict? */
static bool
is_told(const nq_points *to, const orders *o)
{
    return nq_map_get(&to->told, nq_hash_next(o->at->article + 1ull,
                                              o->at->span.start)) != NULL;
}

static naql_status
judge(const nq_found *f, orders *o, nq_points *to)
{
    uint32_t n = f->d->n_outlets, n_outlets = 0;
    for (uint32_t i = 0; i < o->n; i++)
        order_of(o, &o->at[i]);
    if (o->n_of < 2)
        return NAQL_OK;
    uint32_t *sets = nq_arena_zero(f->d->scratch, n, sizeof *sets);
    if (!sets)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < o->n; i++)
        sets[f->d->outlet[o->at[i].article]] |= 1u << order_of(o, &o->at[i]);
    for (uint32_t i = 0; i < n; i++)
        n_outlets += sets[i] != 0;
    if (!nq_desk_parted(sets, n) || is_told(to, o))
        return NAQL_OK;
    return add_point(f, o, n_outlets, to);
}

naql_status
nq_word_order_points(const nq_found *f, nq_points *to)
{
    finder w = {.f = f, .all = NQ_LIST(named)};
    nq_map_init(&w.known, f->d->scratch);
    NQ_TRY(note_names(&w));
    for (uint32_t a = 0; w.known.n && a < f->d->in->story->n_articles; a++) {
        const nq_reading *r = nq_desk_reading(f->d, a);
        for (uint32_t i = 0; i < r->text.n_tokens; i++)
            if (may_begin(&w, r, i))
                NQ_TRY(read_at(&w, a, r, i));
    }
    named *at = w.all.at;
    nq_sort(at, w.all.n, sizeof *at, by_words);
    for (uint32_t i = 0; i < w.all.n;) {
        orders o = {.at = &at[i]};
        while (i + o.n < w.all.n && at[i + o.n].words == at[i].words)
            o.n++;
        if (o.n > 1)
            NQ_TRY(judge(f, &o, to));
        i += o.n;
    }
    return NAQL_OK;
}
