/* SPDX-License-Identifier: Apache-2.0
 *
 * feature.c - what the tagger sees of a word. Layer 4 (name). */
#include "name/feature.h"
#include "base/str.h"

#include <string.h>

enum { LETTER = 2 /* bytes of an Arabic letter */ };

/* Up to eight bytes as a number; words shorter than `n` give all of them. */
static uint64_t
bytes_at(const char *at, size_t n)
{
    uint64_t value = 0;
    memcpy(&value, at, n < sizeof(value) ? n : sizeof(value));
    return value;
}

static void
edges(nq_feature_word *w, naql_str bare)
{
    for (size_t k = 0; k < 2; k++) {
        size_t n = (k + 2) * LETTER;
        w->front[k] = bytes_at(bare.ptr, n < bare.len ? n : bare.len);
    }
    for (size_t k = 0; k < 3; k++) {
        size_t n = (k + 1) * LETTER;
        n = n < bare.len ? n : bare.len;
        w->back[k] = bytes_at(bare.ptr + bare.len - n, n);
    }
}

/* Folding takes alif maqsura for ya; "on" and "Ali" differ in nothing else. */
static uint32_t
last_letter(naql_str written)
{
    unsigned char c =
        written.len > 1 ? (unsigned char)written.ptr[written.len - 1] : 0;
    return c == 0x89 ? 1 : c == 0x8a ? 2 : 0;
}

static uint32_t
shape_of(const nq_token *t, const nq_lex_word *lex, naql_str written)
{
    uint32_t letters = (uint32_t)t->folded.len / LETTER;
    return t->kind | (uint32_t)t->mark << 2 | (uint32_t)lex->clitics << 8 |
           (uint32_t)lex->definite << 20 |
           (uint32_t)((t->flags & NQ_TOKEN_LINE) != 0) << 21 |
           (letters > 6 ? 6 : letters) << 22 |
           (uint32_t)((t->flags & NQ_TOKEN_TANWIN) != 0) << 26 |
           last_letter(written) << 27;
}

void
nq_feature_words_make(const nq_model *model, const nq_text *text,
                      const nq_lex_word *lex, nq_feature_word *out)
{
    for (uint32_t i = 0; i < text->n_tokens; i++) {
        const nq_token *t = &text->tokens[i];
        nq_feature_word *w = &out[i];
        uint32_t skip = lex[i].skip < t->folded.len ? lex[i].skip : 0;
        const nq_model_word *known = nq_model_word_find(model, lex[i].base);
        *w = (nq_feature_word){
            .word = t->hash,
            .base = lex[i].base,
            .stem = t->stem,
            .shape =
                shape_of(t, &lex[i], nq_str_span(text->article->text, t->span)),
            .lists = nq_lex_bits(&lex[i]) & NQ_LEX_FOR_TAGGER};
        w->glue =
            known ? 0
                  : bytes_at(t->folded.ptr,
                             LETTER < t->folded.len ? LETTER : t->folded.len);
        edges(w, (naql_str){t->folded.ptr + skip, t->folded.len - skip});
        if (known) {
            w->fine = known->fine + 1u;
            w->middle = known->middle + 1u;
            w->coarse = known->coarse + 1u;
            w->wide = known->wide + 1u;
            w->usually = known->usually + 1u;
        }
    }
}

/* ---- Features ---------------------------------------------------------- */

struct maker {
    uint64_t *out;
    uint32_t n;
    uint64_t kind; /* number of the template, counted up */
};

/* Numbers of templates that nq_seen_feature has to know. */
enum { KIND_OWN = 1, KIND_LISTS = 15, KIND_AROUND = 20, KIND_WIDE = 44 };

static uint64_t
kind_around(uint32_t place)
{
    return KIND_AROUND + 5 * place - (place > 2); /* see add_around */
}

static inline void
add(struct maker *m, uint64_t value)
{
    uint64_t h =
        (value + m->kind++ * 0x9e3779b97f4a7c15ull) * 0xff51afd7ed558ccdull;
    m->out[m->n++] = h ^ h >> 32;
}

static inline uint64_t
pair(uint64_t a, uint64_t b)
{
    return (a * 0xc4ceb9fe1a85ec53ull) ^ (b + 0x9e3779b97f4a7c15ull);
}

/* One feature for each list that the word is in, of its place `at`. */
static void
add_lists(struct maker *m, uint32_t lists, uint32_t at)
{
    uint64_t kind = m->kind;
    for (uint32_t left = lists; left; left &= left - 1) {
        m->kind = kind;
        add(m, (uint64_t)__builtin_ctz(left) << 8 | at);
        if (m->n >= NQ_FEATURES_MAX - 64)
            break;
    }
    m->kind = kind + 1;
}

/* The word itself. */
static void
add_own(struct maker *m, const nq_feature_word *w)
{
    add(m, 1);
    add(m, w->word);
    add(m, w->base);
    add(m, w->stem);
    for (int k = 0; k < 2; k++)
        add(m, w->front[k]);
    for (int k = 0; k < 3; k++)
        add(m, w->back[k]);
    add(m, w->shape);
    add(m, pair(w->base, w->shape >> 27));
    add(m, w->glue);
    add(m, w->lists);
    add(m, pair(w->lists, w->coarse));
}

/* Each of the five words around, by itself; with or without what is tabled. */
static inline void
add_around(struct maker *m, const nq_feature_word *const w[NQ_PLACES],
           bool tabled)
{
    for (uint32_t k = 0; k < NQ_PLACES && tabled; k++)
        add_lists(m, w[k]->lists, k);
    for (uint32_t k = 0; k < NQ_PLACES; k++) {
        m->kind = kind_around(k);
        if (tabled) {
            add(m, w[k]->fine);
            add(m, w[k]->middle);
            add(m, w[k]->coarse);
            add(m, w[k]->usually);
        }
        m->kind = kind_around(k) + 4;
        if (k != 2)
            add(m, w[k]->base);
    }
    m->kind = KIND_WIDE;
    for (uint32_t k = 1; k < 4 && tabled; k++)
        add(m, w[k]->wide);
    m->kind = KIND_WIDE + 3;
    add(m, w[1]->shape);
    add(m, w[3]->shape);
    add(m, w[1]->back[1]);
    add(m, w[3]->back[1]);
    add(m, w[3]->front[0]);
}

/* Words beside each other, together. */
static void
add_pairs(struct maker *m, const nq_feature_word *const w[5])
{
    add(m, pair(w[1]->base, w[2]->base));
    add(m, pair(w[2]->base, w[3]->base));
    add(m, pair(w[1]->base, w[2]->middle));
    add(m, pair(w[2]->middle, w[3]->base));
    add(m, pair(w[1]->middle, w[2]->middle));
    add(m, pair(w[2]->middle, w[3]->middle));
    add(m, pair(w[1]->coarse, w[3]->coarse));
    add(m, pair(w[2]->wide, w[2]->coarse));
    add(m, pair(w[1]->base, w[3]->base));
    add(m, pair(w[2]->usually, w[2]->coarse));
    add(m, pair(pair(w[0]->coarse, w[1]->coarse), w[2]->coarse));
    add(m, pair(pair(w[1]->coarse, w[2]->coarse), w[3]->coarse));
    add(m, pair(pair(w[2]->coarse, w[3]->coarse), w[4]->coarse));
    add(m, pair(w[1]->lists, w[2]->lists));
    add(m, pair(w[2]->lists, w[3]->lists));
    add(m, pair(w[1]->lists, w[2]->coarse));
    add(m, pair(w[2]->lists, w[1]->coarse));
    add(m, pair(w[1]->usually, w[2]->usually));
    add(m, pair(w[2]->usually, w[3]->usually));
    add(m, pair(pair(w[1]->usually, w[2]->usually), w[3]->usually));
    add(m, pair(w[1]->shape, w[2]->shape));
    add(m, pair(w[2]->shape, w[3]->shape));
    add(m, pair(w[1]->shape, w[2]->lists));
    add(m, pair(w[1]->usually, w[2]->glue));
}

uint64_t
nq_seen_feature(nq_seen seen, uint32_t place, uint32_t value)
{
    uint64_t out;
    struct maker m = {&out, 0, kind_around(place) + (seen - NQ_SEEN_FINE)};
    if (seen == NQ_SEEN_LIST)
        m.kind = KIND_LISTS + place;
    else if (seen == NQ_SEEN_WIDE)
        m.kind = KIND_WIDE + place - 1;
    add(&m, seen == NQ_SEEN_LIST ? (uint64_t)value << 8 | place : value);
    return out;
}

const nq_feature_word nq_feature_nothing = {.shape = UINT32_MAX};

static inline uint32_t
features(const nq_feature_word *const w[NQ_PLACES], bool tabled, uint64_t *out)
{
    struct maker m = {out, 0, KIND_OWN};
    add_own(&m, w[2]);
    add_around(&m, w, tabled);
    add_pairs(&m, w);
    return m.n;
}

static inline void
places(const nq_feature_word *words, uint32_t first, uint32_t end, uint32_t i,
       const nq_feature_word *out[NQ_PLACES])
{
    for (uint32_t k = 0; k < NQ_PLACES; k++)
        out[k] = i + k >= first + 2 && i + k < end + 2 ? &words[i + k - 2]
                                                       : &nq_feature_nothing;
}

uint32_t
nq_features_of(const nq_feature_word *words, uint32_t first, uint32_t end,
               uint32_t i, uint64_t out[NQ_FEATURES_MAX])
{
    const nq_feature_word *w[NQ_PLACES];
    places(words, first, end, i, w);
    return features(w, true, out);
}

uint32_t
nq_features_rest(const nq_feature_word *words, uint32_t first, uint32_t end,
                 uint32_t i, uint64_t out[NQ_FEATURES_MAX])
{
    const nq_feature_word *w[NQ_PLACES];
    places(words, first, end, i, w);
    return features(w, false, out);
}

/* ---- A second look ----------------------------------------------------- */

/* How often a word got which label: four bits each, person in front, person
 * further on, place, body in front, body further on, none; saturated. */
enum { KINDS = 6, KIND_BITS = 4, KIND_MAX = 15 };

static uint32_t
kind_of(uint8_t label)
{
    static const uint8_t kind[NQ_LABELS] = {5, 0, 1, 2, 2, 3, 4};
    return kind[label] * KIND_BITS;
}

static uint32_t
counted(uint32_t counts, uint32_t kind)
{
    return counts >> kind & KIND_MAX;
}

/* Classes of the word's places other than this one: 0 none, 1 some, of each
 * kind; all of it 0 when there is no other place or none is in a name. */
static uint32_t
others(uint32_t counts, uint8_t own)
{
    uint32_t mask = 0;
    if (counted(counts, kind_of(own)) < KIND_MAX)
        counts -= 1u << kind_of(own);
    for (uint32_t k = 0; k < KINDS; k++)
        mask |= (uint32_t)(counted(counts, k * KIND_BITS) > 0) << k;
    return mask & 31 ? mask : 0;
}

bool
nq_feature_memory_make(nq_feature_word *words, const uint8_t *labels,
                       uint32_t n, nq_arena *scratch)
{
    nq_map counts;
    nq_map_init(&counts, scratch);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t *c = nq_map_put(&counts, words[i].base, NULL);
        if (!c)
            return false;
        if (counted(*c, kind_of(labels[i])) < KIND_MAX)
            *c += 1u << kind_of(labels[i]);
    }
    for (uint32_t i = 0; i < n; i++)
        words[i].memory =
            others(*nq_map_get(&counts, words[i].base), labels[i]);
    return true;
}

uint32_t
nq_memory_features_of(const nq_feature_word *words, uint32_t first,
                      uint32_t end, uint32_t i,
                      uint64_t out[NQ_MEMORY_FEATURES_MAX])
{
    struct maker m = {out, 0, 1000};
    const nq_feature_word *w = &words[i];
    uint32_t before = i > first ? w[-1].memory : 64;
    uint32_t behind = i + 1 < end ? w[1].memory : 64;
    if (!(w->memory | (before & 63) | (behind & 63)))
        return 0;
    add(&m, w->memory);
    add(&m, before);
    add(&m, behind);
    add(&m, pair(w->memory, w->usually));
    add(&m, pair(before, w->memory));
    add(&m, pair(w->memory, behind));
    add(&m, pair(w->memory, w->coarse));
    return m.n;
}
