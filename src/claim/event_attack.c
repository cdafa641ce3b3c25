/* SPDX-License-Identifier: Apache-2.0
 *
 * event_attack.c - who attacked, when the clause does not say. Layer 5 (claim).
 */
#include "claim/event_clause.h"

#include "base/str.h"
#include "claim/event_blame.h"
#include "claim/tune.h"

static const nq_party nobody;

/* Can an adjective of origin tell of the trigger itself? Behind "the killing
 * of" it is who died. */
static bool
may_describe(const nq_clause *c, uint32_t i)
{
    return nq_clause_is_means(c, c->at) || c->l->idafa != NQ_IDAFA_TARGET ||
           (nq_is_definite(c->s, c->at) && nq_is_definite(c->s, i));
}

/* "An Israeli raid", "a Russian rocket": the adjective behind a word for what
 * it was done with, from the trigger to the end of its clause. */
static nq_party
origin_of_means(const nq_clause *c)
{
    uint32_t end = nq_clause_sentence(c)->end;
    uint32_t first = c->form.noun ? c->at : c->at + 1;
    for (uint32_t i = first; i + 1 < end && i < c->at + NQ_TUNE_EVENT; i++) {
        if (nq_clause_is_a(c->book, c->s, i, "answer"))
            break;
        if (!nq_clause_is_means(c, i) && i != c->at)
            continue;
        for (uint32_t k = i + 1; k < end && k <= i + 2; k++)
            if (!c->s->tags[k].mention && nq_is_word(c->s, k) &&
                (i != c->at || may_describe(c, k)) &&
                !(nq_clause_signs(c, k) & c->book->scales.beside) &&
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

/* "To assess": what is done, not who. */
static bool
is_deed(const nq_clause *c, uint32_t i)
{
    const nq_word *w = c->s->tags[i].word;
    return !c->s->tags[i].mention && (w->content || w->noun == NQ_NOUN_STUDY);
}

/* "A raid by the alliance", "artillery shelling by the army": behind a word for
 * the attack and its adjectives, "of" and who can act. */
static nq_party
owner_of_means(const nq_clause *c)
{
    const nq_scene *s = c->s;
    uint32_t end = nq_clause_sentence(c)->end, first = c->at + !c->form.noun;
    nq_party p;
    for (uint32_t i = first; i + 1 < end && i < c->at + NQ_TUNE_EVENT; i++) {
        if (!(nq_clause_signs(c, i) & c->book->scales.attack) ||
            !nq_event_form_at(c->book, s, i).noun)
            continue;
        uint32_t k = i + 1;
        while (k < end && k < i + NQ_TUNE_SEEK_OWNER && is_kind_of(s, k))
            k++;
        nq_reach reach = {k, k + NQ_TUNE_EVENT, true};
        if (k < end && s->tags[k].glue & NQ_CLITIC_LAM &&
            nq_clause_may_act(c, k) && !is_deed(c, k) &&
            nq_party_read(s, &c->book->scales, reach, &p))
            return p;
    }
    return nobody;
}

/* "The killing of ten of the gunmen": they suffered something right before. */
static bool
is_victim(const nq_clause *c, uint32_t i)
{
    const nq_event_scales *scales = &c->book->scales;
    uint32_t first = nq_clause_sentence(c)->first;
    for (uint32_t n = 0; i > first && n < NQ_TUNE_VICTIM; n++) {
        nq_event_form form = nq_event_form_at(c->book, c->s, --i);
        bool suffers =
            form.lemma &&
            (form.noun
                 ? c->book->lemmas[form.lemma - 1].idafa == NQ_IDAFA_TARGET
                 : c->book->lemmas[form.lemma - 1].voice != NQ_VOICE_ACTIVE);
        if (suffers || nq_clause_signs(c, i) & (scales->kill | scales->against))
            return true;
        if (nq_clause_closes(c->s, i))
            return false;
    }
    return false;
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
        if (target || !(nq_clause_signs(c, i) & c->book->scales.fighters) ||
            nq_clause_signs(c, i) & no_one || c->s->tags[i].mention ||
            c->s->tags[i].glue & NQ_CLITIC_BA || is_victim(c, i))
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

void
nq_attack_fill(nq_clause *c)
{
    bool harm = !nq_str_equal(c->l->type, NQ_STR("assault"));
    if (!c->actor.span.end)
        nq_clause_did(c, owner_of_means(c), NQ_WAY_OWNER);
    if (!c->actor.span.end)
        nq_clause_did(c, origin_of_means(c), NQ_WAY_ORIGIN);
    if (!c->actor.span.end && !c->form.noun && c->l->voice != NQ_VOICE_ACTIVE)
        nq_clause_did(c, nq_clause_carrier(c), NQ_WAY_CARRIED);
    if (!c->actor.span.end)
        nq_clause_did(c, nq_blame(c), NQ_WAY_BLAMED);
    if (!c->actor.span.end && harm)
        nq_clause_did(c, nq_clashed(c), NQ_WAY_CLASHED);
    if (!c->actor.span.end && !harm)
        nq_clause_did(c, fighters_near(c), NQ_WAY_NEAR);
}
