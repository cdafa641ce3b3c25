/* SPDX-License-Identifier: Apache-2.0
 *
 * sign.c - a text's word 5-grams as hashes. Layer 9 (bulk). */
#include "bulk/sign.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/utf8.h"
#include "bulk/tune.h"

static uint16_t
letter_of(uint32_t c, nq_fold strength)
{
    uint32_t points[NQ_FOLD_POINTS];
    nq_class class = nq_class_of(c);
    if (class == NQ_CLASS_DROP)
        return NQ_SIGN_DROP;
    if (class == NQ_CLASS_SPACE || class == NQ_CLASS_MARK)
        return NQ_SIGN_BREAK;
    unsigned n = nq_fold_point(c, strength, points);
    if (n == 0)
        return NQ_SIGN_DROP;
    return n == 1 && points[0] < 0x10000 && points[0] > NQ_SIGN_SLOW
               ? (uint16_t)points[0]
               : (uint16_t)NQ_SIGN_SLOW;
}

void
nq_signer_init(nq_signer *s, nq_fold strength)
{
    s->strength = strength;
    for (uint32_t c = 0; c < 0x800; c++)
        s->letter[c] = letter_of(c, strength);
}

struct words { /* the last five hashes, and the shingles made of them */
    uint64_t last[NQ_SHINGLE_WORDS];
    uint32_t n_words;
    uint32_t *out;
    uint32_t n;
    uint64_t whole;
};

/* Most shingles that a text of so many bytes can have. */
#define SHINGLES_MAX(bytes) ((bytes) / 2 + 2)

static inline uint64_t
mix(uint64_t h)
{
    h ^= h >> 32;
    h *= 0x9e3779b97f4a7c15ull;
    return h ^ h >> 29;
}

static inline uint64_t
add_letter(uint64_t h, uint32_t letter)
{
    return (h ^ letter) * 0x100000001b3ull + (h >> 47);
}

static void
add_shingle(struct words *w, uint32_t words)
{
    uint64_t h = 0;
    for (uint32_t i = w->n_words - words; i < w->n_words; i++)
        h = (h << 7 | h >> 57) * 0x9e3779b97f4a7c15ull +
            w->last[i % NQ_SHINGLE_WORDS];
    uint32_t hash = (uint32_t)(mix(h) >> 20);
    w->out[w->n++] = hash + !hash; /* zero is a free slot of sets */
}

static void
add_word(struct words *w, uint64_t h)
{
    w->last[w->n_words++ % NQ_SHINGLE_WORDS] = mix(h);
    w->whole = (w->whole << 5 | w->whole >> 59) * 0xff51afd7ed558ccdull + h;
    if (w->n_words >= NQ_SHINGLE_WORDS)
        add_shingle(w, NQ_SHINGLE_WORDS);
}

/* A code point that the table does not answer: presentation forms, other
 * scripts. Returns the word's hash, 0 at its end. */
static uint64_t
slow(const nq_signer *s, struct words *w, uint64_t h, uint32_t c)
{
    uint32_t points[NQ_FOLD_POINTS];
    nq_class class = nq_class_of(c);
    if (class == NQ_CLASS_DROP)
        return h;
    if (class == NQ_CLASS_SPACE || class == NQ_CLASS_MARK) {
        if (h)
            add_word(w, h);
        return 0;
    }
    unsigned n = nq_fold_point(c, s->strength, points);
    for (unsigned i = 0; i < n; i++)
        h = add_letter(h, points[i]);
    return h;
}

static void
read_words(const nq_signer *s, naql_str text, struct words *w)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    uint64_t h = 0;
    for (size_t i = 0; i < text.len;) {
        uint32_t c = p[i];
        uint16_t letter = NQ_SIGN_SLOW;
        if (c < 0x80) {
            letter = s->letter[c];
            i++;
        } else if (c < 0xe0) {
            c = (c & 31u) << 6 | (p[i + 1] & 63u);
            letter = s->letter[c];
            i += 2;
        } else {
            c = nq_utf8_read(text.ptr, &i);
        }
        if (letter > NQ_SIGN_SLOW) {
            h = add_letter(h, letter);
        } else if (letter == NQ_SIGN_BREAK) {
            if (h)
                add_word(w, h);
            h = 0;
        } else if (letter == NQ_SIGN_SLOW) {
            h = slow(s, w, h, c);
        }
    }
    if (h)
        add_word(w, h);
    if (w->n_words && w->n_words < NQ_SHINGLE_WORDS)
        add_shingle(w, w->n_words);
}

/* ---- Sketches ---- */

/* The NQ_SKETCH_LEAST lowest of at least as many, ascending. */
static void
lowest(const nq_signed *s, uint32_t *out)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t value = s->shingles[i], at = n;
        if (n == NQ_SKETCH_LEAST && value > out[n - 1])
            continue;
        n += n < NQ_SKETCH_LEAST;
        at = n - 1;
        for (; at && out[at - 1] > value; at--)
            out[at] = out[at - 1];
        out[at] = value;
    }
}

naql_status
nq_sketch(nq_signed *s, nq_arena *arena)
{
    uint32_t n = 0, least = s->n < NQ_SKETCH_LEAST ? s->n : NQ_SKETCH_LEAST;
    for (uint32_t i = 0; i < s->n; i++)
        n += s->shingles[i] < NQ_SKETCH_BELOW;
    s->n_below = n;
    s->n_sketch = n < least ? least : n;
    s->sketch = nq_arena_alloc(arena, s->n_sketch * sizeof *s->sketch);
    if (!s->sketch)
        return NAQL_NOMEM;
    if (n < least) {
        lowest(s, s->sketch);
        return NAQL_OK;
    }
    n = 0;
    for (uint32_t i = 0; i < s->n; i++)
        if (s->shingles[i] < NQ_SKETCH_BELOW)
            s->sketch[n++] = s->shingles[i];
    return NAQL_OK;
}

static uint32_t
keep_different(uint32_t *at, uint32_t n, nq_set *set)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++)
        if (nq_set_add(set, at[i]))
            at[kept++] = at[i];
    return kept;
}

naql_status
nq_sign(const nq_signer *s, naql_str text, nq_set *set, nq_arena *arena,
        nq_signed *out)
{
    *out = (nq_signed){0};
    if (text.len > UINT32_MAX / 4)
        return NAQL_TOO_BIG;
    struct words w = {
        .out = nq_arena_alloc(arena, SHINGLES_MAX(text.len) * sizeof *w.out)};
    if (!w.out)
        return NAQL_NOMEM;
    read_words(s, text, &w);
    NQ_TRY(nq_set_start(set, w.n));
    out->shingles = w.out;
    out->n = keep_different(w.out, w.n, set);
    out->whole = w.n_words ? nq_hash_mix(w.whole + w.n_words) | 1 : 0;
    return nq_sketch(out, arena);
}
