/* SPDX-License-Identifier: Apache-2.0
 *
 * event_party.h - who takes part in an event: a noun phrase, named or not.
 * Layer 5 (claim), private. Knows nothing of verbs. */
#ifndef NQ_CLAIM_EVENT_PARTY_H
#define NQ_CLAIM_EVENT_PARTY_H

#include "claim/event_scales.h"
#include "claim/phrase.h"

typedef enum nq_way { /* how whoever did it was found */
                      NQ_WAY_NONE,
                      NQ_WAY_BEHIND,  /* right behind the verb */
                      NQ_WAY_WHOM,    /* "whom rebels abducted" */
                      NQ_WAY_BEFORE,  /* before the verb */
                      NQ_WAY_MANY,    /* before a verb in the plural */
                      NQ_WAY_OF,      /* "the shelling of X" */
                      NQ_WAY_CARRIED, /* "an attack that X carried out" */
                      NQ_WAY_CARRIES, /* "X carried out the attack" */
                      NQ_WAY_BY,      /* "at the hands of X" */
                      NQ_WAY_ORIGIN,  /* "a Russian raid" */
                      NQ_WAY_OWNER,   /* "a raid by the alliance" */
                      NQ_WAY_NEAR,    /* people of the sentence */
                      NQ_WAY_BLAMED,  /* "laid to X", "X claimed it" */
                      NQ_WAY_CLASHED, /* "in clashes with X" */
                      NQ_WAYS
} nq_way;

typedef struct nq_party {
    naql_span span;                     /* empty: none */
    uint32_t entities[NQ_JOINT_MAX], n; /* named in it */
    uint32_t first, end;                /* tokens */
    bool counted;                       /* begins with a number: "14 people" */
    uint8_t way;                        /* nq_way, of an actor */
} nq_party;

typedef struct nq_reach {
    uint32_t at, limit; /* tokens */
    bool glued;         /* a preposition may be part of the first */
} nq_reach;

/* Reads the party that opens where the reach does; false when no noun stands
 * there. Takes in what a number counts ("six of the guards"); leaves out what
 * only follows it: the clause of an indefinite noun, a place beside it, a
 * second party. */
bool nq_party_read(const nq_scene *s, const nq_event_scales *scales,
                   nq_reach reach, nq_party *out);

/* "A patrol of the police", "a gathering of civilians": takes in who has it,
 * behind an indefinite noun and "of". */
void nq_party_own(const nq_scene *s, const nq_event_scales *scales,
                  uint32_t limit, nq_party *p);

/* A verb, by data/verb_forms.tsv or as one of what happens, in the plural; the
 * scene's words of what happens are tagged. */
bool nq_is_verb_form(const nq_scene *s, uint32_t i);

/* The verb of a clause that tells more of an indefinite noun: "gunmen (who)
 * wear", in the present plural. */
bool nq_is_clause_verb(const nq_scene *s, uint32_t i);

/* A noun without the article in the accusative, as it is written. */
bool nq_is_accusative(const nq_scene *s, uint32_t i);
/* The same, or a plural or dual that is no subject by its ending. */
bool nq_is_oblique(const nq_scene *s, uint32_t i);

bool nq_party_is(const nq_scene *s, const nq_party *p, nq_name_type type);

/* Bits of the signs of its tokens. */
uint32_t nq_party_signs(const nq_event_scales *scales, const nq_scene *s,
                        const nq_party *p);

/* "no less than 14", "about 14", "14": the number that these words lead to;
 * NULL: none. */
const nq_number *nq_number_led_to(const nq_scene *s, uint32_t i);

/* The number that token i is of, its unit too; NULL: none. */
const nq_number *nq_number_at(const nq_scene *s, uint32_t i);

#endif
