/* SPDX-License-Identifier: Apache-2.0
 *
 * doubt_content.c - what speaks against somebody saying it: the rules of its
 * verb's row, what it has for its content, who would say it. Layer 5 (claim).
 */
#include "claim/doubt.h"

#include "base/str.h"
#include "claim/tune.h"
#include "claim/walk.h"

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
    return !nq_has_role(s, c->at - 1, NQ_ROLE_KAN) &&
           (!nq_is_nominal(s, c->at - 1) || s->tags[c->at - 1].mention);
}

/* "signed a treaty" is written as "expected": what it has for its object
 * tells. */
static bool
is_signed(const nq_scene *s, const nq_cue *c)
{
    return c->way == NQ_WAY_NOUN &&
           nq_str_equal(c->lemma->act, NQ_STR("predict")) &&
           (nq_has_sense(s, c->content, NQ_SENSE_DEED) ||
            (c->has_subject &&
             nq_has_sense(s, c->subject.first, NQ_SENSE_DEED)));
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

/* What speaks against it by the rules of its own row, or of that kind of verb.
 */
static nq_doubt
doubt_of_row(const nq_maker *m, const nq_draft *d, bool known)
{
    const nq_cue *c = &d->cue;
    if (is_signed(m->s, c) || is_approved(m->s, c))
        return NQ_DOUBT_SIGNED;
    if (is_announced(m->s, d, known))
        return NQ_DOUBT_ANNOUNCED;
    if (is_nobodys_opinion(d, known))
        return NQ_DOUBT_OPINION;
    if (c->lemma->links & NQ_LINK_LAW)
        return d->who.noun == NQ_NOUN_STUDY && c->way == NQ_WAY_QUOTE
                   ? NQ_DOUBT_NONE
                   : NQ_DOUBT_LAW;
    if (c->lemma->links & NQ_LINK_DOC)
        return d->has_who && (d->explicit_who || d->who.noun != NQ_NOUN_PERSON)
                   ? NQ_DOUBT_NONE
                   : NQ_DOUBT_PAPER;
    bool shows = d->who.noun == NQ_NOUN_DOC || d->who.noun == NQ_NOUN_STUDY ||
                 (c->has_subject && (c->subject.noun == NQ_NOUN_DOC ||
                                     c->subject.noun == NQ_NOUN_STUDY)) ||
                 (d->who.noun == NQ_NOUN_PEOPLE && c->way == NQ_WAY_THAT);
    return shows ? NQ_DOUBT_NONE : NQ_DOUBT_THING_SHOWS;
}

/* What speaks against it by what it has for its content. */
static nq_doubt
doubt_of_object(const nq_maker *m, const nq_draft *d, bool known)
{
    const nq_cue *c = &d->cue;
    bool titled = m->title && d->explicit_who && !c->has_subject;
    if (c->inflection == NQ_CUE_PRESENT && c->way == NQ_WAY_NOUN && !titled &&
        !(c->grammar & NQ_OBJECT_PRON) && (c->lemma->links & NQ_LINK_TARGET) &&
        (c->lemma->links & NQ_LINK_THAT) &&
        !(known && takes_predicate(m->s, c)))
        return NQ_DOUBT_CONSIDERED; /* "is considered": nobody's words */
    uint32_t object = c->content + nq_has_role(m->s, c->content, NQ_ROLE_DEM);
    if (c->lemma->n_with && c->lemma->links == NQ_LINK_OBJECT &&
        c->way == NQ_WAY_NOUN && !nq_walk_is_company(m->s, c, object) &&
        !nq_has_role(m->s, object, NQ_ROLE_MA))
        return NQ_DOUBT_REFUSED; /* "refused to comment" */
    if (nq_str_equal(c->lemma->act, NQ_STR("describe")) &&
        c->lemma->level == 1 && !(c->grammar & NQ_OBJECT_PRON))
        return NQ_DOUBT_NAMED; /* "names": appoints */
    return NQ_DOUBT_NONE;
}

nq_doubt
nq_doubt_of_content(const nq_maker *m, const nq_draft *d)
{
    const nq_cue *c = &d->cue;
    const nq_lemma *l = c->lemma;
    bool known = d->has_who &&
                 (d->who.noun != NQ_NOUN_NONE || d->who.entity != NQ_NO_ENTITY);
    bool own = l->level == 0 || (l->links & (NQ_LINK_LAW | NQ_LINK_DOC));
    nq_doubt row = doubt_of_row(m, d, known);
    if (own || (row != NQ_DOUBT_NONE && row != NQ_DOUBT_THING_SHOWS))
        return row;
    nq_doubt object = doubt_of_object(m, d, known);
    if (object != NQ_DOUBT_NONE)
        return object;
    if (l->level == 1 && !known && !l->n_with)
        return c->way == NQ_WAY_QUOTE ||
                       (c->way == NQ_WAY_THAT && c->has_subject)
                   ? NQ_DOUBT_NONE
                   : NQ_DOUBT_WEAK;
    bool loose = c->way == NQ_WAY_NOUN || c->way == NQ_WAY_PREP;
    if (c->has_subject && !known && loose && !is_of_source(m->s, &c->subject) &&
        !is_firm_clause(m, c))
        return NQ_DOUBT_LOOSE_SUBJECT;           /* "a rise points to" */
    bool named = d->has_who || (l->level >= 3 && /* a noun's is named */
                                c->inflection < NQ_CUE_NOUN_PRON);
    if (!named)
        return NQ_DOUBT_NOBODY;
    bool after = !c->has_subject && c->way == NQ_WAY_PREP &&
                 c->at > m->sentence && c->at < c->content &&
                 c->content == c->end + 1 &&
                 !(c->grammar & (NQ_FEM | NQ_OBJECT_PRON)) &&
                 nq_has_role(m->s, c->at - 1, NQ_ROLE_AN);
    /* "after it was announced that": nobody is named */
    return after ? NQ_DOUBT_NOBODY : NQ_DOUBT_NONE;
}
