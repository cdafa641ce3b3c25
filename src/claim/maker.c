/* SPDX-License-Identifier: Apache-2.0
 *
 * maker.c - from a draft to a statement: its speaker, its credit, its spans.
 * Layer 5 (claim). */
#include "claim/maker.h"

#include "base/limits.h"
#include "base/status.h"
#include "base/str.h"
#include "claim/clause.h"
#include "claim/refer.h"
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
    if (told.outlet || told.noun == NQ_NOUN_OUTLET)
        return; /* an outlet carries words, nobody tells it any */
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

/* An outlet that speaks is its own credit, by a mention that names it. */
nq_credit
nq_maker_credit_of(const nq_scene *s, const nq_speaker *who)
{
    nq_credit c = {who->span, who->entity}, twin;
    uint32_t end = nq_token_from(s->text, who->span.end);
    const nq_mention *m = end >= 2 ? nq_mention_of(s, end - 2) : NULL;
    if (m && m->type == NQ_ORG && s->tokens[end - 1].mark == NQ_MARK_CLOSE &&
        nq_credit_find(s, m->first, end, &twin))
        return twin; /* "the agency of X (Y)": by its short name */
    if (who->entity != NQ_NO_ENTITY) {
        const nq_entity *e = &s->names->entities[who->entity];
        if (e->n_mentions)
            c.span = s->names->mentions[e->mentions[0]].span;
    }
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
    if (!d->explicit_who) {
        uint32_t from = nq_token_from(m->s->text, who->span.start);
        bits |= NQ_GROUND_BIT(NQ_GROUND_DROPPED);
        if (d->agreed)
            bits |= NQ_GROUND_BIT(NQ_GROUND_AGREED);
        if (m->chain >= NQ_TUNE_CHAIN)
            bits |= NQ_GROUND_BIT(NQ_GROUND_CHAIN);
        if (from + NQ_TUNE_FAR_SPEAKER < d->cue.at)
            bits |= NQ_GROUND_BIT(NQ_GROUND_FAR);
    }
    if (who->entity != NQ_NO_ENTITY) {
        uint32_t from = nq_token_from(m->s->text, who->span.start);
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
    uint32_t bits = NQ_GROUND_BIT(ways[c->way]) | grounds_of_who(m, d);
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

/* "It carried from X": the verb is another's than the words. */
static bool
is_carried(const nq_cue *c)
{
    return c->framed || (c->lemma && (c->lemma->links & NQ_LINK_FRAME) &&
                         c->has_subject && !c->outlet.end);
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
    if (d->has_who) {
        NQ_TRY(set_speakers(m, &d->who, st));
        if (!d->credit.span.end && d->who.outlet)
            d->credit = nq_maker_credit_of(s, &d->who);
        if (!d->background)
            nq_memory_add(&m->memory, &d->who, grammar, is_carried(&d->cue));
    }
    st->credit = d->credit.span;
    st->credit_entity = d->credit.span.end ? d->credit.entity : NQ_NO_ENTITY;
    m->chain = d->explicit_who ? 0 : m->chain + 1;
    st->grounds = grounds_of(m, d);
    st->confidence = nq_confidence_of(&s->book->confidence, st->grounds);
    m->last_end = d->x.next;
    return NAQL_OK;
}

/* ---- Speakers ----------------------------------------------------------- */

static bool
is_plain_noun(const nq_np *np)
{
    return np->definite && np->end - np->first <= NQ_TUNE_PLAIN_NOUN;
}

/* A common noun and an adjective, though some list took it for a name: "the
 * agency", "the French club". */
static bool
is_common(const nq_scene *s, const nq_np *np)
{
    const nq_word *head = s->tags[np->first].word;
    if (!head->noun || !nq_is_definite(s, np->first))
        return false;
    return np->end == np->first + 1 ||
           (np->end == np->first + 2 && nq_is_adjective(s, np->first + 1));
}

void
nq_maker_title_body(const nq_maker *m, uint32_t cue, nq_speaker *who)
{
    if (!m->title || who->entity != NQ_NO_ENTITY || who->noun != NQ_NOUN_NONE)
        return;
    naql_span inside = who->span;
    uint32_t first = nq_token_from(m->s->text, who->span.start);
    const nq_quote *q = nq_quote_from(m->s, first);
    if (q) {
        uint32_t in, end;
        nq_quote_inside(q, &in, &end);
        inside = nq_span_of(m->s, in, end);
    }
    const nq_mention *hit = nq_refer_body(m->s, cue, inside);
    if (!hit)
        return;
    who->span = inside;
    who->entity = who->entities[0] = hit->entity;
    who->n_entities = 1;
    who->noun = NQ_NOUN_BODY;
}

/* Is the source an outlet, by its words or by what the article calls it? */
static void
find_press(const nq_maker *m, const nq_np *np, nq_speaker *who)
{
    nq_credit known;
    if (nq_credit_is_media(m->s, np)) {
        who->outlet = true;
        who->entity = NQ_NO_ENTITY; /* no one outlet's name */
        who->n_entities = 0;
        who->span = nq_span_of(m->s, np->first, np->end);
        who->span.start = nq_bare_start(m->s, np->first);
        return;
    }
    if (who->noun == NQ_NOUN_PERSON || who->noun == NQ_NOUN_PEOPLE ||
        !nq_credit_find(m->s, np->first, np->end, &known))
        return;
    who->outlet = true;
    naql_str words = nq_str_span(m->s->text->article->text, known.span);
    if (known.span.start <= who->span.start &&
        nq_str_find(words, NQ_STR(")"), 0) < words.len)
        who->span = known.span; /* "agency of X (Y)" */
}

/* What the article says of a body elsewhere: "the agency X", or an agency for
 * something else than news. */
static void
check_press(const nq_scene *s, nq_speaker *who)
{
    if (who->entity == NQ_NO_ENTITY || who->noun == NQ_NOUN_PERSON)
        return;
    nq_press press = nq_credit_press(s, who->entity);
    if (press == NQ_PRESS_SURE && who->noun != NQ_NOUN_DOC)
        who->outlet = true;
    if (press != NQ_PRESS_NOT)
        return;
    who->outlet = false;
    who->noun = NQ_NOUN_BODY;
}

static bool
read_speaker(nq_maker *m, const nq_np *np, uint32_t cue, nq_speaker *who)
{
    if (!nq_np_speaker(m->s, np, who))
        return false;
    find_press(m, np, who);
    nq_speaker_take_up(m->s, &m->memory, cue, np, who);
    nq_maker_title_body(m, cue, who);
    bool doc =
        who->noun == NQ_NOUN_DOC && (np->definite || np->end == np->first + 1 ||
                                     nq_is_definite(m->s, np->first + 1));
    if (!is_plain_noun(np) && !doc)
        return true;
    nq_speaker as_named = *who;
    if (is_common(m->s, np))
        who->entity = NQ_NO_ENTITY;
    nq_speaker_resolve(m->s, &m->memory, cue, who);
    if (who->entity == NQ_NO_ENTITY && as_named.entity != NQ_NO_ENTITY)
        *who = as_named;
    return true;
}

/* Speaker from a phrase, common nouns resolved. */
bool
nq_maker_speaker_of(nq_maker *m, const nq_np *np, uint32_t cue, nq_speaker *who)
{
    if (!read_speaker(m, np, cue, who))
        return false;
    check_press(m->s, who);
    return true;
}

bool
nq_maker_is_joined(const nq_scene *s, uint32_t i)
{
    return (s->tags[i].glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA)) != 0;
}

/* In a title all words before its verb are the subject: "the ministry says". */
static bool
title_subject(const nq_maker *m, uint32_t verb, nq_np *np)
{
    if (m->floor != m->sentence || verb > m->sentence + NQ_TUNE_TITLE)
        return false;
    const nq_quote *q = nq_quote_from(m->s, m->sentence);
    bool marks = q && q->closed && q->end == verb &&
                 q->end - q->open <= NQ_TUNE_NAME_QUOTE;
    for (uint32_t i = m->sentence; i < verb && !marks; i++)
        if (!nq_is_nominal(m->s, i))
            return false;
    *np = (nq_np){.first = m->sentence, .end = verb, .definite = true};
    return true;
}

/* "As for X, (he) said": the subject that opens the sentence. */
static bool
topic_before(const nq_maker *m, uint32_t i, nq_np *np)
{
    const nq_scene *s = m->s;
    uint32_t first = m->sentence + 1;
    if (!(s->tags[i].glue & NQ_CLITIC_FA) || m->floor != m->sentence ||
        !nq_has_role(s, m->sentence, NQ_ROLE_TOPIC) ||
        !nq_np_read_glued(s, first, i, np))
        return false;
    return np->end == i || s->tokens[np->end].kind == NQ_TOKEN_MARK;
}

/* The subject before the verb, if the sentence has one there. */
bool
nq_maker_before(nq_maker *m, uint32_t i, nq_np *np, bool *gap)
{
    const nq_scene *s = m->s;
    if (topic_before(m, i, np))
        return true;
    if (nq_maker_is_joined(s, i) || i == m->sentence)
        return false;
    if (nq_speaker_before(s, m->sentence, m->floor, i, np, gap))
        return true;
    return m->title && title_subject(m, i, np);
}

/* "urged (m.) the government (f.) to": a verb right before its subject agrees
 * with it, so that this is whom he urged. */
static bool
is_told(const nq_scene *s, const nq_cue *c)
{
    const nq_word *head = s->tags[c->subject.first].word;
    return c->inflection == NQ_CUE_PAST && !c->grammar && !c->framed &&
           c->subject.first == c->at + 1 && c->end == c->at + 1 &&
           head->noun == NQ_NOUN_BODY && head->noun_grammar == NQ_FEM &&
           (c->lemma->told || (c->lemma->links & NQ_LINK_TARGET));
}

/* "called, in a talk that THE CHANNEL aired, for", "admitted from Y, where THE
 * CLUB tours": the subject of another verb. */
static bool
is_of_other_verb(const nq_scene *s, const nq_cue *c)
{
    uint32_t i = c->subject.first;
    if (i <= c->at + 1 || c->framed)
        return false;
    for (uint32_t k = c->end; k < i; k++)
        if (nq_has_role(s, k, NQ_ROLE_SUB) && !nq_has_role(s, k, NQ_ROLE_PREP))
            return true;
    const nq_token *verb = &s->tokens[i - 1];
    return c->subject.noun == NQ_NOUN_OUTLET && verb->kind == NQ_TOKEN_WORD &&
           !s->tags[i - 1].mention && !s->tags[i - 1].word->noun &&
           (nq_str_ends(verb->folded, NQ_STR("ها")) ||
            nq_str_ends(verb->folded, NQ_STR("ته")));
}

/* "confirmed HIS CONDEMNATION of": a verbal noun with its pronoun is what he
 * did, nobody who speaks. */
static bool
is_own_act(const nq_scene *s, const nq_cue *c)
{
    const nq_tag *t = &s->tags[c->subject.first];
    bool noun = t->word->inflection == NQ_CUE_NOUN_PRON ||
                (t->mute && (t->word->grammar & NQ_OBJECT_PRON));
    return !c->framed && noun && !t->word->noun && !t->mention;
}

/* Right behind the verb a part of the name of somebody named before, which no
 * list has by itself: "and Y said, after X had". */
static bool
find_named_before(nq_maker *m, nq_draft *d)
{
    const nq_scene *s = m->s;
    const nq_cue *c = &d->cue;
    uint32_t i = c->end;
    bool finite = c->inflection <= NQ_CUE_PRESENT && !c->framed;
    if (!finite || !c->has_subject || c->subject.first <= i ||
        s->tags[i].mention || s->tags[i].glue || s->tags[i].date ||
        s->tags[i].word != s->book->words || !nq_is_nominal(s, i) ||
        nq_is_definite(s, i))
        return false;
    nq_np np = {.first = i, .end = i + 1};
    const nq_mention *hit = nq_refer_part(s, c->at, &np);
    if (!hit)
        return false;
    d->who = nq_speaker_mention(s, hit);
    d->who.span = s->tokens[i].span;
    return d->has_who = d->explicit_who = true;
}

/* First token of the clause whose subject a verb without one may go on with: of
 * its own sentence, or of the one before it in the paragraph if the verb opens
 * one; nobody spoke in it. NQ_NO_TOKEN: none. */
static uint32_t
clause_gone_on_with(const nq_maker *m, const nq_cue *c)
{
    const nq_scene *s = m->s;
    const nq_statement *st = m->list.at;
    if (c->at >= m->sentence + 2)
        return m->list.n == m->n_before && m->floor == m->sentence
                   ? m->sentence
                   : NQ_NO_TOKEN;
    uint32_t at = nq_sentence_of(s->text, m->sentence);
    if (c->at != m->sentence || at == 0 || m->title ||
        (s->tokens[m->sentence].flags & NQ_TOKEN_LINE))
        return NQ_NO_TOKEN;
    uint32_t first = s->text->sentences[at - 1].first;
    bool silent = !m->list.n || st[m->list.n - 1].end <= first;
    return silent ? first : NQ_NO_TOKEN;
}

/* "X arrived in Baghdad and said": the subject of the clause before, if nobody
 * spoke in it yet and the verb does not take up who spoke last ("and added").
 */
static bool
find_in_clause(nq_maker *m, nq_draft *d)
{
    const nq_scene *s = m->s;
    const nq_cue *c = &d->cue;
    nq_np np;
    nq_speaker who;
    uint32_t first = clause_gone_on_with(m, c);
    if (first == NQ_NO_TOKEN || m->title || c->inflection > NQ_CUE_PARTICIPLE ||
        (c->inflection < NQ_CUE_PARTICIPLE && !nq_maker_is_joined(s, c->at)) ||
        (c->grammar & (NQ_PLURAL | NQ_DUAL)) ||
        nq_has_role(s, c->at, NQ_ROLE_AGAIN) ||
        !nq_clause_subject(s, first, c->at, &np) ||
        !nq_speaker_suits(s, &np, c->at, c->grammar) ||
        !nq_maker_speaker_of(m, &np, c->at, &who))
        return false;
    bool fem = (c->grammar & NQ_FEM) != 0;
    bool knows = (who.grammar | np.grammar) & NQ_FEM;
    if (who.noun == NQ_NOUN_NONE || who.n_entities > 1 ||
        (first != m->sentence && who.noun != NQ_NOUN_PERSON) ||
        (fem ? who.noun == NQ_NOUN_PERSON && !knows : knows))
        return false;
    d->who = who;
    return d->has_who = true;
}

void
nq_maker_find_speaker(nq_maker *m, nq_draft *d, bool has_before,
                      const nq_np *prior)
{
    nq_cue *c = &d->cue;
    if (c->has_subject && is_told(m->s, c)) {
        c->has_subject = false;
        c->has_told = true;
        c->told = c->subject;
    }
    if (c->has_subject && (is_of_other_verb(m->s, c) || is_own_act(m->s, c)))
        c->has_subject = false;
    if (find_named_before(m, d))
        return;
    if (c->has_subject) {
        d->has_who = nq_maker_speaker_of(m, &c->subject, c->at, &d->who);
        d->explicit_who = d->has_who;
    } else if (has_before) {
        d->has_who = nq_maker_speaker_of(m, prior, c->at, &d->who);
        d->explicit_who = d->has_who;
    }
    if (d->has_who && c->inflection == NQ_CUE_NOUN_PRON && !c->has_subject &&
        (d->who.noun == NQ_NOUN_DOC || d->who.noun == NQ_NOUN_STUDY ||
         (d->who.noun == NQ_NOUN_PEOPLE && (d->who.grammar & NQ_PLURAL))) &&
        nq_str_ends(m->s->tokens[c->at].folded, NQ_STR("ه")) &&
        nq_speaker_person(m->s, &m->memory, c->at, &d->who))
        return; /* "his denial": no paper's */
    if (d->has_who)
        return;
    if (c->framed && !c->has_subject &&
        nq_speaker_person(m->s, &m->memory, c->at, &d->who)) {
        d->has_who = true;
        return;
    }
    if (find_in_clause(m, d))
        return;
    d->agreed = !((c->grammar ^ m->memory.last_grammar) & NQ_FEM);
    d->has_who =
        nq_speaker_dropped(m->s, &m->memory, c->at, c->grammar, &d->who);
}

/* "In a talk WITH the channel X, he said": the outlet that heard him, before
 * his verb in the clause. */
static void
find_heard(const nq_maker *m, uint32_t cue, nq_credit *out)
{
    const nq_scene *s = m->s;
    for (uint32_t i = m->floor; i < cue; i++) {
        uint32_t from = nq_has_role(s, i, NQ_ROLE_HEARD) ? i + 1 : i;
        bool lam = (s->tags[i].glue & NQ_CLITIC_LAM) != 0 ||
                   (nq_is_word(s, i) &&
                    nq_str_equal(s->tokens[i].folded, NQ_STR("ل")));
        uint32_t end = from + NQ_TUNE_CREDIT_TAIL;
        if ((lam || from > i) &&
            nq_credit_find(s, from, end < cue ? end : cue, out))
            return;
    }
}

/* "Adding that", in the same sentence; "and (it) carried from X", whose subject
 * stands before the verb, or is whoever was credited a little before. */
static bool
find_carrier(nq_maker *m, nq_draft *d)
{
    const nq_statement *st = m->list.at;
    const nq_cue *c = &d->cue;
    nq_speaker who;
    bool carried = is_carried(c);
    bool adds = c->inflection == NQ_CUE_PARTICIPLE &&
                (m->list.n > m->n_before ||
                 (c->at == m->sentence && m->last_end + 1 >= c->at));
    if (carried && d->prior.end &&
        nq_maker_speaker_of(m, &d->prior, c->at, &who) && who.outlet) {
        d->credit = nq_maker_credit_of(m->s, &who);
        return true;
    }
    uint32_t back = carried ? NQ_TUNE_CARRIED : adds ? 1 : 0;
    for (uint32_t k = 1; k <= back && k <= m->list.n; k++)
        if (st[m->list.n - k].credit.end) {
            d->credit.span = st[m->list.n - k].credit;
            d->credit.entity = st[m->list.n - k].credit_entity;
            return true;
        }
    return false;
}

/* Who carried the words, unless it is a person or a body that is no outlet:
 * "the spokesman quoted the minister as saying". */
static void
credit_outlet(nq_maker *m, const nq_cue *c, nq_credit *out)
{
    nq_speaker who;
    nq_credit known;
    if (!nq_np_speaker(m->s, &c->outlet, &who))
        return;
    bool named = nq_credit_find(m->s, c->outlet.first, c->outlet.end, &known);
    bool same = named && known.span.start == who.span.start;
    bool press = who.outlet || named || who.noun == NQ_NOUN_NONE;
    if (!press && nq_maker_speaker_of(m, &c->outlet, c->at, &who))
        press = who.outlet; /* "the source", an outlet named before */
    if (!press)
        return;
    *out = (nq_credit){who.span, who.entity};
    if (same)
        out->span = known.span; /* with its short name in marks */
}

void
nq_maker_find_credit(nq_maker *m, nq_draft *d)
{
    const nq_cue *c = &d->cue;
    if (c->framed && c->outlet.end) {
        credit_outlet(m, c, &d->credit);
        return;
    }
    if (find_carrier(m, d))
        return;
    if (d->has_who && d->who.outlet)
        return; /* it tells by itself */
    if (m->pending.span.end) {
        d->credit = m->pending;
        m->pending = (nq_credit){0};
        return;
    }
    uint32_t from = c->has_subject ? c->subject.end : c->end;
    if (c->way != NQ_WAY_CLOSE && from < c->content &&
        nq_credit_find(m->s, from, c->content, &d->credit))
        return;
    if (c->lemma->links & NQ_LINK_DOC) /* "X carried the notice that says" */
        nq_credit_find(m->s, m->floor, c->at, &d->credit);
    else
        find_heard(m, c->at, &d->credit);
}
