/* SPDX-License-Identifier: Apache-2.0
 *
 * sign.h - a text's word 5-grams as hashes, and its sketch. Layer 9 (bulk).
 *
 * One pass over the bytes: folded letters run into a word's hash, five words
 * into a shingle's. The sketch is the part of them that lies below a bound
 * (FracMinHash: Irber et al. 2022), at least NQ_SKETCH_LEAST. */
#ifndef NQ_BULK_SIGN_H
#define NQ_BULK_SIGN_H

#include "base/arena.h"
#include "base/fold.h"
#include "bulk/set.h"

typedef struct nq_signer { /* read-only once made, shared by threads */
    nq_fold strength;
    uint16_t letter[0x800]; /* of code points below: folded letter, or one of
                               NQ_SIGN_* */
} nq_signer;

enum { NQ_SIGN_BREAK = 0, NQ_SIGN_DROP = 1, NQ_SIGN_SLOW = 2 };

/* strength  NQ_FOLD_WORD: spelling hides nothing; NQ_FOLD_FORM: words as they
 *           are written, but for marks and typing */
void nq_signer_init(nq_signer *s, nq_fold strength);

typedef struct nq_signed { /* a text */
    uint32_t *shingles;    /* [n] the different ones, as they came; not zero */
    uint32_t n;
    uint32_t *sketch; /* [n_sketch] some of them, as they came */
    uint32_t n_sketch;
    uint32_t n_below; /* of the sketch, under the bound that all texts share */
    uint64_t whole;   /* hash of all words; 0: it has none */
} nq_signed;

/* Hashes every run of NQ_SHINGLE_WORDS words; a shorter text has one shingle,
 * an empty one none.
 *
 * text     valid UTF-8
 * set      room to work, kept from text to text; one thread
 * arena    owns the arrays of *out
 * returns  NAQL_OK, NAQL_NOMEM, NAQL_TOO_BIG (2^30 words) */
naql_status nq_sign(const nq_signer *s, naql_str text, nq_set *set,
                    nq_arena *arena, nq_signed *out);

/* The sketch of shingles that are at hand: sets sketch, n_sketch, n_below. */
naql_status nq_sketch(nq_signed *s, nq_arena *arena);

#endif
