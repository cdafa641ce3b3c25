/* SPDX-License-Identifier: Apache-2.0
 *
 * link_facts.c - what there is to see of a noun that speaks, whomever it stands
 * for. Layer 5 (claim). Knows nothing of candidates. */
#include "claim/link_sight.h"

#include "base/str.h"

bool
nq_link_suits(uint32_t kind, uint32_t type)
{
    static const bool table[NQ_LINK_KINDS][4] = {
        [NQ_NOUN_NONE] = {true, false, true, false},
        [NQ_NOUN_PERSON] = {true, false, false, false},
        [NQ_NOUN_BODY] = {false, true, true, true},
        [NQ_NOUN_OUTLET] = {false, false, false, true},
        [NQ_NOUN_DOC] = {true, true, true, false},
        [NQ_NOUN_STUDY] = {false, false, true, true},
    };
    return table[kind][type];
}

uint32_t
nq_link_head(const nq_linked *l)
{
    const nq_scene *s = l->s;
    uint32_t i = l->first;
    bool honour = nq_has_sense(s, i, NQ_SENSE_HONOUR);
    if ((honour || s->tags[i].word->noun == NQ_NOUN_NONE) && i + 1 < l->end &&
        s->tags[i + 1].word->noun == NQ_NOUN_PERSON)
        return i + 1;
    return i;
}

static uint32_t
known_as(const nq_linked *l)
{
    if (nq_is_definite(l->s, l->first))
        return 1;
    for (uint32_t i = l->first + 1; i < l->end; i++) {
        if (nq_has_role(l->s, i, NQ_ROLE_PREP))
            break;
        if (nq_is_definite(l->s, i) || l->s->tags[i].mention)
            return 2;
    }
    return 0;
}

/* What the head is, beyond its kind. */
static uint32_t
role_of(const nq_scene *s, uint32_t i)
{
    static const uint32_t senses[] = {NQ_SENSE_KIN, NQ_SENSE_STAR,
                                      NQ_SENSE_SPEAKER, NQ_SENSE_HONOUR};
    for (uint32_t k = 0; k < 4; k++)
        if (nq_has_sense(s, i, senses[k]))
            return k + 1;
    return nq_has_role(s, i, NQ_ROLE_ADJ) ? 5 : s->tags[i].office ? 6 : 0;
}

static uint32_t
place_of(const nq_linked *l)
{
    const nq_article *a = l->s->text->article;
    uint32_t b = l->s->text->sentences[l->facts.sentence].block;
    if (b < a->n_blocks && (a->blocks[b].kind == NQ_BLOCK_TITLE ||
                            a->blocks[b].kind == NQ_BLOCK_SUBTITLE))
        return 0;
    return l->facts.sentence <= 1 ? 1 : 2;
}

static void
take_words(nq_linked *l)
{
    const nq_scene *s = l->s;
    nq_link_facts *f = &l->facts;
    f->words.first = l->first;
    f->words.end = l->end;
    for (uint32_t i = l->first; i < l->end; i++) {
        if (i == l->head || !nq_is_word(s, i) ||
            nq_has_role(s, i, NQ_ROLE_PREP) ||
            nq_has_sense(s, i, NQ_SENSE_HONOUR))
            continue;
        naql_str place = nq_resolve_origin(s, i);
        if (place.len) {
            f->origin = place;
            f->adjective = i;
        }
        nq_stems_add(&f->words, s->tokens[i].stem);
    }
}

/* The first and the nearest time before that the head stood in the text. */
static void
find_told(nq_linked *l)
{
    enum { FIRST = 120, BACK = 120 };
    nq_link_facts *f = &l->facts;
    uint32_t end = l->first < FIRST ? l->first : FIRST;
    uint32_t lo = l->first > BACK ? l->first - BACK : 0;
    f->told = f->near = NQ_NO_TOKEN;
    for (uint32_t i = 0; i < end && f->told == NQ_NO_TOKEN; i++)
        if (nq_link_is_head(l, i))
            f->told = i;
    for (uint32_t i = l->first; i-- > lo && f->near == NQ_NO_TOKEN;)
        if (nq_link_is_head(l, i))
            f->near = i;
    if (f->told == NQ_NO_TOKEN)
        f->told = f->near;
}

/* Is the speaker of that statement called by the same head? */
static bool
is_called_so(const nq_linked *l, const nq_statement *st)
{
    if (st->speaker.end <= st->speaker.start ||
        st->speaker.start == l->all[l->at].speaker.start ||
        (st > l->all && st->speaker.start == st[-1].speaker.start))
        return false; /* the same words as before it */
    uint32_t i = nq_token_around(l->s->text, st->speaker.start);
    return nq_link_is_head(l, i) && !l->s->tags[i].mention;
}

static void
look_around(nq_linked *l)
{
    enum { BACK = 12, AHEAD = 6 };
    nq_link_facts *f = &l->facts;
    uint32_t lo = l->at > BACK ? l->at - BACK : 0;
    uint32_t hi = l->at + AHEAD < l->n_all ? l->at + AHEAD : l->n_all;
    f->last = f->next = f->alike[0] = f->alike[1] = NQ_NO_ENTITY;
    f->alikes = 0;
    for (uint32_t i = l->at; i-- > lo;) {
        const nq_statement *st = &l->all[i];
        if (f->last == NQ_NO_ENTITY)
            f->last = st->entity;
        if (!(f->alikes & 1) && is_called_so(l, st)) {
            f->alike[0] = st->entity;
            f->alikes |= 1;
        }
    }
    for (uint32_t i = l->at + 1; i < hi; i++) {
        const nq_statement *st = &l->all[i];
        bool own = st->speaker.start == l->all[l->at].speaker.start;
        if (f->next == NQ_NO_ENTITY && !own) {
            f->next = st->entity;
            f->next_at = i;
        }
        if (!(f->alikes & 2) && is_called_so(l, st)) {
            f->alike[1] = st->entity;
            f->alikes |= 2;
        }
    }
}

void
nq_link_look(nq_linked *l)
{
    const nq_scene *s = l->s;
    nq_link_facts *f = &l->facts;
    *f = (nq_link_facts){.office = NQ_NO_ENTITY, .adjective = NQ_NO_TOKEN};
    const nq_word *w = s->tags[l->head].word;
    f->kind = w->noun;
    if (!f->kind && s->tags[l->head].office)
        f->kind = NQ_NOUN_PERSON;
    f->stem = s->tokens[l->head].stem;
    f->twin = w->twin;
    f->known = known_as(l);
    f->role = role_of(s, l->head);
    f->sentence = nq_sentence_of(s->text, l->first);
    f->place = place_of(l);
    f->many = (w->noun_grammar & (NQ_PLURAL | NQ_DUAL)) != 0;
    f->fem = (w->noun_grammar & NQ_FEM) != 0;
    if (s->tags[l->head].office)
        f->office = s->names->offices[s->tags[l->head].office - 1].entity;
    take_words(l);
    find_told(l);
    look_around(l);
}
