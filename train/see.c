/* SPDX-License-Identifier: Apache-2.0
 *
 * see.c - features of marked words. What a word says alone may be anything
 * (pack.c adds it up); what two words say together is what the tables of
 * src/name/model.h hold. */
#include "see.h"

uint32_t
see_word(const struct tools *t, const nq_feature_word *w, uint32_t place,
         uint64_t out[SEEN_MAX])
{
    static const struct known nobody;
    const struct known *k =
        w->known ? &t->known[w->known - t->model.words] : &nobody;
    uint32_t n = 0;
    if (!w->shape) {
        out[n++] = seen(KIND_BEYOND + place, 0);
        return n;
    }
    for (uint32_t c = 0; c < CLASSES; c++)
        if (c < NEAR || (place > 0 && place < NQ_PLACES - 1))
            out[n++] = seen(KIND_CLASS + c * NQ_PLACES + place, k->classes[c]);
    out[n++] = seen(KIND_USUALLY + place, w->known ? k->usually + 1u : 0);
    if (place == 2) {
        out[n++] = seen(KIND_BIAS, 0);
        out[n++] = seen(KIND_OFTEN, w->known ? 1u + w->known->often / 8 : 0);
        out[n++] =
            seen_pair(KIND_USUALLY_COMPANY, k->usually, k->classes[COMPANY]);
        out[n++] =
            seen_pair(KIND_WIDE_COMPANY, k->classes[NEAR], k->classes[COMPANY]);
    }
    uint64_t letters[NQ_LETTERS_MAX];
    uint32_t n_letters = nq_letter_features(w, place, letters);
    for (uint32_t f = 0; f < n_letters; f++)
        out[n++] = letters[f] | SEEN_LETTERS;
    return n;
}

static uint32_t
see_place(const struct tools *t, const nq_feature_word *w, uint32_t place,
          uint64_t *out)
{
    uint32_t n = see_word(t, w, place, out);
    out[n++] = seen(KIND_SHAPE + place, w->shape);
    for (uint32_t left = w->lists; left; left &= left - 1) {
        uint32_t list = (uint32_t)__builtin_ctz(left);
        out[n++] = seen(KIND_LIST + place, list);
    }
    return n;
}

/* The word and the one before (side 1) or behind it (side 0). */
static uint32_t
see_pair(const nq_feature_word *a, const nq_feature_word *b, uint32_t side,
         uint64_t *out)
{
    uint32_t n = 0;
    out[n++] = seen_pair(KIND_COMPANIES + side, a->company, b->company);
    out[n++] = seen_pair(KIND_USUALS + side, a->usual, b->usual);
    out[n++] = seen_pair(KIND_COMBOS + side, a->combo, b->combo);
    out[n++] = seen_pair(KIND_SHAPES + side, a->shape, b->shape);
    if (side) {
        out[n++] = seen_pair(KIND_COMBO_COMPANY, a->combo, b->company);
        out[n++] = seen_pair(KIND_COMPANY_COMBO, a->company, b->combo);
        out[n++] = seen_pair(KIND_SHAPE_COMBO, a->shape, b->combo);
    }
    return n;
}

/* Sets differ in what they take for a name: every feature is learned once for
 * all of them and once for those of a habit. */
static uint32_t
add_habit(uint32_t habit, uint32_t n, uint64_t *out)
{
    for (uint32_t f = 0; f < n; f++)
        out[n + f] = seen_by(habit, out[f]);
    return 2 * n;
}

uint32_t
see(const struct tools *t, const nq_feature_word *words, uint32_t first,
    uint32_t end, uint32_t i, uint64_t out[SEEN_MAX])
{
    const nq_feature_word *w[NQ_PLACES];
    uint32_t n = 0;
    for (uint32_t k = 0; k < NQ_PLACES; k++) {
        w[k] = i + k >= first + 2 && i + k < end + 2 ? &words[i + k - 2]
                                                     : &nq_feature_beyond;
        n += see_place(t, w[k], k, out + n);
    }
    out[n++] = seen_pair(KIND_COMBO_COMPANY_SELF, w[2]->combo, w[2]->company);
    n += see_pair(w[1], w[2], 1, out + n);
    n += see_pair(w[2], w[3], 0, out + n);
    return add_habit(t->habit, n, out);
}

uint32_t
see_memory(const nq_feature_word *words, const struct sentence *s, uint32_t i,
           uint64_t out[SEEN_MEMORY_MAX])
{
    const nq_feature_word *w = &words[i];
    bool last = i + 1 == s->first + s->n;
    uint32_t before = i > s->first ? w[-1].memory : NQ_MEMORY_BEYOND;
    uint32_t behind = last ? NQ_MEMORY_BEYOND : w[1].memory;
    uint32_t n = 0;
    if (!w->memory && !(before % NQ_MEMORY_BEYOND) &&
        !(behind % NQ_MEMORY_BEYOND))
        return 0;
    out[n++] = seen(KIND_MEMORY, before);
    out[n++] = seen(KIND_MEMORY + 1, w->memory);
    out[n++] = seen(KIND_MEMORY + 2, behind);
    out[n++] = seen_pair(KIND_MEMORY_USUAL, w->memory, w->usual);
    out[n++] = seen_pair(KIND_MEMORY_COMPANY, w->memory, w->company);
    out[n++] = seen_pair(KIND_MEMORIES + 1, before, w->memory);
    out[n++] = seen_pair(KIND_MEMORIES, w->memory, behind);
    return add_habit(s->habit, n, out);
}
