/* SPDX-License-Identifier: Apache-2.0
 *
 * twin_score.h - how likely two statements report one utterance. Layer 6
 * (reuse). */
#ifndef NQ_REUSE_TWIN_SCORE_H
#define NQ_REUSE_TWIN_SCORE_H

#include "reuse/reuse.h"
#include "reuse/tools.h"

#define NQ_SPEAKER_STEMS 6

typedef struct nq_said_stem {
    uint64_t stem;
    uint64_t bones; /* hash of its class of near synonyms, else of its letters
                       without the long vowels; 0: fewer than three */
    float weight;
    float part; /* of the weight that equal bones count */
    bool number;
} nq_said_stem;

typedef struct nq_said { /* a statement, ready to compare */
    uint32_t article, statement;
    uint32_t person; /* of the pile's people, or NQ_NO_ENTITY */
    naql_str speaker;
    uint64_t speaker_stems[NQ_SPEAKER_STEMS]; /* of the speaker's name, rare
                                                 ones; 0: no more */
    nq_said_stem *at; /* [n] ascending by stem, each once */
    uint32_t n;
    float weight; /* of all stems together */
    bool direct;  /* quoted word for word */
    bool numbers; /* holds a number */
} nq_said;

naql_status nq_said_make(const nq_pile *pile, uint32_t article,
                         uint32_t statement, const nq_reuse_tools *tools,
                         nq_arena *arena, nq_said *out);

/* From 0 on, 1 and more is certain; symmetric. Shared rare stems against the
 * shorter and against both together; moved by the speakers and by numbers that
 * agree or do not. Words of the same bones count in part: what was translated
 * twice has the names in two spellings and the nouns as verbs. */
float nq_said_score(const nq_said *a, const nq_said *b);

/* Whether they have nothing to do with each other, for all that they could
 * share. */
bool nq_said_apart(const nq_said *a, const nq_said *b);

#endif
