/* SPDX-License-Identifier: Apache-2.0
 *
 * model.h - the weights file of the tagger: load and verify. Layer 4 (name).
 *
 * models/names.bin is data of its own (see models/names.receipt.txt for what
 * it was trained on and its licence). Little-endian and all in whole numbers,
 * so that sums are the same on every machine and in every order. In this
 * order: head, keys, words, weights. Trained by train/train_names.c.
 *
 * What a word by itself says of the words around it was added up in training:
 * a known word costs one look-up, however many features it had. */
#ifndef NQ_NAME_MODEL_H
#define NQ_NAME_MODEL_H

#include "name/label.h"
#include "text/text.h"

#define NQ_MODEL_MAGIC   "NQNAMES"
#define NQ_MODEL_VERSION 4u

/* A weight of 1 stands for this much of a logarithm of a likelihood. */
#define NQ_MODEL_SCALE (1.0 / 16)

enum {
    NQ_LANES = 8,  /* a number for each label; the last is always 0 */
    NQ_PLACES = 5, /* two words in front, the word, two behind */
    /* Classes of words, 0 an unknown one; behind them what lies beyond a
     * sentence. */
    NQ_COMPANIES = 66, /* by the company that it keeps */
    NQ_USUALS = 66,    /* by what it is in names */
    NQ_COMBOS = 128,   /* by the lists that it is in; 0: any other */
    NQ_SHAPES = 48,    /* by how it is written */
    NQ_MEMORIES = 65,  /* by what its other places in the text are */
    NQ_LISTS = 32      /* bits of nq_lex; the tagger sees some */
};

/* Weights of the labels, and what a word at another label's place adds. */
typedef struct nq_weights {
    int8_t at[NQ_LANES];
} nq_weights;

/* What two words beside each other say: of the first, and of the second. */
typedef struct nq_weights_pair {
    int8_t first[NQ_LANES], second[NQ_LANES];
} nq_weights_pair;

/* What a word says of the label that has it in its place k. */
typedef struct nq_weights_row {
    int8_t at[NQ_PLACES][NQ_LANES];
} nq_weights_row;

/* A word of the news. */
typedef struct nq_model_word {
    nq_weights_row row;
    uint8_t company, usual;
    uint8_t often; /* 8 * log2 of its count + 1 */
    uint8_t body;  /* 0..3: how often it is part of a body's name */
} nq_model_word;

/* Weights of a feature that an unknown word may have; it lives in one of two
 * slots beside each other, told apart by a check in the last lane. */
typedef nq_weights nq_model_weights;

static inline uint8_t
nq_model_check_of(const nq_model_weights *w) /* 0: a free slot */
{
    return (uint8_t)w->at[NQ_LANES - 1];
}

typedef struct nq_model_head {
    char magic[8];
    uint32_t version;
    uint32_t size;                      /* bytes of the file */
    uint64_t checksum;                  /* nq_hash of all that follows it */
    uint32_t n_words, n_weights;        /* slots, powers of two */
    int32_t start[NQ_LANES];            /* of a sentence */
    int32_t follow[NQ_LANES][NQ_LANES]; /* [label][next label] */
    uint32_t combos[NQ_COMBOS];         /* ascending; the first is 0 */
    nq_weights_row unknown, beyond;     /* an unknown word, and none */
    nq_weights_row lists[NQ_LISTS];
    nq_weights_row shapes[NQ_SHAPES];
    nq_weights combo[NQ_COMBOS][NQ_COMPANIES];         /* of the word itself */
    nq_weights combo_company[NQ_COMBOS][NQ_COMPANIES]; /* of the second */
    nq_weights company_combo[NQ_COMPANIES][NQ_COMBOS]; /* of the second */
    nq_weights shape_combo[NQ_SHAPES][NQ_COMBOS];      /* of the second */
    nq_weights_pair companies[NQ_COMPANIES][NQ_COMPANIES];
    nq_weights_pair usuals[NQ_USUALS][NQ_USUALS];
    nq_weights_pair combo_pairs[NQ_COMBOS][NQ_COMBOS];
    nq_weights_pair shape_pairs[NQ_SHAPES][NQ_SHAPES];
    nq_weights memory_usual[NQ_MEMORIES][NQ_USUALS];
    nq_weights memory_company[NQ_MEMORIES][NQ_COMPANIES];
    nq_weights memory_at[3][NQ_MEMORIES]; /* of the word before, it, behind */
    nq_weights_pair memories[NQ_MEMORIES][NQ_MEMORIES];
} nq_model_head;

/* Bytes in front of what the checksum is of. */
#define NQ_MODEL_UNSUMMED offsetof(nq_model_head, n_words)

/* What every word of a combination of lists has in common, made from the head
 * when a model is opened. */
enum { NQ_COMBO_SLOTS = 2048, NQ_COMBO_SHIFT = 32 - 11 };
typedef struct nq_model_combos {
    uint32_t factor;            /* gives each a slot of its own */
    uint8_t at[NQ_COMBO_SLOTS]; /* which, by its lists */
    int16_t rows[NQ_COMBOS][NQ_PLACES][NQ_LANES]; /* of all its lists */
} nq_model_combos;

typedef struct nq_model {
    const nq_model_head *head;
    const uint32_t *keys; /* [n_words] upper halves of keys; 0: a free slot */
    const nq_model_word *words;      /* [n_words] */
    const nq_model_weights *weights; /* [n_weights] */
    nq_model_combos combos;
} nq_model;

static inline uint32_t
nq_combo_slot(const nq_model_combos *c, uint32_t lists)
{
    return (lists * c->factor) >> NQ_COMBO_SHIFT;
}

/* Row of a combination of lists; 0 when it is none of the frequent ones. */
static inline uint8_t
nq_model_combo(const nq_model *m, uint32_t lists)
{
    uint8_t found = m->combos.at[nq_combo_slot(&m->combos, lists)];
    return (uint8_t)(found * (m->head->combos[found] == lists));
}

/* The model that was compiled in. NAQL_CORRUPT when it is no model of this size
 * and version; its sum and numbers are a part of the program, and the tests'.
 */
naql_status nq_model_builtin(nq_model *out);
/* The same from bytes, aligned to 8, checked in all; borrowed. */
naql_status nq_model_open(const void *bytes, size_t size, nq_model *out);

/* ---- Words ------------------------------------------------------------- */

/* Key of every number. */
#define NQ_MODEL_NUMBER 1ull

/* Does a word end in alif maqsura? Folding takes it for ya; "on" and "Ali"
 * differ in nothing else. */
static inline bool
nq_token_maqsura(const nq_text *text, const nq_token *t)
{
    const char *last = text->article->text.ptr + t->span.end - 1;
    return t->kind == NQ_TOKEN_WORD && (unsigned char)*last == 0x89 &&
           (unsigned char)last[-1] == 0xd9;
}

/* Key of a word: its folded hash, told apart by its last letter. */
static inline uint64_t
nq_model_key(uint64_t hash, bool maqsura)
{
    return maqsura ? hash * 0x9e3779b97f4a7c15ull : hash;
}

/* What the layer's memory of words (base/lore.h) has of one, by that key. */
enum {
    NQ_WORD_FRONT, /* lexicon.c: how its front is read */
    NQ_WORD_LISTS, /* lexicon.c: what the lists say of it alone */
    NQ_WORD_TIME   /* time_word.c */
};

/* Asks for the place of a word before it is looked at. */
static inline void
nq_model_word_fetch(const nq_model *m, uint64_t hash, bool maqsura)
{
    uint64_t key = nq_model_key(hash, maqsura);
    __builtin_prefetch(&m->keys[(uint32_t)key & (m->head->n_words - 1)]);
}

/* NULL when the word is not known, in neither spelling. */
const nq_model_word *nq_model_word_find(const nq_model *m, uint64_t hash,
                                        bool maqsura);

#endif
