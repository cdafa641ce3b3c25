/* SPDX-License-Identifier: Apache-2.0
 *
 * one_name.c - does an article say itself that two names are one? Layer 7
 * (compare).
 *
 * Knows nothing of what the pile merged: a family name and a given name that
 * each outlet uses alone may be two people to it. */
#include "compare/one_name.h"

#include "base/hash.h"
#include "base/str.h"
#include "compare/tune.h"

/* Bits of the words of `in` that are those of `of`; 0: one of them is not
 * there, or there are no more than these. */
static uint32_t
places_of(const nq_name_words *in, const nq_name_words *of)
{
    uint32_t places = 0;
    for (uint32_t i = 0; i < of->n; i++) {
        uint32_t k = 0;
        while (k < in->n && in->tight[k] != of->tight[i] &&
               in->loose[k] != of->loose[i])
            k++;
        if (k == in->n)
            return 0;
        places |= 1u << k;
    }
    return in->n > of->n ? places : 0;
}

/* Two spellings of one word are no two parts. */
static bool
are_parts(const nq_desk *d, naql_str name, const nq_slot_at *a,
          const nq_slot_at *b)
{
    nq_name_form whole;
    nq_name_form_of(&d->in->tools->names, name, &whole);
    uint32_t x = places_of(&whole.words, &a->value.name->words);
    uint32_t y = places_of(&whole.words, &b->value.name->words);
    return x && y && x != y;
}

/* A person's name cut short, a "bin" or a grandfather left out. */
static bool
is_shorter(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b)
{
    const nq_slot_at *shorter = a->end - a->first > b->end - b->first ? b : a;
    return shorter->type == NQ_PER && nq_slots_cover(d, a, b);
}

/* Some entity of the article, by its fullest name. */
static bool
has_whole(const nq_desk *d, const nq_reading *r, const nq_slot_at *a,
          const nq_slot_at *b)
{
    for (uint32_t i = 0; i < r->names.n_entities && i < NQ_ONE_NAME_MOST; i++) {
        const nq_entity *e = &r->names.entities[i];
        if (e->type != NQ_LOC && e->type == a->type &&
            are_parts(d, e->name, a, b))
            return true;
    }
    return false;
}

/* What stands in the bracket that opens right behind a mention; empty: there is
 * none, or it holds more than a name. */
static naql_span
bracket_behind(const nq_text *text, const nq_mention *m)
{
    uint32_t i = m->end;
    if (i >= text->n_tokens || !nq_is_opener(&text->tokens[i]))
        return (naql_span){0, 0};
    for (uint32_t n = 0; ++i < text->n_tokens && n <= NQ_NAME_WORDS_MAX; n++)
        if (nq_is_closer(&text->tokens[i]))
            return (naql_span){text->tokens[m->end].span.end,
                               text->tokens[i].span.start};
    return (naql_span){0, 0};
}

static bool
is_name_of(const nq_desk *d, naql_str name, const nq_slot_at *s)
{
    nq_name_form form;
    nq_name_form_of(&d->in->tools->names, name, &form);
    return form.words.n && nq_same_name(&form, s->value.name);
}

static bool
sets_beside(const nq_desk *d, const nq_reading *r, const nq_slot_at *a,
            const nq_slot_at *b)
{
    for (uint32_t i = 0; i < r->names.n_mentions && i < NQ_ONE_NAME_MOST; i++) {
        const nq_mention *m = &r->names.mentions[i];
        naql_span in = bracket_behind(&r->text, m);
        if (in.end == in.start)
            continue;
        naql_str x = nq_str_span(r->article.text, m->span);
        naql_str y = nq_str_span(r->article.text, in);
        if ((is_name_of(d, x, a) && is_name_of(d, y, b)) ||
            (is_name_of(d, x, b) && is_name_of(d, y, a)))
            return true;
    }
    return false;
}

/* Does a word of the slot speak of a country: by its name, or as an adjective?
 */
static bool
speaks_of(const nq_desk *d, const nq_slot_at *s, uint64_t country)
{
    const nq_text *text = &nq_row_reading(d, &d->lines[s->line])->text;
    for (uint32_t i = nq_token_around(text, s->span.start);
         i < text->n_tokens && text->tokens[i].span.start < s->span.end; i++) {
        const nq_token *t = &text->tokens[i];
        naql_str bare = nq_token_bare(t);
        if (nq_origin_of(&d->in->tools->names.variants, nq_hash(bare)) ==
            country)
            return true;
    }
    return false;
}

/* "Madrid" for "the Spanish government". */
static bool
stands_for(const nq_desk *d, const nq_slot_at *place, const nq_slot_at *body)
{
    uint64_t country = place->value.name->around;
    return country && body->value.name->words.n > 1 &&
           speaks_of(d, body, country);
}

bool
nq_are_one_name(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b)
{
    const nq_reading *r[2] = {nq_row_reading(d, &d->lines[a->line]),
                              nq_row_reading(d, &d->lines[b->line])};
    if (!a->value.name || !b->value.name)
        return false;
    if (is_shorter(d, a, b) || stands_for(d, a, b) || stands_for(d, b, a))
        return true;
    for (int i = 0; i < 2; i++)
        if (has_whole(d, r[i], a, b) || sets_beside(d, r[i], a, b))
            return true;
    return false;
}

static naql_str
text_of(const nq_desk *d, const nq_slot_at *s)
{
    const nq_reading *r = nq_row_reading(d, &d->lines[s->line]);
    return nq_str_span(r->article.text, s->span);
}

/* How many bytes are the same at the fronts, or the ends, of two texts, spaces
 * left out; *all: these are all of the shorter one. */
static size_t
same_bytes(naql_str a, naql_str b, bool back, bool *all)
{
    size_t i = 0, k = 0, same = 0;
    for (;;) {
        while (i < a.len && a.ptr[back ? a.len - 1 - i : i] == ' ')
            i++;
        while (k < b.len && b.ptr[back ? b.len - 1 - k : k] == ' ')
            k++;
        *all = i == a.len || k == b.len;
        if (*all ||
            a.ptr[back ? a.len - 1 - i : i] != b.ptr[back ? b.len - 1 - k : k])
            return same;
        i++;
        k++;
        same++;
    }
}

bool
nq_is_name_cut(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b)
{
    naql_str x = text_of(d, a), y = text_of(d, b);
    const nq_name_form *m = a->value.name, *n = b->value.name;
    if (m && n && m->country && n->country)
        return false; /* "India", "Honduras" in Arabic */
    for (int back = 0; back < 2; back++) {
        bool all;
        if (same_bytes(x, y, back, &all) >= NQ_CUT_BYTES && all)
            return true;
    }
    return false;
}

/* The type of what the name layer has at a slot; NQ_NAME_NONE: nothing. */
static uint8_t
type_at(const nq_desk *d, const nq_slot_at *s)
{
    const nq_reading *r = nq_row_reading(d, &d->lines[s->line]);
    const nq_mention *m =
        nq_mention_at(&r->names, nq_token_around(&r->text, s->span.start));
    return m ? m->type : NQ_NAME_NONE;
}

/* "The presidency", "the ministry": an office of the state by its own word,
 * whatever the tagger takes foreign names for. */
static bool
is_state_body(const nq_desk *d, const nq_slot_at *s)
{
    const nq_text *text = &nq_row_reading(d, &d->lines[s->line])->text;
    const nq_token *t = &text->tokens[nq_token_around(text, s->span.start)];
    uint8_t kind = nq_slot_word_of(&d->in->tools->words, t).kind;
    return type_at(d, s) == NQ_ORG &&
           (kind == NQ_WORD_FIELD || kind == NQ_WORD_ORGAN);
}

bool
nq_are_man_and_body(const nq_desk *d, const nq_slot_at *a, const nq_slot_at *b)
{
    return (type_at(d, a) == NQ_PER && is_state_body(d, b)) ||
           (type_at(d, b) == NQ_PER && is_state_body(d, a));
}
