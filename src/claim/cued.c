/* SPDX-License-Identifier: Apache-2.0
 *
 * cued.c - content behind its cue. Layer 5 (claim).
 *
 * Decides whether a verb of saying is one here: not denied, not passive, with
 * somebody who can speak. */
#include "claim/maker.h"

#include "base/status.h"
#include "base/str.h"
#include "claim/tune.h"
#include "claim/walk.h"

/* ---- A cue and its content ---------------------------------------------- */

/* A word that is a noun too ("student", "asked for") is a verb where a clause
 * may open: not behind another noun that waits for it. */
static bool
stands_free(const nq_maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    if (i == m->sentence || i == m->floor ||
        (s->tags[i].glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA)))
        return !(s->tags[i].word->grammar & NQ_FEM) ||
               s->tags[i].word->inflection == NQ_CUE_PAST;
    if ((s->tags[i].word->grammar & NQ_OBJECT_PRON) && nq_is_word(s, i - 1) &&
        !nq_is_nominal(s, i - 1) && !nq_has_role(s, i - 1, NQ_ROLE_PREP))
        return true; /* "therefore ASKED HIM the club" */
    if (nq_has_role(s, i + 1, NQ_ROLE_IN_IT) ||
        nq_has_role(s, i - 1, NQ_ROLE_SUB | NQ_ROLE_THEN) ||
        (i + 1 < s->n && nq_str_ends(s->tokens[i + 1].folded, NQ_STR("ون"))))
        return s->tags[i].word->inflection == NQ_CUE_PAST;
    return s->tokens[i - 1].kind == NQ_TOKEN_MARK || s->tags[i - 1].mention ||
           s->tags[i - 1].date || nq_is_definite(s, i - 1) ||
           nq_has_role(s, i - 1, NQ_ROLE_QAD | NQ_ROLE_REL | NQ_ROLE_KAMA);
}

/* "hopes THAT the movement announce": not said yet; but "before he adds". */
static bool
is_wished(const nq_maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    return i > m->sentence + 1 &&
           nq_has_role(s, i - 1, NQ_ROLE_AN | NQ_ROLE_BAN) &&
           nq_str_ends(s->tokens[i - 1].folded, NQ_STR("ن")) &&
           !s->tags[i].glue && !nq_has_role(s, i - 2, NQ_ROLE_NOT_AN);
}

/* "without THAT he disclosed", "ought NOT to blame": denied before its "that".
 */
static bool
is_denied_that(const nq_maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    return i > m->sentence + 1 && nq_has_role(s, i - 1, NQ_ROLE_AN) &&
           (nq_has_role(s, i - 2, NQ_ROLE_NEG) ||
            (i > m->sentence + 2 && nq_has_role(s, i - 2, NQ_ROLE_NOT_AN) &&
             nq_has_role(s, i - 3, NQ_ROLE_NEG)));
}

/* A past verb that is written as another word: "refused" as "refusal", "showed"
 * as "foremost". It is a verb where a clause opens, the latter only before
 * somebody who does it. */
static bool
is_other_word(const nq_maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    const nq_word *w = s->tags[i].word;
    if (w->inflection == NQ_CUE_PAST && w->grammar == NQ_DUAL)
        return nq_may_be_masdar(s, i);
    if (w->inflection != NQ_CUE_PAST || w->grammar)
        return false;
    bool somebody = i + 1 < s->n &&
                    (s->tags[i + 1].mention || s->tags[i + 1].office ||
                     s->tags[i + 1].word->noun) &&
                    !nq_str_ends(s->tokens[i + 1].folded, NQ_STR("ين"));
    if (w->content)
        return !somebody && !stands_free(m, i);
    if (!(w->roles & NQ_ROLE_ADJ))
        return false;
    bool opens = i == m->sentence ||
                 (s->tags[i].glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA)) ||
                 nq_has_role(s, i - 1, NQ_ROLE_QAD | NQ_ROLE_KAMA);
    return !opens || !somebody;
}

/* ", which WARNS of more": what happened is the subject, and nobody says it,
 * but "what he calls", "what X said that he" keep their distance. */
static bool
is_of_what(const nq_scene *s, uint32_t i)
{
    return i > 0 && nq_has_role(s, i - 1, NQ_ROLE_MA) &&
           !nq_has_role(s, i - 1, NQ_ROLE_KAMA) &&
           s->tags[i].word->inflection == NQ_CUE_PRESENT && !s->tags[i].glue &&
           !(s->tags[i].word->grammar & NQ_OBJECT_PRON) &&
           !nq_has_role(s, i + 1, NQ_ROLE_AN_PRON | NQ_ROLE_BAN_PRON) &&
           !nq_mention_of(s, i + 1) &&
           s->tags[i + 1 < s->n ? i + 1 : i].word->noun == NQ_NOUN_NONE;
}

/* "under STRICT measures", "all companies are ASKED to": a participle right
 * behind a noun with which it agrees is its adjective or predicate. */
static bool
is_attribute(const nq_maker *m, const nq_cue *c)
{
    const nq_scene *s = m->s;
    uint32_t i = c->at;
    if (c->inflection != NQ_CUE_PARTICIPLE || i == m->sentence ||
        s->tags[i].glue)
        return false;
    if (s->tokens[i - 1].kind == NQ_TOKEN_NUMBER && !s->tags[i - 1].date)
        return true; /* "thirty accused" */
    if ((c->lemma->links & NQ_LINK_TARGET) && !c->has_subject &&
        (s->tags[i + 1].glue & NQ_CLITIC_BA))
        return true; /* "is accused OF" */
    if (!nq_is_word(s, i - 1))
        return false;
    naql_str f = s->tokens[i].folded, before = s->tokens[i - 1].folded;
    if ((s->tokens[i].flags & NQ_TOKEN_TANWIN) && c->grammar == NQ_FEM)
        return false; /* an adverb by its ending, behind a definite noun */
    if (!c->grammar)  /* the adverb ends in alif */
        return !nq_str_ends(f, NQ_STR("ا"));
    bool noun =
        nq_str_ends(before, NQ_STR("ه")) || nq_str_ends(before, NQ_STR("ات"));
    bool said = m->list.n > m->n_before;
    return c->grammar == NQ_FEM && noun && !s->tags[i - 1].mention &&
           (!nq_is_definite(s, i - 1) || (c->way == NQ_WAY_PREP && !said));
}

/* "after THE ANNOUNCEMENT of the ministry that": a verbal noun behind a
 * preposition, whose speaker follows it. */
static bool
is_bare_noun(const nq_maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    const nq_lemma *l = nq_cue_lemma(s, i);
    nq_np np;
    nq_speaker who;
    return s->tags[i].word->inflection == NQ_CUE_NOUN && i > 0 &&
           !s->tags[i].glue && l->level >= 2 &&
           (nq_has_role(s, i - 1, NQ_ROLE_PREP | NQ_ROLE_SUB | NQ_ROLE_AFTER) ||
            (nq_cue_lemma(s, i - 1) && /* "there came the announcement" */
             (nq_cue_lemma(s, i - 1)->links & NQ_LINK_DOC))) &&
           nq_np_read(s, i + 1, m->end, &np) &&
           (np.definite || nq_quote_from(s, np.first + 1) ||
            (np.end > np.first + 1 && nq_is_definite(s, np.first + 1))) &&
           nq_np_speaker(s, &np, &who) && who.noun != NQ_NOUN_NONE;
}

/* "in it", "to him": a preposition with its pronoun governs no more. */
static bool
holds_pronoun(const nq_scene *s, uint32_t i)
{
    static const naql_str ends[] = {{"ه", 2}, {"ها", 4}, {"هم", 4}};
    enum { LEAST = 4, MOST = 8 }; /* bytes: two letters, four */
    naql_str f = s->tokens[i].folded;
    for (size_t k = 0; k < sizeof ends / sizeof ends[0]; k++)
        if (f.len >= LEAST && f.len <= MOST && nq_str_ends(f, ends[k]))
            return true;
    return false;
}

bool
nq_maker_may_be_cue(const nq_maker *m, uint32_t i)
{
    const nq_scene *s = m->s;
    const nq_tag *t = &s->tags[i];
    const nq_lemma *l = nq_cue_lemma(s, i);
    if (!l || t->mention || t->quote || is_other_word(m, i))
        return false;
    if (t->word->noun && !stands_free(m, i) && !is_bare_noun(m, i))
        return false;
    uint16_t prep = NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_KAF;
    bool object = i > m->sentence && nq_has_role(s, i - 1, NQ_ROLE_PREP) &&
                  !nq_has_role(s, i - 1, NQ_ROLE_SUB | NQ_ROLE_REL) &&
                  !holds_pronoun(s, i - 1) && !s->tags[i - 1].mention &&
                  !(s->tags[i - 1].glue & NQ_CLITIC_AL); /* "in the opposite" */
    if (object && t->word->inflection == NQ_CUE_PAST && !t->glue)
        return false; /* "in the hope that": a noun behind a preposition */
    if (t->word->inflection == NQ_CUE_PRESENT &&
        (is_wished(m, i) || is_denied_that(m, i) || /* "may wonder" */
         (i > m->sentence && nq_has_role(s, i - 1, NQ_ROLE_QAD)) ||
         is_of_what(s, i)))
        return false;
    if (t->word->inflection == NQ_CUE_PRESENT && !t->glue &&
        nq_str_equal(l->act, NQ_STR("deny")) && l->level == 2)
        return true; /* "did not rule out" */
    switch ((nq_inflection)t->word->inflection) {
    case NQ_CUE_PAST:
    case NQ_CUE_PRESENT:
        if (t->glue & NQ_CLITIC_AL) /* "the saying that" */
            return nq_has_role(s, i + 1, NQ_ROLE_THAT);
        if (t->glue == NQ_CLITIC_LAM && l->level >= 2 &&
            t->word->inflection == NQ_CUE_PRESENT)
            return !nq_cue_is_denied(s, i); /* "(so) TO SAY": and then said */
        return !(t->glue & (prep | NQ_CLITIC_SIN)) && !nq_cue_is_denied(s, i);
    case NQ_CUE_PARTICIPLE:
        return !(t->glue & (prep | NQ_CLITIC_AL)) && !nq_cue_is_denied(s, i);
    case NQ_CUE_NOUN:
        if ((t->glue & NQ_CLITIC_LAM) && l->level < 3)
            return false; /* "to point to", what for */
        return (t->glue & NQ_CLITIC_AL) || is_bare_noun(m, i);
    case NQ_CUE_NOUN_PRON:
        return true;
    default:
        return false;
    }
}

/* "to say that", "to warn of": and then he said, only with his words. */
static bool
is_purpose(const nq_scene *s, const nq_cue *c)
{
    return c->inflection == NQ_CUE_PRESENT &&
           (s->tags[c->at].glue & NQ_CLITIC_LAM) && c->way != NQ_WAY_THAT &&
           c->way != NQ_WAY_QUOTE && c->way != NQ_WAY_COLON;
}

/* A verbal noun is a cue only when a clause or a quotation follows closely. */
static bool
noun_is_firm(const nq_scene *s, const nq_cue *c)
{
    bool noun = c->inflection >= NQ_CUE_NOUN_PRON;
    if (noun && c->content > c->end + NQ_TUNE_LOOK)
        return false;
    bool his = c->inflection == NQ_CUE_NOUN_PRON && c->lemma->level >= 2 &&
               c->way == NQ_WAY_PREP &&
               c->content <= c->end + NQ_TUNE_BETWEEN &&
               !(s->tags[c->at].glue & NQ_CLITIC_LAM); /* "to tell him of" */
    bool announced = c->way == NQ_WAY_NOUN && s->tags[c->content].masdar &&
                     !(s->tags[c->at].glue & (NQ_CLITIC_AL | NQ_CLITIC_LAM)) &&
                     (c->inflection == NQ_CUE_NOUN ||
                      (c->content == c->end && /* "ITS ANNOUNCING the end" */
                       !(c->lemma->links & NQ_LINK_TARGET)));
    bool called = c->inflection == NQ_CUE_NOUN && c->way == NQ_WAY_PREP &&
                  ((c->has_subject && c->content <= c->subject.end + 1) ||
                   nq_is_long_quote(s, c->content)) &&
                  !nq_str_equal(c->lemma->act, NQ_STR("admit"));
    announced |= c->inflection == NQ_CUE_NOUN && c->way == NQ_WAY_NOUN &&
                 c->has_subject && c->content == c->subject.end &&
                 !nq_is_definite(s, c->content) &&
                 (c->lemma->links & NQ_LINK_OBJECT) &&
                 !(s->tags[c->at].glue & (NQ_CLITIC_AL | NQ_CLITIC_LAM));
    bool loose = c->inflection == NQ_CUE_NOUN && c->lemma->level < 3;
    return !noun || his || announced || called || c->way == NQ_WAY_THAT ||
           (!loose && (c->way == NQ_WAY_QUOTE || c->way == NQ_WAY_COLON));
}

/* "senior officials", "some members": a loose noun that a source closes. */
static bool
is_of_source(const nq_scene *s, const nq_np *np)
{
    uint32_t i = np->first + 1;
    return np->definite ||
           (i < np->end && nq_is_definite(s, i) &&
            (s->tags[i].word->noun == NQ_NOUN_PERSON ||
             s->tags[i].word->noun == NQ_NOUN_PEOPLE || s->tags[i].office));
}

/* "Cities pledged to", "hospitals announced": a past verb at the head of its
 * clause makes any noun behind it a source; so does "whom dozens accuse of". */
static bool
is_firm_clause(const nq_maker *m, const nq_cue *c)
{
    const nq_scene *s = m->s;
    bool pron = (c->grammar & NQ_OBJECT_PRON) != 0;
    if (c->inflection != NQ_CUE_PAST || pron)
        return pron && c->inflection == NQ_CUE_PRESENT &&
               nq_str_equal(c->lemma->act, NQ_STR("accuse"));
    const nq_token *t = &s->tokens[c->subject.first];
    bool target = (c->lemma->links & NQ_LINK_TARGET) &&
                  (c->lemma->level < 2 ||
                   nq_str_equal(c->lemma->act, NQ_STR("describe")));
    if ((t->flags & NQ_TOKEN_TANWIN) || (t->clitics & NQ_CLITIC_PRONOUN) ||
        s->tags[c->subject.first].word->lemma || target ||
        s->tags[c->at].word->noun)
        return false; /* what it explains or describes is its object */
    if (c->at == m->sentence || nq_maker_is_joined(s, c->at))
        return true;
    const nq_tag *before = &s->tags[c->at - 1];
    return !nq_has_role(s, c->at - 1, NQ_ROLE_KAN) &&
           (!nq_is_nominal(s, c->at - 1) || before->mention || before->date ||
            nq_has_role(s, c->at - 1, NQ_ROLE_ADV | NQ_ROLE_TURN));
}

/* "signed a treaty" is written as "expected": what it has for its object
 * tells. */
static bool
is_signed(const nq_scene *s, const nq_cue *c)
{
    return c->way == NQ_WAY_NOUN &&
           nq_str_equal(c->lemma->act, NQ_STR("predict")) &&
           (nq_has_role(s, c->content, NQ_ROLE_DEED) ||
            (c->has_subject && nq_has_role(s, c->subject.first, NQ_ROLE_DEED)));
}

/* "approved the reform by a majority": what a verb that admits has for its
 * object is no content. */
static bool
is_approved(const nq_scene *s, const nq_cue *c)
{
    uint32_t i = c->subject.end;
    return c->lemma->level == 1 && c->way == NQ_WAY_PREP && c->has_subject &&
           i < c->content && nq_str_equal(c->lemma->act, NQ_STR("admit")) &&
           nq_is_nominal(s, i) && (nq_is_definite(s, i) || s->tags[i].masdar);
}

/* "the treaty that was announced in July": nobody who could announce it stands
 * before the relative, and none behind. */
static bool
is_announced(const nq_scene *s, const nq_draft *d, bool known)
{
    const nq_cue *c = &d->cue;
    return !known && !c->has_subject && c->way == NQ_WAY_NOUN && c->at > 0 &&
           c->inflection == NQ_CUE_PAST && !(c->grammar & NQ_OBJECT_PRON) &&
           nq_has_role(s, c->at - 1, NQ_ROLE_REL);
}

/* "considers THESE STEPS NECESSARY": a definite noun and what is said of it,
 * but "X is considered THE LARGEST". */
static bool
takes_predicate(const nq_scene *s, const nq_cue *c)
{
    nq_np np;
    uint32_t i = c->content;
    const nq_mention *m = nq_mention_from(s, i);
    bool definite = nq_has_role(s, i, NQ_ROLE_DEM) || (m && c->has_subject) ||
                    nq_is_definite(s, i);
    return definite && nq_np_read(s, i, i + NQ_TUNE_NP, &np) &&
           nq_is_nominal(s, np.end) && !nq_is_definite(s, np.end) &&
           !nq_is_adjective(s, i) && !s->tags[np.end].mention &&
           !(s->tokens[np.end].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE));
}

/* "X is considered that", "it is thought that": verbs of opinion in the
 * present, with nobody who holds it beside them. */
static bool
is_nobodys_opinion(const nq_draft *d, bool known)
{
    const nq_cue *c = &d->cue;
    bool beside = c->has_subject || d->explicit_who;
    if (!nq_str_equal(c->lemma->act, NQ_STR("opine")))
        return false;
    if (c->lemma->links == NQ_LINK_THAT) /* thinks: a thought that is told */
        return !known || !beside || (c->grammar & NQ_OBJECT_PRON);
    return c->inflection == NQ_CUE_PRESENT && !known && beside &&
           (c->lemma->links & NQ_LINK_TARGET) &&
           !(c->grammar & (NQ_OBJECT_PRON | NQ_PLURAL));
}

static bool
suits(const nq_maker *m, const nq_draft *d)
{
    const nq_cue *c = &d->cue;
    bool known = d->has_who &&
                 (d->who.noun != NQ_NOUN_NONE || d->who.entity != NQ_NO_ENTITY);
    if (is_signed(m->s, c) || is_approved(m->s, c) ||
        is_announced(m->s, d, known) || is_nobodys_opinion(d, known))
        return false;
    if (c->lemma->links & NQ_LINK_LAW)
        return d->who.noun == NQ_NOUN_STUDY && c->way == NQ_WAY_QUOTE;
    if (c->lemma->links & NQ_LINK_DOC)
        return d->has_who && (d->explicit_who || d->who.noun != NQ_NOUN_PERSON);
    if (c->lemma->level == 0)
        return d->who.noun == NQ_NOUN_DOC || d->who.noun == NQ_NOUN_STUDY ||
               (c->has_subject && (c->subject.noun == NQ_NOUN_DOC ||
                                   c->subject.noun == NQ_NOUN_STUDY)) ||
               (d->who.noun == NQ_NOUN_PEOPLE && c->way == NQ_WAY_THAT);
    bool titled = m->title && d->explicit_who && !c->has_subject;
    if (c->inflection == NQ_CUE_PRESENT && c->way == NQ_WAY_NOUN && !titled &&
        !(c->grammar & NQ_OBJECT_PRON) && (c->lemma->links & NQ_LINK_TARGET) &&
        (c->lemma->links & NQ_LINK_THAT) &&
        !(known && takes_predicate(m->s, c)))
        return false; /* "is considered": nobody's words */
    uint32_t object = c->content + nq_has_role(m->s, c->content, NQ_ROLE_DEM);
    if (c->lemma->n_with && c->lemma->links == NQ_LINK_OBJECT &&
        c->way == NQ_WAY_NOUN && !nq_walk_is_company(m->s, c, object) &&
        !nq_has_role(m->s, object, NQ_ROLE_MA))
        return false; /* "refused to comment" */
    if (nq_str_equal(c->lemma->act, NQ_STR("describe")) &&
        c->lemma->level == 1 && !(c->grammar & NQ_OBJECT_PRON))
        return false; /* "names": appoints */
    if (c->lemma->level == 1 && !known && !c->lemma->n_with)
        return c->way == NQ_WAY_QUOTE ||
               (c->way == NQ_WAY_THAT && c->has_subject);
    bool loose = c->way == NQ_WAY_NOUN || c->way == NQ_WAY_PREP;
    if (c->has_subject && !known && loose && !is_of_source(m->s, &c->subject) &&
        !is_firm_clause(m, c))
        return false; /* "a rise points to" */
    if (c->inflection >= NQ_CUE_NOUN_PRON && !d->has_who)
        return false;
    if (!c->has_subject && c->way == NQ_WAY_PREP && c->at > m->sentence &&
        c->at < c->content && c->content == c->end + 1 &&
        !(c->grammar & (NQ_FEM | NQ_OBJECT_PRON)) &&
        nq_has_role(m->s, c->at - 1, NQ_ROLE_AN))
        return false; /* "after it was announced that": nobody is named */
    return d->has_who || c->lemma->level >= 3;
}

/* "the agency said that X said": X's words, credited to the agency. */
static bool
inner_cue(nq_maker *m, const nq_draft *outer, nq_draft *d)
{
    const nq_scene *s = m->s;
    nq_np np;
    *d = (nq_draft){0};
    if (!nq_np_read(s, outer->x.first, outer->x.end, &np))
        return false;
    uint32_t i = np.end;
    if (nq_is_mark(s, i, NQ_MARK_COMMA) && nq_has_role(s, i + 1, NQ_ROLE_REL)) {
        for (i++; i < outer->x.end && !nq_is_mark(s, i, NQ_MARK_COMMA); i++)
            continue;
        i++;
    }
    while (i < outer->x.end && nq_has_role(s, i, NQ_ROLE_QAD | NQ_ROLE_KAN))
        i++;
    if (i >= outer->x.end || !nq_maker_may_be_cue(m, i) ||
        nq_maker_is_joined(s, i) ||
        !nq_cue_read(s, i, outer->x.end, true, &d->cue) ||
        !nq_maker_speaker_of(m, &np, i, &d->who))
        return false;
    if (d->who.noun == NQ_NOUN_NONE && d->who.entity == NQ_NO_ENTITY)
        return false;
    d->has_who = d->explicit_who = true;
    d->credit = (nq_credit){outer->who.span, outer->who.entity};
    nq_extent_find(s, d->cue.at, d->cue.content, m->end, d->cue.way, &d->x);
    return true;
}

/* "events confirm that": the noun right before the verb is its subject, and
 * nothing that could speak. */
static bool
has_thing(const nq_maker *m, uint32_t i, const nq_np *prior)
{
    const nq_scene *s = m->s;
    if (prior->end == i && prior->noun != NQ_NOUN_NONE)
        return false; /* "press REPORTS pointed to" */
    if (nq_maker_is_joined(s, i) || i < m->sentence + 2 || m->title ||
        s->tags[i - 2].mention)
        return false;
    uint32_t k = i - 1;
    while (k > m->sentence && nq_is_adjective(s, k))
        k--; /* "the second scenario points to" */
    const nq_tag *t = &s->tags[k];
    if (nq_is_definite(s, k))
        return t->word == s->book->words && !t->mention && !t->office &&
               !t->date && !nq_is_adjective(s, k) &&
               s->tags[i].word->inflection == NQ_CUE_PRESENT &&
               !nq_str_ends(s->tokens[k].folded, NQ_STR("ون"));
    return k == i - 1 && nq_is_word(s, k) && t->word == s->book->words &&
           !t->mention && !t->office && !t->date &&
           s->tokens[i - 1].folded.len > NQ_TUNE_SHORT_PREP &&
           !(s->tokens[i - 1].flags & NQ_TOKEN_TANWIN) &&
           !nq_str_ends(s->tokens[i - 1].folded, NQ_STR("ا"));
}

/* "between", "through": words that are prepositions too, unless a person is
 * their subject. */
static bool
is_preposition(const nq_maker *m, const nq_draft *d)
{
    uint32_t i = d->cue.at;
    if (!nq_has_role(m->s, i, NQ_ROLE_PREP) || i == m->sentence)
        return false;
    if (nq_maker_is_joined(m->s, i))
        return nq_cue_is_second(m->s, i);
    if (nq_has_role(m->s, i - 1, NQ_ROLE_KAMA | NQ_ROLE_QAD) ||
        (d->cue.way == NQ_WAY_PREP && (d->cue.has_subject || d->explicit_who) &&
         (m->s->tokens[d->cue.content].clitics & NQ_CLITIC_PRONOUN)))
        return false; /* "as X expressed", "X expressed HIS joy" */
    const nq_np *np = &d->cue.subject; /* but "VIA sources" */
    bool source = np->noun == NQ_NOUN_PERSON ||
                  (np->noun == NQ_NOUN_PEOPLE && !(np->grammar & NQ_FEM) &&
                   m->s->tokens[i - 1].kind == NQ_TOKEN_MARK);
    return !d->cue.has_subject || !source;
}

/* "was described AS": a verb that takes a target, and none before its b-. */
static bool
names_no_target(const nq_scene *s, const nq_cue *c)
{
    bool lone = nq_is_word(s, c->content - 1) &&
                nq_str_equal(s->tokens[c->content - 1].folded, NQ_STR("ب"));
    return (c->lemma->links & NQ_LINK_TARGET) && !c->has_subject &&
           !(c->grammar & NQ_OBJECT_PRON) && c->inflection == NQ_CUE_PAST &&
           c->way != NQ_WAY_THAT &&
           (lone || (s->tags[c->content].glue & NQ_CLITIC_BA));
}

/* The target, taken for the object of whoever spoke last, is himself: "the
 * company was accused of", which nobody says here; or he is the subject, and
 * what he accuses stands behind him. */
static bool
is_passive(nq_maker *m, nq_draft *d)
{
    nq_cue *c = &d->cue;
    nq_np np;
    nq_speaker target;
    if (names_no_target(m->s, c))
        return true;
    if (!(c->lemma->links & NQ_LINK_TARGET) || c->has_subject ||
        d->explicit_who || c->way != NQ_WAY_NOUN || !d->has_who ||
        !nq_np_read(m->s, c->content, m->end, &np) ||
        !nq_maker_speaker_of(m, &np, c->at, &target) ||
        target.entity != d->who.entity ||
        (target.entity == NQ_NO_ENTITY &&
         target.span.start != d->who.span.start))
        return false;
    if (np.end >= m->end || !nq_is_nominal(m->s, np.end))
        return true;
    c->subject = np;
    c->has_subject = d->explicit_who = true;
    c->content = np.end;
    d->who = target;
    return false;
}

/* "it is expected that": a prediction in the present tense that nobody beside
 * it makes. */
static bool
is_impersonal(const nq_draft *d)
{
    const nq_cue *c = &d->cue;
    return c->inflection == NQ_CUE_PRESENT && !c->grammar && !c->has_subject &&
           !d->explicit_who && c->way == NQ_WAY_THAT &&
           nq_str_equal(c->lemma->act, NQ_STR("predict"));
}

/* "X, who had called for Y, said that": what he says in the aside between the
 * cue and its content. */
static naql_status
aside_cue(nq_maker *m, const nq_draft *outer)
{
    const nq_scene *s = m->s;
    const nq_cue *c = &outer->cue;
    uint32_t end = c->content;
    if (!c->has_subject || !outer->has_who || c->way == NQ_WAY_CLOSE)
        return NAQL_OK;
    for (uint32_t i = c->subject.end; i + 1 < end; i++) {
        uint32_t k = i + 1;
        if (!nq_is_mark(s, i - 1, NQ_MARK_COMMA) ||
            !nq_has_role(s, i, NQ_ROLE_REL) || nq_has_role(s, i, NQ_ROLE_PREP))
            continue;
        nq_draft d = {.has_who = true, .explicit_who = true, .who = outer->who};
        while (k < end && nq_has_role(s, k, NQ_ROLE_QAD | NQ_ROLE_KAN))
            k++;
        if (k > i + 1 && nq_has_role(s, k, NQ_ROLE_AN))
            k++; /* "who earlier" is "who it happened that" */
        if (!nq_maker_may_be_cue(m, k) ||
            !nq_cue_read(s, k, end, true, &d.cue) || d.cue.content >= end ||
            !suits(m, &d))
            continue;
        d.cue_span = nq_span_of(s, k, d.cue.end);
        nq_extent_find(s, k, d.cue.content, end, d.cue.way, &d.x);
        return nq_maker_finish(m, &d, d.cue.grammar);
    }
    return NAQL_OK;
}

/* The subject before the cue at token i, if that is one: not behind "when", nor
 * where somebody else speaks in the paper. */
static bool
stands_before(nq_maker *m, uint32_t i, nq_np *prior, bool *gap)
{
    const nq_scene *s = m->s;
    const nq_word *w = s->tags[i].word;
    bool clause = i > m->sentence && /* "when X announced" */
                  nq_has_role(s, i - 1, NQ_ROLE_SUB) &&
                  !nq_has_role(s, i - 1, NQ_ROLE_MA | NQ_ROLE_AN);
    if (!nq_maker_before(m, i, prior, gap) || clause || nq_cue_has_guest(s, i))
        return false;
    bool doc = i > m->sentence && s->tags[i - 1].word->noun == NQ_NOUN_DOC;
    return doc || w->inflection > NQ_CUE_PARTICIPLE || /* "a letter (that)" */
           nq_speaker_suits(s, prior, i, w->grammar);
}

static naql_status
take_cue(nq_maker *m, bool *hit)
{
    const nq_scene *s = m->s;
    nq_draft d = {0}, inner;
    nq_np prior = {0};
    uint32_t i = m->at;
    bool gap = false;
    bool finite = s->tags[i].word->inflection <= NQ_CUE_PRESENT;
    bool bare = s->tags[i].word->inflection == NQ_CUE_NOUN &&
                !(s->tags[i].glue & NQ_CLITIC_AL);
    bool has_before = !bare && stands_before(m, i, &prior, &gap);
    bool goes_on = nq_maker_is_joined(s, i) && m->list.n > m->n_before &&
                   i > 0 && s->tokens[i - 1].kind != NQ_TOKEN_MARK &&
                   (nq_cue_lemma(s, i)->links & NQ_LINK_TARGET);
    bool svo = (!finite && !bare) || goes_on || (has_before && !gap) ||
               (s->tags[i].word->grammar & (NQ_PLURAL | NQ_DUAL));
    d.prior = has_before ? prior : (nq_np){0};
    if (!nq_cue_read(s, i, m->end, svo, &d.cue))
        return nq_maker_keep_lost(m, &d);
    if (!noun_is_firm(s, &d.cue) || is_attribute(m, &d.cue) ||
        is_purpose(s, &d.cue))
        return NAQL_OK;
    d.cue_span = nq_span_of(s, d.cue.at, d.cue.end);
    d.cue_span.start = nq_bare_start(s, d.cue.at);
    bool adverbial = d.cue.inflection == NQ_CUE_PARTICIPLE;
    if (adverbial && nq_memory_last(&m->memory) && m->list.n > m->n_before)
        d.prior.end = has_before = false; /* "adding" goes on with who spoke */
    nq_maker_find_speaker(m, &d, has_before, &prior);
    if (is_preposition(m, &d) || is_impersonal(&d) || is_passive(m, &d))
        return NAQL_OK;
    bool quotes = d.cue.lemma->level == 3 && /* no thing is quoted */
                  (d.cue.way == NQ_WAY_QUOTE || d.cue.way == NQ_WAY_COLON);
    if (!suits(m, &d) ||
        (finite && !d.cue.has_subject && !quotes && has_thing(m, i, &prior)))
        return NAQL_OK;
    bool apart = i > m->sentence && nq_has_role(s, i - 1, NQ_ROLE_MA) &&
                 nq_maker_keeps_distance(s, i); /* "what he calls X" */
    uint32_t limit =
        apart ? nq_maker_distance_end(s, d.cue.content, m->end) : m->end;
    nq_extent_find(s, d.cue.at, d.cue.content, limit, d.cue.way, &d.x);
    if (d.x.end <= d.x.first)
        return NAQL_OK;
    nq_maker_find_credit(m, &d);
    uint8_t grammar = finite ? d.cue.grammar : m->memory.last_grammar;
    *hit = true;
    m->has_lost = false;
    if (d.who.outlet && d.has_who && d.cue.way == NQ_WAY_THAT &&
        inner_cue(m, &d, &inner)) {
        inner.cue_span = nq_span_of(s, inner.cue.at, inner.cue.end);
        NQ_TRY(nq_maker_finish(m, &inner, inner.cue.grammar));
        m->at = inner.x.next;
        return NAQL_OK;
    }
    NQ_TRY(aside_cue(m, &d));
    d.background = bare;
    NQ_TRY(nq_maker_finish(m, &d, grammar));
    m->at = d.x.next > i ? d.x.next : i + 1;
    return nq_maker_distance_cues(m, &d);
}

naql_status
nq_maker_try_cue(nq_maker *m, bool *hit)
{
    *hit = false; /* as nearly everywhere */
    return nq_maker_may_be_cue(m, m->at) ? take_cue(m, hit) : NAQL_OK;
}
