/* SPDX-License-Identifier: Apache-2.0
 *
 * walk_noun.c - the walk from a cue over nouns: subject, person told, target,
 * or the onset of a noun's content. Layer 5 (claim). Knows nothing of marks and
 * of where content ends. */
#include "claim/walk.h"

#include "base/str.h"
#include "claim/read.h"
#include "claim/tune.h"

/* One of the words that must stand near the cue. */
bool
nq_walk_is_company(const nq_scene *s, const nq_cue *c, uint32_t i)
{
    const nq_lemma *l = c->lemma;
    uint64_t hash = s->tokens[i].hash;
    if (!(l->with_mask >> (hash % 64) & 1))
        return false; /* as nearly always */
    for (uint32_t k = 0; k < l->n_with; k++)
        if (hash == l->with[k])
            return true;
    return false;
}

/* A word that a definite adjective follows: the tail of a name that was not
 * known whole ("X Galaxy the American"). */
static bool
is_name_tail(const nq_scene *s, uint32_t i)
{
    return !nq_is_definite(s, i) && nq_is_word(s, i + 1) &&
           nq_is_adjective(s, i + 1) && s->tags[i - 1].mention &&
           !nq_has_role(s, i, NQ_ROLE_DEM);
}

/* "SAYING", an adverb: a "that" behind it is its own. */
static bool
is_adverb(const nq_scene *s, uint32_t i)
{
    const nq_tag *t = &s->tags[i];
    const nq_lemma *l = t->word->lemma ? nq_cue_lemma(s, i) : NULL;
    return l && l->level >= 2 && (l->links & NQ_LINK_THAT) &&
           t->word->inflection == NQ_CUE_PARTICIPLE &&
           !(t->glue & NQ_CLITIC_AL) && !t->word->noun;
}

/* Is there a "that" close behind, which makes the noun here an aside? */
static bool
that_follows(const nq_walker *w)
{
    const nq_scene *s = w->s;
    if (!(w->links & NQ_LINK_THAT))
        return false;
    for (uint32_t i = w->at + 1; i < w->limit && i < w->at + NQ_TUNE_LOOK;
         i++) {
        if (nq_has_role(s, i, NQ_ROLE_THAT) &&
            !nq_has_role(s, i - 1, NQ_ROLE_NOT_AN | NQ_ROLE_PREP))
            return true;
        if ((nq_is_finite_cue(s, i) && (s->tags[i].glue & NQ_CLITIC_WAW)) ||
            is_adverb(s, i))
            return false; /* "denied the charge AND SAID that" */
        if (nq_is_mark(s, i, NQ_MARK_COMMA) && i + 1 < s->n &&
            (s->tags[i + 1].date || s->tags[i - 1].date ||
             nq_walk_is_that(s, i + 1)))
            continue; /* "the largest party, Friday, that" */
        if (s->tokens[i].kind == NQ_TOKEN_MARK && !s->tags[i].quote)
            return false;
    }
    return false;
}

/* "showed, in his words, HIS joy": behind a comma, with the pronoun that takes
 * up who speaks. */
static bool
is_late_onset(const nq_walker *w)
{
    enum { COMMAS = 2 };
    const nq_scene *s = w->s;
    const nq_tag *t = &s->tags[w->at];
    return w->commas && w->commas <= COMMAS && w->cue->has_subject &&
           w->cue->lemma->level >= 2 && !t->mention && !t->glue &&
           nq_is_mark(s, w->at - 1, NQ_MARK_COMMA) &&
           (s->tokens[w->at].clitics & NQ_CLITIC_PRONOUN) && !that_follows(w);
}

/* "denied X, the star of Y, THE RUMOURS": behind two commas, of which the first
 * stands right behind the subject. */
static bool
is_behind_aside(const nq_walker *w)
{
    enum { COMMAS = 2 };
    const nq_scene *s = w->s;
    const nq_tag *t = &s->tags[w->at];
    return w->commas == COMMAS && w->cue->has_subject &&
           w->cue->lemma->level == 3 && w->cue->inflection == NQ_CUE_PAST &&
           !nq_str_starts(s->tokens[w->at].folded, NQ_STR("الم")) &&
           nq_is_mark(s, w->at - 1, NQ_MARK_COMMA) &&
           nq_is_mark(s, w->cue->subject.end, NQ_MARK_COMMA) && !t->mention &&
           !(t->glue & ~(unsigned)NQ_CLITIC_AL) && !nq_is_adjective(s, w->at) &&
           !that_follows(w);
}

/* May a reported noun content open here, behind the subject? */
static bool
is_onset(const nq_walker *w)
{
    const nq_scene *s = w->s;
    const nq_tag *t = &s->tags[w->at];
    bool his = (s->tokens[w->at].clitics & NQ_CLITIC_PRONOUN) != 0;
    if (t->masdar && !nq_is_definite(s, w->at) && !(his && that_follows(w)))
        return true; /* "HIS visit (behind him), that" */
    if (t->masdar && t->word->content && w->commas == 1 && !t->word->noun &&
        w->cue->has_subject && w->cue->lemma->level == 3 &&
        nq_is_mark(s, w->at - 1, NQ_MARK_COMMA) && !that_follows(w))
        return true; /* "announced X, on Friday, THE REACHING of" */
    bool speaks = t->word->noun && t->word->noun != NQ_NOUN_STUDY;
    if ((is_late_onset(w) || is_behind_aside(w)) && !speaks)
        return true;
    if (w->commas || speaks || (t->glue & NQ_CLITIC_WAW) ||
        is_name_tail(s, w->at) || nq_is_adjective(s, w->at) || t->mention)
        return false;
    return !that_follows(w);
}

/* A plural in -in behind its verb is no subject: "informed the reporters". */
static bool
is_oblique(const nq_scene *s, const nq_np *np)
{
    const nq_tag *t = &s->tags[np->first];
    return t->word->noun == NQ_NOUN_PERSON && !t->mention &&
           (t->word->noun_grammar & NQ_PLURAL) &&
           nq_str_ends(s->tokens[np->first].folded, NQ_STR("ين"));
}

/* "(those) of whom X said that": the noun behind a verb of saying that takes
 * no object is its subject, whatever stands before. */
static bool
is_own_subject(const nq_walker *w, const nq_np *np)
{
    bool known = np->noun != NQ_NOUN_NONE || w->s->tags[np->first].mention;
    uint8_t plural = w->cue->grammar & (NQ_PLURAL | NQ_DUAL);
    return known && !plural && w->cue->inflection <= NQ_CUE_PRESENT &&
           !(w->links & (NQ_LINK_OBJECT | NQ_LINK_TARGET));
}

/* "the president, whose policies X criticises": the object's pronoun takes up
 * the one before the relative, so that the name between is the subject. */
static bool
is_resumed(const nq_walker *w, nq_np *np)
{
    const nq_scene *s = w->s;
    const nq_mention *m = nq_mention_from(s, w->at);
    return (w->links & NQ_LINK_TARGET) && m && m->type == NQ_PER &&
           w->at == w->cue->end && w->cue->at > 0 &&
           nq_has_role(s, w->cue->at - 1, NQ_ROLE_REL) &&
           nq_np_read(s, w->at, w->limit, np) && np->end < w->limit &&
           nq_is_word(s, np->end) &&
           (s->tokens[np->end].clitics & NQ_CLITIC_PRONOUN);
}

/* "(he) accused THE STATE of": a verb in the masculine, and a feminine noun
 * right behind it that b- follows: the object, whose subject is dropped. */
static bool
is_lone_object(const nq_walker *w, const nq_np *np)
{
    const nq_scene *s = w->s;
    const nq_cue *c = w->cue;
    nq_speaker who;
    if (!nq_str_equal(c->lemma->act, NQ_STR("accuse")) ||
        c->inflection != NQ_CUE_PAST || c->grammar || np->end >= w->limit ||
        !(s->tags[np->end].glue & NQ_CLITIC_BA) || !nq_np_speaker(s, np, &who))
        return false;
    return ((np->grammar | who.grammar) & NQ_FEM) && !(who.grammar & NQ_PLURAL);
}

/* A past verb by its feminine ending, of which nothing else is known. */
static bool
is_past_verb(const nq_scene *s, uint32_t i)
{
    enum { LEAST = 8 }; /* bytes: four letters */
    naql_str f = s->tokens[i].folded;
    return s->tags[i].word == s->book->words && !s->tags[i].mention &&
           !nq_is_definite(s, i) && f.len >= LEAST &&
           nq_str_ends(f, NQ_STR("ت")) && !nq_str_ends(f, NQ_STR("ات"));
}

/* "laid THE BLAME on": the word that makes the verb one of saying is its
 * object, but "REPORTS came". */
static bool
is_own_object(const nq_walker *w)
{
    const nq_lemma *l = w->cue->lemma;
    uint32_t no = NQ_LINK_TARGET | NQ_LINK_OBJECT | NQ_LINK_THAT;
    return l->n_with && !(l->links & no) &&
           nq_walk_is_company(w->s, w->cue, w->at);
}

/* "told the group "X", THE MEDIA one,": an adjective behind a name in marks
 * that was passed. */
static bool
is_behind_marks(const nq_walker *w)
{
    uint32_t before = w->at - 1;
    naql_str f = w->s->tokens[w->at].folded;
    bool nisba = nq_str_ends(f, NQ_STR("ي")) || nq_str_ends(f, NQ_STR("يه"));
    return before > w->cue->end && nq_closes_quote(&w->s->tokens[before]) &&
           nq_is_definite(w->s, w->at) &&
           (nisba || nq_is_adjective(w->s, w->at)) &&
           !w->s->tags[w->at].mention;
}

/* "THE IRAQIS demanded", in Arabic behind the verb: by its ending a subject,
 * which a verb that may tell somebody does not tell. */
static bool
takes_many(const nq_walker *w, nq_np *np)
{
    if (!w->cue->lemma->told || np->first != w->cue->end ||
        !nq_is_sound_plural(w->s, np->first))
        return false;
    np->noun = NQ_NOUN_PEOPLE;
    np->grammar |= NQ_PLURAL;
    return true;
}

static nq_step
at_first_noun(nq_walker *w)
{
    const nq_scene *s = w->s;
    const nq_tag *t = &s->tags[w->at];
    bool his = (s->tokens[w->at].clitics & NQ_CLITIC_PRONOUN) != 0;
    bool object =
        t->masdar && !t->word->noun && !t->mention && !(his && that_follows(w));
    bool frame = (w->cue->lemma->links & NQ_LINK_FRAME) != 0;
    if ((w->links & NQ_LINK_OBJECT) &&
        (object || (w->before && !w->commas && !frame)))
        return nq_walk_found(w, w->at, NQ_WAY_NOUN);
    if ((w->links & NQ_LINK_MASDAR) && object && w->before && !w->commas &&
        !nq_is_definite(s, w->at) &&
        !(s->tokens[w->at].flags & NQ_TOKEN_TANWIN))
        return nq_walk_found(w, w->at, NQ_WAY_NOUN);
    nq_np np;
    if (is_own_object(w)) {
        nq_walk_skip_np(w);
        return NQ_GO_ON;
    }
    if (w->commas && is_past_verb(s, w->at)) {
        w->at++; /* "in words, PUBLISHED yesterday:" */
        return NQ_GO_ON;
    }
    if (is_resumed(w, &np)) {
        w->cue->subject = np;
        w->cue->has_subject = true;
        return nq_walk_found(w, np.end, NQ_WAY_NOUN);
    }
    if ((w->links & NQ_LINK_TARGET) &&
        (w->before || nq_walk_is_company(s, w->cue, w->at)))
        return nq_walk_found(w, w->at, NQ_WAY_NOUN);
    if (!nq_np_read(s, w->at, w->limit, &np)) {
        w->at++;
        return NQ_GO_ON;
    }
    bool known = np.noun != NQ_NOUN_NONE || s->tags[np.first].mention ||
                 s->tags[np.first].office;
    if ((w->links & NQ_LINK_TARGET) && !known &&
        (w->cue->grammar & NQ_OBJECT_PRON))
        return nq_walk_found(w, np.first,
                             NQ_WAY_NOUN); /* "what he considers ..." */
    his &= !known && !s->tags[np.end - 1].mention;
    if ((w->links & NQ_LINK_TARGET) &&
        (his || is_oblique(s, &np) || is_lone_object(w, &np)))
        return nq_walk_found(w, np.first, NQ_WAY_NOUN); /* "HIS decision" */
    bool joined = (s->tags[w->cue->at].glue & NQ_CLITIC_WAW) != 0;
    bool own = !known && (s->tokens[np.first].clitics & NQ_CLITIC_PRONOUN);
    bool many = !known && takes_many(w, &np);
    bool told = w->cue->lemma->told && !many &&
                (w->before || own || /* "HIS fans" */
                 is_oblique(s, &np) || (joined && !known));
    if (told) {
        w->cue->told = np;
        w->cue->has_told = true;
    } else if (!w->before || is_own_subject(w, &np)) {
        w->cue->subject = np;
        w->cue->has_subject = true;
    }
    w->commas = 0;
    w->at = np.end;
    return NQ_GO_ON;
}

static bool
has_person(const nq_scene *s, const nq_np *np)
{
    for (uint32_t i = np->first; i < np->end; i++) {
        const nq_mention *m = nq_mention_of(s, i);
        if (m && m->type == NQ_PER)
            return true;
    }
    return false;
}

/* "X, director of Y, thanked", "the director of Y, X, considers": an office
 * behind the name of its holder, or the name behind a comma. */
static bool
is_apposition(const nq_walker *w)
{
    const nq_scene *s = w->s;
    const nq_mention *m = nq_mention_from(s, w->at);
    const nq_mention *before = nq_mention_of(s, w->at - 1);
    const nq_np *np = &w->cue->subject;
    if (w->commas == 1 && m && m->type == NQ_PER && w->cue->has_subject &&
        np->noun == NQ_NOUN_PERSON && np->end + 1 == w->at &&
        !has_person(s, np))
        return true; /* "the head of Y, X, ..." */
    if (w->commas && m && m->type == NQ_PER)
        return w->commas == 1 && (nq_is_mark(s, m->end, NQ_MARK_COMMA) ||
                                  nq_has_role(s, m->end, NQ_ROLE_THAT));
    bool club = before && before->type == NQ_ORG &&
                nq_has_sense(s, w->at, NQ_SENSE_STAR); /* "X, champion of" */
    if (before && before->type == NQ_PER && w->cue->has_subject &&
        w->at == w->cue->subject.end && nq_is_definite(s, w->at) &&
        s->tags[w->at].word->noun == NQ_NOUN_PERSON &&
        nq_has_role(s, w->at + 1, NQ_ROLE_OF))
        return true; /* "X, THE SPEAKER in the name of" */
    naql_str raw = nq_str_span(s->text->article->text, s->tokens[w->at].span);
    return before && (before->type == NQ_PER || club) && !m &&
           !nq_str_ends(raw, NQ_STR("ه")) && /* "his coach" */
           w->at == w->cue->subject.end &&
           s->tags[w->at].word->noun == NQ_NOUN_PERSON &&
           !(s->tags[w->at].glue & (NQ_CLITIC_AL | NQ_CLITIC_LAM));
}

/* "The head of Y, X, criticised THE PRODUCER": the name between commas closed
 * the apposition, and what follows is no office of his. */
static bool
is_apposed_already(const nq_walker *w)
{
    const nq_scene *s = w->s;
    const nq_np *np = &w->cue->subject;
    if (!w->cue->has_subject || !nq_is_mark(s, np->end, NQ_MARK_COMMA))
        return false;
    const nq_mention *m = nq_mention_of(s, np->end - 1);
    return m && m->type == NQ_PER && m->first > np->first + 1 &&
           w->at == np->end + 1 && nq_is_mark(s, m->first - 1, NQ_MARK_COMMA);
}

bool
nq_walk_is_late_that(const nq_scene *s, uint32_t i)
{
    const nq_token *t = &s->tokens[i - 1];
    return nq_has_role(s, i, NQ_ROLE_AN | NQ_ROLE_AN_PRON) &&
           nq_walk_is_that(s, i) &&
           (t->kind == NQ_TOKEN_MARK || t->kind == NQ_TOKEN_NUMBER ||
            s->tags[i - 1].date || s->tags[i - 1].mention);
}

uint32_t
nq_walk_over(const nq_scene *s, uint32_t i)
{
    const nq_quote *q = nq_quote_from(s, i);
    if (nq_is_finite_cue(s, i) || is_adverb(s, i) ||
        nq_is_mark(s, i, NQ_MARK_COLON) ||
        (q && (!q->closed || q->end - q->open > NQ_TUNE_PLACE_QUOTE)))
        return NQ_NO_TOKEN;
    return q ? q->end - 1 : i;
}

/* "considered X, THE HEAD of the group Y, on Friday, that": the "that" which
 * makes the noun at w->at a part of who speaks, with no other verb of saying
 * before it and no speech in marks; NQ_NO_TOKEN: none. */
static uint32_t
that_behind_title(const nq_walker *w)
{
    const nq_scene *s = w->s;
    if (!(w->links & NQ_LINK_THAT) || s->tags[w->at].masdar ||
        nq_has_role(s, w->at, NQ_ROLE_DEM) ||
        (s->tokens[w->at].clitics & NQ_CLITIC_PRONOUN))
        return NQ_NO_TOKEN;
    for (uint32_t i = w->at + 1; i < w->limit && !nq_ends_sentence(s, i); i++) {
        if (nq_walk_is_late_that(s, i))
            return i;
        i = nq_walk_over(s, i);
        if (i == NQ_NO_TOKEN)
            break;
    }
    return NQ_NO_TOKEN;
}

/* "announced X, THE WINNER of eight medals, HIS plan": the noun behind a comma
 * that makes the definite one at w->at a part of who speaks; NQ_NO_TOKEN. */
static uint32_t
onset_behind_title(const nq_walker *w)
{
    const nq_scene *s = w->s;
    if (w->at != w->cue->subject.end || !nq_is_definite(s, w->at) ||
        s->tags[w->at].masdar)
        return NQ_NO_TOKEN;
    for (uint32_t i = w->at + 1; i < w->limit && !nq_ends_sentence(s, i); i++) {
        const nq_tag *t = &s->tags[i];
        if (nq_is_finite_cue(s, i) || is_adverb(s, i) || nq_quote_from(s, i) ||
            nq_has_role(s, i, NQ_ROLE_THAT))
            return NQ_NO_TOKEN;
        if (nq_is_mark(s, i - 1, NQ_MARK_COMMA) && nq_is_nominal(s, i) &&
            !t->glue && !t->mention && !t->word->noun &&
            !(s->tokens[i].flags & NQ_TOKEN_TANWIN) &&
            (t->masdar || (s->tokens[i].clitics & NQ_CLITIC_PRONOUN)))
            return i;
    }
    return NQ_NO_TOKEN;
}

/* Content at the noun at w->at, or behind the "that" or the noun to which it
 * leads. */
static nq_step
found_noun(nq_walker *w)
{
    uint32_t that = that_behind_title(w);
    uint32_t onset = onset_behind_title(w);
    if (that == NQ_NO_TOKEN && onset != NQ_NO_TOKEN)
        return nq_walk_found(w, onset, NQ_WAY_NOUN);
    return that == NQ_NO_TOKEN ? nq_walk_found(w, w->at, NQ_WAY_NOUN)
                               : nq_walk_found_that(w, that);
}

/* Do but marks, names, days and adjectives stand between the one who is told
 * and w->at? */
static bool
is_behind_told(const nq_walker *w)
{
    const nq_scene *s = w->s;
    uint32_t i = w->cue->told.end;
    while (i < w->at && (s->tokens[i].kind == NQ_TOKEN_MARK ||
                         s->tags[i].mention || s->tags[i].date))
        i++;
    return i == w->at && !(s->tags[w->at].glue & ~NQ_CLITIC_AL);
}

bool
nq_walk_is_asked_for(const nq_walker *w)
{
    const nq_scene *s = w->s;
    const nq_tag *t = &s->tags[w->at];
    bool noun =
        nq_is_nominal(s, w->at) || /* no "he DISCLOSED" there */
        (w->at == w->cue->told.end && !t->word->grammar && !t->glue &&
         t->word->inflection == NQ_CUE_PAST &&
         !nq_has_role(s, w->at, NQ_ROLE_PREP) && nq_is_nominal(s, w->at + 1));
    return w->cue->has_told && !w->relative && (w->links & NQ_LINK_MASDAR) &&
           w->cue->lemma->told && noun && !t->mention &&
           !(t->glue & NQ_CLITIC_WAW) && !nq_is_adjective(s, w->at) &&
           t->word->noun != NQ_NOUN_PERSON &&
           (t->masdar || w->at == w->cue->told.end || is_behind_told(w));
}

nq_step
nq_walk_at_noun(nq_walker *w)
{
    bool first = !w->cue->has_subject && !w->cue->has_told;
    if (first && is_behind_marks(w)) {
        w->at++;
        return NQ_GO_ON;
    }
    if (first)
        return at_first_noun(w);
    if ((w->s->tokens[w->at].flags & NQ_TOKEN_TANWIN) &&
        nq_is_mark(w->s, w->at + 1, NQ_MARK_COMMA)) {
        w->at++; /* "announced first, on Tuesday, ..." */
        return NQ_GO_ON;
    }
    bool clause =
        nq_may_be_masdar(w->s, w->at) && /* "a source (who) refused" */
        !(w->s->tokens[w->at].clitics & NQ_CLITIC_PRONOUN) &&
        nq_walk_is_nameless(w);
    bool masdar = (w->links & NQ_LINK_MASDAR) && !clause && !w->commas &&
                  w->s->tags[w->at].masdar && !nq_is_definite(w->s, w->at) &&
                  !(w->s->tokens[w->at].flags & NQ_TOKEN_TANWIN) &&
                  !nq_str_ends(w->s->tokens[w->at].folded, NQ_STR("ا"));
    if (masdar || nq_walk_is_asked_for(w) ||
        ((w->links & NQ_LINK_OBJECT) && !clause && is_onset(w)))
        return found_noun(w);
    bool accused = nq_str_equal(w->cue->lemma->act, NQ_STR("accuse"));
    if ((w->links & NQ_LINK_TARGET) && w->cue->has_subject && !w->before &&
        accused && nq_walk_is_company(w->s, w->cue, w->at)) {
        w->cue->has_subject = false; /* "held X responsible": X is no subject */
        return nq_walk_found(w, w->cue->subject.first, NQ_WAY_NOUN);
    }
    bool office = w->s->tags[w->at].word->noun == NQ_NOUN_PERSON;
    bool apposed = (w->commas && office && !is_apposed_already(w)) ||
                   (w->s->tags[w->at].glue & NQ_CLITIC_WAW) || is_apposition(w);
    if ((w->links & NQ_LINK_TARGET) && !apposed)
        return found_noun(w);
    nq_np np;
    if (w->cue->lemma->told && !w->cue->has_told && !apposed &&
        nq_np_read(w->s, w->at, w->limit, &np)) {
        w->cue->told = np;
        w->cue->has_told = true;
    }
    nq_walk_skip_np(w);
    return NQ_GO_ON;
}
