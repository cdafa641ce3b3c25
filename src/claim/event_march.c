/* SPDX-License-Identifier: Apache-2.0
 *
 * event_march.c - protests: who marches, against whom. Layer 5 (claim). */
#include "claim/event_march.h"

#include "base/str.h"
#include "claim/tune.h"

static const nq_party nobody;

static bool
is_kind(const nq_clause *c, uint32_t token, nq_march kind)
{
    return nq_event_word_march(c->s->tags[token].event) == kind;
}

static bool
read_party(const nq_clause *c, uint32_t at, nq_party *out)
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
    if (is_kind(c, at, NQ_MARCH_THEY))
        return true;
    bool counted =
        out->counted || nq_clause_signs(c, at) & c->book->scales.crowd;
    for (uint32_t i = at + 1; counted && i < out->end; i++)
        if (is_kind(c, i, NQ_MARCH_THEM))
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
    naql_str raw = nq_str_span(s->text->article->text, s->tokens[i].span);
    nq_event_form form = nq_event_form_at(c->book, s, i);
    if (!nq_is_word(s, i) || s->tags[i].mention || s->tags[i].office ||
        s->tags[i].date || s->tags[i].glue & ~verbs || nq_is_definite(s, i) ||
        nq_number_led_to(s, i) || nq_str_ends(raw, NQ_STR("ة")) || says(s, i) ||
        nq_clause_signs(c, i) & c->book->scales.crowd ||
        !is_kind(c, i, NQ_MARCH_NONE) || s->tags[i].word->noun)
        return false;
    if (form.lemma) /* "arrested": the marchers suffer it */
        return (!form.noun || form.both) &&
               c->book->lemmas[form.lemma - 1].voice == NQ_VOICE_ACTIVE;
    return !nq_has_role(s, i, ~0ull);
}

/* Does a clause open at token i? */
static bool
opens(const nq_scene *s, uint32_t i)
{
    return !i || s->tokens[i].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE) ||
           s->tags[i].glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA) ||
           s->tokens[i - 1].kind == NQ_TOKEN_MARK ||
           nq_has_role(s, i - 1, ~0ull);
}

/* A verb in the plural, by its ending: its subject stands before it. */
static bool
is_plural_verb(const nq_scene *s, uint32_t i)
{
    naql_str f = s->tokens[i].folded;
    naql_str raw = nq_str_span(s->text->article->text, s->tokens[i].span);
    uint32_t cut = s->tokens[i].pre;
    if (!nq_is_word(s, i) || s->tags[i].mention || cut >= f.len)
        return false;
    f = nq_str(f.ptr + cut, f.len - cut);
    return f.len > NQ_TUNE_SHORT_PREP + 4 &&
           (nq_str_ends(raw, NQ_STR("وا")) ||
            (nq_str_starts(f, NQ_STR("ي")) && nq_str_ends(f, NQ_STR("ون")) &&
             !nq_str_ends(f, NQ_STR("يون"))));
}

/* The marchers right before a verb, "who", "had" and a day between them; their
 * token, or the verb's when there are none. */
static uint32_t
marchers_before(const nq_clause *c)
{
    const nq_scene *s = c->s;
    for (uint32_t i = c->at, n = 0; i-- && n < NQ_TUNE_HEDGE; n++) {
        if (is_kind(c, i, NQ_MARCH_THEY) || is_kind(c, i, NQ_MARCH_THEM))
            return i;
        if (!s->tags[i].date &&
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
    if (at == c->at || !is_plural_verb(c->s, c->at) || says(c->s, c->at) ||
        !read_party(c, at, &p))
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

bool
nq_march_is_done(nq_clause *c)
{
    const nq_scene *s = c->s;
    uint32_t at = c->at + 1;
    nq_party p;
    while (at < s->n && at < c->at + NQ_TUNE_EVENT_BEFORE && s->tags[at].date)
        at++;
    if (!may_be_verb(c, c->at) || !marchers_at(c, at, &p) || dies(c, &p) ||
        (!is_kind(c, p.first, NQ_MARCH_THEY) && !opens(s, c->at)))
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

/* Someone to be against: named, an office, a body, people, a country by its
 * adjective ("the American raid"); not a price, and not the marchers
 * themselves. */
static bool
is_someone(const nq_clause *c, const nq_party *p)
{
    for (uint32_t i = p->first; i < p->end; i++)
        if (is_kind(c, i, NQ_MARCH_THEY) || is_kind(c, i, NQ_MARCH_THEM))
            return false;
    for (uint32_t i = p->first; i < p->end; i++)
        if (c->s->tags[i].mention || c->s->tags[i].office ||
            c->s->tags[i].word->noun || is_kind(c, i, NQ_MARCH_SEAT) ||
            (i > p->first && nq_is_origin(c->s, i)))
            return true;
    return nq_party_signs(&c->book->scales, c->s, p) & c->book->scales.people;
}

typedef struct part { /* tokens of the trigger's sentence */
    uint32_t first, end;
} part;

/* A verb of marchers at token i: one of marching, or of whatever they do
 * ("and the marchers raised"). */
static bool
is_deed(const nq_clause *c, uint32_t i)
{
    const nq_scene *s = c->s;
    nq_event_form form = nq_event_form_at(c->book, s, i);
    if (form.lemma && !form.noun && !is_kind(c, i, NQ_MARCH_AGAINST) &&
        c->book->lemmas[form.lemma - 1].kind == NQ_EVENT_PROTEST)
        return true;
    return s->tags[i].glue & NQ_CLITIC_WAW &&
           (is_plural_verb(s, i) || is_kind(c, i + 1, NQ_MARCH_THEY));
}

/* From the trigger to the next verb of marchers: what is told there is told of
 * this one. */
static part
own_part(const nq_clause *c)
{
    uint32_t first, end = nq_clause_around(c, &first), i = c->at + 1;
    while (i + 1 < end && (i == c->at + 1 || !is_deed(c, i)))
        i++;
    return (part){c->at, i + 1 < end ? i : end};
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
    if (at + 2 < end && nq_has_role(s, at, NQ_ROLE_REL | NQ_ROLE_MA) &&
        nq_clause_is_a(c->book, s, at + 1, "called"))
        at += 2;
    return at < end ? at : end;
}

/* No one and nothing that a march is over: "on foot", "for the third day in a
 * row", "that". */
static bool
is_nothing(const nq_clause *c, const nq_party *p)
{
    return nq_clause_is_a(c->book, c->s, p->first, "idle") ||
           (p->end == p->first + 1 && nq_has_role(c->s, p->first, NQ_ROLE_DEM));
}

/* "The death of three at the hands of the troops": who did it, a few words
 * behind a matter; the matter: nobody. */
static nq_party
or_doer(const nq_clause *c, nq_party matter, uint32_t end)
{
    nq_party p;
    for (uint32_t i = matter.end; i < end && i < matter.end + NQ_TUNE_HEDGE;
         i++)
        if (nq_clause_signs(c, i) & c->book->scales.by &&
            read_party(c, i + 1, &p) && is_someone(c, &p))
            return p;
    return matter;
}

/* Does the word of opposition at a token lead to what stands at another by
 * itself or by a preposition? What is demanded is not opposed. */
static bool
is_led(const nq_clause *c, uint32_t word, uint32_t at)
{
    const nq_scene *s = c->s;
    return !is_kind(c, word, NQ_MARCH_AIM) &&
           !nq_has_role(s, at, NQ_ROLE_REL) &&
           (nq_has_role(s, word, NQ_ROLE_PREP) ||
            nq_has_role(s, at - 1, NQ_ROLE_PREP) ||
            s->tags[at].glue & (NQ_CLITIC_BA | NQ_CLITIC_LAM));
}

/* "Against the tax", "hostile to the government", "death to"; people before a
 * matter. */
static nq_party
opposed(const nq_clause *c, part in)
{
    nq_party p, matter = nobody;
    for (uint32_t i = in.first; i + 1 < in.end; i++) {
        bool against = nq_clause_signs(c, i) & c->book->scales.against ||
                       is_kind(c, i, NQ_MARCH_AGAINST);
        uint32_t at = against ? opposed_from(c, i, in.end) : in.end;
        if (at == in.end || is_kind(c, at, NQ_MARCH_AGAINST) ||
            !read_party(c, at, &p))
            continue;
        if (!is_someone(c, &p))
            p = or_doer(c, p, in.end);
        if (is_someone(c, &p))
            return p;
        if (!matter.span.end && is_led(c, i, at) && !is_nothing(c, &p))
            matter = p;
    }
    return matter;
}

/* "Demanding of the government": of whom, right behind. */
static bool
asked_of(const nq_clause *c, uint32_t at, nq_party *out)
{
    const nq_tag *tag = &c->s->tags[at];
    return !(tag->glue & (NQ_CLITIC_BA | NQ_CLITIC_LAM)) &&
           (nq_is_definite(c->s, at) || tag->mention || tag->office ||
            tag->word->noun) &&
           read_party(c, at, out);
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

/* "The end of the war and the resignation of the minister": to whom something
 * is to happen, from a token on; a person before others. */
static nq_party
goal_from(const nq_clause *c, uint32_t from, uint32_t end, bool led)
{
    nq_party p, first = nobody;
    for (uint32_t i = from; i + 1 < end; i++) {
        if (!is_kind(c, i, NQ_MARCH_GOAL) ||
            (led && !(c->s->tags[i].glue & NQ_CLITIC_LAM) && i != c->at + 1) ||
            !read_party(c, i + 1, &p) || !is_someone(c, &p))
            continue;
        if (is_person(c, &p))
            return p;
        if (!first.span.end)
            first = p;
    }
    return first;
}

/* "Demanding of X", "demanding the resignation of X", "to bring down X". */
static nq_party
aimed_at(const nq_clause *c, part in)
{
    nq_party p;
    for (uint32_t i = in.first; i + 1 < in.end; i++) {
        if (!is_kind(c, i, NQ_MARCH_AIM))
            continue;
        if (asked_of(c, i + 1, &p) && is_someone(c, &p))
            return p;
        p = goal_from(c, i + 1, in.end, false);
        if (p.span.end)
            return p;
    }
    return c->target.span.end ? nobody : goal_from(c, in.first, in.end, true);
}

/* A house at token i behind "in front of", "close to". */
static bool
is_house(const nq_clause *c, uint32_t i)
{
    return is_kind(c, i, NQ_MARCH_SEAT) &&
           ((i && is_kind(c, i - 1, NQ_MARCH_FRONT)) ||
            (i > 1 && is_kind(c, i - 2, NQ_MARCH_FRONT) &&
             (nq_has_role(c->s, i - 1, NQ_ROLE_PREP) ||
              nq_clause_is_a(c->book, c->s, i - 1, "gate"))));
}

/* "In front of the embassy": the house of those whom it is against, behind the
 * trigger before one in front of it. */
static nq_party
stood_before(const nq_clause *c, part in)
{
    nq_party p;
    uint32_t most = c->at + NQ_TUNE_EVENT;
    if (in.first < c->at) /* what is told of this one has been searched */
        most = c->at;
    for (uint32_t i = c->at + 1; i < in.end && i < most; i++)
        if (is_house(c, i) && read_party(c, i, &p))
            return p;
    for (uint32_t i = c->at; i > in.first && i + NQ_TUNE_EVENT > c->at;)
        if (is_house(c, --i) && read_party(c, i, &p))
            return p;
    return nobody;
}

/* "Clashed with the police": the part's police, where it tells of a clash. */
static nq_party
clashed_with(const nq_clause *c, part in)
{
    const nq_event_scales *scales = &c->book->scales;
    bool clash = false;
    nq_party p;
    for (uint32_t i = in.first; i < in.end; i++)
        clash |= (nq_clause_signs(c, i) & scales->clash) != 0;
    for (uint32_t i = in.first; clash && i < in.end; i++)
        if (nq_clause_signs(c, i) & scales->police && read_party(c, i, &p))
            return p;
    return nobody;
}

/* "Over the death of three at the hands of the troops": who did that is whom
 * they march against. */
static void
turn_on_doer(nq_clause *c)
{
    if (!c->by.span.end)
        return;
    if (c->actor.end > c->actor.first && c->actor.first == c->by.first)
        c->actor = nobody;
    c->target = c->by;
}

/* Whom it is against: what its own part of the sentence tells before all else
 * of it, the first of these who is someone. */
static nq_party
whom_against(const nq_clause *c)
{
    nq_party (*const ways[])(const nq_clause *c, part in) = {
        opposed, aimed_at, stood_before, clashed_with};
    part parts[2] = {own_part(c)};
    parts[1].end = nq_clause_around(c, &parts[1].first);
    for (uint32_t k = 0; k < 2; k++)
        for (uint32_t i = 0; i < sizeof ways / sizeof *ways; i++) {
            nq_party p = ways[i](c, parts[k]);
            if (p.span.end && is_someone(c, &p))
                return p;
        }
    nq_party matter = opposed(c, parts[0]);
    return matter.span.end ? matter : c->target;
}

/* Is what the clause's preposition led to none that a march is over? */
static bool
is_idle(const nq_clause *c)
{
    nq_event_form form = nq_event_form_at(c->book, c->s, c->at);
    return form.lemma != c->form.lemma || /* told by what marchers do */
           (nq_clause_signs(c, c->at) & c->book->scales.chant &&
            !is_kind(c, c->at, NQ_MARCH_AGAINST)) ||
           is_nothing(c, &c->target);
}

void
nq_march_fill(nq_clause *c)
{
    bool many = c->actor.way == NQ_WAY_MANY && c->actor.span.end;
    turn_on_doer(c);
    if (!many && !is_people(c, &c->actor)) {
        nq_party marchers = marchers_near(c);
        if (marchers.span.end || !c->actor.n)
            c->actor = marchers;
        c->actor.way = NQ_WAY_NEAR;
    }
    if (c->target.span.end && is_someone(c, &c->target))
        return;
    if (c->target.span.end && is_idle(c))
        c->target = nobody;
    c->target = whom_against(c);
}
