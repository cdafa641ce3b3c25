/* SPDX-License-Identifier: Apache-2.0
 *
 * slip.c - is a word another spelling of a word? Layer 4 (name). */
#include "name/slip.h"

#include <string.h>

/* Low bytes of the code points of Arabic letters. */
enum {
    ALIF = NQ_LETTER_ALIF,
    BA,
    TA = 0x2a,
    THA,
    HHA = 0x2d,
    KHA,
    DAL,
    DHAL,
    ZAY = 0x32,
    SIN,
    SHIN,
    SAD,
    DAD,
    TTA,
    ZZA,
    AYN,
    GHAYN,
    FA = 0x41,
    QAF,
    KAF,
    HA = 0x47,
    WAW,
    YA = NQ_LETTER_YA
};

static bool
is_vowel(uint8_t letter)
{
    return letter == ALIF || letter == WAW || letter == YA;
}

/* Letters that the press takes for one another in foreign names, or that sound
 * alike; a letter is in one class at most. */
static unsigned
sound_of(uint8_t letter)
{
    switch (letter) {
    case TA:
    case THA:
    case TTA:
        return 1;
    case ZAY:
    case SIN:
    case SHIN:
    case SAD:
        return 2;
    case DAL:
    case DHAL:
    case DAD:
    case ZZA:
        return 3;
    case KHA:
    case GHAYN: /* jim too, in the tight key */
    case QAF:
    case KAF:
        return 4;
    case HHA:
    case HA:
        return 5;
    case FA:
    case BA:
        return 6;
    case ALIF:
    case WAW:
    case YA:
        return 7;
    default:
        return 0;
    }
}

static bool
sound_alike(uint8_t a, uint8_t b)
{
    return (sound_of(a) && sound_of(a) == sound_of(b)) ||
           (a == ZZA && b == TTA) || (a == TTA && b == ZZA);
}

static bool
same_from(const nq_letters *a, uint32_t i, const nq_letters *b, uint32_t j)
{
    return a->n - i == b->n - j && !memcmp(a->at + i, b->at + j, a->n - i);
}

nq_slip
nq_slip_between(const nq_letters *a, const nq_letters *b)
{
    if (a->n < b->n) {
        const nq_letters *longer = b;
        b = a;
        a = longer;
    }
    uint32_t i = 0;
    while (i < b->n && a->at[i] == b->at[i])
        i++;
    if (i == a->n)
        return NQ_SLIP_SAME;
    if (i == b->n && a->n == i + 2u && is_vowel(a->at[i]) &&
        sound_of(a->at[i + 1]) == sound_of(SIN))
        return NQ_SLIP_ENDING;
    if (!i || a->n > b->n + 1u)
        return NQ_SLIP_FAR;
    if (a->n > b->n) /* a letter more */
        return !same_from(a, i + 1, b, i) ? NQ_SLIP_FAR
               : is_vowel(a->at[i])       ? NQ_SLIP_VOWEL
                                          : NQ_SLIP_OTHER;
    if (same_from(a, i + 1, b, i + 1))
        return sound_alike(a->at[i], b->at[i]) ? NQ_SLIP_SOUND : NQ_SLIP_OTHER;
    bool swapped =
        i + 1 < a->n && a->at[i] == b->at[i + 1] && a->at[i + 1] == b->at[i];
    return swapped && same_from(a, i + 2, b, i + 2) ? NQ_SLIP_SWAP
                                                    : NQ_SLIP_FAR;
}

bool
nq_has_arabic_sound(const nq_letters *word)
{
    for (uint32_t i = 0; i < word->n; i++)
        if (word->at[i] == HHA || word->at[i] == AYN || word->at[i] == DAD ||
            word->at[i] == ZZA)
            return true;
    return false;
}
