/* SPDX-License-Identifier: Apache-2.0
 *
 * end_places.c - the places where content may end. Layer 5 (claim). */
#include "claim/end_words.h"

typedef struct looker { /* a pass over what may be content */
    const nq_content_walk *w;
    nq_end_places *out;
    uint32_t words, commas, since;
    uint32_t ruled;
    uint32_t open; /* first place whose clause goes on */
    uint8_t sentences;
    bool has_ruled, full;
} looker;

/* May a clause of the reporter's open at the word, with no comma before it? A
 * preposition only opens one behind a noun's content. */
static bool
may_open(const nq_content_walk *w, uint32_t i)
{
    const uint64_t opens = NQ_ROLE_REL | NQ_ROLE_WHILE | NQ_ROLE_AFTER |
                           NQ_ROLE_KAMA | NQ_ROLE_BUT | NQ_ROLE_SUB |
                           NQ_ROLE_OPENER | NQ_ROLE_OPENER_HARD;
    const nq_tag *t = &w->s->tags[i];
    if (t->mention || (t->glue & NQ_CLITIC_AL))
        return false;
    if ((t->word->roles & (opens | (w->nominal ? NQ_ROLE_PREP : 0u))) ||
        (t->glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA)))
        return true;
    if (t->word->lemma && (t->word->inflection == NQ_CUE_PARTICIPLE ||
                           t->word->inflection == NQ_CUE_PAST)) {
        const nq_lemma *l = nq_cue_lemma(w->s, i);
        if (l && l->level >= 2)
            return true;
    }
    return t->phrase && !(t->word->roles & NQ_ROLE_PREP);
}

static bool
is_pause(const nq_scene *s, uint32_t i)
{
    const nq_token *t = &s->tokens[i];
    return i < s->n && t->kind == NQ_TOKEN_MARK &&
           (t->mark == NQ_MARK_COMMA || t->mark == NQ_MARK_SEMICOLON ||
            t->mark == NQ_MARK_DASH);
}

static void
add_place(looker *k, uint32_t at, nq_end_kind kind)
{
    const nq_scene *s = k->w->s;
    nq_end_places *p = k->out;
    uint32_t next = at;
    while (kind != NQ_END_SENTENCE && is_pause(s, next))
        next++;
    if (kind == NQ_END_COMMA && nq_opens_sentence(s, next))
        return; /* a comma at the sentence's end */
    if (p->n == NQ_ENDS_MOST) {
        k->full = true;
        return;
    }
    if (at == k->ruled) {
        p->ruled = p->n;
        k->has_ruled = true;
    }
    p->at[p->n++] = (nq_end_place){.at = at,
                                   .next = next,
                                   .words = k->words,
                                   .commas = k->commas,
                                   .since = k->since,
                                   .sentences = k->sentences,
                                   .kind = (uint8_t)kind};
}

/* The clauses of the places before token i end there. */
static void
close_clauses(looker *k, uint32_t i)
{
    for (; k->open < k->out->n; k->open++)
        k->out->at[k->open].stop = i;
}

static void
take(looker *k, uint32_t words)
{
    k->words += words;
    k->since += words;
}

/* The end of a sentence before token i; false: content cannot go on there. */
static bool
next_sentence(looker *k, uint32_t i)
{
    enum { MANY = 8 };
    const nq_content_walk *w = k->w;
    if (w->way != NQ_WAY_COLON || (w->s->tokens[i].flags & NQ_TOKEN_LINE) ||
        k->sentences == MANY)
        return false;
    k->sentences++;
    close_clauses(k, i);
    add_place(k, i, NQ_END_SENTENCE);
    k->since = 0;
    return true;
}

/* A mark: a pause, or a passage to be jumped over; the token to go on with. */
static uint32_t
look_at_mark(looker *k, uint32_t i)
{
    const nq_scene *s = k->w->s;
    const nq_quote *q = s->tags[i].quote ? nq_quote_from(s, i) : NULL;
    if (q && q->end > i && q->end <= k->w->limit) {
        take(k, q->end - q->open - 1);
        return q->end;
    }
    if (is_pause(s, i) && i > k->w->first && !is_pause(s, i - 1)) {
        close_clauses(k, i);
        add_place(k, i, NQ_END_COMMA);
        k->commas++;
        k->since = 0;
    }
    return i + 1;
}

/* Looks at token i; the one to go on with. */
static uint32_t
look_at(looker *k, uint32_t i)
{
    const nq_scene *s = k->w->s;
    const nq_token *t = &s->tokens[i];
    bool opens = t->kind == NQ_TOKEN_WORD && may_open(k->w, i);
    if ((opens || (i == k->ruled && !is_pause(s, i))) && i > k->w->first &&
        !nq_opens_sentence(s, i) && !is_pause(s, i - 1))
        add_place(k, i, NQ_END_WORD);
    if (t->kind == NQ_TOKEN_MARK)
        return look_at_mark(k, i);
    take(k, 1);
    return i + 1;
}

/* What tokens [first, end) say of their clause. */
static uint32_t
bits_of(const nq_content_walk *w, uint32_t first, uint32_t end)
{
    uint32_t bits = 0;
    for (uint32_t i = first; i < end;) {
        const nq_quote *q = w->s->tags[i].quote ? nq_quote_from(w->s, i) : NULL;
        bool whole = q && q->end > i && q->end <= end;
        bits |= whole ? nq_end_quote_bits(w, q) : nq_end_clause_bits(w, i);
        i = whole ? q->end : i + 1;
    }
    return bits;
}

/* The clause goes up to the next place, and with the clause of that one where
 * it belongs to it. */
void
nq_end_look_behind(const nq_content_walk *w, nq_end_places *p, uint32_t n)
{
    const nq_scene *s = w->s;
    nq_end_place *e = &p->at[n];
    const nq_end_place *behind = e + 1;
    uint32_t end;
    if (e->seen)
        return;
    e->seen = true;
    e->phrase = nq_phrase_at(s, e->next, &end);
    e->keeps = nq_phrase_keeps(s, e->next);
    if (e->final)
        return;
    e->clause = bits_of(w, e->next, behind->at);
    if (behind->at < e->stop) {
        nq_end_look_behind(w, p, n + 1);
        e->clause |= behind->clause;
    }
    if (nq_is_closing(e->phrase))
        e->clause |= NQ_END_SAYS;
    e->opens = nq_end_class(s, e->next);
    if (!nq_opens_sentence(s, e->next + 1))
        e->then = nq_end_class(s, e->next + 1);
}

bool
nq_end_places_find(const nq_content_walk *w, uint32_t ruled, nq_end_places *out)
{
    enum { FAR = 256 };
    const nq_scene *s = w->s;
    looker k = {.w = w, .out = out, .ruled = ruled};
    uint32_t i = w->first;
    out->n = out->ruled = 0;
    while (i < w->limit && i < w->first + FAR && !k.full) {
        if (i > w->first && nq_opens_sentence(s, i) && !next_sentence(&k, i))
            break;
        i = look_at(&k, i);
    }
    if (i >= w->first + FAR || k.full)
        return false;
    k.sentences++;
    close_clauses(&k, i);
    add_place(&k, i, NQ_END_SENTENCE);
    if (!k.has_ruled || k.full || out->n < 2)
        return false;
    out->at[out->n - 1].final = true;
    out->words = k.words;
    out->commas = k.commas;
    return true;
}
