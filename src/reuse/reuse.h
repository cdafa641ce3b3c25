/* SPDX-License-Identifier: Apache-2.0
 *
 * reuse.h - what a pile of articles shares: stories, copied passages, one
 * statement in many wordings. Layer 6 (reuse). */
#ifndef NQ_REUSE_REUSE_H
#define NQ_REUSE_REUSE_H

#include "claim/claims.h"
#include "name/people.h"

typedef struct nq_reuse_tools nq_reuse_tools; /* shared, read-only */
naql_status nq_reuse_tools_make(const nq_tables *tables, nq_arena *arena,
                                nq_reuse_tools **out);

/* A pile: [n] frozen readings, sorted by (published, outlet, id). */
typedef struct nq_pile {
    const nq_reading *const *at;
    uint32_t n;
    nq_people people;
    const nq_reuse_tools *tools; /* NULL: without word lists */
} nq_pile;

/* ---- Stories ---- */

typedef struct nq_story {
    const uint32_t *articles; /* [n_articles] into the pile, ascending */
    uint32_t n_articles;
    uint32_t head;       /* the article whose title stands for the story */
    int32_t first, last; /* days, or NQ_NO_DAY */
} nq_story;

typedef struct nq_relation { /* of two stories */
    uint32_t a, b;           /* stories, a < b */
    const char *why;         /* "same people", "same people and place"... */
    uint32_t n_spans;
    const struct nq_place *spans; /* evidence on both sides */
} nq_relation;

typedef struct nq_place { /* a span of an article of the pile */
    uint32_t article;
    naql_span span;
} nq_place;

typedef struct nq_stories {
    const nq_story *at; /* [n] newest first, then by size, then by id */
    uint32_t n;
    const nq_relation *related; /* [n_related] */
    uint32_t n_related;
    const uint32_t *of; /* [pile n] article -> story */
} nq_stories;

/* Single pass over the pile in time order. Cost of an article does not grow
 * with the number of stories (inverted index of clusters). */
naql_status nq_stories_make(const nq_pile *pile, nq_arena *arena,
                            nq_arena *scratch, nq_stories *out);

/* ---- Copies ---- */

typedef struct nq_passage {
    naql_span from, to; /* in the two articles */
    float same_words;   /* 0..1 share of aligned words that are equal */
    bool loose;         /* the words are the same, their order is not */
} nq_passage;

typedef enum nq_certainty { NQ_UNKNOWN, NQ_LIKELY, NQ_CERTAIN } nq_certainty;

typedef enum nq_ground { /* why `from` is the original */
                         NQ_GROUND_UNKNOWN,
                         NQ_GROUND_DATE,
                         NQ_GROUND_CREDIT,
                         NQ_GROUND_DAMAGE,   /* inherited mistakes */
                         NQ_GROUND_CONTAINS, /* one holds the other and more */
                         NQ_GROUND_COMMON_SOURCE
} nq_ground;

typedef struct nq_copy {
    uint32_t from, to;          /* articles of the pile */
    const nq_passage *passages; /* [n_passages] by from.start */
    uint32_t n_passages;
    float share_from, share_to; /* 0..1 of each one's words in passages */
    uint8_t certainty, ground;
    naql_str source; /* agency of a common source; empty: none credited */
} nq_copy;

typedef struct nq_copies {
    const nq_copy *at; /* [n] by (from, to) */
    uint32_t n;
} nq_copies;

/* All pairs of the pile that share a passage of 8 words or more after folding
 * (furniture and formulas do not count). */
naql_status nq_copies_make(const nq_pile *pile, nq_arena *arena,
                           nq_arena *scratch, nq_copies *out);

/* Puts stories together whose articles copy much from each other within a day
 * or two: one speech told from two angles. Everything in *stories is made
 * anew when any are joined. */
naql_status nq_stories_join(const nq_pile *pile, const nq_copies *copies,
                            nq_arena *arena, nq_arena *scratch,
                            nq_stories *stories);

/* ---- One quotation in two stories ---- */

typedef struct nq_echo { /* a statement, and one that quotes its words */
    uint32_t article, statement; /* pile index, index in its claims */
    uint32_t other, echo;        /* the same of an article of another story */
} nq_echo;

typedef struct nq_echoes {
    const nq_echo *at; /* [n] ascending; each stands both ways */
    uint32_t n;
} nq_echoes;

/* The quotations that stand in more stories than one, within a few days: what
 * is said of an event is quoted again where others answer it. Undated articles
 * have none. O(words of the quotations). */
naql_status nq_echoes_make(const nq_pile *pile, const nq_stories *stories,
                           nq_arena *arena, nq_arena *scratch, nq_echoes *out);

/* ---- One statement in many outlets ---- */

typedef struct nq_edit { /* words of a variant against the first one */
    char op;       /* '=' same, '-' only in the first, '+' only in this one */
    naql_str text; /* verbatim: of this variant for = and +, first for - */
    bool glued;    /* to the piece before it: no white space between */
} nq_edit;

typedef struct nq_variant {
    uint32_t article, statement; /* pile index, index in its claims */
    const nq_edit *edits;        /* [n_edits]; the first variant has one '=' */
    uint32_t n_edits;
    /* The words that say it, where the statement says more and has its place
     * in another group: it is told twice. Empty: it says this. */
    naql_span part;
    bool guest; /* of another story's article, which has it in a group there */
} nq_variant;

/* True in the one group that a statement has its place in. */
static inline bool
nq_variant_home(const nq_variant *v)
{
    return v->part.start == v->part.end && !v->guest;
}

typedef struct nq_twin {        /* a group: one utterance */
    uint32_t person;            /* of pile->people, or NQ_NO_ENTITY */
    naql_str speaker;           /* name as shown, verbatim from an article */
    const nq_variant *variants; /* [n_variants] by article, then place,
                                   an article's title last; then guests */
    uint32_t n_variants;
    uint32_t carried_by;  /* different outlets */
    uint32_t independent; /* of these, without copy edge or common credit */
} nq_twin;

typedef struct nq_twins {
    const nq_twin *at; /* [n] by carried_by descending, then first place */
    uint32_t n;
} nq_twins;

typedef struct nq_twin_input {
    const nq_pile *pile;
    const nq_story *story;
    const nq_copies *copies;
    const nq_echoes *echoes; /* NULL: none */
} nq_twin_input;

/* Groups the statements of one story, and has their echoes as guests. A
 * statement that nobody else carries is a group of one. */
naql_status nq_twins_make(const nq_twin_input *in, nq_arena *arena,
                          nq_arena *scratch, nq_twins *out);

/* Every function of this layer is linear in the words of the pile for a given
 * amount of sharing, and deterministic: it knows nothing of addresses, and the
 * pile's order is the only order. */

const char *nq_certainty_name(uint8_t certainty);
const char *nq_ground_name(uint8_t ground);

#endif
