/* SPDX-License-Identifier: Apache-2.0
 *
 * names.h - what the parts of train_names share: what is known of words,
 * marked sets, features, learner. Not part of the library. */
#ifndef NQ_TRAIN_NAMES_H
#define NQ_TRAIN_NAMES_H

#include "base/buf.h"
#include "base/map.h"
#include "corpus.h"
#include "name/tagger.h"

typedef float lanes[NQ_LANES]; /* a number for each label, and one to spare */

/* Classes of a word in CLASSES.tsv: by near company, four sizes from the
 * finest on; by wide company, three. COMPANY is the one that pairs of words
 * are told by. */
enum { CLASSES = 7, NEAR = 4, COMPANY = 3 };

/* A word of the news, as training knows it. */
struct known {
    naql_str word; /* folded */
    uint64_t key, base;
    uint32_t count;
    uint16_t classes[CLASSES]; /* from 1 */
    uint8_t usually;           /* two bits each: person at the front, person
                                  further on, place, body */
};

struct tools {
    nq_arena arena;
    nq_tables tables;
    nq_text_tools *text;
    nq_lexicon lexicon;
    nq_model model;
    struct known *known; /* [model.head->n_words]; NULL: only to be run */
    uint32_t habit;      /* of the set at work; 0 is the library's own */
};

struct sentence {
    uint32_t first, n; /* tokens, in struct set */
    uint32_t text;     /* number of its text */
    uint32_t habit;
    bool held;
};

/* Everything that is learned from. */
struct set {
    nq_arena arena;
    nq_list sentences; /* of struct sentence */
    nq_list starts;    /* of uint64_t: first feature of each token */
    nq_list words;     /* of nq_feature_word: of each token */
    nq_list texts;     /* of uint32_t: first token of each text */
    nq_list features;  /* of uint64_t */
    nq_list labels;    /* of uint8_t */
};

struct count {
    uint32_t right[3], found[3], gold[3];
};

/* ---- words.c: CLASSES.tsv and USUALLY.tsv ------------------------------- */

enum { WORD_SLOTS = 1 << 16, WEIGHT_SLOTS = 1 << 17 };

/* Reads both; keys[WORD_SLOTS] and words[WORD_SLOTS] of a model without
 * weights, and what is known of each. `usually` may be "-". */
struct known *words_read(const char *classes, const char *usually,
                         uint32_t *keys, nq_model_word *words, nq_arena *arena);

/* ---- see.c: features ---------------------------------------------------- */

enum { SEEN_MAX = 1024, SEEN_MEMORY_MAX = 16 };

/* A feature of letters: it has weights of its own in the file. */
#define SEEN_LETTERS (1ull << 40)

/* Features of token `i` of a sentence words[first..end). */
uint32_t see(const struct tools *t, const nq_feature_word *words,
             uint32_t first, uint32_t end, uint32_t i, uint64_t out[SEEN_MAX]);
/* Those of its memory; none where nothing is remembered. */
uint32_t see_memory(const nq_feature_word *words, const struct sentence *s,
                    uint32_t i, uint64_t out[SEEN_MEMORY_MAX]);

/* Those of a word alone, for the label that has it in its place `place`. */
uint32_t see_word(const struct tools *t, const nq_feature_word *word,
                  uint32_t place, uint64_t out[SEEN_MAX]);

/* ---- marked.c: marked sets ---------------------------------------------- */

/* Reads a SET (see train_names.c). One of the three is not NULL: combinations
 * of lists are counted, features of its sentences kept, or names found in its
 * held-out part counted. */
struct set_use {
    nq_list *combos; /* of uint32_t: lists of each word */
    struct set *set;
    struct count *count;
    nq_arena *arena; /* of combos */
    bool show;       /* prints the names where `count` is wrong */
};
void set_read(struct tools *tools, const char *arg, const struct set_use *use);
/* The habit of a SET: the number behind its "@", else 0. */
uint32_t set_habit(const char *arg);
void count_print(const char *what, const struct count *c);

/* ---- silver.c ----------------------------------------------------------- */

/* Writes every `every`th article of the news as a marked set. */
void silver_write(struct tools *t, const char *path, uint32_t every,
                  const char *const *news, uint32_t n);

/* ---- learn.c ----------------------------------------------------------- */

struct state { /* of FTRL, for each label of a feature */
    lanes z, n, w;
};

struct learner {
    struct set *set;
    uint32_t *slots;        /* of each feature */
    uint32_t *memory_slots; /* [tokens][SEEN_MEMORY_MAX], 0: none */
    int skip_fold;          /* texts that are not learned from; -1: none */
    struct state *state;    /* [named.n] */
    nq_arena arena;
    nq_map slot_of; /* feature -> its number */
    nq_list named;  /* of uint64_t: features by number; 0 is nobody's */
    lanes follow, follow_z[8], follow_n[8], follow_w[8]; /* row 7: start */
    double loss;
    uint64_t draw; /* of this epoch: which features are not seen */
};

/* Learns everything from l->set. */
void learner_run(struct learner *l);

/* ---- pack.c: weights to a file ------------------------------------------ */

/* Writes the learner's weights into head, words and weights, as they are by the
 * habit t->habit. */
void pack(const struct tools *t, const struct learner *l, nq_model_head *head,
          nq_model_word *words, nq_model_weights *weights);

/* The combinations of lists that most words have, into the head. */
void pack_combos(const nq_list *seen, nq_model_head *head);

/* head, keys, words and weights as one sealed file. */
struct pack_parts {
    nq_model_head *head;
    const uint32_t *keys;
    const nq_model_word *words;
    const nq_model_weights *weights;
};
void pack_file(const struct pack_parts *parts, nq_buf *file);

#endif
