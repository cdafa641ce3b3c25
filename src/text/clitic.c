/* SPDX-License-Identifier: Apache-2.0
 *
 * clitic.c - the likeliest reading of what is glued to a word, and its stem.
 * Layer 3 (text).
 *
 * Works on folded words, whose Arabic letters take two bytes each. */
#include "text/clitic.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/segment.h"
#include "text/tune.h"

/* The letters this file is about, as UTF-8. */
#define ALIF "\u0627"
#define LAM  "\u0644"
#define YA   "\u064a"
#define TA   "\u062a"
#define HA   "\u0647"

static bool
has(naql_str word, size_t at, const char *letters)
{
    size_t n = strlen(letters);
    return at + n <= word.len && !memcmp(word.ptr + at, letters, n);
}

/* ---- The likeliest reading --------------------------------------------- */

/* What the folded form no longer shows of a word. */
struct written {
    bool ta;    /* ends in ta marbuta */
    bool hamza; /* ends in a lone hamza: no pronoun there */
};

static struct written
ending_of(naql_str written)
{
    enum { MARBUTA = 0x629, ISOLATED = 0xfe93, FINAL = 0xfe94, HAMZA = 0x621 };
    size_t at = written.len;
    uint32_t code = 0;
    do { /* back to the last letter, over its vowel signs */
        do
            at--;
        while (at > 0 && (written.ptr[at] & 0xc0) == 0x80);
        size_t next = at;
        code = nq_utf8_read(written.ptr, &next);
    } while (at > 0 && nq_class_of(code) == NQ_CLASS_DROP);
    return (struct written){
        code == MARBUTA || code == ISOLATED || code == FINAL, code == HAMZA};
}

/* Is the letter number `index` a plain alif, as that of the article is? */
static bool
is_plain_alif(naql_str written, size_t index)
{
    enum { MADDA = 0x622, HAMZA_ABOVE = 0x623, HAMZA_BELOW = 0x625 };
    uint32_t code = 0;
    for (size_t at = 0; at < written.len;) {
        code = nq_utf8_read(written.ptr, &at);
        if (nq_class_of(code) == NQ_CLASS_DROP)
            continue;
        if (!index--)
            break;
    }
    return code != MADDA && code != HAMZA_ABOVE && code != HAMZA_BELOW;
}

/* One way to read a word. */
struct reading {
    const nq_affix *front, *tail;
    naql_str stem;
    uint64_t key; /* nq_segment_key of the stem; 0: it is empty */
};

/* Strength of a stem whose last letter a pronoun may have changed. */
static float
strength_before_pronoun(const nq_segment_model *m, const struct reading *r)
{
    char room[160];
    naql_str stem = r->stem;
    float best = nq_segment_strength_of(m, r->key, stem.len);
    bool ta = has(stem, stem.len - NQ_LETTER, TA);
    bool alif = has(stem, stem.len - NQ_LETTER, ALIF);
    if ((!ta && !alif) || stem.len > sizeof room)
        return best;
    memcpy(room, stem.ptr, stem.len);
    memcpy(room + stem.len - NQ_LETTER, ta ? HA : YA, NQ_LETTER);
    float other = nq_segment_strength(m, nq_str(room, stem.len), ta) +
                  (ta ? NQ_STEM_TA : NQ_STEM_ALIF);
    return other > best ? other : best;
}

/* "lahu", "biha": a preposition and its pronoun. */
static bool
is_empty_stem(naql_str stem, const nq_affix *front, const nq_affix *tail)
{
    uint16_t p = front->clitics & (NQ_CLITIC_BA | NQ_CLITIC_LAM);
    return !stem.len && tail->bytes && p && !(front->clitics & NQ_CLITIC_AL) &&
           (p == NQ_CLITIC_LAM || !memcmp(stem.ptr, HA, NQ_LETTER));
}

struct affixes {
    nq_affix fronts[NQ_FRONTS_MAX], tails[NQ_TAILS_MAX];
};
enum { READINGS_MAX = NQ_FRONTS_MAX * NQ_TAILS_MAX };

struct chooser {
    const nq_text_tools *tools;
    naql_str word;
    struct written written;
};

/* Can a word be read so? */
static bool
read_as(const struct chooser *c, const nq_affix *front, const nq_affix *tail,
        struct reading *out)
{
    if (c->word.len < (size_t)front->bytes + tail->bytes)
        return false;
    naql_str stem = nq_str(c->word.ptr + front->bytes,
                           c->word.len - front->bytes - tail->bytes);
    *out = (struct reading){front, tail, stem, 0};
    if (is_empty_stem(stem, front, tail))
        return true;
    if (!nq_segment_allows(front, stem, tail))
        return false;
    out->key = nq_segment_key(stem, !tail->bytes && c->written.ta);
    nq_segment_fetch(&c->tools->segment, out->key);
    return true;
}

static float
score(const struct chooser *c, const struct reading *r)
{
    const nq_segment_model *m = &c->tools->segment;
    if (!r->key)
        return NQ_STEM_EMPTY + nq_segment_conjunction(r->front->clitics);
    float s = r->front->prior + r->tail->prior;
    s += r->tail->bytes ? strength_before_pronoun(m, r)
                        : nq_segment_strength_of(m, r->key, r->stem.len);
    uint32_t row;
    if (r->stem.len == 2 * NQ_LETTER && (r->front->bytes || r->tail->bytes) &&
        !nq_table_word(&c->tools->closed, nq_hash(r->stem), &row))
        s += NQ_STEM_SHORT;
    return s;
}

/* An alif with a hamza does not open the article. */
static bool
is_article(naql_str written, const nq_affix *front)
{
    return !(front->clitics & NQ_CLITIC_AL) || front->clitics & NQ_CLITIC_LAM ||
           is_plain_alif(written, front->bytes / NQ_LETTER - 2);
}

static bool
all_two_bytes(naql_str word)
{
    for (size_t i = 0; i < word.len; i += NQ_LETTER)
        if (((unsigned char)word.ptr[i] & 0xe0) != 0xc0)
            return false;
    return word.len % NQ_LETTER == 0;
}

/* All ways to read a word. */
static uint32_t
list_readings(const struct chooser *c, naql_str written,
              struct affixes *affixes, struct reading out[READINGS_MAX])
{
    uint32_t n_fronts = nq_segment_fronts(c->word, affixes->fronts), n = 0;
    uint32_t n_tails = nq_segment_tails(c->word, affixes->tails);
    if (c->written.ta || c->written.hamza)
        n_tails = 1;
    for (uint32_t f = 0; f < n_fronts; f++) {
        if (!is_article(written, &affixes->fronts[f]))
            continue;
        for (uint32_t t = 0; t < n_tails; t++)
            n += read_as(c, &affixes->fronts[f], &affixes->tails[t], &out[n]);
    }
    return n;
}

nq_parse
nq_clitics_parse(const nq_text_tools *tools, naql_str written, naql_str folded)
{
    enum { MOST = 120 }; /* bytes; pre and suf are one byte each */
    struct affixes affixes;
    struct reading readings[READINGS_MAX];
    struct chooser c = {tools, folded, ending_of(written)};
    nq_parse best = {.score = NQ_SCORE_NEVER};
    if (folded.len <= NQ_LETTER || folded.len > MOST || !all_two_bytes(folded))
        return best;
    uint32_t n = list_readings(&c, written, &affixes, readings);
    for (uint32_t i = 0; i < n; i++) {
        const struct reading *r = &readings[i];
        float s = score(&c, r);
        if (s > best.score)
            best = (nq_parse){s, r->front->clitics | r->tail->clitics,
                              r->front->bytes, r->tail->bytes};
    }
    if (best.clitics & NQ_CLITIC_LAM &&
        has(folded, best.pre - NQ_LETTER, LAM LAM))
        best.clitics |= NQ_CLITIC_AL; /* "lil-" before a lam: one is lost */
    return best;
}

/* ---- Light stem -------------------------------------------------------- */

/* Bytes of the ending that goes, of a stem that ends in `before`, `last`. */
static size_t
ending_bytes(naql_str left, uint32_t before, uint32_t last)
{
    enum { ONE = NQ_LETTER, TWO = 2 * NQ_LETTER };
    size_t least = NQ_STEM_LEAST * NQ_LETTER;
    bool two = left.len >= TWO + least;
    bool dual = left.len >= TWO + NQ_STEM_LEAST_DUAL * NQ_LETTER;
    switch (last) {
    case NQ_TA:
        return two && before == NQ_ALIF ? TWO : ONE;
    case NQ_HA:
        return ONE;
    case NQ_NUN:
        return dual && (before == NQ_WAW || before == NQ_YA ||
                        before == NQ_ALIF)
                   ? TWO
                   : 0;
    case NQ_ALIF: /* "they", the accusative; not the end of "سوريا" */
        return two && before == NQ_WAW ? TWO : before == NQ_YA ? 0 : ONE;
    default:
        return 0;
    }
}

naql_str
nq_without_ending(naql_str left)
{
    if (left.len > 3 * NQ_LETTER) {
        size_t end = left.len;
        size_t cut = ending_bytes(left, nq_letter(left, end - 2 * NQ_LETTER),
                                  nq_letter(left, end - NQ_LETTER));
        if (end >= cut + NQ_STEM_LEAST * NQ_LETTER)
            left.len -= cut;
    }
    return left;
}

uint64_t
nq_light_stem(naql_str left)
{
    return nq_hash(nq_without_ending(left));
}

uint64_t
nq_clitics_stem(nq_parse p, naql_str folded, uint64_t hash)
{
    naql_str left = nq_without_ending(
        nq_str(folded.ptr + p.pre, folded.len - p.pre - p.suf));
    return left.len && left.len < folded.len ? nq_hash(left) : hash;
}
