/* SPDX-License-Identifier: Apache-2.0
 *
 * segment.c - where a word's clitics end. Layer 3 (text).
 *
 * The shares of clitics are rounded from counts that any treebank of Arabic
 * news gives; only the strengths of stems are learned
 * (train/train_segment.c). */
#include "text/segment.h"

#include "base/hash.h"
#include "base/str.h"
#include "text/tune.h"

extern const unsigned char nq_segment_begin[];
extern const unsigned char nq_segment_end[];

/* ---- Fronts and ends --------------------------------------------------- */

enum front { PLAIN, WITH_AL };
enum conjunction { NO_CONJUNCTION, WAW, FA };
enum preposition { NO_PREPOSITION, BA, KAF, LAM, SIN };

static const char *const letters_of_conjunction[] = {"", "\u0648", "\u0641"};
static const char *const letters_of_preposition[] = {"", "\u0628", "\u0643",
                                                     "\u0644", "\u0633"};
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

static bool
has(naql_str word, size_t at, const char *letters)
{
    size_t n = strlen(letters);
    return at + n <= word.len && !memcmp(word.ptr + at, letters, n);
}

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
    if (p == SIN)
        return;
    if (p == LAM && has(w, at, "\u0644"))
        add_front(out, n, at + NQ_LETTER, c, p, WITH_AL);
    else if (p != LAM && has(w, at, "\u0627\u0644"))
        add_front(out, n, at + 2 * NQ_LETTER, c, p, WITH_AL);
}

uint32_t
nq_segment_fronts(naql_str w, nq_affix out[NQ_FRONTS_MAX])
{
    uint32_t n = 0;
    for (unsigned c = NO_CONJUNCTION; c <= FA; c++) {
        if (!has(w, 0, letters_of_conjunction[c]))
            continue;
        size_t at = c ? NQ_LETTER : 0;
        add_front(out, &n, at, c, NO_PREPOSITION, PLAIN);
        add_article(w, out, &n, at, c, NO_PREPOSITION);
        for (unsigned p = BA; p <= SIN; p++) {
            if (!has(w, at, letters_of_preposition[p]))
                continue;
            add_front(out, &n, at + NQ_LETTER, c, p, PLAIN);
            add_article(w, out, &n, at + NQ_LETTER, c, p);
        }
    }
    return n;
}

uint32_t
nq_segment_tails(naql_str w, nq_affix out[NQ_TAILS_MAX])
{
    static const struct {
        const char *letters;
        float share;
    } pronouns[] = {
        {"\u0647\u0627", -3.82f},
        {"\u0647", -3.91f},
        {"\u0647\u0645", -4.83f},
        {"\u0646\u0627", -5.52f},
        {"\u0647\u0645\u0627", -6.73f},
        {"\u0643\u0645", -7.60f},
        {"\u0647\u0646", -8.52f},
        {"\u0646\u064a", -8.52f},
        {"\u0643", -8.52f},
        {"\u064a", -10.4f},
    };
    static const float no_pronoun = -0.07f;
    uint32_t n = 0;
    out[n++] = (nq_affix){0, 0, no_pronoun};
    for (size_t i = 0; i < sizeof pronouns / sizeof pronouns[0]; i++) {
        size_t len = strlen(pronouns[i].letters);
        if (n < NQ_TAILS_MAX && w.len > len &&
            has(w, w.len - len, pronouns[i].letters))
            out[n++] =
                (nq_affix){(uint8_t)len, NQ_CLITIC_PRONOUN, pronouns[i].share};
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
    return stem.len >= 3 * NQ_LETTER &&
           (has(stem, 0, "\u064a") || has(stem, 0, "\u062a") ||
            has(stem, 0, "\u0646") || has(stem, 0, "\u0627"));
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

naql_status
nq_segment_open(const void *bytes, size_t size, nq_segment_model *out)
{
    const uint8_t *at = bytes;
    *out = (nq_segment_model){0};
    if (size < NQ_SEGMENT_HEAD || memcmp(at, NQ_SEGMENT_MAGIC, 8) != 0)
        return NAQL_CORRUPT;
    uint32_t slots = number_at(at + 8);
    size_t body = size - NQ_SEGMENT_HEAD;
    if (!slots || slots & (slots - 1) || body != (size_t)slots * 3)
        return NAQL_CORRUPT;
    naql_str rest = {(const char *)at + NQ_SEGMENT_HEAD, body};
    if ((uint32_t)nq_hash(rest) != number_at(at + 12))
        return NAQL_CORRUPT;
    *out = (nq_segment_model){at + NQ_SEGMENT_HEAD, slots - 1};
    return NAQL_OK;
}

naql_status
nq_segment_builtin(nq_segment_model *out)
{
    return nq_segment_open(nq_segment_begin,
                           (size_t)(nq_segment_end - nq_segment_begin), out);
}

float
nq_segment_strength(const nq_segment_model *m, naql_str stem, bool ta)
{
    uint64_t key = nq_segment_key(stem, ta);
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
           NQ_STEM_UNKNOWN_FALL * (float)(stem.len / NQ_LETTER);
}
