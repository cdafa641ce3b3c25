/* SPDX-License-Identifier: Apache-2.0
 *
 * fold.h - one spelling for the many of an Arabic word. Layer 0 (base).
 *
 * Two strengths. FORM removes what is only typing: tatweel, harakat, Quranic
 * marks, zero-width and bidi controls, soft hyphen; Arabic presentation forms
 * and Farsi/Urdu letters become the plain Arabic letters; Arabic-Indic and
 * Farsi digits become ASCII. WORD does that, and folds hamza forms (alif with
 * anything -> alif, waw hamza -> waw, ya hamza -> ya, lone hamza dropped), alif
 * maqsura
 * -> ya, ta marbuta -> ha, Latin to lower case.
 * Folding adds letters only where a ligature is written out. */
#ifndef NQ_BASE_FOLD_H
#define NQ_BASE_FOLD_H

#include "naql.h"

typedef enum nq_fold { NQ_FOLD_FORM, NQ_FOLD_WORD } nq_fold;

typedef enum nq_class { /* of a code point, for tokens */
                        NQ_CLASS_SPACE,
                        NQ_CLASS_ARABIC, /* letters that make up Arabic words */
                        NQ_CLASS_LATIN,  /* letters of other scripts too */
                        NQ_CLASS_DIGIT,
                        NQ_CLASS_DROP, /* folded away: harakat, tatweel,
                                          controls */
                        NQ_CLASS_MARK  /* punctuation and symbols */
} nq_class;

nq_class nq_class_of(uint32_t code_point);

/* Folds one code point: writes 0 to NQ_FOLD_POINTS code points to out, returns
 * how many. (The two ligatures that are whole sentences, U+FDFA and U+FDFB,
 * are kept as they are.) */
#define NQ_FOLD_POINTS 4
unsigned nq_fold_point(uint32_t code_point, nq_fold strength,
                       uint32_t out[NQ_FOLD_POINTS]);

/* Folds valid UTF-8 text to `out`, which must have NQ_FOLD_ROOM(in.len) bytes
 * (a ligature of 3 bytes can become 8); returns the bytes written. White space
 * and marks are kept. */
size_t nq_fold_text(naql_str in, nq_fold strength, char *out);
#define NQ_FOLD_ROOM(len) ((len) / 3 * 8 + 8)

/* Next run of letters and digits of valid UTF-8 at or after *at, which moves
 * behind it; false at the end. */
bool nq_fold_next_word(naql_str s, size_t *at, naql_str *word);

/* Class and WORD fold of a code point under NQ_GLYPHS, those of two UTF-8 bytes
 * and less: Latin and Arabic, nearly all there are. For loops over letters. */
#define NQ_GLYPHS 0x800
typedef struct nq_glyph { /* four bytes: one load */
    uint8_t class;        /* nq_class */
    uint8_t n;            /* bytes of the fold, 0 to 2; more than fit: 0 */
    char folded[2];       /* in UTF-8 */
} nq_glyph;
void nq_glyphs_make(nq_glyph glyphs[NQ_GLYPHS]);

/* Have two strings the same WORD fold? O(bytes up to the first difference). */
bool nq_fold_same(naql_str a, naql_str b);

/* Hash of the WORD fold of `word` without writing it out; the same value as
 * nq_hash of the folded bytes. Words over 256 bytes are hashed by their first
 * 256 folded bytes. */
uint64_t nq_fold_hash(naql_str word);

#endif
