/* SPDX-License-Identifier: Apache-2.0
 *
 * event_target.c - whom a protest is against: every phrase that may be it.
 * Layer 5 (claim). */
#include "claim/event_target.h"

#include "claim/event_march.h"
#include "claim/tune.h"

/* ---- What a phrase is ---------------------------------------------------- */

/* Someone to be against: named, an office, a body, people, a country by its
 * adjective ("the American raid"); not a price, and not the marchers
 * themselves. */
static bool
is_someone(const nq_clause *c, const nq_party *p)
{
    for (uint32_t i = p->first; i < p->end; i++)
        if (nq_march_word_is(c, i, NQ_MARCH_THEM))
            return false;
    for (uint32_t i = p->first; i < p->end; i++)
        if (c->s->tags[i].mention || c->s->tags[i].office ||
            c->s->tags[i].word->noun || nq_march_word_is(c, i, NQ_MARCH_SEAT) ||
            (i > p->first && nq_is_origin(c->s, i)))
            return true;
    return nq_party_signs(&c->book->scales, c->s, p) & c->book->scales.people;
}

/* Is a person or an office named in it? */
static bool
is_person(const nq_clause *c, const nq_party *p)
{
    for (uint32_t i = p->first; i < p->end; i++)
        if (c->s->tags[i].office)
            return true;
    return nq_party_is(c->s, p, NQ_PER);
}

/* No one and nothing that a march is over: "on foot", "for the third day in a
 * row", "those events". */
static bool
is_nothing(const nq_clause *c, const nq_party *p)
{
    return nq_clause_is_a(c->book, c->s, p->first, "idle") ||
           (nq_has_role(c->s, p->first, NQ_ROLE_DEM) && !is_someone(c, p));
}

enum { /* by what somebody is known for */
       KIND_PERSON,
       KIND_BODY,
       KIND_PEOPLE,
       KIND_PLACE,
       KIND_SEAT,
       KIND_ORIGIN,
       KIND_MATTER
};

static uint8_t
kind_of(const nq_clause *c, const nq_party *p)
{
    bool mention = false, noun = false, seat = false;
    if (!is_someone(c, p))
        return KIND_MATTER;
    if (is_person(c, p))
        return KIND_PERSON;
    if (nq_party_is(c->s, p, NQ_ORG))
        return KIND_BODY;
    for (uint32_t i = p->first; i < p->end; i++) {
        mention = mention || c->s->tags[i].mention;
        noun = noun || c->s->tags[i].word->noun;
        seat = seat || nq_march_word_is(c, i, NQ_MARCH_SEAT);
    }
    if (seat)
        return KIND_SEAT;
    if (noun ||
        nq_party_signs(&c->book->scales, c->s, p) & c->book->scales.people)
        return KIND_PEOPLE;
    return mention ? KIND_PLACE : KIND_ORIGIN;
}

/* ---- Candidates ---------------------------------------------------------- */

/* A phrase that a word leads to, in one way more if it is known. */
static void
put(nq_targets *k, nq_party p, uint32_t word, nq_target_way way)
{
    const nq_clause *c = k->c;
    if (p.end <= p.first || is_nothing(c, &p) ||
        (p.first <= c->at && c->at < p.end) ||
        (c->actor.end > c->actor.first && p.first == c->actor.first))
        return;
    for (uint32_t i = p.first; i < p.end; i++)
        if (nq_march_word_is(c, i, NQ_MARCH_THEY) ||
            nq_march_word_is(c, i, NQ_MARCH_THEM))
            return;
    for (uint32_t i = 0; i < k->n; i++)
        if (k->at[i].p.first == p.first) {
            k->at[i].ways |= 1u << way;
            return;
        }
    if (k->n < NQ_TARGETS_MOST)
        k->at[k->n++] = (nq_target){
            .p = p, .ways = 1u << way, .word = word, .kind = kind_of(c, &p)};
}

static void
put_at(nq_targets *k, uint32_t at, uint32_t word, nq_target_way way)
{
    nq_party p;
    if (nq_march_party(k->c, at, &p))
        put(k, p, word, way);
}

/* A verb of marchers at token i: one of marching, or of whatever they do
 * ("and the marchers raised"). */
static bool
is_deed(const nq_clause *c, uint32_t i)
{
    const nq_scene *s = c->s;
    nq_event_form form = nq_event_form_at(c->book, s, i);
    if (form.lemma && !form.noun && !nq_march_word_is(c, i, NQ_MARCH_AGAINST) &&
        c->book->lemmas[form.lemma - 1].kind == NQ_EVENT_PROTEST)
        return true;
    return s->tags[i].glue & NQ_CLITIC_WAW &&
           (nq_is_plural_verb(s, i) ||
            nq_march_word_is(c, i + 1, NQ_MARCH_THEY));
}

/* Behind the trigger, where the next verb of marchers stands: what is told
 * before it is told of this one. */
static uint32_t
own_end(const nq_clause *c)
{
    uint32_t first, end = nq_clause_around(c, &first), i = c->at + 1;
    while (i + 1 < end && (i == c->at + 1 || !is_deed(c, i)))
        i++;
    return i + 1 < end ? i : end;
}

/* Does a preposition that a word of what happens asks for stand at a token? */
static bool
is_asked_prep(const nq_clause *c, nq_event_form form, uint32_t i)
{
    const nq_event_lemma *l = &c->book->lemmas[form.lemma - 1];
    for (uint32_t k = 0; k < l->n_preps; k++)
        if (l->preps[k] == c->s->tokens[i].hash)
            return true;
    return c->s->tags[i].glue & l->glued;
}

/* Where the opposed may stand behind a word of opposition at a token: "against
 * what they called the crimes of X", "the crowd denounced in it (with) X"; the
 * end: nowhere. */
static uint32_t
opposed_from(const nq_clause *c, uint32_t word, uint32_t end)
{
    const nq_scene *s = c->s;
    nq_event_form form = nq_event_form_at(c->book, s, word);
    uint32_t at = word + 1;
    if (form.lemma &&
        c->book->lemmas[form.lemma - 1].kind == NQ_EVENT_PROTEST) {
        uint32_t most = form.noun ? at + 1 : word + NQ_TUNE_EVENT_SUBJECT;
        while (at < end && at < most && !is_asked_prep(c, form, at))
            at++;
        if (at == most)
            return end;
    }
    at += at < end && nq_has_role(s, at, NQ_ROLE_PREP);
    if (at + 3 < end && nq_has_role(s, at, NQ_ROLE_REL | NQ_ROLE_MA) &&
        nq_clause_is_a(c->book, s, at + 1, "called"))
        at += nq_march_word_is(c, at + 2, NQ_MARCH_THEY) ? 3 : 2;
    return at < end ? at : end;
}

/* Does the word of opposition at a token lead to what stands at another by
 * itself or by a preposition? What is demanded is not opposed. */
static bool
is_led(const nq_clause *c, uint32_t word, uint32_t at)
{
    const nq_scene *s = c->s;
    return !nq_march_word_is(c, word, NQ_MARCH_AIM) &&
           !nq_has_role(s, at, NQ_ROLE_REL) &&
           (nq_has_role(s, word, NQ_ROLE_PREP) ||
            nq_has_role(s, at - 1, NQ_ROLE_PREP) ||
            s->tags[at].glue & (NQ_CLITIC_BA | NQ_CLITIC_LAM));
}

/* "The death of three at the hands of the troops": who did it, a few words
 * behind a matter. */
static void
put_doer(nq_targets *k, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i + 1 < end && i < from + NQ_TUNE_HEDGE; i++)
        if (nq_clause_signs(k->c, i) & k->c->book->scales.by) {
            put_at(k, i + 1, i, NQ_TARGET_DOER);
            return;
        }
}

/* "Against the tax", "hostile to the government", "death to". */
static void
put_opposed(nq_targets *k, uint32_t i, uint32_t end)
{
    const nq_clause *c = k->c;
    nq_party p;
    if (!(nq_clause_signs(c, i) & c->book->scales.against) &&
        !nq_march_word_is(c, i, NQ_MARCH_AGAINST))
        return;
    uint32_t at = opposed_from(c, i, end);
    if (at >= end || nq_march_word_is(c, at, NQ_MARCH_AGAINST) ||
        !nq_march_party(c, at, &p))
        return;
    bool led = is_led(c, i, at);
    if (!led && !is_someone(c, &p))
        return;
    put(k, p, i, led ? NQ_TARGET_LED : NQ_TARGET_AGAINST);
    put_doer(k, p.end, end);
}

/* "Demanding of the government": of whom, right behind. */
static bool
asked_of(const nq_clause *c, uint32_t at, nq_party *out)
{
    const nq_tag *tag = &c->s->tags[at];
    return !(tag->glue & (NQ_CLITIC_BA | NQ_CLITIC_LAM)) &&
           (nq_is_definite(c->s, at) || tag->mention || tag->office ||
            tag->word->noun) &&
           nq_march_party(c, at, out);
}

/* "To bring down X", "demanding the resignation of X": what is to happen to
 * him. */
static void
put_goal(nq_targets *k, uint32_t i, bool aimed)
{
    const nq_clause *c = k->c;
    bool led = c->s->tags[i].glue & NQ_CLITIC_LAM || i == c->at + 1;
    if (nq_march_word_is(c, i, NQ_MARCH_GOAL) && (aimed || led))
        put_at(k, i + 1, i, aimed ? NQ_TARGET_AIMED : NQ_TARGET_GOAL);
}

/* "Demanding of X", "demanding the help of X": of a body. */
static void
put_asked(nq_targets *k, uint32_t i, uint32_t end)
{
    const nq_clause *c = k->c;
    nq_party p;
    if (!nq_march_word_is(c, i, NQ_MARCH_AIM) || i + 2 >= end)
        return;
    if (asked_of(c, i + 1, &p))
        put(k, p, i, NQ_TARGET_ASKED);
    else if (!nq_march_word_is(c, i + 1, NQ_MARCH_GOAL) &&
             nq_march_party(c, i + 2, &p) && nq_party_is(c->s, &p, NQ_ORG))
        put(k, p, i, NQ_TARGET_MEANT);
}

/* A house at token i behind "in front of", "close to". */
static bool
is_house(const nq_clause *c, uint32_t i)
{
    return ((i && nq_march_word_is(c, i - 1, NQ_MARCH_FRONT)) ||
            (i > 1 && nq_march_word_is(c, i - 2, NQ_MARCH_FRONT) &&
             (nq_has_role(c->s, i - 1, NQ_ROLE_PREP) ||
              nq_clause_is_a(c->book, c->s, i - 1, "gate"))));
}

/* "They occupied the embassy", said of marchers. */
static bool
is_held(const nq_clause *c, uint32_t i)
{
    nq_event_form form = nq_event_form_at(c->book, c->s, i - 1);
    return i - 1 == c->at ||
           (form.lemma && nq_is_plural_verb(c->s, i - 1) &&
            c->book->lemmas[form.lemma - 1].kind == NQ_EVENT_ASSAULT);
}

static void
put_house(nq_targets *k, uint32_t i)
{
    if (!i || !nq_march_word_is(k->c, i, NQ_MARCH_SEAT))
        return;
    if (is_house(k->c, i))
        put_at(k, i, i, NQ_TARGET_HOUSE);
    else if (is_held(k->c, i))
        put_at(k, i, i, NQ_TARGET_SEAT);
}

/* "Their anger at the decision". */
static void
put_anger(nq_targets *k, uint32_t i, uint32_t end)
{
    const nq_clause *c = k->c;
    uint32_t at = i + 1, most = i + 3;
    nq_party p;
    if (!nq_clause_is_a(c->book, c->s, i, "anger"))
        return;
    while (at < end && at < most && !nq_has_role(c->s, at, NQ_ROLE_PREP) &&
           !(c->s->tags[at].glue & (NQ_CLITIC_LAM | NQ_CLITIC_BA)))
        at++;
    bool led = at < end && nq_has_role(c->s, at, NQ_ROLE_PREP);
    if (at < most && at + led < end &&
        !nq_clause_is_a(c->book, c->s, at, "in") &&
        nq_march_party(c, at + led, &p))
        put(k, p, i, NQ_TARGET_ANGRY);
}

/* "And they pelted the police": whom they attack, in a verb of the plural. */
static void
put_struck(nq_targets *k, uint32_t i)
{
    const nq_clause *c = k->c;
    nq_event_form form = nq_event_form_at(c->book, c->s, i);
    nq_party p;
    if (i != c->at && form.lemma && !form.noun && nq_is_plural_verb(c->s, i) &&
        c->book->lemmas[form.lemma - 1].kind == NQ_EVENT_ASSAULT &&
        i + 1 < c->s->n &&
        !(c->s->tags[i + 1].glue & ~(uint32_t)NQ_CLITIC_AL) &&
        nq_march_party(c, i + 1, &p) && is_someone(c, &p))
        put(k, p, i, NQ_TARGET_STRUCK);
}

/* What the clause's own words tell; of what marchers do, its object. */
static void
put_told(nq_targets *k)
{
    const nq_clause *c = k->c;
    nq_event_form form = nq_event_form_at(c->book, c->s, c->at);
    if (form.lemma == c->form.lemma) {
        if (c->target.end > c->target.first)
            put(k, c->target, c->at, NQ_TARGET_FRAME);
        return;
    }
    if (c->target.end > c->target.first)
        put(k, c->target, c->at, NQ_TARGET_OBJECT);
    for (uint32_t b = 0; b < c->n_bare; b++)
        put(k, c->bare[b], c->at, NQ_TARGET_OBJECT);
}

void
nq_targets_find(const nq_clause *c, nq_targets *k)
{
    const nq_event_scales *scales = &c->book->scales;
    uint32_t first, end = nq_clause_around(c, &first), aim = 0;
    bool clash = false;
    *k = (nq_targets){.c = c, .own = own_end(c)};
    put_told(k);
    if (c->by.span.end)
        put(k, c->by, c->at, NQ_TARGET_DOER);
    for (uint32_t i = first; i < end; i++)
        clash = clash || nq_clause_signs(c, i) & scales->clash;
    for (uint32_t i = first; i + 1 < end; i++) {
        put_opposed(k, i, end);
        if (nq_march_word_is(c, i, NQ_MARCH_AIM))
            aim = i + 1;
        put_asked(k, i, end);
        put_goal(k, i, aim && i - aim < NQ_TUNE_EVENT_SUBJECT);
        put_house(k, i);
        put_anger(k, i, end);
        put_struck(k, i);
        if (clash && nq_clause_signs(c, i) & scales->police)
            put_at(k, i, i, NQ_TARGET_POLICE);
    }
}
