/* SPDX-License-Identifier: Apache-2.0
 *
 * walk_word.c - the walk from a cue over words: links, prepositions, verbs.
 * Layer 5 (claim). Knows nothing of marks and of where content ends. */
#include "claim/walk.h"

#include "base/str.h"
#include "claim/read.h"
#include "claim/tune.h"

/* ---- Links --------------------------------------------------------------- */

/* "that" which belongs to "after", "before", "although"...: never the one with
 * the hamza below, "said BEFORE that she is". */
static bool
is_sub_that(const nq_walker *w)
{
    const nq_scene *s = w->s;
    uint32_t before = w->at - 1;
    if (w->at <= w->cue->end || !nq_has_role(s, before, NQ_ROLE_NOT_AN))
        return false;
    if (s->tags[before].word->noun) /* "scientists that", "it being KNOWN" */
        return !nq_str_ends(nq_as_written(s, before), NQ_STR("ء"));
    return !nq_str_starts(nq_as_written(s, w->at), NQ_STR("إ")) &&
           !nq_has_role(s, w->at, NQ_ROLE_BAN | NQ_ROLE_BAN_PRON);
}

/* "B.N": a full stop with no space on either side. */
static bool
is_dotted(const nq_scene *s, uint32_t i)
{
    return i > 1 && nq_is_mark(s, i - 1, NQ_MARK_STOP) &&
           s->tokens[i - 1].span.end == s->tokens[i].span.start &&
           s->tokens[i - 2].span.end == s->tokens[i - 1].span.start;
}

/* "B, N" at the end of a channel's name that is spelled letter by letter, the
 * true "that" close behind. */
static bool
is_spelled(const nq_walker *w)
{
    enum { LETTERS = 4, NEAR = 4 }; /* bytes: two letters; tokens */
    const nq_scene *s = w->s;
    if (!nq_has_role(s, w->at, NQ_ROLE_AN))
        return false;
    if (is_dotted(s, w->at))
        return true;
    for (uint32_t k = 1; k <= 2; k++)
        if (w->at < w->cue->end + k || !nq_is_word(s, w->at - k) ||
            s->tokens[w->at - k].folded.len > LETTERS ||
            nq_has_role(s, w->at - k, NQ_ROLE_PREP | NQ_ROLE_REL))
            return false;
    for (uint32_t i = w->at + 1; i < w->limit && i <= w->at + NEAR; i++)
        if (nq_walk_is_that(s, i))
            return true;
    return false;
}

/* "said X, who expects THAT he plays, that": the one in the aside, when
 * another stands behind its comma. */
static bool
is_aside_that(const nq_walker *w)
{
    const nq_scene *s = w->s;
    if (!w->relative || w->commas != 1)
        return false;
    for (uint32_t i = w->at + 1; i < w->limit && !nq_ends_sentence(s, i); i++)
        if (nq_is_mark(s, i, NQ_MARK_COMMA) && nq_walk_is_that(s, i + 1))
            return true;
    return false;
}

static nq_step
at_that(nq_walker *w)
{
    const nq_scene *s = w->s;
    if (is_aside_that(w)) {
        w->at++;
        return NQ_GO_ON;
    }
    bool fa = w->at == w->cue->end && /* "Van", not "so that" */
              nq_str_starts(s->tokens[w->at].folded, NQ_STR("ف"));
    if (fa || is_spelled(w) || !nq_walk_is_that(s, w->at) || is_sub_that(w)) {
        w->at++;
        return NQ_GO_ON;
    }
    bool ba = nq_has_role(s, w->at, NQ_ROLE_BAN | NQ_ROLE_BAN_PRON);
    uint32_t law = w->at + 1 + nq_is_mark(s, w->at + 1, NQ_MARK_COLON);
    if ((w->cue->lemma->links & NQ_LINK_LAW) && nq_quote_from(s, law))
        return nq_walk_found(w, law, NQ_WAY_QUOTE); /* provides that "..." */
    if ((w->links & NQ_LINK_THAT) || (ba && (w->links & NQ_LINK_BA)))
        return nq_walk_found_that(w, w->at);
    return NQ_STOP;
}

static nq_step
at_prep_link(nq_walker *w)
{
    uint32_t next = w->at + 1;
    if (nq_has_role(w->s, w->at, NQ_ROLE_MA)) /* "asked WHETHER", "of what" */
        return nq_walk_found(w, w->at, NQ_WAY_PREP);
    if (nq_walk_is_that(w->s, next))
        return nq_walk_found_that(w, next);
    if (nq_has_role(w->s, next, NQ_ROLE_MARGIN)) {
        w->at = next; /* "ON THE MARGIN of the meeting" */
        nq_walk_skip_np(w);
        return NQ_GO_ON;
    }
    uint64_t before = NQ_ROLE_PREP | NQ_ROLE_NOT_AN;
    if (next < w->limit && (w->s->tags[next].word->roles & before) == before) {
        w->at = next + 1; /* "complained BEFORE of" */
        return NQ_GO_ON;
    }
    if (w->spare == NQ_NO_TOKEN && w->cue->lemma->level > 0 &&
        next < w->limit) {
        w->spare = next;
        w->spare_limit = next + NQ_TUNE_SPARE;
    }
    w->at++;
    if (nq_is_nominal(w->s, w->at))
        nq_walk_skip_np(w);
    return NQ_GO_ON;
}

/* b- or l- that ties a word to the noun before it: "in the name of". */
static bool
is_tie(const nq_walker *w)
{
    const nq_tag *t = &w->s->tags[w->at];
    const nq_word *prev = w->s->tags[w->at - 1].word;
    if (nq_has_role(w->s, w->at, NQ_ROLE_OF | NQ_ROLE_ADV | NQ_ROLE_TURN))
        return true;
    return prev->noun == NQ_NOUN_PERSON && t->word->noun == NQ_NOUN_BODY;
}

/* An unknown word in b- behind a verb that takes b-: the letter is glued. */
static bool
may_be_ba(const nq_scene *s, uint32_t i)
{
    enum { LEAST = 8 }; /* bytes: four letters */
    naql_str f = s->tokens[i].folded;
    return s->tags[i].word == s->book->words && !s->tags[i].mention &&
           !s->tags[i].date && f.len >= LEAST &&
           nq_str_starts(f, NQ_STR("ب")) && /* "in ITS STATEMENT" */
           (i == 0 || !nq_has_role(s, i - 1, NQ_ROLE_PREP));
}

/* ", "X is coming"": a passage behind a comma, longer than a name. */
static bool
opens_speech(const nq_walker *w, uint32_t i)
{
    const nq_quote *q = nq_quote_from(w->s, i);
    return q && (w->links & NQ_LINK_QUOTE) && q->closed &&
           q->end - q->open > NQ_TUNE_PLACE_QUOTE &&
           nq_is_mark(w->s, i - 1, NQ_MARK_COMMA);
}

/* "said IN THE SUBURB of X, ..., that": a place in b-, and the clause of what
 * was said, in b- too, or its quotation, comes later. */
static bool
is_place_before(const nq_walker *w)
{
    const nq_scene *s = w->s;
    uint32_t i = w->at + 1;
    if (!(w->links & NQ_LINK_THAT) || s->tags[w->at].masdar)
        return false;
    const nq_mention *m = nq_mention_of(s, w->at), *next = nq_mention_of(s, i);
    if (!(m && m->type == NQ_LOC) && !(next && next->type == NQ_LOC))
        return false;
    for (; i < w->limit && !nq_ends_sentence(s, i) && !nq_cue_lemma(s, i); i++)
        if (nq_has_role(s, i, NQ_ROLE_BAN | NQ_ROLE_BAN_PRON) ||
            opens_speech(w, i))
            return true;
    return false;
}

static bool
is_glued_link(const nq_walker *w)
{
    uint16_t glue = w->s->tags[w->at].glue;
    bool day = w->s->tags[w->at].date && w->cue->has_told &&
               nq_str_starts(w->s->tokens[w->at].folded, NQ_STR("ب"));
    bool what = nq_has_role(w->s, w->at, NQ_ROLE_MA) && /* "praised WHAT" */
                nq_str_starts(w->s->tokens[w->at].folded, NQ_STR("ب"));
    bool ba =
        (w->links & NQ_LINK_BA) &&
        ((glue & NQ_CLITIC_BA) || may_be_ba(w->s, w->at) || day || what) &&
        ((glue & NQ_CLITIC_BA) || !nq_has_role(w->s, w->at, NQ_ROLE_BA));
    bool lam = (w->links & NQ_LINK_LAM) && (glue & NQ_CLITIC_LAM) &&
               (w->cue->has_subject || w->before || w->cue->has_told);
    return (ba || lam) && !is_tie(w) && !(ba && is_place_before(w));
}

/* A lone "b" or "l" that links, before a quotation. */
static bool
is_lone_letter(const nq_walker *w, uint32_t i)
{
    const nq_scene *s = w->s;
    naql_str f = s->tokens[i].folded;
    bool ba = nq_str_equal(f, NQ_STR("ب")) || nq_str_equal(f, NQ_STR("بال"));
    bool link = ((w->links & NQ_LINK_BA) && ba) ||
                ((w->links & NQ_LINK_LAM) && nq_str_equal(f, NQ_STR("ل")));
    return nq_is_word(s, i) && link && nq_quote_from(s, i + 1);
}

/* ---- Words --------------------------------------------------------------- */

/* "saying", "with his words": makes a pair with the cue. */
static bool
is_pair(const nq_walker *w)
{
    const nq_tag *t = &w->s->tags[w->at];
    const nq_lemma *l = nq_cue_lemma(w->s, w->at);
    if (!l || w->commas || !(l->links & NQ_LINK_QUOTE) ||
        nq_is_mark(w->s, w->at - 1, NQ_MARK_COMMA))
        return false;
    bool noun =
        t->word->inflection == NQ_CUE_NOUN_PRON || (t->glue & NQ_CLITIC_AL);
    bool own =
        (w->links & NQ_LINK_BA) && l->level < 3; /* "pledged TO ANSWER" */
    bool adverb =
        t->word->inflection == NQ_CUE_PARTICIPLE &&
        !(own && w->cue->lemma->level < 3 && (t->glue & NQ_CLITIC_BA)) &&
        !nq_is_nominal(w->s, w->at) && /* "CRITICS accuse" */
        !((t->glue & NQ_CLITIC_AL) && w->at == w->cue->end); /* "THE HOSTESS" */
    return adverb || (noun && (t->glue & NQ_CLITIC_BA) && !own);
}

/* "his words" behind "carried from X". */
static bool
is_framed_noun(const nq_walker *w)
{
    const nq_tag *t = &w->s->tags[w->at];
    const nq_lemma *l = nq_cue_lemma(w->s, w->at);
    if (!(w->cue->lemma->links & NQ_LINK_FRAME) || !l)
        return false;
    return t->word->inflection == NQ_CUE_NOUN_PRON ||
           (l->level == 3 && t->glue == NQ_CLITIC_AL);
}

/* A form of a verb of saying that is none here, or tells no more than who: "in
 * his DESCRIPTION of", "CALLED X", "words X CARRIED". */
static bool
is_no_verb(const nq_walker *w, const nq_lemma *l)
{
    const nq_scene *s = w->s;
    uint32_t before = w->at - 1;
    const nq_tag *t = &s->tags[w->at];
    if ((t->word->grammar & NQ_DUAL) && nq_is_mark(s, before, NQ_MARK_COMMA))
        return true; /* "asking not to be named" */
    if (s->tags[before].masdar && !t->glue && !nq_is_definite(s, before))
        return true; /* "not mentioning" */
    const nq_mention *m = nq_mention_from(s, w->at + 1);
    if (m && m->type == NQ_PER && w->cue->has_subject &&
        t->word->inflection == NQ_CUE_PRESENT &&
        nq_str_equal(l->act, NQ_STR("claim")))
        return true; /* "called X" */
    if (!(t->word->grammar & NQ_OBJECT_PRON) || t->glue || w->at == w->cue->end)
        return false;
    bool in = nq_has_role(s, before, NQ_ROLE_PREP) &&
              !nq_has_role(s, before, NQ_ROLE_MA | NQ_ROLE_REL);
    bool carried = w->at > w->cue->end + 1 && nq_is_nominal(s, before) &&
                   !nq_is_definite(s, before) && !s->tags[before].mention;
    bool apart = w->at > w->cue->end + 1 && /* ", which X CARRIED," */
                 (nq_is_mark(s, before, NQ_MARK_COMMA) ||
                  nq_is_mark(s, before, NQ_MARK_DASH));
    return in || carried || apart;
}

static bool
is_other_verb(const nq_walker *w)
{
    const nq_scene *s = w->s;
    const nq_tag *t = &s->tags[w->at];
    const nq_lemma *l = nq_cue_lemma(s, w->at);
    if (!l || l->level < 2 || t->word->noun || t->mention ||
        t->word->inflection > NQ_CUE_PRESENT || (t->glue & NQ_CLITIC_AL))
        return false;
    return !is_no_verb(w, l) && !nq_walk_is_company(s, w->cue, w->at) &&
           !nq_has_role(s, w->at, NQ_ROLE_PREP | NQ_ROLE_ADV);
}

/* "(he) condemned WHAT happened": right behind a verb that takes a target. */
static bool
is_what_alone(const nq_walker *w)
{
    const nq_cue *c = w->cue;
    return (w->links & NQ_LINK_TARGET) && w->at == c->end &&
           !c->lemma->n_with && c->inflection <= NQ_CUE_PARTICIPLE &&
           !(c->grammar & NQ_OBJECT_PRON) &&
           nq_has_role(w->s, w->at, NQ_ROLE_MA) &&
           w->s->tokens[w->at].folded.len <= NQ_TUNE_SHORT_PREP;
}

/* "confirmed WHAT the papers told": a clause in the object's place. */
static bool
is_what(const nq_walker *w)
{
    const nq_scene *s = w->s;
    if (is_what_alone(w))
        return true;
    if (!(w->links & NQ_LINK_OBJECT) || !nq_has_role(s, w->at, NQ_ROLE_MA) ||
        s->tokens[w->at].folded.len > NQ_TUNE_SHORT_PREP ||
        !(w->cue->has_subject || w->before))
        return false;
    bool denies = nq_str_equal(w->cue->lemma->act, NQ_STR("deny"));
    return w->commas <= (denies ? 2 : 0) &&
           (nq_cue_lemma(s, w->at + 1) || (denies && nq_is_word(s, w->at + 1)));
}

/* Once a preposition gave content, only the same with "that" is better. */
static nq_step
at_word_spare(nq_walker *w)
{
    if (w->s->tags[w->at].word->link & w->links & ~(NQ_LINK_PREP - 1u))
        return at_prep_link(w);
    w->at++;
    return NQ_GO_ON;
}

/* "accused the company OF stealing": the noun behind a verb of accusing, and
 * b- with what it is accused of: the target, whose accuser stands elsewhere. */
static bool
is_charge(const nq_walker *w)
{
    const uint64_t ties = NQ_ROLE_OF | NQ_ROLE_ADV | NQ_ROLE_TURN | NQ_ROLE_BA;
    const nq_cue *c = w->cue;
    const nq_tag *t = &w->s->tags[w->at];
    if (!(t->glue & NQ_CLITIC_BA) || !(w->links & NQ_LINK_TARGET))
        return false;
    bool deed = t->masdar || (!nq_is_definite(w->s, w->at) && !t->mention &&
                              !t->date && !nq_has_role(w->s, w->at, ties));
    return deed && c->has_subject && !w->commas && !w->relative &&
           !c->lemma->n_with && nq_str_equal(c->lemma->act, NQ_STR("accuse"));
}

/* b-, l-, k- that lead to no content: over it and what belongs to it. */
static nq_step
skip_glued(nq_walker *w)
{
    nq_np np;
    bool lam = (w->s->tags[w->at].glue & NQ_CLITIC_LAM) != 0;
    if (!nq_np_read_glued(w->s, w->at, w->limit, &np)) {
        w->at++;
        return NQ_GO_ON;
    }
    const nq_mention *m = nq_mention_from(w->s, np.first);
    bool hears = np.noun == NQ_NOUN_PERSON || np.noun == NQ_NOUN_PEOPLE ||
                 np.noun == NQ_NOUN_OUTLET || (m && m->type != NQ_LOC);
    if (lam && hears && !w->cue->has_told) {
        w->cue->told = np;
        w->cue->has_told = true;
    }
    w->at = np.end;
    return NQ_GO_ON;
}

/* "said ACCORDING TO what the agency carried: "..."": an aside that no comma
 * opens, up to the colon of the quotation. */
static bool
skip_aside(nq_walker *w)
{
    uint32_t behind, i = w->at + 1;
    const nq_scene *s = w->s;
    if (!(w->links & NQ_LINK_QUOTE) || w->cue->lemma->level < 3 ||
        !nq_is_closing(nq_phrase_at(s, w->at, &behind)))
        return false;
    while (i < w->limit && s->tokens[i].kind != NQ_TOKEN_MARK &&
           !(s->tokens[i].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE)))
        i++;
    if (i >= w->limit || !nq_is_mark(s, i, NQ_MARK_COLON) ||
        !nq_quote_from(s, i + 1))
        return false;
    w->at = i;
    return true;
}

bool
nq_walk_from(nq_walker *w)
{
    uint32_t behind;
    nq_np np;
    nq_cue *c = w->cue;
    bool dropped = !c->has_subject && (w->before || (c->grammar & NQ_FEM)) &&
                   w->at <= c->end + 1; /* "and (she) added, quoting" */
    uint8_t kind = nq_phrase_at(w->s, w->at, &behind);
    bool mouth = kind == NQ_PHRASE_MOUTH && c->subject.noun == NQ_NOUN_OUTLET;
    if ((!c->has_subject && !dropped) || c->framed ||
        (kind != NQ_PHRASE_FROM && !mouth) ||
        !nq_np_read_glued(w->s, behind, w->limit, &np))
        return false;
    if (c->has_subject)
        c->outlet = c->subject;
    c->subject = np;
    c->has_subject = c->framed = true;
    w->at = np.end;
    return true;
}

/* "said in a report on the verdicts ISSUED": the adjective of a noun that was
 * passed, no subject. */
static bool
is_late_adjective(const nq_walker *w)
{
    const nq_scene *s = w->s;
    const nq_tag *t = &s->tags[w->at];
    return w->at > w->cue->end && t->word == s->book->words && !t->mention &&
           nq_is_definite(s, w->at) && nq_is_definite(s, w->at - 1) &&
           nq_str_ends(s->tokens[w->at].folded, NQ_STR("ه")) &&
           !(s->tokens[w->at].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE));
}

/* A lone "l" before a name, in marks or not: over both. */
static nq_step
skip_letter(nq_walker *w)
{
    const nq_scene *s = w->s;
    bool told = nq_str_equal(s->tokens[w->at].folded, NQ_STR("ل"));
    w->at++;
    const nq_quote *q = nq_quote_from(s, w->at);
    if (told && q && q->closed && q->end - q->open <= NQ_TUNE_PLACE_QUOTE)
        w->at = q->end; /* to "X" */
    else if (w->at < w->limit && s->tokens[w->at].kind != NQ_TOKEN_MARK)
        nq_walk_skip_np(w);
    return NQ_GO_ON;
}

/* A noun or participle that goes on with the cue, or stands in its place. */
static bool
takes_up_cue(nq_walker *w)
{
    if (is_framed_noun(w)) {
        w->cue->at = w->at;
        w->cue->end = w->at + 1;
        w->links |= NQ_LINK_THAT | NQ_LINK_QUOTE;
        if (nq_cue_lemma(w->s, w->at)->links & NQ_LINK_OBJECT)
            w->links |= NQ_LINK_LAM; /* "its denial of" */
        w->at++;
        return true;
    }
    if (is_pair(w)) {
        if (w->at == w->cue->end)
            w->cue->end = w->at + 1;
        w->links |= nq_cue_lemma(w->s, w->at)->links;
        w->at++;
        return true;
    }
    return false;
}

/* "a source in the ministry": neither a name nor a noun that another closes. */
bool
nq_walk_is_nameless(const nq_walker *w)
{
    const nq_np *np = &w->cue->subject;
    if (!w->cue->has_subject || np->definite || np->name)
        return false;
    const nq_mention *m = nq_mention_of(w->s, np->end - 1);
    return !(m && m->type == NQ_PER) &&
           !(np->end > np->first + 1 && nq_is_definite(w->s, np->first + 1));
}

/* "who ...", or the same without its pronoun: "in words (that) the agency
 * carried", "a source (who) did not give his name". */
static bool
opens_relative(const nq_walker *w)
{
    const nq_scene *s = w->s;
    const nq_cue *c = w->cue;
    if (nq_has_role(s, w->at, NQ_ROLE_REL))
        return !nq_has_role(s, w->at, NQ_ROLE_PREP);
    if (nq_has_role(s, w->at, NQ_ROLE_NEG))
        return nq_walk_is_nameless(w);
    return nq_is_finite_cue(s, w->at) && w->at > c->end &&
           (s->tags[w->at].word->grammar & NQ_OBJECT_PRON);
}

/* "officials of the party that X leads denied THE HOLDING of": a verbal noun
 * behind a complete one ends the relative clause that no comma closes. */
static bool
is_back(const nq_walker *w)
{
    const nq_scene *s = w->s;
    const nq_tag *t = &s->tags[w->at];
    const uint16_t other = (uint16_t)~NQ_CLITIC_AL;
    bool denies = nq_str_equal(w->cue->lemma->act, NQ_STR("deny"));
    return w->relative && !w->commas && (w->links & NQ_LINK_OBJECT) &&
           w->cue->has_subject && nq_is_nominal(s, w->at) && !t->mention &&
           (denies || (t->masdar && !t->word->noun)) && !(t->glue & other) &&
           (!nq_is_definite(s, w->at) || (denies && t->masdar)) &&
           (s->tags[w->at - 1].mention || nq_is_definite(s, w->at - 1));
}

/* "showed HIS HOPE", not "hoped it": a noun of content with the letters of a
 * verb, right behind who showed it. */
static bool
is_shown(const nq_walker *w)
{
    const nq_cue *c = w->cue;
    const nq_word *word = w->s->tags[w->at].word;
    return (w->links & NQ_LINK_OBJECT) && word->content &&
           (word->grammar & NQ_OBJECT_PRON) && c->has_subject &&
           w->at == c->subject.end &&
           (c->lemma->level == 3 ||
            nq_str_equal(c->lemma->act, NQ_STR("express")));
}

/* "asked OF X to withdraw": the one who is asked behind a preposition. */
static bool
asks_of(nq_walker *w)
{
    const nq_scene *s = w->s;
    nq_cue *c = w->cue;
    nq_np np;
    if (!c->lemma->told || !(c->lemma->links & NQ_LINK_MASDAR) || c->has_told ||
        w->relative || !s->tags[w->at].word->link ||
        !nq_has_role(s, w->at, NQ_ROLE_PREP) ||
        !nq_has_role(s, w->at, NQ_ROLE_REL) ||
        !nq_np_read(s, w->at + 1, w->limit, &np))
        return false;
    for (uint32_t k = np.first + 1; k < np.end; k++) {
        bool his = (s->tokens[k - 1].clitics & NQ_CLITIC_PRONOUN) != 0;
        bool body = np.noun == NQ_NOUN_BODY && nq_is_adjective(s, k - 1);
        if (nq_quote_from(s, k) && k + 1 < s->n && s->tags[k + 1].masdar)
            np.end = k; /* "of the ministry "TO WAIT"" */
        if ((his || body ||
             (nq_is_definite(s, k) && nq_is_definite(s, k - 1))) &&
            !nq_is_adjective(s, k) && !s->tags[k].mention &&
            !nq_mention_from(s, k + 1)) /* "of his friend THE PAINTER X" */
            np.end = k; /* "of the public THE HELP", "of his son TO LEAVE" */
    }
    c->told = np;
    c->has_told = true;
    w->at = np.end;
    return true;
}

/* A noun, or what stands between. */
static nq_step
at_noun(nq_walker *w)
{
    const nq_scene *s = w->s;
    bool late = is_late_adjective(w);
    if (!late && is_back(w))
        return nq_walk_found(w, w->at, NQ_WAY_NOUN);
    if (!late && nq_is_nominal(s, w->at) && !w->relative)
        return nq_walk_at_noun(w);
    w->at++;
    return NQ_GO_ON;
}

/* A word that no list has, as most: it may link by a glued letter alone. */
static nq_step
at_unknown(nq_walker *w)
{
    if (is_glued_link(w))
        return nq_walk_found(w, w->at, NQ_WAY_PREP);
    if (is_charge(w)) {
        w->cue->has_subject = false;
        return nq_walk_found(w, w->cue->subject.first, NQ_WAY_NOUN);
    }
    if (w->s->tags[w->at].glue & (NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_KAF))
        return skip_glued(w);
    return at_noun(w);
}

nq_step
nq_walk_at_word(nq_walker *w)
{
    enum { LETTERS = 6 }; /* bytes of a lone "bi-l-" */
    const nq_scene *s = w->s;
    const nq_tag *t = &s->tags[w->at];
    if (w->spare != NQ_NO_TOKEN)
        return at_word_spare(w);
    if ((w->links & NQ_LINK_TARGET) && (w->cue->has_subject || w->before) &&
        nq_walk_is_company(s, w->cue, w->at) && !nq_is_nominal(s, w->at))
        return nq_walk_found(w, w->at, NQ_WAY_NOUN); /* "offered HIS THANKS" */
    if (t->word == s->book->words && s->tokens[w->at].folded.len > LETTERS)
        return at_unknown(w);
    if (nq_walk_from(w) || skip_aside(w) || asks_of(w))
        return NQ_GO_ON;
    if (nq_has_role(s, w->at, NQ_ROLE_THAT))
        return at_that(w);
    if (t->word->link & w->links && nq_has_role(s, w->at, NQ_ROLE_MA))
        return at_prep_link(w);
    if (is_what(w))
        return nq_walk_found(w, w->at, NQ_WAY_NOUN);
    if (t->word->link & w->links)
        return at_prep_link(w);
    if (takes_up_cue(w))
        return NQ_GO_ON;
    if (is_lone_letter(w, w->at))
        return nq_walk_found(
            w,
            w->at + (nq_str_equal(w->cue->lemma->act, NQ_STR("describe")) ||
                     !nq_quote_is_name(s, nq_quote_from(s, w->at + 1))),
            NQ_WAY_PREP);
    if (is_glued_link(w))
        return nq_walk_found(w, w->at, NQ_WAY_PREP);
    if (nq_is_word(s, w->at) && s->tokens[w->at].folded.len <= 2)
        return skip_letter(w);
    if (is_shown(w))
        return nq_walk_found(w, w->at, NQ_WAY_NOUN);
    if (is_charge(w)) {
        w->cue->has_subject = false;
        return nq_walk_found(w, w->cue->subject.first, NQ_WAY_NOUN);
    }
    if (t->glue & (NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_KAF))
        return skip_glued(w);
    if (nq_has_role(s, w->at, NQ_ROLE_IN_IT)) {
        w->at++; /* a paper "IN WHICH it condemned the attack" */
        return NQ_GO_ON;
    }
    if (nq_walk_is_asked_for(w)) /* "THE DISCLOSURE of", in a verb's letters */
        return nq_is_nominal(s, w->at) ? at_noun(w)
                                       : nq_walk_found(w, w->at, NQ_WAY_NOUN);
    if (is_other_verb(w) && !w->relative)
        return NQ_STOP;
    w->relative |= opens_relative(w);
    if (nq_has_role(s, w->at, NQ_ROLE_PREP) && !t->mention) {
        w->at++;
        if (nq_is_nominal(s, w->at) &&
            !(s->tokens[w->at].flags & NQ_TOKEN_LINE))
            nq_walk_skip_np(w);
        if (nq_has_role(s, w->at, NQ_ROLE_SELF))
            w->at++; /* "at the same time" */
        return NQ_GO_ON;
    }
    return at_noun(w);
}
