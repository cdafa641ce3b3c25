/* SPDX-License-Identifier: Apache-2.0
 *
 * refer.h - an earlier person taken up again by his office, his country or a
 * part of his name. Layer 5 (claim), private. Knows nothing of contents and of
 * who spoke before. */
#ifndef NQ_CLAIM_REFER_H
#define NQ_CLAIM_REFER_H

#include "claim/phrase.h"

typedef struct nq_persons {
    const nq_names *names;
    uint32_t next; /* mentions[next - 1] comes next */
    uint32_t tried;
} nq_persons;

/* Steps back over the persons named before a token, the nearest first, as far
 * as NQ_TUNE_NAMES_BACK names; NULL behind the last. O(log n), then O(1). */
nq_persons nq_persons_before(const nq_scene *s, uint32_t token);
const nq_mention *nq_persons_step(nq_persons *p);

/* "The chairman of the board": the nearest person before the cue, else close
 * behind it, who was introduced with that head noun and all of those words;
 * NULL: nobody. */
const nq_mention *nq_refer_office(const nq_scene *s, uint32_t cue,
                                  const nq_np *np);

/* "The Brazilian": the nearest person before the cue beside whom the word
 * stands. */
const nq_mention *nq_refer_origin(const nq_scene *s, uint32_t cue,
                                  const nq_np *np);

/* A name that was not known as one: the person before the cue whose name ends
 * or opens with those words. */
const nq_mention *nq_refer_part(const nq_scene *s, uint32_t cue,
                                const nq_np *np);

/* "Commerce warns", a title's name for a ministry: the body named close behind
 * the token that ends with those words. */
const nq_mention *nq_refer_body(const nq_scene *s, uint32_t token,
                                naql_span words);

/* "According to the Russian army", its article lost to the preposition: a body
 * named before with those words, their articles apart. */
const nq_mention *nq_refer_same(const nq_scene *s, uint32_t cue,
                                const nq_np *np);

/* "A resident of X complained ... the resident": the indefinite phrase that
 * brought him in, if it stands close enough before the cue. */
bool nq_refer_introduced(const nq_scene *s, uint32_t cue, const nq_word *head,
                         nq_np *out);

/* "His Excellency": an honour with a pronoun, which always takes up somebody.
 */
bool nq_refer_is_honour(const nq_scene *s, const nq_np *np);
/* Is the person called by that honour before one of his names? */
bool nq_refer_has_honour(const nq_scene *s, uint32_t entity, uint32_t honour);

#endif
