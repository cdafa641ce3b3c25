/* SPDX-License-Identifier: Apache-2.0
 *
 * event_roles.c - who of a clause did it, and to whom. Layer 5 (claim). */
#include "claim/event_clause.h"

#include "base/str.h"
#include "claim/tune.h"

static const nq_party nobody;

static uint32_t
signs_at(const nq_clause *c, uint32_t token)
{
    return c->s->signs[token];
}

static const nq_sentence *
sentence_of(const nq_clause *c)
{
    const nq_text *text = c->s->text;
    return &text->sentences[nq_sentence_of(text, c->at)];
}

/* "in Lorvane, the police shot": a place that a preposition or a comma sets
 * apart did nothing. */
static bool
is_where(const nq_scene *s, const nq_mention *m, bool comma)
{
    if (m->type != NQ_LOC)
        return false;
    return comma || m->span.start > s->tokens[m->first].span.start ||
           (m->first && nq_has_role(s, m->first - 1, NQ_ROLE_PREP));
}

/* A name right before token `at`, a date or a comma apart. */
static nq_party
name_before(const nq_scene *s, uint32_t at)
{
    bool comma = false;
    for (uint32_t i = at, n = 0; i-- && n < NQ_TUNE_EVENT_BEFORE; n++) {
        const nq_mention *m = nq_mention_of(s, i);
        if (s->tokens[i + 1].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE))
            break;
        comma = comma || nq_is_mark(s, i, NQ_MARK_COMMA);
        if (m && is_where(s, m, comma))
            return nobody;
        if (m)
            return (nq_party){.span = m->span,
                              .entities = {m->entity},
                              .n = 1,
                              .first = m->first,
                              .end = m->end};
        if (s->tags[i].date || nq_is_mark(s, i, NQ_MARK_COMMA) ||
            nq_has_role(s, i, NQ_ROLE_QAD | NQ_ROLE_KAN))
            continue;
        break;
    }
    return nobody;
}

bool
nq_clause_is_means(const nq_clause *c, uint32_t token)
{
    const nq_event_scales *scales = &c->book->scales;
    uint32_t signs = signs_at(c, token);
    return (signs & scales->means) && !(signs & scales->fighters);
}

/* "Since the kidnappings": a known attack behind a preposition only tells
 * when, unless the verb's clause is about it: "the attack that hit". */
static bool
is_time_of(const nq_clause *c, uint32_t i)
{
    const nq_scene *s = c->s;
    return nq_is_definite(s, i) && i &&
           !nq_has_role(s, c->at - 1, NQ_ROLE_REL) &&
           (nq_has_role(s, i - 1, NQ_ROLE_PREP) ||
            (i > 1 && nq_has_role(s, i - 2, NQ_ROLE_PREP)));
}

bool
nq_clause_means_before(const nq_clause *c)
{
    uint32_t first = sentence_of(c)->first;
    for (uint32_t i = c->at, n = 0; i > first && n < NQ_TUNE_EVENT_SUBJECT; n++)
        if (nq_clause_is_means(c, --i) && !is_time_of(c, i))
            return true;
    return false;
}

/* Where the clause of a verb may open: behind "that", a mark, "had", at the
 * start of the sentence. */
static uint32_t
opening_of(const nq_scene *s, uint32_t at)
{
    uint32_t i = at, n = 0;
    while (i && n++ < NQ_TUNE_EVENT_SUBJECT && !nq_ends_sentence(s, i - 1) &&
           !(s->tokens[i].flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE)) &&
           s->tokens[i - 1].kind != NQ_TOKEN_MARK &&
           !nq_clause_closes(s, i - 1) && !nq_has_role(s, i - 1, NQ_ROLE_KAN))
        i--;
    return i;
}

/* "That X, the arm of Y, shot": the noun right behind "that", where the verb's
 * own part opens behind a comma. */
static nq_party
topic_of(const nq_clause *c, uint32_t first)
{
    const nq_scene *s = c->s;
    uint32_t begin = sentence_of(c)->first, that = first;
    nq_party p;
    if (first < begin + 3 || !nq_is_mark(s, first - 1, NQ_MARK_COMMA))
        return nobody;
    for (uint32_t n = 0; --that > begin && n < NQ_TUNE_TOPIC; n++)
        if (nq_has_role(s, that, NQ_ROLE_THAT | NQ_ROLE_KAN))
            break;
        else if (nq_clause_closes(s, that) &&
                 !nq_has_role(s, that, NQ_ROLE_REL) &&
                 !nq_is_mark(s, that, NQ_MARK_COMMA))
            return nobody;
    uint32_t at = that + 1;
    while (at < first && s->tokens[at].kind == NQ_TOKEN_MARK)
        at++;
    if (!nq_has_role(s, that, NQ_ROLE_THAT | NQ_ROLE_KAN) || at >= first ||
        !nq_is_nominal(s, at) || nq_clause_is_means(c, at) ||
        s->tags[at].glue & ~(uint32_t)NQ_CLITIC_AL ||
        !(nq_is_definite(s, at) || nq_clause_may_act(c, at)) ||
        !nq_party_read(s, &c->book->scales, (nq_reach){at, first, false}, &p))
        return nobody;
    return p;
}

/* A subject that stands before the verb at token `at`: "that unknown gunmen
 * shot", "a unit of the guards had killed". */
static nq_party
subject_before(const nq_clause *c, uint32_t at)
{
    const nq_scene *s = c->s;
    uint32_t first = opening_of(s, at);
    nq_party p;
    nq_event_form form = nq_event_form_at(c->book, s, first);
    bool light = form.lemma && c->book->lemmas[form.lemma - 1].light;
    p = topic_of(c, first);
    if (p.span.end)
        return p;
    if (c->form.both && c->l->kind == NQ_EVENT_KINDS && first < at &&
        nq_is_verb_form(s, first) && !nq_cue_lemma(s, first))
        first++; /* "(that) decided the board the expulsion of" */
    if (first < at && !light && nq_is_nominal(s, first) &&
        nq_party_read(s, &c->book->scales, (nq_reach){first, at, false}, &p) &&
        p.end + NQ_TUNE_EVENT_BEFORE >= at && !nq_clause_is_means(c, p.first) &&
        !nq_clause_is_means(c, p.end - 1))
        return p;
    return name_before(s, at);
}

/* ---- Whoever carried it out ---------------------------------------------- */

/* Is token i a verb or noun of carrying something out ("carried out",
 * "launched", "the doing of")? */
static bool
carries(const nq_clause *c, uint32_t i, nq_event_form *form)
{
    *form = nq_event_form_at(c->book, c->s, i);
    return form->lemma && c->book->lemmas[form->lemma - 1].carries;
}

/* "an attack that rebels carried out", "an attack the movement claimed" */
static nq_party
carrier_behind(const nq_clause *c)
{
    const nq_scene *s = c->s;
    nq_event_form form;
    nq_party p;
    for (uint32_t i = c->at + 1;
         i < s->n && i < c->at + NQ_TUNE_CARRIER && !nq_ends_sentence(s, i - 1);
         i++)
        if (carries(c, i, &form) && form.grammar & NQ_OBJECT_PRON)
            return nq_party_read(s, &c->book->scales,
                                 (nq_reach){i + 1, i + NQ_TUNE_CARRIER, false},
                                 &p)
                       ? p
                       : nobody;
    return nobody;
}

/* "the group carried out the kidnapping of": the subject of the nearest such
 * verb before, which may stand before the verb too. */
static nq_party
carrier_before(const nq_clause *c)
{
    const nq_scene *s = c->s;
    nq_event_form form;
    nq_party p;
    uint32_t begin = sentence_of(c)->first;
    for (uint32_t i = c->at, n = 0; i > begin && n < NQ_TUNE_CARRIER; n++) {
        if (!carries(c, --i, &form) || form.grammar & NQ_OBJECT_PRON)
            continue;
        if (i + 1 < c->at && !(form.grammar & (NQ_PLURAL | NQ_DUAL)) &&
            !nq_event_form_at(c->book, s, i + 1).lemma &&
            nq_party_read(s, &c->book->scales, (nq_reach){i + 1, c->at, false},
                          &p) &&
            p.end > i + 1 && !nq_clause_is_means(c, p.first))
            return p;
        return form.noun ? nobody : subject_before(c, i);
    }
    return nobody;
}

/* ---- Subject and object -------------------------------------------------- */

/* Police and bodies arrest, even where nobody stands behind them. */
static bool
arrests(const nq_clause *c, const nq_party *p)
{
    return signs_at(c, p->first) & c->book->scales.police ||
           nq_party_is(c->s, p, NQ_ORG) ||
           c->s->tags[p->first].word->noun == NQ_NOUN_BODY;
}

/* "killed", read without vowels: is the subject the one it happens to? */
static bool
is_suffered(const nq_clause *c, const nq_party *before, bool plural)
{
    if (plural) /* no subject stands behind it: what does is its object */
        return !c->n_bare;
    if (c->n_bare && nq_str_equal(c->l->type, NQ_STR("assault")) &&
        signs_at(c, c->bare[0].first) & c->book->scales.fighters)
        return false; /* "kidnapped gunmen": they did */
    if (c->n_bare == 1 && nq_str_equal(c->l->type, NQ_STR("arrest")) &&
        arrests(c, &c->bare[0]))
        return false;
    if (!c->n_bare || (c->n_bare < 2 && !before->span.end))
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

/* "In Lorvane a tank fired": a place before the verb, and fighters behind it.
 */
static bool
is_their_own(const nq_clause *c, const nq_party *before)
{
    return c->n_bare && nq_party_is(c->s, before, NQ_LOC) &&
           signs_at(c, c->bare[0].first) & c->book->scales.fighters;
}

/* Who did it is no mere number in digits: "1-0". */
static void
did_it(nq_clause *c, nq_party p, nq_way way)
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

static void
share_out_verb(nq_clause *c)
{
    nq_party before = subject_before(c, c->at);
    nq_party *first = &c->bare[0], *second = &c->bare[1];
    bool plural = c->form.grammar & (NQ_PLURAL | NQ_DUAL);
    bool pronoun = c->form.grammar & NQ_OBJECT_PRON;
    bool patient = c->l->voice == NQ_VOICE_PATIENT ||
                   (c->l->voice == NQ_VOICE_EITHER && !c->target.span.end &&
                    is_suffered(c, &before, plural));
    if (patient) { /* a verb before its subject is in the singular */
        aim_at(c, c->n_bare && !plural ? first : &before);
    } else if (pronoun && c->n_bare) {            /* "whom rebels abducted" */
        if (!nq_clause_is_means(c, first->first)) /* "his launching a raid" */
            did_it(c, *first, NQ_WAY_WHOM);
        aim_at(c, &before);
    } else if (c->n_bare && c->l->object && !before.span.end &&
               nq_clause_means_before(c)) { /* "an attack that hit a patrol" */
        aim_at(c, first);
    } else if (!pronoun && !plural && is_their_own(c, &before)) {
        did_it(c, *first, NQ_WAY_BEHIND);
    } else if (!pronoun && (plural || (before.span.end && c->n_bare < 2))) {
        did_it(c, before, plural ? NQ_WAY_MANY : NQ_WAY_BEFORE);
        if (c->n_bare && c->l->object)
            aim_at(c, first);
    } else if (!pronoun && goes_on_with_object(c)) {
        aim_at(c, first);
    } else {
        if (c->n_bare && nq_clause_is_means(c, first->first))
            did_it(c, before, NQ_WAY_BEFORE);
        else
            did_it(c, *first, NQ_WAY_BEHIND);
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
    uint32_t begin = sentence_of(c)->first;
    nq_party p;
    for (uint32_t i = c->at, n = 0; i > begin && n < NQ_TUNE_MET; n++)
        if (signs_at(c, --i) & c->book->scales.kill && nq_is_verb_form(s, i))
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
            nq_str_equal(c->l->type, NQ_STR("consult")) ||
            nq_str_equal(c->l->type, NQ_STR("agree")));
}

static void
share_out_noun(nq_clause *c)
{
    if (c->form.pronoun && nq_str_equal(c->l->type, NQ_STR("kill"))) {
        nq_party met = who_met(c);
        if (met.span.end)
            aim_at(c, &met);
    }
    if (c->n_bare && !c->form.definite) {
        if (c->l->idafa == NQ_IDAFA_ACTOR && is_held_at(c)) {
            if (c->place == NQ_NO_ENTITY)
                c->place = c->bare[0].entities[0];
        } else if (c->form
                       .pronoun) { /* "his meeting": the actor is a pronoun */
            if (c->l->object)
                aim_at(c, &c->bare[0]);
        } else if (c->l->idafa == NQ_IDAFA_ACTOR) {
            did_it(c, c->bare[0], NQ_WAY_OF);
            if (c->n_bare > 1 && c->l->object)
                aim_at(c, &c->bare[1]);
        } else if (c->l->idafa == NQ_IDAFA_TARGET) {
            aim_at(c, &c->bare[0]);
        }
    }
    if (!c->actor.span.end)
        did_it(c, carrier_behind(c), NQ_WAY_CARRIED);
    if (!c->actor.span.end)
        did_it(c, carrier_before(c), NQ_WAY_CARRIES);
}

/* "An Israeli raid", "a Russian rocket": the adjective behind a word for what
 * it was done with, from the trigger to the end of its clause. */
static nq_party
origin_of_means(const nq_clause *c)
{
    uint32_t end = sentence_of(c)->end;
    uint32_t first = c->form.noun ? c->at : c->at + 1;
    for (uint32_t i = first; i + 1 < end && i < c->at + NQ_TUNE_EVENT; i++) {
        if (!nq_clause_is_means(c, i))
            continue;
        for (uint32_t k = i + 1; k < end && k <= i + 2; k++)
            if (!c->s->tags[k].mention && nq_is_word(c->s, k) &&
                !(signs_at(c, k) & c->book->scales.beside) &&
                nq_is_origin(c->s, k))
                return (nq_party){.span = nq_span_of(c->s, k, k + 1),
                                  .first = k,
                                  .end = k + 1};
    }
    return nobody;
}

/* "air", "artillery" as an adjective: a nisba without the article. */
static bool
is_kind_of(const nq_scene *s, uint32_t i)
{
    naql_str f = s->tokens[i].folded;
    return nq_is_nominal(s, i) && !s->tags[i].mention &&
           !nq_is_definite(s, i) &&
           (nq_str_ends(f, NQ_STR("ي")) || nq_str_ends(f, NQ_STR("يه")));
}

/* "A raid by the alliance", "artillery shelling by the army": behind a word for
 * the attack and its adjectives, "of" and who can act. */
static nq_party
owner_of_means(const nq_clause *c)
{
    const nq_scene *s = c->s;
    uint32_t end = sentence_of(c)->end, first = c->at + !c->form.noun;
    nq_party p;
    for (uint32_t i = first; i + 1 < end && i < c->at + NQ_TUNE_EVENT; i++) {
        if (!(signs_at(c, i) & c->book->scales.attack) ||
            !nq_event_form_at(c->book, s, i).noun)
            continue;
        uint32_t k = i + 1;
        while (k < end && k < i + NQ_TUNE_SEEK_OWNER && is_kind_of(s, k))
            k++;
        nq_reach reach = {k, k + NQ_TUNE_EVENT, true};
        if (k < end && s->tags[k].glue & NQ_CLITIC_LAM &&
            nq_clause_may_act(c, k) &&
            nq_party_read(s, &c->book->scales, reach, &p))
            return p;
    }
    return nobody;
}

/* Fighters of the sentence, those before the trigger first, who are not whom
 * it happened to. */
static nq_party
fighters_near(const nq_clause *c)
{
    uint32_t first, end = nq_clause_around(c, &first);
    uint32_t no_one = c->book->scales.means | c->book->scales.police;
    uint32_t found = c->at;
    nq_party p;
    for (uint32_t i = first; i < end; i++) {
        bool target = i >= c->target.first && i < c->target.end;
        if (target || !(signs_at(c, i) & c->book->scales.fighters) ||
            signs_at(c, i) & no_one || c->s->tags[i].mention ||
            c->s->tags[i].glue & NQ_CLITIC_BA)
            continue;
        if (i > c->at && found != c->at)
            break;
        found = i;
    }
    if (found != c->at &&
        nq_party_read(c->s, &c->book->scales,
                      (nq_reach){found, found + NQ_TUNE_EVENT, true}, &p))
        return p;
    return nobody;
}

static void
fill_attack(nq_clause *c)
{
    if (!c->actor.span.end)
        did_it(c, owner_of_means(c), NQ_WAY_OWNER);
    if (!c->actor.span.end)
        did_it(c, origin_of_means(c), NQ_WAY_ORIGIN);
    if (!c->actor.span.end && nq_str_equal(c->l->type, NQ_STR("assault")))
        did_it(c, fighters_near(c), NQ_WAY_NEAR);
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
        did_it(c, c->by, NQ_WAY_BY);
    }
    if (c->l->kind == NQ_EVENT_ASSAULT)
        fill_attack(c);
}
