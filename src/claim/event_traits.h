/* SPDX-License-Identifier: Apache-2.0
 *
 * event_traits.h - what there is to see of a phrase that may have done it, or
 * have suffered it. Layer 5 (claim), private.
 *
 * Features by number, each in a block of its own; data/event_roles.tsv names a
 * feature by block and place in it. Knows nothing of what they are worth. */
#ifndef NQ_CLAIM_EVENT_TRAITS_H
#define NQ_CLAIM_EVENT_TRAITS_H

#include "claim/event_seek.h"

#define NQ_TRAIT_HEADS 25u /* classes of a head: signs, names, nouns */
#define NQ_TRAIT_PREPS 12u /* classes of what stands before it */
#define NQ_TRAIT_SITES 8u  /* before, behind; noun, verb; clause left or not */
#define NQ_TRAIT_WORD  44u /* signs of a word, and what else it is */
#define NQ_TRAIT_NEAR  8u  /* steps of distance */
#define NQ_TRAIT_RULES 5u  /* phrases the rules found: actor, target, by... */

/* Blocks, each from where the one before ends. */
enum {
    NQ_TRAIT_HEAD,
    NQ_TRAIT_HEAD_AT = NQ_TRAIT_HEAD + NQ_TRAIT_HEADS,
    NQ_TRAIT_PREP = NQ_TRAIT_HEAD_AT + NQ_TRAIT_HEADS * NQ_TRAIT_SITES,
    NQ_TRAIT_PREP_AT = NQ_TRAIT_PREP + NQ_TRAIT_PREPS,
    NQ_TRAIT_DISTANCE = NQ_TRAIT_PREP_AT + NQ_TRAIT_PREPS * NQ_TRAIT_SITES,
    NQ_TRAIT_CLOSES = NQ_TRAIT_DISTANCE + NQ_TRAIT_NEAR * NQ_TRAIT_SITES,
    NQ_TRAIT_FRAME = NQ_TRAIT_CLOSES + 2 * 4,
    NQ_TRAIT_INSIDE = NQ_TRAIT_FRAME + 2 * NQ_TRAIT_SITES,
    NQ_TRAIT_LAST = NQ_TRAIT_INSIDE + NQ_TRAIT_WORD,
    NQ_TRAIT_LAST2 = NQ_TRAIT_LAST + NQ_TRAIT_WORD,
    NQ_TRAIT_MARCH = NQ_TRAIT_LAST2 + NQ_TRAIT_WORD,
    NQ_TRAIT_OWNER = NQ_TRAIT_MARCH + 3 * NQ_MARCH_KINDS,
    NQ_TRAIT_NEXT = NQ_TRAIT_OWNER + 3 * NQ_TRAIT_PREPS,
    NQ_TRAIT_FORM = NQ_TRAIT_NEXT + 8,
    NQ_TRAIT_AGREES = NQ_TRAIT_FORM + 8,
    NQ_TRAIT_RULE = NQ_TRAIT_AGREES + 16,
    NQ_TRAIT_RULE_HEAD = NQ_TRAIT_RULE + 2 * NQ_TRAIT_RULES,
    NQ_TRAIT_WITHIN = NQ_TRAIT_RULE_HEAD + NQ_TRAIT_RULES * NQ_TRAIT_HEADS,
    NQ_TRAIT_RANK = NQ_TRAIT_WITHIN + NQ_TRAIT_RULES,
    NQ_TRAIT_VOICE = NQ_TRAIT_RANK + 2 * 4,
    NQ_TRAIT_WAY = NQ_TRAIT_VOICE + 8, /* twice: of the actor, of nobody */
    NQ_TRAIT_NOBODY = NQ_TRAIT_WAY + 2 * NQ_WAYS, /* of nobody */
    NQ_TRAIT_ABSENT = NQ_TRAIT_NOBODY + 1,
    NQ_TRAIT_TOLD = NQ_TRAIT_ABSENT + 16,
    NQ_TRAIT_DOES = NQ_TRAIT_TOLD + NQ_EVENT_SIGNS,
    NQ_TRAITS = NQ_TRAIT_DOES + 2 * NQ_TRAIT_SITES
};

#define NQ_TRAITS_MOST 160 /* of one candidate */

typedef struct nq_traits {
    uint16_t at[NQ_TRAITS_MOST];
    uint32_t n;
} nq_traits;

/* What it shows by itself, in its sentence. */
void nq_traits_own(const nq_seek *k, uint32_t candidate, nq_traits *out);
/* What it shows beside a clause's trigger. */
void nq_traits_beside(const nq_seek *k, const nq_clause *c, uint32_t candidate,
                      nq_traits *out);
/* What speaks for nobody. */
void nq_traits_nobody(const nq_seek *k, const nq_clause *c, nq_traits *out);

/* Class of the head of a phrase that opens at a token, < NQ_TRAIT_HEADS; the
 * last: nothing is known of it. */
uint8_t nq_trait_head(const nq_seek *k, uint32_t token);

/* A feature's number from its name in the table ("head-at 12"), and back; false
 * when there is none. */
bool nq_trait_from(naql_str name, uint32_t *trait);
const char *nq_trait_block(uint32_t trait, uint32_t *place);

#endif
