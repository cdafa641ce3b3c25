/* SPDX-License-Identifier: Apache-2.0
 *
 * walk_mark.c - the walk from a cue over marks: is a passage between marks
 * speech, or a name on the way? Layer 5 (claim). */
#include "claim/walk.h"

#include "base/str.h"
#include "claim/tune.h"

nq_step
nq_walk_found(nq_walker *w, uint32_t content, nq_way way)
{
    if (content >= w->limit || content >= w->s->n ||
        nq_ends_sentence(w->s, content))
        return NQ_STOP;
    w->cue->content = content;
    w->cue->way = (uint8_t)way;
    return NQ_FOUND;
}

/* Content behind "that" at token i; "that he" stays in. */
nq_step
nq_walk_found_that(nq_walker *w, uint32_t i)
{
    bool stays = nq_has_role(w->s, i, NQ_ROLE_AN_PRON | NQ_ROLE_BAN_PRON);
    uint32_t next = i + 1 + nq_is_mark(w->s, i + 1, NQ_MARK_COLON);
    return nq_walk_found(w, stays ? i : next, NQ_WAY_THAT);
}

bool
nq_walk_is_that(const nq_scene *s, uint32_t i)
{
    return nq_has_role(s, i, NQ_ROLE_THAT) &&
           !(s->tags[i].glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA));
}

void
nq_walk_skip_np(nq_walker *w)
{
    nq_np np;
    const nq_scene *s = w->s;
    uint32_t next = w->at + 1;
    bool paper = s->tags[w->at].word->noun == NQ_NOUN_DOC && w->at > 0 &&
                 nq_has_role(s, w->at - 1, NQ_ROLE_PREP) &&
                 !nq_is_definite(s, w->at) && next < w->limit &&
                 (w->links & NQ_LINK_OBJECT) && !s->tags[next].mention &&
                 s->tags[next].masdar && !nq_is_definite(s, next) &&
                 !s->tags[next].glue;
    if (paper) /* "in a statement THE NEED for" */
        w->at++;
    else if (nq_np_read(w->s, w->at, w->limit, &np))
        w->at = np.end;
    else
        w->at++;
}

bool
nq_cue_is_second(const nq_scene *s, uint32_t i)
{
    enum { WAW = 2 };
    naql_str f = s->tokens[i].folded;
    if (!nq_has_role(s, i, NQ_ROLE_PREP) || f.len <= WAW)
        return false;
    naql_str bare = nq_str(f.ptr + WAW, f.len - WAW);
    uint32_t lo = i > NQ_TUNE_BETWEEN_TWO ? i - NQ_TUNE_BETWEEN_TWO : 0;
    for (uint32_t k = i; k-- > lo && !nq_ends_sentence(s, k);)
        if (nq_is_word(s, k) && nq_str_starts(s->tokens[k].folded, bare))
            return true;
    return false;
}

/* ---- Marks --------------------------------------------------------------- */

/* "considered these wars "a good thing"": the first noun behind a verb that
 * takes a target is no source, so it is the target. */
static bool
is_object_phrase(const nq_walker *w)
{
    const nq_np *np = &w->cue->subject;
    if (!(w->links & NQ_LINK_TARGET) || !w->cue->has_subject)
        return false;
    if (np->noun != NQ_NOUN_NONE)
        return false;
    for (uint32_t i = np->first; i < np->end; i++)
        if (w->s->tags[i].mention || w->s->tags[i].office)
            return false;
    return true;
}

/* "in "X"", or far from the subject of an everyday verb: no speech. */
static bool
is_place_quote(const nq_walker *w, const nq_quote *q)
{
    const nq_scene *s = w->s;
    const nq_cue *c = w->cue;
    uint32_t words = q->end - q->open - 2;
    uint32_t from = c->has_subject ? c->subject.end : c->end;
    if (words <= NQ_TUNE_PLACE_QUOTE && q->open > from && q->end < s->n &&
        !nq_ends_sentence(s, q->end) &&
        nq_has_role(s, q->open - 1, NQ_ROLE_PREP) &&
        !s->tags[q->open - 1].mention &&
        !nq_has_role(s, q->open - 1, NQ_ROLE_IN_IT))
        return true;
    bool weak = c->lemma->level < 2 && words <= NQ_TUNE_RUN_ON_QUOTE;
    uint32_t far = weak                  ? NQ_TUNE_WEAK_QUOTE
                   : c->lemma->level < 3 ? NQ_TUNE_QUOTE_FAR
                                         : NQ_TUNE_ZONE;
    return q->open > from + far && !nq_is_mark(s, q->open - 1, NQ_MARK_COMMA);
}

/* "praised "the spirit"" with the b- inside the marks. */
static bool
opens_in_ba(const nq_scene *s, const nq_quote *q)
{
    uint32_t i = q->open + 1;
    return nq_is_word(s, i) &&
           ((s->tags[i].glue & NQ_CLITIC_BA) ||
            (s->tags[i].word == s->book->words &&
             nq_str_starts(s->tokens[i].folded, NQ_STR("ب"))));
}

/* "expressed "(OF) his worry"" with the preposition inside the marks; "asked
 * "the council to act"" with whom he asks. */
static bool
opens_in_link(const nq_walker *w, const nq_quote *q)
{
    const nq_scene *s = w->s;
    if (!q->closed || q->end - q->open <= NQ_TUNE_PLACE_QUOTE ||
        !(w->cue->has_subject || w->before))
        return false;
    bool told = w->cue->lemma->told &&
                (w->cue->has_subject || w->cue->lemma->level >= 2);
    return told || (s->tags[q->open + 1].word->link & w->links) != 0;
}

/* Does the clause of what was said still follow? */
static bool
that_behind(const nq_walker *w, uint32_t i)
{
    for (; i < w->limit && !nq_ends_sentence(w->s, i) &&
           !nq_has_role(w->s, i, NQ_ROLE_WHILE);
         i++)
        if (nq_has_role(w->s, i, NQ_ROLE_THAT) &&
            !nq_has_role(w->s, i - 1, NQ_ROLE_NOT_AN))
            return (w->links & NQ_LINK_THAT) != 0;
    return false;
}

/* Another verb of saying, which takes what stands behind it. */
static bool
is_rival(const nq_scene *s, uint32_t i)
{
    const nq_lemma *l = nq_cue_lemma(s, i);
    return l && l->level >= 2 && !s->tags[i].mention && !s->tags[i].quote &&
           s->tags[i].word->inflection <= NQ_CUE_PARTICIPLE &&
           !(s->tags[i].word->grammar & NQ_OBJECT_PRON) && /* "CARRIED IT" */
           !nq_has_role(s, i, NQ_ROLE_PREP);
}

/* Does what was said follow behind a passage: its clause, or
 * a colon and a passage of its own? */
static bool
speech_behind(const nq_walker *w, uint32_t i)
{
    const nq_scene *s = w->s;
    for (; i < w->limit && !nq_ends_sentence(s, i); i++) {
        if (is_rival(s, i) || nq_has_role(s, i, NQ_ROLE_WHILE))
            return false;
        if (!s->tags[i].quote && nq_walk_is_that(s, i) &&
            !nq_has_role(s, i - 1, NQ_ROLE_NOT_AN))
            return (w->links & NQ_LINK_THAT) != 0;
        if (nq_is_mark(s, i, NQ_MARK_COLON))
            return (w->links & NQ_LINK_QUOTE) && nq_quote_from(s, i + 1);
        const nq_quote *q =
            nq_is_mark(s, i, NQ_MARK_COMMA) ? nq_quote_from(s, i + 1) : NULL;
        if (q && (w->links & NQ_LINK_QUOTE) && q->closed &&
            q->end - q->open > NQ_TUNE_PLACE_QUOTE)
            return true; /* the team "X" on its page, "..." */
    }
    return false;
}

/* "to the channels "X" and "Y" that", "on the site "X" on Monday, that": a few
 * words between marks behind a noun, and what was said comes later. */
static bool
is_name_on_the_way(const nq_walker *w, const nq_quote *q)
{
    const nq_scene *s = w->s;
    uint32_t before = q->open - 1;
    if (q->open == w->cue->end ||
        !(nq_is_nominal(s, before) || s->tags[before].glue ||
          s->tokens[before].folded.len <= 2))
        return false;
    return speech_behind(w, q->end);
}

/* "the group "OF SIX WORDS" said that": the longer name of a body. */
static bool
is_body_name(const nq_walker *w, const nq_quote *q)
{
    const nq_scene *s = w->s;
    uint8_t noun = q->open ? s->tags[q->open - 1].word->noun : NQ_NOUN_NONE;
    if (q->open <= w->cue->end || !nq_is_word(s, q->open - 1) ||
        (noun != NQ_NOUN_BODY && noun != NQ_NOUN_OUTLET &&
         noun != NQ_NOUN_PEOPLE))
        return false;
    return speech_behind(w, q->end);
}

/* Does what was said follow, perhaps behind a comma and a time? */
static bool
says_behind(const nq_walker *w, uint32_t i)
{
    const nq_scene *s = w->s;
    while (i < w->limit && (nq_is_mark(s, i, NQ_MARK_COMMA) ||
                            s->tags[i].date || nq_has_role(s, i, NQ_ROLE_ADV)))
        i++;
    return nq_walk_is_that(s, i) ||
           (i < s->n && (s->tags[i].word->link & w->links));
}

/* "said the head of "the centre for X and Y", the general Z, in words: "...":
 * the long name of a body behind an office. */
static bool
is_body_quote(const nq_walker *w, const nq_quote *q)
{
    const nq_scene *s = w->s;
    const nq_tag *before = &s->tags[q->open - 1];
    return q->closed && q->end - q->open <= NQ_TUNE_TITLE_QUOTE &&
           q->open > w->cue->end &&
           (before->office || before->word->noun == NQ_NOUN_PERSON) &&
           !before->mention && nq_is_mark(s, q->end, NQ_MARK_COMMA) &&
           speech_behind(w, q->end);
}

/* A short passage that a noun or a link follows directly names somebody. */
static bool
is_subject_quote(const nq_walker *w, const nq_quote *q)
{
    const nq_scene *s = w->s;
    uint32_t words = nq_quote_words(s, q), i = q->end;
    if (nq_quote_speaks(s, q))
        return false;
    if (q->open == w->cue->end && w->cue->lemma->level == 3 && q->closed &&
        q->end - q->open <= NQ_TUNE_TITLE_QUOTE && nq_walk_is_that(s, i))
        return true; /* said "THE CHAMBER OF X IN Y" that */
    if (q->closed && words > NQ_TUNE_NAME_QUOTE && words <= NQ_TUNE_PLACE_QUOTE)
        return is_body_name(w, q);
    if (!q->closed || words > NQ_TUNE_NAME_QUOTE)
        return false;
    if ((w->links & NQ_LINK_BA) && opens_in_ba(s, q))
        return false;
    bool behind = q->open == w->cue->end;
    if (behind && nq_is_mark(s, i, NQ_MARK_COLON) && speech_behind(w, i))
        return true; /* "X": "..." */
    if (words <= 2 && nq_is_mark(s, i, NQ_MARK_COMMA) &&
        (behind || that_behind(w, i)))
        return true; /* "X", ... */
    bool told = w->cue->has_subject && nq_is_word(s, i) &&
                (s->tags[i].glue & NQ_CLITIC_LAM);
    bool placed = behind && nq_has_role(s, i, NQ_ROLE_PREP);
    if ((told || placed) && (that_behind(w, i) || speech_behind(w, i)))
        return true; /* "X" in a statement ... that, "X" to the papers that */
    if (is_name_on_the_way(w, q))
        return true;
    if (!nq_is_word(s, i) || (w->links & NQ_LINK_TARGET))
        return false;
    return says_behind(w, i) ||
           (nq_is_nominal(s, i) && !(s->tags[i].glue & ~NQ_CLITIC_AL));
}

/* called on "ALL FORCES" to: the link stands behind the marks. */
static bool
is_told_quote(const nq_walker *w, const nq_quote *q)
{
    const nq_scene *s = w->s;
    for (uint32_t i = q->end; i < w->limit && i < q->end + NQ_TUNE_LOOK; i++) {
        if (s->tokens[i].kind == NQ_TOKEN_MARK || nq_cue_lemma(s, i))
            return false;
        if (s->tags[i].word->link & w->links)
            return true;
    }
    return false;
}

/* "in a statement "of which we have a copy" that": "that" right behind it. */
static bool
is_aside_quote(const nq_walker *w, const nq_quote *q)
{
    return q->closed && q->end < w->limit && q->open > w->cue->end &&
           q->end - q->open <= NQ_TUNE_TITLE_QUOTE &&
           (w->links & NQ_LINK_THAT) && nq_walk_is_that(w->s, q->end) &&
           nq_is_nominal(w->s, q->open - 1);
}

/* "announced the "FAILURE" of the talks", "asked of X "TO WAIT"": marks around
 * a verbal noun hold no name. */
static bool
opens_deed(const nq_walker *w, const nq_quote *q)
{
    const nq_scene *s = w->s;
    uint32_t i = q->open + 1;
    bool announced = (w->links & NQ_LINK_OBJECT) && w->cue->has_subject &&
                     w->cue->lemma->level == 3 && !nq_is_definite(s, i);
    bool asked = (w->links & NQ_LINK_MASDAR) && w->cue->has_told &&
                 w->cue->told.end == q->open;
    return (announced || asked) && !w->relative && q->closed &&
           !nq_mention_of(s, i) && s->tags[i].masdar;
}

static nq_step
at_quote(nq_walker *w, const nq_quote *q)
{
    bool last = q->end >= w->s->n || nq_ends_sentence(w->s, q->end);
    if (w->spare == NQ_NO_TOKEN && opens_deed(w, q))
        return nq_walk_found(w, w->at, NQ_WAY_NOUN);
    bool subject = is_subject_quote(w, q);
    bool names = says_behind(w, q->end) || that_behind(w, q->end) ||
                 speech_behind(w, q->end) || (w->links & NQ_LINK_OBJECT);
    if (subject && names && q->open == w->cue->end && !w->before &&
        !w->cue->has_subject && !w->cue->lemma->told) {
        w->cue->subject = (nq_np){q->open, q->end, .definite = true};
        w->cue->has_subject = true; /* said "X" that */
    }
    if (subject || is_place_quote(w, q) || is_aside_quote(w, q) ||
        is_body_quote(w, q)) {
        w->at = q->end;
        return NQ_GO_ON;
    }
    bool speech = (w->links & NQ_LINK_QUOTE) != 0;
    if (w->cue->lemma->told && !speech && !last && !(w->links & NQ_LINK_BA) &&
        w->spare == NQ_NO_TOKEN && is_told_quote(w, q)) {
        w->at = q->end; /* called on "all forces" to */
        return NQ_GO_ON;
    }
    if (nq_quote_is_name(w->s, q) && !(last && speech)) {
        w->at = q->end;
        return NQ_GO_ON;
    }
    if (w->spare != NQ_NO_TOKEN)
        return NQ_STOP;
    if (speech && !is_object_phrase(w))
        return nq_walk_found(w, w->at, NQ_WAY_QUOTE);
    if ((w->links & NQ_LINK_BA) && opens_in_ba(w->s, q))
        return nq_walk_found(w, w->at, NQ_WAY_PREP);
    if (w->cue->has_subject && is_object_phrase(w)) {
        w->cue->has_subject = false;
        return nq_walk_found(w, w->cue->subject.first, NQ_WAY_NOUN);
    }
    if ((w->links & (NQ_LINK_OBJECT | NQ_LINK_TARGET)) || opens_in_link(w, q))
        return nq_walk_found(w, w->at, NQ_WAY_NOUN);
    return NQ_STOP;
}

static nq_step
at_colon(nq_walker *w)
{
    uint32_t next = w->at + 1;
    if (!(w->links & NQ_LINK_QUOTE))
        return NQ_STOP;
    if (nq_is_mark(w->s, next, NQ_MARK_QUOTE_PLAIN) &&
        !nq_quote_from(w->s, next) && nq_quote_from(w->s, next + 1))
        next++; /* the mark is doubled */
    if (nq_quote_from(w->s, next))
        return nq_walk_found(w, next, NQ_WAY_QUOTE);
    if (nq_walk_is_that(w->s, next) && !nq_has_role(w->s, next, NQ_ROLE_FIRST))
        return nq_walk_found_that(w, next); /* but "that WE": his words */
    return nq_walk_found(w, next, NQ_WAY_COLON);
}

static nq_step
at_bracket(nq_walker *w)
{
    for (uint32_t i = w->at + 1; i < w->limit && i < w->at + NQ_TUNE_BRACKET;
         i++)
        if (nq_is_mark(w->s, i, NQ_MARK_CLOSE)) {
            w->at = i + 1;
            return NQ_GO_ON;
        }
    w->at++;
    return NQ_GO_ON;
}

/* Behind a comma: an aside "according to X," is jumped over; what opens a
 * clause of the reporter's ends the search. */
static nq_step
at_comma(nq_walker *w)
{
    uint32_t behind;
    w->commas++;
    w->relative = false;
    w->at++;
    uint32_t day = w->at;
    while (day < w->limit && w->s->tags[day].date)
        day++;
    if (day > w->at && nq_is_mark(w->s, day, NQ_MARK_COMMA)) {
        w->commas--; /* ", on Tuesday," */
        w->at = day + 1;
    }
    uint8_t kind = nq_phrase_at(w->s, w->at, &behind);
    if (kind == NQ_PHRASE_BREAK ||
        (kind == NQ_PHRASE_CUT && !nq_has_role(w->s, w->at, NQ_ROLE_PREP)))
        return NQ_STOP;
    if (!nq_is_closing(kind))
        return NQ_GO_ON;
    nq_walk_from(w); /* ", quoting X," */
    while (w->at < w->limit && !nq_is_mark(w->s, w->at, NQ_MARK_COMMA) &&
           !nq_is_mark(w->s, w->at, NQ_MARK_COLON) &&
           !nq_ends_sentence(w->s, w->at))
        w->at++;
    return NQ_GO_ON;
}

nq_step
nq_walk_at_mark(nq_walker *w)
{
    const nq_quote *q = nq_quote_from(w->s, w->at);
    if (q)
        return at_quote(w, q);
    switch ((nq_mark)w->s->tokens[w->at].mark) {
    case NQ_MARK_COLON:
        return at_colon(w);
    case NQ_MARK_OPEN:
        return at_bracket(w);
    case NQ_MARK_STOP:
        if (!nq_ends_sentence(w->s, w->at))
            break; /* "Dr. X" */
        return NQ_STOP;
    case NQ_MARK_QUESTION:
    case NQ_MARK_EXCLAIM:
    case NQ_MARK_ELLIPSIS:
        return NQ_STOP;
    case NQ_MARK_COMMA:
        return at_comma(w);
    default:
        break;
    }
    w->at++;
    return NQ_GO_ON;
}
