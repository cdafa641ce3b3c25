/* SPDX-License-Identifier: Apache-2.0
 *
 * phrase.h - noun phrases that name a source: where they end, whom they name.
 * Layer 5 (claim), private. Knows nothing of cues' contents. */
#ifndef NQ_CLAIM_PHRASE_H
#define NQ_CLAIM_PHRASE_H

#include "claim/scene.h"

typedef struct nq_np { /* tokens [first, end) */
    uint32_t first, end;
    uint8_t noun;    /* nq_noun of its head */
    uint8_t grammar; /* nq_grammar of its head, as far as known */
    bool definite;
    uint32_t name; /* first token of a name that no list has; 0: none */
} nq_np;

#define NQ_JOINT_MAX 4

typedef struct nq_speaker {
    naql_span span;                  /* empty: none */
    uint32_t entity;                 /* or NQ_NO_ENTITY */
    uint32_t entities[NQ_JOINT_MAX]; /* [n_entities] joint ones too */
    uint32_t n_entities;
    const nq_word *head; /* entry of its head noun; words[0] */
    uint8_t noun;        /* nq_noun; PERSON for a PER mention, ... */
    uint8_t grammar;     /* nq_grammar */
    bool outlet;         /* an agency or outlet */
    bool unlisted;       /* a person whose name no list has */
} nq_speaker;

/* Prepositions that are glued to a word. */
#define NQ_CLITIC_PREP (NQ_CLITIC_BA | NQ_CLITIC_LAM | NQ_CLITIC_KAF)

/* The same as below, of a word that some list has. */
bool nq_is_nominal_word(const nq_scene *s, uint32_t i);
/* Can token i open or carry on a noun phrase (no verb, no small word)? */
static inline bool
nq_is_nominal(const nq_scene *s, uint32_t i)
{
    if (i >= s->n)
        return false;
    const nq_tag *t = &s->tags[i];
    if (t->mention || t->office)
        return true;
    if (t->date || s->tokens[i].kind == NQ_TOKEN_MARK)
        return false;
    if (s->tokens[i].kind != NQ_TOKEN_WORD)
        return true;
    if (s->tokens[i].folded.len <= 2)
        return false; /* a lone "l" or "b" */
    return t->word == s->book->words ? !(t->glue & NQ_CLITIC_PREP)
                                     : nq_is_nominal_word(s, i);
}

/* "refused" and "refusal" are one word: no verb but where a clause opens. */
bool nq_may_be_masdar(const nq_scene *s, uint32_t i);

/* A definite adjective: a nisba ("the French") or a word known as one. */
bool nq_is_adjective(const nq_scene *s, uint32_t i);

/* "His lawyer": the letters of "a lawyer (f.)" once they are folded. The press
 * parts the two, and behind him no noun goes on. */
bool nq_np_is_his(const nq_scene *s, uint32_t i);

/* "The Houthis (nominative)": a sound plural with the article is of people,
 * whoever they are. */
bool nq_is_sound_plural(const nq_scene *s, uint32_t i);

/* "Another", "a third resident": nobody who was named before. */
bool nq_np_is_another(const nq_scene *s, uint32_t first, uint32_t end);

/* "The lawyer of the player X", "the wife of X", "an officer loyal to the
 * president X": is the name that of the one whose relative, lawyer or follower
 * stands at token `head`? */
bool nq_np_is_owner(const nq_scene *s, uint32_t head, const nq_mention *m);

/* Does [first, end) say whose its head is, and that it is that one's? Then the
 * two are not one. */
bool nq_np_is_of(const nq_scene *s, uint32_t first, uint32_t end,
                 uint32_t entity);

/* Is [first, end) "the lawyer OF SOMEBODY", a relative or lawyer and whose? */
bool nq_np_is_somebodys(const nq_scene *s, uint32_t first, uint32_t end);
/* Is such a one called so at one of his first names: "his LAWYER X"? */
bool nq_np_is_called(const nq_scene *s, uint32_t first, uint32_t end,
                     uint32_t entity);

/* Reads the noun phrase that opens at `at`; false when none does. Takes in
 * construct chains, adjectives, names in apposition, "in X" behind an unnamed
 * source, names joined by "and". */
bool nq_np_read(const nq_scene *s, uint32_t at, uint32_t limit, nq_np *out);
/* The same behind a preposition that may be glued to the head, or a name
 * between quote marks. */
bool nq_np_read_glued(const nq_scene *s, uint32_t at, uint32_t limit,
                      nq_np *out);

/* "each OF X and Y": is that the preposition behind "each"? */
bool nq_np_is_each(const nq_scene *s, uint32_t i);

/* Whom the phrase names, from its own words alone. false: nobody who could
 * speak (an unknown noun gives its words and true). */
bool nq_np_speaker(const nq_scene *s, const nq_np *np, nq_speaker *out);

/* A person's name that a body carries, "the university of Prince X": no one
 * who speaks. */
bool nq_in_body_name(const nq_scene *s, const nq_mention *m);

/* A speaker made of one mention. */
nq_speaker nq_speaker_mention(const nq_scene *s, const nq_mention *m);

/* A word of the first person that the table has ("I HAVE"), but not "AT the
 * body", which folding makes one with it. */
bool nq_is_known_first(const nq_scene *s, uint32_t i);

/* "HE is well", "we SHALL NOT leave": words that open a clause, so that a short
 * passage in marks names nobody. */
bool nq_quote_speaks(const nq_scene *s, const nq_quote *q);

/* The tokens within the marks of a passage; what full stops join without a
 * space ("N.B.C") counts as one. */
uint32_t nq_quote_words(const nq_scene *s, const nq_quote *q);
/* Marks around a name, not around speech: the passage is short and is a name,
 * or stands behind a noun like "newspaper". */
bool nq_quote_is_name(const nq_scene *s, const nq_quote *q);

#endif
