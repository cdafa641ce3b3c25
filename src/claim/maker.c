/* SPDX-License-Identifier: Apache-2.0
 *
 * maker.c - from a draft to a statement: its spans, its grounds.
 * Layer 5 (claim). */
#include "claim/maker.h"

#include "base/limits.h"
#include "base/status.h"
#include "base/str.h"
#include "claim/choice.h"
#include "claim/tune.h"

/* ---- Building ----------------------------------------------------------- */

static naql_status
set_speakers(nq_maker *m, const nq_speaker *who, nq_statement *st)
{
    uint32_t *ids = nq_arena_alloc(m->arena, sizeof(uint32_t) * NQ_JOINT_MAX);
    if (!ids)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < who->n_entities; i++)
        ids[i] = who->entities[i];
    st->speaker = who->span;
    st->entity = who->entity;
    st->speakers = ids;
    st->n_speakers = who->n_entities;
    return NAQL_OK;
}

/* Whom the words were told to, when the cue's clause names him. */
static void
set_told(nq_maker *m, const nq_draft *d, nq_statement *st)
{
    nq_speaker told;
    st->to_entity = NQ_NO_ENTITY;
    if (!d->cue.has_told || !nq_np_speaker(m->s, &d->cue.told, &told))
        return;
    if (told.outlet)
        return; /* an outlet carries words, nobody tells it any */
    uint32_t i = d->cue.told.first;
    if ((m->s->tags[i].glue & NQ_CLITIC_LAM) &&
        nq_has_sense(m->s, i, NQ_SENSE_PRESS))
        return; /* "the agency X FOR NEWS" */
    st->to = told.span;
    st->to_entity = told.entity;
}

/* Does a conjunction open the word? At the head of a sentence nearly always,
 * but for words with a w of their own. */
static bool
has_waw(const nq_scene *s, uint32_t i)
{
    enum { LEAST = 8 }; /* bytes: four letters */
    const nq_tag *t = &s->tags[i];
    naql_str f = s->tokens[i].folded;
    if (t->glue & NQ_CLITIC_WAW)
        return true;
    return nq_str_starts(f, NQ_STR("و")) && f.len >= LEAST && !t->mention &&
           !t->office && t->word == s->book->words;
}

/* A glued conjunction at the start of content that stands before its cue. */
static uint32_t
content_start(const nq_scene *s, const nq_draft *d)
{
    uint32_t i = d->x.first;
    if (d->cue.way == NQ_WAY_CLOSE && nq_is_word(s, i)) {
        const nq_mention *m = nq_mention_from(s, i);
        if (m && m->span.start > s->tokens[i].span.start)
            return m->span.start;
        if (has_waw(s, i))
            return nq_token_at(s->text, i, 2);
    }
    return s->tokens[i].span.start;
}

/* The first mention of an outlet; the short name that brackets give right
 * behind it. */
static naql_span
naming_span(const nq_scene *s, const nq_entity *e, naql_span none)
{
    if (e->n_mentions == 0)
        return none;
    const nq_mention *m = &s->names->mentions[e->mentions[0]];
    if (e->n_mentions > 1 && nq_is_mark(s, m->end, NQ_MARK_OPEN)) {
        const nq_mention *twin = &s->names->mentions[e->mentions[1]];
        if (twin->first == m->end + 1)
            m = twin;
    }
    return m->span;
}

/* An outlet that speaks is its own credit, by a mention that names it. */
nq_credit
nq_maker_credit_of(const nq_scene *s, const nq_speaker *who)
{
    nq_credit c = {who->span, who->entity}, twin;
    uint32_t end = nq_token_from(s->text, who->span.end);
    const nq_mention *m = end >= 2 ? nq_mention_of(s, end - 2) : NULL;
    if (m && nq_is_closer(&s->tokens[end - 1]) && m->type == NQ_ORG &&
        nq_credit_find(s, m->first, end, &twin)) {
        twin.span = who->span;
        return twin; /* "the agency of X (Y)" */
    }
    uint32_t first = nq_token_from(s->text, who->span.start);
    if (nq_credit_is_own_site(s, first, end))
        return (nq_credit){.entity = NQ_NO_ENTITY};
    if (who->entity == NQ_NO_ENTITY && nq_credit_take_up(s, who->span, &twin))
        return twin;
    if (who->entity != NQ_NO_ENTITY)
        c.span = naming_span(s, &s->names->entities[who->entity], c.span);
    return c;
}

/* What is known of the speaker. */
static uint32_t
grounds_of_who(const nq_maker *m, const nq_draft *d)
{
    const nq_speaker *who = &d->who;
    uint32_t bits = 0;
    if (!d->has_who)
        return NQ_GROUND_BIT(NQ_GROUND_NOBODY);
    uint32_t from = nq_token_from(m->s->text, who->span.start);
    if (!d->explicit_who) {
        bits |= NQ_GROUND_BIT(NQ_GROUND_DROPPED);
        if (d->agreed)
            bits |= NQ_GROUND_BIT(NQ_GROUND_AGREED);
        if (m->chain >= NQ_TUNE_CHAIN)
            bits |= NQ_GROUND_BIT(NQ_GROUND_CHAIN);
        if (from + NQ_TUNE_FAR_SPEAKER < d->cue.at)
            bits |= NQ_GROUND_BIT(NQ_GROUND_FAR);
    }
    if (who->entity != NQ_NO_ENTITY) {
        const nq_mention *at = nq_mention_of(m->s, from);
        bool named = at && at->entity == who->entity;
        return bits |
               NQ_GROUND_BIT(named ? NQ_GROUND_NAMED : NQ_GROUND_TAKEN_UP);
    }
    if (who->unlisted)
        return bits | NQ_GROUND_BIT(NQ_GROUND_UNLISTED);
    if (who->noun == NQ_NOUN_NONE)
        return bits | NQ_GROUND_BIT(NQ_GROUND_UNKNOWN);
    return bits |
           NQ_GROUND_BIT(who->noun == NQ_NOUN_PERSON ? NQ_GROUND_NAMELESS_PERSON
                                                     : NQ_GROUND_NAMELESS);
}

static uint32_t
grounds_of(const nq_maker *m, const nq_draft *d)
{
    static const uint8_t ways[] = {NQ_GROUND_THAT,  NQ_GROUND_QUOTE,
                                   NQ_GROUND_COLON, NQ_GROUND_OBJECT,
                                   NQ_GROUND_PREP,  NQ_GROUND_CLOSING};
    const nq_cue *c = &d->cue;
    uint32_t bits = NQ_GROUND_BIT(ways[c->way]) | grounds_of_who(m, d) |
                    d->grounds | d->x.grounds;
    if (c->lemma && c->lemma->level < 2)
        bits |= NQ_GROUND_BIT(NQ_GROUND_WEAK_CUE);
    if (c->inflection == NQ_CUE_PARTICIPLE)
        bits |= NQ_GROUND_BIT(NQ_GROUND_PARTICIPLE);
    if (c->inflection >= NQ_CUE_NOUN_PRON)
        bits |= NQ_GROUND_BIT(NQ_GROUND_CUE_NOUN);
    if (d->x.form == NQ_FORM_MIXED)
        bits |= NQ_GROUND_BIT(NQ_GROUND_MIXED);
    if (d->x.end - d->x.first < NQ_TUNE_SHORT)
        bits |= NQ_GROUND_BIT(NQ_GROUND_SHORT);
    if (m->title)
        bits |= NQ_GROUND_BIT(NQ_GROUND_TITLE);
    return bits;
}

bool
nq_maker_is_carried(const nq_cue *c)
{
    return c->framed || (c->lemma && (c->lemma->links & NQ_LINK_FRAME) &&
                         c->has_subject && !c->outlet.end);
}

/* Is it a person called by an office, "the commissioner of X", without a name?
 */
static bool
is_office_alone(const nq_scene *s, const nq_speaker *who)
{
    if (who->noun != NQ_NOUN_PERSON || who->entity != NQ_NO_ENTITY ||
        who->unlisted)
        return false;
    uint32_t i = nq_token_from(s->text, who->span.start);
    for (; i < s->n && s->tokens[i].span.end <= who->span.end; i++)
        if (nq_is_definite(s, i) || s->tags[i].mention)
            return true;
    return false;
}

/* "The commissioner said ... And X ADDED": a name that is new, with a verb that
 * goes on, tells who spoke before. */
static naql_status
name_former(nq_maker *m, const nq_draft *d)
{
    const nq_scene *s = m->s;
    const nq_speaker *last = nq_memory_last(&m->memory), *who = &d->who;
    if (!last || !d->explicit_who || who->noun != NQ_NOUN_PERSON ||
        who->n_entities != 1 || !nq_has_sense(s, d->cue.at, NQ_SENSE_AGAIN) ||
        !is_office_alone(s, last) || ((last->grammar ^ who->grammar) & NQ_FEM))
        return NAQL_OK;
    const nq_entity *e = &s->names->entities[who->entity];
    if (s->names->mentions[e->mentions[0]].span.start < last->span.end)
        return NAQL_OK;
    nq_statement *st = m->list.at;
    for (uint32_t k = m->list.n - 1; k-- > 0;) {
        if (st[k].entity != NQ_NO_ENTITY ||
            st[k].speaker.start != last->span.start)
            break;
        nq_speaker named = *last;
        named.entity = named.entities[0] = who->entity;
        named.n_entities = 1;
        NQ_TRY(set_speakers(m, &named, &st[k]));
    }
    return NAQL_OK;
}

naql_status
nq_maker_finish(nq_maker *m, nq_draft *d, uint8_t grammar)
{
    const nq_scene *s = m->s;
    if (d->x.end <= d->x.first || m->list.n >= NQ_MAX_STATEMENTS)
        return NAQL_OK;
    nq_statement *st = nq_list_add(&m->list, m->scratch);
    if (!st)
        return NAQL_NOMEM;
    st->first = d->x.first;
    st->end = d->x.end;
    st->span = nq_span_of(s, d->x.first, d->x.end);
    st->span.start = content_start(s, d);
    st->cue = d->cue_span;
    st->entity = NQ_NO_ENTITY;
    st->act = d->cue.lemma ? d->cue.lemma->act : NQ_STR("say");
    st->form = d->x.form;
    set_told(m, d, st);
    nq_choice_take(m, d);
    if (d->has_who) {
        NQ_TRY(set_speakers(m, &d->who, st));
        NQ_TRY(name_former(m, d));
        if (!d->credit.span.end && d->who.outlet)
            d->credit = nq_maker_credit_of(s, &d->who);
        if (!d->background)
            nq_memory_add(&m->memory, &d->who, grammar,
                          nq_maker_is_carried(&d->cue));
    }
    st->credit = d->credit.span;
    st->credit_entity = d->credit.span.end ? d->credit.entity : NQ_NO_ENTITY;
    bool speaks = d->has_who && st->to.start == d->who.span.start;
    bool carries =
        st->credit.start <= st->to.start && st->to.end <= st->credit.end;
    if (speaks || carries) { /* who speaks or carries is told nothing */
        st->to = (naql_span){0};
        st->to_entity = NQ_NO_ENTITY;
    }
    m->chain = d->explicit_who ? 0 : m->chain + 1;
    st->grounds = grounds_of(m, d);
    st->confidence = nq_confidence_of(&s->book->confidence, st->grounds);
    m->last_end = d->x.next;
    return NAQL_OK;
}
