/* SPDX-License-Identifier: Apache-2.0
 *
 * subject.c - the speaker of a draft: behind its verb, before it, dropped.
 * Layer 5 (claim). */
#include "claim/maker.h"

#include "base/str.h"
#include "claim/clause.h"
#include "claim/tune.h"

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

/* "An official informed (m.) THE AGENCY that": an outlet right behind a verb of
 * telling somebody is whom he told. */
static bool
is_informed(const nq_scene *s, const nq_cue *c)
{
    nq_speaker who;
    return c->lemma->told && !c->framed && c->subject.first == c->end &&
           c->inflection <= NQ_CUE_PRESENT && !c->grammar &&
           nq_str_equal(c->lemma->act, NQ_STR("say")) &&
           nq_np_speaker(s, &c->subject, &who) && who.outlet;
}

/* "urged (m.) the government (f.) to": a verb right before its subject agrees
 * with it, so that this is whom he urged. */
static bool
is_told(const nq_scene *s, const nq_cue *c)
{
    uint32_t i = c->subject.first;
    const nq_word *head = s->tags[i].word;
    const nq_mention *m = nq_mention_from(s, i);
    bool body = head->noun == NQ_NOUN_BODY && (head->noun_grammar & NQ_FEM);
    bool place = m && m->type == NQ_LOC && m->end == c->subject.end &&
                 s->names->entities[m->entity].feminine;
    bool verb =
        c->inflection == NQ_CUE_PAST ||
        (c->inflection == NQ_CUE_PRESENT && nq_maker_is_joined(s, c->at));
    return verb && !c->grammar && !c->framed && i == c->at + 1 &&
           (body || place) &&
           (c->lemma->told || (c->lemma->links & NQ_LINK_TARGET));
}

/* "called the media to": outlets told of together are asked, and ask nobody. */
static bool
is_asked(const nq_scene *s, const nq_cue *c)
{
    return c->lemma->told && !c->framed && nq_credit_is_media(s, &c->subject) &&
           c->inflection <= NQ_CUE_PRESENT && c->way == NQ_WAY_PREP;
}

/* "said (m.) the Iranian market (f.) needs": what he spoke of, by its
 * adjective. */
static bool
is_unlike(const nq_scene *s, const nq_cue *c)
{
    const nq_np *np = &c->subject;
    uint32_t i = np->first + 1;
    return c->inflection == NQ_CUE_PAST && !c->grammar && !c->framed &&
           np->first == c->end && np->noun == NQ_NOUN_NONE && i < np->end &&
           !s->tags[np->first].mention && nq_is_definite(s, np->first) &&
           nq_is_adjective(s, i) &&
           nq_str_ends(s->tokens[i].folded, NQ_STR("يه"));
}

/* "called his PLAYERS to", in the case of an object: a sound plural of people
 * without its n. */
static bool
is_accusative(const nq_scene *s, const nq_cue *c)
{
    uint32_t i = c->subject.first;
    const nq_token *next = &s->tokens[i + 1 < s->n ? i + 1 : i];
    return c->subject.first == c->end && c->inflection <= NQ_CUE_PRESENT &&
           !c->framed && c->lemma->told && !s->tags[i].mention &&
           !s->tags[i].glue && c->subject.end > i + 1 &&
           nq_str_ends(nq_as_written(s, i), NQ_STR("ي")) &&
           (next->clitics & NQ_CLITIC_PRONOUN);
}

bool
nq_maker_pronoun_before(const nq_scene *s, uint32_t i)
{
    if (i == 0 || (s->tokens[i].flags & NQ_TOKEN_SENTENCE))
        return false;
    naql_str f = s->tokens[i - 1].folded;
    return nq_has_role(s, i - 1, NQ_ROLE_AN_PRON | NQ_ROLE_BAN_PRON) ||
           (nq_has_role(s, i - 1, NQ_ROLE_BUT) &&
            (nq_str_ends(f, NQ_STR("ه")) || nq_str_ends(f, NQ_STR("ها"))));
}

/* "but that HE called all users to": the pronoun before the verb is its
 * subject. */
static bool
has_pronoun_before(const nq_scene *s, const nq_cue *c)
{
    return nq_maker_pronoun_before(s, c->at) && c->inflection <= NQ_CUE_PRESENT;
}

/* "once AGAIN": one indefinite word of which nothing is known. */
static bool
is_loose_word(const nq_np *np)
{
    return np->noun == NQ_NOUN_NONE && np->end == np->first + 1 &&
           !np->definite;
}

/* "said IN THE FILMED clip": a noun for a person that is an adjective there. */
static bool
is_adjective_in(const nq_scene *s, const nq_cue *c)
{
    uint32_t i = c->subject.first;
    return i > c->end + 1 && c->subject.end == i + 1 &&
           c->subject.noun == NQ_NOUN_PERSON && !s->tags[i].mention &&
           nq_is_definite(s, i) && nq_is_definite(s, i - 1) &&
           !s->tags[i - 1].mention &&
           s->tags[i - 1].word->noun != NQ_NOUN_PERSON &&
           nq_has_role(s, i - 2, NQ_ROLE_PREP);
}

static bool
ends_in_pronoun(const nq_scene *s, uint32_t i)
{
    naql_str raw = nq_as_written(s, i);
    return nq_is_word(s, i) &&
           (nq_str_ends(raw, NQ_STR("ه")) || nq_str_ends(raw, NQ_STR("ها")));
}

/* "added, after a meeting THAT the president ATTENDED": a verb or a verbal noun
 * with its pronoun stands before him, or was read as his head. */
static bool
is_in_relative(const nq_scene *s, const nq_cue *c)
{
    const uint64_t small = NQ_ROLE_PREP | NQ_ROLE_IN_IT | NQ_ROLE_FROM_HIM |
                           NQ_ROLE_ADV | NQ_ROLE_THAT | NQ_ROLE_PRON |
                           NQ_ROLE_TURN; /* "for his part" */
    bool head = c->subject.end > c->subject.first + 1 &&
                ends_in_pronoun(s, c->subject.first);
    uint32_t i = c->subject.first - !head;
    while (i > c->end && !head && nq_is_definite(s, i) &&
           s->tags[i].word->noun == NQ_NOUN_PERSON && !s->tags[i].mention)
        i--; /* his title */
    return i > c->end && ends_in_pronoun(s, i) && !s->tags[i].mention &&
           !s->tags[i].word->noun && !nq_is_definite(s, i) &&
           !nq_has_role(s, i, small);
}

/* "called, in a talk that THE CHANNEL aired, for", "admitted from Y, where THE
 * CLUB tours", "added while HE stands": the subject of another verb. */
static bool
is_of_other_verb(const nq_scene *s, const nq_cue *c)
{
    uint32_t i = c->subject.first;
    if (i <= c->at + 1 || c->framed)
        return false;
    for (uint32_t k = c->end; k < i; k++)
        if (nq_has_role(s, k, NQ_ROLE_PRON) ||
            (nq_has_role(s, k, NQ_ROLE_SUB) &&
             !nq_has_role(s, k, NQ_ROLE_PREP)))
            return true;
    if (i > c->end && is_loose_word(&c->subject))
        return true;
    if (is_adjective_in(s, c) || is_in_relative(s, c))
        return true;
    const nq_token *verb = &s->tokens[i - 1];
    return c->subject.noun == NQ_NOUN_OUTLET && verb->kind == NQ_TOKEN_WORD &&
           !s->tags[i - 1].mention && nq_str_ends(verb->folded, NQ_STR("ها"));
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

/* First token of the clause whose subject a verb without one may go on with: of
 * its own sentence, or of the one before it in the paragraph if the verb opens
 * one; nobody spoke in it. NQ_NO_TOKEN: none. */
static uint32_t
clause_gone_on_with(const nq_maker *m, const nq_cue *c)
{
    const nq_scene *s = m->s;
    const nq_statement *st = m->list.at;
    if (c->at >= m->sentence + 2) {
        bool silent = m->list.n == m->n_before && m->floor == m->sentence;
        bool opened = m->floor > m->sentence && c->at >= m->floor + 2 &&
                      nq_has_role(s, m->floor, NQ_ROLE_OPENER | NQ_ROLE_BUT);
        return silent || opened ? m->floor : NQ_NO_TOKEN;
    }
    uint32_t at = nq_sentence_of(s->text, m->sentence);
    if (c->at != m->sentence || at == 0 || m->title)
        return NQ_NO_TOKEN;
    uint32_t first = s->text->sentences[at - 1].first;
    bool silent = !m->list.n || st[m->list.n - 1].end <= first;
    return silent ? first : NQ_NO_TOKEN;
}

/* "X hurried to congratulate Y, WHERE he said". */
static bool
is_where(const nq_scene *s, uint32_t cue)
{
    return cue > 0 && !(s->tags[cue].word->grammar & NQ_OBJECT_PRON) &&
           nq_has_role(s, cue - 1, NQ_ROLE_SUB) &&
           nq_has_role(s, cue - 1, NQ_ROLE_OPENER) &&
           nq_has_role(s, cue - 1, NQ_ROLE_NOT_AN);
}

/* "X issued a statement (that) says IN IT": no pronoun before the verb. */
static bool
is_in_it(const nq_scene *s, uint32_t cue)
{
    return cue > 0 && nq_has_role(s, cue + 1, NQ_ROLE_IN_IT) &&
           !nq_has_role(s, cue - 1, NQ_ROLE_REL);
}

/* "added, SPEAKING to the press", "said, ASKING not to be named": a noun for a
 * person in the accusative tells how he spoke; two ministers have a noun with
 * an article behind them. */
static bool
is_manner(const nq_scene *s, const nq_cue *c)
{
    uint32_t i = c->subject.first;
    bool verb = c->inflection == NQ_CUE_PAST || c->inflection == NQ_CUE_PRESENT;
    return i == c->end && verb && c->subject.noun == NQ_NOUN_PERSON &&
           !s->tags[i].mention && !nq_is_definite(s, i) &&
           nq_str_ends(s->tokens[i].folded, NQ_STR("ا")) &&
           !nq_mention_of(s, i + 1) &&
           !(nq_is_definite(s, i + 1) && nq_is_nominal(s, i + 1));
}

/* Does the phrase name a person itself? */
static bool
has_person(const nq_scene *s, const nq_np *np)
{
    for (uint32_t i = np->first; i < np->end; i++) {
        const nq_mention *m = nq_mention_of(s, i);
        if (m && m->type == NQ_PER && !nq_in_body_name(s, m))
            return true;
    }
    return false;
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
    bool far =
        first < m->sentence && (s->tokens[m->sentence].flags & NQ_TOKEN_LINE);
    if (first == NQ_NO_TOKEN || c->inflection > NQ_CUE_PARTICIPLE ||
        (m->title && (c->inflection != NQ_CUE_PRESENT || !c->has_told)) ||
        (c->inflection < NQ_CUE_PARTICIPLE && !nq_maker_is_joined(s, c->at) &&
         !is_where(s, c->at) && !is_in_it(s, c->at)) ||
        (c->grammar & (NQ_PLURAL | NQ_DUAL)) ||
        nq_has_sense(s, c->at, NQ_SENSE_AGAIN) ||
        !nq_clause_subject(s, first, c->at, &np) ||
        (far && !has_person(s, &np)) ||
        !nq_speaker_suits(s, &np, c->at, c->grammar) ||
        !nq_maker_speaker_of(m, &np, c->at, &who))
        return false;
    bool fem = (c->grammar & NQ_FEM) != 0;
    bool knows = (who.grammar | np.grammar) & NQ_FEM;
    bool nameless = who.noun == NQ_NOUN_PERSON && who.entity == NQ_NO_ENTITY &&
                    !who.unlisted;
    if (who.n_entities > 1 || nameless || (who.outlet && is_where(s, c->at)) ||
        (first != m->sentence && who.noun != NQ_NOUN_PERSON) ||
        (fem ? who.noun == NQ_NOUN_PERSON && !knows : knows))
        return false;
    d->who = who;
    d->by = NQ_BY_CLAUSE;
    return d->has_who = true;
}

/* Where nobody is known: whoever opens the sentence or stands behind its verb,
 * or those of the sentence before. */
static bool
take_anybody(const nq_maker *m, nq_draft *d)
{
    const nq_scene *s = m->s;
    uint32_t at = nq_sentence_of(s->text, m->sentence), first = m->sentence;
    nq_np np;
    if (d->cue.at <= first + 1 && at > 0)
        first = s->text->sentences[at - 1].first;
    return d->cue.at > first && d->cue.inflection <= NQ_CUE_PARTICIPLE &&
           nq_clause_anybody(s, first, d->cue.at, &np) &&
           nq_maker_speaker_of(m, &np, d->cue.at, &d->who);
}

/* "The giant of networks, X, said that": a body between commas, behind words
 * that name nobody. */
static bool
take_between_commas(const nq_scene *s, const nq_np *np, nq_speaker *who)
{
    const nq_mention *m = nq_is_mark(s, np->end, NQ_MARK_COMMA)
                              ? nq_mention_from(s, np->end + 1)
                              : NULL;
    bool closed = m && (nq_is_mark(s, m->end, NQ_MARK_COMMA) ||
                        nq_has_role(s, m->end, NQ_ROLE_THAT));
    if (!closed || m->type != NQ_ORG || who->entity != NQ_NO_ENTITY ||
        who->noun == NQ_NOUN_PERSON || who->noun == NQ_NOUN_PEOPLE ||
        m->span.start != s->tokens[m->first].span.start ||
        s->names->entities[m->entity].agency)
        return false;
    who->entity = who->entities[0] = m->entity;
    who->n_entities = 1;
    return true;
}

/* "The German insurer "X" announced": the name in marks right behind the phrase
 * that tells of it. */
static void
take_apposed(const nq_maker *m, nq_draft *d)
{
    const nq_scene *s = m->s;
    const nq_np *np = &d->cue.subject;
    uint32_t i = np->end, first, end;
    while (i < np->end + NQ_TUNE_LOOSE_ADJ && nq_is_word(s, i) &&
           nq_is_definite(s, i) && !s->tags[i].mention &&
           !s->tags[i].word->noun && !(s->tags[i].glue & ~NQ_CLITIC_AL))
        i++; /* "the agency of X, the NEW one, "Y"" */
    const nq_quote *q = nq_quote_from(s, i);
    bool body = d->who.noun == NQ_NOUN_BODY || d->who.noun == NQ_NOUN_OUTLET;
    if (take_between_commas(m->s, np, &d->who))
        return;
    bool known_one = np->definite || (i > np->end && body);
    if (!q || !q->closed || q->end > d->cue.content || !known_one ||
        (!body && d->who.noun != NQ_NOUN_PERSON) ||
        d->who.entity != NQ_NO_ENTITY)
        return;
    nq_quote_inside(q, &first, &end);
    const nq_mention *hit = nq_mention_from(s, first);
    bool fits = hit && hit->end >= end && (hit->type != NQ_PER) == body;
    d->who.span.end = s->tokens[q->end - 1].span.end;
    if (!fits)
        return;
    d->who.entity = d->who.entities[0] = hit->entity;
    d->who.n_entities = 1;
}

/* "The deputy-something of the hospital X said that": is the name that the
 * mention is, right before what he said, beside words of which an article or a
 * name closes the last? */
static bool
is_apposed(const nq_scene *s, const nq_draft *d, const nq_mention *m)
{
    uint32_t first = d->cue.subject.first;
    bool opens =
        m->end == d->cue.content || (m->end + 1 == d->cue.content &&
                                     (nq_has_role(s, m->end, NQ_ROLE_THAT) ||
                                      s->tokens[m->end].kind == NQ_TOKEN_MARK));
    if (!opens || d->cue.framed || d->cue.way > NQ_WAY_COLON ||
        d->cue.inflection > NQ_CUE_PRESENT || first != d->cue.end ||
        m->span.start != s->tokens[m->first].span.start)
        return false;
    for (uint32_t i = first; i < m->first; i++)
        if (!nq_is_word(s, i) || !nq_is_nominal(s, i) ||
            (s->tags[i].glue & ~NQ_CLITIC_AL) ||
            (s->tokens[i].clitics & NQ_CLITIC_PRONOUN))
            return false;
    return nq_is_definite(s, m->first - 1) || s->tags[m->first - 1].mention;
}

/* "The ayatollah X": words that no list has for a noun, but that the names take
 * for a title: his name, right behind them. */
static void
take_titled(const nq_scene *s, nq_draft *d)
{
    uint32_t first = d->cue.subject.first;
    naql_span at = s->tokens[first].span;
    if (d->who.entity != NQ_NO_ENTITY || d->who.noun != NQ_NOUN_NONE)
        return;
    for (uint32_t i = first; i <= first + NQ_TUNE_TITLE && i < s->n; i++) {
        const nq_mention *m = nq_mention_from(s, i);
        if (!m || (m->type != NQ_PER && i < d->cue.subject.end))
            continue;
        bool titled = m->role.start <= at.start && m->role.end > at.start &&
                      m->end <= d->cue.content;
        if (m->type == NQ_PER && (titled || is_apposed(s, d, m)))
            d->who = nq_speaker_mention(s, m);
        return;
    }
}

void
nq_maker_find_speaker(nq_maker *m, nq_draft *d, bool has_before,
                      const nq_np *prior)
{
    nq_cue *c = &d->cue;
    if (c->has_subject && (is_unlike(m->s, c) || is_manner(m->s, c)))
        c->has_subject = false;
    if (c->has_subject &&
        (is_told(m->s, c) || is_informed(m->s, c) || is_asked(m->s, c) ||
         is_accusative(m->s, c) || has_pronoun_before(m->s, c))) {
        c->has_subject = false;
        c->has_told = true;
        c->told = c->subject;
    }
    if (c->has_subject && (is_of_other_verb(m->s, c) || is_own_act(m->s, c)))
        c->has_subject = false;
    if (c->has_subject && nq_maker_take_caller(m, d))
        return;
    if (c->has_subject) {
        d->has_who = nq_maker_speaker_of(m, &c->subject, c->at, &d->who);
        d->explicit_who = d->has_who;
        d->by = NQ_BY_BEHIND;
        if (d->has_who) {
            take_apposed(m, d);
            take_titled(m->s, d);
        }
    } else if (has_before) {
        d->has_who = nq_maker_speaker_of(m, prior, c->at, &d->who);
        d->explicit_who = d->has_who;
        d->by = NQ_BY_BEFORE;
    }
    if (d->has_who && c->inflection == NQ_CUE_NOUN_PRON &&
        (d->who.noun == NQ_NOUN_DOC || d->who.noun == NQ_NOUN_STUDY ||
         (d->who.noun == NQ_NOUN_PEOPLE && (d->who.grammar & NQ_PLURAL))) &&
        nq_str_ends(m->s->tokens[c->at].folded, NQ_STR("ه")) &&
        nq_speaker_person(m->s, &m->memory, c->at, &d->who)) {
        d->by = NQ_BY_PERSON;
        return; /* "his denial": no paper's */
    }
    if (d->has_who)
        return;
    if (c->framed && !c->has_subject &&
        nq_speaker_person(m->s, &m->memory, c->at, &d->who)) {
        d->has_who = true;
        d->by = NQ_BY_PERSON;
        return;
    }
    if (find_in_clause(m, d))
        return;
    d->by = NQ_BY_MEMORY;
    d->agreed = !((c->grammar ^ m->memory.last_grammar) & NQ_FEM);
    d->has_who =
        nq_speaker_dropped(m->s, &m->memory, c->at, c->grammar, &d->who) ||
        take_anybody(m, d);
}
