/* SPDX-License-Identifier: Apache-2.0
 *
 * segment.h - where a word's clitics end. Layer 3 (text), private to its
 * folder and to the training program.
 *
 * Lists every cut of a folded word into proclitics, stem and pronoun, and
 * ranks them: log-probability of the clitics, plus the strength of the stem as
 * models/segment.bin knows it (how often it stands without clitics, or with
 * what only a stem can carry). Source: the idea of Farasa (Abdelali et al.
 * 2016: list the cuts, rank them), with other features. */
#ifndef NQ_TEXT_SEGMENT_H
#define NQ_TEXT_SEGMENT_H

#include "base/utf8.h"
#include "text/text.h"

/* The letter at byte `at` of a folded word of such letters; 0 behind it. */
static inline uint32_t
nq_letter(naql_str word, size_t at)
{
    if (at + NQ_LETTER > word.len)
        return 0;
    return ((uint32_t)(unsigned char)word.ptr[at] & 0x1f) << 6 |
           ((uint32_t)(unsigned char)word.ptr[at + 1] & 0x3f);
}

enum { /* the letters that affixes are made of */
       NQ_ALIF = 0x627,
       NQ_BA = 0x628,
       NQ_TA = 0x62a,
       NQ_SIN = 0x633,
       NQ_FA = 0x641,
       NQ_KAF = 0x643,
       NQ_LAM = 0x644,
       NQ_MIM = 0x645,
       NQ_NUN = 0x646,
       NQ_HA = 0x647,
       NQ_WAW = 0x648,
       NQ_YA = 0x64a
};

/* One way to read a word's front or its end. */
typedef struct nq_affix {
    uint8_t bytes;    /* of the folded word */
    uint16_t clitics; /* nq_clitic */
    float prior;      /* natural logarithm of its share */
} nq_affix;
#define NQ_FRONTS_MAX 12
#define NQ_TAILS_MAX  4

/* The readings of a front, no clitic first; returns how many. */
uint32_t nq_segment_fronts(naql_str folded, nq_affix out[NQ_FRONTS_MAX]);
/* The readings of an end, no pronoun first. */
uint32_t nq_segment_tails(naql_str folded, nq_affix out[NQ_TAILS_MAX]);
/* May this front, stem and pronoun stand together? */
bool nq_segment_allows(const nq_affix *front, naql_str stem,
                       const nq_affix *tail);

/* Logarithm of the share of the conjunction alone among clitic bits. */
float nq_segment_conjunction(uint16_t clitics);

/* Key of a stem in the model; `ta` when it ends in a ta marbuta, which the
 * folded form shows as ha. */
uint64_t nq_segment_key(naql_str stem, bool ta);

typedef struct nq_segment_model {
    const uint8_t *slots; /* [n_slots][3]: two bytes of key, strength */
    uint32_t mask;        /* n_slots - 1 */
} nq_segment_model;

/* Checks magic, size and checksum: NAQL_CORRUPT. Borrows `bytes`. */
naql_status nq_segment_open(const void *bytes, size_t size,
                            nq_segment_model *out);
/* The model that was compiled in, whose sum is a part of the program's, and the
 * tests'. */
naql_status nq_segment_builtin(nq_segment_model *out);

/* Natural logarithm of a stem's strength; a guess by its length when the model
 * does not know it. */
float nq_segment_strength(const nq_segment_model *m, naql_str stem, bool ta);
/* The same of a stem whose key is known, and what asks for its place ahead: the
 * stems of a word lie anywhere in the model. */
float nq_segment_strength_of(const nq_segment_model *m, uint64_t key,
                             size_t stem_bytes);
static inline void
nq_segment_fetch(const nq_segment_model *m, uint64_t key)
{
    __builtin_prefetch(m->slots + 3 * (size_t)((uint32_t)key & m->mask));
}

/* ---- The form of models/segment.bin ------------------------------------ */

#define NQ_SEGMENT_MAGIC "naqlseg1"
#define NQ_SEGMENT_HEAD                                                        \
    16                      /* magic, slots (uint32 LE), checksum of the rest  \
                             */
#define NQ_SEGMENT_PROBE 16 /* slots looked at */
/* A strength byte: (logarithm - NQ_SEGMENT_FLOOR) * NQ_SEGMENT_STEPS; byte 0 is
 * an empty slot. */
#define NQ_SEGMENT_FLOOR (-25.0f)
#define NQ_SEGMENT_STEPS 10.0f

#endif
