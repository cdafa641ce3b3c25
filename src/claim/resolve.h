/* SPDX-License-Identifier: Apache-2.0
 *
 * resolve.h - what resolve*.c do for each other, and what others ask of a
 * phrase without a name. Layer 5 (claim), private. */
#ifndef NQ_CLAIM_RESOLVE_H
#define NQ_CLAIM_RESOLVE_H

#include "claim/speaker.h"

/* ---- resolve.c ---------------------------------------------------------- */

/* An earlier speaker that was called by the same noun, or is of that kind. */
const nq_speaker *nq_resolve_seen(const nq_memory *m, const nq_speaker *who,
                                  bool by_kind);
void nq_resolve_stand_for(nq_speaker *who, uint32_t entity);
/* "The source", one word: the fuller words by which he spoke before. */
void nq_resolve_fuller(const nq_scene *s, const nq_speaker *old,
                       nq_speaker *who);
/* "A resident of the street": no office, which several may hold. */
bool nq_resolve_is_unnamed(const nq_scene *s, const nq_speaker *who);
/* The one adjective behind the noun; NQ_NO_TOKEN: none. */
uint32_t nq_resolve_adjective(const nq_scene *s, const nq_speaker *who);
/* Does that very adjective stand in [from, to)? */
bool nq_resolve_described(const nq_scene *s, uint32_t adj, uint32_t from,
                          uint32_t to);

/* The place that an adjective of origin speaks of, with or without article;
 * empty: it is none, or i is NQ_NO_TOKEN. */
naql_str nq_resolve_origin(const nq_scene *s, uint32_t i);
/* Is the person known by offices, or the body called, of another country than
 * the word at token `adj` says, "the RUSSIAN minister"? */
bool nq_resolve_is_foreign(const nq_scene *s, uint32_t adj, uint32_t entity);
/* Is the first of two known by an office with that noun, "the SPOKESMAN", and
 * the other not? */
bool nq_resolve_outranks(const nq_scene *s, const nq_word *head, uint32_t first,
                         uint32_t other);

/* ---- resolve_two.c ------------------------------------------------------ */

/* "The two ministers": sets those two; false: it is no such noun, or nobody
 * was named. */
bool nq_resolve_two(const nq_scene *s, const nq_memory *m, uint32_t cue,
                    nq_speaker *who);

/* ---- resolve_body.c ----------------------------------------------------- */

/* "The channel" is nobody who was called an agency. */
bool nq_resolve_is_other(const nq_word *head, const nq_speaker *who);
/* A body, an outlet, a text; `old`: who was called by the same noun. */
void nq_resolve_thing(const nq_scene *s, const nq_memory *m, uint32_t cue,
                      const nq_speaker *old, nq_speaker *who);

#endif
