/* SPDX-License-Identifier: Apache-2.0
 *
 * said.h - a statement, ready to be held against others. Layer 6 (reuse),
 * private to its folder. */
#ifndef NQ_REUSE_SAID_H
#define NQ_REUSE_SAID_H

#include "reuse/reuse.h"
#include "reuse/tools.h"

#define NQ_SPEAKER_STEMS 6
#define NQ_SPEAKER_WORDS 16
#define NQ_NO_TOKEN      UINT32_MAX

typedef struct nq_said_stem {
    uint64_t stem;
    uint64_t bones; /* hash of its class of near synonyms, else of its letters
                       without the long vowels; 0: fewer than three */
    float weight;
    float rare;      /* weight among the statements of its story */
    float part;      /* of the weight that equal bones count */
    uint32_t token;  /* where it stands first; NQ_NO_TOKEN: no word */
    uint64_t places; /* bit p: it is stem p of the statement's first 64 */
    bool number;
    bool name; /* part of a name */
} nq_said_stem;

typedef struct nq_speaker_word {
    uint64_t bones;
    float idf;
    bool mentioned; /* where the statement names its speaker; else elsewhere */
} nq_speaker_word;

typedef struct nq_said {
    uint32_t article, statement;
    uint32_t person; /* of the pile's people, or NQ_NO_ENTITY */
    naql_str speaker;
    /* Of the speaker's name, and of the offices and words that describe the
     * speaker: rare stems, their bones; 0: no more. */
    uint64_t speaker_stems[NQ_SPEAKER_STEMS];
    uint64_t office_stems[NQ_SPEAKER_STEMS];
    /* All words that tell who speaks, each once. */
    nq_speaker_word words[NQ_SPEAKER_WORDS];
    uint32_t n_words;
    nq_said_stem *at; /* [n] ascending by stem, each once */
    uint32_t n;
    uint32_t row; /* stems that have a place */
    bool named;   /* the speaker is, not "a source" or "the club" */
    uint64_t act; /* hash; 0: to say and no more */
    float weight; /* of all stems together */
    float plain;  /* of those that are no names */
    float rare;   /* of all, among the statements of their story */
    uint8_t form; /* nq_form */
    bool numbers; /* holds a number */
    bool negated; /* what is told is; a denial turns it round */
    bool denied;
    bool title; /* stands in the title */
} nq_said;

naql_status nq_said_make(const nq_pile *pile, uint32_t article,
                         uint32_t statement, const nq_reuse_tools *tools,
                         nq_arena *arena, nq_said *out);

/* Makes the sums anew. */
void nq_said_weigh(nq_said *s);

typedef struct nq_saids {
    nq_said *at; /* [n] by article, then place */
    uint32_t n;
} nq_saids;

/* The statements of a story. What all of them speak of tells none from the
 * other: a stem loses weight by the share of the statements that hold it. */
naql_status nq_saids_make(const nq_pile *pile, const nq_story *story,
                          const nq_reuse_tools *tools, nq_arena *arena,
                          nq_saids *out);

#endif
