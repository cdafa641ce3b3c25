/* SPDX-License-Identifier: Apache-2.0
 *
 * back.c - where inside content the reporter speaks again. Layer 5 (claim).
 *
 * Knows nothing of quotations and of the first person: extent.c. */
#include "claim/back.h"

#include "base/str.h"
#include "claim/read.h"
#include "claim/tune.h"
#include "claim/walk.h"

/* ---- A new cue ---------------------------------------------------------- */

/* Cues tied by a clause or a quotation need no comma before them. */
static bool
is_firm(const nq_cue *c)
{
    return c->way == NQ_WAY_THAT || c->way == NQ_WAY_QUOTE ||
           c->way == NQ_WAY_COLON;
}

/* ", and it is expected that": nobody's words, so what was said goes on. */
static bool
is_expected(const nq_cue *c)
{
    return !c->has_subject && !c->grammar && c->way == NQ_WAY_THAT &&
           nq_str_equal(c->lemma->act, NQ_STR("predict"));
}

/* "denying": a masculine participle in the accusative, by its letter, and no
 * adjective of a noun that has the same ending. */
static bool
is_adverb(const nq_scene *s, uint32_t i)
{
    return i > 0 && !s->tags[i].word->grammar && !s->tags[i].glue &&
           nq_str_ends(s->tokens[i].folded, NQ_STR("ا")) &&
           !(s->tokens[i - 1].flags & NQ_TOKEN_TANWIN) &&
           !nq_str_ends(s->tokens[i - 1].folded, NQ_STR("ا"));
}

bool
nq_cue_reopens(const nq_scene *s, uint32_t i, uint32_t limit, bool comma,
               bool nominal)
{
    const nq_lemma *l = nq_cue_lemma(s, i);
    nq_cue c;
    nq_speaker who;
    if (!l || s->tags[i].mention || s->tags[i].quote)
        return false;
    const nq_word *w = s->tags[i].word;
    uint16_t glue = s->tags[i].glue;
    bool joined = (glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA)) != 0;
    if (joined &&
        (nq_cue_is_second(s, i) ||
         (i > 0 && s->tokens[i - 1].kind == NQ_TOKEN_NUMBER && !comma)))
        return false; /* "11 persons", spelled as "so they answered" */
    if (glue & (NQ_CLITIC_AL | NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_SIN))
        return false;
    switch ((nq_inflection)w->inflection) {
    case NQ_CUE_PARTICIPLE:
        if (!comma && nq_has_role(s, i - 1, NQ_ROLE_PREP) && !s->tags[i].glue &&
            !is_adverb(s, i))
            return false; /* "under supervision" */
        if (!comma && !joined && l->level < 2 && (w->grammar & NQ_FEM))
            return false; /* "the following (of)", a verbal noun too */
        return nq_cue_read(s, i, limit, true, &c) &&
               (comma || joined || is_firm(&c) ||
                (l->level >= 2 && (c.way == NQ_WAY_PREP || is_adverb(s, i))));
    case NQ_CUE_PAST:
        if ((w->grammar & NQ_OBJECT_PRON) && !nominal)
            return false;
        if (!comma && (!joined || l->level == 0))
            return false;
        return nq_cue_read(s, i, limit, false, &c) &&
               (comma || nominal || is_firm(&c));
    case NQ_CUE_PRESENT:
        if ((!comma && !nominal) || !joined || (w->grammar & NQ_OBJECT_PRON))
            return false;
        if (l->level < 2) /* ", and X thinks that" */
            return comma && l->level == 1 &&
                   nq_cue_read(s, i, limit, false, &c) && c.has_subject &&
                   c.way == NQ_WAY_THAT && nq_np_speaker(s, &c.subject, &who) &&
                   who.noun != NQ_NOUN_NONE;
        return nq_cue_read(s, i, limit, nominal, &c) &&
               (nominal || is_firm(&c)) && !is_expected(&c);
    default:
        return false;
    }
}

bool
nq_back_is_other(const nq_content_walk *w, uint32_t i)
{
    const nq_scene *s = w->s;
    uint32_t verb = i + 1;
    nq_cue c;
    nq_speaker who;
    return nq_is_mark(s, i, NQ_MARK_COMMA) && verb < w->limit &&
           nq_cue_lemma(s, verb) && nq_cue_lemma(s, verb)->level >= 2 &&
           s->tags[verb].word->inflection == NQ_CUE_PAST &&
           (s->tags[verb].glue & NQ_CLITIC_WAW) &&
           nq_cue_read(s, verb, w->limit, false, &c) && c.has_subject &&
           c.subject.first == c.end && nq_np_speaker(s, &c.subject, &who) &&
           who.noun == NQ_NOUN_PERSON && who.entity != NQ_NO_ENTITY;
}

/* ---- The reporter's own clauses -------------------------------------------
 */

static bool
is_joined(const nq_scene *s, uint32_t i)
{
    uint16_t glue = s->tags[i].glue;
    return (glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA)) != 0;
}

/* Does content go on at token i, behind an aside? A bare past verb there is
 * the predicate that the aside kept waiting. */
static bool
returns_at(nq_content_walk *w, uint32_t i)
{
    const nq_scene *s = w->s;
    uint32_t end;
    bool verb = nq_cue_lemma(s, i) != NULL &&
                s->tags[i].word->inflection == NQ_CUE_PAST && !is_joined(s, i);
    bool again = nq_has_role(s, i, NQ_ROLE_REL) && /* ", and which" */
                 !nq_has_role(s, i, NQ_ROLE_PREP | NQ_ROLE_MA);
    if (nq_opens_sentence(s, i) || nq_phrase_at(s, i, &end) != NQ_PHRASE_NONE ||
        (w->nominal && again) ||
        nq_has_role(s, i, NQ_ROLE_OPENER | NQ_ROLE_OPENER_HARD) ||
        (!verb && nq_cue_reopens(s, i, w->limit, true, false)))
        return false;
    w->at = verb ? i + 1 : i;
    return true;
}

/* Is there another comma before the sentence ends? Then ", who ..." at i is
 * an aside, and content goes on behind it. */
static bool
comes_back(nq_content_walk *w, uint32_t i)
{
    for (uint32_t k = i + 1; k < w->limit && k < i + NQ_TUNE_ASIDE; k++) {
        if (nq_opens_sentence(w->s, k))
            return false;
        if (nq_is_mark(w->s, k, NQ_MARK_COMMA))
            return returns_at(w, k + 1);
    }
    return false;
}

/* ", which "has no ground"": the source's own words go on. */
static bool
is_quoted_on(const nq_scene *s, uint32_t i)
{
    const nq_quote *q = nq_quote_from(s, i + 1);
    return q && q->closed && q->end - q->open > NQ_TUNE_NAME_QUOTE;
}

/* "that X, who was Y, "was arrested"": no more than a noun phrase stands before
 * the comma, so that its predicate is still to come: a quotation behind the
 * relative clause. */
static bool
waits(const nq_content_walk *w, uint32_t comma, uint32_t i)
{
    const nq_scene *s = w->s;
    nq_np np;
    if (w->nominal || !nq_np_read(s, w->first, comma, &np) || np.end != comma)
        return false;
    for (uint32_t k = i + 1; k < w->limit && k < i + NQ_TUNE_ASIDE; k++) {
        if (nq_opens_sentence(s, k) || nq_is_mark(s, k, NQ_MARK_COMMA))
            return false;
        const nq_quote *q = nq_quote_from(s, k);
        if (q)
            return q->closed && q->end - q->open > NQ_TUNE_NAME_QUOTE + 2;
    }
    return false;
}

/* ", in a call," between a verb and its "that". */
static bool
is_aside(const nq_content_walk *w, uint32_t i)
{
    const nq_scene *s = w->s;
    for (uint32_t k = i + 1; k < w->limit && k < i + NQ_TUNE_OPENER; k++) {
        if (nq_opens_sentence(s, k))
            return false;
        if (nq_is_mark(s, k, NQ_MARK_COMMA))
            return nq_has_role(s, k + 1, NQ_ROLE_THAT);
    }
    return false;
}

/* "according to" at i: does what it names end the sentence's content? */
static bool
closes(nq_content_walk *w, uint32_t i, uint32_t behind, bool comma)
{
    const nq_scene *s = w->s;
    nq_np np;
    uint32_t k = behind;
    while (k < w->limit && nq_has_role(s, k, NQ_ROLE_MA | NQ_ROLE_FROM_HIM))
        k++;
    bool verb = nq_cue_lemma(s, k) != NULL;
    if (verb)
        k++;
    while (k < w->limit && nq_has_role(s, k, NQ_ROLE_FROM_HIM | NQ_ROLE_IN_IT))
        k++;
    bool named = k < w->limit && nq_np_read_glued(s, k, w->limit, &np);
    nq_speaker who;
    if (!named || !nq_np_speaker(s, &np, &who))
        return verb || comma;
    bool known = who.noun != NQ_NOUN_NONE || who.entity != NQ_NO_ENTITY;
    if (!known && !verb)
        return false;
    if (!comma) /* "acted according to the law" tells how */
        return who.noun != NQ_NOUN_STUDY;
    uint32_t day = np.end + 1; /* "according to X, on Thursday." */
    while (day < s->n && s->tags[day].date)
        day++;
    bool aside =
        nq_is_mark(s, np.end, NQ_MARK_COMMA) &&
        !(day > np.end + 1 && nq_ends_sentence(s, day)) &&
        !nq_opens_sentence(s, np.end + 1) &&
        nq_phrase_at(s, np.end + 1, &k) == NQ_PHRASE_NONE &&
        !nq_has_role(s, np.end + 1,
                     NQ_ROLE_REL | NQ_ROLE_OPENER | NQ_ROLE_OPENER_HARD) &&
        !nq_cue_lemma(s, np.end + 1) && !nq_mention_of(s, np.end + 1);
    if (!aside)
        return true;
    w->out->aside = i;
    w->at = np.end + 1;
    return false;
}

/* "as he put it" at i: content ends there, or goes on behind it. */
static bool
closes_own(nq_content_walk *w, uint32_t i, uint32_t behind)
{
    const nq_scene *s = w->s;
    bool comma = nq_is_mark(s, behind, NQ_MARK_COMMA);
    uint32_t k = behind + comma, end;
    bool that = nq_has_role(s, k, NQ_ROLE_THAT); /* ", AND THAT it is late" */
    if (nq_ends_sentence(s, behind) || nq_opens_sentence(s, k) ||
        (is_joined(s, k) && !that) || nq_cue_lemma(s, k) ||
        nq_phrase_at(s, k, &end) != NQ_PHRASE_NONE ||
        nq_has_role(s, k, NQ_ROLE_OPENER | NQ_ROLE_OPENER_HARD | NQ_ROLE_REL))
        return true;
    w->out->aside = i;
    w->at = k;
    return false;
}

/* A finite verb, or "the saying that". */
static bool
is_verb_or_saying(const nq_scene *s, uint32_t k)
{
    uint16_t glue = s->tags[k].glue;
    if (s->tags[k].word->inflection <= NQ_CUE_PRESENT && !glue)
        return true;
    return (glue & NQ_CLITIC_AL) && nq_has_role(s, k + 1, NQ_ROLE_THAT);
}

/* "but X said": a clause of another speaker behind its opener. */
static bool
opens_other(const nq_content_walk *w, uint32_t i)
{
    const nq_scene *s = w->s;
    for (uint32_t k = i + 1; k < w->limit && k < i + NQ_TUNE_OPENER; k++) {
        if (nq_opens_sentence(s, k) || nq_is_mark(s, k, NQ_MARK_COMMA))
            return false;
        const nq_lemma *l = nq_cue_lemma(s, k);
        nq_cue c;
        if (!l || s->tags[k].quote || l->level < 1 || !is_verb_or_saying(s, k))
            continue;
        return !nq_cue_is_denied(s, k) &&
               nq_cue_read(s, k, w->limit, k > i + 1, &c) &&
               (k == i + 1 || is_firm(&c));
    }
    return false;
}

/* ", Thursday," behind a noun's content tells when it was said. */
static bool
date_stands_alone(const nq_scene *s, uint32_t i)
{
    while (i < s->n && s->tags[i].date)
        i++;
    return nq_is_mark(s, i, NQ_MARK_COMMA) || nq_ends_sentence(s, i);
}

/* "accused X, Wednesday, OF hiding it": what X is accused of is still to come.
 */
static bool
charge_follows(const nq_content_walk *w, uint32_t i)
{
    const nq_scene *s = w->s;
    const nq_lemma *l = nq_cue_lemma(s, w->cue);
    while (i < s->n && s->tags[i].date)
        i++;
    return l && (l->links & NQ_LINK_TARGET) &&
           nq_is_mark(s, i, NQ_MARK_COMMA) && i + 1 < s->n &&
           (s->tags[i + 1].glue & NQ_CLITIC_BA);
}

/* ", as X did": does X speak there? */
static bool
kama_speaks(const nq_content_walk *w, uint32_t i)
{
    const nq_scene *s = w->s;
    const nq_lemma *l = nq_cue_lemma(s, i);
    nq_cue c;
    nq_np np;
    if (!l || s->tags[i].glue)
        return false;
    if (nq_cue_read(s, i, w->limit, false, &c))
        return true;
    return l->level >= 1 && nq_np_read(s, i + 1, w->limit, &np) &&
           (nq_is_mark(s, np.end, NQ_MARK_COMMA) ||
            nq_ends_sentence(s, np.end) ||
            nq_has_role(s, np.end, NQ_ROLE_PREP));
}

/* ", and X supported it with his assurance that": a clause of its own. */
static bool
opens_saying(const nq_content_walk *w, uint32_t i)
{
    const nq_scene *s = w->s;
    if (!w->nominal || !nq_str_starts(s->tokens[i].folded, NQ_STR("و")))
        return false;
    for (uint32_t k = i + 1; k < w->limit && k < i + NQ_TUNE_OPENER; k++) {
        nq_cue c;
        if (s->tokens[k].kind == NQ_TOKEN_MARK)
            return false;
        if (nq_cue_lemma(s, k) && (s->tags[k].glue & NQ_CLITIC_BA) &&
            s->tags[k].word->inflection == NQ_CUE_NOUN_PRON)
            return nq_cue_read(s, k, w->limit, true, &c) && is_firm(&c);
    }
    return false;
}

/* ", in addition to HIS SAYING that": the noun of a verb of saying close
 * behind a comma, with its clause. */
static bool
adds_saying(const nq_content_walk *w, uint32_t i)
{
    enum { NEAR = 3 };
    const nq_scene *s = w->s;
    if (nq_has_role(s, i, NQ_ROLE_THAT | NQ_ROLE_REL | NQ_ROLE_SUB))
        return false;
    for (uint32_t k = i; k < w->limit && k < i + NEAR; k++) {
        const nq_lemma *l = nq_cue_lemma(s, k);
        if (s->tokens[k].kind == NQ_TOKEN_MARK)
            return false;
        if (l && l->level == 3 && !s->tags[k].glue &&
            s->tags[k].word->inflection == NQ_CUE_NOUN_PRON)
            return k > i && nq_walk_is_that(s, k + 1);
    }
    return false;
}

/* "While X held that ..., the authorities INSIST": the main clause. */
static bool
opens_main(const nq_content_walk *w, uint32_t i)
{
    const nq_scene *s = w->s;
    const nq_lemma *l = nq_cue_lemma(s, i);
    nq_cue c;
    return l && l->level >= 1 && nq_is_finite_cue(s, i) && !is_joined(s, i) &&
           nq_cue_read(s, i, w->limit, false, &c) &&
           (c.has_subject || is_firm(&c));
}

/* "that, ALTHOUGH ...": content that a concession opens waits for its "yet". */
static bool
concedes(const nq_content_walk *w)
{
    enum { NEAR = 3 };
    for (uint32_t k = w->first; k < w->at && k < w->first + NEAR; k++)
        if (nq_has_role(w->s, k, NQ_ROLE_THOUGH))
            return true;
    return false;
}

/* "after THAT", in one word or two: a clause of what happened before, which is
 * the reporter's behind any noun's content. */
static bool
opens_after(const nq_scene *s, uint32_t i)
{
    return nq_has_role(s, i + 1, NQ_ROLE_AN) ||
           nq_str_ends(s->tokens[i].folded, NQ_STR("ما"));
}

/* "apologised for his words AFTER the outcry": of a blame or an apology, the
 * past tells why it was made, not what for. Of a demand it may tell either. */
static bool
tells_why(const nq_content_walk *w, uint32_t i)
{
    static const char *const acts[] = {"condemn", "criticise", "apologise"};
    const nq_scene *s = w->s;
    const nq_lemma *l = nq_cue_lemma(s, w->cue);
    if (!w->nominal || !l || !nq_has_role(s, i, NQ_ROLE_AFTER) ||
        s->tags[i].glue || i > w->first + NQ_TUNE_WHY || i + 1 >= s->n ||
        s->tags[i + 1].date || !nq_is_word(s, i + 1) ||
        nq_has_role(s, i + 1, NQ_ROLE_DEM))
        return false;
    if (opens_after(s, i))
        return true;
    for (size_t k = 0; k < sizeof acts / sizeof acts[0]; k++)
        if (nq_str_is(l->act, acts[k]))
            return true;
    return false;
}

/* "confirmed the news IN A STATEMENT": behind a noun's content, the place where
 * it was said, but "what stands in a statement". */
static bool
tells_where(const nq_content_walk *w, uint32_t i, uint8_t phrase)
{
    const nq_scene *s = w->s;
    return phrase == NQ_PHRASE_OCCASION && w->nominal && i > w->first &&
           !nq_cue_lemma(s, i - 1) && !is_aside(w, i) &&
           !nq_has_role(s, i - 1, NQ_ROLE_PREP | NQ_ROLE_MA | NQ_ROLE_DEM);
}

/* ", while the council voted": the reporter's own clause, behind a noun's
 * content always, behind another where somebody acts in it. */
static bool
tells_meanwhile(const nq_content_walk *w, uint32_t i)
{
    const nq_scene *s = w->s;
    if (!nq_has_role(s, i, NQ_ROLE_WHILE))
        return false;
    const nq_mention *m = nq_mention_of(s, i + 2);
    uint8_t noun = i + 2 < s->n ? s->tags[i + 2].word->noun : NQ_NOUN_NONE;
    bool body = noun == NQ_NOUN_BODY && !s->tags[i + 2].glue &&
                !nq_is_nominal(s, i + 1);
    return w->nominal || (m && m->first == i + 2) || body;
}

/* ", which leaves a margin": the reporter draws his conclusion, in the present
 * tense. */
static bool
concludes(const nq_scene *s, uint32_t i)
{
    enum { LEAST = 8, LETTER = 2 }; /* bytes: four letters */
    if (!nq_has_role(s, i, NQ_ROLE_MA) || s->tags[i].glue ||
        s->tokens[i].folded.len > NQ_TUNE_SHORT_PREP || !nq_is_word(s, i + 1))
        return false;
    naql_str f = s->tokens[i + 1].folded;
    bool present =
        nq_str_starts(f, NQ_STR("ي")) || nq_str_starts(f, NQ_STR("ت"));
    return present && f.len >= LEAST && !nq_cue_lemma(s, i + 1);
}

/* ", except that": it may have been said as well. */
static bool
is_except(const nq_scene *s, uint32_t i)
{
    return nq_has_role(s, i, NQ_ROLE_OPENER) &&
           nq_has_role(s, i, NQ_ROLE_NOT_AN);
}

/* "(he) DID NOT say", "(he) REFUSED": right at token i. */
static bool
denies(const nq_content_walk *w, uint32_t i)
{
    const nq_scene *s = w->s;
    return nq_has_role(s, i, NQ_ROLE_NEG) || nq_is_finite_cue(s, i);
}

/* ", as it RENEWED", ", and it WAS": behind a noun's content, a clause with its
 * own verb. */
static bool
opens_reporters(const nq_scene *s, uint32_t i)
{
    if (nq_has_role(s, i, NQ_ROLE_KAN) &&
        nq_str_starts(s->tokens[i].folded, NQ_STR("و")))
        return true;
    return nq_has_role(s, i, NQ_ROLE_KAMA) && nq_is_finite_cue(s, i + 1);
}

/* Does the content end before the comma at `comma`? */
bool
nq_back_at_comma(nq_content_walk *w, uint32_t comma)
{
    const nq_scene *s = w->s;
    uint32_t i = comma + 1, behind;
    if (nq_opens_sentence(s, i) || w->embedded)
        return true;
    if (w->nominal && s->tags[i].date && date_stands_alone(s, i))
        return !charge_follows(w, i);
    uint8_t phrase = nq_phrase_at(s, i, &behind);
    bool occasion = phrase == NQ_PHRASE_OCCASION;
    if ((phrase == NQ_PHRASE_CUT || occasion) && is_aside(w, i))
        return false; /* "told X, IN A CALL, that" */
    if (phrase == NQ_PHRASE_CUT && nq_has_role(s, i, NQ_ROLE_OPENER) &&
        concedes(w))
        return false; /* "that, although ..., he" */
    if (phrase == NQ_PHRASE_CUT && is_except(s, i) && !w->nominal)
        return w->conceded || denies(w, behind) || opens_other(w, behind - 1);
    if (phrase == NQ_PHRASE_CUT || phrase == NQ_PHRASE_BREAK || occasion ||
        phrase == NQ_PHRASE_IMPERSONAL)
        return true;
    if (phrase == NQ_PHRASE_AROUND &&
        (w->nominal || opens_other(w, behind - 1)))
        return true; /* ", at a time when X said": his content or not */
    if (phrase == NQ_PHRASE_OWN)
        return closes_own(w, i, behind);
    if (nq_is_closing(phrase))
        return closes(w, i, behind, true);
    if (w->nominal && opens_reporters(s, i))
        return true;
    if (w->nominal && nq_has_role(s, i, NQ_ROLE_PREP) &&
        nq_has_role(s, i, NQ_ROLE_NOT_AN) && !s->tags[i].date &&
        !nq_has_role(s, i, NQ_ROLE_NEG | NQ_ROLE_SUB) && i + 1 < s->n &&
        !s->tags[i + 1].date)
        return true; /* ", after a request" */
    if (w->nominal && nq_has_role(s, i, NQ_ROLE_PRON) &&
        nq_str_starts(s->tokens[i].folded, NQ_STR("و")))
        return true; /* ", which is" */
    if (phrase == NQ_PHRASE_NONE && nq_phrase_keeps(s, i))
        return false;
    if (nq_has_role(s, i, NQ_ROLE_REL) && (!s->tags[i].glue || w->nominal) &&
        !nq_has_role(s, i, NQ_ROLE_PREP | NQ_ROLE_MA))
        return !is_quoted_on(s, i) && !comes_back(w, i) && !waits(w, comma, i);
    if (w->nominal && concludes(s, i))
        return true;
    if (nq_has_role(s, i, NQ_ROLE_THOUGH) ||
        (nq_has_role(s, i, NQ_ROLE_PREP) &&
         nq_has_role(s, i + 1, NQ_ROLE_THOUGH)))
        return true; /* ", though": the reporter's doubt */
    if (nq_has_role(s, i, NQ_ROLE_KAMA) && kama_speaks(w, i + 1))
        return true;
    if (nq_has_role(s, i, NQ_ROLE_OPENER) && opens_other(w, i))
        return true;
    if (tells_meanwhile(w, i) || opens_saying(w, i) || adds_saying(w, i))
        return true;
    if (w->meanwhile && opens_main(w, i))
        return true;
    if (w->nominal && nq_has_role(s, i, NQ_ROLE_THEN))
        return true; /* ", then he left" */
    return nq_cue_reopens(s, i, w->limit, true, w->nominal);
}

/* "and (she, they) closed" in a noun's content: a past verb, by its ending. */
static bool
is_joined_verb(const nq_scene *s, uint32_t i)
{
    enum { LEAST = 12 };
    naql_str f = s->tokens[i].folded;
    return nq_str_starts(f, NQ_STR("و")) && !nq_str_starts(f, NQ_STR("وال")) &&
           !s->tags[i].mention && f.len >= LEAST &&
           (s->tags[i].word == s->book->words ||
            s->tags[i].word->inflection == NQ_CUE_PAST) &&
           (nq_str_ends(f, NQ_STR("وا")) ||
            (nq_str_ends(f, NQ_STR("ت")) && !nq_str_ends(f, NQ_STR("ات"))));
}

/* "what he calls ...", where the reporter keeps his distance: content ends
 * where the clause around it opens, not far before. */
static bool
takes_distance(nq_content_walk *w)
{
    const nq_scene *s = w->s;
    uint32_t k = w->at + 1, behind;
    if (!nq_has_role(s, w->at, NQ_ROLE_MA) || !nq_cue_lemma(s, k))
        return false;
    bool named = (s->tags[k].word->grammar & NQ_OBJECT_PRON) ||
                 nq_has_role(s, k + 1, NQ_ROLE_AN_PRON);
    if (!named)
        return false;
    for (uint32_t b = w->at - 1; b > w->first && w->at - b < NQ_TUNE_DISTANCE;
         b--) {
        uint8_t kind = nq_phrase_at(s, b, &behind);
        if (kind == NQ_PHRASE_CUT || kind == NQ_PHRASE_OCCASION) {
            w->at = b;
            w->apart = true;
            return true;
        }
    }
    return false;
}

/* "... while she accused Z of": another act, no comma before it. */
static bool
accuses_meanwhile(const nq_content_walk *w)
{
    const nq_scene *s = w->s;
    uint32_t i = w->at + 1;
    const nq_lemma *l = nq_cue_lemma(s, i);
    nq_cue c;
    return l && l->level >= 2 && nq_is_finite_cue(s, i) &&
           !(s->tags[i].word->grammar & NQ_OBJECT_PRON) &&
           nq_cue_read(s, i, w->limit, false, &c);
}

/* Is content about somebody or something of the other gender than that? */
static bool
is_about_other(const nq_content_walk *w, bool fem)
{
    const nq_scene *s = w->s;
    uint32_t i = w->first;
    if (nq_has_role(s, i, NQ_ROLE_AN_PRON | NQ_ROLE_BAN_PRON)) {
        bool she = nq_str_ends(s->tokens[i].folded, NQ_STR("نها"));
        bool he = nq_str_ends(s->tokens[i].folded, NQ_STR("نه"));
        return fem ? he : she;
    }
    naql_str raw = nq_str_span(s->text->article->text, s->tokens[i].span);
    return !fem && nq_is_nominal(s, i) && !s->tags[i].mention &&
           nq_str_ends(raw, NQ_STR("ة"));
}

/* "He said that SHE comes by land and DEMANDED ...": a verb of saying in the
 * past, of the speaker's gender and not of whom he speaks of. */
static bool
goes_on_saying(const nq_content_walk *w)
{
    enum { SHORT = 8 }; /* bytes: three letters behind "and", a noun too */
    const nq_scene *s = w->s;
    uint32_t i = w->at;
    const nq_lemma *l = nq_cue_lemma(s, i);
    const nq_word *said = s->tags[w->cue].word;
    nq_cue c;
    if (!l || l->level < 2 || w->nominal || !is_joined(s, i) ||
        s->tokens[i].folded.len <= SHORT ||
        s->tags[i].word->inflection != NQ_CUE_PAST ||
        said->inflection != NQ_CUE_PAST || s->tags[i].mention ||
        ((s->tags[i].word->grammar | said->grammar) & ~NQ_FEM) ||
        s->tags[i].word->grammar != said->grammar)
        return false;
    return is_about_other(w, (said->grammar & NQ_FEM) != 0) &&
           nq_cue_read(s, i, w->limit, true, &c) && !c.has_subject;
}

/* "the talks - ACCORDING TO X - took a turn": what a pair of dashes shuts in is
 * an aside. The token behind it; NQ_NO_TOKEN: none. */
static uint32_t
behind_dashes(const nq_content_walk *w)
{
    enum { LONG = 14 };
    const nq_scene *s = w->s;
    if (!nq_is_mark(s, w->at - 1, NQ_MARK_DASH))
        return NQ_NO_TOKEN;
    for (uint32_t i = w->at + 1;
         i + 1 < w->limit && i < w->at + LONG && !nq_opens_sentence(s, i); i++)
        if (nq_is_mark(s, i, NQ_MARK_DASH))
            return nq_opens_sentence(s, i + 1) ? NQ_NO_TOKEN : i + 1;
    return NQ_NO_TOKEN;
}

bool
nq_back_at_word(nq_content_walk *w)
{
    const nq_scene *s = w->s;
    uint32_t behind;
    if (w->at == w->first)
        return false;
    if (s->tags[w->at].word == s->book->words) /* all below is of known words */
        return w->nominal && is_joined_verb(s, w->at);
    uint8_t phrase = nq_phrase_at(s, w->at, &behind);
    if (phrase == NQ_PHRASE_BREAK || tells_where(w, w->at, phrase) ||
        tells_why(w, w->at))
        return true;
    if (nq_has_role(s, w->at, NQ_ROLE_WHILE) && accuses_meanwhile(w))
        return true;
    if (phrase == NQ_PHRASE_OWN)
        return closes_own(w, w->at, behind);
    bool as = nq_is_closing(phrase) || nq_has_role(s, w->at, NQ_ROLE_KAMA);
    uint32_t on = as ? behind_dashes(w) : NQ_NO_TOKEN;
    if (on != NQ_NO_TOKEN) {
        w->out->aside = w->at;
        w->at = on;
        return false;
    }
    if (nq_is_closing(phrase) && closes(w, w->at, behind, false))
        return true;
    if (w->nominal &&
        (nq_has_role(s, w->at, NQ_ROLE_BUT) || is_joined_verb(s, w->at)))
        return true;
    if (nq_has_role(s, w->at, NQ_ROLE_BUT) && opens_other(w, w->at))
        return true; /* "... but others say that" */
    if (takes_distance(w) || goes_on_saying(w))
        return true;
    if (nq_has_role(s, w->at, NQ_ROLE_KAMA) && s->tags[w->at - 1].quote &&
        kama_speaks(w, w->at + 1))
        return true;
    bool comma = w->at > w->first + 1 && s->tags[w->at - 1].quote &&
                 nq_is_mark(s, w->at - 2, NQ_MARK_COMMA);
    return nq_cue_lemma(s, w->at) &&
           nq_cue_reopens(s, w->at, w->limit, comma, w->nominal);
}
