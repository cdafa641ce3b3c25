/* SPDX-License-Identifier: Apache-2.0
 *
 * names.h - what the parts of train_names share: marked sets, learner. Not
 * part of the library. */
#ifndef NQ_TRAIN_NAMES_H
#define NQ_TRAIN_NAMES_H

#include "corpus.h"
#include "name/tagger.h"

#define NQ_TRAIN_ROOM (1u << 22) /* features while training */

typedef float lanes[8]; /* a number for each label, and one to spare */

struct tools {
    nq_arena arena;
    nq_tables tables;
    nq_text_tools *text;
    nq_lexicon lexicon;
    nq_model model;
};

struct sentence {
    uint32_t first, n; /* tokens, in struct set */
    uint32_t text;     /* number of its text */
    bool held;
};

/* Everything that is learned from or tested on. */
struct set {
    nq_arena arena;
    nq_list sentences; /* of struct sentence */
    nq_list starts;    /* of uint64_t: first feature of each token */
    nq_list words;     /* of nq_feature_word: of each token */
    nq_list texts;     /* of uint32_t: first token of each text */
    nq_list features;  /* of uint64_t */
    nq_list labels;    /* of uint8_t */
};

struct work {
    nq_arena arena, scratch;
    nq_text text;
    nq_lex_word *lex;
    nq_feature_word *words;
    uint8_t *gold;
};

struct count {
    uint32_t right[3], found[3], gold[3];
};

/* ---- marked.c ---------------------------------------------------------- */

/* Reads a SET (see train_names.c): features of its sentences into `set`, or
 * names found in its held-out part into `count`; one of them is NULL. */
void set_read(const struct tools *tools, const char *arg, struct set *set,
              struct count *count);
void count_print(const char *what, const struct count *c);

/* ---- learn.c ----------------------------------------------------------- */

struct learner {
    struct set *set;
    uint32_t *slots;        /* of each feature */
    uint32_t *memory_slots; /* [tokens][NQ_MEMORY_FEATURES_MAX], 0: none */
    int skip_fold;          /* texts that are not learned from; -1: none */
    lanes *z, *n;           /* [NQ_TRAIN_ROOM] FTRL state */
    uint64_t
        *named; /* [NQ_TRAIN_ROOM] the feature that a slot was first used by */
    lanes follow, follow_z[8], follow_n[8], follow_w[8]; /* row 7: start */
    double loss;
    uint64_t draw; /* of this epoch: which features are not seen */
};

/* Learns everything from l->set. */
void learner_run(struct learner *l);
/* Weight of label `k` in slot `i`. */
float learner_weight(const struct learner *l, uint32_t i, int k);

#endif
