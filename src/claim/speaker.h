/* SPDX-License-Identifier: Apache-2.0
 *
 * speaker.h - who speaks where the words beside the cue do not say. Layer 5
 * (claim), private.
 *
 * Arabic drops the subject that is known: "and added that". The memory holds
 * who spoke before. Knows nothing of contents. */
#ifndef NQ_CLAIM_SPEAKER_H
#define NQ_CLAIM_SPEAKER_H

#include "claim/phrase.h"

#define NQ_MEMORY_SPEAKERS 16

typedef struct nq_memory {
    nq_speaker seen[NQ_MEMORY_SPEAKERS]; /* ring, newest at (n - 1) % size */
    uint8_t verb[NQ_MEMORY_SPEAKERS];    /* grammar that their verbs showed */
    uint32_t n;
    uint8_t last_grammar; /* as the last one's verb showed it */
    bool carried;         /* the last one was quoted by an outlet, and a verb
                             may agree with either */
} nq_memory;

/* NULL: nobody spoke yet. */
const nq_speaker *nq_memory_last(const nq_memory *m);
void nq_memory_add(nq_memory *m, const nq_speaker *who, uint8_t grammar,
                   bool carried);

/* ---- text_owner.c -------------------------------------------------------- */

/* The subject of a verb with "in it" behind it, where the text that this means
 * stands before it in the sentence with its owner: "the remarks of X, in which
 * (he) said". */
bool nq_speaker_of_text(const nq_scene *s, uint32_t sentence, uint32_t verb,
                        nq_np *out);

/* ---- issuer.c ------------------------------------------------------------ */

/* Who issued the paper that a phrase speaks of, by the words behind it: "a
 * report of X", "a study that X made". Sets the speaker; false: nobody. */
bool nq_speaker_issuer(const nq_scene *s, const nq_np *np, nq_speaker *who);
/* "The statement": the body that issued the one that it takes up, if the words
 * behind that told it. Sets the entity; false: nobody. */
bool nq_speaker_issuer_told(const nq_scene *s, const nq_np *np,
                            nq_speaker *who);
/* "The study": who made the one that it takes up, if that is told before. Sets
 * a speaker that has no entity yet. */
void nq_speaker_issuer_before(const nq_scene *s, const nq_np *np,
                              nq_speaker *who);

/* The subject before a verb: "X said", "X who said", "that X had said".
 *
 * sentence first token of the sentence: "X, who said" looks back so far
 * floor    first token that may belong to the clause
 * gap      out: marks stand between subject and verb */
bool nq_speaker_before(const nq_scene *s, uint32_t sentence, uint32_t floor,
                       uint32_t verb, nq_np *out, bool *gap);

/* Could that subject go with the verb of that grammar (nq_grammar) behind it? A
 * verb behind its subject agrees with it in gender and number; only what is
 * known of both speaks against it. */
bool nq_speaker_suits(const nq_scene *s, const nq_np *np, uint32_t verb,
                      uint8_t grammar);

/* The speaker of a cue whose subject is dropped: who spoke last, if he agrees
 * with the verb; else the nearest name that does. */
bool nq_speaker_dropped(const nq_scene *s, const nq_memory *m, uint32_t cue,
                        uint8_t grammar, nq_speaker *out);

/* "Quoting HIM": the person named in this sentence, who spoke last, or the
 * nearest one named. */
bool nq_speaker_person(const nq_scene *s, const nq_memory *m, uint32_t cue,
                       nq_speaker *out);

/* Could a verb of that grammar have this name for its subject? */
bool nq_mention_agrees(const nq_scene *s, const nq_mention *m, uint8_t grammar);

/* "The ministry", "the newspaper", "the player": finds whom a definite common
 * noun stands for among earlier speakers and names, and sets the entity. */
void nq_speaker_resolve(const nq_scene *s, const nq_memory *m, uint32_t cue,
                        nq_speaker *who);
/* "The American official", behind "an official in the American ministry": the
 * words of an earlier speaker without a name, in which all of these stand;
 * false: nobody's. */
bool nq_speaker_nameless(const nq_scene *s, const nq_memory *m,
                         nq_speaker *who);

/* "The chairman of the board", "the Brazilian", "His Excellency", part of a
 * name: the same for a phrase that its words tell apart. */
void nq_speaker_take_up(const nq_scene *s, const nq_memory *m, uint32_t cue,
                        const nq_np *np, nq_speaker *who);

#endif
