/* SPDX-License-Identifier: Apache-2.0
 *
 * event_bare.c - the bare phrases in the clause of an event: subject, object,
 * what follows a verbal noun. Layer 5 (claim). */
#include "claim/event_phrase.h"

#include "base/str.h"

/* A place that the phrase itself took in: "the minister in Vilgrad". */
static void
place_inside(nq_clause *c, uint32_t first, uint32_t end)
{
    for (uint32_t i = first + 1; i < end && c->place == NQ_NO_ENTITY; i++) {
        const nq_mention *m = nq_mention_of(c->s, i);
        if (m && m->type == NQ_LOC && nq_has_role(c->s, i - 1, NQ_ROLE_PREP))
            c->place = m->entity;
    }
}

/* "An artillery shelling", "a historic meeting": a nisba that is no one. Whom
 * something happens to may be named like that ("the arrest of a leader"). */
static bool
is_kind_of_it(const nq_clause *c, uint32_t i)
{
    return (c->l->idafa == NQ_IDAFA_ACTOR ||
            (c->l->kind == NQ_EVENT_ASSAULT && c->l->gated)) &&
           nq_str_ends(c->s->tokens[i].folded, NQ_STR("ي")) &&
           !nq_clause_may_act(c, i);
}

/* "Launched an artillery shelling": a nisba in the accusative behind a noun in
 * the accusative. */
static bool
is_kind_of_object(const nq_clause *c, uint32_t i)
{
    return i > c->at && nq_is_accusative(c->s, i - 1) &&
           !c->s->tags[i].mention && !nq_is_definite(c->s, i) &&
           nq_str_ends(c->s->tokens[i].folded, NQ_STR("يا"));
}

/* "an angry march": a word in the feminine behind a feminine noun, no number;
 * "an Indian shelling". */
static bool
is_adjective_of(const nq_clause *c, uint32_t i)
{
    const nq_scene *s = c->s;
    return c->form.noun && !c->form.definite && i > c->at &&
           (i == c->at + 1 || is_adjective_of(c, i - 1)) &&
           !s->tags[i].mention && !nq_is_definite(s, i) &&
           !nq_number_led_to(s, i) &&
           ((nq_clause_is_feminine(s, c->at, true) &&
             nq_clause_is_feminine(s, i, false)) ||
            nq_is_origin(c->s, i) || is_kind_of_it(c, i) ||
            nq_clause_is_a(c->book, s, i, "quality"));
}

/* "Its full control": behind a pronoun the adjective has the article. */
static bool
is_adjective_of_owned(const nq_clause *c, uint32_t i)
{
    return c->form.noun && c->form.pronoun && i == c->at + 1 &&
           nq_is_definite(c->s, i) &&
           !(c->s->tags[i].glue & ~(uint32_t)NQ_CLITIC_AL) &&
           !nq_clause_may_act(c, i);
}

/* "fired a rocket": no one whom it happens to. A tank or plane right behind a
 * verb in the singular is rather who fired. */
static bool
is_shot(const nq_clause *c, const nq_party *p)
{
    bool plural = c->form.grammar & (NQ_PLURAL | NQ_DUAL);
    uint32_t signs = nq_party_signs(&c->book->scales, c->s, p);
    return c->l->armed && signs & c->book->scales.means &&
           (c->n_bare || plural || p->counted ||
            nq_clause_signs(c, p->first) & c->book->scales.crowd ||
            !(nq_clause_signs(c, p->first) & c->book->scales.fighters));
}

/* "Fired an unknown man the bullets": two phrases, read as one. */
static void
leave_weapon(const nq_clause *c, nq_party *p)
{
    uint32_t last = p->end - 1;
    if (!c->l->armed || last == p->first || nq_is_definite(c->s, p->first) ||
        !nq_is_definite(c->s, last) || !nq_clause_is_means(c, last) ||
        nq_clause_is_means(c, p->first))
        return;
    p->end = last;
    p->span = nq_span_of(c->s, p->first, last);
    p->span.start = nq_bare_start(c->s, p->first);
}

/* "From", "of", behind a word that is no count of what follows, "many of". */
static bool
leads_from(const nq_clause *c, uint32_t i)
{
    const nq_scene *s = c->s;
    return nq_has_role(s, i, NQ_ROLE_TIE) && nq_has_role(s, i, NQ_ROLE_REL) &&
           !s->tags[i].glue && !nq_clause_is_a(c->book, s, i - 1, "many");
}

/* "The district subject to the group", "the load made up of": a participle by
 * what it leads to and its gender, no one. */
static bool
leads_on(const nq_clause *c, uint32_t i)
{
    const nq_scene *s = c->s;
    return i + 1 < c->limit && !c->form.noun && !nq_clause_may_act(c, i) &&
           nq_clause_is_feminine(s, i, false) ==
               nq_clause_is_feminine(s, c->bare[0].first, false) &&
           (s->tags[i + 1].glue & NQ_CLITIC_LAM || leads_from(c, i + 1));
}

/* "The American soldiers": an adjective of the phrase that ends right before
 * it.
 */
static bool
goes_with(const nq_clause *c, uint32_t i)
{
    return c->n_bare == 1 && c->bare[0].end == i && !c->s->tags[i].mention &&
           nq_is_definite(c->s, i - 1) && nq_is_definite(c->s, i) &&
           (nq_is_adjective(c->s, i) || leads_on(c, i));
}

/* "Died of his wounds": how, in the accusative; who dies is the subject. "Our
 * people", "two owners" end alike. */
static bool
is_manner(const nq_clause *c, uint32_t i)
{
    naql_str f = c->s->tokens[i].folded;
    return c->l->voice == NQ_VOICE_PATIENT && !c->form.noun &&
           nq_is_accusative(c->s, i) && !nq_str_ends(f, NQ_STR("نا")) &&
           !nq_str_ends(f, NQ_STR("ها")) && !nq_str_ends(f, NQ_STR("تا"));
}

uint32_t
nq_clause_take_bare(nq_clause *c, uint32_t i, bool straight)
{
    nq_party p;
    uint32_t behind;
    if (nq_is_closing(nq_phrase_at(c->s, i, &behind))) /* "according to" */
        return c->limit;
    if (nq_has_role(c->s, i, NQ_ROLE_SELF)) /* "blew himself up" */
        return i + 1;
    if (is_adjective_of(c, i) || is_adjective_of_owned(c, i) ||
        !nq_clause_read_party(c, i, false, &p) || p.end <= i)
        return i + 1;
    if (c->n_bare && c->bare[c->n_bare - 1].end == i &&
        c->s->tags[i].glue & NQ_CLITIC_WAW) /* "of the rebels and Salim" */
        return p.end;
    leave_weapon(c, &p);
    if (goes_with(c, i)) {
        c->bare[0].end = p.end;
        c->bare[0].span.end = p.span.end;
        c->end = p.end;
        return p.end;
    }
    if (nq_clause_signs(c, i) & c->book->scales.beside || is_manner(c, i) ||
        is_kind_of_object(c, i))
        return p.end;
    if (is_shot(c, &p)) {
        c->l = c->l->armed; /* from here on, what was fired at */
    } else if (!c->n_bare || (straight && c->n_bare < 2)) {
        p = c->n_bare ? nq_clause_with_owner(c, p) : p;
        c->bare[c->n_bare++] = p;
        c->n_straight += straight;
        place_inside(c, p.first, p.end);
    } else {
        return p.end;
    }
    c->end = p.end;
    return p.end;
}
