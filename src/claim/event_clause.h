/* SPDX-License-Identifier: Apache-2.0
 *
 * event_clause.h - a word of what happens and the noun phrases of its clause:
 * what the files that read it do for each other. Layer 5 (claim), private.
 * Knows one clause at a time. */
#ifndef NQ_CLAIM_EVENT_CLAUSE_H
#define NQ_CLAIM_EVENT_CLAUSE_H

#include "claim/event_book.h"
#include "claim/event_party.h"

typedef struct nq_clause {
    const nq_scene *s;
    const nq_event_book *book;
    const nq_event_lemma *l;
    nq_event_form form;
    uint32_t at;            /* token of the trigger */
    uint32_t limit;         /* token behind the clause */
    nq_party bare[2];       /* [n_bare] noun phrases without preposition */
    nq_party by;            /* "at the hands of X" */
    nq_party actor, target; /* the clause's answer */
    uint32_t n_bare;
    uint32_t n_straight;  /* of them, those right behind the trigger */
    uint32_t place, date; /* entity, index; NQ_NO_ENTITY */
    uint32_t end;         /* token behind the last part found */
} nq_clause;

/* Sets of words that a token is of, a bit each (event_signs.tsv). */
static inline uint32_t
nq_clause_signs(const nq_clause *c, uint32_t token)
{
    return c->s->signs[token];
}

/* The sentence of the trigger. */
static inline const nq_sentence *
nq_clause_sentence(const nq_clause *c)
{
    const nq_text *text = c->s->text;
    return &text->sentences[nq_sentence_of(text, c->at)];
}

/* ---- event_word.c: what a word is ---------------------------------------- */

/* The form that a token with NQ_EVENT_WORD_FORM is of there. */
nq_event_form nq_event_form_read(const nq_event_book *book, const nq_scene *s,
                                 uint32_t i);
/* The form a token is of, glued letters cut off; lemma 0: none, as nearly
 * always. */
static inline nq_event_form
nq_event_form_at(const nq_event_book *book, const nq_scene *s, uint32_t i)
{
    return s->tags[i].event & NQ_EVENT_WORD_FORM
               ? nq_event_form_read(book, s, i)
               : (nq_event_form){.lemma = 0};
}

/* A mark or a word that ends a clause: "who", "that", a verb of saying. */
bool nq_clause_closes(const nq_scene *s, uint32_t i);
/* The same by what it is: not since a line opens with it. */
bool nq_clause_ends_with(const nq_scene *s, uint32_t i);

/* Written with a ta marbuta, or as a sound plural in the feminine where
 * `plural` asks for it. */
bool nq_clause_is_feminine(const nq_scene *s, uint32_t i, bool plural);
/* An adjective of origin, "Russian"; a country's name too. */
bool nq_is_origin(const nq_scene *s, uint32_t token);
/* Can the phrase that opens at a token do something: a name, people, a body? */
bool nq_clause_may_act(const nq_clause *c, uint32_t token);
/* "A suicide attack": behind an indefinite word for an attack a nisba in the
 * indefinite is no one by himself. */
bool nq_clause_is_kind(const nq_clause *c, uint32_t token);
/* Is the word at a token, one of data/event_objects.tsv, of this kind? */
bool nq_clause_object_is(const nq_event_book *book, const nq_scene *s,
                         uint32_t token, const char *kind);
/* The same of any token: most are none of those. */
static inline bool
nq_clause_is_a(const nq_event_book *book, const nq_scene *s, uint32_t token,
               const char *kind)
{
    return token < s->n && (s->tags[token].event & NQ_EVENT_WORD_OBJECT) &&
           nq_clause_object_is(book, s, token, kind);
}
/* Stands beside the trigger what its word asks for, "signed a deal"? The clause
 * has been read. */
bool nq_clause_has_asked(const nq_clause *c);

/* ---- event_clause.c: what stands in it ----------------------------------- */

/* The token behind the clause of the trigger at a token. */
uint32_t nq_clause_limit(const nq_event_book *book, const nq_scene *s,
                         uint32_t at);
/* Reads the phrases of the clause whose trigger and limit are set: bare, by,
 * place, date, and the target where a preposition shows it. A weapon for its
 * object makes another lemma of it ("fired a rocket"). */
void nq_clause_read(nq_clause *c);
/* The part of the trigger's sentence that is searched: [*first, the result). */
uint32_t nq_clause_around(const nq_clause *c, uint32_t *first);

/* ---- event_subject.c: what stands before a verb ---------------------------
 */

/* The subject that stands before a verb at a token: "that unknown gunmen shot",
 * "a unit of the guards had killed"; empty: none. */
nq_party nq_clause_subject_before(const nq_clause *c, uint32_t at);
/* Does "that", "was" open the clause at a token? What follows is its subject,
 * however far the verb is. */
bool nq_clause_is_headed(const nq_scene *s, uint32_t first);
/* An attack or a weapon does nothing by itself; a word that is also one for
 * people ("a suicide bomber") may. */
bool nq_clause_is_means(const nq_clause *c, uint32_t token);
/* "a car bomb that hit a patrol": the token of the means before the trigger
 * that the verb may tell of; the trigger: none. A clause that closes hides it,
 * "who" apart. */
uint32_t nq_clause_means_at(const nq_clause *c);
/* "a car bomb that hit a patrol": does a means stand before the trigger? */
bool nq_clause_means_before(const nq_clause *c);

/* ---- event_roles.c, event_attack.c: who did it, and to whom ---------------
 */

/* Sets actor and target from what was read: subject and object of a verb, what
 * follows a verbal noun, whoever carried it out. */
void nq_clause_share_out(nq_clause *c);
/* "an attack that rebels carried out": whoever carried out what the trigger
 * names, behind it; empty: none. */
nq_party nq_clause_carrier(const nq_clause *c);
/* Is it one who may attack: fighters, police, a body, an office? */
bool nq_clause_acts(const nq_clause *c, const nq_party *p);
/* Sets who did it and how that was found; a mere number did nothing. */
void nq_clause_did(nq_clause *c, nq_party p, nq_way way);
/* Of an attack: who did it, when its clause does not say. event_attack.c. */
void nq_attack_fill(nq_clause *c);

#endif
