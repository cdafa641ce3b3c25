/* SPDX-License-Identifier: Apache-2.0
 *
 * event_clause.c - the clause around a word of what happens: where it ends, its
 * day, its place, its phrases in order. Layer 5 (claim). */
#include "claim/event_phrase.h"

#include "base/sorted.h"
#include "claim/tune.h"

/* "and wounded": the verb of another event. */
static bool
is_next(const nq_event_book *book, const nq_scene *s, uint32_t i)
{
    if (!(s->tags[i].glue & NQ_CLITIC_WAW))
        return false;
    nq_event_form f = nq_event_form_at(book, s, i);
    return f.lemma && !f.noun && book->lemmas[f.lemma - 1].level == 2;
}

/* A word that no list has and that "and" does not add closes no clause, as
 * nearly all do not. */
static bool
is_plain(const nq_scene *s, uint32_t i)
{
    const nq_token *t = &s->tokens[i];
    return t->kind == NQ_TOKEN_WORD && !(t->flags & NQ_TOKEN_LINE) &&
           s->tags[i].word == s->book->words &&
           !(s->tags[i].glue & NQ_CLITIC_WAW);
}

uint32_t
nq_clause_limit(const nq_event_book *book, const nq_scene *s, uint32_t at)
{
    uint32_t i = at + 1, most = at + NQ_TUNE_EVENT;
    while (
        i < s->n && i < most &&
        (is_plain(s, i) || (!nq_ends_sentence(s, i) &&
                            !nq_clause_closes(s, i) && !is_next(book, s, i))))
        i++;
    return i;
}

uint32_t
nq_clause_around(const nq_clause *c, uint32_t *first)
{
    const nq_text *text = c->s->text;
    const nq_sentence *in = &text->sentences[nq_sentence_of(text, c->at)];
    uint32_t most = NQ_TUNE_EVENT_AROUND;
    *first = c->at > in->first + most ? c->at - most : in->first;
    return in->end > c->at + most ? c->at + most : in->end;
}

static uint32_t
date_at(const nq_scene *s, uint32_t token)
{
    uint32_t i;
    NQ_BISECT(i, 0, s->names->n_dates, s->names->dates[i].end <= token);
    return i < s->names->n_dates && s->names->dates[i].first <= token
               ? i
               : NQ_NO_ENTITY;
}

/* Takes in the date at token i, if it is the clause's first; the token behind.
 */
static uint32_t
take_date(nq_clause *c, uint32_t date, uint32_t i)
{
    const nq_date *d = &c->s->names->dates[date];
    if (c->date == NQ_NO_ENTITY && d->type == NQ_DATE_DATE) {
        c->date = date;
        c->end = d->end;
    }
    return d->end > i ? d->end : i + 1;
}

bool
nq_clause_read_party(const nq_clause *c, uint32_t at, bool glued, nq_party *out)
{
    return nq_party_read(c->s, &c->book->scales,
                         (nq_reach){at, c->limit, glued}, out);
}

/* Behind a bracket that opens at i. */
static uint32_t
behind_bracket(const nq_clause *c, uint32_t i)
{
    uint32_t k = i;
    while (k < c->limit && !nq_is_mark(c->s, k, NQ_MARK_CLOSE))
        k++;
    return k < c->limit ? k + 1 : i + 1;
}

/* "The death and wounding of ten": the noun that "and" adds right behind the
 * trigger; what follows it belongs to both. */
static bool
is_twin(const nq_clause *c, uint32_t i)
{
    nq_event_form form = nq_event_form_at(c->book, c->s, i);
    return i == c->at + 1 && c->form.noun && !c->form.definite &&
           c->s->tags[i].glue & NQ_CLITIC_WAW && form.noun && !form.definite &&
           !form.pronoun;
}

/* "Too", between a verb and its subject. */
static bool
goes_between(const nq_clause *c, uint32_t i)
{
    return nq_has_role(c->s, i, NQ_ROLE_ADV);
}

/* "In Vilgrad, thousands marched", "Vilgrad saw marches": where an attack or a
 * march was, told before it: where its sentence opens, or by the verb that a
 * place is the subject of. */
static void
place_ahead(nq_clause *c)
{
    const nq_scene *s = c->s;
    uint32_t first = nq_clause_sentence(c)->first, at = c->at;
    nq_party p;
    if (c->place != NQ_NO_ENTITY || c->l->kind == NQ_EVENT_KINDS)
        return;
    while (at > first && c->at - at < NQ_TUNE_SAW &&
           !nq_clause_is_a(c->book, s, at - 1, "saw"))
        at--;
    if (at > first && !nq_clause_is_a(c->book, s, at - 1, "saw"))
        at = first;
    if (at == first && nq_clause_is_a(c->book, s, first, "in") &&
        c->at - first <= NQ_TUNE_EVENT_SUBJECT)
        at++;
    if (at > first && at < c->at &&
        nq_party_read(s, &c->book->scales, (nq_reach){at, c->at, false}, &p) &&
        nq_party_is(s, &p, NQ_LOC) && nq_clause_is_place(c, &p))
        c->place = p.entities[0];
}

/* "Gunmen (who) wear uniforms abducted": the verb of a clause that tells more
 * of who did it. */
static bool
is_told_more(const nq_clause *c, uint32_t i)
{
    return c->n_bare == 1 && i == c->bare[0].end &&
           nq_is_clause_verb(c->s, i) && !c->form.noun &&
           !nq_is_definite(c->s, c->bare[0].first);
}

/* Behind such a verb and what it does it to. */
static uint32_t
behind_told(const nq_clause *c, uint32_t i)
{
    nq_party p;
    if (i + 1 < c->limit && nq_is_nominal(c->s, i + 1) &&
        nq_clause_read_party(c, i + 1, false, &p))
        return p.end;
    return i + 1;
}

/* "Opened fire and felled ten": what "and" adds before anybody is named has
 * its own. */
static bool
adds_deed(const nq_clause *c, uint32_t i)
{
    return !c->n_bare && i > c->at + 1 && c->l->kind == NQ_EVENT_ASSAULT &&
           !c->form.noun && c->s->tags[i].glue & NQ_CLITIC_WAW &&
           !c->s->tags[i].mention;
}

void
nq_clause_read(nq_clause *c)
{
    const nq_scene *s = c->s;
    uint16_t glue = NQ_CLITIC_BA | NQ_CLITIC_LAM;
    bool straight = true, another = false; /* verb behind */
    bool added = false;
    for (uint32_t i = c->at + 1; i < c->limit;) {
        uint32_t date = s->tags[i].date ? date_at(s, i) : NQ_NO_ENTITY;
        bool verb = nq_is_verb_form(s, i);
        another = another || (verb && c->l->kind != NQ_EVENT_ASSAULT);
        straight = straight && !(verb && c->form.noun);
        added = added || adds_deed(c, i);
        if (date != NQ_NO_ENTITY) {
            i = take_date(c, date, i);
        } else if (is_twin(c, i)) {
            i++;
        } else if (is_told_more(c, i)) {
            i = behind_told(c, i);
        } else if (nq_is_mark(s, i, NQ_MARK_OPEN)) {
            i = behind_bracket(c, i);
        } else if (!added && nq_number_led_to(s, i)) {
            i = nq_clause_take_bare(c, i, straight);
        } else if (nq_has_role(s, i, NQ_ROLE_IN_IT)) { /* "upon it" */
            i++;
        } else if (nq_has_role(s, i, NQ_ROLE_MA) &&
                   !nq_has_role(s, i + 1, NQ_ROLE_PREP)) {
            break; /* "which means" */
        } else if (nq_has_role(s, i, NQ_ROLE_PRON) &&
                   s->tags[i].glue & NQ_CLITIC_WAW) {
            break; /* "while he was" */
        } else if (nq_has_role(s, i, NQ_ROLE_PREP) ||
                   (s->tags[i].glue & glue)) {
            straight = false;
            i = nq_clause_take_behind(c, i);
        } else if (c->n_bare < 2 && !another && !added && nq_is_nominal(s, i)) {
            i = nq_clause_take_bare(c, i, straight);
        } else { /* an adverb, another verb: no subject right behind */
            straight = straight && (!nq_is_word(s, i) || goes_between(c, i));
            i++;
        }
    }
    place_ahead(c);
}
