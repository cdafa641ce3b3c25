/* SPDX-License-Identifier: Apache-2.0
 *
 * segment.c - where a word's clitics end. Layer 3 (text).
 *
 * The shares of clitics are rounded from counts that any treebank of Arabic
 * news gives; only the strengths of stems are learned
 * (train/train_segment.c). */
#include "text/segment.h"

#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "text/tune.h"

extern const unsigned char nq_segment_begin[];
extern const unsigned char nq_segment_end[];

/* ---- Fronts and ends --------------------------------------------------- */

enum front { PLAIN, WITH_AL };
enum conjunction { NO_CONJUNCTION, WAW, FA };
enum preposition { NO_PREPOSITION, BA, KAF, LAM, SIN };

static const uint16_t bits_of_conjunction[] = {0, NQ_CLITIC_WAW, NQ_CLITIC_FA};
static const uint16_t bits_of_preposition[] = {0, NQ_CLITIC_BA, NQ_CLITIC_KAF,
                                               NQ_CLITIC_LAM, NQ_CLITIC_SIN};

/* Share of words with that front, [conjunction][preposition][article], as
 * natural logarithms. */
static const float share[3][5][2] = {
    {{-0.60f, -1.39f},
     {-3.69f, -4.20f},
     {-5.81f, -7.60f},
     {-3.69f, -4.02f},
     {-5.12f, -99.0f}},
    {{-2.90f, -3.91f},
     {-6.21f, -6.91f},
     {-7.82f, -9.21f},
     {-6.21f, -7.13f},
     {-6.91f, -99.0f}},
    {{-5.12f, -7.13f},
     {-8.52f, -9.21f},
     {-10.8f, -11.5f},
     {-8.52f, -9.90f},
     {-8.52f, -99.0f}},
};

static void
add_front(nq_affix *out, uint32_t *n, size_t bytes, unsigned c, unsigned p,
          enum front al)
{
    if (*n == NQ_FRONTS_MAX)
        return;
    out[(*n)++] =
        (nq_affix){(uint8_t)bytes,
                   (uint16_t)(bits_of_conjunction[c] | bits_of_preposition[p] |
                              (al == WITH_AL ? NQ_CLITIC_AL : 0)),
                   share[c][p][al]};
}

/* The article behind a preposition; "li-al" is written "lil". */
static void
add_article(naql_str w, nq_affix *out, uint32_t *n, size_t at, unsigned c,
            unsigned p)
{
    uint32_t first = nq_letter(w, at);
    if (p == LAM && first == NQ_LAM)
        add_front(out, n, at + NQ_LETTER, c, p, WITH_AL);
    else if (p != LAM && p != SIN && first == NQ_ALIF &&
             nq_letter(w, at + NQ_LETTER) == NQ_LAM)
        add_front(out, n, at + 2 * NQ_LETTER, c, p, WITH_AL);
}

static unsigned
preposition_of(uint32_t letter)
{
    switch (letter) {
    case NQ_BA:
        return BA;
    case NQ_KAF:
        return KAF;
    case NQ_LAM:
        return LAM;
    case NQ_SIN:
        return SIN;
    default:
        return NO_PREPOSITION;
    }
}

static void
add_fronts(naql_str w, nq_affix *out, uint32_t *n, size_t at, unsigned c)
{
    add_front(out, n, at, c, NO_PREPOSITION, PLAIN);
    add_article(w, out, n, at, c, NO_PREPOSITION);
    unsigned p = preposition_of(nq_letter(w, at));
    if (!p)
        return;
    add_front(out, n, at + NQ_LETTER, c, p, PLAIN);
    add_article(w, out, n, at + NQ_LETTER, c, p);
}

uint32_t
nq_segment_fronts(naql_str w, nq_affix out[NQ_FRONTS_MAX])
{
    uint32_t n = 0, first = nq_letter(w, 0);
    add_fronts(w, out, &n, 0, NO_CONJUNCTION);
    if (first == NQ_WAW || first == NQ_FA)
        add_fronts(w, out, &n, NQ_LETTER, first == NQ_WAW ? WAW : FA);
    return n;
}

static void
add_tail(naql_str w, nq_affix *out, uint32_t *n, unsigned letters, float prior)
{
    size_t bytes = letters * (size_t)NQ_LETTER;
    if (w.len > bytes && *n < NQ_TAILS_MAX)
        out[(*n)++] = (nq_affix){(uint8_t)bytes, NQ_CLITIC_PRONOUN, prior};
}

uint32_t
nq_segment_tails(naql_str w, nq_affix out[NQ_TAILS_MAX])
{
    uint32_t n = 0;
    size_t end = w.len;
    uint32_t last = end >= 2 ? nq_letter(w, end - NQ_LETTER) : 0;
    uint32_t before = end >= 4 ? nq_letter(w, end - 2 * NQ_LETTER) : 0;
    uint32_t third = end >= 6 ? nq_letter(w, end - 3 * NQ_LETTER) : 0;
    out[n++] = (nq_affix){0, 0, -0.07f};
    switch (last) {
    case NQ_HA:
        add_tail(w, out, &n, 1, -3.91f);
        break;
    case NQ_ALIF:
        if (before == NQ_HA)
            add_tail(w, out, &n, 2, -3.82f);
        if (before == NQ_NUN)
            add_tail(w, out, &n, 2, -5.52f);
        if (before == NQ_MIM && third == NQ_HA)
            add_tail(w, out, &n, 3, -6.73f);
        break;
    case NQ_MIM:
        if (before == NQ_HA)
            add_tail(w, out, &n, 2, -4.83f);
        if (before == NQ_KAF)
            add_tail(w, out, &n, 2, -7.60f);
        break;
    case NQ_NUN:
        if (before == NQ_HA)
            add_tail(w, out, &n, 2, -8.52f);
        break;
    case NQ_YA:
        if (before == NQ_NUN)
            add_tail(w, out, &n, 2, -8.52f);
        add_tail(w, out, &n, 1, -10.4f);
        break;
    case NQ_KAF:
        add_tail(w, out, &n, 1, -8.52f);
        break;
    default:
        break;
    }
    return n;
}

float
nq_segment_conjunction(uint16_t clitics)
{
    unsigned c = clitics & NQ_CLITIC_WAW  ? WAW
                 : clitics & NQ_CLITIC_FA ? FA
                                          : NO_CONJUNCTION;
    return share[c][NO_PREPOSITION][PLAIN];
}

/* Can a stem be a verb of the future: does it open with its prefix? */
static bool
opens_as_imperfect(naql_str stem)
{
    uint32_t first = nq_letter(stem, 0);
    return stem.len >= 3 * NQ_LETTER && (first == NQ_YA || first == NQ_TA ||
                                         first == NQ_NUN || first == NQ_ALIF);
}

bool
nq_segment_allows(const nq_affix *front, naql_str stem, const nq_affix *tail)
{
    if (front->clitics & NQ_CLITIC_AL && tail->bytes)
        return false;
    if (front->clitics & NQ_CLITIC_SIN)
        return opens_as_imperfect(stem);
    return stem.len >= 2 * NQ_LETTER;
}

/* ---- The model --------------------------------------------------------- */

uint64_t
nq_segment_key(naql_str stem, bool ta)
{
    return nq_hash_seed(stem, ta);
}

static uint32_t
number_at(const uint8_t *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
           (uint32_t)at[3] << 24;
}

/* Checks what the layout hangs on. */
static naql_status
open_own(const void *bytes, size_t size, nq_segment_model *out)
{
    const uint8_t *at = bytes;
    *out = (nq_segment_model){0};
    if (size < NQ_SEGMENT_HEAD || memcmp(at, NQ_SEGMENT_MAGIC, 8) != 0)
        return NAQL_CORRUPT;
    uint32_t slots = number_at(at + 8);
    size_t body = size - NQ_SEGMENT_HEAD;
    if (!slots || slots & (slots - 1) || body != (size_t)slots * 3)
        return NAQL_CORRUPT;
    *out = (nq_segment_model){at + NQ_SEGMENT_HEAD, slots - 1};
    return NAQL_OK;
}

naql_status
nq_segment_open(const void *bytes, size_t size, nq_segment_model *out)
{
    nq_segment_model found;
    *out = (nq_segment_model){0};
    NQ_TRY(open_own(bytes, size, &found));
    naql_str rest = {(const char *)bytes + NQ_SEGMENT_HEAD,
                     size - NQ_SEGMENT_HEAD};
    if ((uint32_t)nq_hash(rest) != number_at((const uint8_t *)bytes + 12))
        return NAQL_CORRUPT;
    *out = found;
    return NAQL_OK;
}

naql_status
nq_segment_builtin(nq_segment_model *out)
{
    return open_own(nq_segment_begin,
                    (size_t)(nq_segment_end - nq_segment_begin), out);
}

float
nq_segment_strength(const nq_segment_model *m, naql_str stem, bool ta)
{
    return nq_segment_strength_of(m, nq_segment_key(stem, ta), stem.len);
}

float
nq_segment_strength_of(const nq_segment_model *m, uint64_t key,
                       size_t stem_bytes)
{
    uint8_t lo = (uint8_t)(key >> 48), hi = (uint8_t)(key >> 56);
    for (uint32_t i = 0; i < NQ_SEGMENT_PROBE; i++) {
        const uint8_t *slot =
            m->slots + 3 * (size_t)(((uint32_t)key + i) & m->mask);
        if (!slot[2])
            break;
        if (slot[0] == lo && slot[1] == hi)
            return (float)slot[2] / NQ_SEGMENT_STEPS + NQ_SEGMENT_FLOOR;
    }
    return NQ_STEM_UNKNOWN -
           NQ_STEM_UNKNOWN_FALL * (float)(stem_bytes / NQ_LETTER);
}
