/* SPDX-License-Identifier: Apache-2.0
 *
 * event_roles.c - who of a clause did it, and to whom. Layer 5 (claim). */
#include "claim/event_clause.h"

#include "base/str.h"
#include "claim/read.h"
#include "claim/tune.h"

static const nq_party nobody;

/* ---- Whoever carried it out ---------------------------------------------- */

/* Is token i a verb or noun of carrying something out ("carried out",
 * "launched", "the doing of")? */
static bool
carries(const nq_clause *c, uint32_t i, nq_event_form *form)
{
    *form = (nq_event_form){.lemma = 0};
    if (!(c->s->tags[i].event & NQ_EVENT_WORD_CARRIES))
        return false; /* as nearly all */
    *form = nq_event_form_at(c->book, c->s, i);
    const nq_event_lemma *l =
        form->lemma ? &c->book->lemmas[form->lemma - 1] : NULL;
    return l && l->carries &&
           (!l->unrest || (c->l->kind != NQ_EVENT_KINDS && !form->noun));
}

/* "that rebels carried out", "that rebels fired", "that rebels had a hand in":
 * a verb of carrying out with the pronoun of what was done. */
static bool
carries_it(const nq_clause *c, uint32_t i)
{
    const nq_scene *s = c->s;
    nq_event_form form;
    bool does = carries(c, i, &form);
    if (!does && !(form.lemma && c->book->lemmas[form.lemma - 1].armed &&
                   c->l->kind == NQ_EVENT_ASSAULT))
        return false;
    nq_event_form last =
        i ? nq_event_form_at(c->book, s, i - 1) : (nq_event_form){.lemma = 0};
    if (last.lemma && c->book->lemmas[last.lemma - 1].light &&
        c->book->lemmas[last.lemma - 1].voice == NQ_VOICE_PATIENT)
        return false; /* "was carried out" */
    return form.grammar & NQ_OBJECT_PRON ||
           (does && nq_has_role(s, i + 1, NQ_ROLE_IN_IT));
}

/* Who stands behind a verb of carrying out at token i, marks and "with it"
 * between them. */
static nq_party
doer_at(const nq_clause *c, uint32_t i)
{
    const nq_scene *s = c->s;
    uint32_t at = i + 1;
    nq_party p;
    while (at < s->n && at < i + NQ_TUNE_HEDGE &&
           (s->tokens[at].kind == NQ_TOKEN_MARK ||
            nq_has_role(s, at, NQ_ROLE_IN_IT)))
        at++;
    return nq_party_read(s, &c->book->scales,
                         (nq_reach){at, at + NQ_TUNE_CARRIER, false}, &p)
               ? p
               : nobody;
}

nq_party
nq_clause_carrier(const nq_clause *c)
{
    const nq_sentence *in = nq_clause_sentence(c);
    for (uint32_t i = c->at + 1; i < in->end && i < c->at + NQ_TUNE_CARRIER;
         i++)
        if (carries_it(c, i))
            return doer_at(c, i);
    bool harm = c->l->kind == NQ_EVENT_ASSAULT &&
                !nq_str_equal(c->l->type, NQ_STR("assault"));
    for (uint32_t i = c->at, n = 0;
         harm && i > in->first && n < NQ_TUNE_CARRIER; n++)
        if (carries_it(c, --i)) /* "the rockets that rebels fired killed" */
            return doer_at(c, i);
    return nobody;
}

/* "Took part in the raid", "stepped up the raids": right behind a preposition,
 * or behind who did it. */
static bool
is_led_to(const nq_clause *c, const nq_party *p)
{
    return p->end == c->at || c->s->tags[c->at].glue & NQ_CLITIC_BA ||
           nq_has_role(c->s, c->at - 1, NQ_ROLE_PREP);
}

/* "the group carried out the kidnapping of": the subject of the nearest such
 * verb before, which may stand before the verb too. */
static nq_party
carrier_before(const nq_clause *c)
{
    const nq_scene *s = c->s;
    nq_event_form form;
    nq_party p;
    uint32_t begin = nq_clause_sentence(c)->first;
    for (uint32_t i = c->at, n = 0; i > begin && n < NQ_TUNE_CARRIER; n++) {
        if (!carries(c, --i, &form) || form.grammar & NQ_OBJECT_PRON ||
            (form.noun && (nq_is_definite(s, i) || s->tags[i].word->noun)))
            continue;
        if (i + 1 < c->at && !(form.grammar & (NQ_PLURAL | NQ_DUAL)) &&
            !nq_event_form_at(c->book, s, i + 1).lemma &&
            nq_party_read(s, &c->book->scales, (nq_reach){i + 1, c->at, false},
                          &p) &&
            p.end > i + 1 &&
            !(nq_clause_signs(c, p.first) & c->book->scales.rank) &&
            !nq_clause_is_a(c->book, s, p.first, "series") &&
            (!c->book->lemmas[form.lemma - 1].unrest || is_led_to(c, &p)) &&
            !nq_clause_is_means(c, p.first))
            return p;
        return form.noun ? nobody : nq_clause_subject_before(c, i);
    }
    return nobody;
}

/* ---- Subject and object -------------------------------------------------- */

/* Police and bodies arrest, even where nobody stands behind them. */
static bool
arrests(const nq_clause *c, const nq_party *p)
{
    return nq_clause_signs(c, p->first) & c->book->scales.police ||
           nq_party_is(c->s, p, NQ_ORG) ||
           c->s->tags[p->first].word->noun == NQ_NOUN_BODY;
}

/* Does a phrase open with a word for people who attack? */
static bool
fights(const nq_clause *c, const nq_party *p)
{
    return p->end > p->first && !p->counted &&
           nq_clause_signs(c, p->first) & c->book->scales.fighters;
}

bool
nq_clause_acts(const nq_clause *c, const nq_party *p)
{
    const nq_event_scales *scales = &c->book->scales;
    return p->end > p->first &&
           (nq_party_is(c->s, p, NQ_ORG) || c->s->tags[p->first].office ||
            nq_clause_signs(c, p->first) &
                (scales->fighters | scales->police | scales->doers));
}

/* "killed", read without vowels: is the subject the one it happens to? */
static bool
is_suffered(const nq_clause *c, const nq_party *before, bool plural)
{
    if (plural) /* no subject stands behind it: what does is its object */
        return !c->n_straight && (!c->n_bare || !fights(c, before));
    if (c->n_bare && nq_str_equal(c->l->type, NQ_STR("assault")) &&
        nq_clause_signs(c, c->bare[0].first) & c->book->scales.fighters)
        return false; /* "kidnapped gunmen": they did */
    if (c->n_bare == 1 && nq_str_equal(c->l->type, NQ_STR("arrest")) &&
        arrests(c, &c->bare[0]))
        return false;
    if (!c->n_bare || (c->n_bare < 2 && !before->span.end) ||
        (!c->n_straight && !nq_clause_acts(c, before)))
        return true;
    return c->bare[0].counted &&
           (!before->span.end || nq_party_is(c->s, before, NQ_LOC));
}

static void
aim_at(nq_clause *c, const nq_party *p)
{
    if (!c->target.span.end)
        c->target = *p;
}

/* "A bomb exploded": what it was done with suffered nothing. */
static bool
is_spent(const nq_clause *c, const nq_party *p)
{
    return c->l->kind == NQ_EVENT_ASSAULT && p->end > p->first &&
           c->l->voice == NQ_VOICE_PATIENT && nq_clause_is_means(c, p->first);
}

/* "In Lorvane a tank fired": a place before the verb, and fighters behind it.
 */
static bool
is_their_own(const nq_clause *c, const nq_party *before)
{
    return c->n_bare && nq_party_is(c->s, before, NQ_LOC) &&
           nq_clause_signs(c, c->bare[0].first) & c->book->scales.fighters;
}

/* Who did it is no mere number in digits: "1-0". */
void
nq_clause_did(nq_clause *c, nq_party p, nq_way way)
{
    if (p.end == p.first + 1 && c->s->tokens[p.first].kind == NQ_TOKEN_NUMBER)
        p = nobody;
    c->actor = p;
    c->actor.way = p.span.end ? (uint8_t)way : NQ_WAY_NONE;
}

/* "... and met the staff": a verb that "and" adds, with one phrase, where it
 * takes an object and no preposition led to one. */
static bool
goes_on_with_object(const nq_clause *c)
{
    return c->l->kind == NQ_EVENT_KINDS && c->l->object && c->n_bare == 1 &&
           !c->target.span.end && c->s->tags[c->at].glue & NQ_CLITIC_WAW &&
           !(c->s->tokens[c->at].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE)) &&
           c->at && !nq_ends_sentence(c->s, c->at - 1) && !c->bare[0].n;
}

/* "... and shot": a verb that "and" adds; what stands before is no subject of
 * its own. */
static bool
goes_on(const nq_clause *c)
{
    return c->l->kind == NQ_EVENT_ASSAULT &&
           c->s->tags[c->at].glue & (NQ_CLITIC_WAW | NQ_CLITIC_FA) &&
           c->at > nq_clause_sentence(c)->first;
}

/* "The soldiers and shot": what "and" parts from the phrase before is not done
 * by it, unless a verb stands between, "the unit found and blew up". */
static bool
is_parted(const nq_clause *c, const nq_party *before)
{
    return goes_on(c) &&
           (before->end >= c->at || !nq_is_word(c->s, before->end));
}

/* "That the guns shelled": what "that" leads to, right before the verb. */
static bool
is_topic(const nq_clause *c, const nq_party *p)
{
    return c->l->kind == NQ_EVENT_ASSAULT && p->span.end && p->end == c->at &&
           p->first > nq_clause_sentence(c)->first &&
           nq_clause_is_headed(c->s, p->first);
}

/* "Which were aimed at": behind "were" the subject stands before. */
static bool
was_doing(const nq_clause *c)
{
    uint32_t i = c->at;
    while (i && c->s->tokens[i - 1].kind == NQ_TOKEN_MARK)
        i--;
    return c->l->kind == NQ_EVENT_ASSAULT && c->l->object && c->n_bare == 1 &&
           !c->target.span.end && i && nq_has_role(c->s, i - 1, NQ_ROLE_KAN);
}

/* Is the only phrase behind a verb its object: behind one that "and" adds, or
 * places and people that things happen to, "as shelled positions"? */
static bool
adds_object(const nq_clause *c)
{
    const nq_event_scales *scales = &c->book->scales;
    const nq_party *p = &c->bare[0];
    uint32_t signs = c->n_bare ? nq_clause_signs(c, p->first) : 0;
    bool suffers =
        signs & scales->sufferers && !p->counted && !(signs & scales->people);
    if (c->l->kind != NQ_EVENT_ASSAULT || !c->l->object || c->n_bare != 1 ||
        c->target.span.end)
        return false;
    return nq_is_oblique(c->s, p->first) ||
           ((goes_on(c) || suffers) && !p->n && !nq_clause_acts(c, p) &&
            !(signs & scales->people));
}

/* Is the phrase behind a verb its subject: right behind it, or people? "Shot at
 * a van, and hit ten" */
static bool
may_follow(const nq_clause *c)
{
    const nq_party *p = &c->bare[0];
    return c->n_straight || (!p->counted && nq_clause_may_act(c, p->first));
}

/* "Six men were killed in an attack that hit", "one was killed and injured
 * were": between the phrase and the verb stands what it is the subject of. */
static bool
is_taken(const nq_clause *c, const nq_party *before)
{
    for (uint32_t i = before->end; before->span.end && i < c->at; i++) {
        nq_event_form form = nq_event_form_at(c->book, c->s, i);
        if (form.lemma && !form.noun &&
            c->book->lemmas[form.lemma - 1].kind == NQ_EVENT_ASSAULT)
            return true;
    }
    return false;
}

/* "That it had hit": the pronoun is its subject, what follows its object. */
static bool
has_pronoun_subject(const nq_clause *c)
{
    return c->at && c->l->object && c->n_straight == 1 &&
           c->l->kind == NQ_EVENT_ASSAULT &&
           nq_has_role(c->s, c->at - 1, NQ_ROLE_AN_PRON | NQ_ROLE_BAN_PRON);
}

/* "In the attack the army shot a man", "gunmen abducted": the verb has its own
 * subject. */
static bool
has_its_own(const nq_clause *c)
{
    uint32_t head = c->bare[0].first;
    if (c->l->voice == NQ_VOICE_EITHER && fights(c, &c->bare[0]))
        return true;
    return c->n_straight > 1 &&
           !(c->at && nq_has_role(c->s, c->at - 1, NQ_ROLE_REL)) &&
           nq_clause_may_act(c, head) &&
           (nq_is_definite(c->s, head) || c->bare[0].n);
}

/* "Who visits Vilgrad": no place visits. */
static bool
is_visited(const nq_clause *c)
{
    return c->n_bare == 1 && c->l->object && !c->target.span.end &&
           nq_str_equal(c->l->type, NQ_STR("visit")) &&
           nq_party_is(c->s, &c->bare[0], NQ_LOC);
}

static void
share_out_verb(nq_clause *c)
{
    nq_party before = nq_clause_subject_before(c, c->at);
    uint32_t means = nq_clause_means_at(c);
    if (before.span.end &&
        (is_parted(c, &before) || ((c->l->voice == NQ_VOICE_EITHER ||
                                    (means >= before.end && means < c->at)) &&
                                   is_taken(c, &before))))
        before = nobody;
    nq_party *first = &c->bare[0], *second = &c->bare[1];
    bool plural = c->form.grammar & (NQ_PLURAL | NQ_DUAL);
    bool pronoun = c->form.grammar & NQ_OBJECT_PRON;
    bool patient = c->l->voice == NQ_VOICE_PATIENT ||
                   (c->l->voice == NQ_VOICE_EITHER && !c->target.span.end &&
                    !(pronoun && c->n_bare) && /* "killed him the police" */
                    is_suffered(c, &before, plural));
    if (patient) { /* a verb before its subject is in the singular */
        nq_party *whom = c->n_bare && !plural ? first : &before;
        if (!is_spent(c, whom))
            aim_at(c, whom);
    } else if (pronoun && c->n_bare) {            /* "whom rebels abducted" */
        if (!nq_clause_is_means(c, first->first)) /* "his launching a raid" */
            nq_clause_did(c, *first, NQ_WAY_WHOM);
        aim_at(c, &before);
    } else if (c->n_bare && c->l->object && means < c->at &&
               means >= before.end && !fights(c, &before) &&
               !has_its_own(c)) { /* "an attack that hit a patrol" */
        aim_at(c, first);
    } else if (!pronoun && has_pronoun_subject(c)) {
        aim_at(c, first);
    } else if (!pronoun && !plural && is_their_own(c, &before)) {
        nq_clause_did(c, *first, NQ_WAY_BEHIND);
    } else if (!pronoun && (plural || (before.span.end && c->n_bare < 2) ||
                            is_topic(c, &before))) {
        nq_clause_did(c, before, plural ? NQ_WAY_MANY : NQ_WAY_BEFORE);
        if (c->n_bare && c->l->object)
            aim_at(c, first);
    } else if (!pronoun &&
               (goes_on_with_object(c) || adds_object(c) || was_doing(c))) {
        aim_at(c, first);
    } else {
        if (c->n_bare && nq_clause_is_means(c, first->first))
            nq_clause_did(c, before, NQ_WAY_BEFORE);
        else if (is_visited(c))
            aim_at(c, first);
        else if (c->l->kind != NQ_EVENT_ASSAULT ||
                 (may_follow(c) && !nq_is_accusative(c->s, first->first)))
            nq_clause_did(c, *first, NQ_WAY_BEHIND);
        if (c->n_bare > 1 && c->l->object)
            aim_at(c, second);
    }
}

/* "Seven men met their end": whom it happened to, between the verb and the
 * noun. */
static nq_party
who_met(const nq_clause *c)
{
    const nq_scene *s = c->s;
    uint32_t begin = nq_clause_sentence(c)->first;
    nq_party p;
    for (uint32_t i = c->at, n = 0; i > begin && n < NQ_TUNE_MET; n++)
        if (nq_clause_signs(c, --i) & c->book->scales.kill &&
            nq_is_verb_form(s, i))
            return nq_party_read(s, &c->book->scales,
                                 (nq_reach){i + 1, c->at, false}, &p)
                       ? p
                       : nobody;
    return nobody;
}

/* "The meeting of Vilgrad", "the visit of Vilgrad": where it was. */
static bool
is_held_at(const nq_clause *c)
{
    return nq_party_is(c->s, &c->bare[0], NQ_LOC) &&
           (nq_str_equal(c->l->type, NQ_STR("meet")) ||
            nq_str_equal(c->l->type, NQ_STR("consult")));
}

/* "Two men whom fighters abducted", spelled as "his abduction". */
static bool
whom_they(const nq_clause *c)
{
    return c->form.both && c->form.pronoun && c->l->kind == NQ_EVENT_ASSAULT &&
           c->bare[0].first == c->at + 1 && nq_clause_acts(c, &c->bare[0]);
}

/* Those two men: right before it, "who" between them. */
static nq_party
whom_before(const nq_clause *c)
{
    uint32_t at = c->at;
    if (at && nq_has_role(c->s, at - 1, NQ_ROLE_REL))
        at--;
    if (at <= nq_clause_sentence(c)->first)
        return nobody;
    nq_party p = nq_clause_subject_before(c, at);
    return p.end == at ? p : nobody;
}

/* "The attack of the group on", "the shelling of the army for": the noun's
 * owner did it, who can, where whom it hit is told besides. */
static bool
attacks(const nq_clause *c)
{
    const nq_party *p = &c->bare[0];
    bool armed = nq_clause_signs(c, p->first) & c->book->scales.means;
    bool told = c->target.span.end || armed ||
                (p->end < c->limit && c->s->tags[p->end].glue & NQ_CLITIC_LAM);
    return c->l->gated && c->l->kind == NQ_EVENT_ASSAULT &&
           c->l->idafa != NQ_IDAFA_ACTOR && p->first == c->at + 1 &&
           !c->form.pronoun && !nq_is_definite(c->s, c->at) &&
           !nq_clause_is_kind(c, p->first) &&
           (c->l->idafa == NQ_IDAFA_NONE || told) && nq_clause_acts(c, p);
}

/* Someone, not the count or the weapon of what is announced. */
static bool
can_say(const nq_clause *c, const nq_party *p)
{
    const nq_event_scales *scales = &c->book->scales;
    return p->end > p->first && !p->counted &&
           !(nq_clause_signs(c, p->first) & (scales->rank | scales->crowd)) &&
           !nq_clause_is_means(c, p->first) &&
           (nq_is_definite(c->s, p->first) || nq_clause_may_act(c, p->first));
}

/* "Announced the shelling of", "confessed to the killing of": who says it did
 * it, right before or behind the verb. */
static nq_party
announced(const nq_clause *c)
{
    const nq_scene *s = c->s;
    bool owns = s->tags[c->at].glue & NQ_CLITIC_BA;
    uint32_t begin = nq_clause_sentence(c)->first, i = c->at;
    nq_party p;
    if (c->l->kind != NQ_EVENT_ASSAULT || nq_is_definite(s, c->at) ||
        c->l->voice == NQ_VOICE_PATIENT ||
        (c->l->voice == NQ_VOICE_EITHER && !(owns && c->form.both)))
        return nobody;
    for (uint32_t n = 0; i > begin && n < NQ_TUNE_ANNOUNCED; n++) {
        if (!nq_is_finite_cue(s, --i) || nq_has_role(s, i, NQ_ROLE_PREP))
            continue;
        if (i + 1 == c->at)
            p = nq_clause_subject_before(c, i);
        else if (!nq_party_read(s, &c->book->scales,
                                (nq_reach){i + 1, c->at, false}, &p) ||
                 (p.end < c->at && !c->form.pronoun)) /* "its launching" */
            return nobody;
        return can_say(c, &p) ? p : nobody;
    }
    return nobody;
}

/* "A French raid (hit) the leaders": what stands behind an adjective of the
 * attack does not own it. */
static bool
is_described(const nq_clause *c)
{
    return c->l->kind == NQ_EVENT_ASSAULT && c->bare[0].first > c->at + 1 &&
           nq_is_origin(c->s, c->at + 1);
}

static void
share_out_noun(nq_clause *c)
{
    if (c->form.pronoun && nq_str_equal(c->l->type, NQ_STR("kill"))) {
        nq_party met = who_met(c);
        if (met.span.end)
            aim_at(c, &met);
    }
    if (c->n_straight && !c->form.definite) {
        if (whom_they(c)) {
            nq_party whom = whom_before(c);
            nq_clause_did(c, c->bare[0], NQ_WAY_WHOM);
            aim_at(c, &whom);
        } else if (attacks(c)) {
            nq_clause_did(c, c->bare[0], NQ_WAY_OF);
        } else if (c->l->idafa == NQ_IDAFA_ACTOR && is_held_at(c)) {
            if (c->place == NQ_NO_ENTITY)
                c->place = c->bare[0].entities[0];
        } else if (c->form
                       .pronoun) { /* "his meeting": the actor is a pronoun */
            if (c->l->object)
                aim_at(c, &c->bare[0]);
        } else if (c->l->idafa == NQ_IDAFA_ACTOR && !is_described(c)) {
            nq_clause_did(c, c->bare[0], NQ_WAY_OF);
            if (c->n_bare > 1 && c->l->object)
                aim_at(c, &c->bare[1]);
        } else if (c->l->idafa == NQ_IDAFA_TARGET) {
            aim_at(c, &c->bare[0]);
        }
    }
    if (!c->actor.span.end)
        nq_clause_did(c, announced(c), NQ_WAY_CARRIES);
    if (!c->actor.span.end)
        nq_clause_did(c, nq_clause_carrier(c), NQ_WAY_CARRIED);
    if (!c->actor.span.end)
        nq_clause_did(c, carrier_before(c), NQ_WAY_CARRIES);
}

/* Somebody, or a house of his. */
static bool
is_hit(const nq_clause *c, const nq_party *p)
{
    const nq_event_scales *scales = &c->book->scales;
    if (nq_party_is(c->s, p, NQ_LOC))
        return false;
    for (uint32_t i = p->first; i < p->end; i++) {
        const nq_tag *tag = &c->s->tags[i];
        if (tag->word->noun ||
            nq_event_word_march(tag->event) == NQ_MARCH_SEAT ||
            nq_clause_signs(c, i) &
                (scales->people | scales->police | scales->sufferers))
            return true;
    }
    return p->n;
}

/* "A bomb exploded in front of the party's offices", "blew himself up beside a
 * patrol": what it went off at. */
static nq_party
blown_at(const nq_clause *c)
{
    nq_party p;
    for (uint32_t i = c->at + 1; i + 1 < c->limit; i++) {
        if (!nq_clause_is_a(c->book, c->s, i, "near"))
            continue;
        i += nq_has_role(c->s, i + 1, NQ_ROLE_PREP) ? 2 : 1;
        if (i < c->limit &&
            nq_party_read(c->s, &c->book->scales, (nq_reach){i, c->limit, true},
                          &p) &&
            is_hit(c, &p))
            return p;
    }
    return nobody;
}

/* Does it tell of something that goes off? */
static bool
goes_off(const nq_clause *c)
{
    return c->l->kind == NQ_EVENT_ASSAULT &&
           nq_clause_is_a(c->book, c->s, c->at, "blast");
}

void
nq_clause_share_out(nq_clause *c)
{
    if (c->form.noun)
        share_out_noun(c);
    else
        share_out_verb(c);
    if (c->by.span.end) { /* whoever stood as the subject suffered it */
        aim_at(c, &c->actor);
        nq_clause_did(c, c->by, NQ_WAY_BY);
    }
    if (goes_off(c) && !c->target.span.end)
        c->target = blown_at(c);
    if (c->l->kind == NQ_EVENT_ASSAULT)
        nq_attack_fill(c);
}
