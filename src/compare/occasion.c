/* SPDX-License-Identifier: Apache-2.0
 *
 * occasion.c - on what occasion one thing was said. Layer 7 (compare).
 *
 * Knows nothing of networks that a text was published on: label.c. */
#include "compare/occasion.h"

#include "base/hash.h"
#include "base/status.h"
#include "compare/cues.h"

typedef struct occasion {
    uint32_t article, line;
    uint32_t first, end; /* its tokens */
    uint32_t class;
    bool network;
} occasion;

typedef struct finder {
    const nq_desk *d;
    nq_slots *slots;
    nq_list *answers;
    nq_map named;  /* article and class: does it name such an occasion */
    nq_map made;   /* line and token -> its slot */
    nq_map spoken; /* article and start of a speaker -> a statement + 1 */
    nq_cues cues;
} finder;

static nq_slot_word
word_at(const nq_desk *d, const nq_text *text, uint32_t token)
{
    return nq_slot_word_of(&d->in->tools->occasions, &text->tokens[token]);
}

/* Class of the occasion that a token names, and the token behind it; 0: none.
 */
static uint32_t
class_at(const nq_desk *d, const nq_text *text, uint32_t token, uint32_t *end)
{
    nq_slot_word w = word_at(d, text, token);
    bool part = token + 1 < text->n_tokens &&
                word_at(d, text, token + 1).kind == NQ_WORD_PART;
    *end = token + 1 + part;
    if (w.kind != NQ_WORD_MEDIUM && w.kind != NQ_WORD_CARRIER)
        return 0;
    return w.class == d->in->tools->occasions.press && !part ? 0 : w.class;
}

static uint64_t
named_key(uint32_t article, uint32_t class)
{
    return nq_hash_next(nq_hash_next(67, article), class);
}

static naql_status
note_named(finder *f)
{
    for (uint32_t a = 0; a < f->d->in->story->n_articles; a++) {
        const nq_text *text = &nq_desk_reading(f->d, a)->text;
        for (uint32_t i = 0; i < text->n_tokens; i++) {
            uint32_t end, class = class_at(f->d, text, i, &end);
            if (class && !nq_map_put(&f->named, named_key(a, class), NULL))
                return NAQL_NOMEM;
        }
    }
    return NAQL_OK;
}

/* "By way of its page on the site X": told of how it was said, wherever it
 * stands. */
static bool
is_way(const nq_desk *d, const nq_text *text, uint32_t token)
{
    for (uint32_t i = token, n = 0; i-- && n < NQ_OCCASION_VIA; n++) {
        nq_slot_word w = word_at(d, text, i);
        if (w.kind == NQ_WORD_INTO && w.class == d->in->tools->occasions.via)
            return true;
    }
    return false;
}

static bool
is_led_to(const nq_desk *d, const nq_text *text, uint32_t token)
{
    return text->tokens[token].clitics & NQ_CLITIC_BA ||
           (token && word_at(d, text, token - 1).kind == NQ_WORD_INTO);
}

/* Does the verb of another statement stand nearer to a token of a sentence:
 * "after he had said in a speech that .., he wrote"? */
static bool
is_of_another(const finder *f, const nq_row *row, uint32_t token, uint32_t cue)
{
    const nq_text *text = &nq_row_reading(f->d, row)->text;
    uint32_t far = token < cue ? cue - token : token - cue;
    uint32_t from = token - row->first < far ? row->first : token - far + 1;
    for (uint32_t i = from; i < token + far && i < row->end; i++)
        if (nq_cues_have(&f->cues, row->article, text, i))
            return true;
    return false;
}

/* The occasion nearest to a statement's verb, in its sentence and not in what
 * is said. */
static bool
occasion_of(const finder *f, uint32_t article, const nq_statement *s,
            occasion *out)
{
    const nq_text *text = &nq_desk_reading(f->d, article)->text;
    uint32_t cue = nq_token_from(text, s->cue.start);
    uint32_t best = NQ_OCCASION_REACH + 1;
    out->article = article;
    out->line = s->cue.end ? nq_desk_row(f->d, article, cue) : UINT32_MAX;
    if (out->line == UINT32_MAX)
        return false;
    const nq_row *row = &f->d->lines[out->line];
    uint32_t from = cue > row->first + NQ_OCCASION_REACH
                        ? cue - NQ_OCCASION_REACH
                        : row->first;
    out->class = 0;
    for (uint32_t i = from; i < row->end && i < cue + NQ_OCCASION_REACH; i++) {
        uint32_t far = i < cue ? cue - i : i - cue, end;
        uint32_t class = class_at(f->d, text, i, &end);
        bool inside = i >= s->first && i < s->end;
        if (!class || far >= best ||
            (inside
                 ? s->form != NQ_FORM_INDIRECT || !is_way(f->d, text, i)
                 : !is_led_to(f->d, text, i) || is_of_another(f, row, i, cue)))
            continue;
        best = far;
        out->class = class;
        out->network = word_at(f->d, text, i).kind == NQ_WORD_CARRIER;
        out->first = i;
        out->end = end;
    }
    return out->class != 0;
}

static naql_status
slot_of(finder *f, const occasion *o, uint32_t *slot)
{
    bool fresh;
    const nq_reading *r = nq_desk_reading(f->d, o->article);
    uint32_t *at = nq_map_put(
        &f->made, nq_hash_next(nq_hash_next(71, o->line), o->first), &fresh);
    if (!at)
        return NAQL_NOMEM;
    if (fresh) {
        const nq_token *t = &r->text.tokens[o->first];
        nq_slot_at new = {
            .slot = NQ_SLOT_PLACE, .type = NQ_ORG, .line = o->line};
        new.span = (naql_span){nq_token_at(&r->text, o->first, t->pre),
                               r->text.tokens[o->end - 1].span.end};
        new.value.word = nq_hash_next(73, o->class);
        new.value.person = NQ_NO_ENTITY;
        *at = f->slots->n;
        NQ_TRY(nq_slots_add(f->d, f->slots, new));
    }
    *slot = *at;
    return NAQL_OK;
}

static bool
names(const finder *f, uint32_t article, uint32_t class)
{
    return nq_map_get(&f->named, named_key(article, class)) != NULL;
}

static naql_status
hold(finder *f, const occasion *a, const occasion *b)
{
    nq_answer both;
    if (a->class == b->class || (a->network && b->network) ||
        f->d->outlet[a->article] == f->d->outlet[b->article] ||
        names(f, a->article, b->class) || names(f, b->article, a->class))
        return NAQL_OK;
    NQ_TRY(slot_of(f, a, &both.a));
    NQ_TRY(slot_of(f, b, &both.b));
    return nq_list_put(f->answers, f->d->scratch, &both);
}

static naql_status
compare(finder *f, const nq_twin *t)
{
    occasion at[NQ_OCCASION_MOST];
    uint32_t n = 0;
    for (uint32_t i = 0; i < t->n_variants && n < NQ_OCCASION_MOST; i++) {
        const nq_variant *v = &t->variants[i];
        if (!nq_variant_home(v))
            continue;
        uint32_t article = nq_desk_article(f->d, v->article);
        const nq_claims *c = &nq_desk_reading(f->d, article)->claims;
        n += occasion_of(f, article, &c->statements[v->statement], &at[n]);
    }
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < i; k++)
            NQ_TRY(hold(f, &at[k], &at[i]));
    return NAQL_OK;
}

/* Statements by their article and the place of their speaker. */
static naql_status
note_speakers(finder *f)
{
    for (uint32_t a = 0; a < f->d->in->story->n_articles; a++) {
        const nq_claims *c = &nq_desk_reading(f->d, a)->claims;
        for (uint32_t i = 0; i < c->n_statements; i++) {
            uint32_t *at = nq_map_put(
                &f->spoken, named_key(a, c->statements[i].speaker.start), NULL);
            if (!at)
                return NAQL_NOMEM;
            *at = i + 1;
        }
    }
    return NAQL_OK;
}

static bool
occasion_of_source(const finder *f, uint32_t slot, occasion *out)
{
    const nq_slot_at *s = &f->slots->at[slot];
    uint32_t article = f->d->lines[s->line].article;
    const uint32_t *at =
        nq_map_get(&f->spoken, named_key(article, s->span.start));
    return at &&
           occasion_of(
               f, article,
               &nq_desk_reading(f->d, article)->claims.statements[*at - 1],
               out);
}

/* One speaker, who says much the same in both lines. */
static bool
says_it_in_both(const finder *f, nq_answer sources)
{
    const nq_slot_at *x = &f->slots->at[sources.a];
    const nq_slot_at *y = &f->slots->at[sources.b];
    return x->value.person != NQ_NO_ENTITY &&
           x->value.person == y->value.person &&
           f->d->lines[x->line].n_words <= NQ_DEED_ROW &&
           f->d->lines[y->line].n_words <= NQ_DEED_ROW &&
           nq_row_cosine(&f->d->lines[x->line], &f->d->lines[y->line], NULL) >=
               NQ_OCCASION_LIKE;
}

/* Sources that answer one question say one thing as well. */
static naql_status
compare_sources(finder *f, nq_answer sources)
{
    occasion a, b;
    if (!says_it_in_both(f, sources) || !occasion_of_source(f, sources.a, &a) ||
        !occasion_of_source(f, sources.b, &b))
        return NAQL_OK;
    return hold(f, &a, &b);
}

naql_status
nq_occasions_add(const nq_desk *d, nq_slots *slots, nq_list *answers,
                 uint32_t from, uint32_t end)
{
    finder f = {.d = d, .slots = slots, .answers = answers};
    nq_map_init(&f.named, d->scratch);
    nq_map_init(&f.made, d->scratch);
    nq_map_init(&f.spoken, d->scratch);
    NQ_TRY(note_named(&f));
    NQ_TRY(note_speakers(&f));
    NQ_TRY(nq_cues_make(d, &f.cues));
    for (uint32_t i = 0; i < d->in->twins->n; i++)
        if (d->in->twins->at[i].n_variants > 1)
            NQ_TRY(compare(&f, &d->in->twins->at[i]));
    for (uint32_t i = from; i < end; i++)
        NQ_TRY(compare_sources(&f, ((const nq_answer *)answers->at)[i]));
    return NAQL_OK;
}
