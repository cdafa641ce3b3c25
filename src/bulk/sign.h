/* SPDX-License-Identifier: Apache-2.0
 *
 * sign.h - a text's word 5-grams as hashes. Layer 9 (bulk).
 *
 * One pass over the bytes: folded letters run into a word's hash, five words
 * into a shingle's. Nothing is allocated but the hashes. */
#ifndef NQ_BULK_SIGN_H
#define NQ_BULK_SIGN_H

#include "naql.h"

typedef struct nq_signer {  /* read-only once made, shared by threads */
    uint16_t letter[0x800]; /* of code points below: folded letter, or one of
                               NQ_SIGN_* */
} nq_signer;

enum { NQ_SIGN_BREAK = 0, NQ_SIGN_DROP = 1, NQ_SIGN_SLOW = 2 };

void nq_signer_init(nq_signer *s);

/* Most shingles that a text of so many bytes can have. */
#define NQ_SHINGLES_MAX(bytes) ((bytes) / 2 + 2)

/* Writes the hash of every run of NQ_SHINGLE_WORDS words, in order, repeated
 * ones too; a shorter text has one shingle, an empty one none.
 *
 * text      valid UTF-8
 * shingles  [NQ_SHINGLES_MAX(text.len)]
 * returns   how many were written; *whole is a hash of all words */
uint32_t nq_sign(const nq_signer *s, naql_str text, uint32_t *shingles,
                 uint64_t *whole);

#endif
