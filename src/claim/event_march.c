/* SPDX-License-Identifier: Apache-2.0
 *
 * event_march.c - protests: who marches. Layer 5 (claim). */
#include "claim/event_march.h"

#include "base/str.h"
#include "claim/tune.h"

static const nq_party nobody;

bool
nq_march_word_is(const nq_clause *c, uint32_t token, nq_march kind)
{
    return nq_event_word_march(c->s->tags[token].event) == kind;
}

bool
nq_march_party(const nq_clause *c, uint32_t at, nq_party *out)
{
    return nq_party_read(c->s, &c->book->scales,
                         (nq_reach){at, at + NQ_TUNE_EVENT, true}, out);
}

/* ---- What marchers do ---------------------------------------------------- */

/* Marchers as a subject: by the ending of the word, or behind a count. */
static bool
marchers_at(const nq_clause *c, uint32_t at, nq_party *out)
{
    if (at >= c->s->n || c->s->tags[at].glue & ~(uint32_t)NQ_CLITIC_AL ||
        !nq_party_read(c->s, &c->book->scales,
                       (nq_reach){at, at + NQ_TUNE_EVENT, false}, out))
        return false;
    if (nq_march_word_is(c, at, NQ_MARCH_THEY))
        return true;
    bool counted =
        out->counted || nq_clause_signs(c, at) & c->book->scales.crowd;
    for (uint32_t i = at + 1; counted && i < out->end; i++)
        if (nq_march_word_is(c, i, NQ_MARCH_THEM))
            return true;
    return false;
}

/* A word of saying by itself, not one that thanks or a call must follow. */
static bool
says(const nq_scene *s, uint32_t i)
{
    const nq_lemma *l = nq_cue_lemma(s, i);
    return l && !l->n_with;
}

/* A token that can be a verb in the singular before its subject: no noun by
 * its article, preposition, ending or list, and no word of saying. */
static bool
may_be_verb(const nq_clause *c, uint32_t i)
{
    const nq_scene *s = c->s;
    uint16_t verbs = NQ_CLITIC_WAW | NQ_CLITIC_FA | NQ_CLITIC_SIN;
    naql_str raw = nq_as_written(s, i);
    nq_event_form form = nq_event_form_at(c->book, s, i);
    if (!nq_is_word(s, i) || s->tags[i].mention || s->tags[i].office ||
        s->tags[i].date || s->tags[i].glue & ~verbs || nq_number_led_to(s, i) ||
        nq_str_ends(raw, NQ_STR("ة")) || says(s, i) ||
        nq_clause_signs(c, i) & c->book->scales.crowd ||
        !(nq_march_word_is(c, i, NQ_MARCH_NONE) ||
          nq_march_word_is(c, i, NQ_MARCH_GOAL)) ||
        s->tags[i].word->noun)
        return false;
    if (form.lemma) /* "arrested": the marchers suffer it */
        return (!form.noun || form.both) &&
               c->book->lemmas[form.lemma - 1].voice == NQ_VOICE_ACTIVE;
    return !nq_word_is_listed(s->tags[i].word);
}

/* Does a clause open at token i? */
static bool
opens(const nq_scene *s, uint32_t i)
{
    return !i || s->tokens[i].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE) ||
           s->tags[i].glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA) ||
           s->tokens[i - 1].kind == NQ_TOKEN_MARK ||
           nq_word_is_listed(s->tags[i - 1].word);
}

bool
nq_is_plural_verb(const nq_scene *s, uint32_t i)
{
    naql_str f = s->tokens[i].folded;
    naql_str raw = nq_as_written(s, i);
    uint32_t cut = s->tokens[i].pre;
    if (!nq_is_word(s, i) || s->tags[i].mention || cut >= f.len)
        return false;
    f = nq_str(f.ptr + cut, f.len - cut);
    return f.len > NQ_TUNE_SHORT_PREP + 4 &&
           (nq_str_ends(raw, NQ_STR("وا")) ||
            (nq_str_starts(f, NQ_STR("ي")) && nq_str_ends(f, NQ_STR("ون")) &&
             !nq_str_ends(f, NQ_STR("يون"))));
}

/* "The peaceful (marchers)", in the plural. */
static bool
is_plural_adjective(const nq_scene *s, uint32_t i)
{
    naql_str f = s->tokens[i].folded;
    return nq_is_definite(s, i) && !s->tags[i].mention && !s->tags[i].office &&
           !(s->tags[i].glue & ~(uint32_t)NQ_CLITIC_AL) &&
           (nq_str_ends(f, NQ_STR("ون")) || nq_str_ends(f, NQ_STR("ين")));
}

/* The marchers right before a verb, adjectives, "who", "had" and a day between
 * them; their token, or the verb's when there are none. */
static uint32_t
marchers_before(const nq_clause *c)
{
    const nq_scene *s = c->s;
    for (uint32_t i = c->at, n = 0; i-- && n < NQ_TUNE_HEDGE; n++) {
        if (nq_march_word_is(c, i, NQ_MARCH_THEY) ||
            nq_march_word_is(c, i, NQ_MARCH_THEM))
            return i;
        if (!s->tags[i].date && !is_plural_adjective(s, i) &&
            !nq_has_role(s, i, NQ_ROLE_REL | NQ_ROLE_KAN | NQ_ROLE_QAD))
            break;
    }
    return c->at;
}

static bool
done_behind(nq_clause *c)
{
    uint32_t at = marchers_before(c);
    nq_party p;
    bool asks =
        nq_march_word_is(c, c->at, NQ_MARCH_AIM); /* "who were demanding" */
    if (at == c->at || !nq_is_plural_verb(c->s, c->at) ||
        nq_has_role(c->s, c->at, NQ_ROLE_KAN) || (says(c->s, c->at) && !asks) ||
        !nq_march_party(c, at, &p))
        return false;
    c->actor = p;
    c->actor.way = NQ_WAY_MANY;
    return true;
}

/* "Eight marchers met their end" */
static bool
dies(const nq_clause *c, const nq_party *p)
{
    for (uint32_t i = p->first; i <= p->end && i < c->s->n; i++)
        if (nq_clause_signs(c, i) & c->book->scales.kill)
            return true;
    return false;
}

/* "During it", a preposition with a pronoun. */
static bool
has_owner(const nq_scene *s, uint32_t i)
{
    naql_str f = s->tokens[i].folded;
    return nq_is_word(s, i) && !s->tags[i].mention && !nq_is_definite(s, i) &&
           !s->tags[i].word->noun &&
           (nq_str_ends(f, NQ_STR("ها")) || nq_str_ends(f, NQ_STR("يه")));
}

bool
nq_march_is_done(nq_clause *c)
{
    const nq_scene *s = c->s;
    uint32_t at = c->at + 1;
    nq_party p;
    while (at < s->n && at < c->at + NQ_TUNE_EVENT_BEFORE && s->tags[at].date)
        at++;
    if (at + 1 < s->n && has_owner(s, at) &&
        nq_march_word_is(c, at + 1, NQ_MARCH_THEY))
        at++; /* "raised in it the marchers" */
    if (!may_be_verb(c, c->at) || !marchers_at(c, at, &p) || dies(c, &p) ||
        (!nq_march_word_is(c, p.first, NQ_MARCH_THEY) && !opens(s, c->at)))
        return done_behind(c);
    c->actor = p;
    c->actor.way = NQ_WAY_BEHIND;
    c->end = p.end;
    return true;
}

/* ---- Who marches, against whom ------------------------------------------- */

static bool
is_people(const nq_clause *c, const nq_party *p)
{
    return p->counted || nq_party_is(c->s, p, NQ_PER) ||
           nq_party_is(c->s, p, NQ_ORG) ||
           (nq_party_signs(&c->book->scales, c->s, p) &
            c->book->scales.people) ||
           (p->end > p->first && c->s->tags[p->first].word->noun);
}

/* The marchers' token nearest to the trigger: before it, else behind; the
 * trigger itself when there is none. */
static uint32_t
marcher_near(const nq_clause *c)
{
    const nq_sentence *in = nq_clause_sentence(c);
    uint32_t signs = c->book->scales.marchers;
    for (uint32_t i = c->at; i > in->first && c->at - i < NQ_TUNE_EVENT;)
        if (nq_clause_signs(c, --i) & signs)
            return i;
    for (uint32_t i = c->at + 1; i < in->end && i < c->at + NQ_TUNE_EVENT; i++)
        if (nq_clause_signs(c, i) & signs)
            return i;
    return c->at;
}

/* Who marches, when the clause does not say: the sentence's marchers, those
 * before the word first. */
static nq_party
marchers_near(const nq_clause *c)
{
    uint32_t i = marcher_near(c);
    nq_party p;
    if (i != c->at && nq_party_read(c->s, &c->book->scales,
                                    (nq_reach){i, i + NQ_TUNE_EVENT, true}, &p))
        return p;
    return nobody;
}

void
nq_march_fill(nq_clause *c)
{
    bool many = c->actor.way == NQ_WAY_MANY && c->actor.span.end;
    if (c->by.span.end && c->actor.end > c->actor.first &&
        c->actor.first == c->by.first)
        c->actor = nobody; /* "the death of three at the hands of X" */
    if (!many && !is_people(c, &c->actor)) {
        nq_party marchers = marchers_near(c);
        if (marchers.span.end || !c->actor.n)
            c->actor = marchers;
        c->actor.way = NQ_WAY_NEAR;
    }
}
