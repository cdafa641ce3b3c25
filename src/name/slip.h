/* SPDX-License-Identifier: Apache-2.0
 *
 * slip.h - is a word another spelling of a word? Layer 4 (name).
 *
 * Looks at letters alone, after what is only habit of writing is folded away
 * (the tight key of variant.h). Two words that differ in one place: a letter
 * too many, another letter, two letters swapped. */
#ifndef NQ_NAME_SLIP_H
#define NQ_NAME_SLIP_H

#include "name/variant.h"

/* As nq_letters has them. */
#define NQ_LETTER_ALIF 0x27
#define NQ_LETTER_YA   0x4a

/* How two words differ. */
typedef enum nq_slip {
    NQ_SLIP_SAME,   /* not at all */
    NQ_SLIP_VOWEL,  /* one has a long vowel more, not its first letter */
    NQ_SLIP_SOUND,  /* letters that transliterations take for one another */
    NQ_SLIP_SWAP,   /* two letters beside each other, swapped */
    NQ_SLIP_OTHER,  /* another letter, or one more */
    NQ_SLIP_ENDING, /* one has an s behind a vowel more: "Griffith's" */
    NQ_SLIP_FAR     /* in more than that, or in the first letter */
} nq_slip;

/* How `a` and `b`, letters of words as nq_name_letters gives them, differ; both
 * have two letters at least. Cost: linear. */
nq_slip nq_slip_between(const nq_letters *a, const nq_letters *b);

/* Has a word a letter of a sound that foreign names are hardly written with:
 * emphatic or guttural? */
bool nq_has_arabic_sound(const nq_letters *word);

#endif
