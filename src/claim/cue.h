/* SPDX-License-Identifier: Apache-2.0
 *
 * cue.h - from a verb of saying to where its content starts. Layer 5 (claim),
 * private. Knows nothing of where content ends and of who speaks without being
 * named. */
#ifndef NQ_CLAIM_CUE_H
#define NQ_CLAIM_CUE_H

#include "claim/phrase.h"

typedef enum nq_way { /* how the content is tied to its cue */
                      NQ_WAY_THAT,
                      NQ_WAY_QUOTE,
                      NQ_WAY_COLON,
                      NQ_WAY_NOUN,
                      NQ_WAY_PREP,
                      NQ_WAY_CLOSE /* content stands before its cue */
} nq_way;

typedef struct nq_cue {
    uint32_t at, end; /* tokens of the cue, a pair ("said, adding") as one */
    const nq_lemma *lemma;
    uint8_t inflection, grammar;
    uint8_t way;
    uint32_t content; /* first token of the content */
    bool has_subject, has_told, framed;
    nq_np subject; /* behind the cue */
    nq_np told;
    nq_np outlet; /* framed: who carried it */
} nq_cue;

/* Reads the cue at token i and finds its content before `limit`.
 *
 * before   a subject stands before the verb, so that the first noun behind it
 *          is its object
 * returns  false when nothing there is reported speech
 * cost     O(NQ_TUNE_ZONE) */
bool nq_cue_read(const nq_scene *s, uint32_t i, uint32_t limit, bool before,
                 nq_cue *out);

/* The same for a verb that nq_cue_read finds no content for: without the words
 * that its row wants beside it, and with the nq_link bits `more` beside those
 * of its row. */
bool nq_cue_read_loosely(const nq_scene *s, uint32_t i, uint32_t limit,
                         bool before, uint32_t more, nq_cue *out);

/* "between her AND BETWEEN him": a preposition whose first part stands before
 * it in the sentence. */
bool nq_cue_is_second(const nq_scene *s, uint32_t i);

/* "a document in which KOREA pledged": somebody speaks in the paper. */
bool nq_cue_has_guest(const nq_scene *s, uint32_t i);

/* Is a statement denied, questioned or wished for by the words before it? */
bool nq_cue_is_denied(const nq_scene *s, uint32_t i);

/* "a source who asked for HIS NAME not to be told". */
bool nq_cue_hides_name(const nq_scene *s, const nq_cue *c);

#endif
