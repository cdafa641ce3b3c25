/* SPDX-License-Identifier: Apache-2.0
 *
 * statement.c - joins cue, content and speaker. Layer 5 (claim).
 *
 * One walk over the reporter's words: content is jumped over once it belongs
 * to a cue, so that a cue inside it opens nothing. */
#include "claim/statement.h"

#include "base/limits.h"
#include "base/status.h"
#include "base/str.h"
#include "claim/confidence.h"
#include "claim/credit.h"
#include "claim/extent.h"
#include "claim/speaker.h"
#include "claim/tune.h"

struct draft { /* a statement in the making */
    nq_cue cue;
    naql_span cue_span;
    nq_extent x;
    nq_speaker who;
    bool has_who, explicit_who;
    nq_credit credit;
};

struct maker {
    const nq_scene *s;
    nq_arena *arena, *scratch;
    nq_list list; /* nq_statement */
    nq_memory memory;
    uint32_t at, end;  /* of the block at work */
    uint32_t sentence; /* first token of the sentence */
    uint32_t floor;    /* the reporter's clause may start here */
    uint32_t n_before; /* statements before this sentence */
    uint32_t last_end; /* content end of the newest statement */
    bool title;
    nq_credit pending; /* an opening "according to", for the next cue */
};

/* ---- Building ----------------------------------------------------------- */

static naql_status
set_speakers(struct maker *m, const nq_speaker *who, nq_statement *st)
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
set_told(struct maker *m, const struct draft *d, nq_statement *st)
{
    nq_speaker told;
    st->to_entity = NQ_NO_ENTITY;
    if (!d->cue.has_told || !nq_np_speaker(m->s, &d->cue.told, &told))
        return;
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
content_start(const nq_scene *s, const struct draft *d)
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
static nq_credit
credit_of(const nq_scene *s, const nq_speaker *who)
{
    nq_credit c = {who->span, who->entity};
    if (who->entity != NQ_NO_ENTITY) {
        const nq_entity *e = &s->names->entities[who->entity];
        if (e->n_mentions)
            c.span = s->names->mentions[e->mentions[0]].span;
    }
    return c;
}

static naql_status
finish(struct maker *m, struct draft *d, uint8_t grammar)
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
            d->credit = credit_of(s, &d->who);
        nq_memory_add(&m->memory, &d->who, grammar, d->cue.framed);
    }
    st->credit = d->credit.span;
    st->credit_entity = d->credit.span.end ? d->credit.entity : NQ_NO_ENTITY;
    st->confidence = nq_confidence(&d->cue, &d->who, d->explicit_who);
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

/* Speaker from a phrase, common nouns resolved. */
static bool
speaker_of(struct maker *m, const nq_np *np, uint32_t cue, nq_speaker *who)
{
    if (!nq_np_speaker(m->s, np, who))
        return false;
    nq_credit known;
    if (who->noun != NQ_NOUN_PERSON && who->noun != NQ_NOUN_PEOPLE)
        if (nq_credit_find(m->s, np->first, np->end, &known)) {
            who->outlet = true;
            naql_str words = nq_str_span(m->s->text->article->text, known.span);
            if (known.span.start <= who->span.start &&
                nq_str_ends(words, NQ_STR(")")))
                who->span = known.span; /* "agency of X (Y)" */
        }
    if (!is_plain_noun(np) && who->noun != NQ_NOUN_DOC)
        return true;
    nq_speaker as_named = *who;
    if (is_common(m->s, np))
        who->entity = NQ_NO_ENTITY;
    nq_speaker_resolve(m->s, &m->memory, cue, who);
    if (who->entity == NQ_NO_ENTITY && as_named.entity != NQ_NO_ENTITY)
        *who = as_named;
    return true;
}

static bool
is_joined(const nq_scene *s, uint32_t i)
{
    return (s->tags[i].glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA)) != 0;
}

/* The subject before the verb, if the sentence has one there. */
static bool
before(struct maker *m, uint32_t i, nq_np *np, bool *gap)
{
    const nq_scene *s = m->s;
    if (is_joined(s, i) || i == m->sentence)
        return false;
    return nq_speaker_before(s, m->sentence, m->floor, i, np, gap);
}

static void
find_speaker(struct maker *m, struct draft *d, bool has_before,
             const nq_np *prior)
{
    nq_cue *c = &d->cue;
    if (c->has_subject) {
        d->has_who = speaker_of(m, &c->subject, c->at, &d->who);
        d->explicit_who = d->has_who;
    } else if (has_before) {
        d->has_who = speaker_of(m, prior, c->at, &d->who);
        d->explicit_who = d->has_who;
    }
    if (d->has_who)
        return;
    d->has_who =
        nq_speaker_dropped(m->s, &m->memory, c->at, c->grammar, &d->who);
}

/* ---- A cue and its content ---------------------------------------------- */

/* A word that is a noun too ("student", "asked for") is a verb where a clause
 * may open: not behind another noun that waits for it. */
static bool
stands_free(const struct maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    if (i == m->sentence || i == m->floor ||
        (s->tags[i].glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA)))
        return !(s->tags[i].word->grammar & NQ_FEM) ||
               s->tags[i].word->inflection == NQ_CUE_PAST;
    return s->tokens[i - 1].kind == NQ_TOKEN_MARK || s->tags[i - 1].mention ||
           s->tags[i - 1].date || nq_is_definite(s, i - 1) ||
           nq_has_role(s, i - 1, NQ_ROLE_QAD | NQ_ROLE_REL | NQ_ROLE_KAMA);
}

static bool
may_be_cue(const struct maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    const nq_tag *t = &s->tags[i];
    const nq_lemma *l = nq_cue_lemma(s, i);
    if (!l || t->mention || t->quote)
        return false;
    if (t->word->noun && !stands_free(m, i))
        return false;

    uint16_t prep = NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_KAF;
    switch ((nq_inflection)t->word->inflection) {
    case NQ_CUE_PAST:
    case NQ_CUE_PRESENT:
        if (t->glue & NQ_CLITIC_AL) /* "the saying that" */
            return nq_has_role(s, i + 1, NQ_ROLE_THAT);
        return !(t->glue & (prep | NQ_CLITIC_SIN)) && !nq_cue_is_denied(s, i);
    case NQ_CUE_PARTICIPLE:
        return !(t->glue & (prep | NQ_CLITIC_AL));
    case NQ_CUE_NOUN:
        return (t->glue & NQ_CLITIC_AL) != 0;
    case NQ_CUE_NOUN_PRON:
        return true;
    default:
        return false;
    }
}

/* A verbal noun is a cue only when a clause or a quotation follows closely. */
static bool
noun_is_firm(const nq_cue *c)
{
    bool noun = c->inflection >= NQ_CUE_NOUN_PRON;
    return !noun || c->way == NQ_WAY_THAT || c->way == NQ_WAY_QUOTE ||
           c->way == NQ_WAY_COLON;
}

static bool
suits(const struct maker *m, const struct draft *d)
{
    const nq_cue *c = &d->cue;
    bool known = d->has_who &&
                 (d->who.noun != NQ_NOUN_NONE || d->who.entity != NQ_NO_ENTITY);
    if (c->lemma->links & NQ_LINK_LAW)
        return d->who.noun == NQ_NOUN_STUDY && c->way == NQ_WAY_QUOTE;
    if (c->lemma->links & NQ_LINK_DOC)
        return d->has_who;
    if (c->lemma->level == 0)
        return d->who.noun == NQ_NOUN_DOC || d->who.noun == NQ_NOUN_STUDY ||
               (d->who.noun == NQ_NOUN_PEOPLE && c->way == NQ_WAY_THAT);
    if (c->inflection == NQ_CUE_PRESENT && c->way == NQ_WAY_NOUN &&
        !(c->grammar & NQ_OBJECT_PRON) && (c->lemma->links & NQ_LINK_TARGET) &&
        (c->lemma->links & NQ_LINK_THAT))
        return false; /* "is considered": nobody's words */
    if (nq_str_equal(c->lemma->act, NQ_STR("describe")) &&
        c->lemma->level == 1 && !(c->grammar & NQ_OBJECT_PRON))
        return false; /* "names": appoints */
    if (c->lemma->level == 1 && !known)
        return c->way == NQ_WAY_QUOTE ||
               (c->way == NQ_WAY_THAT && c->has_subject);
    if (c->inflection >= NQ_CUE_NOUN_PRON && !d->has_who)
        return false;
    if (!c->has_subject && c->way == NQ_WAY_PREP && c->at > m->sentence &&
        c->at < c->content && c->content == c->end + 1 &&
        nq_has_role(m->s, c->at - 1, NQ_ROLE_AN))
        return false; /* "after it was announced that": nobody is named */
    return d->has_who || c->lemma->level >= 2;
}

/* "the agency said that X said": X's words, credited to the agency. */
static bool
inner_cue(struct maker *m, const struct draft *outer, struct draft *d)
{
    const nq_scene *s = m->s;
    uint32_t first = outer->x.first;
    nq_np np;
    if (!nq_np_read(s, first, outer->x.end, &np))
        return false;
    uint32_t i = np.end;
    if (nq_is_mark(s, i, NQ_MARK_COMMA) && nq_has_role(s, i + 1, NQ_ROLE_REL)) {
        for (i++; i < outer->x.end && !nq_is_mark(s, i, NQ_MARK_COMMA); i++)
            continue;
        i++;
    }
    while (i < outer->x.end && nq_has_role(s, i, NQ_ROLE_QAD | NQ_ROLE_KAN))
        i++;
    if (i >= outer->x.end || !may_be_cue(m, i) || is_joined(s, i) ||
        !nq_cue_read(s, i, outer->x.end, true, &d->cue) ||
        !speaker_of(m, &np, i, &d->who))
        return false;
    if (d->who.noun == NQ_NOUN_NONE && d->who.entity == NQ_NO_ENTITY)
        return false;
    d->has_who = d->explicit_who = true;
    d->credit = (nq_credit){outer->who.span, outer->who.entity};
    nq_extent_find(s, d->cue.at, d->cue.content, m->end, d->cue.way, &d->x);
    return true;
}

static void
find_credit(struct maker *m, struct draft *d)
{
    const nq_cue *c = &d->cue;
    nq_speaker carrier;
    if (c->framed && c->outlet.end &&
        nq_np_speaker(m->s, &c->outlet, &carrier)) {
        d->credit = (nq_credit){carrier.span, carrier.entity};
        if (carrier.entity == NQ_NO_ENTITY)
            nq_credit_find(m->s, c->outlet.first, c->outlet.end, &d->credit);
        return;
    }
    if (m->pending.span.end) {
        d->credit = m->pending;
        m->pending = (nq_credit){0};
        return;
    }
    uint32_t from = c->has_subject ? c->subject.end : c->end;
    if (c->way != NQ_WAY_CLOSE && from < c->content &&
        nq_credit_find(m->s, from, c->content, &d->credit))
        return;
    const nq_statement *last = (const nq_statement *)m->list.at;
    bool goes_on = c->inflection == NQ_CUE_PARTICIPLE || c->framed;
    if (goes_on && m->list.n && last[m->list.n - 1].credit.end) {
        d->credit.span = last[m->list.n - 1].credit;
        d->credit.entity = last[m->list.n - 1].credit_entity;
    }
}

/* "events confirm that": the noun right before the verb is its subject, and
 * nothing that could speak. */
static bool
has_thing(const struct maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    if (is_joined(s, i) || i < m->sentence + 2 || s->tags[i - 2].mention)
        return false;
    const nq_tag *t = &s->tags[i - 1];
    return nq_is_word(s, i - 1) && t->word == s->book->words && !t->mention &&
           !t->office && !t->date && !nq_is_definite(s, i - 1) &&
           s->tokens[i - 1].folded.len > NQ_TUNE_SHORT_PREP &&
           !(s->tokens[i - 1].flags & NQ_TOKEN_TANWIN) &&
           !nq_str_ends(s->tokens[i - 1].folded, NQ_STR("ا"));
}

/* "between", "through": words that are prepositions too, unless a person is
 * their subject. */
static bool
is_preposition(const struct maker *m, const struct draft *d)
{
    uint32_t i = d->cue.at;
    if (!nq_has_role(m->s, i, NQ_ROLE_PREP) || i == m->sentence ||
        is_joined(m->s, i))
        return false;
    return !d->cue.has_subject || d->cue.subject.noun != NQ_NOUN_PERSON;
}

/* "it is expected that": a prediction in the present tense without a subject
 * at the head of a sentence. */
static bool
is_impersonal(const struct maker *m, const struct draft *d)
{
    const nq_cue *c = &d->cue;
    return c->inflection == NQ_CUE_PRESENT && !c->grammar &&
           c->at == m->sentence && !c->has_subject && c->way == NQ_WAY_THAT &&
           nq_str_equal(c->lemma->act, NQ_STR("predict"));
}

/* Tries the cue at m->at; sets m->at behind its content when it is one. */
static naql_status
try_cue(struct maker *m, bool *hit)
{
    const nq_scene *s = m->s;
    struct draft d = {0}, inner = {0};
    nq_np prior = {0};
    uint32_t i = m->at;
    bool gap = false;
    *hit = false;
    if (!may_be_cue(m, i))
        return NAQL_OK;
    bool finite = s->tags[i].word->inflection <= NQ_CUE_PRESENT;
    bool has_before = before(m, i, &prior, &gap);
    bool goes_on = is_joined(s, i) && m->list.n > m->n_before && i > 0 &&
                   s->tokens[i - 1].kind != NQ_TOKEN_MARK &&
                   (nq_cue_lemma(s, i)->links & NQ_LINK_TARGET);
    bool svo = !finite || goes_on || (has_before && !gap) ||
               (s->tags[i].word->grammar & (NQ_PLURAL | NQ_DUAL));
    if (!nq_cue_read(s, i, m->end, svo, &d.cue) || !noun_is_firm(&d.cue))
        return NAQL_OK;
    d.cue_span = nq_span_of(s, d.cue.at, d.cue.end);
    d.cue_span.start = nq_bare_start(s, d.cue.at);
    bool adverbial = d.cue.inflection == NQ_CUE_PARTICIPLE;
    if (adverbial && nq_memory_last(&m->memory) && m->list.n > m->n_before)
        has_before = false; /* "adding" goes on with who spoke in it */
    find_speaker(m, &d, has_before, &prior);
    if (is_preposition(m, &d) || is_impersonal(m, &d))
        return NAQL_OK;
    if (!suits(m, &d) || (finite && !d.cue.has_subject && has_thing(m, i)))
        return NAQL_OK;
    nq_extent_find(s, d.cue.at, d.cue.content, m->end, d.cue.way, &d.x);
    if (d.x.end <= d.x.first)
        return NAQL_OK;
    find_credit(m, &d);
    uint8_t grammar = finite ? d.cue.grammar : m->memory.last_grammar;
    *hit = true;
    if (d.who.outlet && d.has_who && d.cue.way == NQ_WAY_THAT &&
        inner_cue(m, &d, &inner)) {
        inner.cue_span = nq_span_of(s, inner.cue.at, inner.cue.end);
        NQ_TRY(finish(m, &inner, inner.cue.grammar));
        m->at = inner.x.next;
        return NAQL_OK;
    }
    NQ_TRY(finish(m, &d, grammar));
    m->at = d.x.next > i ? d.x.next : i + 1;
    return NAQL_OK;
}

/* ---- Attribution by phrase ---------------------------------------------- */

struct closing {      /* "according to X", "as X said" */
    uint32_t at, end; /* tokens */
    const nq_lemma *lemma;
    nq_np np;
    bool has_np;
    uint32_t cue; /* its token: the preposition, or the verb behind "as" */
};

static bool
read_closing(const struct maker *m, uint32_t at, uint32_t behind,
             struct closing *c)
{
    const nq_scene *s = m->s;
    uint32_t k = behind;
    *c = (struct closing){.at = at, .cue = at};
    if (nq_has_role(s, at, NQ_ROLE_KAMA) && nq_cue_lemma(s, at + 1))
        c->cue = at + 1;
    while (k < m->end && nq_has_role(s, k, NQ_ROLE_MA | NQ_ROLE_FROM_HIM))
        k++;
    c->lemma = nq_cue_lemma(s, k);
    if (c->lemma && s->tags[k].word->inflection <= NQ_CUE_PRESENT &&
        !(s->tags[k].glue & NQ_CLITIC_AL)) {
        k++;
        while (k < m->end && nq_has_role(s, k, NQ_ROLE_FROM_HIM | NQ_ROLE_ADV))
            k++;
    } else {
        c->lemma = NULL;
    }
    if (k < m->end && nq_is_word(s, k) && s->tokens[k].folded.len <= 2)
        k++; /* a lone "l" before a name in marks */
    c->has_np = k < m->end && nq_np_read_glued(s, k, m->end, &c->np);
    c->end = c->has_np ? c->np.end : k;
    return c->has_np || c->lemma;
}

/* Do only marks stand between the newest content and token i? */
static bool
follows_content(const struct maker *m, uint32_t i)
{
    if (m->list.n == m->n_before || m->last_end > i)
        return false;
    for (uint32_t k = m->last_end; k < i; k++)
        if (m->s->tokens[k].kind != NQ_TOKEN_MARK)
            return false;
    return true;
}

static void
add_credit(struct maker *m, const struct closing *c)
{
    nq_statement *st = (nq_statement *)m->list.at + (m->list.n - 1);
    nq_credit credit;
    nq_speaker who;
    uint32_t end = c->end + NQ_TUNE_CREDIT_TAIL;
    if (st->credit.end)
        return;
    if (!nq_credit_find(m->s, c->at, end < m->end ? end : m->end, &credit)) {
        if (!c->has_np || !speaker_of(m, &c->np, c->at, &who) || !who.outlet)
            return;
        credit = credit_of(m->s, &who);
    }
    st->credit = credit.span;
    st->credit_entity = credit.entity;
}

/* Content behind an opening "according to X,": its first token. */
static uint32_t
opened_content(const struct maker *m, const struct closing *c)
{
    const nq_scene *s = m->s;
    uint32_t k = c->end;
    while (k < m->end && k < c->end + NQ_TUNE_OPENING &&
           !nq_is_mark(s, k, NQ_MARK_COMMA) &&
           !nq_is_mark(s, k, NQ_MARK_COLON) &&
           !nq_has_role(s, k, NQ_ROLE_AN | NQ_ROLE_AN_PRON) &&
           !nq_ends_sentence(s, k))
        k++;
    if (k >= m->end || nq_ends_sentence(s, k))
        return NQ_NO_TOKEN;
    if (s->tokens[k].kind == NQ_TOKEN_MARK)
        k++;
    else if (k >= c->end + NQ_TUNE_OPENING)
        return NQ_NO_TOKEN;
    if (k < m->end && nq_has_role(s, k, NQ_ROLE_AN))
        k++;
    return k;
}

static naql_status
finish_closing(struct maker *m, const struct closing *c, struct draft *d)
{
    d->cue.at = c->at;
    d->cue.way = NQ_WAY_CLOSE;
    d->cue.lemma = c->lemma;
    d->cue_span = nq_span_of(m->s, c->cue, c->cue + 1);
    d->cue_span.start = nq_phrase_start(m->s, c->cue);
    d->explicit_who = true;
    uint32_t tail = c->end;
    while (tail < m->end && tail < c->end + NQ_TUNE_CREDIT_TAIL &&
           !nq_is_mark(m->s, tail, NQ_MARK_COMMA) &&
           !nq_ends_sentence(m->s, tail))
        tail++;
    nq_credit_find(m->s, c->at, tail, &d->credit);
    return finish(m, d, d->who.grammar);
}

static naql_status
opening(struct maker *m, const struct closing *c, struct draft *d)
{
    const nq_scene *s = m->s;
    uint32_t first = opened_content(m, c);
    nq_cue inner;
    m->at = c->end;
    if (first == NQ_NO_TOKEN)
        return NAQL_OK;
    if (may_be_cue(m, first) && nq_cue_read(s, first, m->end, false, &inner)) {
        if (!nq_credit_find(s, c->at, c->end, &m->pending))
            m->pending = (nq_credit){0};
        m->at = first;
        m->floor = first;
        return NAQL_OK;
    }
    nq_extent_find(s, first, first, m->end, NQ_WAY_THAT, &d->x);
    m->at = d->x.next > c->end ? d->x.next : c->end;
    return finish_closing(m, c, d);
}

/* "the attack according to X has killed": the clause goes on behind an aside
 * that no comma marks. */
static bool
goes_on_behind(const struct maker *m, const struct closing *c)
{
    const nq_scene *s = m->s;
    return c->end < m->end && nq_is_word(s, c->end) &&
           !nq_ends_sentence(s, c->end) && !s->tags[c->end].date &&
           !nq_is_mark(s, c->at - 1, NQ_MARK_COMMA) &&
           !(s->tags[c->end].glue & NQ_CLITIC_WAW) &&
           !nq_has_role(s, c->end, NQ_ROLE_REL | NQ_ROLE_PREP);
}

static naql_status
attribute(struct maker *m, struct closing *c, bool needs_comma)
{
    const nq_scene *s = m->s;
    struct draft d = {0};
    bool at_start = c->at == m->sentence;
    m->at = c->end > m->at ? c->end : m->at + 1;
    if (follows_content(m, c->at)) {
        add_credit(m, c);
        return NAQL_OK;
    }
    if (needs_comma && !nq_is_mark(s, c->at - 1, NQ_MARK_COMMA))
        return NAQL_OK;
    d.has_who = c->has_np ? speaker_of(m, &c->np, c->at, &d.who) : false;
    bool known = d.has_who && (d.who.noun != NQ_NOUN_NONE ||
                               d.who.entity != NQ_NO_ENTITY || c->lemma);
    if (at_start && d.has_who && c->np.definite &&
        nq_is_mark(s, c->end, NQ_MARK_COMMA))
        known = true; /* "according to X, ..." with a name nobody knows */
    if (!known || (d.who.noun == NQ_NOUN_STUDY && !at_start &&
                   !nq_is_mark(s, c->at - 1, NQ_MARK_COMMA)))
        return NAQL_OK;
    if (at_start)
        return opening(m, c, &d);
    d.x = (nq_extent){m->floor, c->at, c->at, NQ_FORM_INDIRECT, NQ_NO_TOKEN};
    while (d.x.end > d.x.first &&
           s->tokens[d.x.end - 1].kind == NQ_TOKEN_MARK &&
           !nq_is_mark(s, d.x.end - 1, NQ_MARK_CLOSE) &&
           !s->tags[d.x.end - 1].quote)
        d.x.end--;
    while (d.x.first < d.x.end && s->tokens[d.x.first].kind == NQ_TOKEN_MARK &&
           !s->tags[d.x.first].quote)
        d.x.first++;
    if (!c->lemma && goes_on_behind(m, c)) {
        nq_extent rest; /* "the attack, says X, has killed": it goes on */
        nq_extent_find(s, c->end, c->end, m->end, NQ_WAY_THAT, &rest);
        d.x.end = rest.end;
        c->end = rest.next > c->end ? rest.next : c->end;
        m->at = c->end;
    }
    if (d.x.end - d.x.first < NQ_TUNE_LEAST_BEFORE)
        return NAQL_OK;
    const nq_quote *q = nq_quote_from(s, d.x.first);
    if (q && q->end == d.x.end) {
        nq_quote_inside(q, &d.x.first, &d.x.end);
        d.x.form = NQ_FORM_DIRECT;
    }
    NQ_TRY(finish_closing(m, c, &d));
    m->last_end = c->end;
    m->floor = c->end;
    return NAQL_OK;
}

/* "NAME: content" at the head of a block. */
static naql_status
name_colon(struct maker *m, bool *hit)
{
    const nq_scene *s = m->s;
    struct draft d = {0};
    nq_np np;
    *hit = false;
    if (!nq_np_read(s, m->at, m->end, &np) ||
        !nq_is_mark(s, np.end, NQ_MARK_COLON) || np.end + 1 >= m->end ||
        np.end - np.first > NQ_TUNE_NAME_COLON ||
        !nq_np_speaker(s, &np, &d.who) || d.who.noun == NQ_NOUN_NONE)
        return NAQL_OK;
    bool person = d.who.noun == NQ_NOUN_PERSON && d.who.entity != NQ_NO_ENTITY;
    d.cue = (nq_cue){.at = np.end, .end = np.end + 1, .way = NQ_WAY_COLON};
    nq_extent_find(s, np.end, np.end + 1, m->end, NQ_WAY_COLON, &d.x);
    bool place = d.who.entity != NQ_NO_ENTITY &&
                 s->names->entities[d.who.entity].type == NQ_LOC;
    if (place ? d.x.form != NQ_FORM_DIRECT : !person && !m->title)
        return NAQL_OK;
    d.cue_span = nq_span_of(s, np.end, np.end + 1);
    d.has_who = d.explicit_who = true;
    *hit = true;
    NQ_TRY(finish(m, &d, d.who.grammar));
    m->at = d.x.next;
    return NAQL_OK;
}

/* A quotation that its cue follows: "...", says X. */
static naql_status
quote_first(struct maker *m, const nq_quote *q)
{
    const nq_scene *s = m->s;
    struct draft d = {0};
    uint32_t k = q->end;
    m->at = q->end;
    if (q->end - q->open < NQ_TUNE_QUOTE_FIRST)
        return NAQL_OK;
    while (k < m->end &&
           (nq_is_mark(s, k, NQ_MARK_COMMA) || nq_is_mark(s, k, NQ_MARK_DASH)))
        k++;
    if (nq_has_role(s, k, NQ_ROLE_KAMA))
        k++;
    const nq_lemma *l = nq_cue_lemma(s, k);
    if (!l || !(l->links & NQ_LINK_QUOTE) || is_joined(s, k) ||
        !may_be_cue(m, k) || s->tags[k].word->inflection > NQ_CUE_PRESENT)
        return NAQL_OK;
    d.cue = (nq_cue){.at = k, .end = k + 1, .lemma = l, .way = NQ_WAY_CLOSE};
    d.cue.grammar = s->tags[k].word->grammar;
    d.cue.has_subject = nq_np_read(s, k + 1, m->end, &d.cue.subject);
    uint32_t behind = d.cue.has_subject ? d.cue.subject.end : k + 1;
    if (behind < m->end && !nq_ends_sentence(s, behind) &&
        s->tokens[behind].kind != NQ_TOKEN_MARK &&
        !nq_has_role(s, behind, NQ_ROLE_PREP))
        return NAQL_OK;
    find_speaker(m, &d, false, NULL);
    if (!d.has_who)
        return NAQL_OK;
    nq_quote_inside(q, &d.x.first, &d.x.end);
    d.x.next = behind;
    d.x.form = NQ_FORM_DIRECT;
    d.cue_span = nq_span_of(s, k, k + 1);
    m->at = behind;
    return finish(m, &d, d.cue.grammar);
}

/* ---- The walk ----------------------------------------------------------- */

static naql_status
step(struct maker *m)
{
    const nq_scene *s = m->s;
    struct closing c;
    uint32_t behind;
    bool hit;
    const nq_quote *q = nq_quote_from(s, m->at);
    if (q)
        return quote_first(m, q);
    uint8_t phrase = nq_phrase_at(s, m->at, &behind);
    if (phrase == NQ_PHRASE_IMPERSONAL) {
        m->at = m->floor = behind;
        return NAQL_OK;
    }
    if (nq_is_closing(phrase) && read_closing(m, m->at, behind, &c))
        return attribute(m, &c, false);
    NQ_TRY(try_cue(m, &hit));
    if (hit) {
        m->floor = m->at;
        return NAQL_OK;
    }
    bool kama = nq_has_role(s, m->at, NQ_ROLE_KAMA) && m->at > m->sentence &&
                may_be_cue(m, m->at + 1) &&
                s->tags[m->at + 1].word->inflection <= NQ_CUE_PRESENT;
    nq_cue next;
    if (kama && !nq_cue_read(s, m->at + 1, m->end, false, &next) &&
        read_closing(m, m->at, m->at + 1, &c))
        return attribute(m, &c, true);
    m->at++;
    return NAQL_OK;
}

static naql_status
block(struct maker *m, uint32_t first, uint32_t end)
{
    bool hit;
    m->at = m->sentence = m->floor = first;
    m->end = end;
    NQ_TRY(name_colon(m, &hit));
    while (m->at < end) {
        if (m->s->tokens[m->at].flags & NQ_TOKEN_SENTENCE) {
            m->sentence = m->floor = m->at;
            m->n_before = m->list.n;
            m->pending = (nq_credit){0};
        }
        NQ_TRY(step(m));
    }
    m->n_before = m->list.n;
    return NAQL_OK;
}

static bool
is_read(uint8_t kind)
{
    return kind != NQ_BLOCK_BYLINE && kind != NQ_BLOCK_DATELINE;
}

/* By content start, which closing attributions may upset by one place. */
static void
sort(nq_statement *at, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        nq_statement moved = at[i];
        uint32_t k = i;
        for (; k > 0 && at[k - 1].span.start > moved.span.start; k--)
            at[k] = at[k - 1];
        at[k] = moved;
    }
}

naql_status
nq_statements_find(const nq_scene *s, nq_arena *arena, nq_arena *scratch,
                   const nq_statement **at, uint32_t *n)
{
    struct maker m = {.s = s, .arena = arena, .scratch = scratch};
    const nq_article *a = s->text->article;
    m.list = NQ_LIST(nq_statement);
    for (uint32_t first = 0; first < s->n;) {
        uint32_t end = first + 1;
        while (end < s->n && !(s->tokens[end].flags & NQ_TOKEN_LINE))
            end++;
        uint32_t sent = nq_sentence_of(s->text, first);
        uint32_t b = s->text->sentences[sent].block;
        uint8_t kind =
            b < a->n_blocks ? a->blocks[b].kind : (uint8_t)NQ_BLOCK_PARAGRAPH;
        m.title = kind == NQ_BLOCK_TITLE || kind == NQ_BLOCK_SUBTITLE ||
                  kind == NQ_BLOCK_HEADING;
        if (is_read(kind))
            NQ_TRY(block(&m, first, end));
        first = end;
    }
    sort(m.list.at, m.list.n);
    *at = nq_list_freeze(&m.list, arena);
    *n = m.list.n;
    return *at ? NAQL_OK : NAQL_NOMEM;
}
