/* SPDX-License-Identifier: Apache-2.0
 *
 * closing.c - a phrase that attributes what stands beside it, "according to X",
 * "as X told Y": its words and its source. Layer 5 (claim). Knows nothing of
 * what it attributes. */
#include "claim/maker.h"

#include "base/str.h"
#include "claim/tune.h"

enum { SHORT = 4 }; /* bytes of a radio's letters */

/* "as the papers reported on Saturday, quoting Y": Y is the source. */
static void
read_from(const nq_maker *m, nq_closing *c)
{
    const nq_scene *s = m->s;
    uint32_t k = c->end, behind;
    if (c->lemma && (c->lemma->links & NQ_LINK_FRAME) && k < m->end &&
        (s->tags[k].word->link & c->lemma->links) &&
        nq_np_read_glued(s, k + 1, m->end, &c->from)) {
        c->end = c->from.end; /* "as X carried from Y" */
        return;
    }
    while (k < m->end && (s->tags[k].date || nq_has_role(s, k, NQ_ROLE_ADV) ||
                          nq_is_mark(s, k, NQ_MARK_COMMA)))
        k++;
    if (k < m->end && nq_is_quoting(nq_phrase_at(s, k, &behind)) &&
        nq_np_read_glued(s, behind, m->end, &c->from))
        c->end = c->from.end;
    else
        c->from.end = 0;
}

/* "according to what "X" carried": a few words in marks right behind the verb,
 * which no list has. */
static bool
read_marked(const nq_scene *s, nq_closing *c, uint32_t i, bool known)
{
    const nq_quote *q = c->lemma || c->what ? nq_quote_from(s, i) : NULL;
    c->marked = q && q->closed && q->end - q->open - 2 <= NQ_TUNE_NAME_QUOTE;
    if (c->marked && !known)
        c->np = (nq_np){.first = q->open, .end = q->end, .definite = true};
    return c->marked || known;
}

/* Does the phrase of somebody who can speak open at token k, bare? */
static bool
opens_source(const nq_maker *m, uint32_t k, nq_np *np)
{
    const nq_scene *s = m->s;
    return k < m->end && !nq_ends_sentence(s, k) &&
           !(s->tags[k].glue & ~NQ_CLITIC_AL) && nq_np_read(s, k, m->end, np) &&
           (np->noun != NQ_NOUN_NONE || s->tags[np->first].mention);
}

/* "as confirmed, in a call to radio X, the head of Y", "as announced, on
 * Sunday, the panel": where the subject opens behind what stands between it and
 * its verb; k: nowhere. */
static uint32_t
behind_aside(const nq_maker *m, uint32_t k)
{
    const nq_scene *s = m->s;
    nq_np np;
    uint32_t i = k, behind;
    while (i < m->end && i < k + NQ_TUNE_CREDIT_TAIL &&
           !nq_ends_sentence(s, i)) {
        if (nq_is_mark(s, i, NQ_MARK_COMMA) || s->tags[i].date ||
            nq_has_role(s, i, NQ_ROLE_ADV))
            i++;
        else if (nq_phrase_at(s, i, &behind) == NQ_PHRASE_OCCASION)
            i = behind;
        else if (i > k && (s->tags[i].glue & (NQ_CLITIC_LAM | NQ_CLITIC_BA)) &&
                 nq_np_read_glued(s, i, m->end, &np))
            i = np.end; /* whom he told */
        else
            break;
    }
    return i > k && opens_source(m, i, &np) ? i : k;
}

/* "as he told radio X, the head of Y": the subject behind the one told. */
static bool
read_behind_told(const nq_maker *m, nq_closing *c)
{
    const nq_scene *s = m->s;
    nq_np np;
    uint32_t k = c->end;
    uint32_t limit = k + NQ_TUNE_CREDIT_TAIL;
    while (k < m->end && k < limit && !nq_ends_sentence(s, k)) {
        bool in = nq_has_role(s, k, NQ_ROLE_PREP) && nq_is_definite(s, k + 1) &&
                  s->tags[k + 1].word->noun != NQ_NOUN_PERSON;
        if (in)
            k += 2; /* its reporter "IN THE REGION" */
        else if (s->tokens[k].kind == NQ_TOKEN_MARK || s->tags[k].date ||
                 s->tokens[k].folded.len <= SHORT)
            k++;
        else
            break;
    }
    if (!opens_source(m, k, &np))
        return false;
    c->np = np;
    c->end = np.end;
    return c->has_np = true;
}

/* Who it is attributed to, from token k on. */
static void
read_source(const nq_maker *m, uint32_t k, nq_closing *c)
{
    const nq_scene *s = m->s;
    bool told = c->lemma && k < m->end && /* "as he told the agency X" */
                (s->tags[k].glue & NQ_CLITIC_LAM);
    if (k < m->end && nq_is_word(s, k) && s->tokens[k].folded.len <= 2) {
        told |= c->lemma != NULL;
        k++; /* a lone "l" before a name in marks */
    }
    c->has_np = k < m->end &&
                read_marked(s, c, k, nq_np_read_glued(s, k, m->end, &c->np));
    c->end = c->has_np ? c->np.end : k;
    if (told && !read_behind_told(m, c)) {
        c->own = true;
        c->has_np = false;
    }
    if (c->has_np && (c->lemma || c->np.noun == NQ_NOUN_OUTLET ||
                      s->tags[c->np.first].mention))
        read_from(m, c);
}

/* "approved (on) WHAT X decided", not "on what X announced": a preposition that
 * verbs take, before a verb at token k that says more than speech, is theirs
 * where no mark stands before it. */
static bool
is_anothers(const nq_maker *m, uint32_t at, uint32_t k)
{
    const nq_lemma *l = nq_cue_lemma(m->s, k);
    return at > m->sentence && m->s->tags[at].word->link &&
           m->s->tokens[at - 1].kind != NQ_TOKEN_MARK && (!l || l->level < 3);
}

/* "fired AT WHAT the army said THAT IT WAS a post": what was said stands
 * behind, and the preposition is another's. */
static bool
tells_of_it(const nq_maker *m, const nq_closing *c)
{
    return c->what && c->lemma && (c->lemma->links & NQ_LINK_THAT) &&
           c->end < m->end && nq_has_role(m->s, c->end, NQ_ROLE_AN_PRON);
}

bool
nq_maker_read_closing(const nq_maker *m, uint32_t at, uint32_t behind,
                      uint8_t kind, nq_closing *c)
{
    const nq_scene *s = m->s;
    uint32_t k = behind;
    *c = (nq_closing){.at = at, .cue = at, .end = behind};
    if (kind == NQ_PHRASE_OWN) {
        naql_str last = s->tokens[behind - 1].folded;
        c->own = true;
        c->grammar = nq_str_ends(last, NQ_STR("هم"))   ? NQ_PLURAL
                     : nq_str_ends(last, NQ_STR("ها")) ? NQ_FEM
                                                       : 0;
        return true;
    }
    if (nq_has_role(s, at, NQ_ROLE_KAMA) && nq_cue_lemma(s, at + 1))
        c->cue = at + 1;
    while (k < m->end && nq_has_role(s, k, NQ_ROLE_MA | NQ_ROLE_FROM_HIM))
        k++;
    bool what = nq_has_role(s, k - 1, NQ_ROLE_MA) &&
                !nq_has_role(s, k - 1, NQ_ROLE_KAMA);
    if (nq_cue_lemma(s, k) && s->tags[k].word->inflection == NQ_CUE_NOUN &&
        nq_is_nominal(s, k + 1))
        k++; /* "according to the words of X" */
    if (nq_maker_keeps_distance(s, k) || (what && is_anothers(m, at, k)))
        return false; /* "to WHAT X CALLS" */
    c->lemma = nq_cue_lemma(s, k);
    c->what = what && (c->lemma || nq_has_sense(s, k, NQ_SENSE_CARRY));
    if (c->lemma && s->tags[k].word->inflection <= NQ_CUE_PRESENT &&
        !(s->tags[k].glue & NQ_CLITIC_AL)) {
        c->grammar = s->tags[k++].word->grammar;
        if (c->lemma->other) /* "as it stands in": no company is needed */
            c->lemma = &s->book->lemmas[c->lemma->other - 1];
        while (
            k < m->end &&
            nq_has_role(s, k, NQ_ROLE_FROM_HIM | NQ_ROLE_IN_IT | NQ_ROLE_ADV))
            k++;
        k = behind_aside(m, k);
    } else {
        c->lemma = NULL;
        k += c->what && k + 1 < m->end; /* "what the papers CARRIED" */
        while (c->what && k < m->end && nq_has_role(s, k, NQ_ROLE_IN_IT))
            k++; /* "what he let us know OF" */
    }
    if (c->lemma && (c->lemma->links & NQ_LINK_DOC) && k < m->end &&
        (s->tags[k].word->link & c->lemma->links))
        k++; /* "as it stands IN a statement of X" */
    read_source(m, k, c);
    return (c->has_np || c->lemma || c->what) && !tells_of_it(m, c);
}
